/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: the pages with their live counts, and who is signed in. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-sidebar.h"

#include "balie-dossier-table.h"
#include "balie-letter-table.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieSidebar
{
  AdwBin parent_instance;

  /* Template */
  GtkListBox *list;
  GtkWidget *person;
  GtkLabel *person_name;
  GtkLabel *person_roles;
  /* Borrowed: a row of the list, the page shown */
  GtkListBoxRow *current; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BalieSidebar, balie_sidebar, ADW_TYPE_BIN)

typedef enum
{
  PAGE_ORDERS,
  PAGE_REQUESTS,
  PAGE_DOSSIERS,
  PAGE_LETTERS,
  PAGE_RUNS,
  PAGE_ADMINISTRATION,
  N_PAGES,
} Page;

static const struct
{
  const char *name;
  const char *label;
  const char *icon;
} pages[N_PAGES] = {
  [PAGE_ORDERS] = { "orders", N_ ("Orders"), "balie-orders-symbolic" },
  [PAGE_REQUESTS] = { "requests", N_ ("Plate requests"), "balie-requests-symbolic" },
  [PAGE_DOSSIERS] = { "dossiers", N_ ("Dossiers"), "balie-dossiers-symbolic" },
  [PAGE_LETTERS] = { "letters", N_ ("Letters"), "balie-letters-symbolic" },
  [PAGE_RUNS] = { "runs", N_ ("Morning run"), "balie-runs-symbolic" },
  [PAGE_ADMINISTRATION] = { "administration", N_ ("Administration"),
                            "balie-administration-symbolic" },
};

static GtkListBoxRow *
get_row (BalieSidebar *self, const char *page)
{
  for (int i = 0; i < N_PAGES; i++)
    if (g_strcmp0 (pages[i].name, page) == 0)
      return gtk_list_box_get_row_at_index (self->list, i);
  return NULL;
}

static void
add_row (BalieSidebar *self, Page page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (pages[page].icon);
  GtkWidget *label = gtk_label_new (_ (pages[page].label));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "balie-count");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (pages[page].label), -1);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_list_box_append (self->list, row);
}

/* @meaning, with the number for %s, says what is counted: to those who hover and who listen. */
static void
set_count (BalieSidebar *self, Page page, gint64 n, const char *meaning)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, page);
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  g_auto (GStrv) parts = g_strsplit (meaning, "%s", 2);
  g_autofree char *sentence = g_strjoinv (number, parts);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", _ (pages[page].label), sentence);

  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "count"), n > 0 ? number : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  int index = gtk_list_box_row_get_index (row);

  if (index >= 0 && index < N_PAGES)
    gtk_widget_activate_action (GTK_WIDGET (list), "win.show-page", "s", pages[index].name);
}

/* The list also selects a row that gets the focus, as when the page that had it is hidden; the page
 * shown stays the one marked. */
static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  BalieSidebar *self = BALIE_SIDEBAR (user_data);

  if (row != self->current)
    gtk_list_box_select_row (list, self->current);
}

static void
balie_sidebar_class_init (BalieSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/window/balie-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, BalieSidebar, person);
  gtk_widget_class_bind_template_child (widget_class, BalieSidebar, person_name);
  gtk_widget_class_bind_template_child (widget_class, BalieSidebar, person_roles);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
balie_sidebar_init (BalieSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_PAGES; i++)
    add_row (self, i);
}

/**
 * balie_sidebar_select:
 * @self: the sidebar
 * @page: (nullable): name of the page shown
 */
void
balie_sidebar_select (BalieSidebar *self, const char *page)
{
  self->current = get_row (self, page);
  gtk_list_box_select_row (self->list, self->current);
}

/**
 * balie_sidebar_set_counts:
 * @self: the sidebar
 * @counts: (nullable): %NULL shows none
 */
void
balie_sidebar_set_counts (BalieSidebar *self, const BalieCounts *counts)
{
  static const BalieCounts none = { 0 };
  gint64 orders, open, due;

  counts = counts == NULL ? &none : counts;
  orders = counts->orders[BALIE_ORDER_FILTER_ALL];
  due = counts->orders[BALIE_ORDER_FILTER_DUE];
  open = counts->requests[BALIE_REQUEST_WAITING] + counts->requests[BALIE_REQUEST_SENDING] +
         counts->requests[BALIE_REQUEST_UNKNOWN] + counts->requests[BALIE_REQUEST_REQUESTED] +
         counts->requests[BALIE_REQUEST_WITHDRAWAL_ASKED];

  set_count (self, PAGE_ORDERS, orders,
             g_dngettext (GETTEXT_PACKAGE, "%s order", "%s orders", (gulong) orders));
  set_count (self, PAGE_REQUESTS, open,
             g_dngettext (GETTEXT_PACKAGE, "%s open request", "%s open requests", (gulong) open));
  set_count (
      self, PAGE_RUNS, due,
      g_dngettext (GETTEXT_PACKAGE, "%s order due today", "%s orders due today", (gulong) due));
}

/**
 * balie_sidebar_set_dossiers:
 * @self: the sidebar
 * @counts: (nullable): by filter of dossiers, %NULL shows none
 */
void
balie_sidebar_set_dossiers (BalieSidebar *self, const gint64 *counts)
{
  gint64 open = counts != NULL ? counts[BALIE_DOSSIER_FILTER_OPEN] : 0;

  set_count (self, PAGE_DOSSIERS, open,
             g_dngettext (GETTEXT_PACKAGE, "%s open dossier", "%s open dossiers", (gulong) open));
}

/**
 * balie_sidebar_set_letters:
 * @self: the sidebar
 * @counts: (nullable): by filter of letters, %NULL shows none
 */
void
balie_sidebar_set_letters (BalieSidebar *self, const gint64 *counts)
{
  gint64 open = counts != NULL ? counts[BALIE_LETTER_FILTER_OPEN] : 0;

  set_count (self, PAGE_LETTERS, open,
             g_dngettext (GETTEXT_PACKAGE, "%s open letter", "%s open letters", (gulong) open));
}

/**
 * balie_sidebar_set_user:
 * @self: the sidebar
 * @user: (nullable): who is signed in
 */
void
balie_sidebar_set_user (BalieSidebar *self, const BalieUser *user)
{
  g_autofree char *roles = NULL;

  gtk_widget_set_visible (
      GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, PAGE_ADMINISTRATION)),
      user != NULL && user->administrator);
  gtk_widget_set_visible (self->person, user != NULL);
  if (user == NULL)
    return;
  roles = balie_roles_dup_label (user->roles);
  if (user->administrator)
    {
      g_autofree char *others = g_steal_pointer (&roles);

      roles = balie_text_is_empty (others)
                  ? g_strdup (_ ("Administrator"))
                  : g_strdup_printf ("%s, %s", _ ("Administrator"), others);
    }
  gtk_label_set_text (self->person_name,
                      balie_text_is_empty (user->name) ? user->login : user->name);
  gtk_label_set_text (self->person_roles, balie_text_is_empty (roles) ? _ ("No rights") : roles);
}
