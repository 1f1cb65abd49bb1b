/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client needs to talk to one remote. The secret is looked up at the first request and kept
 * until the remote refuses it; a refused token is fetched anew once. Main thread only. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-remote-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-http-limits.h"
#include "balie-http-message.h"
#include "balie-secrets.h"
#include "balie-token-keeper.h"

struct _BalieRemoteSession
{
  GObject parent_instance;

  /* Owned */
  BalieRemoteConfig *config;
  BalieHttp *http;
  BalieProfile *profile;
  BalieTokenKeeper *keeper; /* (nullable) */
  char *secret;             /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BalieRemoteSession, balie_remote_session, G_TYPE_OBJECT)

/* One call of balie_remote_session_send_async(). */
typedef struct
{
  BalieHttpRequest *request; /* (owned) */
  char *token;               /* (owned) (nullable) the one used */
  gboolean renewed;
} Send;

static void ask_token (GTask *task);

static void
free_send (Send *send)
{
  balie_http_request_free (send->request);
  balie_secrets_free (send->token);
  g_free (send);
}

static void
balie_remote_session_finalize (GObject *object)
{
  BalieRemoteSession *self = BALIE_REMOTE_SESSION (object);

  g_clear_pointer (&self->config, balie_remote_config_free);
  g_clear_object (&self->http);
  g_clear_pointer (&self->profile, balie_profile_unref);
  g_clear_object (&self->keeper);
  balie_secrets_free (self->secret);
  G_OBJECT_CLASS (balie_remote_session_parent_class)->finalize (object);
}

static void
balie_remote_session_class_init (BalieRemoteSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_remote_session_finalize;
}

static void
balie_remote_session_init (BalieRemoteSession *self)
{
}

static BalieProfile *
load_profile (const BalieRemoteConfig *config, GError **error)
{
  g_autofree char *source = NULL;

  if (!*config->profile)
    return balie_profile_load_shipped (config->name, error);
  source = g_strconcat (config->name, ".json", NULL);
  return balie_profile_parse (config->name, config->profile, source, error);
}

static gboolean
set_up_http (BalieRemoteSession *self, GError **error)
{
  const char *certificate = balie_profile_get_auth_text (self->profile, "certificate");
  const char *authorities = g_getenv ("BALIE_CA_FILE");

  self->http = balie_http_new (self->config->name);
  balie_http_set_max_in_flight (self->http,
                                (guint) balie_profile_get_max_in_flight (self->profile));
  if (authorities && *authorities)
    balie_http_set_authority_file (self->http, authorities);
  if (balie_profile_get_auth (self->profile) == BALIE_AUTH_OAUTH2_CLIENT_CREDENTIALS)
    self->keeper =
        balie_token_keeper_new (self->http, self->profile, self->config->url, self->config->user);
  return !certificate || balie_http_set_client_certificate (self->http, certificate, error);
}

/**
 * balie_remote_session_new:
 * @config: where it is and how to talk to it; copied
 * @error: return location, %BALIE_ERROR_INVALID_INPUT or %BALIE_ERROR_NOT_CONFIGURED
 *
 * $BALIE_CA_FILE names a PEM file of authorities trusted besides the system's.
 *
 * Returns: (transfer full): a session that has sent nothing yet
 */
