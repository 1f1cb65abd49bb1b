/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing a file on the store's thread: read line by line in one transaction, rolled back for a dry run,
 * cancelled only before it is committed, with word of its progress. And what the lines of all such files
 * have in common. Internal to the service layer. */
#pragma once

#include "balie-csv-reader.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* How many refusals a report holds at most; more are only counted. */
#define BALIE_IMPORT_MAX_REFUSALS 10000

/* On the store's thread. */
typedef void (*BalieImportProgress) (gint64 done_bytes, gpointer user_data);
/* On the main context of the caller; total_bytes is -1 when not known. */
typedef void (*BalieImportToldFunc) (gint64 done_bytes, gint64 total_bytes, gpointer user_data);

/**
 * BalieImportWork:
 * @data: the caller's, read only
 *
 * Reads @stream to its end and writes every good line; gives a report, or %NULL with an error.
 */
typedef gpointer (*BalieImportWork) (BalieDb *db,
                                     const BalieDeskFacts *facts,
                                     gpointer data,
                                     GInputStream *stream,
                                     BalieImportProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * BalieImportCall:
 * @file: what is read
 * @deed: what the user must be allowed
 * @report_free: of what @work gives
 * @data: (transfer full) (nullable): for @work, freed by @data_free
 * @told: (nullable): gets word of the progress
 *
 * An import to be run.
 */
typedef struct
{
  GFile *file;
  gboolean dry_run;
  BalieDeed deed;
  BalieImportWork work;
  GDestroyNotify report_free;
  gpointer data;
  GDestroyNotify data_free;
  BalieImportToldFunc told;
  gpointer told_data;
} BalieImportCall;

void balie_import_job_async (BalieDesk *desk,
                             const BalieImportCall *call,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* What @work gave. NOT_PERMITTED, INVALID_INPUT (the file as a whole), NOT_FOUND, STORAGE, CANCELLED
 * (nothing was written). */
gpointer balie_import_job_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* The first line, which names the columns; INVALID_INPUT when there is none. */
gboolean
balie_import_read_header (BalieCsvReader *reader, GCancellable *cancellable, GError **error);
/* Translated: why a line that is no record can't be taken. */
const char *balie_import_get_record_reason (BalieCsvStatus status);
/* Nothing but blanks and separators. */
gboolean balie_import_row_is_blank (BalieCsvReader *row);
gboolean balie_import_row_check_size (BalieCsvReader *row, guint n_columns, GError **error);

/* A set of row ids, which are dense: one bit each, so a million take 125 kB. TRUE when @id was in it. */
gboolean balie_import_ids_add (GByteArray *ids, gint64 id);

G_END_DECLS
