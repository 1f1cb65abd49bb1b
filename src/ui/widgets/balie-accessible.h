/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a control: its name for screen readers where the toolkit gives none, its tooltip. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names a control; of an entry row or another editable the inner text too, which has the focus. */
void balie_accessible_set_label (GtkWidget *widget, const char *label);
/* Does nothing where nothing changes, unlike GTK's own. */
void balie_accessible_set_tooltip (GtkWidget *widget, const char *text);

G_END_DECLS
