/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the care of SQLite's file: private, backed up, not taken when newer or damaged, mended,
 * whole after a kill and after a full disk. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "balie-error.h"
#include "balie-migration.h"
#include "balie-sqlite.h"
#include "store-fixture.h"

/* The version of the database that this program makes. */
#define VERSION 3
/* More than are indexed for the search at once. */
#define N_MANY 2100

static const char *program;

static int
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static goffset
get_size (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_size;
}

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

/* The one file of the folder whose name begins so; NULL if there is none. */
static char *
find_file (Fixture *fixture, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  char *found = NULL;

  while ((name = g_dir_read_name (dir)))
    {
      if (!g_str_has_prefix (name, prefix) || g_str_has_suffix (name, "-wal") ||
          g_str_has_suffix (name, "-shm"))
        continue;
      g_assert_null (found);
      found = g_build_filename (fixture->folder, name, NULL);
    }
  return found;
}

static gpointer
insert_orders (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *number = g_strdup_printf ("N%05d", i);
      g_autofree char *vin = g_strdup_printf ("WVWZZZ1KZAW%06d", i);
      g_autoptr (BalieOrder) order = make_order (number, "Jansen", vin);
      BalieExplanation explanation = make_explanation (1, BALIE_RULE_NONE, NULL);

      if (!balie_order_table_insert (db, order, &explanation, 1, error))
        return NULL;
    }
  return NULL;
}

static gpointer
insert_many (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < N_MANY; i++)
    {
      g_autofree char *number = g_strdup_printf ("S%05d", i);
      g_autoptr (BalieOrder) order = make_order (number, "De Vries", "");
      BalieExplanation explanation = make_explanation (1, BALIE_RULE_NONE, NULL);

      if (!balie_order_table_insert (db, order, &explanation, 1, error))
        return NULL;
    }
  return NULL;
}

static gpointer
insert_request (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) request =
      make_request ("N00000", "WVWZZZ1KZAW000000", BALIE_REQUEST_SENDING);

  balie_request_table_insert (db, request, error);
  return NULL;
}

static gsize
count_orders (Fixture *fixture)
{
  return (gsize) get_number (fixture->path, "SELECT count(*) FROM orders");
}

static void
fill_and_close (Fixture *fixture, int n)
{
  fixture_open (fixture);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_orders, GINT_TO_POINTER (n));
  fixture_run (fixture, BALIE_STORE_WRITE, insert_request, NULL);
  fixture_close (fixture);
}

static void
assert_refused (Fixture *fixture, BalieError expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (balie_store_open_sync (fixture->uri, &error));
  assert_code (error, (int) expected);
}

static void
test_private (Fixture *fixture, gconstpointer scheme)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (fixture->path, "-shm", NULL);
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;
  mode_t before = umask (0);

  fixture_open (fixture);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_orders, GINT_TO_POINTER (1));
  g_assert_cmpint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpint (get_mode (log), ==, 0600);
  g_assert_cmpint (get_mode (shared), ==, 0600);
  backup = balie_store_backup_sync (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_mode (backup), ==, 0600);
  g_assert_cmpint (get_number (backup, "SELECT count(*) FROM orders"), ==, 1);
  fixture_close (fixture);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  fixture_open (fixture);
  g_assert_cmpint (get_mode (fixture->path), ==, 0600);
  umask (before);
}

static void
test_pragmas (Fixture *fixture, gconstpointer scheme)
{
  fill_and_close (fixture, 1);
  g_assert_cmpint (get_number (fixture->path, "PRAGMA user_version"), ==, VERSION);
  g_assert_cmpint (
      get_number (fixture->path,
                  "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = "
                  "'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"),
      ==, 0);
}

/* Migrates by the shipped list and one more step. */
static gboolean
migrate_to_next (Fixture *fixture, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) migrations = balie_migrations_load (balie_sqlite_get_driver (), error);
  g_autoptr (BalieDb) db = balie_db_open (balie_sqlite_get_driver (), fixture->path, TRUE, error);
  BalieMigration *next = g_new0 (BalieMigration, 1);
  gboolean is_fresh = TRUE;
  gboolean ok;

  next->version = VERSION + 1;
  next->sql = g_strdup (sql);
  g_ptr_array_add (migrations, next);
  ok = balie_migrations_run (db, migrations, &is_fresh, error);
  g_assert_false (is_fresh);
  return ok;
}

