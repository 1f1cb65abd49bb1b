/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The remotes of a desk: configuration, and sessions made when first asked for and thrown away when
 * the configuration changes. Internal to the desk; main thread only. */
#pragma once

#include "balie-driver2-client.h"
#include "balie-kp-client.h"
#include "balie-pon-client.h"
#include "balie-remote-config.h"

G_BEGIN_DECLS

typedef struct _BalieDeskRemotes BalieDeskRemotes;

/* Called with the name of a remote whose state or configuration changed. */
typedef void (*BalieDeskRemotesFunc) (const char *remote_name, gpointer user_data);

BalieDeskRemotes *balie_desk_remotes_new (BalieDeskRemotesFunc changed, gpointer user_data);
void balie_desk_remotes_free (BalieDeskRemotes *self);
void balie_desk_remotes_update (BalieDeskRemotes *self, GPtrArray *configs);
const BalieRemoteConfig *balie_desk_remotes_get_config (BalieDeskRemotes *self, const char *name);
BaliePonClient *balie_desk_remotes_get_pon (BalieDeskRemotes *self, GError **error);
BalieDriver2Client *balie_desk_remotes_get_driver2 (BalieDeskRemotes *self, GError **error);
BalieKpClient *balie_desk_remotes_get_kp (BalieDeskRemotes *self, GError **error);
BalieHttp *balie_desk_remotes_get_http (BalieDeskRemotes *self, const char *name);

G_END_DECLS
