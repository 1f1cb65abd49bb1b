/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists of the administration share: rows that open something, and their removal. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Plain text; activated or by its arrow the row calls @activated with itself and @data, a GObject.
 * (transfer none) */
GtkWidget *balie_list_group_add (AdwPreferencesGroup *group,
                                 GPtrArray *rows,
                                 const char *title,
                                 const char *subtitle,
                                 GCallback activated,
                                 gpointer data);
/* Removes all of @rows (borrowed widgets) from the group. */
void balie_list_group_clear (AdwPreferencesGroup *group, GPtrArray *rows);
/* At the end of the group's title. (transfer none) */
GtkWidget *balie_list_group_add_button (AdwPreferencesGroup *group,
                                        const char *label,
                                        GCallback clicked,
                                        gpointer data);

G_END_DECLS
