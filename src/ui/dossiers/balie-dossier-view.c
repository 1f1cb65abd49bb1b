/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One dossier: head with vehicle and plate, the panel of entries, and the form of one of them.
 *
 * Loads the dossier when its number is set and whenever it changes in the database; a load's
 * cancellable is its generation, so a late answer shows nothing. Unsaved input lives in a draft per
 * dossier, kept while other dossiers and entries are looked at. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-view.h"

#include "balie-accessible.h"
#include "balie-dossier-conflicts.h"
#include "balie-dossier-deed.h"
#include "balie-dossier-history.h"
#include "balie-dossier-notes.h"
#include "balie-dossier-panel.h"
#include "balie-dossier-section.h"
#include "balie-entry-form.h"
#include "balie-party-form.h"
#include "balie-plate.h"
#include "balie-vehicle-form.h"

#include <glib/gi18n-lib.h>

#define RELOAD_DELAY_MS 100
#define FORM_WIDTH 1000

struct _BalieDossierView
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
  GtkMenuButton *menu_button;
  BalieDossierNotes *notes;
  AdwLeaflet *leaflet;
  BalieDossierPanel *panel;
  GtkWidget *form_box;
  GtkWidget *panel_button;
  GtkLabel *place_title;
  GtkStack *sections;
  GtkActionBar *save_bar;
  GtkLabel *save_label;
  GtkButton *save_button;

  /* Owned and state */
  struct _Shown *shown;
};

/* What is shown, and what is kept of others. */
typedef struct _Shown
{
  BalieDesk *desk;
  GCancellable *cancellable;  /* (nullable): of the load under way */
  char *number;               /* (nullable): what is or will be shown */
  BalieDossierDetail *detail; /* (nullable): what is shown */
  GHashTable *drafts;         /* number → BalieUnsavedDossier */
  guint place;
  guint reload_source;
  gboolean place_asked; /* a person or another page asked for the place */
  gboolean focus_asked; /* as soon as the dossier has arrived */
} Shown;

G_DEFINE_FINAL_TYPE (BalieDossierView, balie_dossier_view, ADW_TYPE_BIN)

/* The load a callback belongs to; its cancellable is also its generation. */
typedef struct
{
  BalieDossierView *self; /* borrowed; not touched once cancelled */
  GCancellable *cancellable;
} Load;

/* A save under way. */
typedef struct
{
  BalieUnsavedDossier *draft; /* owned */
  GPtrArray *changes;         /* owned */
  guint new_parties;          /* bits of those that were empty */
} Saving;

static BalieUnsavedDossier *
get_draft (BalieDossierView *self)
{
  if (self->shown->detail == NULL)
    return NULL;
  return g_hash_table_lookup (self->shown->drafts,
                              self->shown->detail->dossier->values[BALIE_DOSSIER_NUMBER]);
}

static void
update_save_bar (BalieDossierView *self)
{
  BalieUnsavedDossier *draft = get_draft (self);
  guint n = draft != NULL ? balie_unsaved_dossier_get_n_changed (draft) : 0;
  gboolean problem = n > 0 && balie_unsaved_dossier_has_problem (draft);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u unsaved change", "%u unsaved changes", n), n);

  gtk_label_set_label (self->save_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossier.save", n > 0 && !problem);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossier.revert", n > 0);
  balie_accessible_set_tooltip (GTK_WIDGET (self->save_button),
                                problem ? _ ("Mend the marked fields first") : NULL);
  gtk_action_bar_set_revealed (self->save_bar, n > 0);
}

static BalieUnsavedDossier *
take_up_draft (BalieDossierView *self, const BalieDossierDetail *detail)
{
  const char *number = detail->dossier->values[BALIE_DOSSIER_NUMBER];
  BalieUnsavedDossier *draft = g_hash_table_lookup (self->shown->drafts, number);

  if (draft != NULL)
    {
      balie_unsaved_dossier_set_stored (draft, detail);
      return draft;
    }
  draft = balie_unsaved_dossier_new (detail);
  g_signal_connect_object (draft, "changed", G_CALLBACK (update_save_bar), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->shown->drafts, g_strdup (number), draft);
  return draft;
}

