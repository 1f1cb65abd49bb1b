/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a dossier: opened or unlinked; or the orders that may be linked by plate or chassis
 * number. Linking acts at once and can be undone. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-order-group.h"

#include "balie-dossier-deed.h"

#include <glib/gi18n-lib.h>

struct _BalieDossierOrderGroup
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  char *number; /* (nullable): of the dossier */
  char *linked; /* (nullable): number of the order it had when it was shown */

  /* Borrowed children */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (BalieDossierOrderGroup, balie_dossier_order_group, ADW_TYPE_BIN)

static const char *
get_order (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "order");
}

static void
link_order (BalieDossierOrderGroup *self, const char *order, const char *text)
{
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();

  balie_dossier_changes_add (changes, BALIE_ENTRY_NONE,
                             balie_dossier_get_spec (BALIE_DOSSIER_ORDER_NUMBER)->code,
                             self->linked, order);
  balie_dossier_edit_async (
      self->desk, self->number, changes, NULL, balie_dossier_deed_ended_cb,
      balie_dossier_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_DOSSIER, text));
}

static void
open_clicked_cb (GtkWidget *button, BalieDossierOrderGroup *self)
{
  balie_shell_open_order (balie_shell_find (GTK_WIDGET (self)), get_order (button), NULL);
}

static void
link_clicked_cb (GtkWidget *button, BalieDossierOrderGroup *self)
{
  g_autofree char *order = g_strdup (get_order (button));
  g_autofree char *text = g_strdup_printf (_ ("Linked to order %s"), order);

  link_order (self, order, text);
}

static void
unlink_clicked_cb (GtkWidget *button, BalieDossierOrderGroup *self)
{
  g_autofree char *text = g_strdup_printf (_ ("No longer linked to order %s"), self->linked);

  link_order (self, "", text);
}

static void
add_button (BalieDossierOrderGroup *self,
            GtkWidget *row,
            const char *order,
            const char *label,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "order", g_strdup (order), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
add_row (BalieDossierOrderGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  /* Values are what people or files gave: plain text, never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "numeric");
  gtk_list_box_append (self->list, row);
  return row;
}

static char *
dup_subtitle (const BalieOrder *order)
{
  g_autofree char *car = g_strstrip (g_strdup_printf ("%s %s", order->brand, order->model));

  if (*car == '\0' || *order->customer_name == '\0')
    return g_strconcat (car, order->customer_name, NULL);
  return g_strdup_printf ("%s · %s", car, order->customer_name);
}

static gboolean
may_edit (BalieDossierOrderGroup *self)
{
  return balie_permission_allows (balie_desk_get_user (self->desk), BALIE_DEED_EDIT_DOSSIER);
}

static void
add_linked (BalieDossierOrderGroup *self, const BalieOrderRow *order)
{
  g_autofree char *title = g_strdup_printf (_ ("Order %s"), self->linked);
  g_autofree char *subtitle =
      order != NULL ? dup_subtitle (order->order) : g_strdup (_ ("There is no such order"));
  GtkWidget *row = add_row (self, title, subtitle);

  if (order != NULL)
    add_button (self, row, self->linked, _ ("_Open Order"), G_CALLBACK (open_clicked_cb));
  if (may_edit (self))
    add_button (self, row, self->linked, _ ("_Unlink"), G_CALLBACK (unlink_clicked_cb));
}

static void
add_candidates (BalieDossierOrderGroup *self, GPtrArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const BalieOrderRow *order = g_ptr_array_index (candidates, i);
      g_autofree char *title =
          g_strdup_printf (_ ("Order %s has the same car"), order->order->number);
      g_autofree char *subtitle = dup_subtitle (order->order);
      GtkWidget *row = add_row (self, title, subtitle);

      add_button (self, row, order->order->number, _ ("_Open Order"), G_CALLBACK (open_clicked_cb));
      if (may_edit (self))
        add_button (self, row, order->order->number, _ ("_Link"), G_CALLBACK (link_clicked_cb));
    }
}

static void
balie_dossier_order_group_dispose (GObject *object)
{
  BalieDossierOrderGroup *self = BALIE_DOSSIER_ORDER_GROUP (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->linked, g_free);
  G_OBJECT_CLASS (balie_dossier_order_group_parent_class)->dispose (object);
}

static void
balie_dossier_order_group_class_init (BalieDossierOrderGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_dossier_order_group_dispose;
}

static void
balie_dossier_order_group_init (BalieDossierOrderGroup *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Order of the dossier"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * balie_dossier_order_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, empty
 */
GtkWidget *
balie_dossier_order_group_new (BalieDesk *desk)
{
  BalieDossierOrderGroup *self = g_object_new (BALIE_TYPE_DOSSIER_ORDER_GROUP, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * balie_dossier_order_group_show:
 * @self: the group
 * @detail: the dossier
 */
void
balie_dossier_order_group_show (BalieDossierOrderGroup *self, const BalieDossierDetail *detail)
{
  GtkWidget *child;

  g_return_if_fail (BALIE_IS_DOSSIER_ORDER_GROUP (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_free (self->number);
  g_free (self->linked);
  self->number = g_strdup (detail->dossier->values[BALIE_DOSSIER_NUMBER]);
  self->linked = g_strdup (detail->dossier->values[BALIE_DOSSIER_ORDER_NUMBER]);
  if (*self->linked != '\0')
    add_linked (self, detail->order);
  else
    add_candidates (self, detail->candidates);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}
