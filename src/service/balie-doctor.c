/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of an installation, one after the other; each adds its line whatever it finds. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-doctor.h"

#include "balie-desk-run.h"
#include "balie-doctor-insurers.h"
#include "balie-error.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"
#include "balie-secrets.h"

#include <glib/gi18n-lib.h>

/* The machine's clock is surely wrong before the program was written. */
#define EARLIEST_UNIX G_GINT64_CONSTANT (1767225600)
#define LEAST_FREE_BYTES (G_GUINT64_CONSTANT (256) * 1024 * 1024)
#define STUCK_SECONDS (60 * 60)
#define MAX_PROBLEMS 1000

/**
 * BalieDoctorVisit:
 * @lines: (owned) (element-type BalieDoctorLine): so far
 * @remote: index of the remote whose password is looked for
 * @n_secrets: how many passwords are needed
 */
typedef struct
{
  GPtrArray *lines;
  guint remote;
  guint n_secrets;
} BalieDoctorVisit;

/* What the database says of itself, gathered on its thread. */
typedef struct
{
  gint64 n_stuck;
  gboolean mail_is_stuck;
} BalieDoctorFindings;

/* Takes over @text. */
BalieDoctorLine *
balie_doctor_line_new (const char *check, gboolean ok, char *text)
{
  BalieDoctorLine *self = g_new0 (BalieDoctorLine, 1);

  self->check = g_strdup (check);
  self->ok = ok;
  self->text = text;
  return self;
}

void
balie_doctor_line_free (BalieDoctorLine *self)
{
  if (self == NULL)
    return;
  g_free (self->check);
  g_free (self->text);
  g_free (self);
}

static void
free_visit (gpointer data)
{
  BalieDoctorVisit *visit = data;

  g_clear_pointer (&visit->lines, g_ptr_array_unref);
  g_free (visit);
}

/* Takes over @text. */
static void
add_line (GTask *task, const char *check, gboolean ok, char *text)
{
  BalieDoctorVisit *visit = g_task_get_task_data (task);

  g_ptr_array_add (visit->lines, balie_doctor_line_new (check, ok, text));
}

static void
add_result (GTask *task, const char *check, const GError *error, const char *good)
{
  add_line (task, check, error == NULL, g_strdup (error != NULL ? error->message : good));
}

/* What needs no waiting */

static void
check_time_zone (GTask *task, BalieDesk *desk)
{
  BalieSettings *settings = balie_desk_get_settings (desk);
  const char *name = balie_settings_get_text (settings, BALIE_SETTING_TIME_ZONE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);

  if (zone != NULL)
    add_line (task, "time-zone", TRUE, g_strdup_printf (_ ("Time zone %s"), name));
  else
    add_line (task, "time-zone", FALSE,
              g_strdup_printf (_ ("Time zone %s is not known on this machine: install the time "
                                  "zone data or choose another one in the settings"),
                               name));
}

static void
check_clock (GTask *task)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (now >= EARLIEST_UNIX)
    add_line (task, "clock", TRUE, g_strdup (_ ("The clock of this machine is plausible")));
  else
    add_line (task, "clock", FALSE,
              g_strdup (_ ("The clock of this machine is wrong: set the date and time")));
}

static void
check_space (GTask *task, BalieDesk *desk)
{
  const char *uri = balie_store_get_uri (balie_desk_get_store (desk));
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *size = NULL;
  guint64 free_bytes;

  if (!g_str_has_prefix (uri, "sqlite:"))
    return;
  file = g_file_new_for_path (uri + strlen ("sqlite:"));
  info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  if (info == NULL)
    return;
  free_bytes = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
  size = g_format_size (free_bytes);
  if (free_bytes >= LEAST_FREE_BYTES)
    add_line (task, "free-space", TRUE, g_strdup_printf (_ ("%s free for the database"), size));
  else
    add_line (task, "free-space", FALSE,
              g_strdup_printf (_ ("Only %s free for the database: make room on that disk"), size));
}

static void
check_mail (GTask *task, BalieDesk *desk)
{
  BalieSettings *settings = balie_desk_get_settings (desk);
  const char *sender = balie_settings_get_text (settings, BALIE_SETTING_MAIL_SENDER);

  if (!balie_settings_mail_is_on (settings))
    add_line (task, "mail", TRUE, g_strdup (_ ("The daily mail is off: it has no recipients")));
  else if (sender[0] == '\0')
    add_line (task, "mail", FALSE,
              g_strdup (_ ("Mails have no sender: set mail-sender in the settings")));
  else if (balie_desk_get_remote_config (desk, "smtp")->url[0] == '\0')
    add_line (task, "mail", FALSE,
              g_strdup (_ ("Mails have no server: set the address of the remote smtp")));
  else
    add_line (task, "mail", TRUE, g_strdup (_ ("The daily mail is set up")));
}

