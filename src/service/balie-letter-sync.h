/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching letters of all insurers: list, get, store (letter, documents, links and who is to be told in one
 * transaction), and only then acknowledge. */
#pragma once

#include "balie-bipro-client.h"
#include "balie-desk.h"

G_BEGIN_DECLS

typedef struct
{
  int n_new;
  int n_failed;    /* shipments that could not be read or stored */
  GError *problem; /* (nullable): the last */
} BalieLetterSyncSummary;

void balie_letter_sync_summary_free (BalieLetterSyncSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieLetterSyncSummary, balie_letter_sync_summary_free)

/* @insurer: (nullable): only this one. @again: also what was acknowledged before ("show again"). A person
 * asks: a locked insurer is tried again only with @unlock. Joined when one is running. */
void balie_letter_sync_async (BalieDesk *desk,
                              const char *insurer,
                              gboolean again,
                              gboolean unlock,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
BalieLetterSyncSummary *
balie_letter_sync_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* For a program that stays: every quarter of an hour, backing off on failure. */
void balie_letter_sync_start (BalieDesk *desk);
void balie_letter_sync_stop (BalieDesk *desk);

/* Insurers: deed CHANGE_SETTINGS but for the list. */
void balie_insurers_list_async (BalieDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *balie_insurers_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_insurers_put_async (BalieDesk *desk,
                               const BalieInsurer *insurer,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean balie_insurers_put_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_insurers_remove_async (BalieDesk *desk,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean balie_insurers_remove_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
