/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo dealership: settings, two colleagues, orders, the history of requests that are closed,
 * morning runs of the last days, dossiers and letters, all in one transaction; then what is open is really sent. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-demo.h"

#include "balie-administration-write.h"
#include "balie-customer-import.h"
#include "balie-delivery.h"
#include "balie-demo-dossiers.h"
#include "balie-demo-letters.h"
#include "balie-demo-rows.h"
#include "balie-desk-snapshot.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-order-write.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (24 * 60 * 60)
/* At nine in the morning people begin, at seven the run was. */
#define MORNING_SECONDS (9 * 60 * 60)
#define N_PAST_RUNS 3
/* So long the lost answer can be looked at before it is asked after. */
#define UNKNOWN_SECONDS 120

/**
 * BalieDemoLoad:
 * @addresses: (owned)
 * @keys: (owned): requests that are to be sent
 */
typedef struct
{
  BalieDemoAddresses *addresses;
  GPtrArray *keys;
  int n_orders;
} BalieDemoLoad;

static const struct
{
  BalieSettingKey key;
  const char *value;
} settings[] = {
  { BALIE_SETTING_DEALERSHIP_NAME, "Autobedrijf Voorbeeld (demo)" },
  { BALIE_SETTING_LOCATIONS, "Demodorp\nTestveen" },
  { BALIE_SETTING_AUTOMATIC_APPROVAL, "on" },
};

static const struct
{
  const char *login;
  const char *name;
  const char *email;
  BalieRoles roles;
} people[] = {
  { "demo-anja", "Anja Voorbeeld", "anja@example.org",
    BALIE_ROLE_SALES_ADMIN_NEW | BALIE_ROLE_SALES_MANAGER_NEW },
  { "demo-bram", "Bram Fictie", "bram@example.org", BALIE_ROLE_SELLER },
};

static const struct
{
  const char *brand;
  const char *dealer_number;
} dealer_numbers[] = {
  { "VW", "51001" },    { "VW Bedrijfswagens", "51002" }, { "Audi", "52001" }, { "SEAT", "53001" },
  { "Škoda", "54001" }, { "Porsche", "55001" },
};

static void
free_load (gpointer data)
{
  BalieDemoLoad *load = data;

  balie_demo_addresses_free (load->addresses);
  g_ptr_array_unref (load->keys);
  g_free (load);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

/* The dealership */

static gboolean
check_empty (BalieDb *db, GError **error)
{
  g_autoptr (GPtrArray) rows = balie_order_table_get_after (db, 0, 1, error);

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                       _ ("The demo can only be loaded into an empty database"));
  return FALSE;
}

