/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notification says: from the news, without a customer's name. */
#pragma once

#include "balie-news.h"
#include "balie-party.h"

G_BEGIN_DECLS

/* More than this at once become one summary. */
#define BALIE_NOTICE_MAX 3
/* A summary of several letters. */
#define BALIE_NOTICE_LETTERS (-1)

/**
 * BalieNotice:
 * @order_number: whose order it opens, "" for a summary
 * @letter_id: the letter it opens, %BALIE_NOTICE_LETTERS for all, 0 when not about letters
 * @summary: plain text
 * @body: plain text
 */
typedef struct
{
  char *order_number;
  gint64 letter_id;
  char *summary;
  char *body;
} BalieNotice;

void balie_notice_free (BalieNotice *self);
/* (element-type BalieNotice): what to tell, what is no longer so left out */
GPtrArray *balie_notice_list_new (const BalieNews *news);
/* A search that ended without a dialog: for which entry of which dossier, and how, without a name. */
BalieNotice *
balie_notice_new_search (BalieEntry entry, const char *dossier_number, const char *end);

G_END_DECLS
