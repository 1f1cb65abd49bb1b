/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Seller's entry": which plates and how many, a line per plate type. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-seller-tab.h"

#include "balie-accessible.h"
#include "balie-order-tab.h"

#include <glib/gi18n-lib.h>

struct _BalieOrderSellerTab
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  BalieOrderDraft *draft; /* (nullable) */
  GMenu *types;           /* plate types that may still be added */
  GSimpleActionGroup *actions;

  /* Borrowed children */
  AdwPreferencesGroup *group;
  GtkMenuButton *add_button;
  GtkLabel *note;
  GPtrArray *rows; /* of GtkWidget, owned array */

  /* State */
  BaliePlates shown;
  gboolean filled; /* whether @shown is what the rows show */
};

static void implement_tab (BalieOrderTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieOrderSellerTab,
                               balie_order_seller_tab,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_ORDER_TAB, implement_tab))

static void apply_draft (BalieOrderSellerTab *self);

static void
store_plates (BalieOrderSellerTab *self, const BaliePlates *plates)
{
  g_autofree char *text = balie_plates_dup_text (plates);

  balie_order_draft_set_value (self->draft, BALIE_ORDER_FIELD_PLATES, text);
}

static guint
get_line (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "line"));
}

static void
count_changed_cb (GtkSpinButton *spin, BalieOrderSellerTab *self)
{
  guint line = get_line (GTK_WIDGET (spin));

  if (line >= (guint) self->shown.n_lines)
    return;
  self->shown.lines[line].count = gtk_spin_button_get_value_as_int (spin);
  store_plates (self, &self->shown);
}

static void
remove_clicked_cb (GtkButton *button, BalieOrderSellerTab *self)
{
  int line = (int) get_line (GTK_WIDGET (button));
  BaliePlates plates = self->shown;

  if (line >= plates.n_lines)
    return;
  for (int i = line; i + 1 < plates.n_lines; i++)
    plates.lines[i] = plates.lines[i + 1];
  plates.n_lines--;
  store_plates (self, &plates);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

static void
add_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieOrderSellerTab *self = user_data;
  const char *type = balie_plate_type_find (g_variant_get_string (parameter, NULL));
  BaliePlates plates = self->shown;

  if (self->draft == NULL || type == NULL || plates.n_lines >= BALIE_PLATES_MAX_LINES)
    return;
  plates.lines[plates.n_lines].type = type;
  /* A car has two; a carrier's white plate is the third. */
  plates.lines[plates.n_lines].count =
      g_str_equal (type, "carrier") || g_str_equal (type, "motorcycle") ? 1 : 2;
  plates.n_lines++;
  store_plates (self, &plates);
}

static GtkWidget *
build_row (BalieOrderSellerTab *self, guint line)
{
  const BaliePlateLine *plate = &self->shown.lines[line];
  const char *label = balie_plate_type_get_label (plate->type);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (1, BALIE_PLATES_MAX_COUNT, 1);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *count_name = g_strdup_printf (_ ("Number of plates: %s"), label);
  g_autofree char *remove_name = g_strdup_printf (_ ("Remove: %s"), label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), plate->count);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, count_name,
                                  -1);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  balie_accessible_set_tooltip (remove, remove_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove_name, -1);
  g_object_set_data (G_OBJECT (spin), "line", GUINT_TO_POINTER (line));
  g_object_set_data (G_OBJECT (remove), "line", GUINT_TO_POINTER (line));
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (count_changed_cb), self, 0);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static gboolean
has_type (const BaliePlates *plates, const char *type)
{
  for (int i = 0; i < plates->n_lines; i++)
    if (g_strcmp0 (plates->lines[i].type, type) == 0)
      return TRUE;
  return FALSE;
}

static void
fill_types (BalieOrderSellerTab *self)
{
  const char *const *types = balie_plate_type_get_all ();

  g_menu_remove_all (self->types);
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (has_type (&self->shown, types[i]))
        continue;
      item = g_menu_item_new (balie_plate_type_get_label (types[i]), NULL);
      g_menu_item_set_action_and_target (item, "seller.add", "s", types[i]);
      g_menu_append_item (self->types, item);
    }
}

static void
fill_rows (BalieOrderSellerTab *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (int i = 0; i < self->shown.n_lines; i++)
    {
      GtkWidget *row = build_row (self, (guint) i);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  fill_types (self);
}

static void
apply_draft (BalieOrderSellerTab *self)
{
  g_autofree char *text = balie_order_draft_dup_value (self->draft, BALIE_ORDER_FIELD_PLATES);
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean may = balie_permission_allows (user, BALIE_DEED_EDIT_ORDER);
  g_autofree char *reason = may ? NULL : balie_permission_dup_reason (user, BALIE_DEED_EDIT_ORDER);
  BaliePlates plates = { 0 };

  balie_plates_parse (text, &plates, NULL);
  if (!self->filled || !balie_plates_equal (&plates, &self->shown))
    {
      self->shown = plates;
      self->filled = TRUE;
      fill_rows (self);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), may);
  balie_accessible_set_tooltip (GTK_WIDGET (self->group), reason);
  gtk_label_set_label (self->note,
                       plates.n_lines == 0
                           ? _ ("No plates are entered yet. Without them no plate is requested; a "
                                "car usually has two long plates.")
                           : _ ("These plates are ordered with the licence plate request."));
}

static void
draft_changed_cb (BalieOrderSellerTab *self)
{
  apply_draft (self);
}

static void
set_detail (BalieOrderTab *tab, const BalieOrderDetail *detail, BalieOrderDraft *draft)
{
  BalieOrderSellerTab *self = BALIE_ORDER_SELLER_TAB (tab);

  if (self->draft != draft)
    {
      if (self->draft != NULL)
        g_signal_handlers_disconnect_by_data (self->draft, self);
      g_set_object (&self->draft, draft);
      g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  apply_draft (self);
}

static void
implement_tab (BalieOrderTabInterface *iface)
{
  iface->set_detail = set_detail;
}

static void
balie_order_seller_tab_dispose (GObject *object)
{
  BalieOrderSellerTab *self = BALIE_ORDER_SELLER_TAB (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->desk);
  g_clear_object (&self->types);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (balie_order_seller_tab_parent_class)->dispose (object);
}

static void
balie_order_seller_tab_class_init (BalieOrderSellerTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_order_seller_tab_dispose;
}

static void
build_group (BalieOrderSellerTab *self)
{
  static const GActionEntry entries[] = { { "add", add_activated_cb, "s", NULL, NULL, { 0 } } };

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Plates to order"));
  self->types = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "seller", G_ACTION_GROUP (self->actions));
  self->add_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->add_button, _ ("_Add a Plate"));
  gtk_menu_button_set_use_underline (self->add_button, TRUE);
  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (self->types));
  gtk_widget_set_valign (GTK_WIDGET (self->add_button), GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (self->group, GTK_WIDGET (self->add_button));
}

static void
balie_order_seller_tab_init (BalieOrderSellerTab *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->rows = g_ptr_array_new ();
  build_group (self);
  self->note = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * balie_order_seller_tab_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the tab
 */
GtkWidget *
balie_order_seller_tab_new (BalieDesk *desk)
{
  BalieOrderSellerTab *self = g_object_new (BALIE_TYPE_ORDER_SELLER_TAB, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
