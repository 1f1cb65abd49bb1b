/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The access token of a remote that wants OAuth2 client credentials (RFC 6749, 4.4): fetched by one
 * request for all who wait, kept until 30 s before it expires. Main thread only. Whatever goes wrong
 * here, nothing of the caller's own request was sent, so the errors are never "unclear". */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-token-keeper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-json.h"
#include "balie-secrets.h"
#include "balie-text.h"

#define EARLY_SECONDS 30
#define DEFAULT_LIFETIME 300
#define MAX_LIFETIME (30 * 24 * 60 * 60)
#define MAX_TOKEN_BYTES 8192
#define MAX_REASON_BYTES 500

struct _BalieTokenKeeper
{
  GObject parent_instance;

  /* Owned */
  BalieHttp *http;
  BalieProfile *profile;
  char *token_url;
  char *client_id;
  char *token;        /* (nullable) */
  GPtrArray *waiting; /* (element-type GTask) */

  /* State */
  gint64 expires_at; /* monotonic microseconds */
  gboolean fetching;
};

G_DEFINE_FINAL_TYPE (BalieTokenKeeper, balie_token_keeper, G_TYPE_OBJECT)

static void
balie_token_keeper_finalize (GObject *object)
{
  BalieTokenKeeper *self = BALIE_TOKEN_KEEPER (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->profile, balie_profile_unref);
  g_free (self->token_url);
  g_free (self->client_id);
  balie_secrets_free (self->token);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (balie_token_keeper_parent_class)->finalize (object);
}

static void
balie_token_keeper_class_init (BalieTokenKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_token_keeper_finalize;
}

static void
balie_token_keeper_init (BalieTokenKeeper *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * balie_token_keeper_new:
 * @http: sends
 * @profile: says where
 * @base_url: the remote's address, before a token address that begins with "/"
 * @client_id: who asks
 *
 * Returns: (transfer full): a keeper without a token
 */
BalieTokenKeeper *
balie_token_keeper_new (BalieHttp *http,
                        BalieProfile *profile,
                        const char *base_url,
                        const char *client_id)
{
  BalieTokenKeeper *self = g_object_new (BALIE_TYPE_TOKEN_KEEPER, NULL);
  const char *url = balie_profile_get_auth_text (profile, "tokenUrl");
  g_autofree char *base = g_strdup (base_url);

  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  self->http = g_object_ref (http);
  self->profile = balie_profile_ref (profile);
  self->token_url = *url == '/' ? g_strconcat (base, url, NULL) : g_strdup (url);
  self->client_id = g_strdup (client_id);
  return self;
}

static void
append_pair (GString *form, const char *name, const char *value)
{
  if (!value || !*value)
    return;
  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append_printf (form, "%s=", name);
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

static void
set_basic (BalieTokenKeeper *self, BalieHttpRequest *request, const char *secret)
{
  g_autofree char *user = g_uri_escape_string (self->client_id, NULL, FALSE);
  g_autofree char *password = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *pair = g_strconcat (user, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *value = g_strconcat ("Basic ", encoded, NULL);

  balie_http_request_set_header (request, "Authorization", value);
}

static BalieHttpRequest *
create_request (BalieTokenKeeper *self, const char *secret)
{
  BalieHttpRequest *request = balie_http_request_new ("POST", self->token_url);
  const char *how = balie_profile_get_auth_text (self->profile, "clientAuthentication");
  g_autoptr (GString) form = g_string_new (NULL);

  append_pair (form, "grant_type", "client_credentials");
  append_pair (form, "scope", balie_profile_get_auth_text (self->profile, "scope"));
  if (g_strcmp0 (how, "body") == 0)
    {
      append_pair (form, "client_id", self->client_id);
      append_pair (form, "client_secret", secret);
    }
  else
    set_basic (self, request, secret);
  request->body = g_bytes_new (form->str, form->len);
  request->content_type = g_strdup ("application/x-www-form-urlencoded");
  request->idempotent = TRUE;
  request->max_tries = 3;
  balie_http_request_set_header (request, "Accept", "application/json");
  return request;
}

static gboolean
is_token (const char *text)
{
  gsize length = strlen (text);

  for (const char *p = text; *p; p++)
    if (*p <= ' ' || *p >= 0x7f)
      return FALSE;
  return length > 0 && length <= MAX_TOKEN_BYTES;
}

static gboolean
read_token (BalieTokenKeeper *self, const BalieHttpResponse *response)
{
  g_autoptr (JsonNode) root = balie_json_parse_bytes (response->body, NULL);
  const char *token, *type = NULL;
  gint64 lifetime = DEFAULT_LIFETIME;
  JsonObject *object;

  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  if (!balie_json_get_text (object, "access_token", &token, NULL) || !is_token (token) ||
      !balie_json_get_optional_text (object, "token_type", &type, NULL) ||
      (type && g_ascii_strcasecmp (type, "bearer") != 0))
    return FALSE;
  if (json_object_has_member (object, "expires_in") &&
      !balie_json_get_int (object, "expires_in", 1, MAX_LIFETIME, &lifetime, NULL))
    lifetime = DEFAULT_LIFETIME;
  balie_secrets_free (self->token);
  self->token = g_strdup (token);
  self->expires_at = g_get_monotonic_time () + (lifetime - EARLY_SECONDS) * G_USEC_PER_SEC;
  return TRUE;
}

/* The "error_description" or "error" of RFC 6749, 5.2, else the problem's. */
static char *
dup_reason (const BalieHttpResponse *response)
{
  g_autoptr (JsonNode) root = balie_json_parse_bytes (response->body, NULL);
  const char *text = NULL;

  if (root && JSON_NODE_HOLDS_OBJECT (root))
    {
      JsonObject *object = json_node_get_object (root);

      if (!balie_json_get_text (object, "error_description", &text, NULL))
        balie_json_get_text (object, "error", &text, NULL);
    }
  if (text)
    return balie_text_dup_clean (text, MAX_REASON_BYTES);
  return g_strdup_printf ("HTTP %u", response->status);
}

static GError *
make_answer_error (const BalieHttpResponse *response)
{
  g_autofree char *reason = dup_reason (response);
  BalieError code = BALIE_ERROR_NOT_CONFIGURED;
  GError *error;

  if (response->status == 400 || response->status == 401 || response->status == 403)
    code = BALIE_ERROR_SECRET;
  else if (response->status == 429 || response->status >= 500 || response->status / 100 == 2)
    code = BALIE_ERROR_UNAVAILABLE;
  error = g_error_new (BALIE_ERROR, code, _ ("Signing in failed: %s"), reason);
  balie_error_set_retry_after (error, response->retry_after);
  return error;
}

static GError *
convert_transport_error (const GError *cause)
{
  if (cause->code == BALIE_ERROR_CANCELLED || cause->code == BALIE_ERROR_UNAVAILABLE ||
      cause->code == BALIE_ERROR_NOT_CONFIGURED || cause->code == BALIE_ERROR_INVALID_INPUT)
    return g_error_copy (cause);
  return g_error_new (BALIE_ERROR, BALIE_ERROR_OFFLINE, _ ("Signing in failed: %s"),
                      cause->message);
}

static gboolean
waiter_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  BalieTokenKeeper *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->waiting, task))
    g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "%s", _ ("Cancelled"));
  return G_SOURCE_REMOVE;
}

