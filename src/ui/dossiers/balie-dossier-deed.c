/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of a dossier on behalf of a widget: failures shown, a toast that offers undo. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-deed.h"

#include <glib/gi18n-lib.h>

struct _BalieDossierDeed
{
  GWeakRef widget;
  BalieAction action;
  char *text;
  BalieDossierDoneFunc done; /* (nullable) */
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
};

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  char *number;
  GArray *activity_ids;
} Undo;

static void
free_deed (BalieDossierDeed *self)
{
  g_weak_ref_clear (&self->widget);
  g_free (self->text);
  if (self->data_free != NULL)
    self->data_free (self->data);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossierDeed, free_deed)

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
  g_autoptr (BalieDossierDeed) deed = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) edit =
      balie_dossier_edit_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&deed->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL && edit == NULL)
    balie_shell_show_error (shell, BALIE_ACTION_UNDO, error);
  else if (shell != NULL && edit->conflicts != NULL && edit->conflicts->len > 0)
    balie_shell_toast (shell, _ ("Not undone where someone else changed the value meanwhile"));
  else if (shell != NULL)
    balie_shell_toast (shell, _ ("Undone"));
}

static void
undo_pressed_cb (gpointer user_data)
{
  Undo *undo = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&undo->widget);

  balie_dossier_undo_async (undo->desk, undo->number, undo->activity_ids, NULL, undone_cb,
                            balie_dossier_deed_new (widget, BALIE_ACTION_UNDO, ""));
}

static void
offer_undo (BalieDossierDeed *self,
            BalieShell *shell,
            GtkWidget *widget,
            BalieDesk *desk,
            const BalieDossierResult *result)
{
  Undo *undo;

  if (result->activity_ids == NULL || result->activity_ids->len == 0)
    return;
  undo = g_new0 (Undo, 1);
  g_weak_ref_init (&undo->widget, widget);
  undo->desk = g_object_ref (desk);
  undo->number = g_strdup (result->number);
  undo->activity_ids = g_array_ref (result->activity_ids);
  balie_shell_toast_with_button (shell, self->text, _ ("_Undo"), undo_pressed_cb, undo, free_undo);
}

/**
 * balie_dossier_deed_new:
 * @widget: (nullable): who asks, in the window that shows the outcome
 * @action: what is being done, for a failure
 * @text: said when it is done
 *
 * Returns: (transfer full): to be given to the call
 */
BalieDossierDeed *
balie_dossier_deed_new (GtkWidget *widget, BalieAction action, const char *text)
{
  BalieDossierDeed *self = g_new0 (BalieDossierDeed, 1);

  g_weak_ref_init (&self->widget, widget);
  self->action = action;
  self->text = g_strdup (text);
  return self;
}

/**
 * balie_dossier_deed_then:
 * @self: a deed
 * @done: told the outcome while the widget is there
 * @data: (nullable): for @done
 * @data_free: (nullable): frees @data
 *
 * Returns: (transfer none): @self
 */
BalieDossierDeed *
balie_dossier_deed_then (BalieDossierDeed *self,
                         BalieDossierDoneFunc done,
                         gpointer data,
                         GDestroyNotify data_free)
{
  self->done = done;
  self->data = data;
  self->data_free = data_free;
  return self;
}

/**
 * balie_dossier_deed_ended_cb:
 * @source: the desk
 * @result: of the call
 * @user_data: (transfer full): the deed
 */
void
balie_dossier_deed_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieDossierDeed) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) edit =
      balie_dossier_edit_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL && edit == NULL)
    balie_shell_show_error (shell, self->action, error);
  else if (shell != NULL)
    offer_undo (self, shell, widget, BALIE_DESK (source), edit);
  if (widget != NULL && self->done != NULL)
    self->done (widget, edit, self->data);
}

/**
 * balie_dossier_deed_restore:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @number: the dossier
 * @activity_id: the entry of the history whose old value is to come back
 */
void
balie_dossier_deed_restore (GtkWidget *widget,
                            BalieDesk *desk,
                            const char *number,
                            gint64 activity_id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = g_strdup_printf (_ ("Dossier %s: value restored"), number);

  g_array_append_val (ids, activity_id);
  balie_dossier_undo_async (desk, number, ids, NULL, balie_dossier_deed_ended_cb,
                            balie_dossier_deed_new (widget, BALIE_ACTION_SAVE_DOSSIER, text));
}
