/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing dossiers from CSV: adds or updates by number, refuses a line by its number and reason, keeps all
 * good ones in one transaction. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 line;
  char *reason; /* translated */
} BalieDossierRefusal;

typedef struct
{
  gint64 n_added;
  gint64 n_changed;
  gint64 n_same;
  GPtrArray *refused; /* (element-type BalieDossierRefusal): at most 10,000 */
  gint64 n_refused;
  char **ignored_columns; /* headings that name no field */
} BalieDossierImportResult;

void balie_dossier_import_result_free (BalieDossierImportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossierImportResult, balie_dossier_import_result_free)

/* Columns: the codes of the dossier's fields ("number", "vin" …), and "owner.last_name" … for parties. */
void balie_dossier_import_async (BalieDesk *desk,
                                 GFile *file,
                                 gboolean dry_run,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
BalieDossierImportResult *
balie_dossier_import_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
