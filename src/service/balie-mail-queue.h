/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily mail: composed in the run's transaction, queued and retried like a request. */
#pragma once

#include "balie-desk.h"
#include "balie-mail.h"

G_BEGIN_DECLS

/* Composes the day's mail (NULL: nothing to say or mail is off); runs inside the run's transaction.
 * Language is the setting's, whatever the process's. */
BalieMail *balie_daily_mail_compose (BalieDb *db,
                                     const BalieDeskFacts *facts,
                                     const BalieRun *run,
                                     GError **error);

void balie_mail_queue_send_async (BalieDesk *desk,
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
