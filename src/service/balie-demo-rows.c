/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the demo's lines: fields separated by ";", dates in days from today. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-demo-rows.h"

#include "balie-demo-resource.h"
#include "balie-error.h"

#include <string.h>

/* After the fields of the order. */
enum
{
  CELL_REQUEST = BALIE_ORDER_N_FIELDS,
  CELL_BY,
  CELL_DAY,
  CELL_REASON,
  N_CELLS,
};

void
balie_demo_row_free (BalieDemoRow *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->order, balie_order_free);
  g_free (self->by);
  g_free (self->reason);
  g_free (self);
}

static gboolean
read_day (const char *cell, BalieDate today, BalieDate *day, GError **error)
{
  gint64 days;

  *day = BALIE_DATE_NONE;
  if (cell[0] == '\0')
    return TRUE;
  if (!g_ascii_string_to_signed (cell[0] == '+' ? cell + 1 : cell, 10, -3650, 3650, &days, NULL))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "“%s” is no number of days",
                   cell);
      return FALSE;
    }
  *day = today + (BalieDate) days;
  return TRUE;
}

static gboolean
set_field (BalieOrder *order,
           BalieOrderField field,
           const char *cell,
           BalieDate today,
           GError **error)
{
  g_autofree char *iso = NULL;
  BalieDate day;

  if (balie_order_field_get_info (field)->type != BALIE_FIELD_DATE || cell[0] == '\0')
    return balie_order_set_value (order, field, cell, error);
  if (!read_day (cell, today, &day, error))
    return FALSE;
  iso = balie_date_dup_iso (day);
  return balie_order_set_value (order, field, iso, error);
}

static gboolean
read_request (BalieDemoRow *row, char **cells, BalieDate today, GError **error)
{
  if (cells[CELL_REQUEST][0] == '\0')
    return TRUE;
  if (!balie_request_state_from_code (cells[CELL_REQUEST], &row->request))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "“%s” is no state of a request",
                   cells[CELL_REQUEST]);
      return FALSE;
    }
  return read_day (cells[CELL_DAY], today, &row->day, error);
}

static BalieDemoRow *
parse_line (const char *line, BalieDate today, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, ";", N_CELLS + 1);
  g_autoptr (BalieDemoRow) row = g_new0 (BalieDemoRow, 1);

  if (g_strv_length (cells) != N_CELLS)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "There are not %d fields",
                   N_CELLS);
      return NULL;
    }
  row->order = balie_order_new ();
  row->by = g_strdup (cells[CELL_BY]);
  row->reason = g_strdup (cells[CELL_REASON]);
  for (int field = 0; field < BALIE_ORDER_N_FIELDS; field++)
    {
      if (!set_field (row->order, field, cells[field], today, error))
        return NULL;
    }
  return read_request (row, cells, today, error) ? g_steal_pointer (&row) : NULL;
}

/**
 * balie_demo_rows_parse:
 * @text: the lines; empty ones and those that begin with "#" are passed over
 * @today: day 0
 * @error: return location for BALIE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full) (nullable) (element-type BalieDemoRow): the orders
 */
GPtrArray *
balie_demo_rows_parse (const char *text, BalieDate today, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_demo_row_free);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      BalieDemoRow *row;

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      row = parse_line (lines[i], today, error);
      if (row == NULL)
        {
          g_prefix_error (error, "Line %u: ", (guint) i + 1);
          return NULL;
        }
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
balie_demo_rows_load (BalieDate today, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  bytes = g_resource_lookup_data (balie_demo_get_resource (),
                                  "/io/github/baliedesk/Balie/demo/orders.txt",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data, length);
  return balie_demo_rows_parse (text, today, error);
}
