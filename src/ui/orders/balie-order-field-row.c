/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of an order in a form: label, input by the field's type, hint. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-field-row.h"

#include "balie-accessible.h"
#include "balie-date-entry.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieOrderFieldRow
{
  GtkBox parent_instance;

  /* Borrowed children */
  GtkLabel *label;
  GtkWidget *input; /* GtkEntry, BalieDateEntry, GtkSwitch or GtkDropDown */
  GtkLabel *hint;

  /* State */
  BalieOrderField field;
  gboolean applying;
};

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieOrderFieldRow, balie_order_field_row, GTK_TYPE_BOX)

static BalieFieldType
get_kind (BalieOrderFieldRow *self)
{
  return balie_order_field_get_info (self->field)->type;
}

static const char *
get_choice_code (BalieFieldType type, guint index)
{
  if (type == BALIE_FIELD_KIND)
    return balie_order_kind_to_code ((BalieOrderKind) index);
  return balie_order_status_to_code ((BalieOrderStatus) index);
}

static guint
get_n_choices (BalieFieldType type)
{
  return type == BALIE_FIELD_KIND ? BALIE_ORDER_KIND_USED + 1 : BALIE_ORDER_STATUS_CANCELLED + 1;
}

static void
input_changed_cb (BalieOrderFieldRow *self)
{
  if (!self->applying)
    g_signal_emit (self, signals[EDITED], 0);
}

static GtkWidget *
build_dropdown (BalieOrderFieldRow *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  BalieFieldType type = get_kind (self);
  GtkWidget *dropdown;

  for (guint i = 0; i < get_n_choices (type); i++)
    gtk_string_list_append (names, type == BALIE_FIELD_KIND
                                       ? balie_order_kind_to_label ((BalieOrderKind) i)
                                       : balie_order_status_to_label ((BalieOrderStatus) i));
  dropdown = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (input_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return dropdown;
}

static GtkWidget *
build_switch (BalieOrderFieldRow *self)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_halign (toggle, GTK_ALIGN_START);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (input_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return toggle;
}

static GtkWidget *
build_entry (BalieOrderFieldRow *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_entry_set_max_length (GTK_ENTRY (entry),
                            (int) balie_order_field_get_info (self->field)->max_bytes);
  if (self->field == BALIE_ORDER_FIELD_VIN || self->field == BALIE_ORDER_FIELD_PLATE ||
      self->field == BALIE_ORDER_FIELD_DEALER_NUMBER)
    gtk_widget_add_css_class (entry, "numeric");
  g_signal_connect_object (entry, "changed", G_CALLBACK (input_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return entry;
}

static void
build_input (BalieOrderFieldRow *self)
{
  const BalieOrderFieldInfo *info = balie_order_field_get_info (self->field);
  const char *name = g_dgettext (GETTEXT_PACKAGE, info->label);
  GtkWidget *focus;

  switch (info->type)
    {
    case BALIE_FIELD_DATE:
      self->input = balie_date_entry_new (name);
      g_signal_connect_object (self->input, "edited", G_CALLBACK (input_changed_cb), self,
                               G_CONNECT_SWAPPED);
      break;
    case BALIE_FIELD_BOOL:
      self->input = build_switch (self);
      break;
    case BALIE_FIELD_KIND:
    case BALIE_FIELD_STATUS:
      self->input = build_dropdown (self);
      break;
    case BALIE_FIELD_TEXT:
    case BALIE_FIELD_PLATES:
    default:
      self->input = build_entry (self);
      break;
    }
  focus = info->type == BALIE_FIELD_DATE
              ? balie_date_entry_get_entry (BALIE_DATE_ENTRY (self->input))
              : self->input;
  gtk_label_set_mnemonic_widget (self->label, focus);
  balie_accessible_set_label (focus, name);
  gtk_box_insert_child_after (GTK_BOX (self), self->input, GTK_WIDGET (self->label));
}

static void
balie_order_field_row_class_init (BalieOrderFieldRowClass *klass)
{
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_order_field_row_init (BalieOrderFieldRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption-heading");
  self->hint = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->hint, 0.0f);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_width_chars (self->hint, 16);
  gtk_label_set_max_width_chars (self->hint, 32);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->hint));
}

/**
 * balie_order_field_row_new:
 * @field: a field that fits one input (not the plates)
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
balie_order_field_row_new (BalieOrderField field)
{
  BalieOrderFieldRow *self = g_object_new (BALIE_TYPE_ORDER_FIELD_ROW, NULL);

  self->field = field;
  gtk_label_set_label (self->label,
                       g_dgettext (GETTEXT_PACKAGE, balie_order_field_get_info (field)->label));
  build_input (self);
  return GTK_WIDGET (self);
}

/**
 * balie_order_field_row_get_field:
 * @self: a row
 *
 * Returns: whose it is
 */
BalieOrderField
balie_order_field_row_get_field (BalieOrderFieldRow *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_FIELD_ROW (self), BALIE_ORDER_FIELD_NUMBER);

  return self->field;
}

