/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "party": one party at a time. What the dossier keeps of its parties is written with them. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-party-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-dossier-row-sql.h"
#include "balie-error.h"
#include "balie-other-tables.h"
#include "balie-search-index.h"
#include "balie-sql.h"
#include "balie-text.h"

/* The highest client number that was ever given, so that none is given twice. */
#define KEY_CLIENT "client-number"
/* Longer ones come from elsewhere and are not counted on from. */
#define MAX_CLIENT_DIGITS 9

static const char highest_client_sql[] =
    "SELECT max(CAST(client_number AS INTEGER)) FROM party WHERE client_number <> '' AND "
    "length(client_number) <= 9 AND client_number NOT GLOB '*[^0-9]*'";

static const char touch_sql[] =
    "UPDATE dossier SET version = version + 1, changed_at = ?1, filled = (filled & ~?2) | ?3, "
    "n_not_in_driver2 = (SELECT count(*) FROM party WHERE dossier_id = ?4 AND import <> ''), "
    "owner_key = CASE WHEN ?2 = 1 THEN ?5 ELSE owner_key END WHERE id = ?4";

/* The number that @text is, 0 when it is none of ours. */
static gint64
get_client_number (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_CLIENT_DIGITS || strspn (text, "0123456789") != length)
    return 0;
  return g_ascii_strtoll (text, NULL, 10);
}

/* The table is asked when the fact is missing: at the first party, or after a repair. */
static gboolean
read_highest_client (BalieDb *db, gint64 *highest, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = balie_meta_table_dup (db, KEY_CLIENT, &local);
  g_autoptr (BalieStmt) stmt = NULL;

  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (text)
    {
      *highest = g_ascii_strtoll (text, NULL, 10);
      return TRUE;
    }
  stmt = balie_db_prepare (db, highest_client_sql, error);
  return stmt && balie_stmt_read_number (stmt, 0, highest, error);
}

static gboolean
write_highest_client (BalieDb *db, gint64 highest, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, highest);

  return balie_meta_table_set (db, KEY_CLIENT, text, error);
}

/* The number under which Driver2's customer is known here already; @number stays NULL when not. */
static gboolean
find_known_client (BalieDb *db, const char *reference, char **number, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT client_number FROM party WHERE external_reference = ?1 AND external_reference <> '' "
      "AND client_number <> '' ORDER BY changed_at DESC, id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, reference);
  if (!balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *number = g_strdup (balie_stmt_get_text (stmt, 0));
  return TRUE;
}

/* Gives the number of the same customer of Driver2, else the next, to one that has none yet; a number that
 * came with the party is remembered. */
static gboolean
keep_client_number (BalieDb *db, BalieParty *party, GError **error)
{
  char **number = &party->values[BALIE_PARTY_CLIENT_NUMBER];
  gint64 given = get_client_number (*number);
  g_autofree char *known = NULL;
  gint64 highest;

  if (**number ? given == 0 : !balie_party_is_filled (party))
    return TRUE;
  if (given == 0 &&
      !find_known_client (db, party->values[BALIE_PARTY_EXTERNAL_REFERENCE], &known, error))
    return FALSE;
  if (known)
    {
      g_free (*number);
      *number = g_steal_pointer (&known);
      return TRUE;
    }
  if (!read_highest_client (db, &highest, error))
    return FALSE;
  if (given > 0)
    return given <= highest || write_highest_client (db, given, error);
  g_free (*number);
  *number = g_strdup_printf ("%" G_GINT64_FORMAT, highest + 1);
  return write_highest_client (db, highest + 1, error);
}

static int
bind_party (BalieStmt *stmt, const BalieParty *party, const BaliePartyTexts *texts, gint64 now)
{
  int i = 1;

  for (int field = 0; field < BALIE_N_PARTY_FIELDS; field++)
    balie_stmt_bind_text (stmt, i++, party->values[field]);
  balie_stmt_bind_text (stmt, i++, texts->name_key);
  balie_stmt_bind_text (stmt, i++, texts->email_key);
  balie_stmt_bind_text (stmt, i++, texts->search);
  balie_stmt_bind_int (stmt, i++, now);
  return i;
}

static gboolean
insert (BalieDb *db, BalieParty *party, const BaliePartyTexts *texts, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, balie_party_get_insert (), error);
  int i;

  if (!stmt)
    return FALSE;
  i = bind_party (stmt, party, texts, now);
  balie_stmt_bind_int (stmt, i++, party->dossier_id);
  balie_stmt_bind_text (stmt, i++, balie_entry_to_code (party->entry));
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  party->id = balie_db_get_last_id (db);
  party->version = 1;
  return balie_search_index_replace (db, BALIE_FIND_PARTY, party->id, NULL, texts->search, error);
}

static gboolean
refuse_if_nothing_changed (BalieDb *db, GError **error)
{
  if (balie_db_get_n_changed (db) > 0)
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                       _ ("The party was changed by someone else meanwhile"));
  return FALSE;
}

