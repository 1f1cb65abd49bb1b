/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The imports' short transactions around what is sent: claim before, record after. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-customer-import-outbox.h"

#include "balie-claimer.h"
#include "balie-customer-import-parties.h"
#include "balie-customer-import.h"
#include "balie-desk-run.h"
#include "balie-error.h"

#include <glib/gi18n-lib.h>

/**
 * BalieImportCall:
 * @keys: (owned) (nullable): only these
 */
typedef struct
{
  char **keys;
  gboolean try_now;
  guint limit;
} BalieImportCall;

static void
free_call (gpointer data)
{
  BalieImportCall *call = data;

  g_strfreev (call->keys);
  g_free (call);
}

static BalieImportCall *
make_call (const char *const *keys)
{
  BalieImportCall *call = g_new0 (BalieImportCall, 1);

  call->keys = g_strdupv ((char **) keys);
  return call;
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static gboolean
is_workable (const BalieCustomerImport *import)
{
  return import->state == BALIE_IMPORT_WAITING || import->state == BALIE_IMPORT_UNKNOWN;
}

static gboolean
is_wanted (const BalieImportCall *call, const BalieCustomerImport *import)
{
  return call->keys == NULL || g_strv_contains ((const char *const *) call->keys, import->key);
}

/* Beginning */

static GPtrArray *
find_dead (BalieDb *db, const BalieDeskFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) claimers = balie_customer_import_table_get_claimers (db, error);
  g_autoptr (GPtrArray) dead = NULL;

  if (claimers == NULL)
    return NULL;
  dead = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < claimers->len; i++)
    {
      const char *claimer = g_ptr_array_index (claimers, i);

      if (!balie_claimer_is_alive (claimer, facts->desk_name))
        g_ptr_array_add (dead, g_strdup (claimer));
    }
  g_ptr_array_add (dead, NULL);
  return g_steal_pointer (&dead);
}

static gboolean
free_lost_claims (BalieDb *db, const BalieDeskFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) dead = find_dead (db, facts, error);

  if (dead == NULL)
    return FALSE;
  return balie_customer_import_table_free_claims (db, facts->now,
                                                  facts->now - BALIE_CLAIM_STALE_SECONDS,
                                                  (const char *const *) dead->pdata, error);
}

static gboolean
make_due (BalieDb *db,
          const BalieDeskFacts *facts,
          const BalieImportCall *call,
          BalieCustomerImport *import,
          GError **error)
{
  if (!is_wanted (call, import) || !is_workable (import) || import->claimed_by[0] != '\0' ||
      import->next_attempt_at <= facts->now || g_str_equal (import->problem, "unavailable"))
    return TRUE;
  import->next_attempt_at = 0;
  return balie_customer_import_table_update (db, import, import->state, error);
}

static gpointer
begin_in_store (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  BalieImportCall *call = data;
  g_autoptr (GPtrArray) imports = NULL;

  if (!free_lost_claims (db, facts, error) || !call->try_now)
    return NULL;
  imports = balie_customer_import_table_list (db, TRUE, 0, error);
  for (guint i = 0; imports != NULL && i < imports->len; i++)
    {
      if (!make_due (db, facts, call, g_ptr_array_index (imports, i), error))
        return NULL;
    }
  return NULL;
}

/* Claiming */

static gboolean
claim_key (BalieDb *db,
           const BalieDeskFacts *facts,
           const char *key,
           const char *claimer,
           GPtrArray *claimed,
           GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieCustomerImport) import = balie_customer_import_table_get (db, key, &local);
  BalieImportState from;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (import == NULL || !is_workable (import) || import->claimed_by[0] != '\0' ||
      import->next_attempt_at > facts->now)
    return TRUE;
  from = import->state;
  if (from == BALIE_IMPORT_WAITING)
    import->state = BALIE_IMPORT_SENDING;
  replace (&import->claimed_by, claimer);
  import->claimed_at = facts->now;
  if (!balie_customer_import_table_update (db, import, from, error))
    return FALSE;
  g_ptr_array_add (claimed, g_steal_pointer (&import));
  return TRUE;
}

static gpointer
claim_in_store (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  BalieImportCall *call = data;
  g_autofree char *claimer = balie_claimer_dup (facts->desk_name);
  g_autoptr (GPtrArray) claimed = NULL;

  if (call->keys == NULL)
    return balie_customer_import_table_claim (
        db, claimer, facts->now, facts->now - BALIE_CLAIM_STALE_SECONDS, NULL, call->limit, error);
  claimed = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_customer_import_free);
  for (gsize i = 0; call->keys[i] != NULL && claimed->len < call->limit; i++)
    {
      if (!claim_key (db, facts, call->keys[i], claimer, claimed, error))
        return NULL;
    }
  return g_steal_pointer (&claimed);
}

/* Recording */

static gpointer
record_in_store (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  BalieImportOutcome *outcome = data;
  g_autoptr (BalieCustomerImport) import =
      balie_customer_import_table_get (db, outcome->key, error);
  BalieImportState from;

  if (import == NULL)
    return NULL;
  from = import->state;
  if (!balie_customer_import_apply (import, outcome, facts->now, g_random_double ()) ||
      !balie_customer_import_table_update (db, import, from, error))
    return NULL;
  if (import->state == BALIE_IMPORT_DONE)
    balie_customer_import_parties_follow (db, facts, import->key, import, error);
  else if (import->state == BALIE_IMPORT_FAILED)
    balie_customer_import_parties_tell_failure (db, facts, import, error);
  return NULL;
}

