/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for screen readers where the toolkit gives none by itself. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names a control; of an entry row or another editable the inner text too, which has the focus. */
void balie_accessible_set_label (GtkWidget *widget, const char *label);

G_END_DECLS
