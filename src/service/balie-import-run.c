/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work of an import: each line is refused with its reason, or added, or merged into its order. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-import-run.h"

#include "balie-csv-reader.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-order-csv-row.h"
#include "balie-order-write.h"
#include "balie-request-table.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* Lines between two looks at the cancellable and two words of progress. */
#define CHECK_INTERVAL 256

/**
 * BalieImportRun:
 * @reader: (owned)
 * @layout: (owned)
 * @report: (owned)
 * @touched: (owned): the ids of the orders this file has had
 * @refused_numbers: (owned): order numbers of refused lines, which have no id to remember them by
 * @any_live: there are plate requests, so a VIN may be blocked
 * @may_tick: the user may set Approved
 *
 * One import; everything on the store's thread.
 */
typedef struct
{
  BalieDb *db;                 /* (unowned) */
  const BalieDeskFacts *facts; /* (unowned) */
  BalieCsvReader *reader;
  BalieOrderCsvLayout *layout;
  BalieImportReport *report;
  GByteArray *touched;
  GHashTable *refused_numbers;
  gboolean any_live;
  gboolean may_tick;
} BalieImportRun;

static void
free_refusal (gpointer data)
{
  BalieImportRefusal *refusal = data;

  g_free (refusal->column);
  g_free (refusal->reason);
  g_free (refusal);
}