/* The chain: integrity → writing → stuck things → secrets → PON → Driver2 → KP → insurers → end */

static void
end_visit (GTask *task)
{
  BalieDoctorVisit *visit = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&visit->lines), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void
insurers_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDoctorVisit *visit = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = balie_doctor_insurers_finish (BALIE_DESK (source), result, &error);

  if (lines != NULL)
    g_ptr_array_extend_and_steal (visit->lines, lines);
  else
    add_result (task, "insurers", error, "");
  end_visit (task);
}

static void
check_insurers (GTask *task)
{
  balie_doctor_insurers_async (g_task_get_source_object (task), g_task_get_cancellable (task),
                               insurers_checked_cb, task);
}

static gboolean
is_set_up (GTask *task, const char *remote_name)
{
  BalieDesk *desk = g_task_get_source_object (task);

  return balie_desk_get_remote_config (desk, remote_name)->url[0] != '\0';
}

static void
kp_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  balie_kp_client_test_finish (BALIE_KP_CLIENT (source), result, &error);
  add_result (task, "remote-kp", error, _ ("KP answers"));
  check_insurers (task);
}

static void
check_kp (GTask *task)
{
  g_autoptr (GError) error = NULL;
  BalieKpClient *kp = balie_desk_get_kp (g_task_get_source_object (task), &error);

  if (kp != NULL)
    {
      balie_kp_client_test_async (kp, g_task_get_cancellable (task), kp_tested_cb, task);
      return;
    }
  if (is_set_up (task, "kp"))
    add_result (task, "remote-kp", error, "");
  check_insurers (task);
}

static void
driver2_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  balie_driver2_client_test_finish (BALIE_DRIVER2_CLIENT (source), result, &error);
  add_result (task, "remote-driver2", error, _ ("Driver2 answers"));
  check_kp (task);
}

/* A dealership may work without Driver2 and KP: what is not set up is not looked at. */
static void
check_driver2 (GTask *task)
{
  g_autoptr (GError) error = NULL;
  BalieDriver2Client *driver2 = balie_desk_get_driver2 (g_task_get_source_object (task), &error);

  if (driver2 != NULL)
    {
      balie_driver2_client_test_async (driver2, g_task_get_cancellable (task), driver2_tested_cb,
                                       task);
      return;
    }
  if (is_set_up (task, "driver2"))
    add_result (task, "remote-driver2", error, "");
  check_kp (task);
}

static void
pon_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  balie_pon_client_test_finish (BALIE_PON_CLIENT (source), result, &error);
  add_result (task, "remote-pon", error, _ ("PON answers"));
  check_driver2 (task);
}

static void
check_pon (GTask *task)
{
  BalieDesk *desk = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  BaliePonClient *pon = balie_desk_get_pon (desk, &error);

  if (pon != NULL)
    {
      balie_pon_client_test_async (pon, g_task_get_cancellable (task), pon_tested_cb, task);
      return;
    }
  add_result (task, "remote-pon", error, "");
  check_driver2 (task);
}

/* Who logs in there, "" where no password is needed. */
static const char *
get_secret_user (BalieDesk *desk, const char *remote)
{
  const char *user = balie_desk_get_remote_config (desk, remote)->user;

  if (*user != '\0' || !g_str_equal (remote, "smtp"))
    return user;
  return balie_settings_get_text (balie_desk_get_settings (desk), BALIE_SETTING_SMTP_USER);
}

static void check_secrets (GTask *task);

static void
secret_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDoctorVisit *visit = g_task_get_task_data (task);
  const char *remote = balie_remote_config_get_names ()[visit->remote++];
  g_autofree char *check = g_strconcat ("secret-", remote, NULL);
  /* Translators: a remote system such as pon or smtp. */
  g_autofree char *good = g_strdup_printf (_ ("The password of %s is there"), remote);
  g_autoptr (GError) error = NULL;
  char *secret = balie_secrets_lookup_finish (result, &error);

  balie_secrets_free (secret);
  add_result (task, check, error, good);
  check_secrets (task);
}

