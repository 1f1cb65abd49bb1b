/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one dossier with everything about it, and a party's identity data. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossiers.h"

#include "balie-desk-run.h"
#include "balie-dossier-draft.h"
#include "balie-error.h"
#include "balie-history.h"
#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

/* Lines of history shown at a dossier. */
#define ACTIVITY_LIMIT 500

/* Orders offered to be linked. */
#define CANDIDATE_LIMIT 20

/* @row stays NULL when there is none. */
static gboolean
find_order (BalieDb *db, const char *number, BalieOrderRow **row, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (number[0] != '\0')
    balie_order_table_has (db, number, row, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
take_candidate (GPtrArray *candidates, BalieOrderRow *row)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const BalieOrderRow *there = g_ptr_array_index (candidates, i);

      if (there->order->id == row->order->id)
        {
          balie_order_row_free (row);
          return;
        }
    }
  g_ptr_array_add (candidates, row);
}

static gboolean
add_by_number (BalieDb *db, GPtrArray *candidates, const char *number, GError **error)
{
  BalieOrderRow *row = NULL;

  if (!find_order (db, number, &row, error))
    return FALSE;
  if (row != NULL)
    take_candidate (candidates, row);
  return TRUE;
}

static gboolean
add_by_vin (BalieDb *db, GPtrArray *candidates, const char *vin, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (vin[0] == '\0')
    return TRUE;
  rows = balie_order_table_get_by_vin (db, vin, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    take_candidate (candidates, balie_order_row_copy (g_ptr_array_index (rows, i)));
  return TRUE;
}

static gboolean
add_by_plate (BalieDb *db,
              GPtrArray *candidates,
              const char *plate,
              BalieDate today,
              GError **error)
{
  g_autoptr (BalieOrderQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (plate[0] == '\0')
    return TRUE;
  query = balie_order_query_new (BALIE_ORDER_FILTER_ALL, plate, today);
  query->limit = CANDIDATE_LIMIT;
  ids = balie_order_table_query_ids (db, query, NULL, error);
  if (ids == NULL)
    return FALSE;
  rows = balie_order_table_get_rows (db, (const guint32 *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (rows, i);

      if (row != NULL && g_str_equal (row->order->plate, plate))
        take_candidate (candidates, balie_order_row_copy (row));
    }
  return TRUE;
}

/* The linked order, or those it may be. */
static gboolean
load_orders (BalieDb *db, BalieDossierDetail *detail, BalieDate today, GError **error)
{
  char *const *values = detail->dossier->values;

  detail->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_order_row_free);
  if (values[BALIE_DOSSIER_ORDER_NUMBER][0] != '\0')
    return find_order (db, values[BALIE_DOSSIER_ORDER_NUMBER], &detail->order, error);
  return add_by_vin (db, detail->candidates, values[BALIE_DOSSIER_VIN], error) &&
         add_by_plate (db, detail->candidates, values[BALIE_DOSSIER_PLATE], today, error) &&
         add_by_number (db, detail->candidates, values[BALIE_DOSSIER_NUMBER], error);
}

static gboolean
load_same_vehicle (BalieDb *db, BalieDossierDetail *detail, GError **error)
{
  const BalieDossier *dossier = detail->dossier;

  detail->same_vehicle = balie_dossier_table_find_by_vehicle (
      db, dossier->values[BALIE_DOSSIER_VIN], dossier->values[BALIE_DOSSIER_PLATE], error);
  if (detail->same_vehicle == NULL)
    return FALSE;
  for (guint i = detail->same_vehicle->len; i > 0; i--)
    {
      const BalieDossier *other = g_ptr_array_index (detail->same_vehicle, i - 1);

      if (other->id == dossier->id)
        g_ptr_array_remove_index (detail->same_vehicle, i - 1);
    }
  return TRUE;
}

static gboolean
load_import (BalieDb *db, BalieDossierDetail *detail, int entry, GError **error)
{
  const BalieParty *party = g_ptr_array_index (detail->parties, entry);
  g_autoptr (GError) local = NULL;

  if (party->values[BALIE_PARTY_IMPORT][0] == '\0')
    return TRUE;
  detail->imports[entry] =
      balie_customer_import_table_get (db, party->values[BALIE_PARTY_IMPORT], &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
free_hints (gpointer hints)
{
  g_ptr_array_unref (hints);
}

static gboolean
load_parties (BalieDb *db, BalieDossierDetail *detail, BalieDate today, GError **error)
{
  detail->parties = balie_party_table_get_of_dossier (db, detail->dossier->id, error);
  if (detail->parties == NULL)
    return FALSE;
  detail->hints = g_ptr_array_new_with_free_func (free_hints);
  for (guint i = 0; i < detail->parties->len; i++)
    {
      BalieParty *party = g_ptr_array_index (detail->parties, i);

      balie_party_blank_identity (party);
      g_ptr_array_add (detail->hints, balie_party_check_on (party, today));
      if (balie_party_is (party, BALIE_PARTY_INVOICE))
        detail->n_invoices++;
      if (!load_import (db, detail, i, error))
        return FALSE;
    }
  return TRUE;
}

static const BalieFieldSpec *
find_party_spec (const BalieActivity *activity)
{
  BaliePartyField field;

  if (activity->entry[0] == '\0' || !balie_party_find_field (activity->field, &field))
    return NULL;
  return balie_party_get_spec (field);
}

/* What a person would see of the history: no bookkeeping, no identity data. */
static void
tidy_history (GPtrArray *activity)
{
  for (guint i = activity->len; i > 0; i--)
    {
      BalieActivity *line = g_ptr_array_index (activity, i - 1);
      const BalieFieldSpec *spec = find_party_spec (line);

      if (spec == NULL)
        continue;
      if (spec->hidden)
        {
          g_ptr_array_remove_index (activity, i - 1);
        }
      else if (spec->identity)
        {
          g_free (line->old_value);
          line->old_value = g_strdup ("");
          g_free (line->new_value);
          line->new_value = g_strdup ("");
        }
    }
}

static gboolean
load_manager (BalieDb *db, BalieDossierDetail *detail, GError **error)
{
  const char *login = detail->dossier->values[BALIE_DOSSIER_MANAGER];
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieUser) user = balie_user_table_find (db, login, &local);

  detail->manager_name = g_strdup (user != NULL && user->name[0] != '\0' ? user->name : login);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
run_load (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  const char *number = data;
  g_autoptr (BalieDossierDetail) detail = g_new0 (BalieDossierDetail, 1);

  detail->dossier = balie_dossier_table_get (db, number, error);
  if (detail->dossier == NULL || !load_parties (db, detail, facts->today, error) ||
      !load_manager (db, detail, error))
    return NULL;
  detail->activity = balie_activity_table_get_of_dossier (db, number, ACTIVITY_LIMIT, error);
  if (detail->activity == NULL)
    return NULL;
  tidy_history (detail->activity);
  if (!load_orders (db, detail, facts->today, error) || !load_same_vehicle (db, detail, error))
    return NULL;
  return g_steal_pointer (&detail);
}

/* Identity data */

typedef struct
{
  char *number;
  BalieEntry entry;
} BalieIdentityAsked;

static void
free_asked (gpointer data)
{
  BalieIdentityAsked *asked = data;

  g_free (asked->number);
  g_free (asked);
}

static gpointer
run_show_identity (BalieDb *db,
                   const BalieDeskFacts *facts,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  BalieIdentityAsked *asked = data;
  g_autoptr (BalieDossier) dossier = balie_dossier_table_get (db, asked->number, error);

  if (dossier == NULL ||
      !balie_history_add_of_dossier (db, facts, BALIE_ACTIVITY_IDENTITY_SHOWN, asked->number,
                                     balie_entry_to_code (asked->entry), "", "", "", error))
    return NULL;
  return balie_party_table_get (db, dossier->id, asked->entry, error);
}

void
balie_dossier_detail_free (BalieDossierDetail *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->dossier, balie_dossier_free);
  g_clear_pointer (&self->parties, g_ptr_array_unref);
  g_clear_pointer (&self->hints, g_ptr_array_unref);
  g_clear_pointer (&self->activity, g_ptr_array_unref);
  g_clear_pointer (&self->order, balie_order_row_free);
  g_clear_pointer (&self->manager_name, g_free);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_pointer (&self->same_vehicle, g_ptr_array_unref);
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    g_clear_pointer (&self->imports[i], balie_customer_import_free);
  g_free (self);
}

void
balie_dossiers_load_async (BalieDesk *desk,
                           const char *number,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_load, g_strdup (number),
                        g_free, (GDestroyNotify) balie_dossier_detail_free, cancellable, callback,
                        user_data);
}

/**
 * balie_dossiers_load_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full): the dossier and what belongs to it
 */
BalieDossierDetail *
balie_dossiers_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_dossier_show_identity_async (BalieDesk *desk,
                                   const char *number,
                                   BalieEntry entry,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  BalieIdentityAsked *asked;

  g_return_if_fail (balie_entry_is_party (entry));

  asked = g_new0 (BalieIdentityAsked, 1);
  asked->number = g_strdup (number);
  asked->entry = entry;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_SHOW_IDENTITY, run_show_identity, asked,
                        free_asked, (GDestroyNotify) balie_party_free, cancellable, callback,
                        user_data);
}

/**
 * balie_dossier_show_identity_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND
 *
 * Returns: (transfer full): the party with its identity data
 */
BalieParty *
balie_dossier_show_identity_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}
