/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insurers whose letters are fetched. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letter-sync.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-history.h"
#include "balie-letter-table.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_BYTES 80

static gboolean
check_insurer (const BalieInsurer *insurer, GError **error)
{
  g_autofree char *name = balie_text_dup_clean (insurer->name, MAX_NAME_BYTES);
  g_autofree char *secret_name = balie_insurer_dup_secret_name (insurer);
  g_autoptr (BalieBiproClient) client = NULL;

  if (*name == '\0' || !g_str_equal (name, insurer->name) || g_str_equal (secret_name, "bipro-"))
    {
      g_set_error_literal (
          error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
          _ ("The name of an insurer has letters or digits, and at most 80 of them."));
      return FALSE;
    }
  client = balie_bipro_client_new (insurer, error);
  return client != NULL;
}

static gboolean
find_before (BalieDb *db, const char *name, BalieInsurer **before, GError **error)
{
  g_autoptr (GError) local = NULL;

  *before = balie_insurer_table_find (db, name, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
log_change (BalieDb *db,
            const BalieDeskFacts *facts,
            const char *name,
            const char *old_url,
            const char *new_url,
            GError **error)
{
  g_autofree char *field = g_strdup_printf ("insurer-%s", name);

  return balie_history_add (db, facts, BALIE_ACTIVITY_SETTING_CHANGED, "", field, old_url, new_url,
                            error);
}

/* Whoever sets it up anew says thereby that it may be tried again. */
static gpointer
run_put (BalieDb *db,
         const BalieDeskFacts *facts,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  BalieInsurer *insurer = data;
  g_autoptr (BalieInsurer) before = NULL;

  if (!find_before (db, insurer->name, &before, error))
    return NULL;
  insurer->last_sync_at = before != NULL ? before->last_sync_at : 0;
  g_clear_pointer (&insurer->locked, g_free);
  insurer->locked = g_strdup ("");
  g_clear_pointer (&insurer->last_problem, g_free);
  insurer->last_problem = g_strdup ("");
  if (balie_insurer_table_put (db, insurer, error))
    log_change (db, facts, insurer->name, before != NULL ? before->transfer_url : "",
                insurer->transfer_url, error);
  return NULL;
}

static gpointer
run_remove (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  const char *name = data;
  g_autoptr (BalieInsurer) before = NULL;

  if (find_before (db, name, &before, error) && balie_insurer_table_remove (db, name, error))
    log_change (db, facts, name, before != NULL ? before->transfer_url : "", "", error);
  return NULL;
}

static gpointer
run_list (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  return balie_insurer_table_list (db, error);
}

void
balie_insurers_list_async (BalieDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_list, NULL, NULL,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/* Returns: (transfer full) (element-type BalieInsurer): by name */
GPtrArray *
balie_insurers_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_insurers_put_async (BalieDesk *desk,
                          const BalieInsurer *insurer,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GError *error = NULL;

  if (!check_insurer (insurer, &error))
    {
      g_task_report_error (desk, callback, user_data, balie_insurers_put_async, error);
      return;
    }
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_CHANGE_SETTINGS, run_put,
                        balie_insurer_copy (insurer), (GDestroyNotify) balie_insurer_free, NULL,
                        cancellable, callback, user_data);
}

/**
 * balie_insurers_put_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT or NOT_CONFIGURED for a bad name, address or
 *   profile
 *
 * Returns: whether it was written
 */
gboolean
balie_insurers_put_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish_done (desk, result, error);
}

void
balie_insurers_remove_async (BalieDesk *desk,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_CHANGE_SETTINGS, run_remove,
                        g_strdup (name), g_free, NULL, cancellable, callback, user_data);
}

gboolean
balie_insurers_remove_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish_done (desk, result, error);
}
