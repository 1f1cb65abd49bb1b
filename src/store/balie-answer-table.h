/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "search_answer" (answers of Driver2 and KP kept for a while) and "remote_wait" (how long
 * they took). */
#pragma once

#include "balie-customer.h"
#include "balie-db.h"

G_BEGIN_DECLS

/**
 * BalieSearchAnswer:
 * @total: how many there are, -1 when the gateway does not say
 * @customers: (element-type BalieCustomer): of the page
 * @fetched_at: seconds since 1970
 */
typedef struct
{
  int page;
  gint64 total;
  gboolean has_more;
  GPtrArray *customers;
  gint64 fetched_at;
} BalieSearchAnswer;

BalieSearchAnswer *balie_search_answer_new (void);
BalieSearchAnswer *balie_search_answer_copy (const BalieSearchAnswer *self);
void balie_search_answer_free (BalieSearchAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSearchAnswer, balie_search_answer_free)

/* NULL without error: none, or older than @not_before. @key: balie_customer_query_dup_key() */
BalieSearchAnswer *balie_search_answer_table_get (BalieDb *db,
                                                  BalieSource source,
                                                  const char *key,
                                                  int page,
                                                  gint64 not_before,
                                                  GError **error);
gboolean balie_search_answer_table_put (BalieDb *db,
                                        BalieSource source,
                                        const char *key,
                                        const BalieSearchAnswer *answer,
                                        GError **error);
/* All pages of a question; of every question when @key is NULL. */
gboolean
balie_search_answer_table_forget (BalieDb *db, BalieSource source, const char *key, GError **error);
/* How many were removed. */
gint64 balie_search_answer_table_remove_before (BalieDb *db, gint64 fetched_before, GError **error);

/* Keeps the newest fifty per remote; @milliseconds of an answered call. */
gboolean balie_remote_wait_table_add (BalieDb *db,
                                      const char *remote,
                                      gint64 at,
                                      gint64 milliseconds,
                                      GError **error);
/* Their median in milliseconds, -1 while fewer than three are known. */
gint64 balie_remote_wait_table_get_usual (BalieDb *db, const char *remote, GError **error);

G_END_DECLS
