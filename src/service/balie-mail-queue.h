/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails: queued in the run's transaction, composed once, and retried like a request. */
#pragma once

#include "balie-desk.h"
#include "balie-mail.h"

G_BEGIN_DECLS

/* Sends what is due; a mail is composed at its first try and stays the same in all others. */
void balie_mail_queue_send_async (BalieDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* The same because a person asks: what failed does not wait for its time. Finish as the other. */
void balie_mail_queue_retry_async (BalieDesk *desk,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Number of mails sent; error of the last that failed. */
int balie_mail_queue_send_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Sends a test mail now to the recipients of the settings. */
void balie_mail_queue_test_async (BalieDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean balie_mail_queue_test_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