static gboolean
update (BalieDb *db, BalieParty *party, const BaliePartyTexts *texts, gint64 now, GError **error)
{
  g_autofree char *old_search = NULL;
  g_autoptr (BalieStmt) stmt = NULL;
  int i;

  if (!balie_search_index_dup_text (db, BALIE_FIND_PARTY, party->id, &old_search, error))
    return FALSE;
  stmt = balie_db_prepare (db, balie_party_get_update (), error);
  if (!stmt)
    return FALSE;
  i = bind_party (stmt, party, texts, now);
  balie_stmt_bind_int (stmt, i++, party->id);
  balie_stmt_bind_int (stmt, i++, party->version);
  if (!balie_stmt_run (stmt, error) || !refuse_if_nothing_changed (db, error))
    return FALSE;
  party->version++;
  return balie_search_index_replace (db, BALIE_FIND_PARTY, party->id, old_search, texts->search,
                                     error);
}

/* What the dossier keeps of the party. */
static gboolean
touch_dossier (BalieDb *db,
               const BalieParty *party,
               gboolean filled,
               const char *name_key,
               gint64 now,
               GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, touch_sql, error);
  gint64 bit = (gint64) 1 << party->entry;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, now);
  balie_stmt_bind_int (stmt, 2, bit);
  balie_stmt_bind_int (stmt, 3, filled ? bit : 0);
  balie_stmt_bind_int (stmt, 4, party->dossier_id);
  balie_stmt_bind_text (stmt, 5, name_key);
  balie_db_note_change (db, "dossiers", party->dossier_id);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_party_table_put:
 * @db: a connection, in a writing transaction
 * @party: with its dossier's id and its entry; one without an id is new and gets id and version
 * @now: Unix seconds
 * @error: return location; CONFLICT when it was changed since, or the entry has a party already
 *
 * A filled party without a client number gets the one of the same customer of Driver2, else the next.
 * The dossier's version counts up.
 *
 * Returns: whether it was written
 */
gboolean
balie_party_table_put (BalieDb *db, BalieParty *party, gint64 now, GError **error)
{
  g_auto (BaliePartyTexts) texts = { 0 };

  g_return_val_if_fail (balie_entry_is_party (party->entry), FALSE);

  if (!keep_client_number (db, party, error))
    return FALSE;
  balie_party_texts_init (&texts, party);
  if (party->id == 0 ? !insert (db, party, &texts, now, error)
                     : !update (db, party, &texts, now, error))
    return FALSE;
  return touch_dossier (db, party, balie_party_is_filled (party), texts.name_key, now, error);
}

gboolean
balie_party_table_remove (BalieDb *db, const BalieParty *party, gint64 now, GError **error)
{
  g_autofree char *old_search = NULL;
  g_autoptr (BalieStmt) stmt = NULL;

  if (!balie_search_index_dup_text (db, BALIE_FIND_PARTY, party->id, &old_search, error))
    return FALSE;
  stmt = balie_db_prepare (db, "DELETE FROM party WHERE id = ?1", error);
  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, party->id);
  return balie_stmt_run (stmt, error) &&
         balie_search_index_replace (db, BALIE_FIND_PARTY, party->id, old_search, NULL, error) &&
         touch_dossier (db, party, FALSE, "", now, error);
}

/**
 * balie_party_table_get:
 * @db: a connection
 * @dossier_id: whose
 * @entry: one of the first eight
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the party; an empty one with id 0 when there is none
 */
BalieParty *
balie_party_table_get (BalieDb *db, gint64 dossier_id, BalieEntry entry, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare_joined (
      db, balie_party_get_select (), "WHERE dossier_id = ?1 AND entry = ?2", error);
  gboolean has_row = FALSE;
  BalieParty *party;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, dossier_id);
  balie_stmt_bind_text (stmt, 2, balie_entry_to_code (entry));
  if (!balie_stmt_step (stmt, &has_row, error))
    return NULL;
  if (has_row)
    return balie_party_read (stmt);
  party = balie_party_new (entry);
  party->dossier_id = dossier_id;
  return party;
}

/**
 * balie_party_table_get_by_id:
 * @db: a connection
 * @id: the party's id
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the party
 */
BalieParty *
balie_party_table_get_by_id (BalieDb *db, gint64 id, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_party_get_select (), "WHERE id = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, id);
  if (!balie_stmt_step (stmt, &has_row, error))
    return NULL;
  if (has_row)
    return balie_party_read (stmt);
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no such party"));
  return NULL;
}

static void
add_missing (GPtrArray *parties, const GPtrArray *stored, gint64 dossier_id, BalieEntry entry)
{
  BalieParty *party;

  for (guint i = 0; i < stored->len; i++)
    {
      party = g_ptr_array_index (stored, i);
      if (party->entry != entry)
        continue;
      g_ptr_array_add (parties, balie_party_copy (party));
      return;
    }
  party = balie_party_new (entry);
  party->dossier_id = dossier_id;
  g_ptr_array_add (parties, party);
}

/**
 * balie_party_table_get_of_dossier:
 * @db: a connection
 * @dossier_id: whose
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieParty): the eight of the panel in its order,
 *   empty ones with id 0
 */
GPtrArray *
balie_party_table_get_of_dossier (BalieDb *db, gint64 dossier_id, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_party_get_select (), "WHERE dossier_id = ?1", error);
  g_autoptr (GPtrArray) stored = NULL;
  GPtrArray *parties;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, dossier_id);
  stored = balie_parties_read (stmt, error);
  if (!stored)
    return NULL;
  parties = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_free);
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    add_missing (parties, stored, dossier_id, (BalieEntry) i);
  return parties;
}
