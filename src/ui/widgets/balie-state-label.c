/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A state as icon and word, never by colour alone: one look for lists, tabs and timelines. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-state-label.h"

struct _BalieStateLabel
{
  GtkWidget parent_instance;

  /* Owned: children */
  GtkWidget *image;
  GtkWidget *label;

  /* State */
  const char *style; /* static: CSS class of the icon */
};

G_DEFINE_FINAL_TYPE (BalieStateLabel, balie_state_label, GTK_TYPE_WIDGET)

static const char *
get_style (BalieOrderState state)
{
  switch (state)
    {
    case BALIE_ORDER_STATE_DECISION_NEEDED:
    case BALIE_ORDER_STATE_UNKNOWN:
      return "warning";
    case BALIE_ORDER_STATE_REJECTED:
      return "error";
    case BALIE_ORDER_STATE_ISSUED:
      return "success";
    case BALIE_ORDER_STATE_WAITING:
    case BALIE_ORDER_STATE_SENDING:
    case BALIE_ORDER_STATE_REQUESTED:
    case BALIE_ORDER_STATE_APPROVED:
    case BALIE_ORDER_STATE_WITHDRAWAL_ASKED:
      return "accent";
    case BALIE_ORDER_STATE_NOT_DUE:
    case BALIE_ORDER_STATE_DUE_ON:
    case BALIE_ORDER_STATE_WITHDRAWN:
    default:
      return "dim-label";
    }
}

static BalieOrderState
get_state_of_request (BalieRequestState state)
{
  switch (state)
    {
    case BALIE_REQUEST_WAITING:
      return BALIE_ORDER_STATE_WAITING;
    case BALIE_REQUEST_SENDING:
      return BALIE_ORDER_STATE_SENDING;
    case BALIE_REQUEST_UNKNOWN:
      return BALIE_ORDER_STATE_UNKNOWN;
    case BALIE_REQUEST_REQUESTED:
      return BALIE_ORDER_STATE_REQUESTED;
    case BALIE_REQUEST_APPROVED:
      return BALIE_ORDER_STATE_ISSUED;
    case BALIE_REQUEST_REJECTED:
      return BALIE_ORDER_STATE_REJECTED;
    case BALIE_REQUEST_WITHDRAWAL_ASKED:
      return BALIE_ORDER_STATE_WITHDRAWAL_ASKED;
    case BALIE_REQUEST_WITHDRAWN:
      return BALIE_ORDER_STATE_WITHDRAWN;
    case BALIE_REQUEST_NONE:
    case BALIE_REQUEST_N_STATES:
    default:
      return BALIE_ORDER_STATE_NOT_DUE;
    }
}

static void
show (BalieStateLabel *self, const char *icon, const char *text, const char *style)
{
  if (self->style != style)
    {
      if (self->style != NULL)
        gtk_widget_remove_css_class (self->image, self->style);
      self->style = style;
      if (style != NULL)
        gtk_widget_add_css_class (self->image, style);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon);
  gtk_label_set_label (GTK_LABEL (self->label), text);
}

static void
balie_state_label_dispose (GObject *object)
{
  BalieStateLabel *self = BALIE_STATE_LABEL (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (balie_state_label_parent_class)->dispose (object);
}

static void
balie_state_label_class_init (BalieStateLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_state_label_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
balie_state_label_init (BalieStateLabel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              "pixel-size", 16, NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  self->label = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * balie_state_label_new:
 *
 * Returns: (transfer floating): an empty label
 */
GtkWidget *
balie_state_label_new (void)
{
  return g_object_new (BALIE_TYPE_STATE_LABEL, NULL);
}

/**
 * balie_state_label_set_row:
 * @self: a label
 * @row: an order
 * @today: the dealership's day
 */
void
balie_state_label_set_row (BalieStateLabel *self, const BalieOrderRow *row, BalieDate today)
{
  BalieOrderState state = balie_order_state_get (&row->explanation, row->request_state);
  g_autofree char *text = balie_order_state_dup_label (state, row->explanation.due_on, today);

  g_return_if_fail (BALIE_IS_STATE_LABEL (self));

  show (self, balie_order_state_get_icon_name (state), text, get_style (state));
}

/**
 * balie_state_label_set_request:
 * @self: a label
 * @state: of a plate request
 */
void
balie_state_label_set_request (BalieStateLabel *self, BalieRequestState state)
{
  BalieOrderState order_state = get_state_of_request (state);

  g_return_if_fail (BALIE_IS_STATE_LABEL (self));

  show (self, balie_order_state_get_icon_name (order_state), balie_request_state_to_label (state),
        get_style (order_state));
}

/**
 * balie_state_label_clear:
 * @self: a label
 *
 * Shows nothing, for a row that has not arrived.
 */
void
balie_state_label_clear (BalieStateLabel *self)
{
  g_return_if_fail (BALIE_IS_STATE_LABEL (self));

  show (self, NULL, "", NULL);
}

/**
 * balie_state_label_get_text:
 * @self: a label
 *
 * Returns: the word shown
 */
const char *
balie_state_label_get_text (BalieStateLabel *self)
{
  g_return_val_if_fail (BALIE_IS_STATE_LABEL (self), "");

  return gtk_label_get_label (GTK_LABEL (self->label));
}

/**
 * balie_state_label_allow_two_lines:
 * @self: a label outside of a list
 */
void
balie_state_label_allow_two_lines (BalieStateLabel *self)
{
  g_return_if_fail (BALIE_IS_STATE_LABEL (self));

  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->label), 2);
}
