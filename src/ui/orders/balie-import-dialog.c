/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing orders from a file: preview, progress with a way to stop, report.
 *
 * Not modal: the lists go on while a large file is read. Closing the window cancels; then nothing
 * of the file is imported. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-import-dialog.h"

#include "balie-import-texts.h"
#include "balie-shell.h"
#include "balie-tab-stop.h"

#include <glib/gi18n-lib.h>

struct _BalieImportDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkStack *stack;
  GtkLabel *working_label;
  GtkProgressBar *progress;
  GtkLabel *heading;
  GtkLabel *counts;
  AdwPreferencesGroup *refusals_group;
  GtkListView *refusals;
  AdwPreferencesGroup *sample_group;
  GtkButton *import_button;
  GtkButton *close_button;

  /* Owned */
  BalieDesk *desk;
  GFile *file;
  GCancellable *cancellable;
  BalieImportReport *report; /* (nullable) */
  GtkStringList *lines;
  GPtrArray *sample_rows;        /* of GtkWidget, borrowed from the group */
  GtkFileChooserNative *chooser; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BalieImportDialog, balie_import_dialog, ADW_TYPE_WINDOW)

static void
fill_refusals (BalieImportDialog *self)
{
  const BalieImportReport *report = self->report;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  gtk_string_list_splice (self->lines, 0, n, NULL);
  for (guint i = 0; i < report->refusals->len; i++)
    gtk_string_list_take (self->lines,
                          balie_import_texts_dup_refusal (g_ptr_array_index (report->refusals, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->refusals_group), report->n_refused > 0);
  if (report->n_refused > report->refusals->len)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("The first %u are shown."), report->refusals->len);

      adw_preferences_group_set_description (self->refusals_group, text);
    }
}

static GtkWidget *
build_sample (const BalieOrder *order)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *car = g_strstrip (g_strdup_printf ("%s %s", order->brand, order->model));
  g_autofree char *title = g_strdup_printf ("%s · %s", order->number, car);
  g_autofree char *plates = balie_plates_dup_label (&order->plates);
  g_autoptr (GString) subtitle = g_string_new (order->customer_name);

  if (*order->vin != '\0')
    g_string_append_printf (subtitle, subtitle->len > 0 ? " · %s" : "%s", order->vin);
  if (*plates != '\0')
    g_string_append_printf (subtitle, subtitle->len > 0 ? " · %s" : "%s", plates);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle->str);
  return row;
}

static void
fill_sample (BalieImportDialog *self)
{
  gboolean shown = self->report->dry_run && self->report->sample->len > 0;

  for (guint i = 0; i < self->sample_rows->len; i++)
    adw_preferences_group_remove (self->sample_group, g_ptr_array_index (self->sample_rows, i));
  g_ptr_array_set_size (self->sample_rows, 0);
  for (guint i = 0; shown && i < self->report->sample->len; i++)
    {
      GtkWidget *row = build_sample (g_ptr_array_index (self->report->sample, i));

      adw_preferences_group_add (self->sample_group, row);
      g_ptr_array_add (self->sample_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sample_group), shown);
}

static void
show_report (BalieImportDialog *self)
{
  const BalieImportReport *report = self->report;
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown_name = g_filename_display_name (name);
  g_autofree char *counts = balie_import_texts_dup_counts (report);
  gint64 n = report->n_added + report->n_updated;
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  g_autofree char *deed = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "_Import %s Order", "_Import %s Orders", (gulong) n), number);

  gtk_label_set_label (self->heading, report->dry_run ? shown_name : _ ("The Orders Are Imported"));
  gtk_label_set_label (self->counts, counts);
  fill_refusals (self);
  fill_sample (self);
  gtk_button_set_label (self->import_button, deed);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), report->dry_run && n > 0);
  gtk_button_set_label (self->close_button, report->dry_run ? _ ("_Cancel") : _ ("_Close"));
  gtk_stack_set_visible_child_name (self->stack, "result");
  gtk_widget_grab_focus (
      GTK_WIDGET (report->dry_run && n > 0 ? self->import_button : self->close_button));
}

