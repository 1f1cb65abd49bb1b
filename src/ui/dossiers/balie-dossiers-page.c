/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Dossiers": list with filters and search, and one dossier beside or after it.
 *
 * A dossier is a wide form: only a wide window has room for the list beside it; else a row leads to
 * the dossier and a button back. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossiers-page.h"

#include "balie-dossier-list-view.h"
#include "balie-dossier-view.h"
#include "balie-new-dossier.h"
#include "balie-shell.h"

/* List, panel and a form of two columns do not fit beside each other below this. */
#define WIDE_WIDTH 1240

struct _BalieDossiersPage
{
  AdwBin parent_instance;

  /* Template */
  AdwLeaflet *leaflet;
  AdwBin *list_bin;
  GtkSeparator *separator;
  AdwBin *detail_bin;

  /* Owned */
  BalieDesk *desk;

  /* Borrowed from the bins */
  BalieDossierListView *list;
  BalieDossierView *view;

  /* State */
  guint layout_source;
  int width; /* of the last layout */
};

G_DEFINE_FINAL_TYPE (BalieDossiersPage, balie_dossiers_page, ADW_TYPE_BIN)

/* Everything that hangs on room and on whether a dossier is shown, in one place. */
static void
apply_layout (BalieDossiersPage *self)
{
  gboolean wide = self->width >= WIDE_WIDTH;
  gboolean open = balie_dossier_view_get_number (self->view) != NULL;
  gboolean folded;

  adw_leaflet_set_can_unfold (self->leaflet, wide);
  folded = adw_leaflet_get_folded (self->leaflet);
  /* When folded it is always there, behind the list. */
  gtk_widget_set_visible (GTK_WIDGET (self->detail_bin), open || !wide);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), open && !folded);
  balie_dossier_list_view_set_folded (self->list, folded);
  balie_dossier_view_set_folded (self->view, folded);
}

static gboolean
layout_due_cb (gpointer user_data)
{
  BalieDossiersPage *self = user_data;

  self->layout_source = 0;
  apply_layout (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given out. */
static void
queue_layout (BalieDossiersPage *self)
{
  if (self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, layout_due_cb, self, NULL);
}

static void
show_dossier (BalieDossiersPage *self, const char *number)
{
  balie_dossier_view_set_number (self->view, number);
  apply_layout (self);
}

static void
show_list_side (BalieDossiersPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list_bin));
}

static void
show_detail_side (BalieDossiersPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail_bin));
}

/* One after the other, a row that is only selected is not looked at yet. */
static void
list_chosen_cb (BalieDossiersPage *self, const char *number)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    show_dossier (self, number);
}

static void
list_opened_cb (BalieDossiersPage *self, const char *number)
{
  show_dossier (self, number);
  show_detail_side (self);
  if (!adw_leaflet_get_folded (self->leaflet))
    balie_dossier_view_focus (self->view);
}

static void
folded_changed_cb (BalieDossiersPage *self)
{
  if (self->list != NULL)
    queue_layout (self);
}

static void
visible_child_changed_cb (BalieDossiersPage *self)
{
  GtkWidget *visible = adw_leaflet_get_visible_child (self->leaflet);

  /* Where one looks is where one types. */
  if (self->list == NULL || !adw_leaflet_get_folded (self->leaflet))
    return;
  if (visible == GTK_WIDGET (self->list_bin))
    balie_dossier_list_view_focus_list (self->list);
  else
    balie_dossier_view_focus (self->view);
}

static void
back_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDossiersPage *self = BALIE_DOSSIERS_PAGE (widget);

  if (adw_leaflet_get_folded (self->leaflet))
    {
      show_list_side (self);
      return;
    }
  balie_dossier_view_set_number (self->view, NULL);
  apply_layout (self);
  balie_dossier_list_view_unselect (self->list);
  balie_dossier_list_view_focus_list (self->list);
}

static void
search_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  balie_dossiers_page_focus_search (BALIE_DOSSIERS_PAGE (widget));
}

