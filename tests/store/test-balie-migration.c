/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of bringing an older database up to date, and of what a repair makes of it. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include <glib/gstdio.h>

#include "balie-find-table.h"
#include "balie-letter-table.h"
#include "balie-migration.h"
#include "balie-notification-table.h"
#include "balie-search-index.h"
#include "balie-sqlite.h"
#include "dossier-fixture.h"

#define N_ORDERS 3000

/* SQL by SQLite itself, as someone else's program would. */
static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static gint64
get_number (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  gint64 number = -1;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  balie_sqlite_get_number (handle, sql, &number, NULL);
  sqlite3_close (handle);
  return number;
}

static guint
count_files (Fixture *fixture, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, "-wal") &&
        !g_str_has_suffix (name, "-shm"))
      n++;
  return n;
}

static void
insert_orders (BalieDb *db)
{
  for (int i = 0; i < N_ORDERS; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%05d", i);
      g_autofree char *customer = g_strdup_printf ("Jansen%d", i);

      add_order (db, number, customer, "");
    }
}

/* A database as version 1 left it: orders in its own search index, and history. */
static void
make_version_1 (Fixture *fixture)
{
  static const char filled_sql[] =
      "INSERT INTO orders_fts (rowid, search) SELECT id, search FROM orders;"
      "INSERT INTO meta (key, value) VALUES ('search-upto', '3000'), ('pon-cursor', 'kept');"
      "INSERT INTO activity (at, kind, order_number, request_key, actor, desk, field, old_value, "
      "new_value) VALUES (1, 'field-changed', 'N00007', '', 'jan', 'desk', 'plate', '', '1ABC123');"
      "INSERT INTO mail (kind, date, message_id, sender, recipients, subject, text, html, state, "
      "problem, attempts, next_attempt_at, created_at, sent_at) VALUES "
      "('daily', '2026-03-19', '<sent@x>', 'a@x', 'b@x', 's', 't', 'h', 'sent', '', 1, 5, 5, 6), "
      "('daily', '2026-03-20', '<queued@x>', 'a@x', 'b@x', 's', 't', 'h', 'queued', 'offline', 3, "
      "9, 7, 0)";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) migrations = balie_migrations_load (balie_sqlite_get_driver (), &error);
  g_autoptr (BalieDb) db = NULL;
  gboolean is_fresh = FALSE;

  fixture_close (fixture);
  g_unlink (fixture->path);
  g_assert_true (balie_sqlite_create_private (fixture->path, &error));
  db = balie_db_open (balie_sqlite_get_driver (), fixture->path, TRUE, &error);
  g_ptr_array_set_size (migrations, 1);
  g_assert_true (balie_migrations_run (db, migrations, &is_fresh, &error));
  g_assert_true (is_fresh);
  g_assert_true (balie_db_begin (db, NULL, &error));
  insert_orders (db);
  g_assert_true (balie_db_exec (db, filled_sql, &error));
  g_assert_true (balie_db_commit (db, NULL, &error));
  g_assert_no_error (error);
}

static gpointer
check_orders (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) one = balie_find_table_search (db, "jansen2999", 10, error);
  g_autoptr (GArray) all = balie_find_table_search (db, "jansen", 5000, error);
  g_autoptr (GPtrArray) history = balie_activity_table_get_of_order (db, "N00007", 0, error);
  g_autofree char *cursor = balie_meta_table_dup (db, "pon-cursor", error);
  g_autoptr (GPtrArray) mails = balie_mail_table_get_due (db, 9, 0, error);
  const BalieActivity *line = g_ptr_array_index (history, 0);
  const BalieMail *mail = g_ptr_array_index (mails, 0);

  g_assert_cmpuint (mails->len, ==, 1);
  g_assert_cmpint (mail->id, ==, 2);
  g_assert_cmpstr (mail->message_id, ==, "<queued@x>");
  g_assert_cmpstr (mail->problem, ==, "offline");
  g_assert_cmpstr (mail->login, ==, "");
  g_assert_cmpint (mail->attempts, ==, 3);
  g_assert_cmpint (line->letter_id, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (all->len, ==, N_ORDERS);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpstr (line->new_value, ==, "1ABC123");
  g_assert_cmpstr (line->dossier_number, ==, "");
  g_assert_cmpstr (line->entry, ==, "");
  g_assert_cmpstr (cursor, ==, "kept");
  return GSIZE_TO_POINTER ((gsize) balie_search_index_count_pending (db, error));
}

