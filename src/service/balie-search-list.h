/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that a search has of Driver2 and KP as one list: all of Driver2, then those of KP that are not
 * the same person as one of Driver2. Only what was fetched is known; it says which page is missing.
 * Internal to the search; main thread only. */
#pragma once

#include "balie-answer-table.h"

G_BEGIN_DECLS

typedef struct _BalieSearchList BalieSearchList;

BalieSearchList *balie_search_list_new (void);
void balie_search_list_free (BalieSearchList *self);
/* Forgets what the source told. */
void balie_search_list_clear (BalieSearchList *self, BalieSource source);
void
balie_search_list_add (BalieSearchList *self, BalieSource source, const BalieSearchAnswer *answer);

gint64 balie_search_list_get_total (BalieSearchList *self);                 /* -1: not known */
gint64 balie_search_list_get_n (BalieSearchList *self, BalieSource source); /* -1: not known */
int balie_search_list_get_n_pages (BalieSearchList *self);                  /* -1: not known */
/* The page where KP's persons begin, 0 when there are none or it is not known. */
int balie_search_list_get_kp_page (BalieSearchList *self);

/* Adds the rows (BalieFoundCustomer) of a page to @rows; FALSE when a page of a source has to be fetched
 * first. */
gboolean balie_search_list_build (BalieSearchList *self,
                                  int page,
                                  GPtrArray *rows,
                                  BalieSource *missing_source,
                                  int *missing_page);

G_END_DECLS
