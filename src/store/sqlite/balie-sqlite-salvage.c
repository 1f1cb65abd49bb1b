/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what can be read of a damaged database file into a new one. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-sqlite-salvage.h"

#include "balie-migration.h"
#include "balie-plate-rules.h"
#include "balie-search-index.h"
#include "balie-sqlite.h"

/* Gaps longer than this are not gone through id by id. */
#define MAX_GAP 5000000

/* Parents before children. The search index is made anew; kept answers of Driver2 and KP are not
 * worth it. */
static const struct
{
  const char *name;
  const char *key;
  gboolean has_rowid;
} tables[] = {
  { "orders", "rowid", TRUE },
  { "plate_request", "rowid", TRUE },
  { "activity", "rowid", TRUE },
  { "dossier", "rowid", TRUE },
  { "party", "rowid", TRUE },
  { "customer_import", "key", FALSE },
  { "run", "local_date", FALSE },
  { "run_outcome", "local_date, position", FALSE },
  { "mail", "rowid", TRUE },
  { "setting", "code", FALSE },
  { "brand", "name_key", FALSE },
  { "person", "login", FALSE },
  { "remote", "name", FALSE },
  { "meta", "key", FALSE },
  { "insurer", "name", FALSE },
  { "letter", "rowid", TRUE },
  { "letter_document", "rowid", TRUE },
  { "shipment", "insurer, shipment", FALSE },
  { "notification_preference", "login, category", FALSE },
  { "availability", "login", FALSE },
  { "letter_notice", "letter_id, login", FALSE },
};

/* An order whose row is lost but not its request must not be requested again, so it comes back with
 * what the request knows of it; the newest one's word counts. */
static const char mend_format[] =
    "INSERT OR IGNORE INTO orders (version, order_number, order_kind, status, dealer_number, "
    "brand, "
    "model, vin, plate, stock, delivery_date, approved, customer_name, seller, plates, blocking, "
    "request_state, changed_at, customer_key, search) "
    "SELECT 1, order_number, 'new', 'ordered', dealer_number, brand, '', vin, plate, 0, "
    "delivery_date, 1, '', '', plates, %d, state, updated_at, '', "
    "lower(order_number || char(10) || vin || char(10) || plate || char(10) || brand) "
    "FROM plate_request r WHERE NOT EXISTS "
    "(SELECT 1 FROM orders o WHERE o.order_number = r.order_number) ORDER BY r.id DESC;"
    "DELETE FROM run_outcome WHERE local_date NOT IN (SELECT local_date FROM run);"
    "DELETE FROM meta WHERE key = 'search-upto';";

/* A dossier whose row is lost but not its parties comes back with them. */
static const char mend_dossiers_format[] =
    "INSERT OR IGNORE INTO dossier (id, version, number, created_at, changed_at, filled) "
    "SELECT dossier_id, 1, '?-' || dossier_id, min(changed_at), max(changed_at), "
    "max(entry = 'owner') FROM party WHERE dossier_id NOT IN (SELECT id FROM dossier) "
    "GROUP BY dossier_id;"
    "INSERT INTO search_fts (rowid, search) "
    "SELECT %" G_GINT64_FORMAT " + id, search FROM dossier ORDER BY id;"
    "INSERT INTO search_fts (rowid, search) "
    "SELECT %" G_GINT64_FORMAT " + id, search FROM party ORDER BY id;";

/* A shipment without any letter is asked for anew. */
static const char mend_letters_format[] =
    "DELETE FROM letter_document WHERE letter_id NOT IN (SELECT id FROM letter);"
    "DELETE FROM letter_notice WHERE letter_id NOT IN (SELECT id FROM letter);"
    "DELETE FROM shipment WHERE NOT EXISTS (SELECT 1 FROM letter l WHERE "
    "l.insurer = shipment.insurer AND l.shipment = shipment.shipment);"
    "INSERT INTO search_fts (rowid, search) "
    "SELECT %" G_GINT64_FORMAT " + id, search FROM letter ORDER BY id;";

typedef struct
{
  sqlite3 *from;        /* (borrowed) */
  sqlite3 *to;          /* (borrowed) */
  sqlite3_stmt *insert; /* (owned) */
  const char *name;     /* (borrowed) */
  char *columns;        /* (owned) */
  gint64 first_of_end;  /* rowid of the first row that the way back reached */
  gint64 last_of_begin; /* rowid of the last row that the way there reached */
} Copy;

/* A row that the new file refuses (a value torn by the damage) is left out. */
static void
copy_row (Copy *copy, sqlite3_stmt *row)
{
  int n = sqlite3_column_count (row);

  for (int i = 1; i < n; i++)
    sqlite3_bind_value (copy->insert, i, sqlite3_column_value (row, i));
  sqlite3_step (copy->insert);
  sqlite3_reset (copy->insert);
}

static sqlite3_stmt *
select_rows (Copy *copy, const char *key, const char *rest)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s, %s FROM %s %s", key, copy->columns, copy->name, rest);
  sqlite3_stmt *rows = NULL;

  sqlite3_prepare_v2 (copy->from, sql, -1, &rows, NULL);
  return rows;
}

