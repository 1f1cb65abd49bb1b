/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The input of one described field (BalieFieldSpec), by its type: entry, text, date, switch or list.
 *
 * Values go in and out as canonical text. A switch that is off says what was said before: nothing,
 * or no. A list keeps a value that it does not know. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-value-input.h"

#include "balie-accessible.h"
#include "balie-date-entry.h"
#include "balie-iso-codes.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieValueInput
{
  AdwBin parent_instance;

  /* Borrowed */
  const BalieFieldSpec *spec;
  GtkWidget *control; /* what has the focus */

  /* Owned */
  GPtrArray *codes;     /* of char*, as the names; (nullable): not a list */
  GtkStringList *names; /* (nullable) */
  char *off;            /* what a switch that is off says: "" or "no" */

  /* State */
  guint n_known; /* choices; behind them a value that is none */
  gboolean is_list;
  gboolean applying;
};

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieValueInput, balie_value_input, ADW_TYPE_BIN)

static void
input_changed_cb (BalieValueInput *self)
{
  if (!self->applying)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
watch (BalieValueInput *self, gpointer object, const char *signal)
{
  g_signal_connect_object (object, signal, G_CALLBACK (input_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
build_entry (BalieValueInput *self)
{
  self->control = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->control), 6);
  gtk_entry_set_max_length (GTK_ENTRY (self->control), (int) self->spec->max_bytes);
  if (self->spec->type == BALIE_VALUE_CODE)
    gtk_widget_add_css_class (self->control, "numeric");
  watch (self, self->control, "changed");
  adw_bin_set_child (ADW_BIN (self), self->control);
}

static void
build_lines (BalieValueInput *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_top_margin (view, 6);
  gtk_text_view_set_bottom_margin (view, 24);
  gtk_text_view_set_left_margin (view, 8);
  gtk_text_view_set_right_margin (view, 8);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_add_css_class (scroller, "balie-lines");
  self->control = GTK_WIDGET (view);
  watch (self, gtk_text_view_get_buffer (view), "changed");
  adw_bin_set_child (ADW_BIN (self), scroller);
}

static void
build_switch (BalieValueInput *self)
{
  self->control = gtk_switch_new ();
  gtk_widget_set_halign (self->control, GTK_ALIGN_START);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  watch (self, self->control, "notify::active");
  adw_bin_set_child (ADW_BIN (self), self->control);
}

static void
build_date (BalieValueInput *self)
{
  GtkWidget *entry = balie_date_entry_new (g_dgettext (GETTEXT_PACKAGE, self->spec->label));

  self->control = balie_date_entry_get_entry (BALIE_DATE_ENTRY (entry));
  watch (self, entry, "edited");
  adw_bin_set_child (ADW_BIN (self), entry);
}

static void
short_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_list_item_set_child (item, label);
}

static void
whole_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_list_item_set_child (item, label);
}

static void
name_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
build_factory (GCallback set_up)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", set_up, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (name_bound_cb), NULL);
  return factory;
}

static void
build_list (BalieValueInput *self)
{
  g_autoptr (GtkListItemFactory) shown = build_factory (G_CALLBACK (short_set_up_cb));
  g_autoptr (GtkListItemFactory) listed = build_factory (G_CALLBACK (whole_set_up_cb));
  GtkExpression *expression;

  self->is_list = TRUE;
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->names = gtk_string_list_new (NULL);
  expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  self->control = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->names)), expression);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->control), shown);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->control), listed);
  watch (self, self->control, "notify::selected");
  adw_bin_set_child (ADW_BIN (self), self->control);
}

static void
add_choice (BalieValueInput *self, const char *code, const char *name)
{
  g_ptr_array_add (self->codes, g_strdup (code));
  gtk_string_list_append (self->names, name);
}

static void
add_known (BalieValueInput *self, const char *code, const char *name)
{
  add_choice (self, code, name);
  self->n_known = self->codes->len;
}

static void
fill_choices (BalieValueInput *self)
{
  add_known (self, "", C_ ("choice in a list", "Not given"));
  for (const BalieChoice *choice = self->spec->choices; choice != NULL && choice->code != NULL;
       choice++)
    if (*choice->code != '\0')
      add_known (self, choice->code, balie_field_get_choice_label (self->spec, choice->code));
}

