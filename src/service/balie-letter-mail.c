/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is to be told about a letter, and the mails that tell them: once per letter and user, because the notice
 * is written with the letter and becomes part of a mail in the transaction that queues it. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letter-mail.h"

#include "balie-letter-table.h"
#include "balie-notification-people.h"
#include "balie-notification-rules.h"
#include "balie-notification-table.h"
#include "balie-notifications.h"
#include "balie-other-tables.h"

/* Noting */

/* When the mail may go: in a moment, for there may be more, or to the second when the quiet hours end. */
static gint64
get_not_before (const BalieDeskFacts *facts, int minutes)
{
  if (minutes > 0)
    return facts->now - facts->now % 60 + (gint64) minutes * 60;
  return facts->now + BALIE_LETTER_MAIL_GATHER_SECONDS;
}

/**
 * balie_notifications_note_letter:
 * @db: a connection, in the transaction that stores the letter
 * @facts: of the desk
 * @letter: stored
 * @error: return location
 *
 * Returns: whether everyone who is to be told by mail is noted
 */
gboolean
balie_notifications_note_letter (BalieDb *db,
                                 const BalieDeskFacts *facts,
                                 const BalieLetter *letter,
                                 GError **error)
{
  g_autoptr (BalieNotificationPeople) people = balie_notification_people_load (db, error);
  const BalieNotificationPerson *persons;
  g_autoptr (GArray) recipients = NULL;

  if (people == NULL)
    return FALSE;
  persons = balie_notification_people_get (people);
  recipients =
      balie_notification_select (persons, people->persons->len, letter->category, letter->agency,
                                 facts->today, balie_notification_people_get_minute (facts));
  for (guint i = 0; i < recipients->len; i++)
    {
      const BalieNotificationRecipient *recipient =
          &g_array_index (recipients, BalieNotificationRecipient, i);
      BalieLetterNotice notice = {
        .letter_id = letter->id,
        .login = persons[recipient->person].user->login,
        .not_before = get_not_before (facts, recipient->not_before),
      };
      gboolean added;

      if (!balie_letter_notice_add (db, &notice, &added, error))
        return FALSE;
    }
  return TRUE;
}

/* Queueing */

/* Whether it waits for the end of quiet hours, not just for other letters. */
static gboolean
is_held_back (BalieDb *db,
              const BalieDeskFacts *facts,
              const BalieLetterNotice *notice,
              gboolean *held_back,
              GError **error)
{
  g_autoptr (BalieAvailability) availability = NULL;
  g_autoptr (GError) local = NULL;

  *held_back = FALSE;
  if (notice->not_before <= facts->now)
    return TRUE;
  availability = balie_availability_table_get (db, notice->login, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *held_back = balie_availability_count_quiet_minutes (
                   availability, balie_notification_people_get_minute (facts)) > 0;
  return TRUE;
}

static BalieMail *
make_mail (const BalieDeskFacts *facts, const char *login)
{
  g_autofree char *uuid = g_uuid_string_random ();
  BalieMail *mail = balie_mail_new ();

  g_free (mail->kind);
  mail->kind = g_strdup ("letters");
  g_free (mail->login);
  mail->login = g_strdup (login);
  g_free (mail->message_id);
  mail->message_id = g_strdup_printf ("<%s@balie.invalid>", uuid);
  mail->date = facts->today;
  mail->state = BALIE_MAIL_QUEUED;
  mail->created_at = facts->now;
  mail->next_attempt_at = facts->now;
  return mail;
}

gboolean
balie_letter_mail_queue (BalieDb *db, const BalieDeskFacts *facts, gint64 until, GError **error)
{
  g_autoptr (GPtrArray) due = balie_letter_notice_get_due (db, until, error);
  g_autoptr (BalieMail) mail = NULL;

  if (due == NULL)
    return FALSE;
  for (guint i = 0; i < due->len; i++)
    {
      const BalieLetterNotice *notice = due->pdata[i];
      gboolean held_back;

      if (!is_held_back (db, facts, notice, &held_back, error))
        return FALSE;
      if (held_back)
        continue;
      if (mail == NULL || !g_str_equal (mail->login, notice->login))
        {
          g_clear_pointer (&mail, balie_mail_free);
          mail = make_mail (facts, notice->login);
          if (!balie_mail_table_insert (db, mail, error))
            return FALSE;
        }
      if (!balie_letter_notice_set_mail (db, notice->letter_id, notice->login, mail->id, error))
        return FALSE;
    }
  return TRUE;
}

/* Loading */

static gboolean
add_letter (BalieDb *db, BalieLetterMail *self, gint64 id, GError **error)
{
  guint32 row_id = (guint32) id;
  g_autoptr (GPtrArray) rows = balie_letter_table_get_rows (db, &row_id, 1, error);
  const BalieLetter *letter;

  if (rows == NULL)
    return FALSE;
  letter = rows->pdata[0];
  if (letter != NULL && letter->state == BALIE_LETTER_OPEN &&
      balie_notification_sees (self->user, letter->agency))
    g_ptr_array_add (self->letters, g_steal_pointer (&rows->pdata[0]));
  return TRUE;
}

BalieLetterMail *
balie_letter_mail_load (BalieDb *db, const BalieMail *mail, GError **error)
{
  g_autoptr (BalieLetterMail) self = g_new0 (BalieLetterMail, 1);
  g_autoptr (GError) local = NULL;
  g_autoptr (GArray) ids = NULL;

  self->letters = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_free);
  self->user = balie_user_table_find (db, mail->login, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  ids = balie_letter_notice_get_letters (db, mail->id, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!add_letter (db, self, g_array_index (ids, gint64, i), error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
balie_letter_mail_free (BalieLetterMail *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->user, balie_user_free);
  g_clear_pointer (&self->letters, g_ptr_array_unref);
  g_free (self);
}
