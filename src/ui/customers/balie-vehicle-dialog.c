/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking a vehicle up in Driver2 for a dossier: by chassis number or plate, what was found with its people,
 * and the difference per field before anything is loaded.
 *
 * Not modal. Closing it cancels the search. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-vehicle-dialog.h"

#include "balie-accessible.h"
#include "balie-check.h"
#include "balie-customer-search.h"
#include "balie-dossier-edit.h"
#include "balie-load-toast.h"
#include "balie-answer-box.h"
#include "balie-search-texts.h"
#include "balie-shell.h"
#include "balie-text.h"
#include "balie-vehicle-plan-view.h"
#include "balie-vehicle-row.h"
#include "balie-wait-line.h"

#include <glib/gi18n-lib.h>

struct _BalieVehicleDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *heading;
  GtkEditable *vin_entry;
  GtkEditable *plate_entry;
  BalieWaitLine *wait;
  BalieAnswerBox *outcomes;
  GtkStack *stack;
  GtkListBox *list;
  AdwBin *plan_place;
  GtkWidget *plan_buttons;

  /* Owned */
  BalieDesk *desk;
  char *dossier_number;
  GCancellable *cancellable; /* (nullable): of the search under way */
  GPtrArray *vehicles;       /* (nullable) (element-type BalieVehicle) */
  BalieVehiclePlan *plan;    /* (nullable): what is shown as the difference */
  GError *error;             /* (nullable): why the last deed failed */

  /* State */
  BalieAction failed_action;
  gint64 started_at;
  gint64 quiet_until; /* the person keeps waiting */
  guint generation;   /* of the question whose answer counts */
};

G_DEFINE_FINAL_TYPE (BalieVehicleDialog, balie_vehicle_dialog, ADW_TYPE_WINDOW)

/* A question under way. The dialog may be closed, or ask something else, before the answer comes. */
typedef struct
{
  BalieVehicleDialog *self; /* owned */
  GWeakRef shell;
  guint generation;
} Call;

static Call *
make_call (BalieVehicleDialog *self)
{
  Call *call = g_new0 (Call, 1);

  call->self = g_object_ref (self);
  call->generation = ++self->generation;
  g_weak_ref_init (&call->shell, balie_shell_find (GTK_WIDGET (self)));
  return call;
}

static void
free_call (Call *call)
{
  g_weak_ref_clear (&call->shell);
  g_object_unref (call->self);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

/* A question under way keeps the dialog alive, so that it may be closed and not yet disposed of. */
static gboolean
is_closed (BalieVehicleDialog *self)
{
  return self->desk == NULL || !gtk_widget_get_visible (GTK_WIDGET (self));
}

static gboolean
is_current (const Call *call)
{
  return !is_closed (call->self) && call->generation == call->self->generation;
}

static void
update_wait (BalieVehicleDialog *self)
{
  gint64 now = g_get_monotonic_time ();
  double limit = BALIE_SEARCH_SOFT_TIMEOUT * balie_clock_get_time_scale ();
  BalieWait wait = { 0 };

  if (self->cancellable == NULL)
    {
      balie_wait_line_show (self->wait, NULL);
      return;
    }
  wait.text = _ ("Searching Driver2…");
  wait.elapsed = (double) (now - self->started_at) / G_USEC_PER_SEC;
  wait.usual = balie_customers_get_usual_wait (self->desk, BALIE_SOURCE_DRIVER2);
  wait.overdue = wait.elapsed >= limit && now >= self->quiet_until;
  balie_wait_line_show (self->wait, &wait);
}

static void
update_outcomes (BalieVehicleDialog *self)
{
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_answer_line_free);

  if (self->error != NULL)
    g_ptr_array_add (
        outcomes, balie_search_texts_new_trouble (self->failed_action, self->error,
                                                  self->failed_action == BALIE_ACTION_SEARCH_VEHICLE
                                                      ? BALIE_WAY_TRY_AGAIN
                                                      : 0));
  balie_answer_box_show (self->outcomes, outcomes);
}

static void
update (BalieVehicleDialog *self)
{
  const char *page = "hint";

  if (self->cancellable != NULL || self->error != NULL)
    page = "waiting";
  if (self->vehicles != NULL)
    page = self->vehicles->len > 0 ? "results" : "nothing";
  if (self->plan != NULL)
    page = "plan";
  update_wait (self);
  update_outcomes (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->plan_buttons, self->plan != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.cancel", self->cancellable != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.keep-waiting",
                                 self->cancellable != NULL);
}

static void
fail (BalieVehicleDialog *self, BalieAction action, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->failed_action = action;
  update (self);
}

/* The ticks write into the plan: they go before it. */
static void
drop_plan (BalieVehicleDialog *self)
{
  adw_bin_set_child (self->plan_place, NULL);
  g_clear_pointer (&self->plan, balie_vehicle_plan_free);
}

