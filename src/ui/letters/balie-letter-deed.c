/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of a letter on behalf of a widget: failures shown, a toast that offers undo. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-deed.h"

#include <glib/gi18n-lib.h>

struct _BalieLetterDeed
{
  GWeakRef widget;
  BalieAction action;
  char *text;
};

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  GArray *activity_ids;
} Undo;

static void
free_deed (BalieLetterDeed *self)
{
  g_weak_ref_clear (&self->widget);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieLetterDeed, free_deed)

static void
free_undo (gpointer data)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->widget);
  g_object_unref (undo->desk);
  g_array_unref (undo->activity_ids);
  g_free (undo);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieLetterDeed) deed = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLettersResult) edit =
      balie_letters_change_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&deed->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL && edit == NULL)
    balie_shell_show_error (shell, BALIE_ACTION_UNDO, error);
  else if (shell != NULL)
    balie_shell_toast (shell, _ ("Undone"));
}

static void
undo_pressed_cb (gpointer user_data)
{
  Undo *undo = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&undo->widget);

  balie_letters_undo_async (undo->desk, undo->activity_ids, NULL, undone_cb,
                            balie_letter_deed_new (widget, BALIE_ACTION_UNDO, ""));
}

static void
offer_undo (BalieLetterDeed *self,
            BalieShell *shell,
            GtkWidget *widget,
            BalieDesk *desk,
            const BalieLettersResult *result)
{
  Undo *undo;

  if (result->activity_ids == NULL || result->activity_ids->len == 0)
    {
      balie_shell_toast (shell, _ ("Nothing had to be changed"));
      return;
    }
  undo = g_new0 (Undo, 1);
  g_weak_ref_init (&undo->widget, widget);
  undo->desk = g_object_ref (desk);
  undo->activity_ids = g_array_ref (result->activity_ids);
  balie_shell_toast_with_button (shell, self->text, _ ("_Undo"), undo_pressed_cb, undo, free_undo);
}

/**
 * balie_letter_deed_new:
 * @widget: (nullable): who asks, in the window that shows the outcome
 * @action: what is being done, for a failure
 * @text: said when it is done
 *
 * Returns: (transfer full): to be given to the call
 */
BalieLetterDeed *
balie_letter_deed_new (GtkWidget *widget, BalieAction action, const char *text)
{
  BalieLetterDeed *self = g_new0 (BalieLetterDeed, 1);

  g_weak_ref_init (&self->widget, widget);
  self->action = action;
  self->text = g_strdup (text);
  return self;
}

/**
 * balie_letter_deed_ended_cb:
 * @source: the desk
 * @result: of the call
 * @user_data: (transfer full): the deed
 */
void
balie_letter_deed_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieLetterDeed) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLettersResult) edit =
      balie_letters_change_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL && edit == NULL)
    balie_shell_show_error (shell, self->action, error);
  else if (shell != NULL)
    offer_undo (self, shell, widget, BALIE_DESK (source), edit);
}
