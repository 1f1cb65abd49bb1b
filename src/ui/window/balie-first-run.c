/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first steps on a fresh database. Each step is written when the person goes on, so that closing
 * the program loses nothing: the next start shows what is stored. A failure stands above the buttons
 * and what was filled in stays. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-first-run.h"

#include "balie-administration.h"
#include "balie-error.h"
#include "balie-first-run-section.h"
#include "balie-orders.h"
#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STEP_WELCOME,
  STEP_DEALERSHIP,
  STEP_NUMBERS,
  STEP_PERSON,
  STEP_SUMMARY,
  N_STEPS,
} Step;

struct _BalieFirstRun
{
  AdwBin parent_instance;

  /* Template */
  GtkStack *stack;
  GtkWidget *start_button;
  GtkWidget *demo_box;
  AdwPreferencesGroup *summary_group;
  GtkRevealer *problem_revealer;
  GtkLabel *problem;
  GtkWidget *buttons;
  GtkWidget *back_button;
  GtkLabel *progress;
  GtkButton *next_button;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *summary_rows; /* borrowed children of the summary's group */

  /* Borrowed: children of the stack */
  BalieFirstRunSection *sections[N_STEPS]; /* (nullable): welcome and summary have none */

  /* State */
  Step step;
  gboolean busy; /* writing; nothing is made insensitive, so that the focus stays where it is */
};

enum
{
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieFirstRun, balie_first_run, ADW_TYPE_BIN)

static const struct
{
  const char *name;
  const char *label; /* (nullable): of its row in the summary */
  GtkWidget *(*make) (void);
} steps[N_STEPS] = {
  [STEP_WELCOME] = { "welcome", NULL, NULL },
  [STEP_DEALERSHIP] = { "dealership", N_ ("The dealership"), balie_dealership_section_new },
  [STEP_NUMBERS] = { "numbers", N_ ("Dealer numbers"), balie_numbers_section_new },
  [STEP_PERSON] = { "person", N_ ("You"), balie_person_section_new },
  [STEP_SUMMARY] = { "summary", NULL, NULL },
};

/* @text: (nullable): %NULL takes the sentence away */
static void
show_problem (BalieFirstRun *self, const char *text)
{
  if (text != NULL)
    gtk_label_set_text (self->problem, text);
  gtk_revealer_set_reveal_child (self->problem_revealer, text != NULL);
}

static void
show_failure (BalieFirstRun *self, const GError *error)
{
  g_autofree char *text = balie_sentence_dup_text (BALIE_ACTION_SAVE_SETTINGS, error);
  g_autofree char *hint = balie_sentence_dup_hint (BALIE_ACTION_SAVE_SETTINGS, error);
  g_autofree char *both = g_strdup_printf ("%s. %s", text, hint);

  show_problem (self, both);
}

static void
fill_summary (BalieFirstRun *self)
{
  for (guint i = 0; i < self->summary_rows->len; i++)
    adw_preferences_group_remove (self->summary_group, self->summary_rows->pdata[i]);
  g_ptr_array_set_size (self->summary_rows, 0);

  for (int i = 0; i < N_STEPS; i++)
    {
      GtkWidget *row;
      g_autofree char *text = NULL;
      g_autofree char *escaped = NULL;

      if (self->sections[i] == NULL)
        continue;
      text = balie_first_run_section_dup_summary (self->sections[i]);
      escaped = g_markup_escape_text (text, -1);
      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (steps[i].label));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
      adw_preferences_group_add (self->summary_group, row);
      g_ptr_array_add (self->summary_rows, row);
    }
}

static void
update_buttons (BalieFirstRun *self)
{
  gboolean last = self->step == STEP_SUMMARY;
  g_autofree char *progress = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (self->buttons, self->step != STEP_WELCOME);
  gtk_button_set_label (self->next_button, last ? _ ("_Start Working") : _ ("_Next"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  last ? _ ("Start Working") : _ ("Next"), -1);
  /* Translators: which step of how many. */
  progress = g_strdup_printf (_ ("Step %d of %d"), (int) self->step, N_STEPS - 1);
  gtk_label_set_text (self->progress, progress);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), self->step == STEP_WELCOME
                                                          ? self->start_button
                                                          : GTK_WIDGET (self->next_button));
}

static void
focus_step (BalieFirstRun *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (self->step == STEP_WELCOME)
    gtk_widget_grab_focus (self->start_button);
  else if (self->step == STEP_SUMMARY)
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->sections[self->step]), GTK_DIR_TAB_FORWARD);
}

static void
show_step (BalieFirstRun *self, Step step)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* GTK moves on a focus that is hidden: it must not be there when the page changes. */
  if (GTK_IS_WINDOW (root))
    gtk_window_set_focus (GTK_WINDOW (root), NULL);
  self->step = step;
  show_problem (self, NULL);
  if (step == STEP_SUMMARY)
    fill_summary (self);
  gtk_stack_set_visible_child_name (self->stack, steps[step].name);
  update_buttons (self);
  focus_step (self);
}

