/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing one person's data.
 *
 * What is gone with the commit: the parties, their values in the history, kept answers and imports
 * with the person, what their letters say and, if asked for, the customer's name of orders. SQLite
 * overwrites what is deleted (PRAGMA secure_delete). Two places still hold it then, and are seen to
 * right afterwards in the background, or by balie_store_tidy_sync(): the search index, where a deleted
 * entry stands beside the note of its deletion until both are merged, and the write-ahead log, which
 * is worked in and cut to nothing. A fact in table "meta" keeps this from being forgotten when the
 * program ends before.
 *
 * What remains: backups and damaged files that Balie put aside (beside the database, named
 * ".backup-…" and ".damaged-…") and copies that the dealer's own backup made; free texts (remarks,
 * notes) that mention the person; what Driver2 and KP have; blocks that the file system or the disk
 * keeps of what a file held before. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-personal-erase.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-customer-import-table.h"
#include "balie-error.h"
#include "balie-order-table.h"
#include "balie-other-tables.h"
#include "balie-party-table.h"
#include "balie-personal-find.h"
#include "balie-personal-letters.h"
#include "balie-text.h"

#define KEY_ERASED "erased"
/* Kinds whose values tell of a person; those of the others are codes. */
#define KINDS_WITH_VALUES "kind IN ('field-changed', 'parties-merged', 'customer-imported')"

gboolean
balie_personal_note_erased (BalieDb *db, GError **error)
{
  return balie_meta_table_set (db, KEY_ERASED, "1", error);
}

gboolean
balie_personal_has_erased (BalieDb *db, gboolean *has, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = balie_meta_table_dup (db, KEY_ERASED, &local);

  *has = text != NULL;
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
balie_personal_clear_erased (BalieDb *db, GError **error)
{
  return balie_meta_table_set (db, KEY_ERASED, NULL, error);
}

gboolean
balie_personal_blank_entry (BalieDb *db,
                            const char *dossier_number,
                            const char *entry,
                            GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "UPDATE activity SET old_value = '', new_value = '' WHERE dossier_number <> '' AND "
      "dossier_number = ?1 AND entry = ?2 AND " KINDS_WITH_VALUES,
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, dossier_number);
  balie_stmt_bind_text (stmt, 2, entry);
  balie_db_note_change (db, "activity", 0);
  return balie_stmt_run (stmt, error);
}

