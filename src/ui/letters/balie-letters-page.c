/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Letters": list with filters and search, and one letter beside or after it.
 *
 * Where there is no room for the list beside the letter a row leads to the letter and a button back. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letters-page.h"

#include "balie-letter-list-view.h"
#include "balie-letter-deed.h"
#include "balie-letter-fetch.h"
#include "balie-letter-view.h"
#include "balie-letters-export.h"
#include "balie-letters-print.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* List and letter do not fit beside each other below this. */
#define WIDE_WIDTH 820

struct _BalieLettersPage
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
  BalieLetterListView *list;
  BalieLetterView *view;

  /* State */
  guint layout_source;
  int width; /* of the last layout */
};

G_DEFINE_FINAL_TYPE (BalieLettersPage, balie_letters_page, ADW_TYPE_BIN)

/* Everything that hangs on room and on whether a letter is shown, in one place. */
static void
apply_layout (BalieLettersPage *self)
{
  gboolean wide = self->width >= WIDE_WIDTH;
  gboolean open = balie_letter_view_get_id (self->view) != 0;
  gboolean folded;

  adw_leaflet_set_can_unfold (self->leaflet, wide);
  folded = adw_leaflet_get_folded (self->leaflet);
  /* When folded it is always there, behind the list. */
  gtk_widget_set_visible (GTK_WIDGET (self->detail_bin), open || !wide);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), open && !folded);
  balie_letter_list_view_set_folded (self->list, folded);
  balie_letter_view_set_folded (self->view, folded);
}

static gboolean
layout_due_cb (gpointer user_data)
{
  BalieLettersPage *self = user_data;

  self->layout_source = 0;
  apply_layout (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given out. */
static void
queue_layout (BalieLettersPage *self)
{
  if (self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, layout_due_cb, self, NULL);
}

static void
show_letter (BalieLettersPage *self, gint64 id)
{
  balie_letter_view_set_id (self->view, id);
  apply_layout (self);
}

static void
show_list_side (BalieLettersPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list_bin));
}

static void
show_detail_side (BalieLettersPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail_bin));
}

/* One after the other, a row that is only selected is not looked at yet. */
static void
list_chosen_cb (BalieLettersPage *self, gint64 id)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    show_letter (self, id);
}

static void
list_opened_cb (BalieLettersPage *self, gint64 id)
{
  show_letter (self, id);
  show_detail_side (self);
  if (!adw_leaflet_get_folded (self->leaflet))
    balie_letter_view_focus (self->view);
}

static void
folded_changed_cb (BalieLettersPage *self)
{
  if (self->list != NULL)
    queue_layout (self);
}

static void
visible_child_changed_cb (BalieLettersPage *self)
{
  GtkWidget *visible = adw_leaflet_get_visible_child (self->leaflet);

  /* Where one looks is where one types. */
  if (self->list == NULL || !adw_leaflet_get_folded (self->leaflet))
    return;
  if (visible == GTK_WIDGET (self->list_bin))
    balie_letter_list_view_focus_list (self->list);
  else
    balie_letter_view_focus (self->view);
}

static void
back_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);

  if (adw_leaflet_get_folded (self->leaflet))
    {
      show_list_side (self);
      return;
    }
  balie_letter_view_set_id (self->view, 0);
  apply_layout (self);
  balie_letter_list_view_unselect (self->list);
  balie_letter_list_view_focus_list (self->list);
}

static void
search_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  balie_letters_page_focus_search (BALIE_LETTERS_PAGE (widget));
}

/* The button in the list's tools. */
static BalieLetterFetch *
find_fetch (GtkWidget *widget)
{
  if (BALIE_IS_LETTER_FETCH (widget))
    return BALIE_LETTER_FETCH (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      BalieLetterFetch *found = find_fetch (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
fetch_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);

  balie_letter_fetch_start (find_fetch (GTK_WIDGET (self->list)), NULL,
                            g_str_equal (action, "letters.fetch-again"));
}

static void
unlock_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);

  balie_letter_fetch_start (find_fetch (GTK_WIDGET (self->list)),
                            g_variant_get_string (parameter, NULL), FALSE);
}

