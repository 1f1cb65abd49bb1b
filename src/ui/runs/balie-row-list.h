/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changing rows of a group or of an expander: put in, and taken out all at once. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BalieRowList:
 *
 * Rows of one AdwPreferencesGroup or AdwExpanderRow (borrowed). Not a widget; the owner frees it.
 */
typedef struct _BalieRowList BalieRowList;

BalieRowList *balie_row_list_new (GtkWidget *group_or_expander);
void balie_row_list_free (BalieRowList *self);
void balie_row_list_clear (BalieRowList *self);
void balie_row_list_add (BalieRowList *self, GtkWidget *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieRowList, balie_row_list_free)

G_END_DECLS
