/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a dossier file is which field of the dossier or of one of its parties. Internal to the
 * service layer. */
#pragma once

#include "balie-csv-reader.h"
#include "balie-dossier-draft.h"

G_BEGIN_DECLS

/* How columns may be headed: "vin", "owner.last_name", and both in words of English, Dutch and German
 * ("Eigenaar: Naam"). Main thread only. (transfer full) */
GHashTable *balie_dossier_csv_make_headings (void);

/**
 * BalieDossierCsvColumn:
 * @column: in the file
 */
typedef struct
{
  guint column;
  BalieDossierTarget target;
} BalieDossierCsvColumn;

/**
 * BalieDossierCsvLayout:
 * @n_columns: of the header line
 * @number_column: the one with the dossier's number
 * @columns: (owned) (element-type BalieDossierCsvColumn): all others that are known
 * @ignored: (owned) (element-type utf8): headings that name no field
 *
 * Made from the header line, in any order and spelling of case.
 */
typedef struct
{
  guint n_columns;
  guint number_column;
  GArray *columns;
  GPtrArray *ignored;
} BalieDossierCsvLayout;

/* INVALID_INPUT when the number has no column, or a field has two. */
BalieDossierCsvLayout *
balie_dossier_csv_layout_new (BalieCsvReader *header, GHashTable *headings, GError **error);
void balie_dossier_csv_layout_free (BalieDossierCsvLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossierCsvLayout, balie_dossier_csv_layout_free)

G_END_DECLS