static void
assert_version_3 (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture_run (fixture, BALIE_STORE_READ, check_orders, NULL);
  g_assert_true (balie_store_tidy_sync (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_null (fixture_run (fixture, BALIE_STORE_READ, check_orders, NULL));
  g_assert_true (balie_store_check_integrity (fixture->store, &error));
  g_assert_cmpint (get_number (fixture->path, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (get_number (fixture->path, "SELECT count(*) FROM sqlite_schema WHERE name LIKE "
                                              "'orders_fts%'"),
                   ==, 0);
  run_sql (fixture->path, "INSERT INTO search_fts (search_fts) VALUES ('integrity-check')");
}

static gpointer
add_dossier (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = put_dossier (db, "number=", "order_number=N00007", NULL);

  balie_party_free (put_party (db, dossier->id, BALIE_ENTRY_OWNER, "Goderis", "Thiemen"));
  return NULL;
}

/* Orders of version 1 are found at once, and from the new index after a while. */
static void
test_from_1 (Fixture *fixture, gconstpointer scheme)
{
  make_version_1 (fixture);
  fixture_open (fixture);
  g_assert_cmpuint (count_files (fixture, "balie.db.backup-v1-"), ==, 1);
  assert_version_3 (fixture);
  fixture_run (fixture, BALIE_STORE_WRITE, add_dossier, NULL);
  fixture_close (fixture);
  fixture_open (fixture);
  assert_version_3 (fixture);
  g_assert_cmpuint (count_files (fixture, "balie.db.backup-"), ==, 2);
}

/* A new database has nothing worth a backup. */
static void
test_fresh (Fixture *fixture, gconstpointer scheme)
{
  g_assert_true (balie_store_is_fresh (fixture->store));
  g_assert_cmpuint (count_files (fixture, "balie.db.backup"), ==, 0);
}

static void
repair (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = balie_store_repair_sync (fixture->uri, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sentence);
  g_assert_cmpuint (count_files (fixture, "balie.db.damaged-"), ==, 1);
}

/* A damaged file of version 1 is read out into one of version 3. */
static void
test_repair_1 (Fixture *fixture, gconstpointer scheme)
{
  make_version_1 (fixture);
  repair (fixture);
  fixture_open (fixture);
  assert_version_3 (fixture);
}

static void
assert_found (BalieDb *db, const char *search, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = balie_find_table_search (db, search, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, expected);
}

static gpointer
put_dossiers (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieCustomer) customer = make_customer (BALIE_SOURCE_KP, "last_name=Peeters", NULL);
  g_autoptr (BalieCustomerImport) import = balie_customer_import_new (customer);

  add_dossier (db, NULL, NULL, error);
  add_dossier (db, NULL, NULL, error);
  balie_customer_import_table_insert (db, import, error);
  return NULL;
}

static gpointer
check_dossiers (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const guint32 ids[] = { 1, 2 };
  g_autoptr (GPtrArray) rows = balie_dossier_table_get_rows (db, ids, 2, error);
  g_autoptr (GPtrArray) imports = balie_customer_import_table_list (db, TRUE, 0, error);
  g_autoptr (BalieDossier) next = NULL;
  const BalieDossierRow *first = g_ptr_array_index (rows, 0);
  const BalieDossierRow *second = g_ptr_array_index (rows, 1);

  g_assert_cmpstr (first->dossier->values[BALIE_DOSSIER_NUMBER], ==, "?-1");
  g_assert_cmpstr (second->dossier->values[BALIE_DOSSIER_NUMBER], ==, "2026-0002");
  g_assert_cmpstr (first->names[BALIE_ENTRY_OWNER], ==, "Goderis, Thiemen");
  g_assert_cmpstr (second->names[BALIE_ENTRY_OWNER], ==, "Goderis, Thiemen");
  g_assert_cmpuint (first->filled, ==, 1);
  g_assert_cmpuint (imports->len, ==, 1);
  assert_found (db, "goderis", 2);
  assert_found (db, "2026-0002", 1);
  next = put_dossier (db, "number=", NULL);
  g_assert_cmpstr (next->values[BALIE_DOSSIER_NUMBER], ==, "2026-0003");
  return NULL;
}

/* Dossiers, parties and imports come back, are found, and a dossier whose row is lost comes back with
 * its parties. */
static void
test_repair_dossiers (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, put_dossiers, NULL);
  fixture_close (fixture);
  run_sql (fixture->path, "PRAGMA foreign_keys = OFF; DELETE FROM dossier WHERE id = 1");
  repair (fixture);
  fixture_open (fixture);
  fixture_run (fixture, BALIE_STORE_WRITE, check_dossiers, NULL);
}

static gpointer
put_letters (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const shipments[] = { "S1", "S2" };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (BalieLetter) letter = balie_letter_new ();
      BalieLetterDocument *document = balie_letter_document_new ();
      BalieLetterNotice notice = { .login = (char *) "jan", .not_before = 5 };
      gboolean added;

      letter->insurer = (g_free (letter->insurer), g_strdup ("Norm"));
      letter->shipment = (g_free (letter->shipment), g_strdup (shipments[i]));
      letter->policy = (g_free (letter->policy), g_strdup ("KF100007"));
      document->data = g_bytes_new_static ("%PDF-\0\1", 7);
      document->n_bytes = 7;
      g_ptr_array_add (letter->documents, document);
      g_assert_true (balie_letter_table_put_shipment (db, "Norm", shipments[i], 5, error));
      g_assert_true (balie_letter_table_insert (db, letter, error));
      notice.letter_id = letter->id;
      g_assert_true (balie_letter_notice_add (db, &notice, &added, error));
    }
  return NULL;
}

static gpointer
check_letters (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieLetter) letter = balie_letter_table_get (db, 2, NULL, error);
  g_autoptr (GPtrArray) notices = balie_letter_notice_get_due (db, 5, error);
  const BalieLetterDocument *listed = g_ptr_array_index (letter->documents, 0);
  BalieLetterDocument *document = balie_letter_table_get_document (db, 2, listed->id, NULL, error);
  gboolean stored;

  g_assert_cmpstr (letter->policy, ==, "KF100007");
  g_assert_cmpmem (g_bytes_get_data (document->data, NULL), g_bytes_get_size (document->data),
                   "%PDF-\0\1", 7);
  balie_letter_document_free (document);
  g_assert_cmpuint (notices->len, ==, 1);
  assert_found (db, "100007", 1);
  g_assert_true (balie_letter_table_has_shipment (db, "Norm", "S2", &stored, error));
  g_assert_true (stored);
  g_assert_true (balie_letter_table_has_shipment (db, "Norm", "S1", &stored, error));
  g_assert_false (stored);
  return NULL;
}