static void
show_failure (BalieImportDialog *self, const GError *error)
{
  g_autofree char *text = balie_sentence_dup_text (BALIE_ACTION_IMPORT, error);

  gtk_label_set_label (self->heading, text);
  /* What is wrong with the file as a whole stands in the message. */
  gtk_label_set_label (self->counts, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->refusals_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sample_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  gtk_button_set_label (self->close_button, _ ("_Close"));
  gtk_stack_set_visible_child_name (self->stack, "result");
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieImportDialog) self = user_data;
  g_autoptr (BalieImportReport) report =
      balie_order_import_finish (BALIE_DESK (source), result, &error);

  /* Closed meanwhile. */
  if (self->desk == NULL)
    return;
  if (report == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_clear_pointer (&self->report, balie_import_report_free);
  self->report = g_steal_pointer (&report);
  show_report (self);
}

static void
progressed_cb (gint64 done_bytes, gint64 total_bytes, gpointer user_data)
{
  BalieImportDialog *self = user_data;

  if (self->desk == NULL)
    return;
  if (total_bytes > 0)
    gtk_progress_bar_set_fraction (self->progress, (double) done_bytes / (double) total_bytes);
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
start (BalieImportDialog *self, gboolean dry_run)
{
  gtk_label_set_label (self->working_label,
                       dry_run ? _ ("Reading the File…") : _ ("Importing the Orders…"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  gtk_button_set_label (self->close_button, _ ("_Cancel"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  balie_order_import_async (self->desk, self->file, dry_run, progressed_cb, self, self->cancellable,
                            imported_cb, g_object_ref (self));
}

static void
import_clicked_cb (BalieImportDialog *self)
{
  start (self, FALSE);
}

static void
close_clicked_cb (BalieImportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
copy_clicked_cb (BalieImportDialog *self)
{
  g_autofree char *text = balie_import_texts_dup_refusals (self->report, FALSE);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (BalieImportDialog) self = user_data;
  BalieShell *shell;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    return;
  shell = self->desk != NULL ? balie_shell_find (GTK_WIDGET (self)) : NULL;
  own = balie_error_from_gio (error);
  if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_EXPORT, own);
}

static void
target_chosen_cb (GtkFileChooserNative *chooser, int response, BalieImportDialog *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  text = balie_import_texts_dup_refusals (self->report, TRUE);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_object_ref (self));
}

static void
save_clicked_cb (BalieImportDialog *self)
{
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save the Refused Lines"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser),
                                     C_ ("file name", "refused-lines.csv"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (target_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
line_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
line_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *line = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (line));
}

static void
balie_import_dialog_dispose (GObject *object)
{
  BalieImportDialog *self = BALIE_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->report, balie_import_report_free);
  g_clear_pointer (&self->sample_rows, g_ptr_array_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_import_dialog_parent_class)->dispose (object);
}

static void
balie_import_dialog_class_init (BalieImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_import_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/orders/balie-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, working_label);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, refusals_group);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, refusals);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, sample_group);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, BalieImportDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balie_import_dialog_init (BalieImportDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  g_type_ensure (BALIE_TYPE_TAB_STOP);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->sample_rows = g_ptr_array_new ();
  self->lines = gtk_string_list_new (NULL);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  g_signal_connect (factory, "setup", G_CALLBACK (line_set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (line_bound_cb), NULL);
  gtk_list_view_set_factory (self->refusals, factory);
  gtk_list_view_set_model (self->refusals, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_object_unref (selection);
}

/**
 * balie_import_dialog_present:
 * @widget: who asks
 * @desk: the desk
 * @file: to be imported
 *
 * Returns: (transfer none): the dialog, already reading
 */
BalieImportDialog *
balie_import_dialog_present (GtkWidget *widget, BalieDesk *desk, GFile *file)
{
  BalieImportDialog *self = g_object_new (BALIE_TYPE_IMPORT_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);

  self->desk = g_object_ref (desk);
  self->file = g_object_ref (file);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  start (self, TRUE);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