static void
section_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieFirstRun) self = user_data;
  g_autoptr (GError) error = NULL;

  balie_first_run_section_save_finish (self->sections[self->step], result, &error);
  if (balie_error_is_cancelled (error) || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  if (error == NULL)
    show_step (self, self->step + 1);
  else
    show_failure (self, error);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieFirstRun) self = user_data;
  g_autoptr (GError) error = NULL;

  balie_administration_finish_first_run_finish (BALIE_DESK (source), result, &error);
  if (balie_error_is_cancelled (error) || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  if (error == NULL)
    g_signal_emit (self, signals[FINISHED], 0);
  else
    show_failure (self, error);
}

static void
next_clicked_cb (BalieFirstRun *self)
{
  BalieFirstRunSection *section = self->sections[self->step];
  g_autofree char *problem = NULL;

  if (self->busy)
    return;
  if (self->step == STEP_WELCOME)
    {
      show_step (self, STEP_DEALERSHIP);
      return;
    }
  if (section != NULL)
    problem = balie_first_run_section_dup_problem (section);
  show_problem (self, problem);
  if (problem != NULL)
    return;

  self->busy = TRUE;
  if (section == NULL)
    balie_administration_finish_first_run_async (self->desk, self->cancellable, finished_cb,
                                                 g_object_ref (self));
  else
    balie_first_run_section_save_async (section, self->desk, self->cancellable, section_saved_cb,
                                        g_object_ref (self));
}

static void
back_clicked_cb (BalieFirstRun *self)
{
  if (self->step > STEP_WELCOME && !self->busy)
    show_step (self, self->step - 1);
}

static gboolean
escape_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  back_clicked_cb (BALIE_FIRST_RUN (widget));
  return GDK_EVENT_STOP;
}

static void
shown_cb (BalieFirstRun *self)
{
  update_buttons (self);
  focus_step (self);
}

/* Who has orders already did not come for the demo. */
static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieFirstRun *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree BalieCounts *counts = balie_orders_count_finish (BALIE_DESK (source), result, &error);

  if (counts != NULL)
    gtk_widget_set_visible (self->demo_box, counts->orders[BALIE_ORDER_FILTER_ALL] == 0);
}

static void
balie_first_run_dispose (GObject *object)
{
  BalieFirstRun *self = BALIE_FIRST_RUN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_first_run_parent_class)->dispose (object);
}

static void
balie_first_run_finalize (GObject *object)
{
  BalieFirstRun *self = BALIE_FIRST_RUN (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->summary_rows);

  G_OBJECT_CLASS (balie_first_run_parent_class)->finalize (object);
}

static void
balie_first_run_class_init (BalieFirstRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balie_first_run_dispose;
  object_class->finalize = balie_first_run_finalize;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/window/balie-first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, start_button);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, demo_box);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, summary_group);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, problem);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, buttons);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, back_button);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, progress);
  gtk_widget_class_bind_template_child (widget_class, BalieFirstRun, next_button);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
}

static void
add_section (BalieFirstRun *self, Step step)
{
  GtkWidget *section = steps[step].make ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), section);
  gtk_widget_set_margin_top (clamp, 24);
  gtk_widget_set_margin_bottom (clamp, 24);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_stack_add_named (self->stack, scrolled, steps[step].name);
  self->sections[step] = BALIE_FIRST_RUN_SECTION (section);
}

static void
balie_first_run_init (BalieFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->summary_rows = g_ptr_array_new ();
  for (int i = 0; i < N_STEPS; i++)
    if (steps[i].make != NULL)
      add_section (self, i);
  g_signal_connect (self, "map", G_CALLBACK (shown_cb), NULL);
}

/**
 * balie_first_run_new:
 * @desk: an open desk on which the first run was not finished
 *
 * Returns: (transfer floating): the steps, at the one where the person left
 */
GtkWidget *
balie_first_run_new (BalieDesk *desk)
{
  BalieFirstRun *self = g_object_new (BALIE_TYPE_FIRST_RUN, NULL);
  const char *name =
      balie_settings_get_text (balie_desk_get_settings (desk), BALIE_SETTING_DEALERSHIP_NAME);

  self->desk = g_object_ref (desk);
  for (int i = 0; i < N_STEPS; i++)
    if (self->sections[i] != NULL)
      balie_first_run_section_load (self->sections[i], desk);
  balie_orders_count_async (desk, self->cancellable, counted_cb, self);
  show_step (self, balie_text_is_empty (name) ? STEP_WELCOME : STEP_NUMBERS);
  return GTK_WIDGET (self);
}
