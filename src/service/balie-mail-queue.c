/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends queued mails one after the other: taken for some minutes, composed if they are not yet, sent,
 * recorded. What failed comes back later and later. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-mail-queue.h"

#include "balie-daily-mail.h"
#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-language.h"
#include "balie-letter-mail.h"
#include "balie-notifications.h"
#include "balie-other-tables.h"
#include "balie-remote-config.h"
#include "balie-smtp-client.h"

#include <glib/gi18n-lib.h>

/* Nobody else sends a mail while we do; if we die, it comes back after this. */
#define LEASE_SECONDS 300
#define FIRST_RETRY_SECONDS 60
#define LONGEST_RETRY_SECONDS 3600
/* A mail is not worth more than that. */
#define GIVE_UP_SECONDS (7 * 24 * 60 * 60)
#define BATCH 20

/**
 * BalieQueuedMail:
 * @mail: (owned)
 * @contents: (owned) (nullable): what a daily mail tells, when it is still to be composed
 * @letters: (owned) (nullable): the same of a mail about letters
 */
typedef struct
{
  BalieMail *mail;
  BalieDailyMail *contents;
  BalieLetterMail *letters;
} BalieQueuedMail;

/**
 * BalieMailSending:
 * @queue: (owned) (element-type BalieQueuedMail): still to do
 * @current: (owned) (nullable): what is being sent
 * @problem: (owned) (nullable): the last failure
 */
typedef struct
{
  GPtrArray *queue;
  BalieQueuedMail *current;
  int n_sent;
  GError *problem;
} BalieMailSending;

static void
free_queued (gpointer data)
{
  BalieQueuedMail *queued = data;

  if (queued == NULL)
    return;
  g_clear_pointer (&queued->mail, balie_mail_free);
  g_clear_pointer (&queued->contents, balie_daily_mail_free);
  g_clear_pointer (&queued->letters, balie_letter_mail_free);
  g_free (queued);
}

static void
free_sending (gpointer data)
{
  BalieMailSending *sending = data;

  g_clear_pointer (&sending->queue, g_ptr_array_unref);
  free_queued (sending->current);
  g_clear_error (&sending->problem);
  g_free (sending);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

/* Store functions */

/* Nobody to tell, or nothing any more: no recipients, and the mail is off. */
static gboolean
prepare_letters (BalieDb *db, BalieQueuedMail *queued, GError **error)
{
  queued->letters = balie_letter_mail_load (db, queued->mail, error);
  if (queued->letters == NULL)
    return FALSE;
  replace (&queued->mail->recipients,
           queued->letters->user != NULL && queued->letters->letters->len > 0
               ? queued->letters->user->email
               : "");
  return TRUE;
}

/* A mail not composed yet goes where the settings say now. */
static gboolean
prepare (BalieDb *db, const BalieDeskFacts *facts, BalieQueuedMail *queued, GError **error)
{
  BalieMail *mail = queued->mail;

  if (mail->text[0] != '\0')
    return TRUE;
  replace (&mail->sender, balie_settings_get_text (facts->settings, BALIE_SETTING_MAIL_SENDER));
  if (g_str_equal (mail->kind, "letters"))
    return prepare_letters (db, queued, error);
  replace (&mail->recipients,
           balie_settings_get_text (facts->settings, BALIE_SETTING_MAIL_RECIPIENTS));
  queued->contents = balie_daily_mail_load (db, facts, mail, error);
  return queued->contents != NULL;
}

static gboolean
write_mail (BalieDb *db, const BalieMail *mail, BalieMailState run_state, GError **error)
{
  return balie_mail_table_update (db, mail, error) &&
         (!g_str_equal (mail->kind, "daily") ||
          balie_run_table_set_mail (db, mail->date, run_state, error));
}

/* Which mails are taken: those whose time has come, or also those that failed and wait for it. A mail
 * without a problem whose time has not come is being sent by someone else. */
typedef enum
{
  TAKE_DUE,
  TAKE_GATHERING_TOO, /* and letters that would wait a moment for others */
  TAKE_FAILED_TOO,    /* and those too */
} BalieMailTake;

static GPtrArray *
find_mails (BalieDb *db, BalieMailTake take, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) mails = NULL;

  if (take != TAKE_FAILED_TOO)
    return balie_mail_table_get_due (db, now, BATCH, error);
  mails = balie_mail_table_get_due (db, G_MAXINT64, 0, error);
  for (guint i = mails != NULL ? mails->len : 0; i > 0; i--)
    {
      const BalieMail *mail = g_ptr_array_index (mails, i - 1);

      if (mail->next_attempt_at > now && mail->problem[0] == '\0')
        g_ptr_array_remove_index (mails, i - 1);
    }
  return g_steal_pointer (&mails);
}

