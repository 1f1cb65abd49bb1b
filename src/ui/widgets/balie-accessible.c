/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a control: its name for screen readers where the toolkit gives none, its tooltip. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-accessible.h"

static void
set_label (gpointer widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* The focus is on the button inside, which is to say what is chosen, too. */
static void
name_button (GtkDropDown *dropdown)
{
  const char *label = g_object_get_data (G_OBJECT (dropdown), "balie-label");
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (dropdown));
  gpointer item = gtk_drop_down_get_selected_item (dropdown);
  g_autofree char *text = NULL;

  if (GTK_IS_STRING_OBJECT (item))
    text = g_strdup_printf ("%s: %s", label, gtk_string_object_get_string (item));
  set_label (button, text != NULL ? text : label);
}

/**
 * balie_accessible_set_label:
 * @widget: a control
 * @label: translated name
 *
 * Names @widget for screen readers. The focus of an entry row of libadwaita 1.2 is in a text
 * inside it that has no name; it gets the same one. That of a drop-down is in its button, which is
 * named with what is chosen.
 */
void
balie_accessible_set_label (GtkWidget *widget, const char *label)
{
  GtkEditable *delegate = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && label != NULL);

  set_label (widget, label);
  if (GTK_IS_DROP_DOWN (widget))
    {
      g_object_set_data_full (G_OBJECT (widget), "balie-label", g_strdup (label), g_free);
      g_signal_connect (widget, "notify::selected-item", G_CALLBACK (name_button), NULL);
      name_button (GTK_DROP_DOWN (widget));
    }
  if (GTK_IS_EDITABLE (widget))
    delegate = gtk_editable_get_delegate (GTK_EDITABLE (widget));
  while (delegate != NULL)
    {
      set_label (delegate, label);
      delegate = gtk_editable_get_delegate (delegate);
    }
}

/**
 * balie_accessible_set_tooltip:
 * @widget: any
 * @text: (nullable): translated
 *
 * As gtk_widget_set_tooltip_text(), but where nothing changes nothing is done: for every call GTK looks
 * for what the pointer is on, which under X11 holds up the whole screen and takes a dozen round trips.
 */
void
balie_accessible_set_tooltip (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}
