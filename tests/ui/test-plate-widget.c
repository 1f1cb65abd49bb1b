/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plate widget: what a screen reader hears, its proportions, and that it goes. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "balie-check.h"
#include "balie-plate.h"

static void
test_spoken (void)
{
  GtkWidget *plate = g_object_ref_sink (balie_plate_new ("GBB01B"));
  g_autofree char *spoken = balie_plate_dup_spoken ("GBB01B");

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (plate)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (plate, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (plate), ==, "GBB-01-B");
  balie_plate_set_text (BALIE_PLATE (plate), "");
  gtk_test_accessible_assert_property (plate, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "no licence plate yet");
  balie_plate_set_text (BALIE_PLATE (plate), NULL);
  gtk_test_accessible_assert_property (plate, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "no licence plate yet");
  g_object_add_weak_pointer (G_OBJECT (plate), (gpointer *) &plate);
  g_object_unref (plate);
  g_assert_null (plate);
}

static void
test_proportions (void)
{
  g_autoptr (GtkWidget) plate = g_object_ref_sink (balie_plate_new ("GBB01B"));
  GtkRequisition one, two;

  gtk_widget_get_preferred_size (plate, NULL, &one);
  g_assert_cmpfloat_with_epsilon ((double) one.width / one.height, 520.0 / 110.0, 0.2);
  balie_plate_set_two_lines (BALIE_PLATE (plate), TRUE);
  gtk_widget_get_preferred_size (plate, NULL, &two);
  g_assert_cmpfloat_with_epsilon ((double) two.width / two.height, 340.0 / 210.0, 0.1);
  g_assert_cmpint (two.height, >, one.height);
}

/* In a row of a list it takes no more room than the text beside it. */
static void
test_compact (void)
{
  g_autoptr (GtkWidget) plate = g_object_ref_sink (balie_plate_new ("GBB01B"));
  g_autoptr (GtkWidget) text = g_object_ref_sink (gtk_inscription_new ("GBB01B"));
  GtkRequisition small, line;

  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (text), 1);
  balie_plate_set_compact (BALIE_PLATE (plate), TRUE);
  gtk_widget_get_preferred_size (plate, NULL, &small);
  gtk_widget_get_preferred_size (text, NULL, &line);
  g_assert_cmpint (small.height, <=, line.height);
  g_assert_cmpint (small.height, >, 8);
}

/* Two pixels of the plate as drawn: in the middle of the left edge, where the strip is, and of its ground. */
static void
draw (const char *text, guint32 *strip, guint32 *ground)
{
  GtkWidget *plate = balie_plate_new (text);
  GtkWidget *window = gtk_window_new ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 260, 55);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;
  const guint32 *pixels;
  int stride;

  gtk_window_set_child (GTK_WINDOW (window), plate);
  gtk_widget_set_valign (plate, GTK_ALIGN_FILL);
  gtk_widget_realize (plate);
  gtk_widget_allocate (plate, 260, 55, -1, NULL);
  GTK_WIDGET_GET_CLASS (plate)->snapshot (plate, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface) / 4;
  *strip = pixels[28 * stride + 5];
  *ground = pixels[8 * stride + 40];
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_drawn (void)
{
  guint32 strip, ground;

  draw ("GBB01B", &strip, &ground);
  g_assert_cmphex (strip & 0xff, >, 0x80); /* blue */
  g_assert_cmphex ((strip >> 16) & 0xff, <, 0x40);
  g_assert_cmphex ((ground >> 16) & 0xff, >, 0xe0); /* yellow */
  g_assert_cmphex (ground & 0xff, <, 0x40);
}

/* Nobody knows from where it is: white, without a country, and with the dashes that are known. */
static void
test_foreign (void)
{
  g_autoptr (GtkWidget) plate = g_object_ref_sink (balie_plate_new ("1DEM099"));
  guint32 strip, ground;

  g_assert_cmpstr (gtk_widget_get_tooltip_text (plate), ==, "1-DEM-099");
  draw ("1DEM099", &strip, &ground);
  g_assert_cmphex (ground & 0xffffff, >, 0xf0f0f0);
  g_assert_cmphex (strip & 0xffffff, >, 0xf0f0f0);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plate-widget/spoken", test_spoken);
  g_test_add_func ("/plate-widget/proportions", test_proportions);
  g_test_add_func ("/plate-widget/compact", test_compact);
  g_test_add_func ("/plate-widget/drawn", test_drawn);
  g_test_add_func ("/plate-widget/foreign", test_foreign);
  return g_test_run ();
}
