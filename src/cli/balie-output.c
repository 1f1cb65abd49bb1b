/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results on standard output as an aligned table, JSON or CSV. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-output.h"

#include "balie-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A table measures its columns by so many rows. */
#define N_MEASURED 1000

/**
 * BalieOutput:
 * @columns: (borrowed): static
 * @measured: (owned) (element-type GStrv): rows of a table that wait until the widths are known
 * @widths: (owned): of the columns; %NULL while rows are still measured
 */
struct _BalieOutput
{
  BalieOutputFormat format;
  const BalieColumn *columns;
  guint n_columns;
  GPtrArray *measured;
  int *widths;
  gsize n_rows;
};

/**
 * balie_output_format_from_code:
 * @code: "table", "json" or "csv"
 * @format: (out): the format
 *
 * Returns: whether there is such a format
 */
gboolean
balie_output_format_from_code (const char *code, BalieOutputFormat *format)
{
  static const char *const codes[] = { "table", "json", "csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (code, codes[i]))
      {
        *format = (BalieOutputFormat) i;
        return TRUE;
      }
  return FALSE;
}

/* How many cells of a terminal the text takes. */
static int
get_width (const char *text)
{
  int width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* Text for one line of a terminal: what would move its cursor or start a command is shown as a blank. */
static char *
dup_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *plain = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (plain, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (plain, FALSE);
}

static void
write_cells (BalieOutput *self, const char *const *cells)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      int padding = self->widths[i] - get_width (cells[i]);
      gboolean right = self->columns[i].type == BALIE_COLUMN_NUMBER;

      if (i > 0)
        fputs ("  ", stdout);
      if (right && padding > 0)
        printf ("%*s", padding, "");
      fputs (cells[i], stdout);
      if (!right && padding > 0 && i + 1 < self->n_columns)
        printf ("%*s", padding, "");
    }
  putchar ('\n');
}

/* The widths are known now: the headings and the rows that waited. */
static void
end_measuring (BalieOutput *self)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();

  self->widths = g_new0 (int, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *heading = _ (self->columns[i].heading);

      g_ptr_array_add (headings, (gpointer) heading);
      self->widths[i] = get_width (heading);
      for (guint row = 0; row < self->measured->len; row++)
        {
          char **cells = self->measured->pdata[row];

          self->widths[i] = MAX (self->widths[i], get_width (cells[i]));
        }
    }
  write_cells (self, (const char *const *) headings->pdata);
  for (guint row = 0; row < self->measured->len; row++)
    write_cells (self, self->measured->pdata[row]);
  g_ptr_array_set_size (self->measured, 0);
}

static void
add_to_table (BalieOutput *self, const char *const *values)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (cells, dup_plain (values[i]));
  if (self->widths != NULL)
    {
      write_cells (self, (const char *const *) cells->pdata);
      return;
    }
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (self->measured, g_ptr_array_steal (cells, NULL));
  if (self->measured->len >= N_MEASURED)
    end_measuring (self);
}

static JsonNode *
make_list (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      json_array_add_string_element (array, *part);
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
make_value (BalieColumnType type, const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  switch (type)
    {
    case BALIE_COLUMN_NUMBER:
      if (valid != NULL)
        json_node_set_int (node, g_ascii_strtoll (valid, NULL, 10));
      else
        json_node_init_null (node);
      break;
    case BALIE_COLUMN_SWITCH:
      json_node_set_boolean (node, g_strcmp0 (valid, "yes") == 0);
      break;
    case BALIE_COLUMN_LIST:
      json_node_unref (node);
      return make_list (valid != NULL ? valid : "");
    case BALIE_COLUMN_NULLABLE:
      if (valid == NULL || *valid == '\0')
        {
          json_node_init_null (node);
          break;
        }
      G_GNUC_FALLTHROUGH;
    case BALIE_COLUMN_TEXT:
    default:
      json_node_set_string (node, valid != NULL ? valid : "");
      break;
    }
  return node;
}

static JsonNode *
make_object (const BalieColumn *columns, guint n_columns, const char *const *values)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < n_columns; i++)
    json_object_set_member (object, columns[i].code, make_value (columns[i].type, values[i]));
  json_node_take_object (node, object);
  return node;
}

static void
add_to_json (BalieOutput *self, const char *const *values)
{
  g_autoptr (JsonNode) node = make_object (self->columns, self->n_columns, values);
  g_autofree char *text = balie_json_to_text (node, FALSE);

  fputs (self->n_rows == 0 ? "[\n  " : ",\n  ", stdout);
  fputs (text, stdout);
}

/* A field by RFC 4180. */
static void
write_csv_field (const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      fputs (text, stdout);
      return;
    }
  putchar ('"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        putchar ('"');
      putchar (*text);
    }
  putchar ('"');
}

