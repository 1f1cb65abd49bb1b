/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work of an import inside its transaction. Internal to the service layer. */
#pragma once

#include "balie-order-import.h"

G_BEGIN_DECLS

/* How many refusals and good lines a report holds at most; more are only counted. */
#define BALIE_IMPORT_MAX_REFUSALS 10000
#define BALIE_IMPORT_MAX_SAMPLE 20

typedef void (*BalieImportProgress) (gint64 done_bytes, gpointer user_data);

/* Reads @stream to its end and writes every good line. */
BalieImportReport *balie_import_run (BalieDb *db,
                                     const BalieDeskFacts *facts,
                                     GInputStream *stream,
                                     BalieImportProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