/* Hundreds of names are searched rather than scrolled through. */
static void
fill_codes (BalieValueInput *self, const char *const *codes, char *(*dup_name) (const char *code))
{
  add_known (self, "", C_ ("choice in a list", "Not given"));
  for (; *codes != NULL; codes++)
    {
      g_autofree char *name = dup_name (*codes);

      add_known (self, *codes, name);
    }
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->control), TRUE);
}

static void
build_by_type (BalieValueInput *self)
{
  switch (self->spec->type)
    {
    case BALIE_VALUE_LINES:
      build_lines (self);
      break;
    case BALIE_VALUE_DATE:
      build_date (self);
      break;
    case BALIE_VALUE_SWITCH:
      build_switch (self);
      break;
    case BALIE_VALUE_CHOICE:
      build_list (self);
      fill_choices (self);
      break;
    case BALIE_VALUE_COUNTRY:
      build_list (self);
      fill_codes (self, balie_country_get_codes (), balie_country_dup_name);
      break;
    case BALIE_VALUE_LANGUAGE:
      build_list (self);
      fill_codes (self, balie_language_get_codes (), balie_language_dup_name);
      break;
    case BALIE_VALUE_TEXT:
    case BALIE_VALUE_CODE:
    case BALIE_VALUE_MOMENT:
    default:
      build_entry (self);
      break;
    }
}

static void
balie_value_input_finalize (GObject *object)
{
  BalieValueInput *self = BALIE_VALUE_INPUT (object);

  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_object (&self->names);
  g_clear_pointer (&self->off, g_free);
  G_OBJECT_CLASS (balie_value_input_parent_class)->finalize (object);
}

static void
balie_value_input_class_init (BalieValueInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_value_input_finalize;
  /**
   * BalieValueInput::edited:
   * @self: the input
   *
   * A person changed it.
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_value_input_init (BalieValueInput *self)
{
  self->off = g_strdup ("");
  gtk_widget_add_css_class (GTK_WIDGET (self), "balie-value");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/**
 * balie_value_input_new:
 * @spec: the field; lives for ever
 *
 * Returns: (transfer floating): an empty input
 */
GtkWidget *
balie_value_input_new (const BalieFieldSpec *spec)
{
  BalieValueInput *self = g_object_new (BALIE_TYPE_VALUE_INPUT, NULL);

  self->spec = spec;
  build_by_type (self);
  balie_accessible_set_label (self->control, g_dgettext (GETTEXT_PACKAGE, spec->label));
  return GTK_WIDGET (self);
}

/**
 * balie_value_input_new_list:
 * @spec: a field of text; lives for ever
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
balie_value_input_new_list (const BalieFieldSpec *spec)
{
  BalieValueInput *self = g_object_new (BALIE_TYPE_VALUE_INPUT, NULL);

  self->spec = spec;
  build_list (self);
  add_known (self, "", C_ ("choice in a list", "Not given"));
  balie_accessible_set_label (self->control, g_dgettext (GETTEXT_PACKAGE, spec->label));
  return GTK_WIDGET (self);
}

/**
 * balie_value_input_set_choices:
 * @self: a list
 * @codes: (array zero-terminated=1): what is stored
 * @names: (array zero-terminated=1): what is read, as many
 *
 * The value chosen stays, known or not.
 */
void
balie_value_input_set_choices (BalieValueInput *self,
                               const char *const *codes,
                               const char *const *names)
{
  g_autofree char *value = NULL;

  g_return_if_fail (BALIE_IS_VALUE_INPUT (self) && self->is_list);

  value = balie_value_input_dup_value (self);
  self->applying = TRUE;
  g_ptr_array_set_size (self->codes, 0);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          NULL);
  add_known (self, "", C_ ("choice in a list", "Not given"));
  for (; *codes != NULL; codes++, names++)
    add_known (self, *codes, *names);
  self->applying = FALSE;
  balie_value_input_set_value (self, value);
}

/**
 * balie_value_input_get_spec:
 * @self: an input
 *
 * Returns: (transfer none): whose it is
 */
const BalieFieldSpec *
balie_value_input_get_spec (BalieValueInput *self)
{
  g_return_val_if_fail (BALIE_IS_VALUE_INPUT (self), NULL);

  return self->spec;
}

/**
 * balie_value_input_get_control:
 * @self: an input
 *
 * Returns: (transfer none): what has the focus
 */
