/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a remote system is and how to talk to it; secrets are elsewhere. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalieRemoteConfig:
 * @name: "driver2", "kp", "pon", "bipro" or "smtp"
 * @url: base address, "" when not set
 * @user: user name or client id for the profile's authentication, "" if none
 * @profile: JSON text of an own connector profile, "" for the one that ships
 */
typedef struct
{
  char *name;
  char *url;
  char *user;
  char *profile;
} BalieRemoteConfig;

BalieRemoteConfig *balie_remote_config_new (const char *name);
BalieRemoteConfig *balie_remote_config_copy (const BalieRemoteConfig *self);
void balie_remote_config_free (BalieRemoteConfig *self);
const char *const *balie_remote_config_get_names (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieRemoteConfig, balie_remote_config_free)

G_END_DECLS
