/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A toast that says what was loaded into a dossier, with Undo. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-load-toast.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GWeakRef shell;
  BalieDesk *desk;
  char *number;
  GArray *activity_ids;
} Loaded;

static void
free_loaded (gpointer data)
{
  Loaded *loaded = data;

  g_weak_ref_clear (&loaded->shell);
  g_object_unref (loaded->desk);
  g_free (loaded->number);
  g_array_unref (loaded->activity_ids);
  g_free (loaded);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr (BalieShell) shell = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) undone =
      balie_dossier_edit_finish (BALIE_DESK (source), result, &error);

  g_weak_ref_clear (ref);
  g_free (ref);
  if (shell == NULL)
    return;
  if (undone == NULL)
    balie_shell_show_error (shell, BALIE_ACTION_UNDO, error);
  else if (undone->conflicts != NULL && undone->conflicts->len > 0)
    balie_shell_toast (shell, _ ("Undone, but for what was changed since"));
  else
    balie_shell_toast (shell, _ ("Undone"));
}

static void
undo (gpointer data)
{
  Loaded *loaded = data;
  g_autoptr (BalieShell) shell = g_weak_ref_get (&loaded->shell);
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, shell);
  balie_dossier_undo_async (loaded->desk, loaded->number, loaded->activity_ids, NULL, undone_cb,
                            ref);
}

/**
 * balie_load_toast_show:
 * @shell: (nullable): the shell
 * @desk: the desk
 * @text: translated sentence
 * @result: what the load wrote
 */
void
balie_load_toast_show (BalieShell *shell,
                       BalieDesk *desk,
                       const char *text,
                       const BalieDossierResult *result)
{
  Loaded *loaded;

  if (result->activity_ids == NULL || result->activity_ids->len == 0)
    {
      balie_shell_toast (shell, text);
      return;
    }
  loaded = g_new0 (Loaded, 1);
  g_weak_ref_init (&loaded->shell, shell);
  loaded->desk = g_object_ref (desk);
  loaded->number = g_strdup (result->number);
  loaded->activity_ids = g_array_ref (result->activity_ids);
  balie_shell_toast_with_button (shell, text, _ ("Undo"), undo, loaded, free_loaded);
}

/**
 * balie_load_toast_show_unasked:
 * @shell: (nullable): the shell
 */
void
balie_load_toast_show_unasked (BalieShell *shell)
{
  if (shell != NULL)
    balie_shell_toast (shell, _ ("The customer was not loaded"));
}
