/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The eight criteria of the customer search, in two columns or, with little room, in one. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-criteria.h"

#include "balie-accessible.h"

#include <glib/gi18n-lib.h>

#define LABEL_CHARS 15

struct _BalieCriteria
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkWidget *box;
  GtkEntry *entries[BALIE_N_CRITERIA];
  GtkWidget *notes[BALIE_N_CRITERIA]; /* "not used by KP" */

  /* State */
  gboolean showing;
  gboolean for_kp;
};

enum
{
  ACTIVATED,
  CHANGED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieCriteria, balie_criteria, ADW_TYPE_BIN)

static void
entry_activated_cb (BalieCriteria *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
entry_changed_cb (BalieCriteria *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                gpointer user_data)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (user_data, signals[LEFT], 0);
  return GDK_EVENT_STOP;
}

static GtkInputPurpose
get_purpose (BalieCriterion criterion)
{
  switch (criterion)
    {
    case BALIE_CRITERION_EMAIL:
      return GTK_INPUT_PURPOSE_EMAIL;
    case BALIE_CRITERION_PHONE:
      return GTK_INPUT_PURPOSE_PHONE;
    case BALIE_CRITERION_CUSTOMER_NUMBER:
    case BALIE_CRITERION_VAT_NUMBER:
    case BALIE_CRITERION_LAST_NAME:
    case BALIE_CRITERION_FIRST_NAME:
    case BALIE_CRITERION_POSTCODE:
    case BALIE_CRITERION_COUNTRY:
    case BALIE_N_CRITERIA:
    default:
      return GTK_INPUT_PURPOSE_FREE_FORM;
    }
}

static GtkWidget *
make_titles (BalieCriteria *self, BalieCriterion criterion, const char *title)
{
  GtkWidget *titles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *note = gtk_label_new (_ ("not used by KP"));

  gtk_widget_set_valign (titles, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->entries[criterion]));
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_set_visible (note, FALSE);
  gtk_box_append (GTK_BOX (titles), label);
  gtk_box_append (GTK_BOX (titles), note);
  self->notes[criterion] = note;
  return titles;
}

static void
add_criterion (BalieCriteria *self, BalieCriterion criterion)
{
  const BalieFieldSpec *spec = balie_criterion_get_spec (criterion);
  const char *title = g_dgettext (GETTEXT_PACKAGE, spec->label);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entries[criterion] = GTK_ENTRY (entry);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), get_purpose (criterion));
  gtk_entry_set_max_length (GTK_ENTRY (entry), (int) spec->max_bytes);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  balie_accessible_set_label (entry, title);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  gtk_box_append (GTK_BOX (row), make_titles (self, criterion, title));
  gtk_box_append (GTK_BOX (row), entry);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), row);
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), child);
}

static void
balie_criteria_class_init (BalieCriteriaClass *klass)
{
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
balie_criteria_init (BalieCriteria *self)
{
  GtkFlowBox *box = GTK_FLOW_BOX (gtk_flow_box_new ());

  self->box = GTK_WIDGET (box);
  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (box, TRUE);
  gtk_flow_box_set_max_children_per_line (box, 2);
  gtk_flow_box_set_column_spacing (box, 18);
  gtk_flow_box_set_row_spacing (box, 0);
  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    add_criterion (self, (BalieCriterion) i);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * balie_criteria_set_query:
 * @self: the criteria
 * @query: what to show
 */
void
balie_criteria_set_query (BalieCriteria *self, const BalieCustomerQuery *query)
{
  g_return_if_fail (BALIE_IS_CRITERIA (self));

  self->showing = TRUE;
  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entries[i])), query->values[i]) != 0)
      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), query->values[i]);
  self->showing = FALSE;
}

/**
 * balie_criteria_dup_query:
 * @self: the criteria
 *
 * Returns: (transfer full): what is filled in
 */
BalieCustomerQuery *
balie_criteria_dup_query (BalieCriteria *self)
{
  BalieCustomerQuery *query = balie_customer_query_new ();

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    balie_customer_query_set (query, (BalieCriterion) i,
                              gtk_editable_get_text (GTK_EDITABLE (self->entries[i])));
  return query;
}

/**
 * balie_criteria_set_for_kp:
 * @self: the criteria
 * @for_kp: whether it is KP that is or was asked last
 *
 * Says at each field that KP does not use so; its text is struck through.
 */
void
balie_criteria_set_for_kp (BalieCriteria *self, gboolean for_kp)
{
  g_autoptr (PangoAttrList) struck = pango_attr_list_new ();

  if (self->for_kp == for_kp)
    return;
  self->for_kp = for_kp;
  pango_attr_list_insert (struck, pango_attr_strikethrough_new (TRUE));
  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      gboolean unused = for_kp && !balie_criterion_is_for_kp ((BalieCriterion) i);
      GtkWidget *entry = GTK_WIDGET (self->entries[i]);

      gtk_widget_set_visible (self->notes[i], unused);
      gtk_entry_set_attributes (self->entries[i], unused ? struck : NULL);
      if (unused)
        gtk_widget_add_css_class (entry, "dim-label");
      else
        gtk_widget_remove_css_class (entry, "dim-label");
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      unused ? _ ("not used by KP") : "", -1);
    }
}

/**
 * balie_criteria_focus:
 * @self: the criteria
 * @criterion: where to type
 */
void
balie_criteria_focus (BalieCriteria *self, BalieCriterion criterion)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[criterion]));
}
