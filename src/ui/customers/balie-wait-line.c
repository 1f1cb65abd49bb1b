/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line that says what is being waited for, for how long, and what to do about it. Text at once, spinner
 * after half a second, seconds after three, the usual wait after fifteen, a question after sixty. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-wait-line.h"

#include "balie-clock.h"
#include "balie-customer-search.h"
#include "balie-ways.h"

#include <glib/gi18n-lib.h>

#define TICK_MS 250
#define MIN_TICK_MS 20

struct _BalieWaitLine
{
  AdwBin parent_instance;

  /* Template */
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkLabel *question;
  BalieWays *ways;

  /* State */
  guint tick_id;
};

enum
{
  TICK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieWaitLine, balie_wait_line, ADW_TYPE_BIN)

static gboolean
tick_due_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[TICK], 0);
  return G_SOURCE_CONTINUE;
}

static void
balie_wait_line_dispose (GObject *object)
{
  g_clear_handle_id (&BALIE_WAIT_LINE (object)->tick_id, g_source_remove);

  G_OBJECT_CLASS (balie_wait_line_parent_class)->dispose (object);
}

static void
balie_wait_line_class_init (BalieWaitLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_wait_line_dispose;

  g_type_ensure (BALIE_TYPE_WAYS);
  signals[TICK] = g_signal_new ("tick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/customers/balie-wait-line.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieWaitLine, spinner);
  gtk_widget_class_bind_template_child (widget_class, BalieWaitLine, label);
  gtk_widget_class_bind_template_child (widget_class, BalieWaitLine, question);
  gtk_widget_class_bind_template_child (widget_class, BalieWaitLine, ways);
}

static void
balie_wait_line_init (BalieWaitLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balie_wait_dup_text:
 * @wait: how it stands
 *
 * Returns: (transfer full): what runs; seconds and the usual wait once they are due
 */
char *
balie_wait_dup_text (const BalieWait *wait)
{
  double scale = balie_clock_get_time_scale ();
  GString *text = g_string_new (wait->text);
  int usual = MAX (1, (int) (wait->usual + 0.5));

  if (wait->elapsed >= BALIE_SEARCH_SECONDS_AFTER * scale)
    /* Translators: seconds that a search has lasted. */
    g_string_append_printf (text, _ (" %d s"), (int) wait->elapsed);
  if (wait->elapsed >= BALIE_SEARCH_USUAL_AFTER * scale && wait->usual > 0)
    {
      g_autofree char *about = g_strdup_printf (_ ("usually about %d s here"), usual);

      g_string_append_printf (text, " · %s", about);
    }
  return g_string_free (text, FALSE);
}

/**
 * balie_wait_line_show:
 * @self: the line
 * @wait: (nullable): how it stands, %NULL hides the line
 */
void
balie_wait_line_show (BalieWaitLine *self, const BalieWait *wait)
{
  double scale = balie_clock_get_time_scale ();
  gboolean spinning = wait != NULL && wait->elapsed >= BALIE_SEARCH_SPINNER_AFTER * scale;
  g_autofree char *text = NULL;

  g_return_if_fail (BALIE_IS_WAIT_LINE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), wait != NULL);
  gtk_spinner_set_spinning (self->spinner, spinning);
  gtk_widget_set_opacity (GTK_WIDGET (self->spinner), spinning ? 1 : 0);
  if (wait == NULL)
    {
      g_clear_handle_id (&self->tick_id, g_source_remove);
      return;
    }
  text = balie_wait_dup_text (wait);
  if (g_strcmp0 (text, gtk_label_get_label (self->label)) != 0)
    gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->question), wait->overdue);
  gtk_widget_set_visible (GTK_WIDGET (self->ways), wait->overdue);
  balie_ways_set (self->ways, BALIE_WAY_KEEP_WAITING | BALIE_WAY_TRY_AGAIN |
                                  (wait->offers_kp ? BALIE_WAY_KP : 0u));
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add ((guint) MAX (MIN_TICK_MS, TICK_MS * scale), tick_due_cb, self);
}