static void
test_backup_before_migration (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;

  fill_and_close (fixture, 10);
  g_assert_true (migrate_to_next (fixture, "CREATE TABLE later (a TEXT) STRICT", &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_number (fixture->path, "PRAGMA user_version"), ==, VERSION + 1);
  g_assert_cmpint (get_number (fixture->path, "SELECT count(*) FROM later"), ==, 0);
  backup = find_file (fixture, "balie.db.backup-v3-");
  g_assert_nonnull (backup);
  g_assert_cmpint (get_mode (backup), ==, 0600);
  g_assert_cmpint (get_number (backup, "PRAGMA user_version"), ==, VERSION);
  g_assert_cmpint (get_number (backup, "SELECT count(*) FROM orders"), ==, 10);
  assert_refused (fixture, BALIE_ERROR_NEWER);
}

static void
test_failed_migration (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;

  fill_and_close (fixture, 10);
  g_assert_false (migrate_to_next (
      fixture, "CREATE TABLE later (a TEXT) STRICT; DELETE FROM orders; NONSENSE", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (get_number (fixture->path, "PRAGMA user_version"), ==, VERSION);
  g_assert_cmpint (get_number (fixture->path, "SELECT count(*) FROM later"), ==, -1);
  g_assert_cmpuint (count_orders (fixture), ==, 10);
  fixture_open (fixture);
}

static void
test_newer (Fixture *fixture, gconstpointer scheme)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *backup = NULL;
  gsize n_before, n_after;

  fill_and_close (fixture, 10);
  run_sql (fixture->path, "PRAGMA user_version = 99");
  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  assert_refused (fixture, BALIE_ERROR_NEWER);
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  backup = find_file (fixture, "balie.db.backup");
  g_assert_null (backup);
}

static void
test_strangers (Fixture *fixture, gconstpointer scheme)
{
  run_sql (fixture->path, "CREATE TABLE theirs (a)");
  assert_refused (fixture, BALIE_ERROR_INVALID_INPUT);
  g_assert_cmpint (get_number (fixture->path, "SELECT count(*) FROM theirs"), ==, 0);
  g_unlink (fixture->path);
  g_assert_true (g_file_set_contents (
      fixture->path,
      "This is a letter, not a database, and long enough to be read as a header "
      "by whoever does not look at its first sixteen characters.",
      -1, NULL));
  assert_refused (fixture, BALIE_ERROR_DAMAGED);
  g_unlink (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_refused (fixture, BALIE_ERROR_STORAGE);
  g_rmdir (fixture->path);
}

static void
test_no_place (Fixture *fixture, gconstpointer scheme)
{
  g_free (fixture->uri);
  fixture->uri = g_strdup ("sqlite:/proc/balie/balie.db");
  assert_refused (fixture, BALIE_ERROR_STORAGE);
  g_free (fixture->uri);
  fixture->uri = g_strdup ("sqlite:");
  assert_refused (fixture, BALIE_ERROR_INVALID_INPUT);
}

static void
test_empty_file (Fixture *fixture, gconstpointer scheme)
{
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  fixture_open (fixture);
  g_assert_true (balie_store_is_fresh (fixture->store));
}

static void
overwrite (const char *path, goffset offset, gsize length)
{
  g_autofree char *noise = g_malloc (length);
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  memset (noise, 0xa5, length);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, noise, length, offset), ==, (gssize) length);
  close (fd);
}

/* Repairs, and gives back how many orders are there then. */
static gsize
repair (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = balie_store_repair_sync (fixture->uri, &error);
  g_autofree char *aside = NULL;
  g_autofree char *left_over = NULL;

  g_assert_no_error (error);
  aside = find_file (fixture, "balie.db.damaged-");
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (sentence, aside));
  fixture_open (fixture);
  g_assert_true (balie_store_check_integrity (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_mode (fixture->path), ==, 0600);
  left_over = find_file (fixture, "balie.db.salvaged");
  g_assert_null (left_over);
  return count_orders (fixture);
}

static void
test_truncated (Fixture *fixture, gconstpointer scheme)
{
  fill_and_close (fixture, 300);
  g_assert_cmpint (truncate (fixture->path, get_size (fixture->path) / 2), ==, 0);
  assert_refused (fixture, BALIE_ERROR_DAMAGED);
  repair (fixture);
}

/* Number of the nth page of orders from the beginning or the end. */
static gint64
find_page (Fixture *fixture, int n, const char *direction)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pageno FROM dbstat WHERE name = 'orders' AND "
                                          "pagetype = 'leaf' ORDER BY path %s LIMIT 1 OFFSET %d",
                                          direction, n);
  gint64 page = get_number (fixture->path, sql);

  g_assert_cmpint (page, >, 1);
  return page;
}

