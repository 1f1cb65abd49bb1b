/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baseline: a GtkColumnView with columns like those of the list of orders, whose rows are all replaced
 * at each key typed, with no search behind it: what GTK alone needs to repaint. */

#include <adwaita.h>

#define N_ROWS 1000

/* Titles, widths and texts as the list of orders has them. */
static const struct
{
  const char *title;
  int width;
  const char *text;
} columns[] = {
  { "Order", 100, "N000" },
  { "Customer", 150, "Baker Vandermeer" },
  { "Brand and model", 180, "Volkswagen Golf 1.5 eTSI" },
  { "Licence plate", 180, "Plate issued" },
  { "Unloading", 100, "20-03-2026" },
  { "NLV", 100, "" },
  { "Delivery", 100, "20-04-2026" },
  { "Automatic on", 320, "20-03-2026 · 14 days after unloading" },
  { "Chassis number", 180, "WVWZZZ1KA0000001" },
};

static GtkStringList *rows;

static void
fill (const char *text)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_ROWS; i++)
    g_ptr_array_add (words, g_strdup_printf ("%u %s", i, text));
  g_ptr_array_add (words, NULL);
  gtk_string_list_splice (rows, 0, n, NULL);
  gtk_string_list_splice (rows, 0, 0, (const char *const *) words->pdata);
}

static void
text_changed_cb (GtkEditable *entry)
{
  fill (gtk_editable_get_text (entry));
}

static void
cell_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  GtkInscription *text = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_text_overflow (text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (text, 4);
  gtk_inscription_set_nat_chars (text, 4);
  gtk_list_item_set_child (cell, GTK_WIDGET (text));
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  GtkStringObject *item = gtk_list_item_get_item (cell);
  g_autofree char *text = g_strconcat (columns[GPOINTER_TO_UINT (user_data)].text, " ",
                                       gtk_string_object_get_string (item), NULL);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (cell)), text);
}

static GtkWidget *
build_view (void)
{
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (cell_set_up_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (columns[i].title, factory);
      gtk_column_view_column_set_fixed_width (column, columns[i].width);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (gtk_single_selection_new (
                                                         g_object_ref (G_LIST_MODEL (rows)))));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
application_activated_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *entry = gtk_text_new ();

  rows = gtk_string_list_new (NULL);
  fill ("");
  gtk_window_set_title (GTK_WINDOW (window), "Bare columns");
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 780);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), build_view ());
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (entry);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.baliedesk.BareColumns", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (application_activated_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
