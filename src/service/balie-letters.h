/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading letters within the person's sight, marking, linking, and their documents. */
#pragma once

#include "balie-activity.h"
#include "balie-desk.h"
#include "balie-letter-table.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

/* Like orders and dossiers: ids, then rows. @query's viewer and today are the desk's. */
void balie_letters_query_async (BalieDesk *desk,
                                gconstpointer slot,
                                const BalieLetterQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GArray *balie_letters_query_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_letters_get_rows_async (BalieDesk *desk,
                                   const guint32 *ids,
                                   gsize n_ids,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *balie_letters_get_rows_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_letters_count_async (BalieDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gint64 *balie_letters_count_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/**
 * BalieLetterDetail:
 * @related: (element-type BalieLetter): of the same application or policy, oldest first
 * @activity: (element-type BalieActivity): newest first
 * @candidates: (element-type BalieOrderRow): orders it may belong to
 */
typedef struct
{
  BalieLetter *letter;
  GPtrArray *related;
  GPtrArray *activity;
  GPtrArray *candidates;
} BalieLetterDetail;

void balie_letter_detail_free (BalieLetterDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieLetterDetail, balie_letter_detail_free)
void balie_letters_load_async (BalieDesk *desk,
                               gint64 id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BalieLetterDetail *
balie_letters_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* A document with its bytes. */
void balie_letters_get_document_async (BalieDesk *desk,
                                       gint64 letter_id,
                                       gint64 document_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
BalieLetterDocument *
balie_letters_get_document_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/**
 * BalieLettersResult:
 * @n_changed: how many letters
 * @activity_ids: for undo
 */
typedef struct
{
  guint n_changed;
  GArray *activity_ids;
} BalieLettersResult;

void balie_letters_result_free (BalieLettersResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieLettersResult, balie_letters_result_free)
BalieLettersResult *
balie_letters_change_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Many at once: done or open again. Deed HANDLE_LETTERS. */
void balie_letters_mark_async (BalieDesk *desk,
                               const gint64 *ids,
                               gsize n_ids,
                               BalieLetterState state,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* By hand; "" unlinks. */
void balie_letters_link_async (BalieDesk *desk,
                               gint64 id,
                               const char *order_number,
                               const char *dossier_number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* The application asked for is filed: its request and all its reminders are done. */
void balie_letters_file_application_async (BalieDesk *desk,
                                           gint64 id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
void balie_letters_undo_async (BalieDesk *desk,
                               GArray *activity_ids,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
