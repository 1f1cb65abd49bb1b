/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "dossier": one dossier at a time, and those of a vehicle or an order. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-dossier-table.h"

#include <glib/gi18n-lib.h>

#include "balie-dossier-row-sql.h"
#include "balie-error.h"
#include "balie-other-tables.h"
#include "balie-search-index.h"
#include "balie-sql.h"
#include "balie-text.h"

/* The last number that was given. */
#define KEY_NUMBER "dossier-number"

/* What is kept beside the values. */
typedef struct
{
  char *vehicle_key;
  char *search;
  gint64 filled;
} Kept;

static void
clear_kept (Kept *kept)
{
  g_free (kept->vehicle_key);
  g_free (kept->search);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kept, clear_kept)

/* The bits of the entries that are no parties. */
static gint64
get_filled (const BalieDossier *dossier)
{
  gint64 bits = 0;

  for (int i = BALIE_N_PARTIES; i < BALIE_N_ENTRIES; i++)
    {
      g_autofree char *text = balie_dossier_dup_entry_text (dossier, (BalieEntry) i);

      if (*text)
        bits |= (gint64) 1 << i;
    }
  return bits;
}

static void
init_kept (Kept *kept, const BalieDossier *dossier)
{
  g_autofree char *vehicle = g_strconcat (dossier->values[BALIE_DOSSIER_BRAND], " ",
                                          dossier->values[BALIE_DOSSIER_MODEL], NULL);

  kept->vehicle_key = balie_text_fold (vehicle);
  kept->search = balie_dossier_dup_search_text (dossier);
  kept->filled = get_filled (dossier);
}

static int
bind_values (BalieStmt *stmt, const BalieDossier *dossier)
{
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    balie_stmt_bind_text (stmt, i + 1, dossier->values[i]);
  return BALIE_N_DOSSIER_FIELDS + 1;
}

static gboolean
has_number (BalieDb *db, const char *number, gboolean *has, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT 1 FROM dossier WHERE number = ?1", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, number);
  return balie_stmt_step (stmt, has, error);
}

/* The highest number of that year in the table. */
static gboolean
find_last_number (BalieDb *db, const char *year, gint64 *last, GError **error)
{
  g_autofree char *from = g_strconcat (year, "-", NULL);
  g_autofree char *to = g_strconcat (year, ".", NULL);
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM dossier WHERE "
                        "number >= ?1 AND number < ?2 AND length(number) BETWEEN 9 AND 14 AND "
                        "substr(number, 6) NOT GLOB '*[^0-9]*'",
                        error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, from);
  balie_stmt_bind_text (stmt, 2, to);
  return balie_stmt_read_number (stmt, 0, last, error);
}

/* The last that was given this year; the table is asked once a year. */
static gboolean
read_last_number (BalieDb *db, const char *year, gint64 *last, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = balie_meta_table_dup (db, KEY_NUMBER, &local);

  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!text || !g_str_has_prefix (text, year) || text[4] != '-')
    return find_last_number (db, year, last, error);
  *last = g_ascii_strtoll (text + 5, NULL, 10);
  return TRUE;
}

/* Within a writing transaction no one else can take it. */
static char *
take_number (BalieDb *db, BalieDate today, GError **error)
{
  g_autofree char *iso = balie_date_dup_iso (today);
  g_autofree char *year = g_strndup (iso, 4);
  g_autofree char *number = NULL;
  gboolean taken = TRUE;
  gint64 last;

  if (!read_last_number (db, year, &last, error))
    return NULL;
  while (taken)
    {
      g_free (number);
      number = g_strdup_printf ("%s-%04" G_GINT64_FORMAT, year, ++last);
      if (!has_number (db, number, &taken, error))
        return NULL;
    }
  return balie_meta_table_set (db, KEY_NUMBER, number, error) ? g_steal_pointer (&number) : NULL;
}

/* An unknown day is a bug of the caller's, but the number must not be "-0001". */
static gboolean
fill_in_number (BalieDb *db, BalieDossier *dossier, BalieDate today, GError **error)
{
  char **number = &dossier->values[BALIE_DOSSIER_NUMBER];
  char *next;

  if (**number)
    return TRUE;
  g_return_val_if_fail (today != BALIE_DATE_NONE, FALSE);
  next = take_number (db, today, error);
  if (!next)
    return FALSE;
  g_free (*number);
  *number = next;
  return TRUE;
}

/**
 * balie_dossier_table_insert:
 * @db: a connection, in a writing transaction
 * @dossier: without an id; gets its id, version and times, and a number when it has none
 * @today: for the number
 * @now: Unix seconds
 * @error: return location; CONFLICT when the number exists
 *
 * Returns: whether it was written
 */