static void
add_insurer_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (balie_desk_check (self->desk, BALIE_DEED_CHANGE_SETTINGS, &error))
    balie_shell_show_page (balie_shell_find (widget), "administration");
  else
    balie_shell_show_error (balie_shell_find (widget), BALIE_ACTION_SAVE_INSURER, error);
}

static void
export_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);

  balie_letters_export_present (widget, self->desk, balie_letter_list_view_dup_all (self->list));
}

static void
print_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);

  balie_letters_print_present (widget, self->desk, balie_letter_list_view_dup_all (self->list));
}

static void
mark_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);
  gboolean done = g_str_equal (action, "letters.mark-done");
  g_autoptr (GArray) ids = balie_letter_list_view_dup_selected (self->list);
  g_autofree char *text = g_strdup_printf (
      done ? g_dngettext (GETTEXT_PACKAGE, "%u letter is done", "%u letters are done", ids->len)
           : g_dngettext (GETTEXT_PACKAGE, "%u letter is open again", "%u letters are open again",
                          ids->len),
      ids->len);
  g_autoptr (GError) error = NULL;

  if (ids->len == 0)
    return;
  if (!balie_desk_check (self->desk, BALIE_DEED_HANDLE_LETTERS, &error))
    {
      balie_shell_show_error (balie_shell_find (widget), BALIE_ACTION_SAVE_LETTER, error);
      return;
    }
  balie_letters_mark_async (self->desk, (const gint64 *) (void *) ids->data, ids->len,
                            done ? BALIE_LETTER_DONE : BALIE_LETTER_OPEN, NULL,
                            balie_letter_deed_ended_cb,
                            balie_letter_deed_new (widget, BALIE_ACTION_SAVE_LETTER, text));
}

static void
balie_letters_page_measure (GtkWidget *widget,
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
balie_letters_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if ((width < WIDE_WIDTH) != (self->width < WIDE_WIDTH) && self->list != NULL)
    queue_layout (self);
  self->width = width;
}

static void
balie_letters_page_dispose (GObject *object)
{
  BalieLettersPage *self = BALIE_LETTERS_PAGE (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_letters_page_parent_class)->dispose (object);
}

static void
balie_letters_page_class_init (BalieLettersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_letters_page_dispose;
  widget_class->measure = balie_letters_page_measure;
  widget_class->size_allocate = balie_letters_page_size_allocate;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/letters/balie-letters-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieLettersPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BalieLettersPage, list_bin);
  gtk_widget_class_bind_template_child (widget_class, BalieLettersPage, separator);
  gtk_widget_class_bind_template_child (widget_class, BalieLettersPage, detail_bin);
  gtk_widget_class_bind_template_callback (widget_class, folded_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_changed_cb);
  gtk_widget_class_install_action (widget_class, "letters.back", NULL, back_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.search", NULL, search_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.fetch", NULL, fetch_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.fetch-again", NULL, fetch_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.unlock", "s", unlock_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.add-insurer", NULL,
                                   add_insurer_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.export", NULL, export_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.print", NULL, print_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.mark-done", NULL, mark_activated_cb);
  gtk_widget_class_install_action (widget_class, "letters.mark-open", NULL, mark_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "letters.fetch", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "letters.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "letters.mark-done", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "letters.search",
                                       NULL);
}

static void
balie_letters_page_init (BalieLettersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Sizes are given out here, to know the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

/**
 * balie_letters_page_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
balie_letters_page_new (BalieDesk *desk)
{
  BalieLettersPage *self = g_object_new (BALIE_TYPE_LETTERS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->list = BALIE_LETTER_LIST_VIEW (balie_letter_list_view_new (desk));
  self->view = BALIE_LETTER_VIEW (balie_letter_view_new (desk));
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
 * balie_letters_page_open:
 * @self: the page
 * @id: the letter
 */
void
balie_letters_page_open (BalieLettersPage *self, gint64 id)
{
  g_return_if_fail (BALIE_IS_LETTERS_PAGE (self));

  show_letter (self, id);
  show_detail_side (self);
  balie_letter_view_focus (self->view);
}

/**
 * balie_letters_page_focus_search:
 * @self: the page
 */
void
balie_letters_page_focus_search (BalieLettersPage *self)
{
  g_return_if_fail (BALIE_IS_LETTERS_PAGE (self));

  show_list_side (self);
  balie_letter_list_view_focus_search (self->list);
}
