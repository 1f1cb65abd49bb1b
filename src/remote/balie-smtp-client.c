/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends one mail through libcurl, on a worker's thread of its own that ends with it. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-smtp-client.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "balie-error.h"
#include "balie-http-url.h"
#include "balie-http.h"
#include "balie-secrets.h"
#include "balie-smtp-message.h"
#include "balie-text.h"
#include "balie-worker.h"

#define MAX_REPLY_BYTES 500

/* One sending; what curl needs lives as long as this. */
typedef struct
{
  BalieRemoteConfig *config;
  BalieSmtpMessage *message;
  gboolean loopback;

  /* On the worker's thread */
  CURL *curl;
  curl_mime *mime;
  struct curl_slist *recipients;
  struct curl_slist *headers;
  char *authorities; /* (nullable) temporary file */
  char *reply;       /* (nullable) the server's last refusal */
  char problem[CURL_ERROR_SIZE];
} Job;

static void
free_job (Job *job)
{
  balie_remote_config_free (job->config);
  balie_smtp_message_free (job->message);
  curl_mime_free (job->mime);
  curl_slist_free_all (job->recipients);
  curl_slist_free_all (job->headers);
  if (job->curl)
    curl_easy_cleanup (job->curl);
  if (job->authorities)
    g_unlink (job->authorities);
  g_free (job->authorities);
  g_free (job->reply);
  g_free (job);
}

/* The server's replies, line by line; the last refusal says why. */
static size_t
reply_received_cb (char *data, size_t size, size_t n, void *user_data)
{
  Job *job = user_data;

  if (size * n >= 3 && (*data == '4' || *data == '5'))
    {
      g_free (job->reply);
      job->reply = g_strndup (data, size * n);
    }
  return size * n;
}

static int
progressed_cb (void *cancellable, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
  return g_cancellable_is_cancelled (cancellable) ? 1 : 0;
}

static gboolean
append_file (GString *bundle, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  g_string_append_len (bundle, text, (gssize) length);
  g_string_append_c (bundle, '\n');
  return TRUE;
}

/* curl takes one file of authorities: the system's and the own one, joined. */
static gboolean
set_authorities (Job *job, GError **error)
{
  const char *own = g_getenv ("BALIE_CA_FILE");
  g_autoptr (GString) bundle = g_string_new (NULL);
  g_autoptr (GError) cause = NULL;
  char *system = NULL;
  int fd;

  if (!own || !*own)
    return TRUE;
  curl_easy_getinfo (job->curl, CURLINFO_CAINFO, &system);
  if (system)
    append_file (bundle, system, NULL);
  if (append_file (bundle, own, &cause))
    {
      fd = g_file_open_tmp ("balie-ca-XXXXXX", &job->authorities, &cause);
      if (fd >= 0)
        close (fd);
    }
  if (cause || !g_file_set_contents (job->authorities, bundle->str, (gssize) bundle->len, &cause))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                   _ ("The file of certification authorities can’t be read: %s"), cause->message);
      return FALSE;
    }
  curl_easy_setopt (job->curl, CURLOPT_CAINFO, job->authorities);
  return TRUE;
}

static gboolean
set_login (Job *job, GError **error)
{
  char *secret;

  if (!*job->config->user)
    return TRUE;
  secret = balie_secrets_lookup_sync (job->config->name, job->config->user, error);
  if (!secret)
    return FALSE;
  curl_easy_setopt (job->curl, CURLOPT_USERNAME, job->config->user);
  curl_easy_setopt (job->curl, CURLOPT_PASSWORD, secret);
  balie_secrets_free (secret);
  return TRUE;
}

static void
set_limits (Job *job, GCancellable *cancellable)
{
  CURL *curl = job->curl;

  curl_easy_setopt (curl, CURLOPT_URL, job->config->url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, (long) BALIE_HTTP_CONNECT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, (long) BALIE_HTTP_TOTAL_SECONDS);
  curl_easy_setopt (curl, CURLOPT_USE_SSL,
                    (long) (job->loopback ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (job->loopback)
    curl_easy_setopt (curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (curl, CURLOPT_ERRORBUFFER, job->problem);
  curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, reply_received_cb);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, job);
  if (!cancellable)
    return;
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progressed_cb);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, cancellable);
}

static void
add_part (curl_mime *mime, const char *text, const char *type)
{
  curl_mimepart *part = curl_mime_addpart (mime);

  curl_mime_data (part, text, CURL_ZERO_TERMINATED);
  curl_mime_type (part, type);
  curl_mime_encoder (part, "quoted-printable");
}

static void
set_message (Job *job)
{
  BalieSmtpMessage *message = job->message;
  g_autofree char *from = g_strdup_printf ("<%s>", message->sender);
  curl_mime *alternative = curl_mime_init (job->curl);
  curl_mimepart *part;

  curl_easy_setopt (job->curl, CURLOPT_MAIL_FROM, from);
  for (char **r = message->recipients; *r; r++)
    {
      g_autofree char *recipient = g_strdup_printf ("<%s>", *r);

      job->recipients = curl_slist_append (job->recipients, recipient);
    }
  for (char **h = message->headers; *h; h++)
    job->headers = curl_slist_append (job->headers, *h);
  add_part (alternative, message->text, "text/plain; charset=utf-8");
  if (*message->html)
    add_part (alternative, message->html, "text/html; charset=utf-8");
  job->mime = curl_mime_init (job->curl);
  part = curl_mime_addpart (job->mime);
  curl_mime_subparts (part, alternative);
  curl_mime_type (part, "multipart/alternative");
  curl_easy_setopt (job->curl, CURLOPT_MAIL_RCPT, job->recipients);
  curl_easy_setopt (job->curl, CURLOPT_HTTPHEADER, job->headers);
  curl_easy_setopt (job->curl, CURLOPT_MIMEPOST, job->mime);
}

