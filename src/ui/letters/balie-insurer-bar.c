/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the insurers' lines, with the way on.
 *
 * A locked login stands before any other problem: nothing is tried with it until a person says so. Reads
 * the insurers when they change. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-insurer-bar.h"

#include "balie-error.h"
#include "balie-letter-sync.h"
#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieInsurerBar
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkInfoBar *bar;
  GtkLabel *label;
  GtkButton *unlock_button;
  GtkButton *settings_button;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *insurers; /* (nullable): of BalieInsurer */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieInsurerBar, balie_insurer_bar, ADW_TYPE_BIN)

/* (nullable): the one to tell about: a locked one first. */
static const BalieInsurer *
find_problem (BalieInsurerBar *self)
{
  const BalieInsurer *found = NULL;

  for (guint i = 0; i < balie_insurer_bar_get_n (self); i++)
    {
      const BalieInsurer *insurer = g_ptr_array_index (self->insurers, i);

      if (!balie_text_is_empty (insurer->locked))
        return insurer;
      if (found == NULL && !balie_text_is_empty (insurer->last_problem))
        found = insurer;
    }
  return found;
}

static char *
dup_text (const BalieInsurer *insurer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  if (!balie_text_is_empty (insurer->locked))
    return g_strdup_printf (_ ("%s does not let Balie in: %s Nothing is tried until the login is "
                               "mended, so that it is not locked for good."),
                            insurer->name, insurer->locked);
  error =
      g_error_new_literal (BALIE_ERROR, balie_error_code_from_string (insurer->last_problem), "");
  problem = balie_sentence_dup_hint (BALIE_ACTION_FETCH_LETTERS, error);
  return g_strdup_printf (_ ("Letters of %s could not be fetched: %s Balie tries again by itself."),
                          insurer->name, problem);
}

static void
show (BalieInsurerBar *self)
{
  const BalieInsurer *insurer = find_problem (self);
  gboolean locked = insurer != NULL && !balie_text_is_empty (insurer->locked);
  gboolean administrator = balie_desk_check (self->desk, BALIE_DEED_CHANGE_SETTINGS, NULL);
  g_autofree char *text = insurer != NULL ? dup_text (insurer) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), insurer != NULL);
  gtk_info_bar_set_revealed (self->bar, insurer != NULL);
  if (insurer == NULL)
    return;
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_info_bar_set_message_type (self->bar, locked ? GTK_MESSAGE_ERROR : GTK_MESSAGE_WARNING);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->unlock_button), "s", insurer->name);
  gtk_widget_set_visible (GTK_WIDGET (self->unlock_button), locked);
  gtk_widget_set_visible (GTK_WIDGET (self->settings_button), administrator);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *insurers = balie_insurers_list_finish (BALIE_DESK (source), result, &error);
  BalieInsurerBar *self = user_data;

  /* A database that can't be read is told by the list's own query. */
  if (insurers == NULL)
    return;
  g_clear_pointer (&self->insurers, g_ptr_array_unref);
  self->insurers = insurers;
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
load (BalieInsurerBar *self)
{
  balie_insurers_list_async (self->desk, self->cancellable, listed_cb, self);
}

static void
desk_changed_cb (BalieInsurerBar *self, const char *table)
{
  if (g_strcmp0 (table, "insurers") == 0 || g_strcmp0 (table, "users") == 0)
    load (self);
}

static void
balie_insurer_bar_dispose (GObject *object)
{
  BalieInsurerBar *self = BALIE_INSURER_BAR (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_insurer_bar_parent_class)->dispose (object);
}

static void
balie_insurer_bar_finalize (GObject *object)
{
  BalieInsurerBar *self = BALIE_INSURER_BAR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->insurers, g_ptr_array_unref);
  G_OBJECT_CLASS (balie_insurer_bar_parent_class)->finalize (object);
}

static void
balie_insurer_bar_class_init (BalieInsurerBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_insurer_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_insurer_bar_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_insurer_bar_init (BalieInsurerBar *self)
{
  self->cancellable = g_cancellable_new ();
  self->bar = GTK_INFO_BAR (gtk_info_bar_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->unlock_button = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Try This Login Again")));
  self->settings_button = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Mend the Login…")));
  /* Names last: an action without its target would not fit. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->unlock_button), "s", "");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->settings_button), "s", "administration");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->unlock_button), "letters.unlock");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->settings_button), "win.show-page");
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "balie-bar");
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->label));
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->unlock_button));
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->settings_button));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bar));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * balie_insurer_bar_set_desk:
 * @self: the bar
 * @desk: the desk; set once
 *
 * Begins to read the insurers.
 */
void
balie_insurer_bar_set_desk (BalieInsurerBar *self, BalieDesk *desk)
{
  g_return_if_fail (BALIE_IS_INSURER_BAR (self));

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  load (self);
}

/**
 * balie_insurer_bar_get_n:
 * @self: the bar
 *
 * Returns: how many insurers there are; 0 until they were read
 */
guint
balie_insurer_bar_get_n (BalieInsurerBar *self)
{
  g_return_val_if_fail (BALIE_IS_INSURER_BAR (self), 0);

  return self->insurers != NULL ? self->insurers->len : 0;
}

/**
 * balie_insurer_bar_get_name:
 * @self: the bar
 * @index: which, below balie_insurer_bar_get_n()
 *
 * Returns: (transfer none): its name
 */
const char *
balie_insurer_bar_get_name (BalieInsurerBar *self, guint index)
{
  g_return_val_if_fail (index < balie_insurer_bar_get_n (self), "");

  return ((const BalieInsurer *) g_ptr_array_index (self->insurers, index))->name;
}