static gpointer
take_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  BalieMailTake which = GPOINTER_TO_INT (data);
  gint64 until = facts->now + (which == TAKE_DUE ? 0 : BALIE_LETTER_MAIL_GATHER_SECONDS);
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (free_queued);
  g_autoptr (GPtrArray) due = NULL;

  if (!balie_letter_mail_queue (db, facts, until, error))
    return NULL;
  due = find_mails (db, which, facts->now, error);
  if (due == NULL)
    return NULL;
  g_ptr_array_set_free_func (due, NULL);
  for (guint i = 0; i < due->len; i++)
    {
      BalieQueuedMail *queued = g_new0 (BalieQueuedMail, 1);

      queued->mail = g_ptr_array_index (due, i);
      g_ptr_array_add (queue, queued);
    }
  for (guint i = 0; i < queue->len; i++)
    {
      BalieQueuedMail *queued = g_ptr_array_index (queue, i);

      queued->mail->attempts++;
      replace (&queued->mail->problem, "");
      queued->mail->next_attempt_at = facts->now + LEASE_SECONDS;
      if (!balie_mail_table_update (db, queued->mail, error) || !prepare (db, facts, queued, error))
        return NULL;
    }
  return g_steal_pointer (&queue);
}

static gpointer
write_in_store (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const BalieMail *mail = data;
  BalieMailState run_state = mail->state;

  if (mail->state == BALIE_MAIL_QUEUED && mail->problem[0] != '\0')
    run_state = BALIE_MAIL_FAILED;
  write_mail (db, mail, run_state, error);
  return NULL;
}

/* The chain: take → (compose → keep) → send → record → next */

static void send_next (GTask *task);

static void
keep_problem (BalieMailSending *sending, const GError *error)
{
  if (sending->problem != NULL && balie_error_is_cancelled (error))
    return;
  g_clear_error (&sending->problem);
  sending->problem = g_error_copy (error);
}

/* Takes over @task. */
static void
end (GTask *task)
{
  BalieMailSending *sending = g_task_get_task_data (task);

  if (sending->problem != NULL && sending->n_sent == 0)
    g_task_return_error (task, g_steal_pointer (&sending->problem));
  else
    g_task_return_int (task, sending->n_sent);
  g_object_unref (task);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieMailSending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL)
    {
      keep_problem (sending, error);
      end (task);
      return;
    }
  send_next (task);
}

/* The database waits while the task holds the mail: nothing else touches it until then. */
static void
write_current (GTask *task, GAsyncReadyCallback callback)
{
  BalieMailSending *sending = g_task_get_task_data (task);

  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_WRITE, BALIE_DEED_NONE,
                        write_in_store, sending->current->mail, NULL, NULL, NULL, callback, task);
}

static gint64
get_retry_seconds (int attempts)
{
  gint64 wait = (gint64) FIRST_RETRY_SECONDS << CLAMP (attempts - 1, 0, 10);

  wait = MIN (wait, LONGEST_RETRY_SECONDS);
  return wait + g_random_int_range (0, (gint32) (wait / 4) + 1);
}

