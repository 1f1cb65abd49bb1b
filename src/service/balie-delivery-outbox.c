/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The delivery's short transactions around what is sent: claim before, record after. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-delivery-outbox.h"

#include "balie-claimer.h"
#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-notification-table.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

/**
 * BalieOutboxCall:
 * @keys: (owned) (nullable): only these
 */
typedef struct
{
  char **keys;
  gboolean try_now;
  guint limit;
} BalieOutboxCall;

static void
free_call (gpointer data)
{
  BalieOutboxCall *call = data;

  g_strfreev (call->keys);
  g_free (call);
}

static BalieOutboxCall *
make_call (const char *const *keys)
{
  BalieOutboxCall *call = g_new0 (BalieOutboxCall, 1);

  call->keys = g_strdupv ((char **) keys);
  return call;
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

/* Beginning a round */

static gboolean
release_dead (BalieDb *db, const BalieDeskFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) claimers = balie_request_table_get_claimers (db, error);

  if (claimers == NULL)
    return FALSE;
  for (guint i = 0; i < claimers->len; i++)
    {
      const char *claimer = g_ptr_array_index (claimers, i);

      if (!balie_claimer_is_alive (claimer, facts->desk_name) &&
          !balie_request_table_release_claims (db, claimer, facts->now, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_workable (BalieRequestState state)
{
  return state == BALIE_REQUEST_WAITING || state == BALIE_REQUEST_UNKNOWN ||
         state == BALIE_REQUEST_WITHDRAWAL_ASKED;
}

static gboolean
make_due (BalieDb *db, const BalieDeskFacts *facts, const char *key, GError **error)
{
  g_autoptr (BaliePlateRequest) request = balie_request_table_get (db, key, error);

  if (request == NULL)
    return FALSE;
  if (!is_workable (request->state) || request->next_attempt_at <= facts->now ||
      g_str_equal (request->problem, "unavailable"))
    return TRUE;
  request->next_attempt_at = 0;
  return balie_request_table_update (db, request, request->state, error);
}

static gpointer
begin_in_store (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  BalieOutboxCall *call = data;

  if (!release_dead (db, facts, error) || !call->try_now)
    return NULL;
  if (call->keys == NULL)
    {
      balie_request_table_make_due (db, facts->now, error);
      return NULL;
    }
  for (gsize i = 0; call->keys[i] != NULL; i++)
    {
      if (!make_due (db, facts, call->keys[i], error))
        return NULL;
    }
  return NULL;
}

/* Claiming */

/* Nobody else is at it: not claimed, or by one that has not been heard of for too long. A request that
 * such a one was sending may have arrived, so it is asked after. */
static gboolean
claim_key (BalieDb *db,
           const BalieDeskFacts *facts,
           const char *key,
           const char *claimer,
           GPtrArray *claimed,
           GError **error)
{
  g_autoptr (BaliePlateRequest) request = balie_request_table_get (db, key, error);
  BalieRequestState from;
  gboolean stale;

  if (request == NULL)
    return FALSE;
  from = request->state;
  stale = request->claimed_by[0] != '\0' &&
          request->claimed_at < facts->now - BALIE_CLAIM_STALE_SECONDS;
  if (request->claimed_by[0] != '\0' && !stale)
    return TRUE;
  if (!is_workable (from) && !(from == BALIE_REQUEST_SENDING && stale))
    return TRUE;
  if (request->next_attempt_at > facts->now)
    return TRUE;
  if (from == BALIE_REQUEST_WAITING)
    request->state = BALIE_REQUEST_SENDING;
  else if (from == BALIE_REQUEST_SENDING)
    request->state = BALIE_REQUEST_UNKNOWN;
  replace (&request->claimed_by, claimer);
  request->claimed_at = facts->now;
  if (!balie_request_table_update (db, request, from, error))
    return FALSE;
  g_ptr_array_add (claimed, g_steal_pointer (&request));
  return TRUE;
}

static gpointer
claim_keys (BalieDb *db,
            const BalieDeskFacts *facts,
            const BalieOutboxCall *call,
            const char *claimer,
            GError **error)
{
  g_autoptr (GPtrArray) claimed =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_plate_request_free);

  for (gsize i = 0; call->keys[i] != NULL && claimed->len < call->limit; i++)
    {
      if (!claim_key (db, facts, call->keys[i], claimer, claimed, error))
        return NULL;
    }
  return g_steal_pointer (&claimed);
}

static gpointer
claim_in_store (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  BalieOutboxCall *call = data;
  g_autofree char *claimer = balie_claimer_dup (facts->desk_name);
  gint64 stale_before = facts->now - BALIE_CLAIM_STALE_SECONDS;
  g_autoptr (GPtrArray) claimed = NULL;

  if (call->keys != NULL)
    claimed = claim_keys (db, facts, call, claimer, error);
  else
    claimed =
        balie_request_table_claim (db, claimer, facts->now, stale_before, NULL, call->limit, error);
  for (guint i = 0; claimed != NULL && i < claimed->len; i++)
    {
      if (!balie_explain_request (db, facts, g_ptr_array_index (claimed, i), error))
        return NULL;
    }
  return g_steal_pointer (&claimed);
}

/* Looking */

static gboolean
count_keys (BalieDb *db, const BalieOutboxCall *call, BalieOutboxView *view, GError **error)
{
  for (gsize i = 0; call->keys[i] != NULL; i++)
    {
      g_autoptr (BaliePlateRequest) request = balie_request_table_get (db, call->keys[i], error);

      if (request == NULL)
        return FALSE;
      if (!is_workable (request->state) && request->state != BALIE_REQUEST_SENDING)
        continue;
      view->n_undelivered++;
      if (request->claimed_by[0] == '\0')
        view->next_attempt_at = view->next_attempt_at == 0
                                    ? MAX (request->next_attempt_at, 1)
                                    : MIN (view->next_attempt_at, request->next_attempt_at);
    }
  return TRUE;
}

/* What may be done at once is due since the beginning of time, not "never". */
static gint64
read_moment (gint64 moment)
{
  return moment == G_MAXINT64 ? 0 : MAX (moment, 1);
}

static gboolean
count_all (BalieDb *db, BalieOutboxView *view, GError **error)
{
  gint64 counts[BALIE_REQUEST_N_STATES];
  gint64 next_mail = G_MAXINT64;
  gint64 next_notice = G_MAXINT64;
  g_autoptr (GError) local = NULL;

  if (!balie_request_table_count (db, counts, error))
    return FALSE;
  view->n_undelivered = counts[BALIE_REQUEST_WAITING] + counts[BALIE_REQUEST_SENDING] +
                        counts[BALIE_REQUEST_UNKNOWN] + counts[BALIE_REQUEST_WITHDRAWAL_ASKED];
  view->n_requested = counts[BALIE_REQUEST_REQUESTED];
  if (view->n_undelivered > 0)
    view->next_attempt_at = read_moment (balie_request_table_get_next_attempt (db, &local));
  if (local == NULL)
    next_mail = balie_mail_table_get_next_attempt (db, &local);
  if (local == NULL)
    next_notice = balie_letter_notice_get_next (db, &local);
  view->next_mail_at = read_moment (MIN (next_mail, next_notice));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
look_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  BalieOutboxCall *call = data;
  g_autofree BalieOutboxView *view = g_new0 (BalieOutboxView, 1);
  gboolean done;

  if (call->keys != NULL)
    done = count_keys (db, call, view, error);
  else
    done = count_all (db, view, error);
  return done ? g_steal_pointer (&view) : NULL;
}

static gpointer
get_cursor_in_store (BalieDb *db,
                     const BalieDeskFacts *facts,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GError) local = NULL;
  char *cursor = balie_meta_table_dup (db, data, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (cursor == NULL)
    cursor = g_strdup ("");
  return cursor;
}

/* Public functions */

void
balie_outbox_begin_async (BalieDesk *desk,
                          gboolean try_now,
                          const char *const *keys,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BalieOutboxCall *call = make_call (keys);

  call->try_now = try_now;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, begin_in_store, call, free_call,
                        NULL, cancellable, callback, user_data);
}

gboolean
balie_outbox_begin_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish_done (desk, result, error);
}

void
balie_outbox_claim_async (BalieDesk *desk,
                          const char *const *keys,
                          guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BalieOutboxCall *call = make_call (keys);

  call->limit = limit;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, claim_in_store, call, free_call,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
balie_outbox_claim_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_outbox_look_async (BalieDesk *desk,
                         const char *const *keys,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_NONE, look_in_store, make_call (keys),
                        free_call, g_free, cancellable, callback, user_data);
}

BalieOutboxView *
balie_outbox_look_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

/* Another gateway has another time line. */
char *
balie_outbox_dup_cursor_key (BalieDesk *desk)
{
  return g_strconcat ("pon-cursor ", balie_desk_get_remote_config (desk, "pon")->url, NULL);
}

void
balie_outbox_get_cursor_async (BalieDesk *desk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_NONE, get_cursor_in_store,
                        balie_outbox_dup_cursor_key (desk), g_free, g_free, cancellable, callback,
                        user_data);
}

char *
balie_outbox_get_cursor_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}
