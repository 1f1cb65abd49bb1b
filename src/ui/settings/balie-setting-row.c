/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the preferences for one setting of the dealership, made from the setting's own table.
 *
 * The row and its binding live as long as the widget. A change is written at once; what the
 * database then holds is what the row shows, so a refused value springs back with its reason. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-setting-row.h"

#include "balie-accessible.h"
#include "balie-administration.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

#define MAX_PERIOD_DAYS 36500
#define DEFAULT_PERIOD_DAYS 730

/**
 * Binding:
 *
 * Ties a row to its setting; owned by the row, freed with it.
 */
typedef struct
{
  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  /* Borrowed: the row owns the binding */
  GtkWidget *row;
  GtkWidget *control;
  GtkWidget *days;  /* (nullable): of a period, beside its choice */
  GtkWidget *apply; /* (nullable): of a period: what it removes does not come back */
  /* State */
  BalieSettingKey key;
  gulong changed_id;
  gboolean showing;
} Binding;

static const struct
{
  const char *code;
  const char *label;
} choice_labels[] = {
  { "attention", N_ ("Needs attention only") },
  { "before-delivery", N_ ("Request before delivery") },
  { "nl", N_ ("Dutch") },
  { "de", N_ ("German") },
  { "en", N_ ("English") },
};

static const char *
get_choice_label (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choice_labels); i++)
    {
      if (g_str_equal (choice_labels[i].code, code))
        return _ (choice_labels[i].label);
    }
  return code;
}

static void
free_binding (gpointer data)
{
  Binding *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_signal_handler (&self->changed_id, self->desk);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_free (self);
}

void
balie_preferences_toast (GtkWidget *widget, const char *text)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW);
  /* Texts name files and say what remotes said: plain text, never markup. */
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (escaped));
}

/* (transfer full): what the choice and the days beside it say */
static char *
dup_period (Binding *self)
{
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control)) == 0)
    return g_strdup ("off");
  return g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->days)));
}

static void
update_period (Binding *self)
{
  g_autofree char *chosen = dup_period (self);
  const char *saved = balie_settings_get_text (balie_desk_get_settings (self->desk), self->key);

  gtk_widget_set_visible (self->days, !g_str_equal (chosen, "off"));
  gtk_widget_set_visible (self->apply, !g_str_equal (chosen, saved));
}

static void
show_period (Binding *self, int days)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), days > 0 ? 1 : 0);
  if (days > 0)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->days), days);
  update_period (self);
}

static void
show_value (Binding *self)
{
  BalieSettings *settings = balie_desk_get_settings (self->desk);
  const BalieSettingInfo *info = balie_setting_get_info (self->key);
  const char *value = balie_settings_get_text (settings, self->key);

  self->showing = TRUE;
  switch (info->type)
    {
    case BALIE_SETTING_TYPE_SWITCH:
      gtk_switch_set_active (GTK_SWITCH (self->control),
                             balie_settings_get_switch (settings, self->key));
      break;
    case BALIE_SETTING_TYPE_DAYS:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->control),
                                 balie_settings_get_days (settings, self->key));
      break;
    case BALIE_SETTING_TYPE_PERIOD:
      show_period (self, balie_settings_get_period (settings, self->key));
      break;
    case BALIE_SETTING_TYPE_CHOICE:
      for (guint i = 0; info->choices[i] != NULL; i++)
        {
          if (g_str_equal (info->choices[i], value))
            adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), i);
        }
      break;
    case BALIE_SETTING_TYPE_TEXT:
    case BALIE_SETTING_TYPE_TIME:
    case BALIE_SETTING_TYPE_ZONE:
    case BALIE_SETTING_TYPE_REGEX:
    case BALIE_SETTING_TYPE_ADDRESS:
    case BALIE_SETTING_TYPE_ADDRESSES:
    default:
      gtk_editable_set_text (GTK_EDITABLE (self->row), value);
      break;
    }
  self->showing = FALSE;
}

static void
set_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Binding *self = user_data;
  gboolean ok = balie_administration_set_finish (BALIE_DESK (source), result, &error);

  if (balie_error_is_cancelled (error))
    return;
  if (ok)
    {
      gtk_widget_remove_css_class (self->row, "error");
      return;
    }
  {
    g_autofree char *text = balie_sentence_dup_text (BALIE_ACTION_SAVE_SETTINGS, error);

    balie_preferences_toast (self->row, text);
  }
  if (GTK_IS_EDITABLE (self->row))
    gtk_widget_add_css_class (self->row, "error");
  else
    show_value (self);
}

static void
save_value (Binding *self, const char *value)
{
  const BalieSettingInfo *info = balie_setting_get_info (self->key);
  const char *pair[] = { info->code, value, NULL };

  if (self->showing || g_str_equal (value, balie_settings_get_text (
                                               balie_desk_get_settings (self->desk), self->key)))
    return;
  balie_administration_set_async (self->desk, pair, NULL, NULL, self->cancellable, set_saved_cb,
                                  self);
}