static void
new_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDossiersPage *self = BALIE_DOSSIERS_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (balie_desk_check (self->desk, BALIE_DEED_EDIT_DOSSIER, &error))
    balie_new_dossier_ask (widget, self->desk);
  else
    balie_shell_show_error (balie_shell_find (widget), BALIE_ACTION_SAVE_DOSSIER, error);
}

static void
balie_dossiers_page_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
balie_dossiers_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieDossiersPage *self = BALIE_DOSSIERS_PAGE (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if ((width < WIDE_WIDTH) != (self->width < WIDE_WIDTH) && self->list != NULL)
    queue_layout (self);
  self->width = width;
}

static void
balie_dossiers_page_dispose (GObject *object)
{
  BalieDossiersPage *self = BALIE_DOSSIERS_PAGE (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_dossiers_page_parent_class)->dispose (object);
}

static void
balie_dossiers_page_class_init (BalieDossiersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_dossiers_page_dispose;
  widget_class->measure = balie_dossiers_page_measure;
  widget_class->size_allocate = balie_dossiers_page_size_allocate;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/dossiers/balie-dossiers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieDossiersPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BalieDossiersPage, list_bin);
  gtk_widget_class_bind_template_child (widget_class, BalieDossiersPage, separator);
  gtk_widget_class_bind_template_child (widget_class, BalieDossiersPage, detail_bin);
  gtk_widget_class_bind_template_callback (widget_class, folded_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_changed_cb);
  gtk_widget_class_install_action (widget_class, "dossiers.back", NULL, back_activated_cb);
  gtk_widget_class_install_action (widget_class, "dossiers.search", NULL, search_activated_cb);
  gtk_widget_class_install_action (widget_class, "dossiers.new", NULL, new_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "dossiers.search",
                                       NULL);
}

/* Ctrl+N works wherever the focus is, while the page is shown. */
static void
add_shortcuts (BalieDossiersPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_n, GDK_CONTROL_MASK),
                        gtk_named_action_new ("dossiers.new")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
balie_dossiers_page_init (BalieDossiersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Sizes are given out here, to know the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  add_shortcuts (self);
}

/**
 * balie_dossiers_page_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
balie_dossiers_page_new (BalieDesk *desk)
{
  BalieDossiersPage *self = g_object_new (BALIE_TYPE_DOSSIERS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->list = BALIE_DOSSIER_LIST_VIEW (balie_dossier_list_view_new (desk));
  self->view = BALIE_DOSSIER_VIEW (balie_dossier_view_new (desk));
  adw_bin_set_child (self->list_bin, GTK_WIDGET (self->list));
  adw_bin_set_child (self->detail_bin, GTK_WIDGET (self->view));
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (list_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "opened", G_CALLBACK (list_opened_cb), self,
                           G_CONNECT_SWAPPED);
  apply_layout (self);
  return GTK_WIDGET (self);
}

/**
 * balie_dossiers_page_open:
 * @self: the page
 * @number: the dossier
 * @entry: what of it, %BALIE_ENTRY_NONE for the dossier itself
 */
void
balie_dossiers_page_open (BalieDossiersPage *self, const char *number, BalieEntry entry)
{
  g_return_if_fail (BALIE_IS_DOSSIERS_PAGE (self));

  show_dossier (self, number);
  if (entry != BALIE_ENTRY_NONE)
    balie_dossier_view_show_place (self->view, entry);
  show_detail_side (self);
  balie_dossier_view_focus (self->view);
}

/**
 * balie_dossiers_page_focus_search:
 * @self: the page
 */
void
balie_dossiers_page_focus_search (BalieDossiersPage *self)
{
  g_return_if_fail (BALIE_IS_DOSSIERS_PAGE (self));

  show_list_side (self);
  balie_dossier_list_view_focus_search (self->list);
}

/**
 * balie_dossiers_page_get_n_unsaved:
 * @self: the page
 *
 * Returns: how many dossiers have unsaved changes, for a question before the window closes
 */
guint
balie_dossiers_page_get_n_unsaved (BalieDossiersPage *self)
{
  g_return_val_if_fail (BALIE_IS_DOSSIERS_PAGE (self), 0);

  return balie_dossier_view_get_n_unsaved (self->view);
}