/* Drafts without a change need not be kept once another dossier is shown. */
static void
forget_clean_drafts (BalieDossierView *self)
{
  GHashTableIter iter;
  gpointer number, draft;

  g_hash_table_iter_init (&iter, self->shown->drafts);
  while (g_hash_table_iter_next (&iter, &number, &draft))
    if (g_strcmp0 (number, self->shown->number) != 0 &&
        balie_unsaved_dossier_get_n_changed (draft) == 0)
      g_hash_table_iter_remove (&iter);
}

static const char *
get_section_name (guint place)
{
  if (place == BALIE_PLACE_HISTORY)
    return "history";
  if (place == BALIE_ENTRY_NONE)
    return "vehicle";
  return place < BALIE_N_PARTIES ? "party" : "entry";
}

static BalieDossierSection *
get_section (BalieDossierView *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->sections, name);

  return BALIE_DOSSIER_SECTION (g_object_get_data (G_OBJECT (page), "section"));
}

static void
scroll_to_top (BalieDossierView *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->sections, name);

  if (GTK_IS_SCROLLED_WINDOW (page))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page)), 0);
}

static void
show_section (BalieDossierView *self)
{
  guint place = self->shown->place;
  const char *name = get_section_name (place);
  const char *before = gtk_stack_get_visible_child_name (self->sections);
  BalieEntry entry = place < BALIE_N_ENTRIES ? (BalieEntry) place : BALIE_ENTRY_NONE;

  if (g_strcmp0 (before, name) != 0)
    balie_dossier_section_leave (get_section (self, before));
  balie_dossier_section_show (get_section (self, name), self->shown->detail, get_draft (self),
                              entry);
  gtk_stack_set_visible_child_name (self->sections, name);
  gtk_label_set_label (self->place_title, balie_dossier_panel_get_title (place));
  balie_dossier_panel_set_current (self->panel, place);
}

static void
show_menu (BalieDossierView *self)
{
  const BalieUser *user = balie_desk_get_user (self->shown->desk);
  gboolean archived = balie_dossier_is (self->shown->detail->dossier, BALIE_DOSSIER_ARCHIVED);
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, archived ? _ ("Reop_en This Dossier") : _ ("_Archive This Dossier"),
                 "dossier.archive");
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dossier.archive",
                                 balie_permission_allows (user, BALIE_DEED_EDIT_DOSSIER));
}

static void
show_head (BalieDossierView *self)
{
  const BalieDossierDetail *detail = self->shown->detail;
  const BalieDossier *dossier = detail->dossier;
  g_autofree char *car = g_strstrip (g_strdup_printf ("%s %s", dossier->values[BALIE_DOSSIER_BRAND],
                                                      dossier->values[BALIE_DOSSIER_MODEL]));
  const char *order = dossier->values[BALIE_DOSSIER_ORDER_NUMBER];
  g_autofree char *linked =
      *order != '\0' ? g_strdup_printf (_ ("Order %s"), order) : g_strdup ("");
  g_autofree char *subtitle = *car != '\0' && *linked != '\0'
                                  ? g_strdup_printf ("%s · %s", car, linked)
                                  : g_strconcat (car, linked, NULL);

  gtk_label_set_label (self->title, dossier->values[BALIE_DOSSIER_NUMBER]);
  gtk_label_set_label (self->subtitle,
                       *subtitle != '\0' ? subtitle : _ ("The vehicle is not known yet"));
  balie_plate_set_text (self->plate, dossier->values[BALIE_DOSSIER_PLATE]);
  balie_dossier_notes_show (self->notes, detail);
  show_menu (self);
}

/* A dossier without parties begins with its vehicle, which may bring them. */
static void
choose_place (BalieDossierView *self)
{
  if (self->shown->place_asked)
    return;
  self->shown->place = BALIE_ENTRY_NONE;
  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    if (balie_entry_comes_with_vehicle ((BalieEntry) i) &&
        balie_party_is_filled (g_ptr_array_index (self->shown->detail->parties, i)))
      self->shown->place = BALIE_ENTRY_OWNER;
  self->shown->place_asked = TRUE;
}

