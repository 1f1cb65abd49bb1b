/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The morning run: one per dealership and local date, its requests, outcomes and mail in one transaction. */
#pragma once

#include "balie-desk.h"
#include "balie-run.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_RUN_DONE,
  BALIE_RUN_ALREADY_DONE,
  BALIE_RUN_OFF,
} BalieRunStatus;

/* @run is NULL for OFF; for ALREADY_DONE it is the run that was done. */
typedef struct
{
  BalieDate date;
  BalieRunStatus status;
  BalieRun *run;
} BalieRunResult;

void balie_run_result_free (BalieRunResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieRunResult, balie_run_result_free)

/* Claims the date, makes the requests, queues the mail (all in one transaction), then wakes the
 * delivery. Does not wait for PON: use balie_delivery_sync_async() and balie_mail_queue_send_async(). */
void balie_morning_run_async (BalieDesk *desk,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
BalieRunResult *balie_morning_run_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* What a run on @date would do; works with automatic approval off too; writes nothing. */
void balie_morning_run_preview_async (BalieDesk *desk,
                                      BalieDate date,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
BalieRun *balie_morning_run_preview_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

void balie_morning_run_list_async (BalieDesk *desk,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *balie_morning_run_list_finish (BalieDesk *desk,
                                          GAsyncResult *result,
                                          GError **error); /* of BalieRun without outcomes */
void balie_morning_run_load_async (BalieDesk *desk,
                                   BalieDate date,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BalieRun *balie_morning_run_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* When the next run is, as Unix seconds, by schedule, last run, now and zone; pure. */
gint64 balie_morning_run_get_next (BalieSettings *settings, BalieDate last_run, gint64 now);

G_END_DECLS