/* Whether the end was reached. */
static gboolean
copy_rows (Copy *copy, const char *key, const char *direction, gint64 *last)
{
  g_auto (GStrv) keys = g_strsplit (key, ",", -1);
  g_autofree char *joined = g_strjoinv (direction, keys);
  g_autofree char *rest = NULL;
  sqlite3_stmt *rows;
  int result = SQLITE_ERROR;

  rest = g_strdup_printf ("ORDER BY %s %s", keys[1] ? keys[0] : joined, direction);
  rows = select_rows (copy, keys[0], rest);
  while (rows && (result = sqlite3_step (rows)) == SQLITE_ROW)
    {
      *last = sqlite3_column_int64 (rows, 0);
      copy_row (copy, rows);
    }
  sqlite3_finalize (rows);
  return result == SQLITE_DONE;
}

/* Each id between what was reached from both ends, by itself. */
static void
copy_gap (Copy *copy)
{
  sqlite3_stmt *row;

  if (copy->first_of_end - copy->last_of_begin > MAX_GAP)
    return;
  row = select_rows (copy, "rowid", "WHERE rowid = ?1");
  for (gint64 id = copy->last_of_begin + 1; row && id < copy->first_of_end; id++)
    {
      sqlite3_bind_int64 (row, 1, id);
      if (sqlite3_step (row) == SQLITE_ROW)
        copy_row (copy, row);
      sqlite3_reset (row);
    }
  sqlite3_finalize (row);
}

/* By the damaged file's own columns: it may be of an older version, whose tables have fewer. */
static gboolean
prepare_insert (Copy *copy)
{
  g_autofree char *list = g_strdup_printf ("SELECT group_concat(name, ', ') || '|' || "
                                           "group_concat('?', ', ') FROM pragma_table_info('%s')",
                                           copy->name);
  g_autofree char *both = balie_sqlite_dup_text (copy->from, list, NULL);
  g_auto (GStrv) parts = g_strsplit (both ? both : "", "|", 2);
  g_autofree char *sql = NULL;

  if (!parts[0] || !parts[1])
    return FALSE;
  copy->columns = g_strdup (parts[0]);
  sql = g_strdup_printf ("INSERT OR REPLACE INTO %s (%s) VALUES (%s)", copy->name, parts[0],
                         parts[1]);
  return sqlite3_prepare_v2 (copy->to, sql, -1, &copy->insert, NULL) == SQLITE_OK;
}

static void
copy_table (sqlite3 *from, sqlite3 *to, const char *name, const char *key, gboolean has_rowid)
{
  Copy copy = { .from = from, .to = to, .name = name };

  if (prepare_insert (&copy) && !copy_rows (&copy, key, "ASC", &copy.last_of_begin) &&
      !copy_rows (&copy, key, "DESC", &copy.first_of_end) && has_rowid)
    copy_gap (&copy);
  sqlite3_finalize (copy.insert);
  g_free (copy.columns);
}

static gboolean
copy_tables (sqlite3 *from, sqlite3 *to, GError **error)
{
  g_autofree char *mend = g_strdup_printf (mend_format, 1 << BALIE_CONDITION_REQUESTED);
  g_autofree char *mend_dossiers =
      g_strdup_printf (mend_dossiers_format, BALIE_SEARCH_BASE (BALIE_FIND_DOSSIER),
                       BALIE_SEARCH_BASE (BALIE_FIND_PARTY));
  g_autofree char *mend_letters =
      g_strdup_printf (mend_letters_format, BALIE_SEARCH_BASE (BALIE_FIND_LETTER));
  int result = sqlite3_exec (to, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", NULL, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    copy_table (from, to, tables[i].name, tables[i].key, tables[i].has_rowid);
  if (result == SQLITE_OK)
    result = sqlite3_exec (to, mend, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_exec (to, mend_dossiers, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_exec (to, mend_letters, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_exec (to, "COMMIT", NULL, NULL, NULL);
  if (result != SQLITE_OK)
    balie_sqlite_set_error (error, to, result);
  return result == SQLITE_OK;
}

/* A file of an older version has no dossiers, or no letters. */
gint64
balie_sqlite_count_rows (sqlite3 *handle)
{
  gint64 n = -1;
  gint64 n_dossiers = 0;
  gint64 n_letters = 0;

  if (!balie_sqlite_get_number (handle,
                                "SELECT (SELECT count(*) FROM orders) + "
                                "(SELECT count(*) FROM plate_request)",
                                &n, NULL))
    return -1;
  balie_sqlite_get_number (handle, "SELECT count(*) FROM dossier", &n_dossiers, NULL);
  balie_sqlite_get_number (handle, "SELECT count(*) FROM letter", &n_letters, NULL);
  return n + n_dossiers + n_letters;
}

static BalieDb *
make_new (const char *path, GError **error)
{
  g_autoptr (GPtrArray) migrations = balie_migrations_load (balie_sqlite_get_driver (), error);
  g_autoptr (BalieDb) db = NULL;
  gboolean is_fresh;

  if (!migrations || !balie_sqlite_create_private (path, error))
    return NULL;
  db = balie_db_open (balie_sqlite_get_driver (), path, TRUE, error);
  if (!db || !balie_migrations_run (db, migrations, &is_fresh, error))
    return NULL;
  return g_steal_pointer (&db);
}

gint64
balie_sqlite_salvage (const char *damaged, const char *path, GError **error)
{
  g_autoptr (BalieDb) db = make_new (path, error);
  sqlite3 *from = NULL;
  sqlite3 *to;
  gint64 n = -1;

  if (!db)
    return -1;
  to = ((BalieSqlite *) balie_db_get_connection (db))->handle;
  if (sqlite3_open_v2 (damaged, &from, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
      copy_tables (from, to, error))
    n = balie_sqlite_count_rows (to);
  sqlite3_close (from);
  return n;
}
