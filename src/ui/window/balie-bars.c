/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slim bars above a page: lasting states, each made when first needed. What is wrong is derived
 * in one place (update) from the desk, and goes away by itself. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-bars.h"

#include "balie-delivery.h"
#include "balie-error.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  BAR_DEMO,
  BAR_DATABASE,
  BAR_PON_MISSING,
  BAR_PON_DOWN,
  N_BARS,
} Bar;

struct _BalieBars
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk; /* (nullable) */

  /* Borrowed: children of the box */
  GtkWidget *box;
  GtkWidget *bars[N_BARS];  /* (nullable): made when first needed */
  GtkLabel *labels[N_BARS]; /* (nullable) */

  /* State */
  gboolean demo;
  gboolean database_away;
};

G_DEFINE_FINAL_TYPE (BalieBars, balie_bars, ADW_TYPE_BIN)

static void update (BalieBars *self);

static void
try_now_cb (BalieBars *self)
{
  if (self->desk == NULL)
    return;
  balie_desk_reset_remote (self->desk, "pon");
  balie_delivery_sync_async (self->desk, NULL, NULL, NULL, NULL);
  balie_shell_toast (balie_shell_find (GTK_WIDGET (self)), _ ("Trying again now"));
}

static void
set_up_cb (BalieBars *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.preferences-page", "s", "pon");
}

static GtkWidget *
make_button (BalieBars *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
make_slow_switch (void)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (_ ("_Slow Line"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (check), "app.slow-line");
  gtk_widget_set_tooltip_text (
      check, _ ("The simulated PON, Driver2, KP and insurers take several seconds to answer"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Slow line"), -1);
  return check;
}

static GtkWidget *
make_action (BalieBars *self, Bar bar)
{
  switch (bar)
    {
    case BAR_DEMO:
      return make_slow_switch ();
    case BAR_PON_MISSING:
      return make_button (self, _ ("Set Up…"), G_CALLBACK (set_up_cb));
    case BAR_PON_DOWN:
      return make_button (self, _ ("Try Now"), G_CALLBACK (try_now_cb));
    case BAR_DATABASE:
    case N_BARS:
    default:
      return NULL;
    }
}

static GtkMessageType
get_kind (Bar bar)
{
  switch (bar)
    {
    case BAR_DATABASE:
      return GTK_MESSAGE_ERROR;
    case BAR_PON_DOWN:
      return GTK_MESSAGE_WARNING;
    case BAR_DEMO:
    case BAR_PON_MISSING:
    case N_BARS:
    default:
      return GTK_MESSAGE_INFO;
    }
}

static void
make_bar (BalieBars *self, Bar bar)
{
  GtkWidget *info = gtk_info_bar_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *action = make_action (self, bar);
  GtkWidget *after = NULL;

  gtk_info_bar_set_message_type (GTK_INFO_BAR (info), get_kind (bar));
  gtk_info_bar_set_revealed (GTK_INFO_BAR (info), FALSE);
  gtk_widget_add_css_class (info, "balie-bar");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (info), label);
  if (action != NULL)
    gtk_info_bar_add_child (GTK_INFO_BAR (info), action);

  for (int i = (int) bar - 1; i >= 0 && after == NULL; i--)
    after = self->bars[i];
  gtk_box_insert_child_after (GTK_BOX (self->box), info, after);
  self->bars[bar] = info;
  self->labels[bar] = GTK_LABEL (label);
}

/* @text: (nullable): %NULL hides the bar */
static void
show_bar (BalieBars *self, Bar bar, const char *text)
{
  if (text == NULL && self->bars[bar] == NULL)
    return;
  if (self->bars[bar] == NULL)
    make_bar (self, bar);
  if (text != NULL)
    {
      gtk_label_set_text (self->labels[bar], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->bars[bar]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  gtk_widget_set_visible (self->bars[bar], text != NULL);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->bars[bar]), text != NULL);
}

/* (nullable): the sentence about PON's line */
static char *
dup_pon_text (BalieBars *self)
{
  BalieRemoteState state = balie_desk_get_remote_state (self->desk, "pon");
  gint64 retry_at = balie_desk_get_remote_retry_at (self->desk, "pon");
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *clock = NULL;

  if (state != BALIE_REMOTE_DOWN && state != BALIE_REMOTE_BROKEN)
    return NULL;
  if (state == BALIE_REMOTE_DOWN || retry_at <= balie_desk_get_now (self->desk))
    return g_strdup (_ ("PON does not answer. Plate requests wait here and leave by themselves."));
  time = g_date_time_new_from_unix_local (retry_at);
  clock = g_date_time_format (time, "%R");
  /* Translators: %s is a time of day such as 14:05. */
  return g_strdup_printf (_ ("PON does not answer. Plate requests wait here and leave by "
                             "themselves; next try at %s."),
                          clock);
}

static gboolean
pon_is_missing (BalieBars *self)
{
  g_autoptr (GError) error = NULL;

  return balie_desk_get_pon (self->desk, &error) == NULL &&
         g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED);
}

static void
update (BalieBars *self)
{
  gboolean open = self->desk != NULL;
  gboolean missing = open && pon_is_missing (self);
  g_autofree char *down = open && !missing ? dup_pon_text (self) : NULL;

  show_bar (self, BAR_DEMO,
            open && self->demo
                ? _ ("Demo: everything here is fictional and nothing leaves this computer.")
                : NULL);
  show_bar (self, BAR_DATABASE,
            open && self->database_away
                ? _ ("The database can’t be read at the moment. Balie keeps trying.")
                : NULL);
  show_bar (self, BAR_PON_MISSING,
            missing ? _ ("PON is not set up yet: plate requests are kept here until it is.")
                    : NULL);
  show_bar (self, BAR_PON_DOWN, down);
}

static void
remote_changed_cb (BalieDesk *desk, const char *remote, gpointer user_data)
{
  update (user_data);
}

static void
balie_bars_dispose (GObject *object)
{
  BalieBars *self = BALIE_BARS (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_bars_parent_class)->dispose (object);
}

static void
balie_bars_class_init (BalieBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_bars_dispose;
}

static void
balie_bars_init (BalieBars *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * balie_bars_set_desk:
 * @self: the bars
 * @desk: (nullable): the open desk, %NULL hides all bars
 * @demo: whether it is the demo dealership
 */
void
balie_bars_set_desk (BalieBars *self, BalieDesk *desk, gboolean demo)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_set_object (&self->desk, desk);
  self->demo = demo;
  self->database_away = FALSE;
  if (desk != NULL)
    g_signal_connect (desk, "remote-changed", G_CALLBACK (remote_changed_cb), self);
  update (self);
}

/**
 * balie_bars_set_database_error:
 * @self: the bars
 * @error: (nullable): why the database can't be read at the moment
 */
void
balie_bars_set_database_error (BalieBars *self, const GError *error)
{
  self->database_away = error != NULL;
  update (self);
}
