/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter: what it is, what to do, its documents, what it belongs to, related ones and history.
 *
 * Loads the letter when its id is set and whenever letters change in the database; a load's cancellable is
 * its generation, so a late answer shows nothing. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-view.h"

#include "balie-letter-columns.h"
#include "balie-letter-deed.h"
#include "balie-letter-documents.h"
#include "balie-letter-link-group.h"
#include "balie-letter-rows.h"
#include "balie-letter-rules.h"
#include "balie-letters.h"
#include "balie-plate.h"

#include <glib/gi18n-lib.h>

#define RELOAD_DELAY_MS 100

struct _BalieLetterView
{
  AdwBin parent_instance;

  /* Template */
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *title;
  GtkLabel *subtitle;
  BaliePlate *plate;
  GtkImage *urgency_icon;
  GtkLabel *notes;
  GtkButton *filed_button;
  GtkButton *state_button;
  GtkBox *groups;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* (nullable): of the load under way */
  BalieLetterDetail *detail; /* (nullable): what is shown */

  /* State */
  gint64 id;
  guint reload_source;
  gboolean focus_asked;
};

G_DEFINE_FINAL_TYPE (BalieLetterView, balie_letter_view, ADW_TYPE_BIN)

/* The load a callback belongs to; its cancellable is also its generation. */
typedef struct
{
  BalieLetterView *self; /* borrowed; not touched once cancelled */
  GCancellable *cancellable;
} Load;

static GtkWidget *
get_group (BalieLetterView *self, guint index)
{
  GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups));

  for (guint i = 0; i < index && group != NULL; i++)
    group = gtk_widget_get_next_sibling (group);
  return group;
}

/* “Respond by 27-03-2026 (overdue) · Urgent · Done by ann” */
static char *
dup_notes (BalieLetterView *self)
{
  const BalieLetter *letter = self->detail->letter;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (letter->urgency > 0)
    g_strv_builder_add (builder, balie_urgency_to_label (letter->urgency));
  if (letter->respond_by != BALIE_DATE_NONE)
    {
      gboolean overdue = letter->state == BALIE_LETTER_OPEN &&
                         letter->respond_by < balie_desk_get_today (self->desk);
      g_autofree char *day = balie_date_dup_local (letter->respond_by);
      g_autofree char *text =
          g_strdup_printf (overdue ? _ ("Overdue: respond by %s") : _ ("Respond by %s"), day);

      g_strv_builder_add (builder, text);
    }
  if (letter->state == BALIE_LETTER_DONE)
    {
      gboolean by_itself = g_str_equal (letter->done_by, "auto");
      g_autofree char *text = by_itself ? g_strdup (_ ("Closed by itself"))
                                        : g_strdup_printf (_ ("Done by %s"), letter->done_by);

      g_strv_builder_add (builder, text);
    }
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static void
set_allowed (GtkWidget *button, gboolean may, const char *reason)
{
  gtk_widget_set_sensitive (button, may);
  gtk_widget_set_tooltip_text (button, reason);
  if (reason != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    reason, -1);
}

/* The next useful deed is the one suggested. */
static void
show_deeds (BalieLetterView *self)
{
  const BalieLetter *letter = self->detail->letter;
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean open = letter->state == BALIE_LETTER_OPEN;
  gboolean filing = open && (letter->kind == BALIE_LETTER_APPLICATION_REQUEST ||
                             balie_letter_closes_when_filed (letter->kind));
  g_autofree char *reason = balie_permission_dup_reason (user, BALIE_DEED_HANDLE_LETTERS);

  gtk_button_set_label (self->state_button, open ? _ ("Mark as _Done") : _ ("_Open Again"));
  gtk_widget_set_visible (GTK_WIDGET (self->filed_button), filing);
  if (open && !filing)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_button), "suggested-action");
  set_allowed (GTK_WIDGET (self->state_button), reason == NULL, reason);
  set_allowed (GTK_WIDGET (self->filed_button), reason == NULL, reason);
}

static void
show_head (BalieLetterView *self)
{
  const BalieLetter *letter = self->detail->letter;
  const char *reference = balie_letter_get_reference (letter);
  const char *icon = balie_letter_columns_get_urgency_icon (letter->urgency);
  g_autofree char *notes = dup_notes (self);
  g_autofree char *subtitle = *reference != '\0'
                                  ? g_strdup_printf ("%s · %s", letter->insurer, reference)
                                  : g_strdup (letter->insurer);

  gtk_label_set_label (self->title, balie_letter_kind_to_label (letter->kind));
  gtk_label_set_label (self->subtitle, subtitle);
  balie_plate_set_text (self->plate, letter->plate);
  gtk_widget_set_visible (GTK_WIDGET (self->plate), *letter->plate != '\0');
  gtk_image_set_from_icon_name (self->urgency_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->urgency_icon), icon != NULL);
  gtk_label_set_label (self->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), *notes != '\0');
  show_deeds (self);
}

static void
take_detail (BalieLetterView *self, BalieLetterDetail *detail)
{
  g_clear_pointer (&self->detail, balie_letter_detail_free);
  self->detail = detail;
  show_head (self);
  balie_letter_documents_show (BALIE_LETTER_DOCUMENTS (get_group (self, 0)), detail->letter);
  balie_letter_link_group_show (BALIE_LETTER_LINK_GROUP (get_group (self, 1)), detail);
  balie_letter_rows_show_facts (ADW_BIN (get_group (self, 2)), detail->letter);
  balie_letter_rows_show_related (ADW_BIN (get_group (self, 3)), detail);
  balie_letter_rows_show_history (ADW_BIN (get_group (self, 4)), detail->activity);
  gtk_stack_set_visible_child_name (self->stack, "letter");
  if (self->focus_asked)
    balie_letter_view_focus (self);
}

