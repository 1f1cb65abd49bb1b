/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Approve directly": the manual way to a plate request, and withdrawing and resending one. */
#pragma once

#include "balie-desk.h"
#include "balie-plate-request.h"

G_BEGIN_DECLS

/**
 * BalieApprovalResult:
 * @request: (nullable): the request made
 * @error: (nullable): why not: NOT_PERMITTED, NOT_FOUND, CONFLICT (a live request exists),
 *   INVALID_INPUT (conditions not met; message names them)
 * @blocking: condition bits not met
 */
typedef struct
{
  char *order_number;
  BaliePlateRequest *request;
  GError *error;
  guint blocking;
} BalieApprovalResult;

void balie_approval_result_free (BalieApprovalResult *self);

/* Exactly what would be sent for the order, for the dialog; nothing is written. */
void balie_approval_preview_async (BalieDesk *desk,
                                   const char *number,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BaliePlateRequest *
balie_approval_preview_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Commits one request per order (each order judged on its own, in one transaction) and wakes the
 * delivery. @expected: (nullable): the preview the person saw, for a single order: if the eight
 * fields (but the request date) differ from what would be sent now, CONFLICT and nothing is made. */
void balie_approval_approve_async (BalieDesk *desk,
                                   const char *const *numbers,
                                   const BaliePlateRequest *expected,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (element-type BalieApprovalResult), one per order in the order given */
GPtrArray *balie_approval_approve_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Before dispatch: dropped here at once. Afterwards PON is asked by the delivery. */
void balie_approval_withdraw_async (BalieDesk *desk,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
BaliePlateRequest *
balie_approval_withdraw_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Makes a waiting or unknown request due now (never a second request). */
void balie_approval_resend_async (BalieDesk *desk,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean balie_approval_resend_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* The eight fields as label and value pairs (translated), for dialog and details: a strv of even length. */
char **balie_plate_request_dup_shared_fields (const BaliePlateRequest *request);

/* Used by approval and morning run inside their transaction: inserts the request, writes history,
 * and explains the order anew. */
gboolean balie_approval_make_request (BalieDb *db,
                                      const BalieDeskFacts *facts,
                                      BalieOrder *order,
                                      BalieRequestOrigin origin,
                                      const char *rule_code,
                                      BaliePlateRequest **request,
                                      GError **error);

G_END_DECLS
