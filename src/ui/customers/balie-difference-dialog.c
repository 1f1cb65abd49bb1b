/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks which fields of a party are overwritten by a found customer; nothing is written before it is answered. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-difference-dialog.h"

#include "balie-difference-grid.h"

#include <glib/gi18n-lib.h>

#define BALIE_TYPE_DIFFERENCE_DIALOG (balie_difference_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieDifferenceDialog,
                      balie_difference_dialog,
                      BALIE,
                      DIFFERENCE_DIALOG,
                      AdwWindow)

struct _BalieDifferenceDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkLabel *heading;
  GtkLabel *body;
  AdwBin *place;
  GtkButton *load_button;

  /* Owned */
  BaliePartyPlan *plan; /* (nullable): until it is answered */

  /* State */
  BalieDifferenceDecidedFunc decided; /* (nullable): until it is answered */
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (BalieDifferenceDialog, balie_difference_dialog, ADW_TYPE_WINDOW)

static void
answer (BalieDifferenceDialog *self, BaliePartyPlan *plan)
{
  BalieDifferenceDecidedFunc decided = self->decided;

  self->decided = NULL;
  if (decided != NULL)
    decided (plan, self->user_data);
}

static void
load_clicked_cb (BalieDifferenceDialog *self)
{
  g_autoptr (BaliePartyPlan) plan = balie_party_plan_copy (self->plan);

  answer (self, g_steal_pointer (&plan));
  gtk_window_close (GTK_WINDOW (self));
}

static void
cancel_clicked_cb (BalieDifferenceDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
balie_difference_dialog_dispose (GObject *object)
{
  BalieDifferenceDialog *self = BALIE_DIFFERENCE_DIALOG (object);

  answer (self, NULL);
  /* The ticks write into the plan: they go first. */
  if (self->place != NULL)
    adw_bin_set_child (self->place, NULL);
  self->place = NULL;
  g_clear_pointer (&self->plan, balie_party_plan_free);

  G_OBJECT_CLASS (balie_difference_dialog_parent_class)->dispose (object);
}

static void
balie_difference_dialog_class_init (BalieDifferenceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_difference_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/customers/balie-difference-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieDifferenceDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, BalieDifferenceDialog, body);
  gtk_widget_class_bind_template_child (widget_class, BalieDifferenceDialog, place);
  gtk_widget_class_bind_template_child (widget_class, BalieDifferenceDialog, load_button);
  gtk_widget_class_bind_template_callback (widget_class, load_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balie_difference_dialog_init (BalieDifferenceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (BalieDifferenceDialog *self, BalieEntry entry)
{
  GtkWidget *grid = balie_difference_grid_new ();
  g_autofree char *name = balie_customer_dup_name (self->plan->customer);
  /* Translators: a person's name, then an entry of the dossier such as Driver. */
  g_autofree char *heading =
      g_strdup_printf (_ ("Load %s as %s?"), name, balie_entry_to_label (entry));

  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->body,
                       self->plan->other_person
                           ? _ ("Another person stands here now. What is ticked is overwritten.")
                           : _ ("Some of this was typed by hand. What is ticked is overwritten."));
  balie_difference_grid_add_party (BALIE_DIFFERENCE_GRID (grid), self->plan);
  adw_bin_set_child (self->place, grid);
}

/**
 * balie_difference_dialog_ask:
 * @parent: the window it belongs to
 * @entry: which party
 * @plan: what a load would do
 * @decided: told what the person decided
 * @user_data: for @decided
 *
 * Returns: (transfer none): the question
 */
GtkWidget *
balie_difference_dialog_ask (GtkWindow *parent,
                             BalieEntry entry,
                             const BaliePartyPlan *plan,
                             BalieDifferenceDecidedFunc decided,
                             gpointer user_data)
{
  BalieDifferenceDialog *self =
      g_object_new (BALIE_TYPE_DIFFERENCE_DIALOG, "transient-for", parent, NULL);

  self->plan = balie_party_plan_copy (plan);
  self->decided = decided;
  self->user_data = user_data;
  fill (self, entry);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->load_button));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->load_button));
  return GTK_WIDGET (self);
}
