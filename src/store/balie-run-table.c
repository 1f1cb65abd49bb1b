/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "run" and "run_outcome": one morning run per local date, and what it did per order. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-mail-state.h"
#include "balie-other-tables.h"

#define SELECT_RUNS                                                                                \
  "SELECT local_date, started_at, finished_at, desk, actor, n_requested, n_attention, mail "       \
  "FROM run "

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

BalieMailState
balie_mail_state_read (BalieStmt *stmt, int column)
{
  const char *code = balie_stmt_get_text (stmt, column);

  for (int i = BALIE_MAIL_OFF; i <= BALIE_MAIL_FAILED; i++)
    if (g_str_equal (code, balie_mail_state_to_code ((BalieMailState) i)))
      return (BalieMailState) i;
  return BALIE_MAIL_OFF;
}

static gboolean
insert_outcome (BalieDb *db,
                BalieDate date,
                guint position,
                const BalieRunOutcome *outcome,
                GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO run_outcome (local_date, position, order_number, request_key, rule, due_on, "
      "attention) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_date (stmt, 1, date);
  balie_stmt_bind_int (stmt, 2, position);
  balie_stmt_bind_text (stmt, 3, or_empty (outcome->order_number));
  balie_stmt_bind_text (stmt, 4, or_empty (outcome->request_key));
  balie_stmt_bind_text (stmt, 5, or_empty (outcome->rule));
  balie_stmt_bind_date (stmt, 6, outcome->due_on);
  balie_stmt_bind_text (stmt, 7, or_empty (outcome->attention));
  return balie_stmt_run (stmt, error);
}

static gboolean
insert_run (BalieDb *db, const BalieRun *run, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO run (local_date, started_at, finished_at, desk, actor, n_requested, "
      "n_attention, mail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_date (stmt, 1, run->date);
  balie_stmt_bind_int (stmt, 2, run->started_at);
  balie_stmt_bind_int (stmt, 3, run->finished_at);
  balie_stmt_bind_text (stmt, 4, or_empty (run->desk));
  balie_stmt_bind_text (stmt, 5, or_empty (run->actor));
  balie_stmt_bind_int (stmt, 6, run->n_requested);
  balie_stmt_bind_int (stmt, 7, run->n_attention);
  balie_stmt_bind_text (stmt, 8, balie_mail_state_to_code (run->mail));
  return balie_stmt_run (stmt, error);
}

/**
 * balie_run_table_insert:
 * @db: a connection, in a writing transaction
 * @run: a run with its outcomes
 * @error: return location; CONFLICT when the date has its run
 *
 * Returns: whether it was written
 */
gboolean
balie_run_table_insert (BalieDb *db, const BalieRun *run, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!insert_run (db, run, &local))
    {
      if (local->code == BALIE_ERROR_CONFLICT)
        g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                             _ ("The morning run of this day has been done"));
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; run->outcomes && i < run->outcomes->len; i++)
    if (!insert_outcome (db, run->date, i, g_ptr_array_index (run->outcomes, i), error))
      return FALSE;
  balie_db_note_change (db, "runs", run->date);
  return TRUE;
}

static BalieRun *
read_run (BalieStmt *stmt)
{
  BalieRun *run = balie_run_new (balie_stmt_get_date (stmt, 0));

  run->started_at = balie_stmt_get_int (stmt, 1);
  run->finished_at = balie_stmt_get_int (stmt, 2);
  g_free (run->desk);
  run->desk = g_strdup (balie_stmt_get_text (stmt, 3));
  g_free (run->actor);
  run->actor = g_strdup (balie_stmt_get_text (stmt, 4));
  run->n_requested = (int) balie_stmt_get_int (stmt, 5);
  run->n_attention = (int) balie_stmt_get_int (stmt, 6);
  run->mail = balie_mail_state_read (stmt, 7);
  return run;
}

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

static GPtrArray *
read_outcomes (BalieDb *db, BalieDate date, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT order_number, request_key, rule, due_on, attention "
                        "FROM run_outcome WHERE local_date = ?1 ORDER BY position",
                        error);
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_run_outcome_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_date (stmt, 1, date);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      BalieRunOutcome *outcome;

      if (!has_row)
        return g_steal_pointer (&outcomes);
      outcome = balie_run_outcome_new ();
      read_text (stmt, 0, &outcome->order_number);
      read_text (stmt, 1, &outcome->request_key);
      read_text (stmt, 2, &outcome->rule);
      outcome->due_on = balie_stmt_get_date (stmt, 3);
      read_text (stmt, 4, &outcome->attention);
      g_ptr_array_add (outcomes, outcome);
    }
  return NULL;
}

/**
 * balie_run_table_get:
 * @db: a connection
 * @date: local date
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the run with its outcomes; %NULL without error when there is
 *   none
 */
BalieRun *
balie_run_table_get (BalieDb *db, BalieDate date, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_RUNS "WHERE local_date = ?1", error);
  g_autoptr (BalieRun) run = NULL;
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_date (stmt, 1, date);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  run = read_run (stmt);
  run->outcomes = read_outcomes (db, date, error);
  return run->outcomes ? g_steal_pointer (&run) : NULL;
}

/**
 * balie_run_table_list:
 * @db: a connection
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieRun): newest first, without outcomes
 */
GPtrArray *
balie_run_table_list (BalieDb *db, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, SELECT_RUNS "ORDER BY local_date DESC LIMIT ?1", error);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_run_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, limit ? (gint64) limit : G_MAXINT64);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&runs);
      g_ptr_array_add (runs, read_run (stmt));
    }
  return NULL;
}

/**
 * balie_run_table_set_mail:
 * @db: a connection, in a writing transaction
 * @date: local date
 * @state: what became of its mail
 * @error: return location
 *
 * Returns: %FALSE on failure
 */
gboolean
balie_run_table_set_mail (BalieDb *db, BalieDate date, BalieMailState state, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "UPDATE run SET mail = ?1 WHERE local_date = ?2", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, balie_mail_state_to_code (state));
  balie_stmt_bind_date (stmt, 2, date);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) > 0)
    balie_db_note_change (db, "runs", date);
  return TRUE;
}
