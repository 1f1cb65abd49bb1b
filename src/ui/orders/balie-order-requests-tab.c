/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Plate requests": the timeline of each request; withdraw and resend. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-requests-tab.h"

#include "balie-accessible.h"
#include "balie-moment.h"
#include "balie-order-tab.h"
#include "balie-plate.h"
#include "balie-request-deeds.h"
#include "balie-state-label.h"

#include <glib/gi18n-lib.h>

struct _BalieOrderRequestsTab
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  GPtrArray *requests; /* of BaliePlateRequest, newest first */

  /* Borrowed children */
  GtkStack *stack;
  GtkBox *box;
};

static void implement_tab (BalieOrderTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieOrderRequestsTab,
                               balie_order_requests_tab,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_ORDER_TAB, implement_tab))

static const BaliePlateRequest *
get_request (BalieOrderRequestsTab *self, GtkWidget *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "request"));

  return index < self->requests->len ? g_ptr_array_index (self->requests, index) : NULL;
}

static void
withdraw_clicked_cb (GtkButton *button, BalieOrderRequestsTab *self)
{
  const BaliePlateRequest *request = get_request (self, GTK_WIDGET (button));

  if (request != NULL)
    balie_request_deeds_withdraw (GTK_WIDGET (self), self->desk, request);
}

static void
resend_clicked_cb (GtkButton *button, BalieOrderRequestsTab *self)
{
  const BaliePlateRequest *request = get_request (self, GTK_WIDGET (button));

  if (request != NULL)
    balie_request_deeds_resend (GTK_WIDGET (self), self->desk, request->key);
}

static GtkWidget *
build_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
build_step (const char *text, const char *below)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *caption = build_label (below, "caption");

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (caption, "numeric");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), build_label (text, NULL));
  gtk_box_append (GTK_BOX (box), caption);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static GtkWidget *
build_timeline (const BalieOrderDetail *detail, const BaliePlateRequest *request)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
  /* Kept newest first; a timeline is read downwards. */
  for (guint i = detail->activity->len; i > 0; i--)
    {
      const BalieActivity *activity = g_ptr_array_index (detail->activity, i - 1);
      g_autofree char *below = NULL;
      g_autofree char *sentence = NULL;

      if (g_strcmp0 (activity->request_key, request->key) != 0)
        continue;
      below = balie_moment_dup_line (activity->at, activity->actor, activity->desk);
      sentence = balie_orders_dup_sentence (activity);
      gtk_list_box_append (GTK_LIST_BOX (list), build_step (sentence, below));
    }
  return list;
}

