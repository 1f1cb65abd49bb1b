/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a letter: opened by the desktop's program for them, or saved.
 *
 * Names and types come from outside: the name was made safe and the type found by the first bytes when the
 * letter was stored. Only types that are read, not run, are opened. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-documents.h"

#include "balie-error.h"
#include "balie-letter-rows.h"
#include "balie-private-file.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

struct _BalieLetterDocuments
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;

  /* State */
  gint64 letter_id;
};

G_DEFINE_FINAL_TYPE (BalieLetterDocuments, balie_letter_documents, ADW_TYPE_BIN)

/* One document on its way to the person. */
typedef struct
{
  GWeakRef self;
  gint64 letter_id;
  gint64 document_id;
  char *name;
  GFile *target;                 /* (nullable): where it is saved; NULL opens it */
  GtkFileChooserNative *chooser; /* (nullable): while it is asked where to */
} Job;

static Job *
new_job (BalieLetterDocuments *self, const BalieLetterDocument *document)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->self, self);
  job->letter_id = self->letter_id;
  job->document_id = document->id;
  job->name = g_strdup (document->name);
  return job;
}

static void
free_job (Job *job)
{
  g_weak_ref_clear (&job->self);
  g_free (job->name);
  g_clear_object (&job->target);
  g_clear_object (&job->chooser);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

static BalieShell *
find_shell (BalieLetterDocuments *self)
{
  return balie_shell_find (GTK_WIDGET (self));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (BalieLetterDocuments) self = g_weak_ref_get (&job->self);
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && self != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    balie_shell_toast (find_shell (self),
                       _ ("No program could open the document. Save it instead."));
}

static void
open_document (BalieLetterDocuments *self, Job *job, GBytes *data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = balie_private_file_write (job->name, data, &error);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (file == NULL)
    balie_shell_show_error (find_shell (self), BALIE_ACTION_OPEN_DOCUMENT, error);
  else if (GTK_IS_WINDOW (root))
    {
      gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, NULL, shown_cb, job);
      return;
    }
  free_job (job);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (BalieLetterDocuments) self = g_weak_ref_get (&job->self);
  g_autoptr (GError) local = NULL;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &local);
  if (self == NULL)
    return;
  if (local == NULL)
    {
      balie_shell_toast (find_shell (self), _ ("The document is saved"));
      return;
    }
  error = balie_error_from_gio (local);
  balie_shell_show_error (find_shell (self), BALIE_ACTION_SAVE_DOCUMENT, error);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (BalieLetterDocuments) self = g_weak_ref_get (&job->self);
  g_autoptr (GError) error = NULL;
  BalieLetterDocument *document =
      balie_letters_get_document_finish (BALIE_DESK (source), result, &error);
  BalieAction action =
      job->target != NULL ? BALIE_ACTION_SAVE_DOCUMENT : BALIE_ACTION_OPEN_DOCUMENT;
  GFile *target = job->target;
  g_autoptr (GBytes) data = NULL;

  if (document != NULL && document->data != NULL)
    data = g_bytes_ref (document->data);
  balie_letter_document_free (document);
  if (self == NULL)
    return;
  if (data == NULL && error != NULL)
    balie_shell_show_error (find_shell (self), action, error);
  else if (data != NULL && target != NULL)
    g_file_replace_contents_bytes_async (target, data, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         saved_cb, g_steal_pointer (&job));
  else if (data != NULL)
    open_document (self, g_steal_pointer (&job), data);
}

static void
get_document (BalieLetterDocuments *self, Job *job)
{
  balie_letters_get_document_async (self->desk, job->letter_id, job->document_id, self->cancellable,
                                    got_cb, job);
}

static const BalieLetterDocument *
get_button_document (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "document");
}

static void
open_clicked_cb (GtkWidget *button, BalieLetterDocuments *self)
{
  get_document (self, new_job (self, get_button_document (button)));
}

static void
target_chosen_cb (GtkFileChooserNative *chooser, int response, Job *job)
{
  g_autoptr (BalieLetterDocuments) self = g_weak_ref_get (&job->self);

  if (response == GTK_RESPONSE_ACCEPT)
    job->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (self != NULL && job->target != NULL)
    get_document (self, job);
  else
    free_job (job);
}

static void
save_clicked_cb (GtkWidget *button, BalieLetterDocuments *self)
{
  GtkRoot *root = gtk_widget_get_root (button);
  Job *job = new_job (self, get_button_document (button));

  job->chooser = gtk_file_chooser_native_new (
      _ ("Save Document"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (job->chooser), job->name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (job->chooser), TRUE);
  g_signal_connect (job->chooser, "response", G_CALLBACK (target_chosen_cb), job);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (job->chooser));
}

static void
free_document (gpointer data)
{
  balie_letter_document_free (data);
}

static void
note_document (GtkWidget *button, const BalieLetterDocument *document)
{
  BalieLetterDocument *copy = balie_letter_document_new ();

  copy->id = document->id;
  g_free (copy->name);
  copy->name = g_strdup (document->name);
  g_object_set_data_full (G_OBJECT (button), "document", copy, free_document);
}

static void
add_document (BalieLetterDocuments *self, GtkListBox *list, const BalieLetterDocument *document)
{
  g_autofree char *size = g_format_size ((guint64) document->n_bytes);
  g_autofree char *kind = g_content_type_get_description (document->type);
  g_autofree char *line = g_strdup_printf ("%s · %s", kind, size);
  GtkWidget *row = balie_letter_rows_add (list, document->name, line);
  GtkWidget *button;

  if (balie_private_file_may_open (document->type))
    {
      button = balie_letter_rows_add_button (row, _ ("_Open"), G_CALLBACK (open_clicked_cb), self);
      note_document (button, document);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
    }
  button = balie_letter_rows_add_button (row, _ ("_Save As…"), G_CALLBACK (save_clicked_cb), self);
  note_document (button, document);
}

static void
balie_letter_documents_dispose (GObject *object)
{
  BalieLetterDocuments *self = BALIE_LETTER_DOCUMENTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_letter_documents_parent_class)->dispose (object);
}

static void
balie_letter_documents_class_init (BalieLetterDocumentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_letter_documents_dispose;
}

static void
balie_letter_documents_init (BalieLetterDocuments *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * balie_letter_documents_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the list, empty
 */
GtkWidget *
balie_letter_documents_new (BalieDesk *desk)
{
  BalieLetterDocuments *self = g_object_new (BALIE_TYPE_LETTER_DOCUMENTS, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * balie_letter_documents_show:
 * @self: the list
 * @letter: whose documents
 */
void
balie_letter_documents_show (BalieLetterDocuments *self, const BalieLetter *letter)
{
  GtkListBox *list;

  g_return_if_fail (BALIE_IS_LETTER_DOCUMENTS (self));

  /* Documents of a letter never change; the focus stays where it is. */
  if (self->letter_id == letter->id)
    return;
  self->letter_id = letter->id;
  list = balie_letter_rows_begin (ADW_BIN (self), _ ("Documents"));
  for (guint i = 0; i < letter->documents->len; i++)
    add_document (self, list, g_ptr_array_index (letter->documents, i));
  if (letter->documents->len == 0)
    balie_letter_rows_add (list, _ ("The insurer sent no document with it"), "");
}