/* What the last reply of the server means; 0 when it was no refusal. */
static BalieError
judge_reply (long status)
{
  if (status == 530 || status == 534 || status == 535 || status == 538)
    return BALIE_ERROR_SECRET;
  if (status >= 400 && status < 500)
    return BALIE_ERROR_UNAVAILABLE;
  if (status >= 500 && status < 600)
    return BALIE_ERROR_REFUSED;
  return BALIE_ERROR_BUG;
}

/* 354: the text was on its way, so the server may have taken it. */
static BalieError
judge_failure (Job *job, CURLcode code, long status)
{
  curl_off_t connected = 0;

  curl_easy_getinfo (job->curl, CURLINFO_PRETRANSFER_TIME_T, &connected);
  switch (code)
    {
    case CURLE_ABORTED_BY_CALLBACK:
      return BALIE_ERROR_CANCELLED;
    case CURLE_LOGIN_DENIED:
      return BALIE_ERROR_SECRET;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return BALIE_ERROR_INVALID_INPUT;
    case CURLE_OPERATION_TIMEDOUT:
      return connected > 0 ? BALIE_ERROR_TIMEOUT : BALIE_ERROR_OFFLINE;
    default:
      return status == 354 ? BALIE_ERROR_UNCLEAR : BALIE_ERROR_OFFLINE;
    }
}

static void
set_error (Job *job, CURLcode code, GError **error)
{
  g_autofree char *reply = balie_text_dup_clean (job->reply, MAX_REPLY_BYTES);
  const char *problem = *job->problem ? job->problem : curl_easy_strerror (code);
  BalieError judged = BALIE_ERROR_BUG;
  long status = 0;

  curl_easy_getinfo (job->curl, CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_ABORTED_BY_CALLBACK && code != CURLE_PEER_FAILED_VERIFICATION)
    judged = judge_reply (status);
  if (judged != BALIE_ERROR_BUG)
    g_set_error (error, BALIE_ERROR, judged, "%s", *reply ? reply : problem);
  else if (code == CURLE_PEER_FAILED_VERIFICATION)
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE,
                 _ ("The mail server’s certificate is not valid: %s"), problem);
  else if (code == CURLE_USE_SSL_FAILED)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_OFFLINE,
                         _ ("The mail server offers no encryption (STARTTLS)."));
  else
    g_set_error (error, BALIE_ERROR, judge_failure (job, code, status), "%s", problem);
}

/* On the worker's thread. */
static gpointer
perform (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  CURLcode code;

  job->curl = curl_easy_init ();
  set_limits (job, cancellable);
  if (!set_authorities (job, error) || !set_login (job, error))
    return NULL;
  set_message (job);
  code = curl_easy_perform (job->curl);
  if (code == CURLE_OK)
    return GINT_TO_POINTER (TRUE);
  set_error (job, code, error);
  return NULL;
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (BalieWorker) worker = BALIE_WORKER (g_object_ref (source));
  GError *error = NULL;

  balie_worker_run_finish (worker, result, &error);
  balie_worker_shutdown (worker);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* smtp:// or smtps://, a host, nothing that doesn't belong there. */
static gboolean
check_url (const char *url, gboolean *loopback, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : "";

  if ((!g_str_equal (scheme, "smtp") && !g_str_equal (scheme, "smtps")) || !g_uri_get_host (uri) ||
      !*g_uri_get_host (uri) || g_uri_get_userinfo (uri) || g_uri_get_query (uri) ||
      g_uri_get_fragment (uri))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The mail server’s address must be like smtp://mail.example:587 or "
                              "smtps://mail.example:465."));
      return FALSE;
    }
  *loopback = balie_http_url_is_loopback (uri);
  return TRUE;
}

static Job *
create_job (const BalieRemoteConfig *config, const BalieMail *mail, GError **error)
{
  g_autoptr (BalieSmtpMessage) message = NULL;
  gboolean loopback;
  Job *job;

  if (!*config->url)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                           _ ("No mail server is set."));
      return NULL;
    }
  if (!check_url (config->url, &loopback, error))
    return NULL;
  message = balie_smtp_message_new (mail, g_get_real_time () / G_USEC_PER_SEC, error);
  if (!message)
    return NULL;
  job = g_new0 (Job, 1);
  job->config = balie_remote_config_copy (config);
  job->message = g_steal_pointer (&message);
  job->loopback = loopback;
  return job;
}

static void
init_curl (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&done, 1);
    }
}

/**
 * balie_smtp_send_async:
 * @config: of the remote "smtp"; copied
 * @mail: what to send; copied
 * @cancellable: (nullable): stops it within a second; the server may have taken the mail
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * $BALIE_CA_FILE names a PEM file of authorities trusted besides the system's.
 */
void
balie_smtp_send_async (const BalieRemoteConfig *config,
                       const BalieMail *mail,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (BalieWorker) worker = NULL;
  GError *error = NULL;
  Job *job;

  g_task_set_source_tag (task, balie_smtp_send_async);
  g_task_set_check_cancellable (task, FALSE);
  job = create_job (config, mail, &error);
  if (!job)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  init_curl ();
  worker = balie_worker_new ("balie-smtp");
  balie_worker_run_async (worker, G_PRIORITY_DEFAULT, perform, job, (GDestroyNotify) free_job, NULL,
                          cancellable, job_done_cb, task);
}

/**
 * balie_smtp_send_finish:
 * @result: what the callback got
 * @error: return location; besides those named with balie_smtp_send_async(), %BALIE_ERROR_UNCLEAR
 *   when the connection broke while the text was on its way
 *
 * Returns: whether the server has taken the mail for all recipients
 */
gboolean
balie_smtp_send_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