static void
note_failure (BalieMail *mail, const GError *error, gint64 now)
{
  if (balie_error_is_cancelled (error))
    {
      mail->next_attempt_at = now;
      return;
    }
  replace (&mail->problem,
           error->domain == BALIE_ERROR ? balie_error_code_to_string (error->code) : "unclear");
  mail->next_attempt_at = now + get_retry_seconds (mail->attempts);
  if (now - mail->created_at > GIVE_UP_SECONDS)
    mail->state = BALIE_MAIL_FAILED;
}

static void
record (GTask *task, const GError *error)
{
  BalieMailSending *sending = g_task_get_task_data (task);
  BalieMail *mail = sending->current->mail;
  gint64 now = balie_desk_get_now (g_task_get_source_object (task));

  if (error != NULL)
    {
      keep_problem (sending, error);
      note_failure (mail, error, now);
    }
  else
    {
      mail->state = BALIE_MAIL_SENT;
      mail->sent_at = now;
      replace (&mail->problem, "");
      sending->n_sent++;
    }
  write_current (task, recorded_cb);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  balie_smtp_send_finish (result, &error);
  record (user_data, error);
}

static BalieRemoteConfig *
dup_smtp_config (BalieDesk *desk)
{
  BalieRemoteConfig *config =
      balie_remote_config_copy (balie_desk_get_remote_config (desk, "smtp"));
  const char *user =
      balie_settings_get_text (balie_desk_get_settings (desk), BALIE_SETTING_SMTP_USER);

  if (config->user[0] == '\0')
    replace (&config->user, user);
  return config;
}

static void
send_current (GTask *task)
{
  BalieMailSending *sending = g_task_get_task_data (task);
  g_autoptr (BalieRemoteConfig) config = dup_smtp_config (g_task_get_source_object (task));

  balie_smtp_send_async (config, sending->current->mail, g_task_get_cancellable (task), sent_cb,
                         task);
}

/* Only what is kept is sent, so that every later try is the same mail. */
static void
composed_mail_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieMailSending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL)
    {
      keep_problem (sending, error);
      end (task);
      return;
    }
  send_current (task);
}

static void
compose_current (GTask *task)
{
  BalieMailSending *sending = g_task_get_task_data (task);
  BalieQueuedMail *current = sending->current;
  g_autoptr (GError) error = NULL;

  if (current->mail->recipients[0] == '\0')
    {
      current->mail->state = BALIE_MAIL_OFF;
      write_current (task, recorded_cb);
      return;
    }
  if (current->mail->sender[0] == '\0')
    {
      error = g_error_new_literal (BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                                   _ ("No sender of mails is set: an administrator enters it in "
                                      "Preferences under “Mail”."));
      record (task, error);
      return;
    }
  if (current->letters != NULL)
    balie_letter_mail_compose (current->letters, current->mail);
  else
    balie_daily_mail_compose (current->contents, current->mail);
  write_current (task, composed_mail_kept_cb);
}

static void
send_next (GTask *task)
{
  BalieMailSending *sending = g_task_get_task_data (task);

  g_clear_pointer (&sending->current, free_queued);
  if (sending->queue->len == 0)
    {
      end (task);
      return;
    }
  sending->current = g_ptr_array_steal_index (sending->queue, 0);
  if (sending->current->contents != NULL || sending->current->letters != NULL)
    compose_current (task);
  else
    send_current (task);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieMailSending *sending = g_task_get_task_data (task);
  GError *error = NULL;

  sending->queue = balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (sending->queue != NULL)
    {
      send_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
take (BalieDesk *desk,
      BalieMailTake which,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);

  g_task_set_source_tag (task, balie_mail_queue_send_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (BalieMailSending, 1), free_sending);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, take_in_store,
                        GINT_TO_POINTER (which), NULL, (GDestroyNotify) g_ptr_array_unref,
                        cancellable, taken_cb, task);
}