static gboolean
write_brands (BalieDb *db, const BalieDeskFacts *facts, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dealer_numbers); i++)
    {
      const BalieBrand *shipped = balie_brand_table_find (facts->brands, dealer_numbers[i].brand);
      g_autoptr (BalieBrand) brand = shipped != NULL ? balie_brand_copy (shipped) : NULL;

      if (brand == NULL)
        continue;
      replace (&brand->dealer_number, dealer_numbers[i].dealer_number);
      if (!balie_brand_table_put (db, brand, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_people (BalieDb *db, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (BalieUser) user = balie_user_new (people[i].login);

      replace (&user->name, people[i].name);
      replace (&user->email, people[i].email);
      replace (&user->language, "nl");
      user->roles = people[i].roles;
      user->sight = BALIE_SIGHT_FULL;
      if (!balie_user_table_put (db, user, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_remotes (BalieDb *db, const BalieDemoAddresses *addresses, GError **error)
{
  const char *const remotes[][2] = {
    { "pon", addresses->pon },
    { "driver2", addresses->driver2 },
    { "kp", addresses->kp },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (remotes); i++)
    {
      g_autoptr (BalieRemoteConfig) remote = NULL;

      if (remotes[i][1] == NULL)
        continue;
      remote = balie_remote_config_new (remotes[i][0]);
      replace (&remote->url, remotes[i][1]);
      if (!balie_remote_table_put (db, remote, error))
        return FALSE;
    }
  return addresses->bipro == NULL || balie_demo_insurer_write (db, addresses->bipro, error);
}

static gboolean
write_dealership (BalieDb *db,
                  const BalieDeskFacts *facts,
                  const BalieDemoAddresses *addresses,
                  GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (!balie_setting_table_set (db, settings[i].key, settings[i].value, error))
        return FALSE;
    }
  return write_remotes (db, addresses, error) && write_brands (db, facts, error) &&
         write_people (db, error) &&
         balie_meta_table_set (db, BALIE_META_FIRST_RUN_DONE, "demo", error);
}

/* Requests and their history */

static gint64
get_moment (const BalieDeskFacts *facts, BalieDate day)
{
  gint64 moment = facts->now - (gint64) (facts->today - day) * DAY_SECONDS;

  return day == facts->today ? facts->now : moment - moment % DAY_SECONDS + MORNING_SECONDS;
}

static gboolean
is_rule (const char *by)
{
  BalieRule rule;

  return balie_rule_from_code (by, &rule);
}

/* Open at PON as far as we are concerned: this must be true, so it waits to be really sent. */
static void
make_open (const BalieDeskFacts *facts,
           const BalieDemoLoad *load,
           BaliePlateRequest *request,
           BalieRequestState wanted)
{
  request->state = BALIE_REQUEST_WAITING;
  if (wanted != BALIE_REQUEST_UNKNOWN || load->addresses->pon == NULL)
    return;
  request->state = BALIE_REQUEST_UNKNOWN;
  replace (&request->problem, "timeout");
  request->attempts = 1;
  request->next_attempt_at = facts->now + UNKNOWN_SECONDS;
}

static BaliePlateRequest *
make_request (const BalieDeskFacts *facts, const BalieDemoLoad *load, const BalieDemoRow *row)
{
  const char *type = balie_settings_get_text (facts->settings, BALIE_SETTING_REQUEST_TYPE);
  BaliePlateRequest *request = balie_plate_request_new_for_order (row->order, type, row->day);
  gboolean by_rule = is_rule (row->by);

  request->origin = by_rule ? BALIE_ORIGIN_AUTOMATIC : BALIE_ORIGIN_MANUAL;
  replace (&request->origin_rule, by_rule ? row->by : "");
  replace (&request->approved_by, by_rule ? facts->user->login : row->by);
  replace (&request->desk, facts->desk_name);
  request->approved_at = get_moment (facts, row->day);
  request->updated_at = request->approved_at;
  if (row->request == BALIE_REQUEST_REQUESTED || row->request == BALIE_REQUEST_UNKNOWN)
    make_open (facts, load, request, row->request);
  else
    {
      request->state = row->request;
      g_free (request->pon_id);
      request->pon_id = g_strdup_printf ("DEMO-%s", row->order->number);
      replace (&request->reason, row->reason);
      if (row->request == BALIE_REQUEST_APPROVED)
        replace (&request->plate, row->order->plate);
    }
  return request;
}

static gboolean
add_step (BalieDb *db,
          const BalieDeskFacts *facts,
          const BaliePlateRequest *request,
          BalieActivityKind kind,
          const char *value,
          GError **error)
{
  g_autoptr (BalieActivity) step = balie_activity_new (kind);
  gboolean by_us = kind == BALIE_ACTIVITY_REQUEST_APPROVED_BY_PERSON ||
                   kind == BALIE_ACTIVITY_REQUEST_APPROVED_BY_RULE ||
                   kind == BALIE_ACTIVITY_WITHDRAWAL_ASKED;

  step->at = request->approved_at;
  replace (&step->order_number, request->order_number);
  replace (&step->request_key, request->key);
  replace (&step->actor, by_us ? request->approved_by : "");
  replace (&step->desk, facts->desk_name);
  replace (&step->new_value, value);
  return balie_activity_table_add (db, step, error);
}

static gboolean
tell_end (BalieDb *db,
          const BalieDeskFacts *facts,
          const BaliePlateRequest *request,
          GError **error)
{
  if (request->state == BALIE_REQUEST_UNKNOWN)
    return add_step (db, facts, request, BALIE_ACTIVITY_REQUEST_UNCLEAR, "timeout", error);
  if (!add_step (db, facts, request, BALIE_ACTIVITY_REQUEST_RECEIVED, request->pon_id, error))
    return FALSE;
  if (request->state == BALIE_REQUEST_APPROVED)
    return add_step (db, facts, request, BALIE_ACTIVITY_PLATE_ISSUED, request->plate, error);
  if (request->state == BALIE_REQUEST_REJECTED)
    return add_step (db, facts, request, BALIE_ACTIVITY_REQUEST_REJECTED, request->reason, error);
  return add_step (db, facts, request, BALIE_ACTIVITY_WITHDRAWAL_ASKED, "", error) &&
         add_step (db, facts, request, BALIE_ACTIVITY_REQUEST_WITHDRAWN, "", error);
}

static gboolean
tell_story (BalieDb *db,
            const BalieDeskFacts *facts,
            const BaliePlateRequest *request,
            GError **error)
{
  BalieActivityKind approved = request->origin == BALIE_ORIGIN_AUTOMATIC
                                   ? BALIE_ACTIVITY_REQUEST_APPROVED_BY_RULE
                                   : BALIE_ACTIVITY_REQUEST_APPROVED_BY_PERSON;

  if (!add_step (db, facts, request, approved, request->origin_rule, error))
    return FALSE;
  if (request->state == BALIE_REQUEST_WAITING)
    return TRUE;
  return add_step (db, facts, request, BALIE_ACTIVITY_REQUEST_SENT, "", error) &&
         tell_end (db, facts, request, error);
}

static void
add_outcome (GHashTable *runs, const BaliePlateRequest *request, BalieDate day)
{
  BalieRun *run = g_hash_table_lookup (runs, GINT_TO_POINTER (day));
  BalieRunOutcome *outcome;

  if (run == NULL || request->origin != BALIE_ORIGIN_AUTOMATIC)
    return;
  outcome = balie_run_outcome_new ();
  replace (&outcome->order_number, request->order_number);
  replace (&outcome->request_key, request->key);
  replace (&outcome->rule, request->origin_rule);
  outcome->due_on = day;
  g_ptr_array_add (run->outcomes, outcome);
  run->n_requested++;
}

static gboolean
write_row (BalieDb *db,
           const BalieDeskFacts *facts,
           BalieDemoLoad *load,
           const BalieDemoRow *row,
           GHashTable *runs,
           GError **error)
{
  g_autoptr (BaliePlateRequest) request = NULL;
  BalieExplained explained;

  if (!balie_explain_compute (db, facts, row->order, &explained, error) ||
      !balie_order_write_new (db, facts, row->order, &explained.explanation, error))
    return FALSE;
  load->n_orders++;
  if (row->request == BALIE_REQUEST_NONE)
    return TRUE;
  request = make_request (facts, load, row);
  add_outcome (runs, request, row->day);
  if (request->state == BALIE_REQUEST_WAITING)
    g_ptr_array_add (load->keys, g_strdup (request->key));
  return balie_request_table_insert (db, request, error) && tell_story (db, facts, request, error);
}

/* Past runs */

static GHashTable *
make_runs (const BalieDeskFacts *facts)
{
  GHashTable *runs = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) balie_run_free);

  for (int ago = 1; ago <= N_PAST_RUNS; ago++)
    {
      BalieRun *run = balie_run_new (facts->today - ago);

      run->started_at = get_moment (facts, run->date);
      run->finished_at = run->started_at + 1;
      replace (&run->desk, facts->desk_name);
      replace (&run->actor, facts->user->login);
      g_clear_pointer (&run->outcomes, g_ptr_array_unref);
      run->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_run_outcome_free);
      g_hash_table_insert (runs, GINT_TO_POINTER (run->date), run);
    }
  return runs;
}

static gboolean
write_runs (BalieDb *db, GHashTable *runs, GError **error)
{
  GHashTableIter iter;
  gpointer run;

  g_hash_table_iter_init (&iter, runs);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    {
      if (!balie_run_table_insert (db, run, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_demo (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  BalieDemoLoad *load = data;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) runs = make_runs (facts);

  if (!check_empty (db, error))
    return FALSE;
  rows = balie_demo_rows_load (facts->today, error);
  if (rows == NULL || !write_dealership (db, facts, load->addresses, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      if (!write_row (db, facts, load, g_ptr_array_index (rows, i), runs, error))
        return FALSE;
    }
  return write_runs (db, runs, error) && balie_demo_dossiers_write (db, facts, error) &&
         balie_demo_letters_write (db, facts, error) && balie_explain_mark_all (db, error);
}

/* Loading */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieDemoLoad *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* The demo stands: what could not be sent waits, as everywhere. */
  if (!balie_customer_imports_sync_finish (BALIE_DESK (source), result, &error))
    g_info ("The demo's persons wait: %s", balie_error_code_to_string (error->code));
  g_task_return_int (task, load->n_orders);
}

/* The persons that KP told of, into Driver2. */
static void
import_persons (GTask *task)
{
  BalieDemoLoad *load = g_task_get_task_data (task);

  if (load->addresses->driver2 != NULL)
    {
      balie_customer_imports_sync_async (g_task_get_source_object (task), NULL,
                                         g_task_get_cancellable (task), imported_cb, task);
      return;
    }
  g_task_return_int (task, load->n_orders);
  g_object_unref (task);
}

static void
delivered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDeliverySummary) summary =
      balie_delivery_sync_finish (BALIE_DESK (source), result, &error);

  if (summary == NULL)
    g_info ("The demo's requests wait: %s", balie_error_code_to_string (error->code));
  import_persons (user_data);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDesk *desk = BALIE_DESK (source);
  BalieDemoLoad *load = g_task_get_task_data (task);
  GError *error = NULL;

  if (!balie_administration_write_finish (desk, result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (load->addresses->pon == NULL || load->keys->len == 0)
    {
      import_persons (task);
      return;
    }
  g_ptr_array_add (load->keys, NULL);
  balie_delivery_sync_async (desk, (const char *const *) load->keys->pdata,
                             g_task_get_cancellable (task), delivered_cb, task);
}

static GTask *
create_task (BalieDesk *desk,
             const BalieDemoAddresses *addresses,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieDemoLoad *load = g_new0 (BalieDemoLoad, 1);

  g_task_set_check_cancellable (task, FALSE);
  load->addresses = balie_demo_addresses_copy (addresses);
  balie_demo_insurer_know_password ();
  load->keys = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, load, free_load);
  return task;
}

/**
 * balie_demo_load_async:
 * @desk: the desk of an administrator
 * @addresses: those of the simulator
 *
 * Fills an empty database. Where there is an address, what is open is sent before it ends, so that PON
 * knows every request that is said to be there, and Driver2 every person.
 */
void
balie_demo_load_async (BalieDesk *desk,
                       const BalieDemoAddresses *addresses,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = create_task (desk, addresses, cancellable, callback, user_data);

  g_task_set_source_tag (task, balie_demo_load_async);
  balie_administration_write_async (desk, BALIE_DEED_CHANGE_SETTINGS, write_demo,
                                    g_task_get_task_data (task), NULL, NULL, NULL, cancellable,
                                    written_cb, task);
}

int
balie_demo_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

static gboolean
write_connection (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  BalieDemoLoad *load = data;

  return write_remotes (db, load->addresses, error);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (balie_administration_write_finish (BALIE_DESK (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * balie_demo_connect_async:
 * @desk: the desk of an administrator
 * @addresses: those of the simulator
 *
 * Sets the addresses in a database that has the demo already.
 */
void
balie_demo_connect_async (BalieDesk *desk,
                          const BalieDemoAddresses *addresses,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = create_task (desk, addresses, cancellable, callback, user_data);

  g_task_set_source_tag (task, balie_demo_connect_async);
  balie_administration_write_async (desk, BALIE_DEED_CHANGE_SETTINGS, write_connection,
                                    g_task_get_task_data (task), NULL, NULL, NULL, cancellable,
                                    connected_cb, task);
}

gboolean
balie_demo_connect_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