static void
switch_changed_cb (Binding *self)
{
  save_value (self, gtk_switch_get_active (GTK_SWITCH (self->control)) ? "on" : "off");
}

static void
days_changed_cb (Binding *self)
{
  g_autofree char *text =
      g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->control)));

  save_value (self, text);
}

static void
period_applied_cb (Binding *self)
{
  g_autofree char *text = dup_period (self);

  save_value (self, text);
}

static void
choice_changed_cb (Binding *self)
{
  const BalieSettingInfo *info = balie_setting_get_info (self->key);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  if (selected != GTK_INVALID_LIST_POSITION)
    save_value (self, info->choices[selected]);
}

static void
text_applied_cb (Binding *self)
{
  save_value (self, gtk_editable_get_text (GTK_EDITABLE (self->row)));
}

static void
desk_changed_cb (Binding *self, const char *table)
{
  if (g_str_equal (table, "settings"))
    show_value (self);
}

static void
build_switch (Binding *self)
{
  self->row = adw_action_row_new ();
  self->control = gtk_switch_new ();
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->control);
  g_signal_connect_swapped (self->control, "notify::active", G_CALLBACK (switch_changed_cb), self);
}

static void
build_days (Binding *self)
{
  self->row = adw_action_row_new ();
  self->control = gtk_spin_button_new_with_range (0, 365, 1);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->control);
  g_signal_connect_swapped (self->control, "value-changed", G_CALLBACK (days_changed_cb), self);
}

/* For ever, or for the days beside it. It is written when a person says so: what is older is then removed
 * by itself. */
static void
build_period (Binding *self)
{
  const char *const choices[] = { _ ("For ever"), _ ("A number of days"), NULL };
  GtkWidget *suffixes[3];

  self->row = adw_action_row_new ();
  self->control = gtk_drop_down_new_from_strings (choices);
  self->days = gtk_spin_button_new_with_range (1, MAX_PERIOD_DAYS, 1);
  self->apply = gtk_button_new_from_icon_name ("object-select-symbolic");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->days), DEFAULT_PERIOD_DAYS);
  balie_accessible_set_label (self->days, _ ("Days"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_widget_set_tooltip_text (self->apply,
                               _ ("Apply: from now on what is older is removed by itself"));
  balie_accessible_set_label (self->apply, _ ("Apply"));
  suffixes[0] = self->control;
  suffixes[1] = self->days;
  suffixes[2] = self->apply;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gtk_widget_set_valign (suffixes[i], GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), suffixes[i]);
    }
  g_signal_connect_swapped (self->control, "notify::selected", G_CALLBACK (update_period), self);
  g_signal_connect_swapped (self->days, "value-changed", G_CALLBACK (update_period), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (period_applied_cb), self);
}

static void
build_choice (Binding *self)
{
  const BalieSettingInfo *info = balie_setting_get_info (self->key);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; info->choices[i] != NULL; i++)
    gtk_string_list_append (labels, get_choice_label (info->choices[i]));
  self->row = adw_combo_row_new ();
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (labels));
  self->control = self->row;
  g_signal_connect_swapped (self->row, "notify::selected", G_CALLBACK (choice_changed_cb), self);
}

static void
build_text (Binding *self)
{
  const BalieSettingInfo *info = balie_setting_get_info (self->key);

  self->row = adw_entry_row_new ();
  self->control = self->row;
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), TRUE);
  if (info->type == BALIE_SETTING_TYPE_ADDRESS || info->type == BALIE_SETTING_TYPE_ADDRESSES)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_EMAIL);
  g_signal_connect_swapped (self->row, "apply", G_CALLBACK (text_applied_cb), self);
}

/**
 * balie_setting_row_new:
 * @desk: the desk
 * @key: which setting
 * @subtitle: (nullable): translated explanation; not shown by rows of text, which have no place for it
 *
 * Returns: (transfer floating): a row that shows the setting and writes what the person changes
 */
GtkWidget *
balie_setting_row_new (BalieDesk *desk, BalieSettingKey key, const char *subtitle)
{
  const BalieSettingInfo *info = balie_setting_get_info (key);
  Binding *self = g_new0 (Binding, 1);

  self->desk = g_object_ref (desk);
  self->cancellable = g_cancellable_new ();
  self->key = key;
  self->showing = TRUE;
  if (info->type == BALIE_SETTING_TYPE_SWITCH)
    build_switch (self);
  else if (info->type == BALIE_SETTING_TYPE_DAYS)
    build_days (self);
  else if (info->type == BALIE_SETTING_TYPE_PERIOD)
    build_period (self);
  else if (info->type == BALIE_SETTING_TYPE_CHOICE)
    build_choice (self);
  else
    build_text (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (info->label));
  balie_accessible_set_label (GTK_WIDGET (self->control), _ (info->label));
  if (ADW_IS_ACTION_ROW (self->row) && subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), subtitle);
  g_object_set_data_full (G_OBJECT (self->row), "balie-setting", self, free_binding);
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  show_value (self);
  return self->row;
}
