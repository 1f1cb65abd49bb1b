/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A harmless call that proves a remote's address and credentials, whichever remote it is. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/* @remote_name: "pon", "driver2", "kp" or "smtp" (sends a test mail) */
void balie_remote_test_async (BalieDesk *desk,
                              const char *remote_name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean balie_remote_test_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