static void
show_text (BalieOrderFieldRow *self, const char *text)
{
  g_autofree char *present = balie_order_field_row_dup_value (self);
  g_autofree char *shown = NULL;

  /* What is being typed is not rewritten while it means the same. */
  if (g_strcmp0 (present, text) == 0)
    return;
  if (self->field == BALIE_ORDER_FIELD_PLATE)
    shown = balie_plate_dup_dashed (text);
  gtk_editable_set_text (GTK_EDITABLE (self->input), shown != NULL ? shown : text);
}

static void
show_choice (BalieOrderFieldRow *self, const char *code)
{
  BalieFieldType type = get_kind (self);

  for (guint i = 0; i < get_n_choices (type); i++)
    if (g_strcmp0 (get_choice_code (type, i), code) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->input), i);
}

/**
 * balie_order_field_row_set_value:
 * @self: a row
 * @text: canonical text
 */
void
balie_order_field_row_set_value (BalieOrderFieldRow *self, const char *text)
{
  g_return_if_fail (BALIE_IS_ORDER_FIELD_ROW (self));

  self->applying = TRUE;
  switch (get_kind (self))
    {
    case BALIE_FIELD_DATE:
      balie_date_entry_set_value (BALIE_DATE_ENTRY (self->input), text);
      break;
    case BALIE_FIELD_BOOL:
      gtk_switch_set_active (GTK_SWITCH (self->input), g_str_equal (text, "yes"));
      break;
    case BALIE_FIELD_KIND:
    case BALIE_FIELD_STATUS:
      show_choice (self, text);
      break;
    case BALIE_FIELD_TEXT:
    case BALIE_FIELD_PLATES:
    default:
      show_text (self, text);
      break;
    }
  self->applying = FALSE;
}

/**
 * balie_order_field_row_dup_value:
 * @self: a row
 *
 * Returns: (transfer full): canonical text, or what was typed if it can't be read
 */
char *
balie_order_field_row_dup_value (BalieOrderFieldRow *self)
{
  const char *text;

  g_return_val_if_fail (BALIE_IS_ORDER_FIELD_ROW (self), NULL);

  switch (get_kind (self))
    {
    case BALIE_FIELD_DATE:
      return balie_date_entry_dup_value (BALIE_DATE_ENTRY (self->input));
    case BALIE_FIELD_BOOL:
      return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->input)) ? "yes" : "no");
    case BALIE_FIELD_KIND:
    case BALIE_FIELD_STATUS:
      return g_strdup (get_choice_code (get_kind (self),
                                        gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input))));
    case BALIE_FIELD_TEXT:
    case BALIE_FIELD_PLATES:
    default:
      text = gtk_editable_get_text (GTK_EDITABLE (self->input));
      if (self->field == BALIE_ORDER_FIELD_PLATE || self->field == BALIE_ORDER_FIELD_VIN)
        return balie_text_dup_alnum_upper (text);
      return g_strdup (text);
    }
}

/**
 * balie_order_field_row_set_hint:
 * @self: a row
 * @level: suspect or invalid
 * @text: a sentence, "" takes the hint away
 */
void
balie_order_field_row_set_hint (BalieOrderFieldRow *self, BalieCheckLevel level, const char *text)
{
  gboolean invalid = level == BALIE_CHECK_INVALID && *text != '\0';
  gboolean suspect = level == BALIE_CHECK_SUSPECT && *text != '\0';

  g_return_if_fail (BALIE_IS_ORDER_FIELD_ROW (self));

  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *text != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "warning");
  gtk_widget_remove_css_class (self->input, "error");
  if (invalid)
    gtk_widget_add_css_class (self->input, "error");
  if (invalid || suspect)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), invalid ? "error" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_label_get_mnemonic_widget (self->label)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/**
 * balie_order_field_row_get_hint:
 * @self: a row
 *
 * Returns: (transfer none): the hint shown, "" if none
 */
const char *
balie_order_field_row_get_hint (BalieOrderFieldRow *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_FIELD_ROW (self), "");

  return gtk_label_get_label (self->hint);
}

/**
 * balie_order_field_row_set_changed:
 * @self: a row
 * @changed: whether the value is not saved yet; marked by a dot and in words
 */
void
balie_order_field_row_set_changed (BalieOrderFieldRow *self, gboolean changed)
{
  const char *label;
  g_autofree char *marked = NULL;

  g_return_if_fail (BALIE_IS_ORDER_FIELD_ROW (self));

  label = g_dgettext (GETTEXT_PACKAGE, balie_order_field_get_info (self->field)->label);
  if (changed)
    marked = g_strdup_printf ("%s •", label);
  gtk_label_set_label (self->label, changed ? marked : label);
  balie_accessible_set_tooltip (GTK_WIDGET (self->label), changed ? _ ("Not saved yet") : NULL);
}

/**
 * balie_order_field_row_set_locked:
 * @self: a row
 * @reason: (nullable): why it can't be edited, %NULL if it can
 */
void
balie_order_field_row_set_locked (BalieOrderFieldRow *self, const char *reason)
{
  g_return_if_fail (BALIE_IS_ORDER_FIELD_ROW (self));

  gtk_widget_set_sensitive (self->input, reason == NULL);
  balie_accessible_set_tooltip (self->input, reason);
}
