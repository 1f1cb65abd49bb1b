/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading plate requests: lists by state and search, for the window and the command line. */
#pragma once

#include "balie-desk.h"
#include "balie-request-table.h"

G_BEGIN_DECLS

/* (element-type BaliePlateRequest), newest first; @limit 0 for all. */
void balie_requests_list_async (BalieDesk *desk,
                                BalieRequestFilter filter,
                                const char *search,
                                guint limit,
                                guint offset,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *balie_requests_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
