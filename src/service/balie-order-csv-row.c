/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of an order file, and reading one of its lines into an order. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-order-csv-row.h"

#include "balie-error.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_COLUMN -1

/* Words that stand in line after line are read once. */
#define MAX_REMEMBERED 32

/**
 * BalieOrderCsvLayout:
 * @columns: column of each field, %NO_COLUMN when it has none
 * @headers: (owned): of each field's column as in the file
 * @ignored: (owned) (element-type utf8): headers that name no field
 * @remembered: (owned): text of the field's column when it was read last, "" at first
 * @last: (owned): holds what @remembered was read as
 */
struct _BalieOrderCsvLayout
{
  guint n_columns;
  int columns[BALIE_ORDER_N_FIELDS];
  char *headers[BALIE_ORDER_N_FIELDS];
  GPtrArray *ignored;
  char remembered[BALIE_ORDER_N_FIELDS][MAX_REMEMBERED];
  BalieOrder *last;
};

/* The header as an export in the present language writes it. */
static gboolean
find_translated (const char *header, BalieOrderField *field)
{
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      const char *label = balie_order_field_get_info (i)->label;

      if (!balie_text_equal_folded (header, _ (label)) && !balie_text_equal_folded (header, label))
        continue;
      *field = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
add_column (BalieOrderCsvLayout *self, guint column, const char *text, GError **error)
{
  g_autofree char *header = balie_text_dup_clean (text, 120);
  BalieOrderField field;

  if (header[0] == '\0')
    return TRUE;
  if (!balie_order_field_find (header, &field) && !find_translated (header, &field))
    {
      g_ptr_array_add (self->ignored, g_steal_pointer (&header));
      return TRUE;
    }
  if (self->columns[field] != NO_COLUMN)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   _ ("Two columns of the header line mean the same: “%s” and “%s”. Keep one."),
                   self->headers[field], header);
      return FALSE;
    }
  self->columns[field] = column;
  self->headers[field] = g_steal_pointer (&header);
  return TRUE;
}

BalieOrderCsvLayout *
balie_order_csv_layout_new (BalieCsvReader *header, GError **error)
{
  g_autoptr (BalieOrderCsvLayout) self = g_new0 (BalieOrderCsvLayout, 1);

  self->n_columns = balie_csv_reader_get_n_fields (header);
  self->ignored = g_ptr_array_new_with_free_func (g_free);
  self->last = balie_order_new ();
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    self->columns[i] = NO_COLUMN;
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (!add_column (self, i, balie_csv_reader_get_field (header, i), error))
        return NULL;
    }
  if (self->columns[BALIE_ORDER_FIELD_NUMBER] == NO_COLUMN)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The first line must name the columns, among them “order_number” (or "
                              "“Ordernummer”)."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
balie_order_csv_layout_free (BalieOrderCsvLayout *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    g_free (self->headers[i]);
  g_clear_pointer (&self->ignored, g_ptr_array_unref);
  g_clear_pointer (&self->last, balie_order_free);
  g_free (self);
}

char **
balie_order_csv_layout_dup_ignored (BalieOrderCsvLayout *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->ignored->len; i++)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (self->ignored, i)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

guint
balie_order_csv_layout_get_n_columns (BalieOrderCsvLayout *self)
{
  return self->n_columns;
}

gboolean
balie_order_csv_layout_has (BalieOrderCsvLayout *self, BalieOrderField field)
{
  return self->columns[field] != NO_COLUMN;
}

const char *
balie_order_csv_layout_get_header (BalieOrderCsvLayout *self, BalieOrderField field)
{
  return self->headers[field] != NULL ? self->headers[field] : "";
}

const char *
balie_order_csv_row_get (BalieOrderCsvLayout *self, BalieCsvReader *row, BalieOrderField field)
{
  return balie_csv_reader_get_field (row, self->columns[field]);
}

static gboolean
can_be_remembered (BalieOrderField field)
{
  BalieFieldType type = balie_order_field_get_info (field)->type;

  return type == BALIE_FIELD_KIND || type == BALIE_FIELD_STATUS || type == BALIE_FIELD_BOOL ||
         type == BALIE_FIELD_PLATES;
}

static void
copy_value (BalieOrder *to, const BalieOrder *from, BalieOrderField field)
{
  if (field == BALIE_ORDER_FIELD_KIND)
    to->kind = from->kind;
  else if (field == BALIE_ORDER_FIELD_STATUS)
    to->status = from->status;
  else if (field == BALIE_ORDER_FIELD_STOCK)
    to->stock = from->stock;
  else if (field == BALIE_ORDER_FIELD_APPROVED)
    to->approved = from->approved;
  else if (field == BALIE_ORDER_FIELD_PLATES)
    to->plates = from->plates;
  else
    g_assert_not_reached ();
}

/* A listed word is understood in many spellings, which takes time; most lines hold the same few. */
static gboolean
set_value (BalieOrderCsvLayout *self,
           BalieOrder *order,
           BalieOrderField field,
           const char *text,
           GError **error)
{
  char *remembered = self->remembered[field];

  if (!can_be_remembered (field))
    return balie_order_set_value (order, field, text, error);
  if (text[0] != '\0' && strcmp (remembered, text) == 0)
    {
      copy_value (order, self->last, field);
      return TRUE;
    }
  if (!balie_order_set_value (order, field, text, error))
    return FALSE;
  if (strlen (text) < MAX_REMEMBERED)
    {
      strcpy (remembered, text);
      copy_value (self->last, order, field);
    }
  return TRUE;
}

gboolean
balie_order_csv_row_apply (BalieOrderCsvLayout *self,
                           BalieCsvReader *row,
                           BalieOrder *order,
                           BalieOrderField *bad,
                           GError **error)
{
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (self->columns[i] == NO_COLUMN || i == BALIE_ORDER_FIELD_NUMBER)
        continue;
      if (!set_value (self, order, i, balie_csv_reader_get_field (row, self->columns[i]), error))
        {
          *bad = i;
          return FALSE;
        }
    }
  return TRUE;
}