static void
destroy_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
add_waiter (BalieTokenKeeper *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GSource *source;

  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (!cancellable)
    return;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (waiter_cancelled_cb), task, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_task_set_task_data (task, source, destroy_source);
}

static void
return_to_all (BalieTokenKeeper *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_strdup (self->token), (GDestroyNotify) balie_secrets_free);
    }
}

static void
token_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieTokenKeeper) self = user_data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) response =
      balie_http_send_finish (BALIE_HTTP (source), result, &cause);

  self->fetching = FALSE;
  if (!response)
    error = convert_transport_error (cause);
  else if (response->status != 200 || !read_token (self, response))
    error = make_answer_error (response);
  return_to_all (self, error);
}

/**
 * balie_token_keeper_get_async:
 * @self: a keeper
 * @client_secret: for a token that must be fetched
 * @cancellable: (nullable): stops waiting; others still get their token
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_token_keeper_get_async (BalieTokenKeeper *self,
                              const char *client_secret,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (BalieHttpRequest) request = NULL;

  g_return_if_fail (BALIE_IS_TOKEN_KEEPER (self));

  g_task_set_source_tag (task, balie_token_keeper_get_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->token && g_get_monotonic_time () < self->expires_at)
    {
      g_task_return_pointer (task, g_strdup (self->token), (GDestroyNotify) balie_secrets_free);
      return;
    }
  add_waiter (self, task);
  if (self->fetching)
    return;
  self->fetching = TRUE;
  request = create_request (self, client_secret);
  balie_http_send_async (self->http, request, NULL, token_fetched_cb, g_object_ref (self));
}

/**
 * balie_token_keeper_get_finish:
 * @self: a keeper
 * @result: what the callback got
 * @error: return location: OFFLINE, UNAVAILABLE, SECRET, NOT_CONFIGURED, INVALID_INPUT
 *
 * Returns: (transfer full): the token, to be freed with balie_secrets_free()
 */
char *
balie_token_keeper_get_finish (BalieTokenKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_token_keeper_forget:
 * @self: a keeper
 * @token: one that was refused
 *
 * The next caller gets a new one, unless somebody already has.
 */
void
balie_token_keeper_forget (BalieTokenKeeper *self, const char *token)
{
  g_return_if_fail (BALIE_IS_TOKEN_KEEPER (self));

  if (g_strcmp0 (self->token, token) != 0)
    return;
  balie_secrets_free (self->token);
  self->token = NULL;
}
