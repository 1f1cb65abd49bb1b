/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's data over dossiers, history, kept answers and imports: listed, exported or erased in one
 * logged deed; and retention in the background. Deed PERSONAL_DATA. */
#pragma once

#include "balie-desk.h"
#include "balie-personal-table.h"

G_BEGIN_DECLS

/* What there is, as counts: shown before anything is done. BaliePersonPlaces. */
void balie_personal_data_find_async (BalieDesk *desk,
                                     const BaliePersonKey *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BaliePersonPlaces *
balie_personal_data_find_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* All of it as JSON for the person (UTF-8, pretty), logged. (transfer full) */
void balie_personal_data_export_async (BalieDesk *desk,
                                       const BaliePersonKey *key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *balie_personal_data_export_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Erases it, in one transaction, logged; can't be undone. @orders: the customer's name of orders too. The
 * answer is what was erased. */
void balie_personal_data_erase_async (BalieDesk *desk,
                                      const BaliePersonKey *key,
                                      gboolean orders,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
BaliePersonPlaces *
balie_personal_data_erase_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Retention by the dealership's settings, in small transactions; off until set. For a program that stays:
 * at start and once an hour; for baliectl: once. */
void balie_retention_run_async (BalieDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gint64 balie_retention_run_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_retention_start (BalieDesk *desk);
void balie_retention_stop (BalieDesk *desk);

G_END_DECLS