static void
show_vehicles (BalieVehicleDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->vehicles->len; i++)
    gtk_list_box_append (self->list, balie_vehicle_row_new (self->vehicles->pdata[i]));
  update (self);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) vehicles =
      balie_vehicles_search_finish (BALIE_DESK (source), result, &error);
  g_autoptr (Call) call = user_data;
  BalieVehicleDialog *self = call->self;

  /* Cancelled, replaced by another search, or closed. */
  if (!is_current (call) || balie_error_is_cancelled (error))
    return;
  g_clear_object (&self->cancellable);
  if (vehicles == NULL)
    {
      fail (self, BALIE_ACTION_SEARCH_VEHICLE, g_steal_pointer (&error));
      return;
    }
  self->vehicles = g_steal_pointer (&vehicles);
  show_vehicles (self);
}

static void
cancel (BalieVehicleDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
stop (BalieVehicleDialog *self)
{
  self->generation++;
  cancel (self);
}

static void
start (BalieVehicleDialog *self)
{
  g_autofree char *vin = balie_text_dup_code (gtk_editable_get_text (self->vin_entry));
  g_autofree char *plate = balie_text_dup_code (gtk_editable_get_text (self->plate_entry));

  stop (self);
  drop_plan (self);
  g_clear_error (&self->error);
  g_clear_pointer (&self->vehicles, g_ptr_array_unref);
  if (*vin == '\0' && *plate == '\0')
    {
      fail (self, BALIE_ACTION_SEARCH_VEHICLE,
            g_error_new_literal (BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                                 _ ("Fill in a chassis number or a licence plate.")));
      gtk_widget_grab_focus (GTK_WIDGET (self->vin_entry));
      return;
    }
  self->cancellable = g_cancellable_new ();
  self->started_at = g_get_monotonic_time ();
  self->quiet_until = 0;
  balie_vehicles_search_async (self->desk, vin, *vin != '\0' ? "" : plate, self->cancellable,
                               found_cb, make_call (self));
  update (self);
}

/* A dialog that was closed meanwhile can't say what became of the row that was picked: the window does. */
static void
tell_unasked (Call *call, const GError *error)
{
  g_autoptr (BalieShell) shell = g_weak_ref_get (&call->shell);

  if (shell == NULL || !is_closed (call->self) || call->generation != call->self->generation ||
      balie_error_is_cancelled (error))
    return;
  if (error != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_CUSTOMER, error);
  else
    balie_load_toast_show_unasked (shell);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  BalieVehicleDialog *self = call->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieVehiclePlan) plan =
      balie_dossier_plan_vehicle_finish (BALIE_DESK (source), result, &error);

  if (!is_current (call))
    {
      tell_unasked (call, error);
      return;
    }
  if (plan == NULL)
    {
      fail (self, BALIE_ACTION_LOAD_CUSTOMER, g_steal_pointer (&error));
      return;
    }
  drop_plan (self);
  self->plan = g_steal_pointer (&plan);
  adw_bin_set_child (self->plan_place, balie_vehicle_plan_view_new (self->plan));
  update (self);
  gtk_widget_child_focus (self->plan_buttons, GTK_DIR_TAB_FORWARD);
}

static void
make_plan (BalieVehicleDialog *self, const BalieVehicle *vehicle)
{
  balie_dossier_plan_vehicle_async (self->desk, self->dossier_number, vehicle, NULL, planned_cb,
                                    make_call (self));
}

static void
row_activated_cb (BalieVehicleDialog *self, GtkListBoxRow *row)
{
  g_clear_error (&self->error);
  make_plan (self, g_ptr_array_index (self->vehicles, (guint) gtk_list_box_row_get_index (row)));
}

/* What was written, or why it was not, is told whether the dialog is there or not. */
static void
tell_window (BalieShell *shell,
             BalieDesk *desk,
             const BalieDossierResult *loaded,
             const GError *error)
{
  if (shell == NULL)
    return;
  if (loaded != NULL)
    balie_load_toast_show (shell, desk, _ ("Loaded from Driver2"), loaded);
  else
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_CUSTOMER, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  BalieVehicleDialog *self = call->self;
  g_autoptr (BalieShell) shell = g_weak_ref_get (&call->shell);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) loaded =
      balie_dossier_edit_finish (BALIE_DESK (source), result, &error);

  if (is_closed (self))
    {
      tell_window (shell, BALIE_DESK (source), loaded, error);
      return;
    }
  gtk_widget_set_sensitive (self->plan_buttons, TRUE);
  if (loaded == NULL)
    {
      /* Something changed since: the difference is shown anew, with the reason. */
      if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_CONFLICT) && self->plan != NULL)
        make_plan (self, self->plan->vehicle);
      fail (self, BALIE_ACTION_LOAD_CUSTOMER, g_steal_pointer (&error));
      return;
    }
  if (shell != NULL)
    balie_shell_open_dossier (shell, self->dossier_number, BALIE_ENTRY_NONE);
  tell_window (shell, self->desk, loaded, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
load_clicked_cb (BalieVehicleDialog *self)
{
  g_clear_error (&self->error);
  update_outcomes (self);
  gtk_widget_set_sensitive (self->plan_buttons, FALSE);
  balie_dossier_load_vehicle_async (self->desk, self->dossier_number, self->plan, NULL, loaded_cb,
                                    make_call (self));
}

static void
back_clicked_cb (BalieVehicleDialog *self)
{
  self->generation++;
  g_clear_error (&self->error);
  drop_plan (self);
  update (self);
}

static void
action_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieVehicleDialog *self = BALIE_VEHICLE_DIALOG (widget);

  if (g_str_equal (action, "search.keep-waiting"))
    self->quiet_until =
        g_get_monotonic_time () +
        (gint64) (BALIE_SEARCH_SOFT_TIMEOUT * balie_clock_get_time_scale () * G_USEC_PER_SEC);
  else if (g_str_equal (action, "search.cancel"))
    stop (self);
  else if (g_str_equal (action, "search.set-up"))
    gtk_widget_activate_action (GTK_WIDGET (balie_shell_find (widget)), "win.preferences-page", "s",
                                "customers");
  else
    start (self);
  update (self);
}

