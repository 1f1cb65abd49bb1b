/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a found customer into a party: plan, ask where something typed by hand would go, load, say so. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-customer-pick.h"

#include "balie-difference-dialog.h"
#include "balie-load-toast.h"

#include <glib/gi18n-lib.h>

/* A party that changes this often under one's hands is given up. */
#define MAX_PLANS 5

typedef struct
{
  GWeakRef dialog;
  GWeakRef shell;
  BalieDesk *desk;
  char *dossier_number;
  BalieEntry entry;
  BalieCustomer *customer;
  guint n_plans;
} Pick;

static void make_plan (GTask *task);

static void
free_pick (gpointer data)
{
  Pick *pick = data;

  g_weak_ref_clear (&pick->dialog);
  g_weak_ref_clear (&pick->shell);
  g_object_unref (pick->desk);
  g_free (pick->dossier_number);
  balie_customer_free (pick->customer);
  g_free (pick);
}

static void
return_cancelled (GTask *task)
{
  g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED,
                           "The person changed their mind");
}

/* Nobody is there to answer: nothing is written, and the window says so. */
static void
return_unasked (GTask *task)
{
  Pick *pick = g_task_get_task_data (task);
  g_autoptr (BalieShell) shell = g_weak_ref_get (&pick->shell);

  balie_load_toast_show_unasked (shell);
  return_cancelled (task);
}

static void
tell (Pick *pick, const BalieDossierResult *result)
{
  g_autoptr (BalieShell) shell = g_weak_ref_get (&pick->shell);
  const char *text = _ ("Loaded from Driver2");

  if (shell == NULL)
    return;
  if (pick->customer->source == BALIE_SOURCE_KP)
    text = balie_desk_get_driver2 (pick->desk, NULL) != NULL ? _ ("Loaded; being added to Driver2")
                                                             : _ ("Loaded from KP");
  balie_shell_open_dossier (shell, pick->dossier_number, pick->entry);
  balie_load_toast_show (shell, pick->desk, text, result);
}

/* A dialog that is closed can't say why: the window does. Takes @error. */
static void
return_failure (GTask *task, GError *error)
{
  Pick *pick = g_task_get_task_data (task);
  g_autoptr (GtkWidget) dialog = g_weak_ref_get (&pick->dialog);
  g_autoptr (BalieShell) shell = g_weak_ref_get (&pick->shell);

  if (shell != NULL && (dialog == NULL || !gtk_widget_get_mapped (dialog)))
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_CUSTOMER, error);
  g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) loaded =
      balie_dossier_edit_finish (BALIE_DESK (source), result, &error);
  Pick *pick = g_task_get_task_data (task);
  gboolean changed = g_error_matches (error, BALIE_ERROR, BALIE_ERROR_CONFLICT) ||
                     (loaded != NULL && loaded->conflicts != NULL && loaded->conflicts->len > 0);

  if (changed && pick->n_plans < MAX_PLANS)
    {
      make_plan (g_steal_pointer (&task));
      return;
    }
  if (loaded == NULL)
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  tell (pick, loaded);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task. */
static void
load (GTask *task, const BaliePartyPlan *plan)
{
  Pick *pick = g_task_get_task_data (task);

  balie_dossier_load_async (pick->desk, pick->dossier_number, pick->entry, plan, NULL, loaded_cb,
                            task);
}

static void
decided (BaliePartyPlan *decided_plan, gpointer user_data)
{
  g_autoptr (BaliePartyPlan) plan = decided_plan;
  g_autoptr (GTask) task = user_data;

  if (plan == NULL)
    return_cancelled (task);
  else
    load (g_steal_pointer (&task), plan);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePartyPlan) plan =
      balie_dossier_plan_load_finish (BALIE_DESK (source), result, &error);
  Pick *pick = g_task_get_task_data (task);
  g_autoptr (GtkWindow) dialog = g_weak_ref_get (&pick->dialog);

  if (plan == NULL)
    return_failure (task, g_steal_pointer (&error));
  else if (!balie_party_plan_needs_asking (plan))
    load (g_steal_pointer (&task), plan);
  else if (dialog == NULL || !gtk_widget_get_mapped (GTK_WIDGET (dialog)))
    return_unasked (task);
  else
    balie_difference_dialog_ask (dialog, pick->entry, plan, decided, g_steal_pointer (&task));
}

/* Takes @task. */
static void
make_plan (GTask *task)
{
  Pick *pick = g_task_get_task_data (task);

  pick->n_plans++;
  balie_dossier_plan_load_async (pick->desk, pick->dossier_number, pick->entry, pick->customer,
                                 NULL, planned_cb, task);
}

/**
 * balie_customer_pick_async:
 * @dialog: where the person picked
 * @desk: the desk
 * @dossier_number: which dossier
 * @entry: which of its parties
 * @customer: who
 * @callback: when it is loaded, given up or failed
 * @user_data: for @callback
 */
void
balie_customer_pick_async (GtkWindow *dialog,
                           BalieDesk *desk,
                           const char *dossier_number,
                           BalieEntry entry,
                           const BalieCustomer *customer,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Pick *pick = g_new0 (Pick, 1);

  g_task_set_source_tag (task, balie_customer_pick_async);
  g_weak_ref_init (&pick->dialog, dialog);
  g_weak_ref_init (&pick->shell, balie_shell_find (GTK_WIDGET (dialog)));
  pick->desk = g_object_ref (desk);
  pick->dossier_number = g_strdup (dossier_number);
  pick->entry = entry;
  pick->customer = balie_customer_copy (customer);
  g_task_set_task_data (task, pick, free_pick);
  make_plan (task);
}

/**
 * balie_customer_pick_finish:
 * @result: of balie_customer_pick_async()
 * @error: why nothing was loaded; CANCELLED when the person did not want it
 *
 * Returns: whether the customer was loaded
 */
gboolean
balie_customer_pick_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
