/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords of remotes. Every question to the Secret Service ends after 30 s, whatever it waits for
 * (a service that does not start, a prompt that nobody sees). */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "balie-error.h"
#include "balie-secrets-file.h"

#define SERVICE_SECONDS 30

static const SecretSchema schema = {
  "io.github.baliedesk.Balie",
  SECRET_SCHEMA_NONE,
  { { "remote", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

/* One question to the Secret Service. */
typedef struct
{
  char *remote_name;
  char *user;
  GCancellable *inner; /* (owned) */
  GSource *timer;      /* (owned) */
  gulong cancel_id;    /* on the task's cancellable */
  gboolean timed_out;
} Ask;

static void
free_ask (Ask *ask)
{
  g_free (ask->remote_name);
  g_free (ask->user);
  g_object_unref (ask->inner);
  g_source_destroy (ask->timer);
  g_source_unref (ask->timer);
  g_free (ask);
}

static gboolean
time_passed_cb (gpointer user_data)
{
  Ask *ask = user_data;

  ask->timed_out = TRUE;
  g_cancellable_cancel (ask->inner);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *cancellable, gpointer inner)
{
  g_cancellable_cancel (inner);
}

static GTask *
create_task (const char *remote_name,
             const char *user,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);

  ask->remote_name = g_strdup (remote_name);
  ask->user = g_strdup (user ? user : "");
  ask->inner = g_cancellable_new ();
  ask->timer = g_timeout_source_new_seconds (SERVICE_SECONDS);
  g_source_set_callback (ask->timer, time_passed_cb, ask, NULL);
  g_source_attach (ask->timer, g_main_context_get_thread_default ());
  if (cancellable)
    ask->cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb),
                                            g_object_ref (ask->inner), g_object_unref);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, ask, (GDestroyNotify) free_ask);
  return task;
}

static void
settle (GTask *task)
{
  Ask *ask = g_task_get_task_data (task);

  g_source_destroy (ask->timer);
  if (ask->cancel_id)
    g_cancellable_disconnect (g_task_get_cancellable (task), ask->cancel_id);
  ask->cancel_id = 0;
}

static void
return_secret (GTask *task, char *secret)
{
  settle (task);
  g_task_return_pointer (task, secret, (GDestroyNotify) balie_secrets_free);
  g_object_unref (task);
}

static void
return_problem (GTask *task, const char *message)
{
  settle (task);
  g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_SECRET, "%s", message);
  g_object_unref (task);
}

static void
return_failure (GTask *task, const GError *cause)
{
  Ask *ask = g_task_get_task_data (task);
  g_autofree char *message = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      settle (task);
      g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "%s", _ ("Cancelled"));
      g_object_unref (task);
      return;
    }
  if (ask->timed_out)
    message = g_strdup (_ ("The keyring did not answer. Is it locked?"));
  else if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    message = g_strdup (_ ("The keyring is locked. Unlock it and try again."));
  else
    message = g_strdup_printf (_ ("There is no keyring for passwords here: %s"), cause->message);
  return_problem (task, message);
}

static gboolean
has_locked_item (GList *items)
{
  for (GList *l = items; l; l = l->next)
    if (secret_item_get_locked (l->data))
      return TRUE;
  return FALSE;
}

/* Nothing was found unlocked: is it there but locked? */
static void
items_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (GError) cause = NULL;
  g_autofree char *message = NULL;
  GList *items = secret_service_search_finish (NULL, result, &cause);

  if (cause)
    return_failure (task, cause);
  else if (has_locked_item (items))
    return_problem (task, _ ("The keyring is locked. Unlock it and try again."));
  else
    {
      message = g_strdup_printf (_ ("No password is stored for “%s”."), ask->remote_name);
      return_problem (task, message);
    }
  g_list_free_full (items, g_object_unref);
}

static void
password_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  char *password = secret_password_lookup_finish (result, &cause);

  if (password)
    {
      char *copy = g_strdup (password);

      secret_password_free (password);
      return_secret (task, copy);
      return;
    }
  if (cause)
    {
      return_failure (task, cause);
      return;
    }
  attributes =
      secret_attributes_build (&schema, "remote", ask->remote_name, "user", ask->user, NULL);
  secret_service_search (NULL, &schema, attributes, SECRET_SEARCH_NONE, ask->inner, items_found_cb,
                         task);
}

