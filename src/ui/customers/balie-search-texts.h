/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says about a customer search: functions from the search to text. */
#pragma once

#include "balie-customer-search.h"
#include "balie-answer-box.h"

G_BEGIN_DECLS

/* “Search driver”. (transfer none) */
const char *balie_search_texts_get_title (BalieEntry entry);
/* “Searching Driver2…”; NULL when nothing is waited for. (transfer none) */
const char *balie_search_texts_get_running (BalieCustomerSearch *search);
/* One per source that has ended. (element-type BalieAnswerLine) (transfer full) */
GPtrArray *balie_search_texts_dup_outcomes (BalieCustomerSearch *search, gint64 now);
/* “Page 1 of 3 · 23 in all”, "" when there are no results. */
char *balie_search_texts_dup_pager (BalieCustomerSearch *search);
/* For the bar of a search without a dialog: who is looked for, where, and how it stands. */
char *balie_search_texts_dup_parked (BalieCustomerSearch *search);
/* How it ended, without a name: “3 found”. */
char *balie_search_texts_dup_end (BalieCustomerSearch *search);
/* “as of 5 minutes ago”. */
char *balie_search_texts_dup_age (gint64 seconds);

/* What became of a call that failed, with its ways on. (transfer full) */
BalieAnswerLine *balie_search_texts_new_trouble (int action, const GError *error, guint ways);

G_END_DECLS