/* Looking */

static gpointer
look_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  BalieImportCall *call = data;
  g_autoptr (GPtrArray) imports = balie_customer_import_table_list (db, TRUE, 0, error);
  gint64 *next;

  if (imports == NULL)
    return NULL;
  next = g_new0 (gint64, 1);
  for (guint i = 0; i < imports->len; i++)
    {
      const BalieCustomerImport *import = g_ptr_array_index (imports, i);
      gint64 at = MAX (import->next_attempt_at, 1);

      if (!is_wanted (call, import))
        continue;
      /* What another program has claimed may be left behind by it. */
      if (import->claimed_by[0] != '\0')
        at = MAX (import->claimed_at, facts->now - BALIE_CLAIM_STALE_SECONDS) +
             BALIE_CLAIM_STALE_SECONDS + 1;
      *next = *next == 0 ? at : MIN (*next, at);
    }
  return next;
}

/* Trying again */

/* Somebody else's party asked for the same person meanwhile: one is enough. */
static char *
retry_failed (BalieDb *db, const BalieDeskFacts *facts, BalieCustomerImport *import, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieCustomerImport) other =
      balie_customer_import_table_find_person (db, import->person_key, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (other != NULL)
    return balie_customer_import_parties_follow (db, facts, import->key, other, error)
               ? g_strdup (other->key)
               : NULL;
  import->state = BALIE_IMPORT_WAITING;
  import->attempts = 0;
  import->next_attempt_at = 0;
  import->updated_at = facts->now;
  replace (&import->reason, "");
  replace (&import->problem, "");
  replace (&import->actor, facts->user->login);
  if (!balie_customer_import_table_update (db, import, BALIE_IMPORT_FAILED, error))
    return NULL;
  return g_strdup (import->key);
}

/* (transfer full): the key to wait for, NULL on failure */
static gpointer
retry_in_store (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieCustomerImport) import = balie_customer_import_table_get (db, data, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (import == NULL)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND,
                           _ ("Nobody is being added to Driver2 under this key."));
      return NULL;
    }
  if (import->state == BALIE_IMPORT_FAILED)
    return retry_failed (db, facts, import, error);
  if (is_workable (import) && import->claimed_by[0] == '\0' && import->next_attempt_at != 0)
    {
      import->next_attempt_at = 0;
      if (!balie_customer_import_table_update (db, import, import->state, error))
        return NULL;
    }
  return g_strdup (import->key);
}

/* For callers inside a transaction */

char *
balie_customer_import_queue (BalieDb *db,
                             const BalieDeskFacts *facts,
                             const BalieCustomer *customer,
                             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieCustomerImport) import = balie_customer_import_new (customer);
  g_autoptr (BalieCustomerImport) there =
      balie_customer_import_table_find_person (db, import->person_key, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (there != NULL)
    return g_strdup (there->key);
  replace (&import->actor, facts->user->login);
  import->created_at = facts->now;
  import->updated_at = facts->now;
  if (!balie_customer_import_table_insert (db, import, error))
    return NULL;
  return g_strdup (import->key);
}

/* Functions of the header */

void
balie_customer_import_outbox_begin_async (BalieDesk *desk,
                                          gboolean try_now,
                                          const char *const *keys,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  BalieImportCall *call = make_call (keys);

  call->try_now = try_now;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, begin_in_store, call, free_call,
                        NULL, cancellable, callback, user_data);
}

gboolean
balie_customer_import_outbox_begin_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish_done (desk, result, error);
}

void
balie_customer_import_outbox_claim_async (BalieDesk *desk,
                                          const char *const *keys,
                                          guint limit,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  BalieImportCall *call = make_call (keys);

  call->limit = limit;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, claim_in_store, call, free_call,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
balie_customer_import_outbox_claim_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

/* Not cancelled with the desk: what was learned should be kept as long as the database is open. */
void
balie_customer_import_outbox_record_async (BalieDesk *desk,
                                           BalieImportOutcome *outcome,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, record_in_store, outcome,
                        (GDestroyNotify) balie_customer_import_outcome_free, NULL, NULL, callback,
                        user_data);
}

gboolean
balie_customer_import_outbox_record_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish_done (desk, result, error);
}

void
balie_customer_import_outbox_look_async (BalieDesk *desk,
                                         const char *const *keys,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_NONE, look_in_store, make_call (keys),
                        free_call, g_free, cancellable, callback, user_data);
}

gint64
balie_customer_import_outbox_look_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *next = balie_desk_run_finish (desk, result, error);

  return next != NULL ? *next : 0;
}

void
balie_customer_import_outbox_retry_async (BalieDesk *desk,
                                          const char *key,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_DOSSIER, retry_in_store,
                        g_strdup (key), g_free, g_free, cancellable, callback, user_data);
}

char *
balie_customer_import_outbox_retry_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}
