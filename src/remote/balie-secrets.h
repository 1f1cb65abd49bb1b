/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords of remotes: the Secret Service; for baliectl on a server also a systemd credential
 * "balie-<remote>" or a file that only its owner can read (in balie_secrets_dup_folder()). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void balie_secrets_lookup_async (const char *remote_name,
                                 const char *user,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full): free with balie_secrets_free(); NULL with BALIE_ERROR_SECRET. */
char *balie_secrets_lookup_finish (GAsyncResult *result, GError **error);
char *balie_secrets_lookup_sync (const char *remote_name, const char *user, GError **error);
void balie_secrets_store_async (const char *remote_name,
                                const char *user,
                                const char *secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean balie_secrets_store_finish (GAsyncResult *result, GError **error);
/* (transfer full): where files with secrets are looked for: $BALIE_SECRETS_DIR, else "balie/secrets" in the
 * user's configuration. */
char *balie_secrets_dup_folder (void);
/* For made-up systems such as the demo's, until the program ends; nothing is stored. Main thread only. */
void balie_secrets_keep_in_memory (const char *remote_name, const char *secret);
void balie_secrets_free (char *secret);

G_END_DECLS