static void
take_detail (BalieDossierView *self, BalieDossierDetail *detail)
{
  BalieUnsavedDossier *draft;

  g_clear_pointer (&self->shown->detail, balie_dossier_detail_free);
  self->shown->detail = detail;
  draft = take_up_draft (self, detail);
  forget_clean_drafts (self);
  choose_place (self);
  show_head (self);
  balie_dossier_panel_show (self->panel, detail, draft);
  show_section (self);
  update_save_bar (self);
  gtk_stack_set_visible_child_name (self->stack, "dossier");
  if (self->shown->focus_asked)
    balie_dossier_view_focus (self);
}

static gboolean
is_arrived (BalieDossierView *self)
{
  return self->shown->detail != NULL &&
         g_strcmp0 (self->shown->detail->dossier->values[BALIE_DOSSIER_NUMBER],
                    self->shown->number) == 0;
}

static void
show_empty (BalieDossierView *self, const char *title, const char *description)
{
  g_clear_pointer (&self->shown->detail, balie_dossier_detail_free);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_nothing (BalieDossierView *self)
{
  show_empty (self, _ ("Choose a Dossier"),
              _ ("Its vehicle, its parties and its history are shown here."));
}

static void
show_failure (BalieDossierView *self, const GError *error)
{
  if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    show_empty (self, _ ("There is no such dossier"), NULL);
  else
    balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_LOAD_DOSSIER, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Load *loading = user_data;
  g_autoptr (GCancellable) cancellable = loading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail =
      balie_dossiers_load_finish (BALIE_DESK (source), result, &error);

  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (detail != NULL)
    take_detail (loading->self, g_steal_pointer (&detail));
  else if (!balie_error_is_cancelled (error))
    show_failure (loading->self, error);
}

static void
stop_loading (BalieDossierView *self)
{
  g_cancellable_cancel (self->shown->cancellable);
  g_clear_object (&self->shown->cancellable);
  g_clear_handle_id (&self->shown->reload_source, g_source_remove);
}

static void
load (BalieDossierView *self)
{
  Load *loading = g_new0 (Load, 1);

  stop_loading (self);
  self->shown->cancellable = g_cancellable_new ();
  loading->self = self;
  loading->cancellable = g_object_ref (self->shown->cancellable);
  balie_dossiers_load_async (self->shown->desk, self->shown->number, self->shown->cancellable,
                             loaded_cb, loading);
}

static gboolean
reload_due_cb (gpointer user_data)
{
  BalieDossierView *self = user_data;

  self->shown->reload_source = 0;
  if (self->shown->number != NULL)
    load (self);
  return G_SOURCE_REMOVE;
}

/* Another dossier may be of the same vehicle, an order may be linked: whatever changes is read anew, but
 * for what a search leaves behind with every page. */
static void
desk_changed_cb (BalieDossierView *self, const char *table)
{
  static const char *const unrelated[] = { "answers", "remotes", "mails", "runs", NULL };

  if (table != NULL && g_strv_contains (unrelated, table))
    return;
  if (self->shown->number != NULL && self->shown->reload_source == 0)
    self->shown->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_due_cb, self);
}

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->draft);
  g_ptr_array_unref (saving->changes);
  g_free (saving);
}

static void save (BalieDossierView *self, BalieUnsavedDossier *draft);

static void
conflicts_settled_cb (GtkWidget *widget, BalieUnsavedDossier *draft)
{
  if (balie_unsaved_dossier_get_n_changed (draft) > 0)
    save (BALIE_DOSSIER_VIEW (widget), draft);
}

static void
saved_cb (GtkWidget *widget, const BalieDossierResult *result, gpointer user_data)
{
  BalieDossierView *self = BALIE_DOSSIER_VIEW (widget);
  const Saving *saving = user_data;
  BalieDossierSection *form;

  if (result == NULL)
    return;
  balie_unsaved_dossier_note_saved (saving->draft, saving->changes, result->conflicts);
  form = get_section (self, "party");
  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    if ((saving->new_parties & (1u << i)) != 0)
      balie_party_form_look_for_twins (BALIE_PARTY_FORM (form), result->number, (BalieEntry) i);
  if (result->conflicts->len > 0)
    balie_dossier_conflicts_ask (widget, saving->draft, result->conflicts, conflicts_settled_cb);
}

