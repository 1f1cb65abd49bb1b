/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Configuration and lazily made sessions of the remotes of a desk. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk-remotes.h"

#include "balie-error.h"

/**
 * BalieDeskRemote:
 * @owner: (unowned)
 * @config: (owned): as last told, never %NULL
 * @session: (owned) (nullable): of that configuration
 * @client: (owned) (nullable): client over @session, of the type that belongs to the remote's name
 */
typedef struct
{
  BalieDeskRemotes *owner;
  BalieRemoteConfig *config;
  BalieRemoteSession *session;
  GObject *client;
} BalieDeskRemote;

struct _BalieDeskRemotes
{
  GHashTable *by_name; /* (owned): name → BalieDeskRemote, one for each there can be */
  BalieDeskRemotesFunc changed;
  gpointer user_data; /* (unowned) */
};

static void
http_state_changed_cb (BalieHttp *http, gpointer user_data)
{
  BalieDeskRemote *remote = user_data;

  remote->owner->changed (remote->config->name, remote->owner->user_data);
}

static void
drop_session (BalieDeskRemote *remote)
{
  if (remote->session != NULL)
    g_signal_handlers_disconnect_by_data (balie_remote_session_get_http (remote->session), remote);
  g_clear_object (&remote->client);
  g_clear_object (&remote->session);
}

static void
free_remote (gpointer data)
{
  BalieDeskRemote *remote = data;

  drop_session (remote);
  balie_remote_config_free (remote->config);
  g_free (remote);
}

static gboolean
ensure_session (BalieDeskRemote *remote, GError **error)
{
  if (remote->session != NULL)
    return TRUE;
  remote->session = balie_remote_session_new (remote->config, error);
  if (remote->session == NULL)
    return FALSE;
  g_signal_connect (balie_remote_session_get_http (remote->session), "state-changed",
                    G_CALLBACK (http_state_changed_cb), remote);
  return TRUE;
}

static gboolean
is_same_config (const BalieRemoteConfig *a, const BalieRemoteConfig *b)
{
  return g_str_equal (a->url, b->url) && g_str_equal (a->user, b->user) &&
         g_str_equal (a->profile, b->profile);
}

BalieDeskRemotes *
balie_desk_remotes_new (BalieDeskRemotesFunc changed, gpointer user_data)
{
  BalieDeskRemotes *self = g_new0 (BalieDeskRemotes, 1);
  const char *const *names = balie_remote_config_get_names ();

  self->changed = changed;
  self->user_data = user_data;
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_remote);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      BalieDeskRemote *remote = g_new0 (BalieDeskRemote, 1);

      remote->owner = self;
      remote->config = balie_remote_config_new (names[i]);
      g_hash_table_insert (self->by_name, (gpointer) names[i], remote);
    }
  return self;
}

void
balie_desk_remotes_free (BalieDeskRemotes *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_free (self);
}

static void
update_remote (BalieDeskRemotes *self, const BalieRemoteConfig *config)
{
  BalieDeskRemote *remote = g_hash_table_lookup (self->by_name, config->name);

  if (remote == NULL || is_same_config (remote->config, config))
    return;
  drop_session (remote);
  balie_remote_config_free (remote->config);
  remote->config = balie_remote_config_copy (config);
  self->changed (remote->config->name, self->user_data);
}

/* Those that are not among @configs keep what they have: a stored remote is never removed. */
void
balie_desk_remotes_update (BalieDeskRemotes *self, GPtrArray *configs)
{
  for (guint i = 0; i < configs->len; i++)
    update_remote (self, g_ptr_array_index (configs, i));
}

const BalieRemoteConfig *
balie_desk_remotes_get_config (BalieDeskRemotes *self, const char *name)
{
  BalieDeskRemote *remote = g_hash_table_lookup (self->by_name, name);

  g_return_val_if_fail (remote != NULL, NULL);

  return remote->config;
}

/* The remote with its session, NULL with NOT_CONFIGURED. */
static BalieDeskRemote *
find_ready (BalieDeskRemotes *self, const char *name, GError **error)
{
  BalieDeskRemote *remote = g_hash_table_lookup (self->by_name, name);

  return ensure_session (remote, error) ? remote : NULL;
}

BaliePonClient *
balie_desk_remotes_get_pon (BalieDeskRemotes *self, GError **error)
{
  BalieDeskRemote *remote = find_ready (self, "pon", error);

  if (remote == NULL)
    return NULL;
  if (remote->client == NULL)
    remote->client = G_OBJECT (balie_pon_client_new (remote->session));
  return BALIE_PON_CLIENT (remote->client);
}

BalieDriver2Client *
balie_desk_remotes_get_driver2 (BalieDeskRemotes *self, GError **error)
{
  BalieDeskRemote *remote = find_ready (self, "driver2", error);

  if (remote == NULL)
    return NULL;
  if (remote->client == NULL)
    remote->client = G_OBJECT (balie_driver2_client_new (remote->session));
  return BALIE_DRIVER2_CLIENT (remote->client);
}

BalieKpClient *
balie_desk_remotes_get_kp (BalieDeskRemotes *self, GError **error)
{
  BalieDeskRemote *remote = find_ready (self, "kp", error);

  if (remote == NULL)
    return NULL;
  if (remote->client == NULL)
    remote->client = G_OBJECT (balie_kp_client_new (remote->session));
  return BALIE_KP_CLIENT (remote->client);
}

/* NULL while nothing was asked of it. */
BalieHttp *
balie_desk_remotes_get_http (BalieDeskRemotes *self, const char *name)
{
  BalieDeskRemote *remote = g_hash_table_lookup (self->by_name, name);

  if (remote == NULL || remote->session == NULL)
    return NULL;
  return balie_remote_session_get_http (remote->session);
}