gboolean
balie_dossier_table_insert (BalieDb *db,
                            BalieDossier *dossier,
                            BalieDate today,
                            gint64 now,
                            GError **error)
{
  g_autoptr (BalieStmt) stmt = NULL;
  g_auto (Kept) kept = { 0 };
  int i;

  if (!fill_in_number (db, dossier, today, error))
    return FALSE;
  stmt = balie_db_prepare (db, balie_dossier_get_insert (), error);
  if (!stmt)
    return FALSE;
  init_kept (&kept, dossier);
  i = bind_values (stmt, dossier);
  balie_stmt_bind_int (stmt, i++, now);
  balie_stmt_bind_int (stmt, i++, now);
  balie_stmt_bind_int (stmt, i++, balie_dossier_is (dossier, BALIE_DOSSIER_ARCHIVED) ? now : 0);
  balie_stmt_bind_text (stmt, i++, kept.vehicle_key);
  balie_stmt_bind_int (stmt, i++, kept.filled);
  balie_stmt_bind_text (stmt, i++, kept.search);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  dossier->id = balie_db_get_last_id (db);
  dossier->version = 1;
  dossier->created_at = dossier->changed_at = now;
  balie_db_note_change (db, "dossiers", dossier->id);
  return balie_search_index_replace (db, BALIE_FIND_DOSSIER, dossier->id, NULL, kept.search, error);
}

static gboolean
write_row (BalieDb *db, const BalieDossier *dossier, const Kept *kept, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, balie_dossier_get_update (), error);
  int i;

  if (!stmt)
    return FALSE;
  i = bind_values (stmt, dossier);
  balie_stmt_bind_int (stmt, i++, now);
  balie_stmt_bind_text (stmt, i++, kept->vehicle_key);
  balie_stmt_bind_int (stmt, i++, kept->filled);
  balie_stmt_bind_text (stmt, i++, kept->search);
  balie_stmt_bind_int (stmt, i++, dossier->id);
  balie_stmt_bind_int (stmt, i++, dossier->version);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) > 0)
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                       _ ("The dossier was changed by someone else meanwhile"));
  return FALSE;
}

/**
 * balie_dossier_table_update:
 * @db: a connection, in a writing transaction
 * @dossier: as it shall be; its version is the one it was read with and counts up
 * @now: Unix seconds
 * @error: return location; CONFLICT when it was changed since, or has another dossier's number
 *
 * Returns: whether it was written
 */
gboolean
balie_dossier_table_update (BalieDb *db, BalieDossier *dossier, gint64 now, GError **error)
{
  g_autofree char *old_search = NULL;
  g_auto (Kept) kept = { 0 };

  init_kept (&kept, dossier);
  if (!balie_search_index_dup_text (db, BALIE_FIND_DOSSIER, dossier->id, &old_search, error) ||
      !write_row (db, dossier, &kept, now, error) ||
      !balie_search_index_replace (db, BALIE_FIND_DOSSIER, dossier->id, old_search, kept.search,
                                   error))
    return FALSE;
  dossier->version++;
  dossier->changed_at = now;
  balie_db_note_change (db, "dossiers", dossier->id);
  return TRUE;
}

/* NULL without error: none. */
static BalieDossier *
read_one (BalieStmt *stmt, GError **error)
{
  gboolean has_row = FALSE;

  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return balie_dossier_read (stmt);
}

/**
 * balie_dossier_table_get:
 * @db: a connection
 * @number: the dossier's number
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the dossier
 */
BalieDossier *
balie_dossier_table_get (BalieDb *db, const char *number, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_dossier_get_select (), "WHERE number = ?1", error);
  g_autoptr (GError) local = NULL;
  BalieDossier *dossier;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, number);
  dossier = read_one (stmt, &local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (!dossier)
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no dossier “%s”"), number);
  return dossier;
}

/**
 * balie_dossier_table_get_by_id:
 * @db: a connection
 * @id: the dossier's id
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the dossier
 */
BalieDossier *
balie_dossier_table_get_by_id (BalieDb *db, gint64 id, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_dossier_get_select (), "WHERE id = ?1", error);
  g_autoptr (GError) local = NULL;
  BalieDossier *dossier;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, id);
  dossier = read_one (stmt, &local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (!dossier)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no such dossier"));
  return dossier;
}

/**
 * balie_dossier_table_find_by_vehicle:
 * @db: a connection
 * @vin: clean VIN, "" if unknown
 * @plate: clean plate, "" if unknown
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieDossier): open dossiers with that VIN or
 *   plate, the newest first
 */
GPtrArray *
balie_dossier_table_find_by_vehicle (BalieDb *db,
                                     const char *vin,
                                     const char *plate,
                                     GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare_joined (
      db, balie_dossier_get_select (),
      "WHERE archived <> 'yes' AND id IN (SELECT id FROM dossier WHERE vin <> '' AND vin = ?1 "
      "UNION SELECT id FROM dossier WHERE plate <> '' AND plate = ?2) ORDER BY id DESC",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, vin);
  balie_stmt_bind_text (stmt, 2, plate);
  return balie_dossiers_read (stmt, error);
}

/**
 * balie_dossier_table_find_by_order:
 * @db: a connection
 * @order_number: an order's number
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieDossier): dossiers linked to it, archived
 *   ones too, the newest first
 */
GPtrArray *
balie_dossier_table_find_by_order (BalieDb *db, const char *order_number, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare_joined (
      db, balie_dossier_get_select (),
      "WHERE order_number <> '' AND order_number = ?1 ORDER BY id DESC", error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, order_number);
  return balie_dossiers_read (stmt, error);
}
