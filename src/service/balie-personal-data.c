/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's data: where they stand, and erasing them in one logged transaction. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-personal-data.h"

#include "balie-desk-run.h"
#include "balie-history.h"
#include "balie-personal-export.h"

/**
 * BaliePersonAsked:
 * @key: (owned)
 * @orders: erase the customer's name of orders, too
 */
typedef struct
{
  BaliePersonKey *key;
  gboolean orders;
} BaliePersonAsked;

static void
free_asked (gpointer data)
{
  BaliePersonAsked *asked = data;

  g_clear_pointer (&asked->key, balie_person_key_free);
  g_free (asked);
}

static BaliePersonPlaces *
find_places (BalieDb *db, const BaliePersonKey *key, GError **error)
{
  return balie_person_key_check (key, error) ? balie_person_places_find (db, key, error) : NULL;
}

static gpointer
run_find (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BaliePersonAsked *asked = data;

  return find_places (db, asked->key, error);
}

/* How many, never whose. */
static gboolean
add_to_log (BalieDb *db,
            const BalieDeskFacts *facts,
            BalieActivityKind kind,
            guint n_places,
            GError **error)
{
  g_autofree char *number = g_strdup_printf ("%u", n_places);

  return balie_history_add (db, facts, kind, "", "", "", number, error);
}

static guint
count_places (const BaliePersonPlaces *places, gboolean orders)
{
  return places->party_ids->len + places->activity_ids->len + places->imports->len +
         places->n_answers + places->letter_ids->len +
         (orders ? places->order_ids->len + places->order_letter_ids->len : 0);
}

static gpointer
run_export (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  BaliePersonAsked *asked = data;
  g_autoptr (BaliePersonPlaces) places = find_places (db, asked->key, error);

  if (places == NULL ||
      !add_to_log (db, facts, BALIE_ACTIVITY_DATA_EXPORTED, count_places (places, TRUE), error))
    return NULL;
  return balie_personal_export_make (db, places, facts->now, error);
}

static gpointer
run_erase (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  BaliePersonAsked *asked = data;
  g_autoptr (BaliePersonPlaces) places = find_places (db, asked->key, error);

  if (places == NULL ||
      !balie_person_places_erase (db, asked->key, places, asked->orders, facts->now, error) ||
      !add_to_log (db, facts, BALIE_ACTIVITY_DATA_ERASED, count_places (places, asked->orders),
                   error))
    return NULL;
  return g_steal_pointer (&places);
}

static void
run_on_store (BalieDesk *desk,
              BalieStoreLane lane,
              BalieDeskFunc func,
              const BaliePersonKey *key,
              gboolean orders,
              GDestroyNotify result_free,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  BaliePersonAsked *asked = g_new0 (BaliePersonAsked, 1);

  asked->key = balie_person_key_copy (key);
  asked->orders = orders;
  balie_desk_run_async (desk, lane, BALIE_DEED_PERSONAL_DATA, func, asked, free_asked, result_free,
                        cancellable, callback, user_data);
}

void
balie_personal_data_find_async (BalieDesk *desk,
                                const BaliePersonKey *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  run_on_store (desk, BALIE_STORE_READ, run_find, key, FALSE,
                (GDestroyNotify) balie_person_places_free, cancellable, callback, user_data);
}

/**
 * balie_personal_data_find_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT (too little to recognise one person by)
 *
 * Returns: (transfer full): where the person's data stand
 */
BaliePersonPlaces *
balie_personal_data_find_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_personal_data_export_async (BalieDesk *desk,
                                  const BaliePersonKey *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  run_on_store (desk, BALIE_STORE_WRITE, run_export, key, FALSE, (GDestroyNotify) g_bytes_unref,
                cancellable, callback, user_data);
}

/**
 * balie_personal_data_export_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT
 *
 * Returns: (transfer full): all of it as JSON
 */
GBytes *
balie_personal_data_export_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_personal_data_erase_async (BalieDesk *desk,
                                 const BaliePersonKey *key,
                                 gboolean orders,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  run_on_store (desk, BALIE_STORE_WRITE, run_erase, key, orders,
                (GDestroyNotify) balie_person_places_free, cancellable, callback, user_data);
}

/**
 * balie_personal_data_erase_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT, BUSY (the person is on the way to Driver2)
 *
 * Returns: (transfer full): what was erased
 */
BaliePersonPlaces *
balie_personal_data_erase_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}
