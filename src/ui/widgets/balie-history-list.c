/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of one record: who changed what, when and at which desk; restores one value.
 *
 * What a row says and how a value is restored is told by a table of functions per kind of record.
 * Main thread only; owns copies of what it shows. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-history-list.h"

#include "balie-accessible.h"
#include "balie-moment.h"

#include <glib/gi18n-lib.h>

/* The older rest is shown when asked for. */
#define FIRST_ROWS 100

struct _BalieHistoryList
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  char *number;
  GPtrArray *activity; /* of BalieActivity, newest first */

  /* Borrowed */
  const BalieHistoryKind *kind;
  GtkListBox *list;
  GtkButton *more;

  /* State */
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (BalieHistoryList, balie_history_list, ADW_TYPE_BIN)

static void
restore_clicked_cb (GtkButton *button, BalieHistoryList *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "activity"));
  const BalieActivity *activity;

  if (index >= self->activity->len)
    return;
  activity = g_ptr_array_index (self->activity, index);
  self->kind->restore (GTK_WIDGET (self), self->desk, self->number, activity->id);
}

static GtkWidget *
build_restore (BalieHistoryList *self, guint index, const char *what)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  const BalieActivity *activity = g_ptr_array_index (self->activity, index);
  BalieDeed deed = self->kind->get_deed (activity);
  gboolean may = balie_permission_allows (user, deed);
  g_autofree char *reason =
      may ? g_strdup (_ ("Restore this value")) : balie_permission_dup_reason (user, deed);
  g_autofree char *name = g_strdup_printf (_ ("Restore this value: %s"), what);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, may);
  balie_accessible_set_tooltip (button, reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "activity", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_clicked_cb), self, 0);
  return button;
}

static GtkWidget *
build_row (BalieHistoryList *self, guint index)
{
  const BalieActivity *activity = g_ptr_array_index (self->activity, index);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *what = self->kind->dup_what (activity);
  g_autofree char *subtitle = balie_moment_dup_line (activity->at, activity->actor, activity->desk);

  /* Values are what people or files gave: plain text, never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "numeric");
  if (self->kind->can_restore (activity))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), build_restore (self, index, what));
  return row;
}

static void
show_rows (BalieHistoryList *self, guint n_rows)
{
  for (; self->n_shown < MIN (n_rows, self->activity->len); self->n_shown++)
    gtk_list_box_append (self->list, build_row (self, self->n_shown));
  gtk_widget_set_visible (GTK_WIDGET (self->more), self->n_shown < self->activity->len);
}

static void
more_clicked_cb (BalieHistoryList *self)
{
  show_rows (self, self->n_shown + FIRST_ROWS);
}

static gboolean
is_same_activity (BalieHistoryList *self, const char *number, GPtrArray *activity)
{
  if (self->activity->len != activity->len || g_strcmp0 (self->number, number) != 0)
    return FALSE;
  for (guint i = 0; i < activity->len; i++)
    {
      const BalieActivity *mine = g_ptr_array_index (self->activity, i);
      const BalieActivity *theirs = g_ptr_array_index (activity, i);

      if (mine->id != theirs->id || g_strcmp0 (mine->old_value, theirs->old_value) != 0 ||
          g_strcmp0 (mine->new_value, theirs->new_value) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
balie_history_list_dispose (GObject *object)
{
  BalieHistoryList *self = BALIE_HISTORY_LIST (object);

  g_clear_pointer (&self->activity, g_ptr_array_unref);
  g_clear_pointer (&self->number, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_history_list_parent_class)->dispose (object);
}

static void
balie_history_list_class_init (BalieHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_history_list_dispose;
}

static void
free_activity (gpointer data)
{
  balie_activity_free (data);
}

static void
balie_history_list_init (BalieHistoryList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->activity = g_ptr_array_new_with_free_func (free_activity);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Activity"), -1);
  self->more = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("Show _Older Activity")));
  gtk_widget_set_halign (GTK_WIDGET (self->more), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * balie_history_list_new:
 * @desk: the desk
 * @kind: of the records; lives for ever
 *
 * Returns: (transfer floating): an empty history
 */
GtkWidget *
balie_history_list_new (BalieDesk *desk, const BalieHistoryKind *kind)
{
  BalieHistoryList *self = g_object_new (BALIE_TYPE_HISTORY_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->kind = kind;
  return GTK_WIDGET (self);
}

/**
 * balie_history_list_set:
 * @self: the history
 * @number: of the record
 * @activity: (element-type BalieActivity): newest first
 */
void
balie_history_list_set (BalieHistoryList *self, const char *number, GPtrArray *activity)
{
  guint n_rows = FIRST_ROWS;
  GtkWidget *child;

  g_return_if_fail (BALIE_IS_HISTORY_LIST (self));

  /* It grows, and values are erased from it. */
  if (is_same_activity (self, number, activity))
    return;
  if (g_strcmp0 (self->number, number) == 0)
    n_rows = MAX (n_rows, self->n_shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_free (self->number);
  self->number = g_strdup (number);
  g_ptr_array_set_size (self->activity, 0);
  for (guint i = 0; i < activity->len; i++)
    g_ptr_array_add (self->activity, balie_activity_copy (g_ptr_array_index (activity, i)));
  self->n_shown = 0;
  show_rows (self, n_rows);
}