static void
show_empty (BalieLetterView *self, const char *title, const char *description)
{
  g_clear_pointer (&self->detail, balie_letter_detail_free);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_nothing (BalieLetterView *self)
{
  show_empty (self, _ ("Choose a Letter"),
              _ ("Its documents, what it belongs to and its history are shown here."));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Load *loading = user_data;
  g_autoptr (GCancellable) cancellable = loading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterDetail) detail =
      balie_letters_load_finish (BALIE_DESK (source), result, &error);
  BalieLetterView *self = loading->self;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (detail != NULL)
    take_detail (self, g_steal_pointer (&detail));
  else if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    show_empty (self, _ ("There is no such letter"),
                _ ("It may belong to an agency that you may not see."));
  else if (!balie_error_is_cancelled (error))
    balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_LOAD_LETTER, error);
}

static void
stop_loading (BalieLetterView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
}

static void
load (BalieLetterView *self)
{
  Load *loading = g_new0 (Load, 1);

  stop_loading (self);
  self->cancellable = g_cancellable_new ();
  loading->self = self;
  loading->cancellable = g_object_ref (self->cancellable);
  balie_letters_load_async (self->desk, self->id, self->cancellable, loaded_cb, loading);
}

static gboolean
reload_due_cb (gpointer user_data)
{
  BalieLetterView *self = user_data;

  self->reload_source = 0;
  if (self->id != 0)
    load (self);
  return G_SOURCE_REMOVE;
}

/* An order may be linked, a related letter may come: whatever changes is read anew. */
static void
desk_changed_cb (BalieLetterView *self, const char *table)
{
  if (self->id != 0 && self->reload_source == 0 &&
      (g_strcmp0 (table, "letters") == 0 || g_strcmp0 (table, "orders") == 0 ||
       g_strcmp0 (table, "users") == 0))
    self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_due_cb, self);
}

static void
state_clicked_cb (BalieLetterView *self)
{
  gboolean open;

  if (self->detail == NULL)
    return;
  open = self->detail->letter->state == BALIE_LETTER_OPEN;
  balie_letters_mark_async (
      self->desk, &self->id, 1, open ? BALIE_LETTER_DONE : BALIE_LETTER_OPEN, NULL,
      balie_letter_deed_ended_cb,
      balie_letter_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_LETTER,
                             open ? _ ("The letter is done") : _ ("The letter is open again")));
}

static void
filed_clicked_cb (BalieLetterView *self)
{
  balie_letters_file_application_async (
      self->desk, self->id, NULL, balie_letter_deed_ended_cb,
      balie_letter_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_LETTER,
                             _ ("Application filed: its request and reminders are done")));
}

static void
balie_letter_view_dispose (GObject *object)
{
  BalieLetterView *self = BALIE_LETTER_VIEW (object);

  stop_loading (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, balie_letter_detail_free);
  G_OBJECT_CLASS (balie_letter_view_parent_class)->dispose (object);
}

static void
balie_letter_view_class_init (BalieLetterViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_letter_view_dispose;
  g_type_ensure (BALIE_TYPE_PLATE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/letters/balie-letter-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, back_button);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, close_button);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, title);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, plate);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, urgency_icon);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, notes);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, filed_button);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, state_button);
  gtk_widget_class_bind_template_child (widget_class, BalieLetterView, groups);
  gtk_widget_class_bind_template_callback (widget_class, state_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, filed_clicked_cb);
}

static void
balie_letter_view_init (BalieLetterView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balie_letter_view_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the view, showing no letter
 */
GtkWidget *
balie_letter_view_new (BalieDesk *desk)
{
  BalieLetterView *self = g_object_new (BALIE_TYPE_LETTER_VIEW, NULL);

  self->desk = g_object_ref (desk);
  gtk_box_append (self->groups, balie_letter_documents_new (desk));
  gtk_box_append (self->groups, balie_letter_link_group_new (desk));
  for (int i = 0; i < 3; i++)
    gtk_box_append (self->groups, adw_bin_new ());
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  show_nothing (self);
  return GTK_WIDGET (self);
}

/**
 * balie_letter_view_set_id:
 * @self: the view
 * @id: the letter, 0 shows none
 */
void
balie_letter_view_set_id (BalieLetterView *self, gint64 id)
{
  g_return_if_fail (BALIE_IS_LETTER_VIEW (self));

  if (id == self->id)
    return;
  self->id = id;
  self->focus_asked = FALSE;
  stop_loading (self);
  if (id == 0)
    show_nothing (self);
  else
    load (self);
}

/**
 * balie_letter_view_get_id:
 * @self: the view
 *
 * Returns: the letter that is or will be shown, 0 for none
 */
gint64
balie_letter_view_get_id (BalieLetterView *self)
{
  g_return_val_if_fail (BALIE_IS_LETTER_VIEW (self), 0);

  return self->id;
}

/**
 * balie_letter_view_set_folded:
 * @self: the view
 * @folded: whether list and detail are shown one after the other
 */
void
balie_letter_view_set_folded (BalieLetterView *self, gboolean folded)
{
  g_return_if_fail (BALIE_IS_LETTER_VIEW (self));

  gtk_widget_set_visible (self->back_button, folded);
  gtk_widget_set_visible (self->close_button, !folded);
}

/**
 * balie_letter_view_focus:
 * @self: the view
 *
 * Puts the focus into the letter, as soon as it is there: first on its documents.
 */
void
balie_letter_view_focus (BalieLetterView *self)
{
  g_return_if_fail (BALIE_IS_LETTER_VIEW (self));

  self->focus_asked = self->detail == NULL || self->detail->letter->id != self->id;
  if (!self->focus_asked)
    gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD);
}
