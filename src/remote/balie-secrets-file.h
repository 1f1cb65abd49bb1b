/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets from a systemd credential or from a file that only its owner can read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean balie_secrets_file_lookup (const char *remote_name, char **secret, GError **error);

G_END_DECLS
