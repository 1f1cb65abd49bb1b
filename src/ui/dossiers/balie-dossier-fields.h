/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a form, bound to a draft: what is typed goes there, what it says is shown with hints. */
#pragma once

#include "balie-unsaved-dossier.h"
#include "balie-form-line.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_FIELDS (balie_dossier_fields_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierFields, balie_dossier_fields, BALIE, DOSSIER_FIELDS, GObject)

/* signal "applied" (): the draft's values are shown; for what else hangs on them */

/* @entry: the kind of fields: a party (any), or BALIE_ENTRY_NONE. */
BalieDossierFields *balie_dossier_fields_new (BalieDesk *desk, BalieEntry entry);
/* Binds an input that stands in @line. */
void balie_dossier_fields_bind (BalieDossierFields *self,
                                guint field,
                                BalieValueInput *input,
                                BalieFormLine *line);
/* Makes a line with the field's label and input and appends it to @column; gives the line. */
BalieFormLine *balie_dossier_fields_append (BalieDossierFields *self,
                                            GtkWidget *column,
                                            GtkSizeGroup *group,
                                            guint field);
/* Two fields under one label. */
BalieFormLine *balie_dossier_fields_append_pair (BalieDossierFields *self,
                                                 GtkWidget *column,
                                                 GtkSizeGroup *group,
                                                 const char *label,
                                                 guint first,
                                                 guint second);
/* @entry: whose values; of a party that of the new party shown. */
void
balie_dossier_fields_show (BalieDossierFields *self, BalieUnsavedDossier *draft, BalieEntry entry);
BalieUnsavedDossier *balie_dossier_fields_get_draft (BalieDossierFields *self);
BalieEntry balie_dossier_fields_get_entry (BalieDossierFields *self);
BalieFormLine *balie_dossier_fields_get_line (BalieDossierFields *self, guint field);
BalieValueInput *balie_dossier_fields_get_input (BalieDossierFields *self, guint field);
/* Never to be edited, whoever asks. */
void balie_dossier_fields_lock (BalieDossierFields *self, guint field, const char *reason);
void balie_dossier_fields_focus_first (BalieDossierFields *self);

G_END_DECLS
