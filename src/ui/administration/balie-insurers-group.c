/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insurers whose letters are fetched, each with the state of its line; a row opens the insurer.
 *
 * Read anew when they change. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-insurers-group.h"

#include "balie-error.h"
#include "balie-insurer-dialog.h"
#include "balie-letter-sync.h"
#include "balie-list-group.h"
#include "balie-moment.h"
#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieInsurersGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *rows; /* of borrowed GtkWidget */
};

G_DEFINE_FINAL_TYPE (BalieInsurersGroup, balie_insurers_group, ADW_TYPE_PREFERENCES_GROUP)

static void
free_insurer (gpointer data)
{
  balie_insurer_free (data);
}

static GtkWindow *
get_window (BalieInsurersGroup *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
row_activated_cb (GtkWidget *row, BalieInsurersGroup *self)
{
  balie_insurer_dialog_present (self->desk, get_window (self),
                                g_object_get_data (G_OBJECT (row), "insurer"));
}

static void
add_clicked_cb (BalieInsurersGroup *self)
{
  balie_insurer_dialog_present (self->desk, get_window (self), NULL);
}

static char *
dup_state (const BalieInsurer *insurer)
{
  g_autofree char *fetched = balie_moment_dup_text (insurer->last_sync_at);
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  if (!balie_text_is_empty (insurer->locked))
    return g_strdup_printf (_ ("Does not let Balie in: %s"), insurer->locked);
  if (!balie_text_is_empty (insurer->last_problem))
    {
      error = g_error_new_literal (BALIE_ERROR,
                                   balie_error_code_from_string (insurer->last_problem), "");
      problem = balie_sentence_dup_text (BALIE_ACTION_FETCH_LETTERS, error);
      return g_strdup_printf (_ ("Problem: %s"), problem);
    }
  if (*fetched == '\0')
    return g_strdup (_ ("Nothing fetched yet"));
  return g_strdup_printf (_ ("Fetched %s"), fetched);
}

static void
add_insurer (BalieInsurersGroup *self, const BalieInsurer *insurer)
{
  g_autofree char *state = dup_state (insurer);
  gboolean bad =
      !balie_text_is_empty (insurer->locked) || !balie_text_is_empty (insurer->last_problem);
  GtkWidget *row = balie_list_group_add (ADW_PREFERENCES_GROUP (self), self->rows, insurer->name,
                                         state, G_CALLBACK (row_activated_cb), self);

  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), bad ? "dialog-warning-symbolic" : NULL);
  g_object_set_data_full (G_OBJECT (row), "insurer", balie_insurer_copy (insurer), free_insurer);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) insurers = balie_insurers_list_finish (BALIE_DESK (source), result, &error);
  BalieInsurersGroup *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (insurers == NULL)
    {
      balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_LOAD_INSURERS,
                              error);
      return;
    }
  balie_list_group_clear (ADW_PREFERENCES_GROUP (self), self->rows);
  for (guint i = 0; i < insurers->len; i++)
    add_insurer (self, g_ptr_array_index (insurers, i));
  if (insurers->len == 0)
    balie_list_group_add (ADW_PREFERENCES_GROUP (self), self->rows, _ ("No insurer yet"),
                          _ ("Add one, and its letters arrive by themselves"), NULL, NULL);
}

static void
load (BalieInsurersGroup *self)
{
  balie_insurers_list_async (self->desk, self->cancellable, listed_cb, self);
}

static void
desk_changed_cb (BalieInsurersGroup *self, const char *table)
{
  if (g_strcmp0 (table, "insurers") == 0)
    load (self);
}

static void
balie_insurers_group_dispose (GObject *object)
{
  BalieInsurersGroup *self = BALIE_INSURERS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_insurers_group_parent_class)->dispose (object);
}

static void
balie_insurers_group_finalize (GObject *object)
{
  BalieInsurersGroup *self = BALIE_INSURERS_GROUP (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (balie_insurers_group_parent_class)->finalize (object);
}

static void
balie_insurers_group_class_init (BalieInsurersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_insurers_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_insurers_group_finalize;
}

static void
balie_insurers_group_init (BalieInsurersGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Insurers"));
  balie_list_group_add_button (ADW_PREFERENCES_GROUP (self), _ ("Add _Insurer…"),
                               G_CALLBACK (add_clicked_cb), self);
}

/**
 * balie_insurers_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, being filled
 */
GtkWidget *
balie_insurers_group_new (BalieDesk *desk)
{
  BalieInsurersGroup *self = g_object_new (BALIE_TYPE_INSURERS_GROUP, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  load (self);
  return GTK_WIDGET (self);
}