/* Two pages of the rows are lost: those before, between and after come back, and the request is not
 * forgotten. */
static void
test_overwritten (Fixture *fixture, gconstpointer scheme)
{
  gint64 pages[2];
  gsize n;

  fill_and_close (fixture, 800);
  pages[0] = find_page (fixture, 2, "ASC");
  pages[1] = find_page (fixture, 2, "DESC");
  for (int i = 0; i < 2; i++)
    overwrite (fixture->path, (pages[i] - 1) * 4096, 4096);
  assert_refused (fixture, BALIE_ERROR_DAMAGED);
  n = repair (fixture);
  g_test_message ("%" G_GSIZE_FORMAT " of 800 orders came back", n);
  g_assert_cmpuint (n, >, 740);
  g_assert_cmpint (
      get_number (fixture->path, "SELECT count(*) FROM plate_request WHERE state = 'sending'"), ==,
      1);
  g_assert_cmpint (get_number (fixture->path,
                               "SELECT count(*) FROM plate_request r JOIN orders o ON "
                               "o.order_number = r.order_number WHERE o.vin = r.vin"),
                   ==, 1);
}

static void
test_lost_order_of_request (Fixture *fixture, gconstpointer scheme)
{
  fill_and_close (fixture, 5);
  run_sql (fixture->path, "PRAGMA foreign_keys = OFF; DELETE FROM orders WHERE id = 1");
  g_assert_cmpuint (repair (fixture), ==, 5);
  g_assert_cmpint (get_number (fixture->path,
                               "SELECT count(*) FROM orders WHERE order_number = 'N00000' AND "
                               "vin = 'WVWZZZ1KZAW000000' AND blocking = 256 AND "
                               "request_state = 'sending'"),
                   ==, 1);
}

/* When nothing can be read any more, the backup is what is left. */
static void
test_repair_from_backup (Fixture *fixture, gconstpointer scheme)
{
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;

  fixture_open (fixture);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_orders, GINT_TO_POINTER (30));
  backup = balie_store_backup_sync (fixture->store, &error);
  g_assert_no_error (error);
  fixture_close (fixture);
  overwrite (fixture->path, 0, (gsize) get_size (fixture->path));
  assert_refused (fixture, BALIE_ERROR_DAMAGED);
  g_assert_cmpuint (repair (fixture), ==, 30);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static void
test_repair_without_anything (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (balie_store_repair_sync (fixture->uri, &error));
  assert_code (error, BALIE_ERROR_NOT_FOUND);
  g_assert_true (g_file_set_contents (fixture->path, "garbage", -1, NULL));
  g_assert_cmpuint (repair (fixture), ==, 0);
}

/* Damage that is met while running is told as such, not as a failed statement. */
static void
test_damage_while_running (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;

  fill_and_close (fixture, 300);
  fixture_open (fixture);
  overwrite (fixture->path, 4096, (gsize) get_size (fixture->path) - 4096);
  g_assert_false (balie_store_check_integrity (fixture->store, &error));
  assert_code (error, BALIE_ERROR_DAMAGED);
}

static void
test_full_disk (Fixture *fixture, gconstpointer scheme)
{
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;

  fill_and_close (fixture, 10);
  fixture_open (fixture);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 65536;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  balie_store_run_sync (fixture->store, BALIE_STORE_WRITE, insert_many, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  assert_code (error, BALIE_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_true (balie_store_check_integrity (fixture->store, &error));
  g_assert_cmpuint (count_orders (fixture), ==, 10);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_many, NULL);
  g_assert_cmpuint (count_orders (fixture), ==, N_MANY + 10);
}

/* All the indexes are back after a transaction that was large enough to drop them. */
static void
test_bulk_keeps_indexes (Fixture *fixture, gconstpointer scheme)
{
  static const char sql[] = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND "
                            "tbl_name = 'orders'";
  gint64 n;

  fixture_open (fixture);
  n = get_number (fixture->path, sql);
  g_assert_cmpint (n, >, 6);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_orders, GINT_TO_POINTER (5500));
  g_assert_cmpint (get_number (fixture->path, sql), ==, n);
  g_assert_cmpint (get_number (fixture->path,
                               "SELECT count(*) FROM orders INDEXED BY orders_vin WHERE vin > ''"),
                   ==, 5500);
}

static gpointer
insert_and_hang (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  insert_many (db, NULL, NULL, error);
  g_assert_no_error (*error);
  g_print ("written\n");
  fflush (stdout);
  pause ();
  return NULL;
}