void
balie_mail_queue_send_async (BalieDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  take (desk, TAKE_DUE, cancellable, callback, user_data);
}

void
balie_mail_queue_retry_async (BalieDesk *desk,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  take (desk, TAKE_FAILED_TOO, cancellable, callback, user_data);
}

/**
 * balie_mail_queue_send_finish:
 * @desk: the desk
 * @result: the result
 * @error: return location: why the last mail that failed was not sent
 *
 * Returns: how many mails were sent, -1 with @error
 */
int
balie_mail_queue_send_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  BalieMailSending *sending;
  int n_sent;

  g_return_val_if_fail (g_task_is_valid (result, desk), -1);

  sending = g_task_get_task_data (G_TASK (result));
  n_sent = (int) g_task_propagate_int (G_TASK (result), error);
  if (n_sent >= 0 && sending->problem != NULL)
    g_propagate_error (error, g_steal_pointer (&sending->problem));
  return n_sent;
}

/**
 * balie_notifications_deliver_async:
 * @desk: the desk
 *
 * What the letters fetched just now have to tell goes now, in one mail for each user.
 */
void
balie_notifications_deliver_async (BalieDesk *desk,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  take (desk, TAKE_GATHERING_TOO, cancellable, callback, user_data);
}

/* Returns: how many mails were sent, -1 with @error */
int
balie_notifications_deliver_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_mail_queue_send_finish (desk, result, error);
}

/* The test mail */

static gpointer
make_test_in_store (BalieDb *db,
                    const BalieDeskFacts *facts,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (BalieMail) mail = NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  const char *recipients = balie_settings_get_text (facts->settings, BALIE_SETTING_MAIL_RECIPIENTS);
  const char *sender = balie_settings_get_text (facts->settings, BALIE_SETTING_MAIL_SENDER);

  if (recipients[0] == '\0' || sender[0] == '\0')
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                           _ ("The daily mail needs a sender and recipients: enter them in "
                              "Preferences under “Mail”."));
      return NULL;
    }
  mail = balie_mail_new ();
  replace (&mail->kind, "test");
  replace (&mail->sender, sender);
  replace (&mail->recipients, recipients);
  g_free (mail->message_id);
  mail->message_id = g_strdup_printf ("<%s@balie.invalid>", uuid);
  mail->date = facts->today;
  mail->created_at = facts->now;
  return g_steal_pointer (&mail);
}

static void
write_test (BalieDesk *desk, BalieMail *mail)
{
  const char *language =
      balie_settings_get_text (balie_desk_get_settings (desk), BALIE_SETTING_MAIL_LANGUAGE);
  g_autofree char *escaped = NULL;

  balie_language_push (language);
  replace (&mail->subject, _ ("Test mail from Balie"));
  replace (&mail->text, _ ("The daily mail will arrive here."));
  balie_language_pop ();
  escaped = g_markup_escape_text (mail->text, -1);
  g_free (mail->html);
  mail->html = g_strdup_printf (
      "<!DOCTYPE html>\n<html lang=\"%s\"><body><p>%s</p></body></html>\n", language, escaped);
}

static void
test_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (balie_smtp_send_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
test_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDesk *desk = BALIE_DESK (source);
  g_autoptr (BalieRemoteConfig) config = NULL;
  GError *error = NULL;
  g_autoptr (BalieMail) mail = balie_desk_run_finish (desk, result, &error);

  if (mail == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  write_test (desk, mail);
  config = dup_smtp_config (desk);
  balie_smtp_send_async (config, mail, g_task_get_cancellable (task), test_sent_cb, task);
}

void
balie_mail_queue_test_async (BalieDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);

  g_task_set_source_tag (task, balie_mail_queue_test_async);
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_CHANGE_SETTINGS, make_test_in_store,
                        NULL, NULL, (GDestroyNotify) balie_mail_free, cancellable, test_made_cb,
                        task);
}

gboolean
balie_mail_queue_test_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
