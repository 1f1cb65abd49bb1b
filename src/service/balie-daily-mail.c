/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether there is a daily mail and what is in it: read from the run's outcomes and the requests. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-daily-mail-private.h"

#include "balie-error.h"
#include "balie-order-table.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

#include <string.h>

/* How far the first mail of a dealership looks back for what was requested by hand. */
#define FIRST_MAIL_SECONDS (24 * 60 * 60)

static void
free_row (gpointer data)
{
  BalieDailyMailRow *row = data;

  balie_order_free (row->order);
  g_free (row->vin);
  g_free (row->rule);
  g_free (row->attention);
  g_free (row);
}

void
balie_daily_mail_free (BalieDailyMail *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->settings, balie_settings_unref);
  for (int i = 0; i < BALIE_DAILY_MAIL_N_SECTIONS; i++)
    g_clear_pointer (&self->rows[i], g_ptr_array_unref);
  g_free (self);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

/* (element-type BaliePlateRequest): requested by hand since the daily mail before @until. */
static GPtrArray *
list_manual (BalieDb *db, gint64 until, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 since = balie_mail_table_get_daily_before (db, until, &local);
  g_autoptr (GPtrArray) requests = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (since == 0)
    since = until - FIRST_MAIL_SECONDS;
  requests = balie_request_table_get_approved_since (db, BALIE_ORIGIN_MANUAL, since, error);
  for (guint i = requests != NULL ? requests->len : 0; i > 0; i--)
    {
      const BaliePlateRequest *request = g_ptr_array_index (requests, i - 1);

      if (request->approved_at >= until)
        g_ptr_array_remove_index (requests, i - 1);
    }
  return g_steal_pointer (&requests);
}

static char *
make_message_id (const char *sender)
{
  const char *at = strrchr (sender, '@');
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strdup_printf ("<%s@%s>", uuid, at != NULL ? at + 1 : "balie.invalid");
}

static gboolean
insert_mail (BalieDb *db, const BalieDeskFacts *facts, BalieDate date, GError **error)
{
  g_autoptr (BalieMail) mail = balie_mail_new ();
  const char *sender = balie_settings_get_text (facts->settings, BALIE_SETTING_MAIL_SENDER);

  replace (&mail->kind, "daily");
  g_free (mail->message_id);
  mail->message_id = make_message_id (sender);
  mail->date = date;
  mail->state = BALIE_MAIL_QUEUED;
  mail->created_at = facts->now;
  return balie_mail_table_insert (db, mail, error);
}

gboolean
balie_daily_mail_queue (BalieDb *db, const BalieDeskFacts *facts, BalieRun *run, GError **error)
{
  g_autoptr (GPtrArray) manual = NULL;

  run->mail = BALIE_MAIL_OFF;
  if (!balie_settings_mail_is_on (facts->settings))
    return TRUE;
  manual = list_manual (db, facts->now, error);
  if (manual == NULL)
    return FALSE;
  if (run->n_requested == 0 && run->n_attention == 0 && manual->len == 0 &&
      !balie_settings_get_switch (facts->settings, BALIE_SETTING_MAIL_ON_EMPTY_DAYS))
    return TRUE;
  run->mail = BALIE_MAIL_QUEUED;
  return insert_mail (db, facts, run->date, error);
}

/* NULL when there is no room for another row, or with @error. */
static BalieDailyMailRow *
add_row (BalieDb *db,
         BalieDailyMail *self,
         BalieDailyMailSection section,
         const char *order_number,
         GError **error)
{
  g_autoptr (BalieOrderRow) stored = NULL;
  BalieDailyMailRow *row;

  self->counts[section]++;
  if (self->rows[section]->len >= BALIE_DAILY_MAIL_ROWS)
    return NULL;
  stored = balie_order_table_get (db, order_number, error);
  if (stored == NULL)
    return NULL;
  row = g_new0 (BalieDailyMailRow, 1);
  row->order = g_steal_pointer (&stored->order);
  row->vin = g_strdup (row->order->vin);
  row->plates = row->order->plates;
  row->rule = g_strdup ("");
  row->attention = g_strdup ("");
  row->due_on = BALIE_DATE_NONE;
  g_ptr_array_add (self->rows[section], row);
  return row;
}

static void
take_sent_fields (BalieDailyMailRow *row, const BaliePlateRequest *request)
{
  replace (&row->vin, request->vin);
  row->plates = request->plates;
}

static gboolean
add_outcome (BalieDb *db, BalieDailyMail *self, const BalieRunOutcome *outcome, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BaliePlateRequest) request = NULL;
  gboolean requested = outcome->request_key[0] != '\0';
  BalieDailyMailRow *row =
      add_row (db, self, requested ? BALIE_DAILY_MAIL_AUTOMATIC : BALIE_DAILY_MAIL_ATTENTION,
               outcome->order_number, &local);

  if (row != NULL)
    {
      replace (&row->rule, outcome->rule);
      replace (&row->attention, outcome->attention);
      row->due_on = outcome->due_on;
    }
  if (row != NULL && requested)
    request = balie_request_table_get (db, outcome->request_key, &local);
  if (request != NULL)
    take_sent_fields (row, request);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_run (BalieDb *db, BalieDailyMail *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieRun) run = balie_run_table_get (db, self->date, &local);

  for (guint i = 0; run != NULL && local == NULL && i < run->outcomes->len; i++)
    add_outcome (db, self, g_ptr_array_index (run->outcomes, i), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_manual (BalieDb *db, BalieDailyMail *self, gint64 until, GError **error)
{
  g_autoptr (GPtrArray) requests = list_manual (db, until, error);

  if (requests == NULL)
    return FALSE;
  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (GError) local = NULL;
      const BaliePlateRequest *request = g_ptr_array_index (requests, i);
      BalieDailyMailRow *row =
          add_row (db, self, BALIE_DAILY_MAIL_MANUAL, request->order_number, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (row != NULL)
        take_sent_fields (row, request);
    }
  return TRUE;
}

BalieDailyMail *
balie_daily_mail_load (BalieDb *db,
                       const BalieDeskFacts *facts,
                       const BalieMail *mail,
                       GError **error)
{
  g_autoptr (BalieDailyMail) self = g_new0 (BalieDailyMail, 1);

  self->settings = balie_settings_ref (facts->settings);
  self->date = mail->date;
  for (int i = 0; i < BALIE_DAILY_MAIL_N_SECTIONS; i++)
    self->rows[i] = g_ptr_array_new_with_free_func (free_row);
  if (!add_run (db, self, error) || !add_manual (db, self, mail->created_at, error))
    return NULL;
  return g_steal_pointer (&self);
}