GtkWidget *
balie_value_input_get_control (BalieValueInput *self)
{
  g_return_val_if_fail (BALIE_IS_VALUE_INPUT (self), NULL);

  return self->control;
}

static void
select_code (BalieValueInput *self, const char *value)
{
  guint index;

  if (self->codes->len > self->n_known &&
      !g_str_equal (g_ptr_array_index (self->codes, self->n_known), value))
    {
      g_ptr_array_set_size (self->codes, (int) self->n_known);
      gtk_string_list_remove (self->names, self->n_known);
    }
  if (!g_ptr_array_find_with_equal_func (self->codes, value, g_str_equal, &index))
    {
      index = self->codes->len;
      add_choice (self, value, value);
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), index);
}

static gboolean
is_meant (BalieValueInput *self, const char *present, const char *value)
{
  g_autofree char *canonical = balie_field_dup_canonical (self->spec, present, NULL);

  return g_str_equal (present, value) || g_strcmp0 (canonical, value) == 0;
}

/**
 * balie_value_input_set_value:
 * @self: an input
 * @value: canonical text, or what was typed before
 *
 * Does nothing while what is typed is the same, so that typing is not disturbed.
 */
void
balie_value_input_set_value (BalieValueInput *self, const char *value)
{
  g_autofree char *present = NULL;

  g_return_if_fail (BALIE_IS_VALUE_INPUT (self));

  present = balie_value_input_dup_value (self);
  self->applying = TRUE;
  if (self->spec->type == BALIE_VALUE_SWITCH)
    {
      g_free (self->off);
      self->off = g_strdup (g_str_equal (value, "no") ? "no" : "");
      gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (value, "yes"));
    }
  else if (self->is_list)
    select_code (self, value);
  else if (self->spec->type == BALIE_VALUE_DATE)
    balie_date_entry_set_value (BALIE_DATE_ENTRY (adw_bin_get_child (ADW_BIN (self))), value);
  else if (is_meant (self, present, value))
    ; /* a blank at the end may be the middle of a name */
  else if (self->spec->type == BALIE_VALUE_LINES)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), value, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->control), value);
  self->applying = FALSE;
}

static char *
dup_lines (BalieValueInput *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * balie_value_input_dup_value:
 * @self: an input
 *
 * Returns: (transfer full): canonical text, or what was typed if it can't be read
 */
char *
balie_value_input_dup_value (BalieValueInput *self)
{
  guint index;

  g_return_val_if_fail (BALIE_IS_VALUE_INPUT (self), NULL);

  if (self->is_list)
    {
      index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
      return g_strdup (index < self->codes->len ? g_ptr_array_index (self->codes, index) : "");
    }
  switch (self->spec->type)
    {
    case BALIE_VALUE_SWITCH:
      return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->control)) ? "yes" : self->off);
    case BALIE_VALUE_DATE:
      return balie_date_entry_dup_value (BALIE_DATE_ENTRY (adw_bin_get_child (ADW_BIN (self))));
    case BALIE_VALUE_LINES:
      return dup_lines (self);
    case BALIE_VALUE_CODE:
      return balie_text_dup_alnum_upper (gtk_editable_get_text (GTK_EDITABLE (self->control)));
    case BALIE_VALUE_TEXT:
    case BALIE_VALUE_MOMENT:
    case BALIE_VALUE_CHOICE:
    case BALIE_VALUE_COUNTRY:
    case BALIE_VALUE_LANGUAGE:
    default:
      return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
    }
}

/**
 * balie_value_input_set_hint:
 * @self: an input
 * @level: suspect or invalid
 * @text: a sentence, "" takes it away
 */
void
balie_value_input_set_hint (BalieValueInput *self, BalieCheckLevel level, const char *text)
{
  g_return_if_fail (BALIE_IS_VALUE_INPUT (self));

  if (level == BALIE_CHECK_INVALID && *text != '\0')
    gtk_widget_add_css_class (self->control, "error");
  else
    gtk_widget_remove_css_class (self->control, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/**
 * balie_value_input_set_locked:
 * @self: an input
 * @reason: (nullable): why it can't be edited, %NULL if it can
 */
void
balie_value_input_set_locked (BalieValueInput *self, const char *reason)
{
  g_return_if_fail (BALIE_IS_VALUE_INPUT (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self), reason == NULL);
  balie_accessible_set_tooltip (GTK_WIDGET (self), reason);
}