static const char *
get_problem_sentence (const char *problem)
{
  static const struct
  {
    const char *code;
    const char *sentence;
  } sentences[] = {
    { "offline", N_ ("PON could not be reached; nothing was sent. It is tried again by itself.") },
    { "timeout", N_ ("PON did not answer in time. It is asked whether it has the request.") },
    { "unclear", N_ ("PON’s answer was unclear. It is asked whether it has the request.") },
    { "unavailable", N_ ("PON asked to come back later. It is tried again by itself.") },
    { "refused",
      N_ ("PON refuses this dealership’s access; check the connection in the preferences.") },
    { "conflict", N_ ("PON has another live request for this chassis number.") },
    { "not-configured", N_ ("PON’s address is not set; see the preferences.") },
    { "secret", N_ ("The password for PON can’t be read; see the preferences.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (problem, sentences[i].code) == 0)
      return g_dgettext (GETTEXT_PACKAGE, sentences[i].sentence);
  return NULL;
}

static void
append_notes (GtkBox *card, const BaliePlateRequest *request)
{
  const char *problem = get_problem_sentence (request->problem);
  g_autofree char *reason = NULL;

  if (*request->reason != '\0')
    {
      /* PON's words: plain text, never markup. */
      reason = g_strdup_printf (_ ("Reason: %s"), request->reason);
      gtk_box_append (card, build_label (reason, NULL));
    }
  if (problem != NULL)
    gtk_box_append (card, build_label (problem, "warning"));
  if (request->next_attempt_at > 0 &&
      (request->state == BALIE_REQUEST_WAITING || request->state == BALIE_REQUEST_UNKNOWN))
    {
      g_autofree char *when = balie_moment_dup_text (request->next_attempt_at);
      g_autofree char *text = g_strdup_printf (_ ("Next try: %s"), when);

      gtk_box_append (card, build_label (text, "dim-label"));
    }
}

static GtkWidget *
build_button (BalieOrderRequestsTab *self,
              guint index,
              const char *label,
              char *lock,
              GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "request", GUINT_TO_POINTER (index));
  gtk_widget_set_sensitive (button, lock == NULL);
  balie_accessible_set_tooltip (button, lock);
  if (lock != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    lock, -1);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  g_free (lock);
  return button;
}

static GtkWidget *
build_buttons (BalieOrderRequestsTab *self, guint index)
{
  const BaliePlateRequest *request = g_ptr_array_index (self->requests, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean unknown = request->state == BALIE_REQUEST_UNKNOWN;

  gtk_box_append (GTK_BOX (box),
                  build_button (self, index, unknown ? _ ("Ask PON _Now") : _ ("Send _Now"),
                                balie_request_deeds_dup_resend_lock (self->desk, request),
                                G_CALLBACK (resend_clicked_cb)));
  gtk_box_append (GTK_BOX (box),
                  build_button (self, index, _ ("_Withdraw…"),
                                balie_request_deeds_dup_withdraw_lock (self->desk, request),
                                G_CALLBACK (withdraw_clicked_cb)));
  return box;
}

static GtkWidget *
build_card (BalieOrderRequestsTab *self, const BalieOrderDetail *detail, guint index)
{
  const BaliePlateRequest *request = g_ptr_array_index (self->requests, index);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *state = balie_state_label_new ();
  g_autofree char *date = balie_date_dup_local (request->request_date);
  GtkWidget *day = build_label (date, "dim-label");

  balie_state_label_set_request (BALIE_STATE_LABEL (state), request->state);
  gtk_widget_add_css_class (state, "heading");
  gtk_widget_set_hexpand (state, TRUE);
  gtk_widget_set_halign (state, GTK_ALIGN_START);
  gtk_widget_add_css_class (day, "numeric");
  gtk_box_append (GTK_BOX (head), state);
  gtk_box_append (GTK_BOX (head), day);
  if (*request->plate != '\0')
    gtk_box_append (GTK_BOX (head), balie_plate_new (request->plate));
  gtk_box_append (GTK_BOX (card), head);
  append_notes (GTK_BOX (card), request);
  gtk_box_append (GTK_BOX (card), build_timeline (detail, request));
  if (balie_request_state_is_live (request->state) && request->state != BALIE_REQUEST_APPROVED)
    gtk_box_append (GTK_BOX (card), build_buttons (self, index));
  return card;
}

static gboolean
is_focus_inside (BalieOrderRequestsTab *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->box));
}

static void
set_detail (BalieOrderTab *tab, const BalieOrderDetail *detail, BalieOrderDraft *draft)
{
  BalieOrderRequestsTab *self = BALIE_ORDER_REQUESTS_TAB (tab);
  gboolean had_focus = is_focus_inside (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_ptr_array_set_size (self->requests, 0);
  for (guint i = 0; i < detail->requests->len; i++)
    {
      g_ptr_array_add (self->requests,
                       balie_plate_request_copy (g_ptr_array_index (detail->requests, i)));
      gtk_box_append (self->box, build_card (self, detail, i));
    }
  gtk_stack_set_visible_child_name (self->stack, detail->requests->len > 0 ? "list" : "none");
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->box), GTK_DIR_TAB_FORWARD);
}

static void
implement_tab (BalieOrderTabInterface *iface)
{
  iface->set_detail = set_detail;
}

static void
balie_order_requests_tab_dispose (GObject *object)
{
  BalieOrderRequestsTab *self = BALIE_ORDER_REQUESTS_TAB (object);

  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_order_requests_tab_parent_class)->dispose (object);
}

static void
balie_order_requests_tab_class_init (BalieOrderRequestsTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_order_requests_tab_dispose;
}

static void
free_request (gpointer data)
{
  balie_plate_request_free (data);
}

static void
balie_order_requests_tab_init (BalieOrderRequestsTab *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *none = adw_status_page_new ();

  self->requests = g_ptr_array_new_with_free_func (free_request);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _ ("No Plate Request Yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (none), _ ("The tab “Sales admin” says why, and lets you approve directly."));
  gtk_widget_add_css_class (none, "compact");
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, none, "none");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

/**
 * balie_order_requests_tab_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the tab
 */
GtkWidget *
balie_order_requests_tab_new (BalieDesk *desk)
{
  BalieOrderRequestsTab *self = g_object_new (BALIE_TYPE_ORDER_REQUESTS_TAB, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
