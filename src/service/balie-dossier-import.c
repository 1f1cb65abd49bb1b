/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing dossiers from CSV: each line is refused with its reason, or added, or merged into its dossier. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossier-import.h"

#include "balie-dossier-change.h"
#include "balie-dossier-csv.h"
#include "balie-error.h"
#include "balie-import-job.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* Lines between two looks at the cancellable. */
#define CHECK_INTERVAL 256

/**
 * BalieDossierImportRun:
 * @touched: (owned): the ids of the dossiers this file has had
 * @refused_numbers: (owned): numbers of refused lines, which have no id to remember them by
 *
 * One import; everything on the store's thread.
 */
typedef struct
{
  BalieDb *db;                 /* (unowned) */
  const BalieDeskFacts *facts; /* (unowned) */
  BalieCsvReader *reader;
  BalieDossierCsvLayout *layout;
  BalieDossierImportResult *result;
  GByteArray *touched;
  GHashTable *refused_numbers;
} BalieDossierImportRun;

static void
clear_run (BalieDossierImportRun *run)
{
  g_clear_pointer (&run->reader, balie_csv_reader_free);
  g_clear_pointer (&run->layout, balie_dossier_csv_layout_free);
  g_clear_pointer (&run->result, balie_dossier_import_result_free);
  g_clear_pointer (&run->touched, g_byte_array_unref);
  g_clear_pointer (&run->refused_numbers, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieDossierImportRun, clear_run)

static void
free_refusal (gpointer data)
{
  BalieDossierRefusal *refusal = data;

  g_free (refusal->reason);
  g_free (refusal);
}

static void
refuse_line (BalieDossierImportRun *run, const char *reason)
{
  BalieDossierRefusal *refusal;

  run->result->n_refused++;
  if (run->result->refused->len >= BALIE_IMPORT_MAX_REFUSALS)
    return;
  refusal = g_new0 (BalieDossierRefusal, 1);
  refusal->line = balie_csv_reader_get_line (run->reader);
  refusal->reason = g_strdup (reason);
  g_ptr_array_add (run->result->refused, refusal);
}

static GPtrArray *
read_changes (BalieDossierImportRun *run)
{
  GPtrArray *changes = balie_dossier_changes_new ();

  for (guint i = 0; i < run->layout->columns->len; i++)
    {
      const BalieDossierCsvColumn *column =
          &g_array_index (run->layout->columns, BalieDossierCsvColumn, i);

      balie_dossier_changes_add (changes, column->target.entry, column->target.spec->code, "",
                                 balie_csv_reader_get_field (run->reader, column->column));
    }
  return changes;
}

/* @draft stays NULL when there is no such dossier. */
static gboolean
find_dossier (BalieDb *db, const char *number, BalieDossierDraft **draft, GError **error)
{
  g_autoptr (GError) local = NULL;

  *draft = balie_dossier_draft_open (db, number, &local);
  if (local == NULL || g_error_matches (local, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_dossier (BalieDossierImportRun *run, BalieDossierDraft *draft, GError **error)
{
  if (!balie_dossier_draft_insert (draft, run->db, run->facts, error))
    return FALSE;
  balie_import_ids_add (run->touched, draft->dossier->id);
  run->result->n_added++;
  return TRUE;
}

static gboolean
update_dossier (BalieDossierImportRun *run, BalieDossierDraft *draft, GError **error)
{
  if (!balie_dossier_draft_is_changed (draft))
    {
      run->result->n_same++;
      return TRUE;
    }
  run->result->n_changed++;
  return balie_dossier_draft_save (draft, run->db, run->facts, NULL, error);
}

static gboolean
was_in_file (BalieDossierImportRun *run, const char *number, const BalieDossierDraft *draft)
{
  return (draft != NULL && balie_import_ids_add (run->touched, draft->before->id)) ||
         g_hash_table_contains (run->refused_numbers, number);
}

/* Reads one line whose number is known; FALSE only when the import as a whole has failed. */
static gboolean
take_numbered_line (BalieDossierImportRun *run, const char *number, GError **error)
{
  g_autoptr (GPtrArray) changes = read_changes (run);
  g_autoptr (BalieDossierDraft) draft = NULL;
  g_autoptr (GError) local = NULL;
  gboolean is_new;

  if (!find_dossier (run->db, number, &draft, error))
    return FALSE;
  if (was_in_file (run, number, draft))
    {
      refuse_line (run, _ ("This dossier number is in the file before; a number may come once."));
      return TRUE;
    }
  is_new = draft == NULL;
  if (is_new)
    {
      draft = balie_dossier_draft_new ();
      g_free (draft->dossier->values[BALIE_DOSSIER_NUMBER]);
      draft->dossier->values[BALIE_DOSSIER_NUMBER] = g_strdup (number);
    }
  if (balie_dossier_changes_force (run->db, draft, changes, &local))
    return is_new ? add_dossier (run, draft, error) : update_dossier (run, draft, error);
  if (!g_error_matches (local, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_hash_table_add (run->refused_numbers, g_strdup (number));
  refuse_line (run, local->message);
  return TRUE;
}

static gboolean
take_line (BalieDossierImportRun *run, GError **error)
{
  const char *text = balie_csv_reader_get_field (run->reader, run->layout->number_column);
  g_autoptr (GError) local = NULL;
  g_autofree char *number =
      balie_field_dup_canonical (balie_dossier_get_spec (BALIE_DOSSIER_NUMBER), text, &local);

  if (number == NULL)
    refuse_line (run, local->message);
  else if (number[0] == '\0')
    refuse_line (run, _ ("The number of the dossier is missing."));
  else
    return take_numbered_line (run, number, error);
  return TRUE;
}

static gboolean
take_record (BalieDossierImportRun *run, BalieCsvStatus status, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (status != BALIE_CSV_RECORD)
    {
      refuse_line (run, balie_import_get_record_reason (status));
      return TRUE;
    }
  if (balie_import_row_is_blank (run->reader))
    return TRUE;
  if (balie_import_row_check_size (run->reader, run->layout->n_columns, &local))
    return take_line (run, error);
  refuse_line (run, local->message);
  return TRUE;
}

static char **
dup_names (GPtrArray *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (names, i));
  return g_strv_builder_end (builder);
}

static gboolean
begin_run (BalieDossierImportRun *run,
           GInputStream *stream,
           GHashTable *headings,
           GCancellable *cancellable,
           GError **error)
{
  run->reader = balie_csv_reader_new (stream);
  run->result = g_new0 (BalieDossierImportResult, 1);
  run->result->refused = g_ptr_array_new_with_free_func (free_refusal);
  run->touched = g_byte_array_new ();
  run->refused_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!balie_import_read_header (run->reader, cancellable, error))
    return FALSE;
  run->layout = balie_dossier_csv_layout_new (run->reader, headings, error);
  if (run->layout == NULL)
    return FALSE;
  run->result->ignored_columns = dup_names (run->layout->ignored);
  return TRUE;
}

static gpointer
import_dossiers (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GInputStream *stream,
                 BalieImportProgress progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (BalieDossierImportRun) run = { .db = db, .facts = facts };
  BalieCsvStatus status;
  gint64 n = 0;

  if (!begin_run (&run, stream, data, cancellable, error))
    return NULL;
  while ((status = balie_csv_reader_next (run.reader, cancellable, error)) != BALIE_CSV_END)
    {
      if (status == BALIE_CSV_FAILED || !take_record (&run, status, error))
        return NULL;
      if (++n % CHECK_INTERVAL == 0 && g_cancellable_is_cancelled (cancellable))
        break;
    }
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      return NULL;
    }
  return g_steal_pointer (&run.result);
}

void
balie_dossier_import_result_free (BalieDossierImportResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->refused, g_ptr_array_unref);
  g_strfreev (self->ignored_columns);
  g_free (self);
}

void
balie_dossier_import_async (BalieDesk *desk,
                            GFile *file,
                            gboolean dry_run,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  const BalieImportCall call = {
    .file = file,
    .dry_run = dry_run,
    .deed = BALIE_DEED_EDIT_DOSSIER,
    .work = import_dossiers,
    .report_free = (GDestroyNotify) balie_dossier_import_result_free,
    .data = balie_dossier_csv_make_headings (),
    .data_free = (GDestroyNotify) g_hash_table_unref,
  };

  balie_import_job_async (desk, &call, cancellable, callback, user_data);
}

/**
 * balie_dossier_import_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT (the file as a whole), NOT_FOUND, STORAGE,
 *   CANCELLED (nothing was written)
 *
 * Returns: (transfer full): what was done with which line
 */
BalieDossierImportResult *
balie_dossier_import_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_import_job_finish (desk, result, error);
}
