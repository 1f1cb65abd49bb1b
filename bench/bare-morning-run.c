/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baseline: the reading and the writes of a morning run as bare SQLite statements, prepared once, in one
 * transaction, with nothing asked, judged or checked.
 * Usage: bench-bare-morning-run DATABASE YYYY-MM-DD DAYS
 * Prints a line "milliseconds requests" for each of the days. */

#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum
{
  DUE,
  REQUEST,
  ORDER,
  ACTIVITY,
  OUTCOME,
  RUN,
  N_STATEMENTS,
};

static const char *const sql[N_STATEMENTS] = {
  [DUE] = "SELECT id, order_number, brand, dealer_number, vin, plates, rule, due_on FROM orders "
          "WHERE blocking = 0 AND attention IS NULL AND due_on IS NOT NULL AND due_on <= ?1 "
          "ORDER BY due_on, order_number",
  [REQUEST] =
      "INSERT INTO plate_request (key, order_number, state, origin, origin_rule, approved_by, "
      "approved_at, desk, brand, dealer_number, vin, request_type, request_date, delivery_date, "
      "plates, pon_id, plate, reason, problem, attempts, next_attempt_at, claimed_by, claimed_at, "
      "pon_updated_at, updated_at) VALUES (?1, ?2, 'waiting', 'automatic', ?3, 'desk', 1774000000, "
      "'desk', ?4, ?5, ?6, 'new', ?7, NULL, ?8, '', '', '', '', 0, 0, '', 0, '', 1774000000)",
  [ORDER] = "UPDATE orders SET blocking = 256, request_state = 'waiting', changed_at = 1774000000 "
            "WHERE id = ?1",
  [ACTIVITY] = "INSERT INTO activity (at, kind, order_number, request_key, actor, desk, field, "
               "old_value, new_value) VALUES (1774000000, 'request-approved-by-rule', ?1, ?2, "
               "'desk', 'desk', '', '', ?3)",
  [OUTCOME] = "INSERT INTO run_outcome (local_date, position, order_number, request_key, rule, "
              "due_on, attention) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '')",
  [RUN] = "INSERT INTO run (local_date, started_at, finished_at, desk, actor, n_requested, "
          "n_attention, mail) VALUES (?1, 1774000000, 1774000000, 'desk', 'desk', ?2, 0, 'off')",
};

static sqlite3 *db;
static sqlite3_stmt *statements[N_STATEMENTS];

static void
check (int result)
{
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    g_error ("%s", sqlite3_errmsg (db));
}

static void
execute (const char *text)
{
  check (sqlite3_exec (db, text, NULL, NULL, NULL));
}

static void
bind (int statement, int parameter, const char *text)
{
  check (sqlite3_bind_text (statements[statement], parameter, text, -1, SQLITE_TRANSIENT));
}

static void
step (int statement)
{
  check (sqlite3_step (statements[statement]));
  check (sqlite3_reset (statements[statement]));
}

/* The columns of a due order, read before anything is written. */
static GPtrArray *
read_due (const char *date)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  bind (DUE, 1, date);
  while (sqlite3_step (statements[DUE]) == SQLITE_ROW)
    {
      char **row = g_new0 (char *, 9);

      for (int i = 0; i < 8; i++)
        row[i] = g_strdup ((const char *) sqlite3_column_text (statements[DUE], i));
      g_ptr_array_add (rows, row);
    }
  check (sqlite3_reset (statements[DUE]));
  return rows;
}

static void
request (char **row, const char *date, int position)
{
  g_autofree char *key = g_uuid_string_random ();
  const char *const request_values[] = {
    key, row[1], row[6], row[2], row[3], row[4], date, row[5]
  };

  for (int i = 0; i < 8; i++)
    bind (REQUEST, i + 1, request_values[i]);
  step (REQUEST);
  bind (ACTIVITY, 1, row[1]);
  bind (ACTIVITY, 2, key);
  bind (ACTIVITY, 3, row[6]);
  step (ACTIVITY);
  bind (ORDER, 1, row[0]);
  step (ORDER);
  bind (OUTCOME, 1, date);
  check (sqlite3_bind_int (statements[OUTCOME], 2, position));
  bind (OUTCOME, 3, row[1]);
  bind (OUTCOME, 4, key);
  bind (OUTCOME, 5, row[6]);
  bind (OUTCOME, 6, row[7]);
  step (OUTCOME);
}

static void
measure (const char *date)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GPtrArray) rows = NULL;

  execute ("BEGIN IMMEDIATE");
  rows = read_due (date);
  bind (RUN, 1, date);
  check (sqlite3_bind_int (statements[RUN], 2, (int) rows->len));
  step (RUN);
  for (guint i = 0; i < rows->len; i++)
    request (g_ptr_array_index (rows, i), date, (int) i);
  execute ("COMMIT");
  g_print ("%.2f %u\n", (double) (g_get_monotonic_time () - begin) / 1000.0, rows->len);
}

/* As the store opens its writing connection, and like it without working the log in at the commit;
 * each day anew, as the run is measured too. */
static void
open_database (const char *path)
{
  check (sqlite3_open (path, &db));
  execute ("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL;"
           "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;"
           "PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 0;");
  for (int i = 0; i < N_STATEMENTS; i++)
    check (sqlite3_prepare_v3 (db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &statements[i], NULL));
}

static void
close_database (void)
{
  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (statements[i]);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDate) date = g_date_new ();
  int year, month, day;

  if (argc != 4 || sscanf (argv[2], "%d-%d-%d", &year, &month, &day) != 3)
    g_error ("usage: bench-bare-morning-run DATABASE YYYY-MM-DD DAYS");
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  for (int i = 0; i < atoi (argv[3]); i++)
    {
      char text[16];

      g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
      open_database (argv[1]);
      measure (text);
      close_database ();
      g_date_add_days (date, 1);
    }
  return 0;
}
