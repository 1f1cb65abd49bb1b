/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One choice out of a few: a row of toggle buttons, or a dropdown where the row does not fit.
 *
 * Both show the same choice; AdwSqueezer picks the one that fits without cutting a word. Main
 * thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-choice-bar.h"

#include "balie-accessible.h"

typedef struct
{
  char *code;
  char *label; /* with mnemonic */
  char *plain;
  gint64 count;
  GtkToggleButton *button; /* borrowed from the box */
  GtkLabel *title;         /* borrowed from the button */
} Choice;

struct _BalieChoiceBar
{
  AdwBin parent_instance;

  /* Borrowed from the template */
  GtkBox *box;
  GtkDropDown *dropdown;

  /* Owned */
  GPtrArray *choices; /* of Choice */
  GtkStringList *names;

  /* State */
  guint selected;
  gboolean applying;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieChoiceBar, balie_choice_bar, ADW_TYPE_BIN)

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_free (choice->code);
  g_free (choice->label);
  g_free (choice->plain);
  g_free (choice);
}

static char *
strip_mnemonic (const char *label)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++)
    if (*p != '_')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

static Choice *
find_choice (BalieChoiceBar *self, const char *code, guint *index)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      if (g_strcmp0 (choice->code, code) != 0)
        continue;
      if (index != NULL)
        *index = i;
      return choice;
    }
  return NULL;
}

static void
apply_selected (BalieChoiceBar *self)
{
  if (self->applying)
    return;
  self->applying = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      gtk_toggle_button_set_active (choice->button, i == self->selected);
    }
  gtk_drop_down_set_selected (self->dropdown, self->selected);
  self->applying = FALSE;
}

static void
choose (BalieChoiceBar *self, guint index)
{
  Choice *choice;

  if (self->applying || index >= self->choices->len)
    return;
  if (index == self->selected)
    {
      apply_selected (self);
      return;
    }
  choice = g_ptr_array_index (self->choices, index);
  self->selected = index;
  apply_selected (self);
  g_signal_emit (self, signals[CHOSEN], 0, choice->code);
}

static char *
dup_text_with_count (const Choice *choice, const char *text)
{
  if (choice->count < 0)
    return g_strdup (text);
  return g_strdup_printf ("%s  %'" G_GINT64_FORMAT, text, choice->count);
}

static void
update_texts (BalieChoiceBar *self, guint index)
{
  Choice *choice = g_ptr_array_index (self->choices, index);
  g_autofree char *label = dup_text_with_count (choice, choice->label);
  g_autofree char *plain = dup_text_with_count (choice, choice->plain);
  const char *const additions[] = { plain, NULL };

  gtk_label_set_label (choice->title, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  plain, -1);
  self->applying = TRUE;
  gtk_string_list_splice (self->names, index, 1, additions);
  gtk_drop_down_set_selected (self->dropdown, self->selected);
  self->applying = FALSE;
}

static void
button_toggled_cb (GtkToggleButton *button, BalieChoiceBar *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (self->applying)
    return;
  choose (self, index);
}

static void
dropdown_selected_cb (GtkDropDown *dropdown, GParamSpec *pspec, BalieChoiceBar *self)
{
  if (!self->applying)
    choose (self, gtk_drop_down_get_selected (dropdown));
}

