/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "notification_preference", "availability" and "letter_notice". */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-notification-table.h"

#include "balie-error.h"

static char *
dup_column (BalieStmt *stmt, int column)
{
  return g_strdup (balie_stmt_get_text (stmt, column));
}

static BalieNotificationPreference *
read_preference (BalieStmt *stmt)
{
  BalieNotificationPreference *preference =
      balie_notification_preference_new (balie_stmt_get_text (stmt, 0), BALIE_LETTER_IMPORTANT);

  balie_letter_category_from_code (balie_stmt_get_text (stmt, 1), &preference->category);
  balie_mail_choice_from_code (balie_stmt_get_text (stmt, 2), &preference->email);
  g_free (preference->set_by);
  preference->set_by = dup_column (stmt, 3);
  preference->set_at = balie_stmt_get_int (stmt, 4);
  preference->desktop = balie_stmt_get_int (stmt, 5) != 0;
  return preference;
}

/**
 * balie_notification_table_list:
 * @db: a connection
 * @login: (nullable): whose; %NULL for all users
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieNotificationPreference): for each user both
 *   categories, by login; what nobody set has its default
 */
GPtrArray *
balie_notification_table_list (BalieDb *db, const char *login, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT person.login, category.code, coalesce (notification_preference.email, 'default'), "
      "coalesce (set_by, ''), "
      "coalesce (set_at, 0), coalesce (desktop, 1) FROM person "
      "CROSS JOIN (SELECT 'important' AS code UNION ALL SELECT 'reminder') AS category "
      "LEFT JOIN notification_preference ON notification_preference.login = person.login "
      "AND notification_preference.category = category.code "
      "WHERE ?1 IS NULL OR person.login = ?1 ORDER BY person.login, category.code",
      error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_notification_preference_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, login);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_preference (stmt));
    }
  return NULL;
}

/**
 * balie_notification_table_put:
 * @db: a connection, in a writing transaction
 * @preference: written over what was there
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_notification_table_put (BalieDb *db,
                              const BalieNotificationPreference *preference,
                              GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO notification_preference (login, category, email, set_by, set_at, desktop) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (login, category) DO UPDATE SET "
      "email = excluded.email, set_by = excluded.set_by, set_at = excluded.set_at, "
      "desktop = excluded.desktop",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, preference->login);
  balie_stmt_bind_text (stmt, 2, balie_letter_category_to_code (preference->category));
  balie_stmt_bind_text (stmt, 3, balie_mail_choice_to_code (preference->email));
  balie_stmt_bind_text (stmt, 4, preference->set_by);
  balie_stmt_bind_int (stmt, 5, preference->set_at);
  balie_stmt_bind_int (stmt, 6, preference->desktop != FALSE);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "notifications", 0);
  return TRUE;
}

#define SELECT_AVAILABILITY                                                                        \
  "SELECT login, quiet_from, quiet_until, deputy, absent_from, absent_until FROM availability "

static BalieAvailability *
read_availability (BalieStmt *stmt)
{
  BalieAvailability *availability = balie_availability_new (balie_stmt_get_text (stmt, 0));

  availability->quiet_from = (int) balie_stmt_get_int (stmt, 1);
  availability->quiet_until = (int) balie_stmt_get_int (stmt, 2);
  g_free (availability->deputy);
  availability->deputy = dup_column (stmt, 3);
  availability->absent_from = balie_stmt_get_date (stmt, 4);
  availability->absent_until = balie_stmt_get_date (stmt, 5);
  return availability;
}

/**
 * balie_availability_table_get:
 * @db: a connection
 * @login: whose
 * @error: return location
 *
 * Returns: (transfer full) (nullable): always there and no quiet hours when nothing is set
 */
BalieAvailability *
balie_availability_table_get (BalieDb *db, const char *login, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_AVAILABILITY "WHERE login = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, login);
  if (!balie_stmt_step (stmt, &has_row, error))
    return NULL;
  return has_row ? read_availability (stmt) : balie_availability_new (login);
}

/**
 * balie_availability_table_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieAvailability): what is set, by login
 */
GPtrArray *
balie_availability_table_list (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_AVAILABILITY "ORDER BY login", error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_availability_free);
  gboolean has_row = FALSE;

  while (stmt && balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_availability (stmt));
    }
  return NULL;
}

