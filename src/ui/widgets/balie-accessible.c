/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for screen readers where the toolkit gives none by itself. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-accessible.h"

static void
set_label (gpointer widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/**
 * balie_accessible_set_label:
 * @widget: a control
 * @label: translated name
 *
 * Names @widget for screen readers. The focus of an entry row of libadwaita 1.2 is in a text
 * inside it that has no name; it gets the same one.
 */
void
balie_accessible_set_label (GtkWidget *widget, const char *label)
{
  GtkEditable *delegate = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && label != NULL);

  set_label (widget, label);
  if (GTK_IS_EDITABLE (widget))
    delegate = gtk_editable_get_delegate (GTK_EDITABLE (widget));
  while (delegate != NULL)
    {
      set_label (delegate, label);
      delegate = gtk_editable_get_delegate (delegate);
    }
}