static guint
get_new_parties (BalieUnsavedDossier *draft)
{
  guint bits = 0;

  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    if (balie_unsaved_dossier_get_n_changed_at (draft, (BalieEntry) i) > 0 &&
        !balie_party_is_filled (balie_unsaved_dossier_get_party (draft, (BalieEntry) i)))
      bits |= 1u << i;
  return bits;
}

static void
save (BalieDossierView *self, BalieUnsavedDossier *draft)
{
  const char *number = balie_unsaved_dossier_get_dossier (draft)->values[BALIE_DOSSIER_NUMBER];
  g_autofree char *text = g_strdup_printf (_ ("Dossier %s saved"), number);
  Saving *saving = g_new0 (Saving, 1);
  BalieDossierDeed *deed;

  saving->draft = g_object_ref (draft);
  saving->changes = balie_unsaved_dossier_dup_changes (draft);
  saving->new_parties = get_new_parties (draft);
  deed = balie_dossier_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_DOSSIER, text);
  balie_dossier_edit_async (self->shown->desk, number, saving->changes, NULL,
                            balie_dossier_deed_ended_cb,
                            balie_dossier_deed_then (deed, saved_cb, saving, free_saving));
}

static void
save_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieUnsavedDossier *draft = get_draft (BALIE_DOSSIER_VIEW (widget));

  if (draft != NULL)
    save (BALIE_DOSSIER_VIEW (widget), draft);
}

typedef struct
{
  BalieUnsavedDossier *draft;
  GPtrArray *changes;
} Reverted;

static void
free_reverted (gpointer data)
{
  Reverted *reverted = data;

  g_object_unref (reverted->draft);
  g_ptr_array_unref (reverted->changes);
  g_free (reverted);
}

static void
unrevert (gpointer data)
{
  Reverted *reverted = data;

  balie_unsaved_dossier_adopt (reverted->draft, reverted->changes);
}

/* Input at entries that one does not see goes too, so it can be brought back. */
static void
revert_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDossierView *self = BALIE_DOSSIER_VIEW (widget);
  BalieUnsavedDossier *draft = get_draft (self);
  Reverted *reverted;

  if (draft == NULL)
    return;
  reverted = g_new0 (Reverted, 1);
  reverted->draft = g_object_ref (draft);
  reverted->changes = balie_unsaved_dossier_dup_changes (draft);
  balie_unsaved_dossier_revert (draft);
  balie_shell_toast_with_button (balie_shell_find (widget), _ ("Unsaved changes reverted"),
                                 _ ("_Undo"), unrevert, reverted, free_reverted);
}

static void
archive_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDossierView *self = BALIE_DOSSIER_VIEW (widget);
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  const BalieDossier *dossier;
  g_autofree char *text = NULL;
  gboolean archived;

  if (self->shown->detail == NULL)
    return;
  dossier = self->shown->detail->dossier;
  archived = balie_dossier_is (dossier, BALIE_DOSSIER_ARCHIVED);
  text = g_strdup_printf (archived ? _ ("Dossier %s reopened") : _ ("Dossier %s archived"),
                          dossier->values[BALIE_DOSSIER_NUMBER]);
  balie_dossier_changes_add (changes, BALIE_ENTRY_NONE,
                             balie_dossier_get_spec (BALIE_DOSSIER_ARCHIVED)->code,
                             dossier->values[BALIE_DOSSIER_ARCHIVED], archived ? "" : "yes");
  balie_dossier_edit_async (self->shown->desk, dossier->values[BALIE_DOSSIER_NUMBER], changes, NULL,
                            balie_dossier_deed_ended_cb,
                            balie_dossier_deed_new (widget, BALIE_ACTION_SAVE_DOSSIER, text));
}