/**
 * balie_availability_table_put:
 * @db: a connection, in a writing transaction
 * @availability: written over what was there
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_availability_table_put (BalieDb *db, const BalieAvailability *availability, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "INSERT INTO availability (login, quiet_from, quiet_until, deputy, "
                        "absent_from, absent_until) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (login) DO UPDATE SET "
                        "quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, "
                        "deputy = excluded.deputy, absent_from = excluded.absent_from, "
                        "absent_until = excluded.absent_until",
                        error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, availability->login);
  balie_stmt_bind_int (stmt, 2, availability->quiet_from);
  balie_stmt_bind_int (stmt, 3, availability->quiet_until);
  balie_stmt_bind_text (stmt, 4, availability->deputy);
  balie_stmt_bind_date (stmt, 5, availability->absent_from);
  balie_stmt_bind_date (stmt, 6, availability->absent_until);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "notifications", 0);
  return TRUE;
}

/**
 * balie_letter_notice_free:
 * @self: (nullable) (transfer full): a notice
 */
void
balie_letter_notice_free (BalieLetterNotice *self)
{
  if (!self)
    return;
  g_free (self->login);
  g_free (self);
}

/**
 * balie_letter_notice_add:
 * @db: a connection, in the transaction that stores the letter
 * @notice: who is to be told
 * @added: (out): %FALSE when it was there already
 * @error: return location
 *
 * Returns: whether it is there now
 */
gboolean
balie_letter_notice_add (BalieDb *db,
                         const BalieLetterNotice *notice,
                         gboolean *added,
                         GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO letter_notice (letter_id, login, not_before, mail_id) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (letter_id, login) DO NOTHING",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, notice->letter_id);
  balie_stmt_bind_text (stmt, 2, notice->login);
  balie_stmt_bind_int (stmt, 3, notice->not_before);
  balie_stmt_bind_int (stmt, 4, notice->mail_id);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  *added = balie_db_get_n_changed (db) > 0;
  if (*added)
    balie_db_note_change (db, "notifications", 0);
  return TRUE;
}

/**
 * balie_letter_notice_get_due:
 * @db: a connection
 * @now: seconds since 1970
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieLetterNotice): whose time has come and that
 *   no mail tells yet; by login, then letter
 */
GPtrArray *
balie_letter_notice_get_due (BalieDb *db, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT letter_id, login, not_before FROM letter_notice WHERE mail_id = 0 "
                        "AND not_before <= ?1 "
                        "ORDER BY login, letter_id",
                        error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_notice_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, now);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      BalieLetterNotice *notice;

      if (!has_row)
        return g_steal_pointer (&list);
      notice = g_new0 (BalieLetterNotice, 1);
      notice->letter_id = balie_stmt_get_int (stmt, 0);
      notice->login = dup_column (stmt, 1);
      notice->not_before = balie_stmt_get_int (stmt, 2);
      g_ptr_array_add (list, notice);
    }
  return NULL;
}

/**
 * balie_letter_notice_set_mail:
 * @db: a connection, in the transaction that queues the mail
 * @letter_id: the letter's
 * @login: whom the mail tells
 * @mail_id: the mail's
 * @error: return location; CONFLICT when another mail tells it already
 *
 * Returns: whether it was noted
 */
gboolean
balie_letter_notice_set_mail (BalieDb *db,
                              gint64 letter_id,
                              const char *login,
                              gint64 mail_id,
                              GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "UPDATE letter_notice SET mail_id = ?3 WHERE letter_id = ?1 AND login = ?2 AND mail_id = 0",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, letter_id);
  balie_stmt_bind_text (stmt, 2, login);
  balie_stmt_bind_int (stmt, 3, mail_id);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) == 1)
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT, "another mail tells it already");
  return FALSE;
}

/**
 * balie_letter_notice_get_letters:
 * @db: a connection
 * @mail_id: a mail's
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the letters that the mail tells
 */
GArray *
balie_letter_notice_get_letters (BalieDb *db, gint64 mail_id, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "SELECT letter_id FROM letter_notice WHERE mail_id = ?1 ORDER BY letter_id", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, mail_id);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      gint64 id;

      if (!has_row)
        return g_steal_pointer (&ids);
      id = balie_stmt_get_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

/**
 * balie_letter_notice_get_next:
 * @db: a connection
 * @error: return location
 *
 * Returns: when the next notice is due, seconds since 1970; %G_MAXINT64 when none waits or on failure
 */
gint64
balie_letter_notice_get_next (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT min(not_before) FROM letter_notice WHERE mail_id = 0", error);
  gboolean has_row = FALSE;

  if (!stmt || !balie_stmt_step (stmt, &has_row, error) || !has_row || balie_stmt_is_null (stmt, 0))
    return G_MAXINT64;
  return balie_stmt_get_int (stmt, 0);
}
