/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slim lines in the main window: searches that run, or have ended, without a dialog. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-park-bar.h"

#include "balie-accessible.h"
#include "balie-search-texts.h"

#include <glib/gi18n-lib.h>

struct _BalieParkBar
{
  AdwBin parent_instance;

  /* Owned */
  BalieSearchPark *park; /* (nullable) */
  GPtrArray *searches;   /* (element-type BalieCustomerSearch): one per line, in their order */

  /* Borrowed: child */
  GtkWidget *box;
};

enum
{
  SHOW_SEARCH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieParkBar, balie_park_bar, ADW_TYPE_BIN)

static BalieCustomerSearch *
get_search (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "search");
}

static void
show_clicked_cb (GtkWidget *button, gpointer user_data)
{
  g_autoptr (BalieCustomerSearch) search = g_object_ref (get_search (button));

  g_signal_emit (user_data, signals[SHOW_SEARCH], 0, search);
}

static void
drop_clicked_cb (GtkWidget *button, gpointer user_data)
{
  g_autoptr (BalieCustomerSearch) search = g_object_ref (get_search (button));

  balie_search_park_drop (BALIE_PARK_BAR (user_data)->park, search);
}

static GtkWidget *
make_button (BalieParkBar *self,
             BalieCustomerSearch *search,
             GtkWidget *button,
             GCallback clicked_cb)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "search", g_object_ref (search), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked_cb, self, 0);
  return button;
}

static GtkWidget *
make_line (BalieParkBar *self, BalieCustomerSearch *search)
{
  GtkWidget *line = gtk_info_bar_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *drop = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (line, "balie-bar");
  gtk_info_bar_set_message_type (GTK_INFO_BAR (line), GTK_MESSAGE_INFO);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (drop, "flat");
  gtk_info_bar_add_child (GTK_INFO_BAR (line), label);
  gtk_info_bar_add_child (GTK_INFO_BAR (line),
                          make_button (self, search, gtk_button_new_with_mnemonic (_ ("S_how")),
                                       G_CALLBACK (show_clicked_cb)));
  gtk_info_bar_add_child (GTK_INFO_BAR (line),
                          make_button (self, search, drop, G_CALLBACK (drop_clicked_cb)));
  g_object_set_data (G_OBJECT (line), "label", label);
  g_object_set_data (G_OBJECT (line), "drop", drop);
  return line;
}

static void
fill_line (GtkWidget *line, BalieCustomerSearch *search)
{
  g_autofree char *text = balie_search_texts_dup_parked (search);
  GtkWidget *drop = g_object_get_data (G_OBJECT (line), "drop");
  const char *deed =
      balie_customer_search_is_running (search) ? _ ("Cancel this search") : _ ("Dismiss");

  gtk_label_set_label (g_object_get_data (G_OBJECT (line), "label"), text);
  balie_accessible_set_tooltip (drop, deed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, deed, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  return TRUE;
}

static void
rebuild (BalieParkBar *self, GPtrArray *searches)
{
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), line);
  g_ptr_array_set_size (self->searches, 0);
  for (guint i = 0; i < searches->len; i++)
    {
      BalieCustomerSearch *search = g_ptr_array_index (searches, i);

      g_ptr_array_add (self->searches, g_object_ref (search));
      gtk_box_append (GTK_BOX (self->box), make_line (self, search));
    }
}

static void
update (BalieParkBar *self)
{
  g_autoptr (GPtrArray) waiting =
      self->park != NULL ? balie_search_park_dup_waiting (self->park) : g_ptr_array_new ();
  GtkWidget *line;

  if (!is_same (waiting, self->searches))
    rebuild (self, waiting);
  line = gtk_widget_get_first_child (self->box);
  for (guint i = 0; i < waiting->len; i++)
    {
      fill_line (line, g_ptr_array_index (waiting, i));
      line = gtk_widget_get_next_sibling (line);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), waiting->len > 0);
}

static void
balie_park_bar_dispose (GObject *object)
{
  BalieParkBar *self = BALIE_PARK_BAR (object);

  if (self->park != NULL)
    g_signal_handlers_disconnect_by_data (self->park, self);
  g_clear_object (&self->park);
  g_ptr_array_set_size (self->searches, 0);

  G_OBJECT_CLASS (balie_park_bar_parent_class)->dispose (object);
}

static void
balie_park_bar_finalize (GObject *object)
{
  g_ptr_array_unref (BALIE_PARK_BAR (object)->searches);

  G_OBJECT_CLASS (balie_park_bar_parent_class)->finalize (object);
}

static void
balie_park_bar_class_init (BalieParkBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_park_bar_dispose;
  object_class->finalize = balie_park_bar_finalize;

  signals[SHOW_SEARCH] =
      g_signal_new ("show-search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, BALIE_TYPE_CUSTOMER_SEARCH);
}

static void
balie_park_bar_init (BalieParkBar *self)
{
  self->searches = g_ptr_array_new_with_free_func (g_object_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * balie_park_bar_set_park:
 * @self: the bar
 * @park: (nullable): whose searches it shows
 */
void
balie_park_bar_set_park (BalieParkBar *self, BalieSearchPark *park)
{
  g_return_if_fail (BALIE_IS_PARK_BAR (self));

  if (self->park != NULL)
    g_signal_handlers_disconnect_by_data (self->park, self);
  g_set_object (&self->park, park);
  if (park != NULL)
    g_signal_connect_swapped (park, "changed", G_CALLBACK (update), self);
  update (self);
}