static void
focus_form (BalieDossierView *self)
{
  const char *name = get_section_name (self->shown->place);
  BalieDossierSection *section = get_section (self, name);

  if (BALIE_IS_PARTY_FORM (section))
    balie_party_form_focus_first (BALIE_PARTY_FORM (section));
  else if (BALIE_IS_VEHICLE_FORM (section))
    balie_vehicle_form_focus_first (BALIE_VEHICLE_FORM (section));
  else if (BALIE_IS_ENTRY_FORM (section))
    balie_entry_form_focus_first (BALIE_ENTRY_FORM (section));
  else
    gtk_widget_child_focus (GTK_WIDGET (section), GTK_DIR_TAB_FORWARD);
}

static void
panel_opened_cb (BalieDossierView *self, guint place)
{
  balie_dossier_view_show_place (self, place);
  focus_form (self);
}

static void
panel_clicked_cb (BalieDossierView *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->panel));
  balie_dossier_panel_focus_current (self->panel);
}

static void
folded_changed_cb (BalieDossierView *self)
{
  gtk_widget_set_visible (self->panel_button, adw_leaflet_get_folded (self->leaflet));
}

static void
free_shown (Shown *shown)
{
  g_clear_pointer (&shown->drafts, g_hash_table_unref);
  g_clear_pointer (&shown->detail, balie_dossier_detail_free);
  g_clear_pointer (&shown->number, g_free);
  g_clear_object (&shown->desk);
  g_free (shown);
}

static void
balie_dossier_view_dispose (GObject *object)
{
  BalieDossierView *self = BALIE_DOSSIER_VIEW (object);

  if (self->shown != NULL)
    stop_loading (self);
  g_clear_pointer (&self->shown, free_shown);
  G_OBJECT_CLASS (balie_dossier_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/baliedesk/Balie/ui/dossiers/balie-dossier-view.ui");
  gtk_widget_class_bind_template_child (klass, BalieDossierView, stack);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, empty_page);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, back_button);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, close_button);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, title);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, subtitle);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, plate);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, menu_button);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, notes);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, leaflet);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, panel);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, form_box);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, panel_button);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, place_title);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, sections);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, save_bar);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, save_label);
  gtk_widget_class_bind_template_child (klass, BalieDossierView, save_button);
  gtk_widget_class_bind_template_callback (klass, panel_opened_cb);
  gtk_widget_class_bind_template_callback (klass, panel_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, folded_changed_cb);
}

static void
balie_dossier_view_class_init (BalieDossierViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_dossier_view_dispose;
  g_type_ensure (BALIE_TYPE_PLATE);
  g_type_ensure (BALIE_TYPE_DOSSIER_NOTES);
  g_type_ensure (BALIE_TYPE_DOSSIER_PANEL);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dossier.save", NULL, save_activated_cb);
  gtk_widget_class_install_action (widget_class, "dossier.revert", NULL, revert_activated_cb);
  gtk_widget_class_install_action (widget_class, "dossier.archive", NULL, archive_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dossier.save",
                                       NULL);
}

static void
balie_dossier_view_init (BalieDossierView *self)
{
  self->shown = g_new0 (Shown, 1);
  self->shown->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->shown->place = BALIE_ENTRY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Each scrolls by itself, within what a person can read across. */
static GtkWidget *
wrap_form (GtkWidget *form)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_set_margin_top (form, 12);
  gtk_widget_set_margin_bottom (form, 18);
  gtk_widget_set_margin_start (form, 12);
  gtk_widget_set_margin_end (form, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), FORM_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), FORM_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
add_section (BalieDossierView *self, const char *name, GtkWidget *section, gboolean scrolls)
{
  GtkWidget *page = scrolls ? section : wrap_form (section);

  g_object_set_data (G_OBJECT (page), "section", section);
  gtk_stack_add_named (self->sections, page, name);
}

/**
 * balie_dossier_view_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the view, empty
 */
GtkWidget *
balie_dossier_view_new (BalieDesk *desk)
{
  BalieDossierView *self = g_object_new (BALIE_TYPE_DOSSIER_VIEW, NULL);

  self->shown->desk = g_object_ref (desk);
  add_section (self, "vehicle", balie_vehicle_form_new (desk), FALSE);
  add_section (self, "party", balie_party_form_new (desk), FALSE);
  add_section (self, "entry", balie_entry_form_new (desk), FALSE);
  add_section (self, "history", balie_dossier_history_new (desk), TRUE);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  folded_changed_cb (self);
  show_nothing (self);
  return GTK_WIDGET (self);
}

