/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the window when the database can't be used, with the ways out: a sentence, what to
 * do, and only those buttons that can help. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-problem-page.h"

#include "balie-error-details.h"
#include "balie-error.h"

#include <glib/gi18n-lib.h>

struct _BalieProblemPage
{
  AdwBin parent_instance;

  /* Template */
  AdwStatusPage *status;
  GtkWidget *repair_button;
  GtkWidget *retry_button;
  GtkWidget *choose_button;
  GtkWidget *quit_button;
  GtkWidget *details_expander;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (BalieProblemPage, balie_problem_page, ADW_TYPE_BIN)

/* The mnemonic's underscore is not part of a button's name. */
static void
name_button (GtkWidget *button)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (button));
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *name = g_strjoinv ("", parts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_ways_out (BalieProblemPage *self, const GError *error)
{
  gboolean damaged = g_error_matches (error, BALIE_ERROR, BALIE_ERROR_DAMAGED);
  gboolean unknown = g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);

  gtk_widget_set_visible (self->repair_button, damaged);
  gtk_widget_set_visible (self->retry_button, !damaged);
  if (unknown)
    adw_status_page_set_icon_name (self->status, "avatar-default-symbolic");
}

static void
balie_problem_page_class_init (BalieProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/window/balie-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieProblemPage, status);
  gtk_widget_class_bind_template_child (widget_class, BalieProblemPage, repair_button);
  gtk_widget_class_bind_template_child (widget_class, BalieProblemPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, BalieProblemPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, BalieProblemPage, quit_button);
  gtk_widget_class_bind_template_child (widget_class, BalieProblemPage, details_expander);
  gtk_widget_class_bind_template_child (widget_class, BalieProblemPage, details);
}

static void
balie_problem_page_init (BalieProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_button (self->repair_button);
  name_button (self->retry_button);
  name_button (self->choose_button);
  name_button (self->quit_button);
}

/**
 * balie_problem_page_new:
 * @action: OPEN_DATABASE or START_DEMO
 * @error: why it failed
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
balie_problem_page_new (BalieAction action, const GError *error)
{
  BalieProblemPage *self = g_object_new (BALIE_TYPE_PROBLEM_PAGE, NULL);
  g_autofree char *text = balie_sentence_dup_text (action, error);
  g_autofree char *hint = balie_sentence_dup_hint (action, error);
  g_autofree char *cause = balie_error_details_dup_cause (error);
  g_autofree char *title = g_markup_escape_text (text, -1);
  g_autofree char *description = g_markup_escape_text (hint, -1);

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_label_set_text (self->details, cause);
  show_ways_out (self, error);
  return GTK_WIDGET (self);
}
