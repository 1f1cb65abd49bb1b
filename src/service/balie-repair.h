/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way out of a damaged database file: repairing it without waiting on the main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @uri: (nullable): %NULL for the default place. The damaged file is kept beside it. */
void balie_repair_async (const char *uri,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* A translated sentence of what was done, NULL on failure. */
char *balie_repair_finish (GAsyncResult *result, GError **error);

G_END_DECLS
