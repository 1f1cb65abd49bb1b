/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The delivery's short transactions: claiming requests, recording outcomes, looking what is next.
 * Internal to the delivery. */
#pragma once

#include "balie-delivery-record.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* Begins a round: frees what dead processes of this desk had claimed, and with @try_now makes due
 * what waits for a later attempt (@keys: (nullable): only these), but for what PON asked to wait. */
void balie_outbox_begin_async (BalieDesk *desk,
                               gboolean try_now,
                               const char *const *keys,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean balie_outbox_begin_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* (element-type BaliePlateRequest): claimed by this process now, each SENDING, UNKNOWN or
 * WITHDRAWAL_ASKED; only a SENDING one may be sent. */
void balie_outbox_claim_async (BalieDesk *desk,
                               const char *const *keys,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *balie_outbox_claim_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/**
 * BalieOutboxReport:
 * @n_changed: requests that are no longer as they were
 * @n_due_now: of these, those that can go on at once
 */
typedef struct
{
  int n_changed;
  int n_received;
  int n_approved;
  int n_rejected;
  int n_withdrawn;
  int n_due_now;
} BalieOutboxReport;

/* Writes what the outcomes make of the requests, their orders and the history, in one transaction.
 * @cursor: (nullable): up to where PON's states were seen, kept in the same transaction. */
void balie_outbox_record_async (BalieDesk *desk,
                                GPtrArray *outcomes,
                                const char *cursor,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
BalieOutboxReport *
balie_outbox_record_finish (BalieDesk *desk, GAsyncResult *result, GError **error); /* g_free */

/**
 * BalieOutboxView:
 * @next_attempt_at: Unix seconds, 0 when nothing waits
 * @next_mail_at: the same for mails, and for what letters have to tell
 * @n_undelivered: waiting, sending, unknown or withdrawal asked
 * @n_requested: those PON has not decided
 */
typedef struct
{
  gint64 next_attempt_at;
  gint64 next_mail_at;
  gint64 n_undelivered;
  gint64 n_requested;
} BalieOutboxView;

void balie_outbox_look_async (BalieDesk *desk,
                              const char *const *keys,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
BalieOutboxView *
balie_outbox_look_finish (BalieDesk *desk, GAsyncResult *result, GError **error); /* g_free */

/* Up to where PON's states were seen, "" for none yet; kept under a name for PON's address. */
char *balie_outbox_dup_cursor_key (BalieDesk *desk);
void balie_outbox_get_cursor_async (BalieDesk *desk,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *balie_outbox_get_cursor_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
