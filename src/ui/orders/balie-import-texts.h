/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import's report says, in words. */
#pragma once

#include "balie-order-import.h"

G_BEGIN_DECLS

/* “120 new · 3 changed · 40 as before · 2 refused” and columns that are not understood. */
char *balie_import_texts_dup_counts (const BalieImportReport *report);
/* "Line 12, vin: …" */
char *balie_import_texts_dup_refusal (const BalieImportRefusal *refusal);
/* All refusals, a line each; @separated: as CSV with a header */
char *balie_import_texts_dup_refusals (const BalieImportReport *report, gboolean separated);

G_END_DECLS
