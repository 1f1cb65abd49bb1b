/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving, restoring and undoing changes of an order from a widget, with a toast that offers undo. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-saving.h"

#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* One save, restore or undo, from the call to its toast. */
typedef struct
{
  GWeakRef widget;
  char *number;
  BalieAction action;
  BalieOrderSavedFunc done;
} Saving;

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  char *number;
  GArray *activity_ids;
} Undo;

static Saving *
new_saving (GtkWidget *widget, const char *number, BalieAction action, BalieOrderSavedFunc done)
{
  Saving *saving = g_new0 (Saving, 1);

  g_weak_ref_init (&saving->widget, widget);
  saving->number = g_strdup (number);
  saving->action = action;
  saving->done = done;
  return saving;
}

static void
free_saving (Saving *saving)
{
  g_weak_ref_clear (&saving->widget);
  g_free (saving->number);
  g_free (saving);
}

static void
free_undo (gpointer data)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->widget);
  g_object_unref (undo->desk);
  g_free (undo->number);
  g_array_unref (undo->activity_ids);
  g_free (undo);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) edit =
      balie_order_undo_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&saving->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL && edit == NULL)
    balie_shell_show_error (shell, BALIE_ACTION_UNDO, error);
  else if (shell != NULL && edit->conflicts->len > 0)
    balie_shell_toast (shell, _ ("Not undone where someone else changed the value meanwhile"));
  else if (shell != NULL)
    balie_shell_toast (shell, _ ("Undone"));
  free_saving (saving);
}

static void
undo_pressed_cb (gpointer user_data)
{
  Undo *undo = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&undo->widget);

  balie_order_undo_async (undo->desk, undo->number, undo->activity_ids, NULL, undone_cb,
                          new_saving (widget, undo->number, BALIE_ACTION_UNDO, NULL));
}

static void
offer_undo (Saving *saving,
            GtkWidget *widget,
            BalieDesk *desk,
            const BalieOrderEditResult *edit,
            const char *text)
{
  BalieShell *shell = balie_shell_find (widget);
  Undo *undo;

  if (shell == NULL || edit->activity_ids == NULL || edit->activity_ids->len == 0)
    return;
  undo = g_new0 (Undo, 1);
  g_weak_ref_init (&undo->widget, widget);
  undo->desk = g_object_ref (desk);
  undo->number = g_strdup (saving->number);
  undo->activity_ids = g_array_ref (edit->activity_ids);
  balie_shell_toast_with_button (shell, text, _ ("_Undo"), undo_pressed_cb, undo, free_undo);
}

static void
finish_saving (Saving *saving,
               BalieDesk *desk,
               const BalieOrderEditResult *edit,
               const GError *error,
               const char *text)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&saving->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (edit == NULL && shell != NULL)
    balie_shell_show_error (shell, saving->action, error);
  if (edit != NULL && widget != NULL)
    offer_undo (saving, widget, desk, edit, text);
  if (widget != NULL && saving->done != NULL)
    saving->done (widget, edit);
  free_saving (saving);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) edit =
      balie_order_edit_finish (BALIE_DESK (source), result, &error);
  g_autofree char *text = g_strdup_printf (_ ("Order %s saved"), saving->number);

  finish_saving (saving, BALIE_DESK (source), edit, error, text);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) edit =
      balie_order_undo_finish (BALIE_DESK (source), result, &error);
  g_autofree char *text = g_strdup_printf (_ ("Order %s: value restored"), saving->number);

  finish_saving (saving, BALIE_DESK (source), edit, error, text);
}

/**
 * balie_order_saving_save:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @number: the order
 * @changes: (element-type BalieOrderChange): what to write
 * @done: (nullable): told the outcome while @widget is there
 */
void
balie_order_saving_save (GtkWidget *widget,
                         BalieDesk *desk,
                         const char *number,
                         GPtrArray *changes,
                         BalieOrderSavedFunc done)
{
  balie_order_edit_async (desk, number, changes, NULL, saved_cb,
                          new_saving (widget, number, BALIE_ACTION_SAVE_ORDER, done));
}

/**
 * balie_order_saving_restore:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @number: the order
 * @activity_id: the entry of the history whose old value is to come back
 * @done: (nullable): told the outcome while @widget is there
 */
void
balie_order_saving_restore (GtkWidget *widget,
                            BalieDesk *desk,
                            const char *number,
                            gint64 activity_id,
                            BalieOrderSavedFunc done)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, activity_id);
  balie_order_undo_async (desk, number, ids, NULL, restored_cb,
                          new_saving (widget, number, BALIE_ACTION_SAVE_ORDER, done));
}