BalieRemoteSession *
balie_remote_session_new (const BalieRemoteConfig *config, GError **error)
{
  g_autoptr (BalieRemoteSession) self = NULL;

  g_return_val_if_fail (config, NULL);

  if (!*config->url)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                   _ ("No address is set for “%s”."), config->name);
      return NULL;
    }
  if (!balie_http_check_url (config->url, error))
    return NULL;
  self = g_object_new (BALIE_TYPE_REMOTE_SESSION, NULL);
  self->config = balie_remote_config_copy (config);
  self->profile = load_profile (config, error);
  if (!self->profile || !set_up_http (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

BalieHttp *
balie_remote_session_get_http (BalieRemoteSession *self)
{
  g_return_val_if_fail (BALIE_IS_REMOTE_SESSION (self), NULL);

  return self->http;
}

BalieProfile *
balie_remote_session_get_profile (BalieRemoteSession *self)
{
  g_return_val_if_fail (BALIE_IS_REMOTE_SESSION (self), NULL);

  return self->profile;
}

const char *
balie_remote_session_get_url (BalieRemoteSession *self)
{
  g_return_val_if_fail (BALIE_IS_REMOTE_SESSION (self), NULL);

  return self->config->url;
}

static void
return_error (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
set_credential (BalieHttpRequest *request,
                const char *header,
                const char *prefix,
                const char *secret,
                GError **error)
{
  g_autofree char *value = g_strconcat (prefix, secret, NULL);

  for (const char *p = value; *p; p++)
    if (g_ascii_iscntrl (*p))
      {
        g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_SECRET,
                             _ ("The stored password contains a line break or control character."));
        return FALSE;
      }
  balie_http_request_set_header (request, header, value);
  return TRUE;
}

static gboolean
set_basic (BalieRemoteSession *self, BalieHttpRequest *request, GError **error)
{
  g_autofree char *pair = g_strconcat (self->config->user, ":", self->secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

  return set_credential (request, "Authorization", "Basic ", encoded, error);
}

static gboolean
authenticate (BalieRemoteSession *self, Send *send, GError **error)
{
  const char *header = balie_profile_get_auth_text (self->profile, "header");

  switch (balie_profile_get_auth (self->profile))
    {
    case BALIE_AUTH_BASIC:
      return set_basic (self, send->request, error);
    case BALIE_AUTH_BEARER:
      return set_credential (send->request, "Authorization", "Bearer ", self->secret, error);
    case BALIE_AUTH_API_KEY:
      return set_credential (send->request, header, "", self->secret, error);
    case BALIE_AUTH_OAUTH2_CLIENT_CREDENTIALS:
      return set_credential (send->request, "Authorization", "Bearer ", send->token, error);
    case BALIE_AUTH_NONE:
    case BALIE_AUTH_CLIENT_CERTIFICATE:
    default:
      return TRUE;
    }
}

static void
answer_received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieRemoteSession *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BalieHttpResponse) response =
      balie_http_send_finish (BALIE_HTTP (source), result, &error);

  if (!response)
    {
      return_error (task, error);
      return;
    }
  if (response->status == 401)
    g_clear_pointer (&self->secret, balie_secrets_free);
  if (response->status == 401 && send->token)
    balie_token_keeper_forget (self->keeper, send->token);
  if (response->status == 401 && send->token && !send->renewed)
    {
      send->renewed = TRUE;
      ask_token (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&response),
                         (GDestroyNotify) balie_http_response_free);
  g_object_unref (task);
}

static void
send_authenticated (GTask *task)
{
  BalieRemoteSession *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;

  if (!authenticate (self, send, &error))
    {
      return_error (task, error);
      return;
    }
  balie_http_send_async (self->http, send->request, g_task_get_cancellable (task),
                         answer_received_cb, task);
}

static void
token_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieRemoteSession *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;

  balie_secrets_free (send->token);
  send->token = balie_token_keeper_get_finish (BALIE_TOKEN_KEEPER (source), result, &error);
  if (!send->token)
    {
      if (error->code == BALIE_ERROR_SECRET)
        g_clear_pointer (&self->secret, balie_secrets_free);
      return_error (task, error);
      return;
    }
  send_authenticated (task);
}

static void
secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieRemoteSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *secret = balie_secrets_lookup_finish (result, &error);

  if (!secret)
    {
      return_error (task, error);
      return;
    }
  balie_secrets_free (self->secret);
  self->secret = secret;
  if (self->keeper)
    ask_token (task);
  else
    send_authenticated (task);
}

static void
ask_secret (GTask *task)
{
  BalieRemoteSession *self = g_task_get_source_object (task);

  balie_secrets_lookup_async (self->config->name, self->config->user, g_task_get_cancellable (task),
                              secret_found_cb, task);
}

static void
ask_token (GTask *task)
{
  BalieRemoteSession *self = g_task_get_source_object (task);

  if (!self->secret)
    ask_secret (task);
  else
    balie_token_keeper_get_async (self->keeper, self->secret, g_task_get_cancellable (task),
                                  token_got_cb, task);
}

static gboolean
needs_secret (BalieRemoteSession *self)
{
  BalieAuthKind kind = balie_profile_get_auth (self->profile);

  return kind != BALIE_AUTH_NONE && kind != BALIE_AUTH_CLIENT_CERTIFICATE;
}

/**
 * balie_remote_session_send_async:
 * @self: a session
 * @request: what to send; copied
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_remote_session_send_async (BalieRemoteSession *self,
                                 BalieHttpRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  Send *send;

  g_return_if_fail (BALIE_IS_REMOTE_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_remote_session_send_async);
  g_task_set_check_cancellable (task, FALSE);
  send = g_new0 (Send, 1);
  send->request = balie_http_request_copy (request);
  g_task_set_task_data (task, send, (GDestroyNotify) free_send);
  if (self->keeper)
    ask_token (task);
  else if (needs_secret (self) && !self->secret)
    ask_secret (task);
  else
    send_authenticated (task);
}

/**
 * balie_remote_session_send_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location: as balie_http_send_finish(), and %BALIE_ERROR_SECRET
 *
 * Returns: (transfer full): the answer, whatever its status
 */
BalieHttpResponse *
balie_remote_session_send_finish (BalieRemoteSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
