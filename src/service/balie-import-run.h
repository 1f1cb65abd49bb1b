/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work of an import inside its transaction. Internal to the service layer. */
#pragma once

#include "balie-import-job.h"
#include "balie-order-import.h"

G_BEGIN_DECLS

/* How many good lines a report holds at most. */
#define BALIE_IMPORT_MAX_SAMPLE 20

/* Reads @stream to its end and writes every good line. */
BalieImportReport *balie_import_run (BalieDb *db,
                                     const BalieDeskFacts *facts,
                                     GInputStream *stream,
                                     BalieImportProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