static void
balie_choice_bar_finalize (GObject *object)
{
  BalieChoiceBar *self = BALIE_CHOICE_BAR (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (balie_choice_bar_parent_class)->finalize (object);
}

static void
balie_choice_bar_class_init (BalieChoiceBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_choice_bar_finalize;

  /**
   * BalieChoiceBar::chosen:
   * @self: the bar
   * @code: the choice
   *
   * A person chose another one.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
balie_choice_bar_init (BalieChoiceBar *self)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  self->choices = g_ptr_array_new_with_free_func (free_choice);
  self->names = gtk_string_list_new (NULL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "balie-choices");
  self->dropdown =
      GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)), NULL));
  g_signal_connect_object (self->dropdown, "notify::selected", G_CALLBACK (dropdown_selected_cb),
                           self, 0);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_set_xalign (ADW_SQUEEZER (squeezer), 0.0f);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), GTK_WIDGET (self->box));
  adw_squeezer_add (ADW_SQUEEZER (squeezer), GTK_WIDGET (self->dropdown));
  adw_bin_set_child (ADW_BIN (self), squeezer);
}

/**
 * balie_choice_bar_new:
 * @name: what is chosen, for assistive technology
 *
 * Returns: (transfer floating): an empty bar
 */
GtkWidget *
balie_choice_bar_new (const char *name)
{
  BalieChoiceBar *self = g_object_new (BALIE_TYPE_CHOICE_BAR, NULL);

  balie_accessible_set_label (GTK_WIDGET (self->dropdown), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * balie_choice_bar_append:
 * @self: a bar
 * @code: what is reported when it is chosen
 * @label: translated, with a mnemonic
 */
void
balie_choice_bar_append (BalieChoiceBar *self, const char *code, const char *label)
{
  Choice *choice;
  GtkWidget *button;
  GtkWidget *title;

  g_return_if_fail (BALIE_IS_CHOICE_BAR (self));

  choice = g_new0 (Choice, 1);
  choice->code = g_strdup (code);
  choice->label = g_strdup (label);
  choice->plain = strip_mnemonic (label);
  choice->count = -1;
  button = gtk_toggle_button_new ();
  title = gtk_label_new_with_mnemonic (label);
  gtk_label_set_mnemonic_widget (GTK_LABEL (title), button);
  gtk_label_set_use_underline (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "numeric");
  gtk_button_set_child (GTK_BUTTON (button), title);
  choice->button = GTK_TOGGLE_BUTTON (button);
  choice->title = GTK_LABEL (title);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (self->choices->len));
  g_ptr_array_add (self->choices, choice);
  gtk_box_append (self->box, button);
  self->applying = TRUE;
  gtk_string_list_append (self->names, choice->plain);
  self->applying = FALSE;
  apply_selected (self);
  update_texts (self, self->choices->len - 1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (button_toggled_cb), self, 0);
}

/**
 * balie_choice_bar_set_count:
 * @self: a bar
 * @code: a choice
 * @count: shown after the label; negative hides it
 */
void
balie_choice_bar_set_count (BalieChoiceBar *self, const char *code, gint64 count)
{
  guint index;
  Choice *choice;

  g_return_if_fail (BALIE_IS_CHOICE_BAR (self));

  choice = find_choice (self, code, &index);
  if (choice == NULL || choice->count == count)
    return;
  choice->count = count;
  update_texts (self, index);
}

/**
 * balie_choice_bar_set_code:
 * @self: a bar
 * @code: a choice; nothing happens when it is unknown
 *
 * Shows a choice without reporting it.
 */
void
balie_choice_bar_set_code (BalieChoiceBar *self, const char *code)
{
  g_return_if_fail (BALIE_IS_CHOICE_BAR (self));

  if (find_choice (self, code, &self->selected) != NULL)
    apply_selected (self);
}

/**
 * balie_choice_bar_get_code:
 * @self: a bar
 *
 * Returns: (nullable): what is chosen, %NULL while the bar is empty
 */
const char *
balie_choice_bar_get_code (BalieChoiceBar *self)
{
  g_return_val_if_fail (BALIE_IS_CHOICE_BAR (self), NULL);

  return balie_choice_bar_get_nth_code (self, self->selected);
}

/**
 * balie_choice_bar_get_n:
 * @self: a bar
 *
 * Returns: how many choices there are
 */
guint
balie_choice_bar_get_n (BalieChoiceBar *self)
{
  g_return_val_if_fail (BALIE_IS_CHOICE_BAR (self), 0);

  return self->choices->len;
}

/**
 * balie_choice_bar_get_nth_code:
 * @self: a bar
 * @index: from 0
 *
 * Returns: (nullable): its code
 */
const char *
balie_choice_bar_get_nth_code (BalieChoiceBar *self, guint index)
{
  g_return_val_if_fail (BALIE_IS_CHOICE_BAR (self), NULL);

  if (index >= self->choices->len)
    return NULL;
  return ((Choice *) g_ptr_array_index (self->choices, index))->code;
}