static void
write_csv_line (const char *const *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        putchar (',');
      write_csv_field (values[i] != NULL ? values[i] : "");
    }
  fputs ("\r\n", stdout);
}

static void
write_csv_header (const BalieColumn *columns, guint n_columns)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (codes, (gpointer) columns[i].code);
  write_csv_line ((const char *const *) codes->pdata, n_columns);
}

/**
 * balie_output_begin:
 * @format: how to write
 * @columns: (array length=n_columns): static
 * @n_columns: how many
 *
 * Returns: (transfer full): a list to add rows to
 */
BalieOutput *
balie_output_begin (BalieOutputFormat format, const BalieColumn *columns, guint n_columns)
{
  BalieOutput *self = g_new0 (BalieOutput, 1);

  self->format = format;
  self->columns = columns;
  self->n_columns = n_columns;
  self->measured = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (format == BALIE_OUTPUT_CSV)
    write_csv_header (columns, n_columns);
  return self;
}

/**
 * balie_output_add:
 * @self: a list
 * @values: one text per column
 *
 * Adds a row.
 */
void
balie_output_add (BalieOutput *self, const char *const *values)
{
  switch (self->format)
    {
    case BALIE_OUTPUT_JSON:
      add_to_json (self, values);
      break;
    case BALIE_OUTPUT_CSV:
      write_csv_line (values, self->n_columns);
      break;
    case BALIE_OUTPUT_TABLE:
    default:
      add_to_table (self, values);
      break;
    }
  self->n_rows++;
}

/**
 * balie_output_end:
 * @self: (transfer full): a list
 *
 * Writes what is still to be written and frees it.
 */
void
balie_output_end (BalieOutput *self)
{
  if (self->format == BALIE_OUTPUT_TABLE && self->widths == NULL)
    end_measuring (self);
  if (self->format == BALIE_OUTPUT_JSON)
    fputs (self->n_rows == 0 ? "[]\n" : "\n]\n", stdout);
  g_ptr_array_unref (self->measured);
  g_free (self->widths);
  g_free (self);
}

/**
 * balie_output_record:
 * @format: how to write
 * @columns: (array length=n_columns): what it is made of
 * @n_columns: how many
 * @values: one text per column
 *
 * Writes a single thing.
 */
void
balie_output_record (BalieOutputFormat format,
                     const BalieColumn *columns,
                     guint n_columns,
                     const char *const *values)
{
  g_autoptr (JsonNode) node = NULL;

  switch (format)
    {
    case BALIE_OUTPUT_JSON:
      node = make_object (columns, n_columns, values);
      balie_output_json (node);
      break;
    case BALIE_OUTPUT_CSV:
      write_csv_header (columns, n_columns);
      write_csv_line (values, n_columns);
      break;
    case BALIE_OUTPUT_TABLE:
    default:
      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *plain = dup_plain (values[i]);

          printf ("%s: %s\n", _ (columns[i].heading), plain);
        }
      break;
    }
}

/**
 * balie_output_json:
 * @node: anything
 *
 * Writes it, indented.
 */
void
balie_output_json (JsonNode *node)
{
  g_autofree char *text = balie_json_to_text (node, TRUE);

  puts (text);
}

/**
 * balie_output_line:
 * @text: a line without its end
 *
 * Writes it.
 */
void
balie_output_line (const char *text)
{
  g_autofree char *plain = dup_plain (text);

  puts (plain);
}

/**
 * balie_output_flush:
 *
 * Returns: whether everything could be written
 */
gboolean
balie_output_flush (void)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  g_printerr (_ ("baliectl: the result can’t be written: %s\n"), g_strerror (errno));
  return FALSE;
}

/**
 * balie_output_yes_no:
 * @value: a switch
 *
 * Returns: "yes" or "no"
 */
const char *
balie_output_yes_no (gboolean value)
{
  return value ? "yes" : "no";
}

/**
 * balie_output_dup_number:
 * @number: a number
 *
 * Returns: (transfer full): it as text
 */
char *
balie_output_dup_number (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/**
 * balie_output_dup_date:
 * @date: a date
 *
 * Returns: (transfer full): it as ISO text, "" when not known
 */
char *
balie_output_dup_date (BalieDate date)
{
  return date == BALIE_DATE_NONE ? g_strdup ("") : balie_date_dup_iso (date);
}

/**
 * balie_output_dup_time:
 * @unix_seconds: a moment, 0 for none
 *
 * Returns: (transfer full): it as ISO text in UTC, "" for none
 */
char *
balie_output_dup_time (gint64 unix_seconds)
{
  g_autoptr (GDateTime) moment = NULL;

  if (unix_seconds == 0)
    return g_strdup ("");
  moment = g_date_time_new_from_unix_utc (unix_seconds);
  return g_date_time_format_iso8601 (moment);
}
