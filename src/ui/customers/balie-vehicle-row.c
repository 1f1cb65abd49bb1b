/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for a vehicle that Driver2 knows, with its owner, driver and insured. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-vehicle-row.h"

#include "balie-check.h"
#include "balie-party.h"
#include "balie-text.h"

static const BalieVehicleField fields[] = {
  BALIE_VEHICLE_BRAND, BALIE_VEHICLE_MODEL, BALIE_VEHICLE_COLOUR,
  BALIE_VEHICLE_PLATE, BALIE_VEHICLE_VIN,
};

static char *
dup_vehicle (const BalieVehicle *vehicle)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value =
          balie_field_dup_display (balie_vehicle_get_spec (fields[i]), vehicle->values[fields[i]]);

      if (!balie_text_is_empty (value))
        g_string_append_printf (text, text->len == 0 ? "%s" : i == 1 ? " %s" : " · %s", value);
    }
  return g_string_free (text, FALSE);
}

/* “Owner: Peeters, Jan · Driver: …” */
static char *
dup_people (const BalieVehicle *vehicle)
{
  const BalieCustomer *customers[] = { vehicle->owner, vehicle->driver, vehicle->insured };
  GString *text = g_string_new (NULL);

  for (int i = 0; i < (int) G_N_ELEMENTS (customers); i++)
    {
      g_autofree char *name = NULL;

      if (customers[i] == NULL)
        continue;
      name = balie_customer_dup_name (customers[i]);
      g_string_append_printf (text, text->len == 0 ? "%s: %s" : " · %s: %s",
                              balie_entry_to_label ((BalieEntry) (BALIE_ENTRY_OWNER + i)), name);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "numeric");
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/**
 * balie_vehicle_row_new:
 * @vehicle: what Driver2 told
 *
 * Returns: (transfer floating): a row of a list
 */
GtkWidget *
balie_vehicle_row_new (const BalieVehicle *vehicle)
{
  g_autofree char *title = dup_vehicle (vehicle);
  g_autofree char *people = dup_people (vehicle);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, people);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), make_label (title, FALSE));
  if (*people != '\0')
    gtk_box_append (GTK_BOX (box), make_label (people, TRUE));
  gtk_widget_add_css_class (box, "balie-search-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}