/* Letters come back with their documents and are found; what is left of a lost one is asked for anew. */
static void
test_repair_letters (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, put_letters, NULL);
  fixture_close (fixture);
  run_sql (fixture->path, "PRAGMA foreign_keys = OFF; DELETE FROM letter WHERE id = 1");
  repair (fixture);
  fixture_open (fixture);
  fixture_run (fixture, BALIE_STORE_READ, check_letters, NULL);
}

/* A backup of an older version is still one that a repair can put in place. */
static void
test_repair_from_backup_of_1 (Fixture *fixture, gconstpointer scheme)
{
  static const char nonsense[] = "not a database any more, whatever it was before";
  g_autoptr (GError) error = NULL;

  make_version_1 (fixture);
  fixture_open (fixture);
  fixture_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, nonsense, -1, &error));
  repair (fixture);
  g_assert_cmpint (get_number (fixture->path, "PRAGMA user_version"), ==, 2);
  fixture_open (fixture);
  assert_version_3 (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/migration/from-1", test_from_1);
  fixture_add ("/migration/fresh", test_fresh);
  fixture_add ("/migration/repair-1", test_repair_1);
  fixture_add ("/migration/repair-dossiers", test_repair_dossiers);
  fixture_add ("/migration/repair-letters", test_repair_letters);
  fixture_add ("/migration/repair-from-backup-of-1", test_repair_from_backup_of_1);
  return g_test_run ();
}
