/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "insurer", "letter" and "letter_document". */
#pragma once

#include "balie-db.h"
#include "balie-letter.h"
#include "balie-user.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_LETTER_FILTER_OPEN,
  BALIE_LETTER_FILTER_IMPORTANT, /* open, important */
  BALIE_LETTER_FILTER_REMINDERS, /* open, reminders */
  BALIE_LETTER_FILTER_OVERDUE,   /* open, respond by has passed */
  BALIE_LETTER_FILTER_UNLINKED,  /* open, no order and no dossier */
  BALIE_LETTER_FILTER_DONE,
  BALIE_LETTER_FILTER_ALL,
  BALIE_N_LETTER_FILTERS,
} BalieLetterFilter;

const char *balie_letter_filter_to_code (BalieLetterFilter filter);
gboolean balie_letter_filter_from_code (const char *code, BalieLetterFilter *filter);

typedef enum
{
  BALIE_LETTER_SORT_RECEIVED,
  BALIE_LETTER_SORT_RESPOND_BY,
  BALIE_LETTER_SORT_URGENCY,
  BALIE_LETTER_SORT_INSURER,
  BALIE_LETTER_SORT_REFERENCE,
} BalieLetterSort;

/**
 * BalieLetterQuery:
 * @viewer: whose sight limits what is seen: none sees nothing, restricted only their agencies' letters
 * @insurer: "" for all
 * @search: "" for all
 *
 * A plain value, texts borrowed.
 */
typedef struct
{
  const BalieUser *viewer;
  BalieLetterFilter filter;
  const char *insurer;
  const char *search;
  BalieLetterSort sort;
  gboolean descending;
  BalieDate today;
  guint limit;
} BalieLetterQuery;

/* Changes are noted as tables "letters" (id) and "insurers". */

GPtrArray *balie_insurer_table_list (BalieDb *db, GError **error);
BalieInsurer *balie_insurer_table_find (BalieDb *db, const char *name, GError **error);
gboolean balie_insurer_table_put (BalieDb *db, const BalieInsurer *insurer, GError **error);
gboolean balie_insurer_table_remove (BalieDb *db, const char *name, GError **error);

/* CONFLICT when insurer, shipment and transfer are there already. Documents with their data. */
gboolean balie_letter_table_insert (BalieDb *db, BalieLetter *letter, GError **error);
/* Everything but code, documents and where it came from. */
gboolean balie_letter_table_update (BalieDb *db, const BalieLetter *letter, GError **error);
/* NOT_FOUND, also when @viewer (nullable) may not see it. Documents without data. */
BalieLetter *
balie_letter_table_get (BalieDb *db, gint64 id, const BalieUser *viewer, GError **error);
/* Fills in the documents, without data. */
gboolean balie_letter_table_load_documents (BalieDb *db, BalieLetter *letter, GError **error);
BalieLetterDocument *balie_letter_table_get_document (BalieDb *db,
                                                      gint64 letter_id,
                                                      gint64 document_id,
                                                      const BalieUser *viewer,
                                                      GError **error);
/* Which of an insurer's shipments are stored: TRUE in @stored; all transfers, or none. */
gboolean balie_letter_table_has_shipment (BalieDb *db,
                                          const char *insurer,
                                          const char *shipment,
                                          gboolean *stored,
                                          GError **error);
/* CONFLICT when it is stored already. */
gboolean balie_letter_table_put_shipment (BalieDb *db,
                                          const char *insurer,
                                          const char *shipment,
                                          gint64 now,
                                          GError **error);
/* GArray of guint32 ids. */
GArray *balie_letter_table_query (BalieDb *db, const BalieLetterQuery *query, GError **error);
GPtrArray *
balie_letter_table_get_rows (BalieDb *db, const guint32 *ids, gsize n_ids, GError **error);
gboolean balie_letter_table_count (BalieDb *db,
                                   const BalieUser *viewer,
                                   BalieDate today,
                                   gint64 counts[BALIE_N_LETTER_FILTERS],
                                   GError **error);
/* Letters of the same application or policy (either may be ""), oldest first. */
GPtrArray *balie_letter_table_find_related (BalieDb *db,
                                            const char *insurer,
                                            const char *application,
                                            const char *policy,
                                            GError **error);
/* All agencies that letters name. (transfer full) */
char **balie_letter_table_get_agencies (BalieDb *db, GError **error);

/* Shipments stored and not yet acknowledged: what remains to be told to the insurer. */
GPtrArray *balie_letter_table_get_unacknowledged (BalieDb *db,
                                                  const char *insurer,
                                                  GError **error); /* char* */
gboolean balie_letter_table_set_acknowledged (BalieDb *db,
                                              const char *insurer,
                                              const char *shipment,
                                              GError **error);

G_END_DECLS
