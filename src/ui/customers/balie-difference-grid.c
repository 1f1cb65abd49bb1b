/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a load would change: field, now, new, and a tick for what is to be written. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-difference-grid.h"

#include "balie-check.h"

#include <glib/gi18n-lib.h>

struct _BalieDifferenceGrid
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkGrid *grid;
  GtkWidget *heading_check; /* (nullable): of the last heading */

  /* State */
  int n_rows;
};

G_DEFINE_FINAL_TYPE (BalieDifferenceGrid, balie_difference_grid, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
check_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  gboolean *take = user_data;

  *take = gtk_check_button_get_active (check);
}

/* Title and note, with a tick before them where there is something to decide. */
static GtkWidget *
make_head (const char *title, const char *note, const char *css_class, gboolean *take)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *check;

  gtk_box_append (GTK_BOX (texts), make_label (title, css_class));
  if (note != NULL)
    {
      GtkWidget *small = make_label (note, "dim-label");

      gtk_widget_add_css_class (small, "caption");
      gtk_box_append (GTK_BOX (texts), small);
    }
  if (take == NULL)
    return texts;
  check = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), texts);
  gtk_widget_set_margin_start (texts, 6);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), *take);
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), take);
  return check;
}

/* A plate as it is read. */
static char *
dup_text (const BalieFieldSpec *spec, const char *value)
{
  return g_str_equal (spec->code, "plate") ? balie_plate_dup_dashed (value)
                                           : balie_field_dup_display (spec, value);
}

static GtkWidget *
make_value (const BalieFieldSpec *spec, const char *value)
{
  g_autofree char *text = dup_text (spec, value);
  GtkWidget *label = *text != '\0' ? make_label (text, NULL)
                                   : make_label (C_ ("empty value", "nothing"), "dim-label");

  gtk_label_set_selectable (GTK_LABEL (label), *text != '\0');
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
name_check (GtkWidget *check,
            const BalieFieldSpec *spec,
            const char *now,
            const char *new_value,
            const char *note)
{
  g_autofree char *now_text = dup_text (spec, now);
  g_autofree char *new_text = dup_text (spec, new_value);
  const char *nothing = C_ ("empty value", "nothing");
  /* Translators: a field, what it holds now, and what would be loaded. */
  g_autofree char *name = g_strdup_printf (_ ("%s: now %s, new %s"), _ (spec->label),
                                           *now_text != '\0' ? now_text : nothing,
                                           *new_text != '\0' ? new_text : nothing);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (note != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    note, -1);
}

static void
balie_difference_grid_class_init (BalieDifferenceGridClass *klass)
{
}

static void
balie_difference_grid_init (BalieDifferenceGrid *self)
{
  const char *titles[] = { _ ("Field"), _ ("Now"), _ ("New") };

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  for (int i = 0; i < (int) G_N_ELEMENTS (titles); i++)
    gtk_grid_attach (self->grid, make_label (titles[i], "caption-heading"), i, 0, 1, 1);
  self->n_rows = 1;
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

/**
 * balie_difference_grid_new:
 *
 * Returns: (transfer floating): a grid without rows
 */
GtkWidget *
balie_difference_grid_new (void)
{
  return g_object_new (BALIE_TYPE_DIFFERENCE_GRID, NULL);
}

/**
 * balie_difference_grid_add_heading:
 * @self: the grid
 * @title: translated
 * @note: (nullable): translated
 * @take: (nullable): whether what follows is written
 */
void
balie_difference_grid_add_heading (BalieDifferenceGrid *self,
                                   const char *title,
                                   const char *note,
                                   gboolean *take)
{
  GtkWidget *head = make_head (title, note, "heading", take);

  if (take != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                    -1);
  gtk_widget_set_margin_top (head, 12);
  gtk_grid_attach (self->grid, head, 0, self->n_rows++, 3, 1);
  self->heading_check = take != NULL ? head : NULL;
}

/**
 * balie_difference_grid_add_field:
 * @self: the grid
 * @spec: of the field
 * @now: what it holds
 * @new_value: what would be loaded
 * @note: (nullable): translated
 * @take: (nullable): whether it is written
 */
void
balie_difference_grid_add_field (BalieDifferenceGrid *self,
                                 const BalieFieldSpec *spec,
                                 const char *now,
                                 const char *new_value,
                                 const char *note,
                                 gboolean *take)
{
  GtkWidget *row[] = {
    make_head (_ (spec->label), note, NULL, take),
    make_value (spec, now),
    make_value (spec, new_value),
  };

  if (take != NULL)
    name_check (row[0], spec, now, new_value, note);
  for (int i = 0; i < (int) G_N_ELEMENTS (row); i++)
    {
      gtk_widget_set_valign (row[i], GTK_ALIGN_CENTER);
      if (self->heading_check != NULL)
        g_object_bind_property (self->heading_check, "active", row[i], "sensitive",
                                G_BINDING_SYNC_CREATE);
      gtk_grid_attach (self->grid, row[i], i, self->n_rows, 1, 1);
    }
  self->n_rows++;
}

static const char *
get_note (BalieLoadDecision decision)
{
  switch (decision)
    {
    case BALIE_LOAD_ASK:
      return _ ("typed by hand");
    case BALIE_LOAD_CLEAR:
      return _ ("is emptied");
    case BALIE_LOAD_FILL:
    case BALIE_LOAD_REPLACE:
    default:
      return NULL;
    }
}

/**
 * balie_difference_grid_add_party:
 * @self: the grid
 * @plan: what a load would do; ticks change it
 */
void
balie_difference_grid_add_party (BalieDifferenceGrid *self, BaliePartyPlan *plan)
{
  for (guint i = 0; i < plan->differences->len; i++)
    {
      BaliePartyDifference *difference = g_ptr_array_index (plan->differences, i);

      balie_difference_grid_add_field (self, balie_party_get_spec (difference->field),
                                       difference->old_value, difference->new_value,
                                       get_note (difference->decision), &difference->take);
    }
}
