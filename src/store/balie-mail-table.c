/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "mail": mails composed once and sent until the server has them. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-mail-state.h"
#include "balie-other-tables.h"

#define SELECT_MAILS                                                                               \
  "SELECT id, kind, date, message_id, sender, recipients, subject, text, html, state, problem, "   \
  "attempts, next_attempt_at, created_at, sent_at, login FROM mail "

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

/* Parameters 1 to 15: all columns but the id. */
static void
bind_mail (BalieStmt *stmt, const BalieMail *mail)
{
  balie_stmt_bind_text (stmt, 1, mail->kind);
  balie_stmt_bind_date (stmt, 2, mail->date);
  balie_stmt_bind_text (stmt, 3, or_empty (mail->message_id));
  balie_stmt_bind_text (stmt, 4, or_empty (mail->sender));
  balie_stmt_bind_text (stmt, 5, or_empty (mail->recipients));
  balie_stmt_bind_text (stmt, 6, or_empty (mail->subject));
  balie_stmt_bind_text (stmt, 7, or_empty (mail->text));
  balie_stmt_bind_text (stmt, 8, or_empty (mail->html));
  balie_stmt_bind_text (stmt, 9, balie_mail_state_to_code (mail->state));
  balie_stmt_bind_text (stmt, 10, or_empty (mail->problem));
  balie_stmt_bind_int (stmt, 11, mail->attempts);
  balie_stmt_bind_int (stmt, 12, mail->next_attempt_at);
  balie_stmt_bind_int (stmt, 13, mail->created_at);
  balie_stmt_bind_int (stmt, 14, mail->sent_at);
  balie_stmt_bind_text (stmt, 15, or_empty (mail->login));
}

/**
 * balie_mail_table_insert:
 * @db: a connection, in a writing transaction
 * @mail: gets its id
 * @error: return location; CONFLICT when the day has its daily mail
 *
 * Returns: whether it was written
 */
gboolean
balie_mail_table_insert (BalieDb *db, BalieMail *mail, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO mail (kind, date, message_id, sender, recipients, subject, text, html, state, "
      "problem, attempts, next_attempt_at, created_at, sent_at, login) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
      error);

  if (!stmt)
    return FALSE;
  bind_mail (stmt, mail);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  mail->id = balie_db_get_last_id (db);
  balie_db_note_change (db, "mails", mail->id);
  return TRUE;
}

/**
 * balie_mail_table_update:
 * @db: a connection, in a writing transaction
 * @mail: as it shall be
 * @error: return location; NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
balie_mail_table_update (BalieDb *db, const BalieMail *mail, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "UPDATE mail SET kind = ?1, date = ?2, message_id = ?3, sender = ?4, recipients = ?5, "
      "subject = ?6, text = ?7, html = ?8, state = ?9, problem = ?10, attempts = ?11, "
      "next_attempt_at = ?12, created_at = ?13, sent_at = ?14, login = ?15 WHERE id = ?16",
      error);

  if (!stmt)
    return FALSE;
  bind_mail (stmt, mail);
  balie_stmt_bind_int (stmt, 16, mail->id);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) == 0)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no such mail"));
      return FALSE;
    }
  balie_db_note_change (db, "mails", mail->id);
  return TRUE;
}

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

static BalieMail *
read_mail (BalieStmt *stmt)
{
  BalieMail *mail = balie_mail_new ();

  mail->id = balie_stmt_get_int (stmt, 0);
  read_text (stmt, 1, &mail->kind);
  mail->date = balie_stmt_get_date (stmt, 2);
  read_text (stmt, 3, &mail->message_id);
  read_text (stmt, 4, &mail->sender);
  read_text (stmt, 5, &mail->recipients);
  read_text (stmt, 6, &mail->subject);
  read_text (stmt, 7, &mail->text);
  read_text (stmt, 8, &mail->html);
  mail->state = balie_mail_state_read (stmt, 9);
  read_text (stmt, 10, &mail->problem);
  mail->attempts = (int) balie_stmt_get_int (stmt, 11);
  mail->next_attempt_at = balie_stmt_get_int (stmt, 12);
  mail->created_at = balie_stmt_get_int (stmt, 13);
  mail->sent_at = balie_stmt_get_int (stmt, 14);
  read_text (stmt, 15, &mail->login);
  return mail;
}

/**
 * balie_mail_table_get_due:
 * @db: a connection
 * @now: Unix seconds
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieMail): queued mails whose time has come
 */
GPtrArray *
balie_mail_table_get_due (BalieDb *db, gint64 now, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        SELECT_MAILS "WHERE state = 'queued' AND next_attempt_at <= ?1 "
                                     "ORDER BY next_attempt_at, id LIMIT ?2",
                        error);
  g_autoptr (GPtrArray) mails = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_mail_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, now);
  balie_stmt_bind_int (stmt, 2, limit ? (gint64) limit : G_MAXINT64);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&mails);
      g_ptr_array_add (mails, read_mail (stmt));
    }
  return NULL;
}

/**
 * balie_mail_table_get_last_daily:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the newest daily mail, whatever became of it; %NULL without
 *   error when there is none
 */
BalieMail *
balie_mail_table_get_last_daily (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, SELECT_MAILS "WHERE kind = 'daily' ORDER BY date DESC LIMIT 1", error);
  gboolean has_row = FALSE;

  if (!stmt || !balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return read_mail (stmt);
}

/**
 * balie_mail_table_get_next_attempt:
 * @db: a connection
 * @error: return location
 *
 * Returns: Unix seconds at which the next queued mail may be sent, %G_MAXINT64 when none is queued,
 *   -1 on failure
 */
gint64
balie_mail_table_get_next_attempt (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT min(next_attempt_at) FROM mail WHERE state = 'queued'", error);
  gboolean has_row = FALSE;

  if (!stmt || !balie_stmt_step (stmt, &has_row, error))
    return -1;
  return !has_row || balie_stmt_is_null (stmt, 0) ? G_MAXINT64 : balie_stmt_get_int (stmt, 0);
}

/**
 * balie_mail_table_get_daily_before:
 * @db: a connection
 * @created_at: Unix seconds
 * @error: return location
 *
 * Returns: when the newest daily mail made before that was made, 0 when there is none or on failure
 */
gint64
balie_mail_table_get_daily_before (BalieDb *db, gint64 created_at, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "SELECT max(created_at) FROM mail WHERE kind = 'daily' AND created_at < ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return 0;
  balie_stmt_bind_int (stmt, 1, created_at);
  if (!balie_stmt_step (stmt, &has_row, error))
    return 0;
  return !has_row || balie_stmt_is_null (stmt, 0) ? 0 : balie_stmt_get_int (stmt, 0);
}
