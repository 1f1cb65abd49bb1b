/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing and exporting orders as CSV (CONTRACTS.md): streamed, all good lines in one transaction. */
#pragma once

#include "balie-desk.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 line;  /* line in the file, header is 1 */
  char *column; /* as in the file's header, "" when the line as a whole */
  char *reason; /* translated sentence: what is wrong and how to mend it */
} BalieImportRefusal;

/**
 * BalieImportReport:
 * @refusals: (element-type BalieImportRefusal): the first 10,000; @n_refused counts all
 * @sample: (element-type BalieOrder): the first 20 good lines, for the preview
 */
typedef struct
{
  gboolean dry_run;
  gint64 n_lines;
  gint64 n_added;
  gint64 n_updated;
  gint64 n_unchanged;
  gint64 n_refused;
  GPtrArray *refusals;
  GPtrArray *sample;
  char **ignored_columns;
} BalieImportReport;

void balie_import_report_free (BalieImportReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieImportReport, balie_import_report_free)

/* On the main context of the caller; total_bytes is -1 when not known. An export counts orders. */
typedef void (*BalieProgressFunc) (gint64 done_bytes, gint64 total_bytes, gpointer user_data);

/* A whole file is refused (INVALID_INPUT) when it is not UTF-8 text, has no header line or lacks
 * order_number; a column present but empty empties the field (but never wipes a plate that PON
 * issued, nor planned-on while the delivery date stays known); an absent column leaves it alone. */
void balie_order_import_async (BalieDesk *desk,
                               GFile *file,
                               gboolean dry_run,
                               BalieProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BalieImportReport *
balie_order_import_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

typedef enum
{
  BALIE_EXPORT_EXCHANGE, /* CONTRACTS' header, ISO dates, comma */
  BALIE_EXPORT_EXCEL, /* BOM, semicolon, headers and values in the user's language, local dates, formulas defused */
} BalieExportFormat;

void balie_order_export_async (BalieDesk *desk,
                               const BalieOrderQuery *query,
                               GFile *file,
                               BalieExportFormat format,
                               BalieProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gint64 balie_order_export_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
