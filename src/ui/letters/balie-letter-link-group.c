/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order or dossier a letter belongs to: opened, linked by hand or unlinked; orders that it may belong
 * to are offered. Linking acts at once and can be undone. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-link-group.h"

#include "balie-accessible.h"
#include "balie-letter-deed.h"
#include "balie-letter-rows.h"

#include <glib/gi18n-lib.h>

struct _BalieLetterLinkGroup
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  char *order;   /* (nullable): as shown */
  char *dossier; /* (nullable): as shown */

  /* Borrowed children */
  AdwEntryRow *order_row;   /* (nullable): while nothing is linked */
  AdwEntryRow *dossier_row; /* (nullable) */

  /* State */
  gint64 id;
};

G_DEFINE_FINAL_TYPE (BalieLetterLinkGroup, balie_letter_link_group, ADW_TYPE_BIN)

static void
link_letter (BalieLetterLinkGroup *self, const char *order, const char *dossier, const char *text)
{
  balie_letters_link_async (
      self->desk, self->id, order, dossier, NULL, balie_letter_deed_ended_cb,
      balie_letter_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_LETTER, text));
}

static void
open_order_clicked_cb (GtkWidget *button, BalieLetterLinkGroup *self)
{
  const char *candidate = g_object_get_data (G_OBJECT (button), "order");

  balie_shell_open_order (balie_shell_find (button), candidate != NULL ? candidate : self->order,
                          NULL);
}

static void
open_dossier_clicked_cb (GtkWidget *button, BalieLetterLinkGroup *self)
{
  balie_shell_open_dossier (balie_shell_find (button), self->dossier, BALIE_ENTRY_NONE);
}

static void
unlink_order_clicked_cb (GtkWidget *button, BalieLetterLinkGroup *self)
{
  g_autofree char *text = g_strdup_printf (_ ("No longer linked to order %s"), self->order);

  link_letter (self, "", self->dossier, text);
}

static void
unlink_dossier_clicked_cb (GtkWidget *button, BalieLetterLinkGroup *self)
{
  g_autofree char *text = g_strdup_printf (_ ("No longer linked to dossier %s"), self->dossier);

  link_letter (self, self->order, "", text);
}

static void
link_candidate_clicked_cb (GtkWidget *button, BalieLetterLinkGroup *self)
{
  const char *order = g_object_get_data (G_OBJECT (button), "order");
  g_autofree char *text = g_strdup_printf (_ ("Linked to order %s"), order);

  link_letter (self, order, self->dossier, text);
}

static void
order_applied_cb (BalieLetterLinkGroup *self)
{
  g_autofree char *order =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->order_row))));
  g_autofree char *text = g_strdup_printf (_ ("Linked to order %s"), order);

  if (*order != '\0')
    link_letter (self, order, self->dossier, text);
}

static void
dossier_applied_cb (BalieLetterLinkGroup *self)
{
  g_autofree char *dossier =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->dossier_row))));
  g_autofree char *text = g_strdup_printf (_ ("Linked to dossier %s"), dossier);

  if (*dossier != '\0')
    link_letter (self, self->order, dossier, text);
}

static AdwEntryRow *
add_entry (BalieLetterLinkGroup *self, GtkListBox *list, const char *title, GCallback applied)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  balie_accessible_set_label (row, title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", applied, self, G_CONNECT_SWAPPED);
  gtk_list_box_append (list, row);
  return ADW_ENTRY_ROW (row);
}

static const char *
get_link_line (const BalieLetter *letter)
{
  return g_str_equal (letter->linked_by, "auto") ? _ ("Linked by itself") : _ ("Linked by hand");
}

static void
add_order (BalieLetterLinkGroup *self, GtkListBox *list, const BalieLetter *letter, gboolean may)
{
  g_autofree char *title = g_strdup_printf (_ ("Order %s"), self->order);
  GtkWidget *row;

  if (*self->order == '\0')
    {
      if (may)
        self->order_row = add_entry (self, list, _ ("Order number"), G_CALLBACK (order_applied_cb));
      return;
    }
  row = balie_letter_rows_add (list, title, get_link_line (letter));
  balie_letter_rows_add_button (row, _ ("Open O_rder"), G_CALLBACK (open_order_clicked_cb), self);
  if (may)
    balie_letter_rows_add_button (row, _ ("_Unlink"), G_CALLBACK (unlink_order_clicked_cb), self);
}

