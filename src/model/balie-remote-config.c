/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a remote system is and how to talk to it: plain data. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-remote-config.h"

/**
 * balie_remote_config_new:
 * @name: one of balie_remote_config_get_names()
 *
 * Returns: (transfer full): a remote that is not set up
 */
BalieRemoteConfig *
balie_remote_config_new (const char *name)
{
  BalieRemoteConfig *self = g_new0 (BalieRemoteConfig, 1);

  self->name = g_strdup (name ? name : "");
  self->url = g_strdup ("");
  self->user = g_strdup ("");
  self->profile = g_strdup ("");
  return self;
}

/**
 * balie_remote_config_copy:
 * @self: (nullable): a remote
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieRemoteConfig *
balie_remote_config_copy (const BalieRemoteConfig *self)
{
  BalieRemoteConfig *copy;

  if (!self)
    return NULL;
  copy = g_new0 (BalieRemoteConfig, 1);
  copy->name = g_strdup (self->name);
  copy->url = g_strdup (self->url);
  copy->user = g_strdup (self->user);
  copy->profile = g_strdup (self->profile);
  return copy;
}

/**
 * balie_remote_config_free:
 * @self: (nullable) (transfer full): a remote
 */
void
balie_remote_config_free (BalieRemoteConfig *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->url);
  g_free (self->user);
  g_free (self->profile);
  g_free (self);
}

/**
 * balie_remote_config_get_names:
 *
 * Returns: (array zero-terminated=1): the remotes there are
 */
const char *const *
balie_remote_config_get_names (void)
{
  static const char *const names[] = { "driver2", "kp", "pon", "bipro", "smtp", NULL };

  return names;
}