static gboolean
run_on_ids (BalieDb *db, const char *sql, const GArray *ids, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);

  if (!stmt)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      balie_stmt_bind_int (stmt, 1, g_array_index (ids, gint64, i));
      if (!balie_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
blank_history (BalieDb *db, const GArray *ids, GError **error)
{
  if (ids->len > 0)
    balie_db_note_change (db, "activity", 0);
  return run_on_ids (db,
                     "UPDATE activity SET old_value = '', new_value = '' WHERE id = ?1 "
                     "AND " KINDS_WITH_VALUES,
                     ids, error);
}

/* A party that is gone, or someone else's by now, is left alone. */
static gboolean
remove_parties (BalieDb *db,
                const BaliePersonMatch *match,
                const GArray *ids,
                gint64 now,
                GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (BalieParty) party =
          balie_party_table_get_by_id (db, g_array_index (ids, gint64, i), &local);

      if (!party && !g_error_matches (local, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (party && balie_person_match_has_party (match, party) &&
          !balie_party_table_remove (db, party, now, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_import (BalieDb *db, const char *key, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "DELETE FROM customer_import WHERE key = ?1", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, key);
  balie_db_note_change (db, "imports", 0);
  return balie_stmt_run (stmt, error);
}

/* What was sent and not answered may have made the person in Driver2: that has to be known first. One
 * that only waits was never sent, and goes like one that is closed. */
static gboolean
remove_imports (BalieDb *db, const GPtrArray *keys, GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (BalieCustomerImport) import =
          balie_customer_import_table_get (db, g_ptr_array_index (keys, i), &local);

      if (local)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!import)
        continue;
      if (import->state == BALIE_IMPORT_SENDING || import->state == BALIE_IMPORT_UNKNOWN)
        {
          g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_BUSY,
                               _ ("The person is just being made in Driver2"));
          return FALSE;
        }
      if (!remove_import (db, import->key, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_answers (BalieDb *db, const BaliePersonMatch *match, GError **error)
{
  g_autoptr (GPtrArray) answers = balie_person_match_find_answers (db, match, error);
  g_autoptr (BalieStmt) stmt = NULL;

  if (!answers)
    return FALSE;
  stmt = balie_db_prepare (
      db, "DELETE FROM search_answer WHERE source = ?1 AND question = ?2 AND page = ?3", error);
  if (!stmt)
    return FALSE;
  for (guint i = 0; i < answers->len; i++)
    {
      char **answer = g_ptr_array_index (answers, i);

      balie_stmt_bind_text (stmt, 1, answer[0]);
      balie_stmt_bind_text (stmt, 2, answer[1]);
      balie_stmt_bind_int (stmt, 3, g_ascii_strtoll (answer[2], NULL, 10));
      if (!balie_stmt_run (stmt, error))
        return FALSE;
      balie_db_note_change (db, "answers", 0);
    }
  return TRUE;
}

static gboolean
blank_order (BalieDb *db,
             const BaliePersonMatch *match,
             BalieOrderRow *row,
             gint64 now,
             GError **error)
{
  g_autofree char *folded = row ? balie_text_fold (row->order->customer_name) : NULL;

  if (!row || !g_hash_table_contains (match->full_names, folded))
    return TRUE;
  g_free (row->order->customer_name);
  row->order->customer_name = g_strdup ("");
  return balie_order_table_update (db, row->order, &row->explanation, now, error);
}

static gboolean
blank_orders (BalieDb *db,
              const BaliePersonMatch *match,
              const GArray *order_ids,
              gint64 now,
              GError **error)
{
  for (guint i = 0; i < order_ids->len; i++)
    {
      guint32 id = (guint32) g_array_index (order_ids, gint64, i);
      g_autoptr (GPtrArray) rows = balie_order_table_get_rows (db, &id, 1, error);

      if (!rows || !blank_order (db, match, g_ptr_array_index (rows, 0), now, error))
        return FALSE;
    }
  return TRUE;
}

/* Orders of others may once have had the person's name. */
static GArray *
find_order_history (BalieDb *db, const BaliePersonMatch *match, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT id, old_value, new_value FROM activity WHERE "
                        "(entry <> '' OR field = 'customer_name') AND "
                        "(old_value <> '' OR new_value <> '') AND order_number <> ''",
                        error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = FALSE;

  while (stmt && balie_stmt_step (stmt, &has_row, error))
    {
      g_autofree char *old_name = NULL;
      g_autofree char *new_name = NULL;
      gint64 id;

      if (!has_row)
        return g_steal_pointer (&ids);
      id = balie_stmt_get_int (stmt, 0);
      old_name = balie_text_fold (balie_stmt_get_text (stmt, 1));
      new_name = balie_text_fold (balie_stmt_get_text (stmt, 2));
      if (g_hash_table_contains (match->full_names, old_name) ||
          g_hash_table_contains (match->full_names, new_name))
        g_array_append_val (ids, id);
    }
  return NULL;
}

static gboolean
erase_from_orders (BalieDb *db,
                   const BaliePersonMatch *match,
                   const BaliePersonPlaces *places,
                   gint64 now,
                   GError **error)
{
  g_autoptr (GArray) history = NULL;

  if (!blank_orders (db, match, places->order_ids, now, error))
    return FALSE;
  history = find_order_history (db, match, error);
  return history && blank_history (db, history, error);
}

/**
 * balie_person_places_erase:
 * @db: a connection, in a writing transaction
 * @key: by what the person is recognised
 * @places: what was found by it
 * @orders: the customer's name of orders and its history too
 * @now: Unix seconds
 * @error: return location; BUSY while it is not known whether the person was made in Driver2
 *
 * Returns: whether all was erased
 */
gboolean
balie_person_places_erase (BalieDb *db,
                           const BaliePersonKey *key,
                           const BaliePersonPlaces *places,
                           gboolean orders,
                           gint64 now,
                           GError **error)
{
  g_autoptr (GPtrArray) parties = NULL;
  g_autoptr (BaliePersonMatch) match = balie_person_match_learn (db, key, &parties, error);

  return match && remove_imports (db, places->imports, error) &&
         remove_answers (db, match, error) &&
         balie_personal_letters_erase (db, places->letter_ids, error) &&
         (!orders || balie_personal_letters_erase (db, places->order_letter_ids, error)) &&
         remove_parties (db, match, places->party_ids, now, error) &&
         blank_history (db, places->activity_ids, error) &&
         (!orders || erase_from_orders (db, match, places, now, error)) &&
         balie_personal_note_erased (db, error);
}