/**
 * balie_dossier_view_set_number:
 * @self: the view
 * @number: (nullable): the dossier, %NULL for the empty page
 *
 * Unsaved input of another dossier is kept and shown again when one comes back to it.
 */
void
balie_dossier_view_set_number (BalieDossierView *self, const char *number)
{
  g_return_if_fail (BALIE_IS_DOSSIER_VIEW (self));

  if (g_strcmp0 (self->shown->number, number) == 0)
    return;
  balie_dossier_section_leave (get_section (self, "party"));
  g_free (self->shown->number);
  self->shown->number = g_strdup (number);
  self->shown->place_asked = FALSE;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->panel));
  if (number != NULL)
    {
      load (self);
      return;
    }
  stop_loading (self);
  show_nothing (self);
  update_save_bar (self);
}

/**
 * balie_dossier_view_get_number:
 * @self: the view
 *
 * Returns: (nullable) (transfer none): the dossier
 */
const char *
balie_dossier_view_get_number (BalieDossierView *self)
{
  g_return_val_if_fail (BALIE_IS_DOSSIER_VIEW (self), NULL);

  return self->shown->number;
}

/**
 * balie_dossier_view_show_place:
 * @self: the view
 * @place: a #BalieEntry, or %BALIE_PLACE_HISTORY
 *
 * Shows it now, or as soon as the dossier has arrived.
 */
void
balie_dossier_view_show_place (BalieDossierView *self, guint place)
{
  gboolean other;

  g_return_if_fail (BALIE_IS_DOSSIER_VIEW (self) && place < BALIE_N_PLACES);

  other = self->shown->place != place;
  self->shown->place = place;
  self->shown->place_asked = TRUE;
  if (is_arrived (self))
    show_section (self);
  if (other)
    scroll_to_top (self, get_section_name (place));
  adw_leaflet_set_visible_child (self->leaflet, self->form_box);
}

/**
 * balie_dossier_view_get_place:
 * @self: the view
 *
 * Returns: what of the dossier is shown
 */
guint
balie_dossier_view_get_place (BalieDossierView *self)
{
  g_return_val_if_fail (BALIE_IS_DOSSIER_VIEW (self), BALIE_ENTRY_NONE);

  return self->shown->place;
}

/**
 * balie_dossier_view_set_folded:
 * @self: the view
 * @folded: whether list and detail are shown one after the other: then there is a way back
 */
void
balie_dossier_view_set_folded (BalieDossierView *self, gboolean folded)
{
  g_return_if_fail (BALIE_IS_DOSSIER_VIEW (self));

  gtk_widget_set_visible (self->back_button, folded);
  gtk_widget_set_visible (self->close_button, !folded);
}

/**
 * balie_dossier_view_focus:
 * @self: the view
 *
 * Where one goes on from: the entry that is shown; as soon as the dossier has arrived.
 */
void
balie_dossier_view_focus (BalieDossierView *self)
{
  g_return_if_fail (BALIE_IS_DOSSIER_VIEW (self));

  self->shown->focus_asked = !is_arrived (self);
  if (self->shown->focus_asked)
    return;
  if (!adw_leaflet_get_folded (self->leaflet) ||
      adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->panel))
    balie_dossier_panel_focus_current (self->panel);
  else
    focus_form (self);
}

/**
 * balie_dossier_view_get_n_unsaved:
 * @self: the view
 *
 * Returns: how many dossiers have unsaved changes
 */
guint
balie_dossier_view_get_n_unsaved (BalieDossierView *self)
{
  GHashTableIter iter;
  gpointer draft;
  guint n = 0;

  g_return_val_if_fail (BALIE_IS_DOSSIER_VIEW (self), 0);

  g_hash_table_iter_init (&iter, self->shown->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    n += balie_unsaved_dossier_get_n_changed (draft) > 0;
  return n;
}