static void
clear_run (BalieImportRun *run)
{
  g_clear_pointer (&run->reader, balie_csv_reader_free);
  g_clear_pointer (&run->layout, balie_order_csv_layout_free);
  g_clear_pointer (&run->report, balie_import_report_free);
  g_clear_pointer (&run->touched, g_byte_array_unref);
  g_clear_pointer (&run->refused_numbers, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieImportRun, clear_run)

static void
refuse_line (BalieImportRun *run, const char *column, const char *reason)
{
  BalieImportRefusal *refusal;

  run->report->n_refused++;
  if (run->report->refusals->len >= BALIE_IMPORT_MAX_REFUSALS)
    return;
  refusal = g_new0 (BalieImportRefusal, 1);
  refusal->line = balie_csv_reader_get_line (run->reader);
  refusal->column = g_strdup (column);
  refusal->reason = g_strdup (reason);
  g_ptr_array_add (run->report->refusals, refusal);
}

/* Refuses a line whose order number is known: the number may not come again. */
static void
refuse_order (BalieImportRun *run, const char *number, BalieOrderField field, const char *reason)
{
  g_hash_table_add (run->refused_numbers, g_strdup (number));
  refuse_line (run, balie_order_csv_layout_get_header (run->layout, field), reason);
}

static gboolean
find_row (BalieDb *db, const char *number, BalieOrderRow **row, GError **error)
{
  g_autoptr (GError) local = NULL;

  balie_order_table_has (db, number, row, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* An empty column must not wipe the plate that PON issued for this very order. */
static gboolean
keep_issued_plate (BalieImportRun *run, const BalieOrderRow *row, BalieOrder *order, GError **error)
{
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (GError) local = NULL;

  if (row->request_state != BALIE_REQUEST_APPROVED || order->plate[0] != '\0' ||
      row->order->plate[0] == '\0')
    return TRUE;
  request = balie_request_table_find_live (run->db, row->order->number, "", &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (request == NULL || !g_str_equal (request->plate, row->order->plate))
    return TRUE;
  g_free (order->plate);
  order->plate = g_strdup (row->order->plate);
  return TRUE;
}

static void
settle_dates (BalieImportRun *run, const BalieOrder *before, BalieOrder *order)
{
  if (before != NULL && order->planned_on == BALIE_DATE_NONE &&
      before->delivery_date != BALIE_DATE_NONE)
    order->planned_on = before->planned_on;
  balie_order_settle_planned_on (order, run->facts->today);
}

static gboolean
is_unchanged (const BalieOrder *before, const BalieOrder *order)
{
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (!balie_order_field_equal (before, order, i))
        return FALSE;
    }
  return TRUE;
}

static void
keep_sample (BalieImportRun *run, const BalieOrder *order)
{
  if (run->report->sample->len < BALIE_IMPORT_MAX_SAMPLE)
    g_ptr_array_add (run->report->sample, balie_order_copy (order));
}

static gboolean
add_order (BalieImportRun *run, BalieOrder *order, GError **error)
{
  BalieExplained explained;

  if (!balie_explain_compute_first (run->db, run->facts, order, run->any_live, &explained, error) ||
      !balie_order_write_new (run->db, run->facts, order, &explained.explanation, error))
    return FALSE;
  balie_import_ids_add (run->touched, order->id);
  run->report->n_added++;
  return TRUE;
}

static gboolean
update_order (BalieImportRun *run, const BalieOrderRow *row, BalieOrder *order, GError **error)
{
  BalieExplained explained;
  gboolean done;

  if (row->request_state == BALIE_REQUEST_NONE)
    done =
        balie_explain_compute_first (run->db, run->facts, order, run->any_live, &explained, error);
  else
    done = balie_explain_compute (run->db, run->facts, order, &explained, error);
  if (!done)
    return FALSE;
  run->report->n_updated++;
  return balie_order_write_changed (run->db, run->facts, row->order, order, &explained.explanation,
                                    NULL, error);
}

/* TRUE when the line may be written; otherwise it was refused, or @error is set. */
static gboolean
check_may_write (BalieImportRun *run,
                 const BalieOrderRow *row,
                 const BalieOrder *order,
                 GError **error)
{
  gboolean was_approved = row != NULL && row->order->approved;
  BalieOrderField field = BALIE_ORDER_FIELD_NUMBER;
  g_autoptr (GError) local = NULL;

  if (order->approved != was_approved && !run->may_tick)
    {
      refuse_order (run, order->number, BALIE_ORDER_FIELD_APPROVED,
                    _ ("You may not set Approved. Let sales admin or a sales manager import this "
                       "line, or leave the column out."));
      return FALSE;
    }
  if (row == NULL || row->request_state == BALIE_REQUEST_NONE ||
      balie_order_check_not_sending (run->db, row->order, order, &local))
    return TRUE;
  if (!g_error_matches (local, BALIE_ERROR, BALIE_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  balie_order_shared_field_differs (row->order, order, &field);
  refuse_order (run, order->number, field, local->message);
  return FALSE;
}

/* @row: (nullable): the order as it stands; @order is what the line makes of it. */
static gboolean
write_line (BalieImportRun *run, const BalieOrderRow *row, BalieOrder *order, GError **error)
{
  g_autoptr (GError) local = NULL;

  settle_dates (run, row != NULL ? row->order : NULL, order);
  if (row != NULL && !keep_issued_plate (run, row, order, error))
    return FALSE;
  if (row != NULL && is_unchanged (row->order, order))
    {
      run->report->n_unchanged++;
      keep_sample (run, order);
      return TRUE;
    }
  if (!check_may_write (run, row, order, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  keep_sample (run, order);
  return row != NULL ? update_order (run, row, order, error) : add_order (run, order, error);
}

static gboolean
was_in_file (BalieImportRun *run, const char *number, const BalieOrderRow *row)
{
  return (row != NULL && balie_import_ids_add (run->touched, row->order->id)) ||
         g_hash_table_contains (run->refused_numbers, number);
}

/* Reads one line of the right size; FALSE only when the import as a whole has failed. */
static gboolean
take_line (BalieImportRun *run, GError **error)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autoptr (BalieOrderRow) row = NULL;
  g_autoptr (GError) local = NULL;
  const char *number = balie_order_csv_row_get (run->layout, run->reader, BALIE_ORDER_FIELD_NUMBER);
  const char *header = balie_order_csv_layout_get_header (run->layout, BALIE_ORDER_FIELD_NUMBER);
  BalieOrderField bad;

  if (balie_text_is_empty (number))
    {
      refuse_line (run, header, _ ("The order number is missing."));
      return TRUE;
    }
  if (!balie_order_set_value (order, BALIE_ORDER_FIELD_NUMBER, number, &local))
    {
      refuse_line (run, header, local->message);
      return TRUE;
    }
  if (!find_row (run->db, order->number, &row, error))
    return FALSE;
  if (was_in_file (run, order->number, row))
    {
      refuse_line (run, header,
                   _ ("This order number is in the file before; a number may come once."));
      return TRUE;
    }
  if (row != NULL)
    {
      balie_order_free (order);
      order = balie_order_copy (row->order);
    }
  if (!balie_order_csv_row_apply (run->layout, run->reader, order, &bad, &local))
    {
      refuse_order (run, order->number, bad, local->message);
      return TRUE;
    }
  return write_line (run, row, order, error);
}

static gboolean
take_record (BalieImportRun *run, BalieCsvStatus status, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (status == BALIE_CSV_RECORD && balie_import_row_is_blank (run->reader))
    return TRUE;
  run->report->n_lines++;
  if (status != BALIE_CSV_RECORD)
    {
      refuse_line (run, "", balie_import_get_record_reason (status));
      return TRUE;
    }
  if (!balie_import_row_check_size (run->reader, balie_order_csv_layout_get_n_columns (run->layout),
                                    &local))
    {
      refuse_line (run, "", local->message);
      return TRUE;
    }
  return take_line (run, error);
}

static gboolean
read_header (BalieImportRun *run, GCancellable *cancellable, GError **error)
{
  if (!balie_import_read_header (run->reader, cancellable, error))
    return FALSE;
  run->layout = balie_order_csv_layout_new (run->reader, error);
  if (run->layout == NULL)
    return FALSE;
  run->report->ignored_columns = balie_order_csv_layout_dup_ignored (run->layout);
  return TRUE;
}

static gboolean
begin_run (BalieImportRun *run, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  gint64 counts[BALIE_REQUEST_N_STATES];

  run->reader = balie_csv_reader_new (stream);
  run->report = g_new0 (BalieImportReport, 1);
  run->report->refusals = g_ptr_array_new_with_free_func (free_refusal);
  run->report->sample = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_order_free);
  run->touched = g_byte_array_new ();
  run->refused_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->may_tick = balie_desk_facts_check (run->facts, BALIE_DEED_TICK_APPROVED, NULL);
  if (!balie_request_table_count (run->db, counts, error))
    return FALSE;
  for (int i = 0; i < BALIE_REQUEST_N_STATES; i++)
    run->any_live |= balie_request_state_is_live (i) && counts[i] > 0;
  return read_header (run, cancellable, error);
}

BalieImportReport *
balie_import_run (BalieDb *db,
                  const BalieDeskFacts *facts,
                  GInputStream *stream,
                  BalieImportProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (BalieImportRun) run = { .db = db, .facts = facts };
  BalieCsvStatus status;

  if (!begin_run (&run, stream, cancellable, error))
    return NULL;
  while ((status = balie_csv_reader_next (run.reader, cancellable, error)) != BALIE_CSV_END)
    {
      if (status == BALIE_CSV_FAILED || !take_record (&run, status, error))
        return NULL;
      if (run.report->n_lines % CHECK_INTERVAL != 0)
        continue;
      progress (balie_csv_reader_get_n_bytes (run.reader), progress_data);
      if (g_cancellable_is_cancelled (cancellable))
        break;
    }
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      return NULL;
    }
  return g_steal_pointer (&run.report);
}