/* Secrets of made-up systems, by remote; (nullable) until there is one. */
static GHashTable *in_memory;

/**
 * balie_secrets_keep_in_memory:
 * @remote_name: a remote that is no real one
 * @secret: what it lets in with, no secret at all
 *
 * Nobody's keyring is asked for it.
 */
void
balie_secrets_keep_in_memory (const char *remote_name, const char *secret)
{
  if (!in_memory)
    in_memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (in_memory, g_strdup (remote_name), g_strdup (secret));
}

static const char *
get_in_memory (const char *remote_name)
{
  return in_memory ? g_hash_table_lookup (in_memory, remote_name) : NULL;
}

/**
 * balie_secrets_lookup_async:
 * @remote_name: e.g. "pon"
 * @user: (nullable): user name or client id, "" if none
 * @cancellable: (nullable): stops it
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Looks for the systemd credential, then the file, then in the Secret Service.
 */
void
balie_secrets_lookup_async (const char *remote_name,
                            const char *user,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = create_task (remote_name, user, cancellable, callback, user_data);
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *secret;

  g_task_set_source_tag (task, balie_secrets_lookup_async);
  if (get_in_memory (remote_name))
    return_secret (task, g_strdup (get_in_memory (remote_name)));
  else if (!balie_secrets_file_lookup (remote_name, &secret, &error))
    return_problem (task, error->message);
  else if (secret)
    return_secret (task, secret);
  else
    secret_password_lookup (&schema, ask->inner, password_found_cb, task, "remote",
                            ask->remote_name, "user", ask->user, NULL);
}

/**
 * balie_secrets_lookup_finish:
 * @result: what the callback got
 * @error: return location, %BALIE_ERROR_SECRET or %BALIE_ERROR_CANCELLED
 *
 * Returns: (transfer full): the secret, to be freed with balie_secrets_free()
 */
char *
balie_secrets_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
sync_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

/**
 * balie_secrets_lookup_sync:
 * @remote_name: e.g. "smtp"
 * @user: (nullable): user name, "" if none
 * @error: return location, %BALIE_ERROR_SECRET
 *
 * For a worker's thread.
 *
 * Returns: (transfer full): the secret, to be freed with balie_secrets_free()
 */
char *
balie_secrets_lookup_sync (const char *remote_name, const char *user, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  Wait wait = { loop, NULL };
  char *secret;

  g_main_context_push_thread_default (context);
  balie_secrets_lookup_async (remote_name, user, NULL, sync_done_cb, &wait);
  g_main_loop_run (loop);
  secret = balie_secrets_lookup_finish (wait.result, error);
  g_object_unref (wait.result);
  /* What D-Bus still has to tidy up in this context. */
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  return secret;
}

static void
password_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) cause = NULL;

  if (!secret_password_store_finish (result, &cause))
    {
      return_failure (task, cause);
      return;
    }
  settle (task);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * balie_secrets_store_async:
 * @remote_name: e.g. "pon"
 * @user: (nullable): user name or client id, "" if none
 * @secret: the password
 * @cancellable: (nullable): stops it
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Stores it in the Secret Service, replacing an older one.
 */
void
balie_secrets_store_async (const char *remote_name,
                           const char *user,
                           const char *secret,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = create_task (remote_name, user, cancellable, callback, user_data);
  Ask *ask = g_task_get_task_data (task);
  g_autofree char *label = g_strdup_printf ("Balie: %s", remote_name);

  g_task_set_source_tag (task, balie_secrets_store_async);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, ask->inner,
                         password_stored_cb, task, "remote", ask->remote_name, "user", ask->user,
                         NULL);
}

/**
 * balie_secrets_store_finish:
 * @result: what the callback got
 * @error: return location, %BALIE_ERROR_SECRET or %BALIE_ERROR_CANCELLED
 *
 * Returns: whether it is stored
 */
gboolean
balie_secrets_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * balie_secrets_free:
 * @secret: (nullable) (transfer full): a secret
 *
 * Wipes and frees it.
 */
void
balie_secrets_free (char *secret)
{
  if (!secret)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