/* What the child does: it is killed in the middle of a transaction. */
static int
run_child (const char *uri)
{
  g_autoptr (BalieStore) store = balie_store_open_sync (uri, NULL);

  balie_store_run_sync (store, BALIE_STORE_WRITE, insert_orders, GINT_TO_POINTER (10), NULL, NULL);
  balie_store_run_sync (store, BALIE_STORE_WRITE, insert_and_hang, NULL, NULL, NULL);
  return 1;
}

static void
test_kill (Fixture *fixture, gconstpointer scheme)
{
  char *arguments[] = { (char *) program, (char *) "--child", fixture->uri, NULL };
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  char word[8] = "";
  GPid child;
  int out;

  g_spawn_async_with_pipes (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, word, sizeof word), ==, (gssize) sizeof word);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  waitpid (child, NULL, 0);
  g_spawn_close_pid (child);
  close (out);
  g_assert_cmpint (get_size (log), >, 0);
  fixture_open (fixture);
  g_assert_true (balie_store_check_integrity (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_orders (fixture), ==, 10);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_many, NULL);
}

/* A second program may start while the first one has the file and its log. */
static void
test_second_program (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieStore) second = NULL;

  fixture_open (fixture);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_orders, GINT_TO_POINTER (10));
  second = balie_store_open_sync (fixture->uri, &error);
  g_assert_no_error (error);
  g_clear_object (&second);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_many, NULL);
  g_assert_cmpuint (count_orders (fixture), ==, N_MANY + 10);
}

/* Another program: opens the database, writes an order, and closes it again. */
static gpointer
visit_in_store (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  add_order (db, data, "Fictief", "");
  return NULL;
}

static int
visit (const char *uri, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieStore) store = balie_store_open_sync (uri, &error);

  g_assert_no_error (error);
  balie_store_run_sync (store, BALIE_STORE_WRITE, visit_in_store, (gpointer) number, NULL, &error);
  g_assert_no_error (error);
  return 0;
}

static void
spawn_visit (Fixture *fixture, const char *number)
{
  char *arguments[] = { (char *) program, (char *) "--visit", fixture->uri, (char *) number, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* What a file chooser does with every file of the folder it shows. */
static void
look_into_folder (Fixture *fixture)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, ends[i], NULL);
      char begin[16];
      int fd = g_open (path, O_RDONLY, 0);

      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (read (fd, begin, sizeof begin), >, 0);
      close (fd);
    }
}

static void
test_looked_into (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  fixture_open (fixture);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_orders, GINT_TO_POINTER (10));
  look_into_folder (fixture);
  spawn_visit (fixture, "visit-1");
  g_assert_cmpint (get_size (log), >, 0);
  g_assert_cmpuint (count_orders (fixture), ==, 11);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_many, NULL);
  look_into_folder (fixture);
  spawn_visit (fixture, "visit-2");
  g_assert_cmpuint (count_orders (fixture), ==, N_MANY + 12);
  g_assert_true (balie_store_check_integrity (fixture->store, &error));
  g_assert_no_error (error);
  /* Alone at last, SQLite tidies up. */
  fixture_close (fixture);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
add (const char *path, FixtureFunc func)
{
  g_test_add (path, Fixture, "sqlite", fixture_set_up, func, fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2]);
  if (argc == 4 && strcmp (argv[1], "--visit") == 0)
    return visit (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  add ("/sqlite/private", test_private);
  add ("/sqlite/pragmas", test_pragmas);
  add ("/sqlite/migration/backup", test_backup_before_migration);
  add ("/sqlite/migration/failed", test_failed_migration);
  add ("/sqlite/newer", test_newer);
  add ("/sqlite/strangers", test_strangers);
  add ("/sqlite/no-place", test_no_place);
  add ("/sqlite/empty-file", test_empty_file);
  add ("/sqlite/damaged/truncated", test_truncated);
  add ("/sqlite/damaged/overwritten", test_overwritten);
  add ("/sqlite/damaged/lost-order", test_lost_order_of_request);
  add ("/sqlite/damaged/backup", test_repair_from_backup);
  add ("/sqlite/damaged/nothing", test_repair_without_anything);
  add ("/sqlite/damaged/running", test_damage_while_running);
  add ("/sqlite/full-disk", test_full_disk);
  add ("/sqlite/bulk-keeps-indexes", test_bulk_keeps_indexes);
  add ("/sqlite/kill", test_kill);
  add ("/sqlite/second-program", test_second_program);
  add ("/sqlite/looked-into", test_looked_into);
  return g_test_run ();
}
