/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether each insurer lets us in. A refused login is noted as a sync would note it, so that no visit and no
 * sync tries the same password again. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-doctor-insurers.h"

#include "balie-desk-run.h"
#include "balie-letter-sync.h"
#include "balie-letter-table.h"

#include <glib/gi18n-lib.h>

/**
 * Visit:
 * @insurers: (owned) (nullable) (element-type BalieInsurer)
 * @next: index of the one to look at
 * @lines: (owned) (element-type BalieDoctorLine): so far
 */
typedef struct
{
  GPtrArray *insurers;
  guint next;
  GPtrArray *lines;
} Visit;

static void check_next (GTask *task);

static void
free_visit (gpointer data)
{
  Visit *visit = data;

  g_clear_pointer (&visit->insurers, g_ptr_array_unref);
  g_clear_pointer (&visit->lines, g_ptr_array_unref);
  g_free (visit);
}

/* Takes over @text. */
static void
add_line (GTask *task, const BalieInsurer *insurer, gboolean ok, char *text)
{
  Visit *visit = g_task_get_task_data (task);
  g_autofree char *name = balie_insurer_dup_secret_name (insurer);
  g_autofree char *check = g_strconcat ("remote-", name, NULL);

  g_ptr_array_add (visit->lines, balie_doctor_line_new (check, ok, text));
}

static gpointer
note_locked (BalieDb *db,
             const BalieDeskFacts *facts,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  const BalieInsurer *refused = data;
  g_autoptr (BalieInsurer) insurer = balie_insurer_table_find (db, refused->name, error);

  if (insurer == NULL)
    return NULL;
  g_free (insurer->locked);
  insurer->locked = g_strdup (refused->locked);
  balie_insurer_table_put (db, insurer, error);
  return NULL;
}

static void
locked_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL)
    g_warning ("A refused login could not be noted: %s", balie_error_code_to_string (error->code));
  check_next (user_data);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Visit *visit = g_task_get_task_data (task);
  const BalieInsurer *insurer = visit->insurers->pdata[visit->next++];
  g_autoptr (BalieBiproClient) client = BALIE_BIPRO_CLIENT (source);
  g_autoptr (GError) error = NULL;
  BalieInsurer *refused;

  if (balie_bipro_client_test_finish (client, result, &error))
    {
      /* Translators: name of an insurer. */
      add_line (task, insurer, TRUE, g_strdup_printf (_ ("%s lets us in"), insurer->name));
      check_next (task);
      return;
    }
  add_line (task, insurer, FALSE, g_strdup_printf ("%s: %s", insurer->name, error->message));
  if (!balie_bipro_error_is_lockout (error))
    {
      check_next (task);
      return;
    }
  refused = balie_insurer_copy (insurer);
  g_free (refused->locked);
  refused->locked = g_strdup (error->message);
  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_WRITE, BALIE_DEED_NONE,
                        note_locked, refused, (GDestroyNotify) balie_insurer_free, NULL, NULL,
                        locked_noted_cb, task);
}

/* Whether a test is under way; what needs none has its line. */
static gboolean
begin_test (GTask *task, const BalieInsurer *insurer)
{
  g_autoptr (GError) error = NULL;
  BalieBiproClient *client;

  if (*insurer->locked != '\0')
    {
      add_line (
          task, insurer, FALSE,
          g_strdup_printf (_ ("%1$s does not let Balie in: %2$s"), insurer->name, insurer->locked));
      return FALSE;
    }
  client = balie_bipro_client_new (insurer, &error);
  if (client != NULL)
    {
      balie_bipro_client_test_async (client, g_task_get_cancellable (task), tested_cb, task);
      return TRUE;
    }
  add_line (task, insurer, FALSE, g_strdup_printf ("%s: %s", insurer->name, error->message));
  return FALSE;
}

static void
check_next (GTask *task)
{
  Visit *visit = g_task_get_task_data (task);

  for (; visit->next < visit->insurers->len; visit->next++)
    {
      if (begin_test (task, visit->insurers->pdata[visit->next]))
        return;
    }
  g_task_return_pointer (task, g_steal_pointer (&visit->lines), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Visit *visit = g_task_get_task_data (task);
  GError *error = NULL;

  visit->insurers = balie_insurers_list_finish (BALIE_DESK (source), result, &error);
  if (visit->insurers != NULL)
    {
      check_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
balie_doctor_insurers_async (BalieDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  Visit *visit = g_new0 (Visit, 1);

  g_task_set_source_tag (task, balie_doctor_insurers_async);
  g_task_set_check_cancellable (task, FALSE);
  visit->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_doctor_line_free);
  g_task_set_task_data (task, visit, free_visit);
  balie_insurers_list_async (desk, cancellable, listed_cb, task);
}

GPtrArray *
balie_doctor_insurers_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
