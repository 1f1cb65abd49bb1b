/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of Driver2 and KP kept for a while, and how long such answers usually take. Internal to the
 * service layer; main thread only. */
#pragma once

#include "balie-answer-table.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* The kept answer, NULL without error when there is none that is young enough, or @page is 0. Checks
 * EDIT_DOSSIER. @question: as dup_question() makes one, "" when @page is 0. */
void balie_answer_keeper_look_async (BalieDesk *desk,
                                     BalieSource source,
                                     const char *question,
                                     int page,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BalieSearchAnswer *
balie_answer_keeper_look_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Keeps an answer (nullable: only the wait), the first page instead of all older pages; notes how long it
 * took. */
void balie_answer_keeper_keep_async (BalieDesk *desk,
                                     BalieSource source,
                                     const char *question,
                                     const BalieSearchAnswer *answer,
                                     gint64 milliseconds,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean balie_answer_keeper_keep_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* The same for equal questions at the same address: another gateway has other answers. */
char *balie_answer_keeper_dup_question (BalieDesk *desk,
                                        BalieSource source,
                                        const BalieCustomerQuery *query);
/* Seconds, 0 while unknown. */
double balie_answer_keeper_get_usual (BalieDesk *desk, BalieSource source);

G_END_DECLS