/* One remote after the other. */
static void
check_secrets (GTask *task)
{
  BalieDesk *desk = g_task_get_source_object (task);
  BalieDoctorVisit *visit = g_task_get_task_data (task);
  const char *const *names = balie_remote_config_get_names ();

  for (; names[visit->remote] != NULL; visit->remote++)
    {
      const char *user = get_secret_user (desk, names[visit->remote]);

      if (*user == '\0')
        continue;
      visit->n_secrets++;
      balie_secrets_lookup_async (names[visit->remote], user, g_task_get_cancellable (task),
                                  secret_looked_up_cb, task);
      return;
    }
  if (visit->n_secrets == 0)
    add_line (task, "secrets", TRUE, g_strdup (_ ("No remote needs a password")));
  check_pon (task);
}

static gpointer
find_stuck (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree BalieDoctorFindings *findings = g_new0 (BalieDoctorFindings, 1);
  g_autoptr (GPtrArray) requests =
      balie_request_table_list (db, BALIE_REQUEST_FILTER_PROBLEM, NULL, MAX_PROBLEMS, 0, error);
  g_autoptr (GPtrArray) mails = NULL;

  if (requests == NULL)
    return NULL;
  for (guint i = 0; i < requests->len; i++)
    {
      const BaliePlateRequest *request = g_ptr_array_index (requests, i);

      findings->n_stuck += request->state != BALIE_REQUEST_REJECTED &&
                           request->approved_at < facts->now - STUCK_SECONDS;
    }
  mails = balie_mail_table_get_due (db, G_MAXINT64, 0, error);
  if (mails == NULL)
    return NULL;
  for (guint i = 0; i < mails->len; i++)
    {
      const BalieMail *mail = g_ptr_array_index (mails, i);

      findings->mail_is_stuck |= mail->problem[0] != '\0';
    }
  return g_steal_pointer (&findings);
}

static void
add_findings (GTask *task, const BalieDoctorFindings *findings)
{
  if (findings->n_stuck == 0)
    add_line (task, "requests", TRUE, g_strdup (_ ("No plate request is stuck")));
  else
    add_line (task, "requests", FALSE,
              g_strdup_printf (
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d plate request has not reached PON for an hour: see its problem",
                               "%d plate requests have not reached PON for an hour: see their "
                               "problems",
                               (gulong) findings->n_stuck),
                  (int) findings->n_stuck));
  if (findings->mail_is_stuck)
    add_line (task, "mail-queue", FALSE,
              g_strdup (_ ("A mail could not be sent yet: check the mail server’s settings")));
  else
    add_line (task, "mail-queue", TRUE, g_strdup (_ ("No mail is stuck")));
}

static void
stuck_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree BalieDoctorFindings *findings =
      balie_desk_run_finish (BALIE_DESK (source), result, &error);

  if (findings == NULL)
    add_result (task, "requests", error, "");
  else
    add_findings (task, findings);
  check_secrets (task);
}

/* A write that changes nothing, but needs the right and the lock to. */
static gpointer
try_to_write (BalieDb *db,
              const BalieDeskFacts *facts,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, facts->now);

  balie_meta_table_set (db, "doctor-visit", now, error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDesk *desk = BALIE_DESK (source);
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (desk, result, &error);
  add_result (task, "database-writable", error, _ ("The database can be written"));
  check_space (task, desk);
  check_time_zone (task, desk);
  check_clock (task);
  check_mail (task, desk);
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_NONE, find_stuck, NULL, NULL, g_free,
                        g_task_get_cancellable (task), stuck_found_cb, task);
}

static gpointer
check_whole (BalieDb *db,
             const BalieDeskFacts *facts,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, "PRAGMA quick_check (1)", error);
  gboolean has_row = FALSE;

  if (stmt == NULL || !balie_stmt_step (stmt, &has_row, error))
    return NULL;
  if (!has_row || g_strcmp0 (balie_stmt_get_text (stmt, 0), "ok") != 0)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_DAMAGED,
                         _ ("The database is damaged: restore the newest backup"));
  return NULL;
}

static void
checked_whole_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDesk *desk = BALIE_DESK (source);
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (desk, result, &error);
  add_result (task, "database", error, _ ("The database is whole"));
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, try_to_write, NULL, NULL, NULL,
                        g_task_get_cancellable (task), written_cb, task);
}

void
balie_doctor_run_async (BalieDesk *desk,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieDoctorVisit *visit = g_new0 (BalieDoctorVisit, 1);

  g_task_set_source_tag (task, balie_doctor_run_async);
  visit->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_doctor_line_free);
  g_task_set_task_data (task, visit, free_visit);
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_NONE, check_whole, NULL, NULL, NULL,
                        cancellable, checked_whole_cb, task);
}

GPtrArray *
balie_doctor_run_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