/* The question under way keeps the dialog alive, so disposing alone would let it go on. */
static gboolean
balie_vehicle_dialog_close_request (GtkWindow *window)
{
  cancel (BALIE_VEHICLE_DIALOG (window));
  return GTK_WINDOW_CLASS (balie_vehicle_dialog_parent_class)->close_request (window);
}

static void
balie_vehicle_dialog_dispose (GObject *object)
{
  BalieVehicleDialog *self = BALIE_VEHICLE_DIALOG (object);

  cancel (self);
  if (self->plan_place != NULL)
    drop_plan (self);
  self->plan_place = NULL;
  g_clear_pointer (&self->vehicles, g_ptr_array_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_vehicle_dialog_parent_class)->dispose (object);
}

static void
balie_vehicle_dialog_finalize (GObject *object)
{
  BalieVehicleDialog *self = BALIE_VEHICLE_DIALOG (object);

  g_free (self->dossier_number);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (balie_vehicle_dialog_parent_class)->finalize (object);
}

static void
balie_vehicle_dialog_class_init (BalieVehicleDialogClass *klass)
{
  static const char *const actions[] = {
    "search.start",   "search.cancel",    "search.keep-waiting",
    "search.refresh", "search.try-again", "search.set-up",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_vehicle_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_vehicle_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = balie_vehicle_dialog_close_request;

  g_type_ensure (BALIE_TYPE_WAIT_LINE);
  g_type_ensure (BALIE_TYPE_ANSWER_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/customers/balie-vehicle-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, vin_entry);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, plate_entry);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, wait);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, outcomes);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, list);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, plan_place);
  gtk_widget_class_bind_template_child (widget_class, BalieVehicleDialog, plan_buttons);
  gtk_widget_class_bind_template_callback (widget_class, start);
  gtk_widget_class_bind_template_callback (widget_class, update_wait);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, action_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balie_vehicle_dialog_init (BalieVehicleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balie_vehicle_dialog_new:
 * @desk: the desk
 * @parent: the window that is the shell
 * @dossier_number: which dossier the vehicle is for
 * @vin: chassis number to begin with, "" if none
 * @plate: licence plate to begin with, "" if none
 *
 * Returns: (transfer none): the dialog, not yet presented
 */
GtkWidget *
balie_vehicle_dialog_new (BalieDesk *desk,
                          GtkWindow *parent,
                          const char *dossier_number,
                          const char *vin,
                          const char *plate)
{
  BalieVehicleDialog *self =
      g_object_new (BALIE_TYPE_VEHICLE_DIALOG, "transient-for", parent, NULL);
  /* Translators: %s is the number of a dossier. */
  g_autofree char *subtitle = g_strdup_printf (_ ("Dossier %s"), dossier_number);
  g_autofree char *dashed = balie_plate_dup_dashed (plate);

  self->desk = g_object_ref (desk);
  self->dossier_number = g_strdup (dossier_number);
  adw_window_title_set_subtitle (self->heading, subtitle);
  gtk_editable_set_text (self->vin_entry, vin);
  gtk_editable_set_text (self->plate_entry, dashed);
  balie_accessible_set_label (GTK_WIDGET (self->vin_entry), _ ("Chassis number (VIN)"));
  balie_accessible_set_label (GTK_WIDGET (self->plate_entry), _ ("Licence plate"));
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->vin_entry));
  return GTK_WIDGET (self);
}

/**
 * balie_vehicle_dialog_get_dossier_number:
 * @self: the dialog
 *
 * Returns: (transfer none): which dossier it is for
 */
const char *
balie_vehicle_dialog_get_dossier_number (BalieVehicleDialog *self)
{
  return self->dossier_number;
}
