/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "General": a form of the order's fields, made from the table that describes them, with
 * checks and hints at the field. What is typed goes into the draft. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-general-tab.h"

#include "balie-order-field-row.h"
#include "balie-order-tab.h"

#include <glib/gi18n-lib.h>

struct _BalieOrderGeneralTab
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  BalieOrderDraft *draft; /* (nullable) */

  /* Borrowed children; NULL for fields of other tabs */
  BalieOrderFieldRow *rows[BALIE_ORDER_N_FIELDS];

  /* State */
  gboolean applying;
};

typedef struct
{
  const char *title;
  BalieOrderField fields[6];
  guint n_fields;
} Group;

static const Group groups[] = {
  { N_ ("Order"),
    { BALIE_ORDER_FIELD_NUMBER, BALIE_ORDER_FIELD_STATUS, BALIE_ORDER_FIELD_KIND,
      BALIE_ORDER_FIELD_CUSTOMER_NAME, BALIE_ORDER_FIELD_SELLER, BALIE_ORDER_FIELD_STOCK },
    6 },
  { N_ ("Car"),
    { BALIE_ORDER_FIELD_BRAND, BALIE_ORDER_FIELD_MODEL, BALIE_ORDER_FIELD_DEALER_NUMBER,
      BALIE_ORDER_FIELD_VIN, BALIE_ORDER_FIELD_PLATE },
    5 },
  { N_ ("Dates"),
    { BALIE_ORDER_FIELD_UNLOADING_DATE, BALIE_ORDER_FIELD_NLV_DATE, BALIE_ORDER_FIELD_DELIVERY_DATE,
      BALIE_ORDER_FIELD_PLANNED_ON, BALIE_ORDER_FIELD_K_CODE_DATE },
    5 },
};

static void implement_tab (BalieOrderTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieOrderGeneralTab,
                               balie_order_general_tab,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_ORDER_TAB, implement_tab))

static void
show_hint (BalieOrderGeneralTab *self, GPtrArray *hints, BalieOrderField field)
{
  g_autofree char *problem = balie_order_draft_dup_problem (self->draft, field);

  if (problem != NULL)
    {
      balie_order_field_row_set_hint (self->rows[field], BALIE_CHECK_INVALID, problem);
      return;
    }
  for (guint i = 0; i < hints->len; i++)
    {
      const BalieHint *hint = g_ptr_array_index (hints, i);

      if (hint->field != field)
        continue;
      balie_order_field_row_set_hint (self->rows[field], hint->level, hint->text);
      return;
    }
  balie_order_field_row_set_hint (self->rows[field], BALIE_CHECK_OK, "");
}

static void
apply_draft (BalieOrderGeneralTab *self)
{
  g_autoptr (BalieOrder) order = balie_order_draft_dup_order (self->draft);
  g_autoptr (GPtrArray) hints =
      balie_order_check (order, balie_desk_get_brands (self->desk),
                         balie_desk_get_settings (self->desk), balie_desk_get_today (self->desk));

  self->applying = TRUE;
  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      BalieOrderField field = (BalieOrderField) i;
      g_autofree char *value = NULL;

      if (self->rows[i] == NULL)
        continue;
      value = balie_order_draft_dup_value (self->draft, field);
      balie_order_field_row_set_value (self->rows[i], value);
      balie_order_field_row_set_changed (self->rows[i],
                                         balie_order_draft_is_changed (self->draft, field));
      show_hint (self, hints, field);
    }
  self->applying = FALSE;
}

static void
draft_changed_cb (BalieOrderGeneralTab *self)
{
  if (!self->applying)
    apply_draft (self);
}

static void
row_edited_cb (BalieOrderFieldRow *row, BalieOrderGeneralTab *self)
{
  g_autofree char *value = balie_order_field_row_dup_value (row);

  if (!self->applying && self->draft != NULL)
    balie_order_draft_set_value (self->draft, balie_order_field_row_get_field (row), value);
}

static void
update_locks (BalieOrderGeneralTab *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  g_autofree char *reason = NULL;

  if (!balie_permission_allows (user, BALIE_DEED_EDIT_ORDER))
    reason = balie_permission_dup_reason (user, BALIE_DEED_EDIT_ORDER);
  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    if (self->rows[i] != NULL && i != BALIE_ORDER_FIELD_NUMBER)
      balie_order_field_row_set_locked (self->rows[i], reason);
}

static void
set_detail (BalieOrderTab *tab, const BalieOrderDetail *detail, BalieOrderDraft *draft)
{
  BalieOrderGeneralTab *self = BALIE_ORDER_GENERAL_TAB (tab);

  if (self->draft != draft)
    {
      if (self->draft != NULL)
        g_signal_handlers_disconnect_by_data (self->draft, self);
      g_set_object (&self->draft, draft);
      g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  update_locks (self);
  apply_draft (self);
}

static void
implement_tab (BalieOrderTabInterface *iface)
{
  iface->set_detail = set_detail;
}

static void
balie_order_general_tab_dispose (GObject *object)
{
  BalieOrderGeneralTab *self = BALIE_ORDER_GENERAL_TAB (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_order_general_tab_parent_class)->dispose (object);
}

static void
balie_order_general_tab_class_init (BalieOrderGeneralTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_order_general_tab_dispose;
}

static GtkWidget *
build_group (BalieOrderGeneralTab *self, const Group *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, group->title));
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 8);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_widget_set_focusable (flow, FALSE);
  for (guint i = 0; i < group->n_fields; i++)
    {
      GtkWidget *row = balie_order_field_row_new (group->fields[i]);

      self->rows[group->fields[i]] = BALIE_ORDER_FIELD_ROW (row);
      g_signal_connect_object (row, "edited", G_CALLBACK (row_edited_cb), self, 0);
      gtk_flow_box_insert (GTK_FLOW_BOX (flow), row, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (row), FALSE);
    }
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), flow);
  return box;
}

static void
balie_order_general_tab_init (BalieOrderGeneralTab *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_box_append (GTK_BOX (box), build_group (self, &groups[i]));
  balie_order_field_row_set_locked (self->rows[BALIE_ORDER_FIELD_NUMBER],
                                    _ ("The order number is what the order is known by"));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 820);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * balie_order_general_tab_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the tab
 */
GtkWidget *
balie_order_general_tab_new (BalieDesk *desk)
{
  BalieOrderGeneralTab *self = g_object_new (BALIE_TYPE_ORDER_GENERAL_TAB, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