static void
add_dossier (BalieLetterLinkGroup *self, GtkListBox *list, const BalieLetter *letter, gboolean may)
{
  g_autofree char *title = g_strdup_printf (_ ("Dossier %s"), self->dossier);
  GtkWidget *row;

  if (*self->dossier == '\0')
    {
      if (may)
        self->dossier_row =
            add_entry (self, list, _ ("Dossier number"), G_CALLBACK (dossier_applied_cb));
      return;
    }
  row = balie_letter_rows_add (list, title, get_link_line (letter));
  balie_letter_rows_add_button (row, _ ("Open Doss_ier"), G_CALLBACK (open_dossier_clicked_cb),
                                self);
  if (may)
    balie_letter_rows_add_button (row, _ ("U_nlink"), G_CALLBACK (unlink_dossier_clicked_cb), self);
}

static void
add_candidates (BalieLetterLinkGroup *self, GtkListBox *list, GPtrArray *candidates, gboolean may)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const BalieOrder *order = ((const BalieOrderRow *) g_ptr_array_index (candidates, i))->order;
      g_autofree char *title = g_strdup_printf (_ ("May belong to order %s"), order->number);
      g_autofree char *car = g_strstrip (g_strdup_printf ("%s %s", order->brand, order->model));
      GtkWidget *row = balie_letter_rows_add (list, title, car);
      GtkWidget *button = balie_letter_rows_add_button (row, _ ("Open O_rder"),
                                                        G_CALLBACK (open_order_clicked_cb), self);

      g_object_set_data_full (G_OBJECT (button), "order", g_strdup (order->number), g_free);
      if (!may)
        continue;
      button = balie_letter_rows_add_button (row, _ ("_Link"),
                                             G_CALLBACK (link_candidate_clicked_cb), self);
      g_object_set_data_full (G_OBJECT (button), "order", g_strdup (order->number), g_free);
    }
}

static void
balie_letter_link_group_dispose (GObject *object)
{
  BalieLetterLinkGroup *self = BALIE_LETTER_LINK_GROUP (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->dossier, g_free);
  G_OBJECT_CLASS (balie_letter_link_group_parent_class)->dispose (object);
}

static void
balie_letter_link_group_class_init (BalieLetterLinkGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_letter_link_group_dispose;
}

static void
balie_letter_link_group_init (BalieLetterLinkGroup *self)
{
}

/**
 * balie_letter_link_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, empty
 */
GtkWidget *
balie_letter_link_group_new (BalieDesk *desk)
{
  BalieLetterLinkGroup *self = g_object_new (BALIE_TYPE_LETTER_LINK_GROUP, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * balie_letter_link_group_show:
 * @self: the group
 * @detail: the letter
 */
void
balie_letter_link_group_show (BalieLetterLinkGroup *self, const BalieLetterDetail *detail)
{
  gboolean may =
      balie_permission_allows (balie_desk_get_user (self->desk), BALIE_DEED_HANDLE_LETTERS);
  GtkListBox *list;

  g_return_if_fail (BALIE_IS_LETTER_LINK_GROUP (self));

  g_free (self->order);
  g_free (self->dossier);
  self->id = detail->letter->id;
  self->order = g_strdup (detail->letter->order_number);
  self->dossier = g_strdup (detail->letter->dossier_number);
  self->order_row = NULL;
  self->dossier_row = NULL;
  list = balie_letter_rows_begin (ADW_BIN (self), _ ("Belongs To"));
  if (*self->order == '\0')
    add_candidates (self, list, detail->candidates, may);
  add_order (self, list, detail->letter, may);
  add_dossier (self, list, detail->letter, may);
  if (gtk_list_box_get_row_at_index (list, 0) == NULL)
    balie_letter_rows_add (list, _ ("No order or dossier yet"), "");
}
