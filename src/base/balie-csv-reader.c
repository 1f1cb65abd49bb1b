/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads CSV (RFC 4180) record by record: a state machine over a buffer that is filled as needed. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-csv-reader.h"

#include "balie-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_SIZE (64 * 1024)

/* Where in a record the reader is. */
typedef enum
{
  STATE_FIELD_START,
  STATE_PLAIN,
  STATE_QUOTED,
  STATE_QUOTE_IN_QUOTED, /* the field ends here, or a second quote makes one quote of the text */
} State;

struct _BalieCsvReader
{
  GInputStream *stream; /* (owned) */
  char *buffer;         /* (owned) */
  gsize begin;          /* first byte in the buffer that was not used yet */
  gsize end;
  gint64 n_bytes; /* read from the stream so far */

  char separator;
  gint64 next_line; /* physical line that the next byte stands on */
  gint64 line;      /* on which the record began */
  gboolean skip_lf; /* a CR ended the last line: an LF belongs to it */

  GString *text;  /* (owned): fields of the record, each ended by a NUL */
  GArray *starts; /* (owned) (element-type gsize): where each begins in @text */
  State state;
  gsize size; /* of the record in bytes, counted on after it is too long */
  gboolean has_bad_quote;
};

/**
 * balie_csv_reader_new:
 * @stream: what to read; a reference is kept, closing it stays the caller's
 *
 * Returns: (transfer full): a reader that stands before the first record
 */
BalieCsvReader *
balie_csv_reader_new (GInputStream *stream)
{
  BalieCsvReader *self = g_new0 (BalieCsvReader, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_malloc (BUFFER_SIZE);
  self->next_line = 1;
  self->text = g_string_sized_new (1024);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

void
balie_csv_reader_free (BalieCsvReader *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_free (self->buffer);
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_free (self);
}

/* Reads until there is something in the buffer; at the end of the stream there is nothing. */
static gboolean
fill_buffer (BalieCsvReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  gssize n;

  n = g_input_stream_read (self->stream, self->buffer, BUFFER_SIZE, cancellable, &local);
  if (n < 0)
    {
      g_propagate_error (error, balie_error_from_gio (local));
      return FALSE;
    }
  self->begin = 0;
  self->end = n;
  self->n_bytes += n;
  return TRUE;
}

static gboolean
has_prefix (BalieCsvReader *self, const char *prefix, gsize length)
{
  return self->end - self->begin >= length &&
         memcmp (self->buffer + self->begin, prefix, length) == 0;
}

/* Counts the separators of the first line outside quotes; a comma when it can't be told. */
static char
find_separator (const char *text, gsize length)
{
  gboolean quoted = FALSE;
  gsize n_commas = 0;
  gsize n_semicolons = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (text[i] == '\n' || text[i] == '\r')
        break;
      else if (text[i] == ',')
        n_commas++;
      else if (text[i] == ';')
        n_semicolons++;
    }
  return n_semicolons > n_commas ? ';' : ',';
}

/* Fills the first buffer whole: a pipe may give a byte at a time, and the first line decides. */
static gboolean
begin_file (BalieCsvReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  gsize n = 0;

  if (!g_input_stream_read_all (self->stream, self->buffer, BUFFER_SIZE, &n, cancellable, &local))
    {
      g_propagate_error (error, balie_error_from_gio (local));
      return FALSE;
    }
  self->end = n;
  self->n_bytes = n;
  if (has_prefix (self, "\xff\xfe", 2) || has_prefix (self, "\xfe\xff", 2))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The file is UTF-16 text. Save it again as “CSV UTF-8”."));
      return FALSE;
    }
  if (has_prefix (self, "\xef\xbb\xbf", 3))
    self->begin = 3;
  self->separator = find_separator (self->buffer + self->begin, self->end - self->begin);
  return TRUE;
}

static void
append_char (BalieCsvReader *self, char c)
{
  if (self->text->len < BALIE_CSV_MAX_RECORD)
    g_string_append_c (self->text, c);
}

static void
start_field (BalieCsvReader *self)
{
  gsize start = self->text->len;

  g_array_append_val (self->starts, start);
  self->state = STATE_FIELD_START;
}

/* Past the limit nothing is kept: a line of a billion separators must not fill the memory. */
static void
end_field (BalieCsvReader *self)
{
  if (self->text->len >= BALIE_CSV_MAX_RECORD)
    return;
  g_string_append_c (self->text, '\0');
}

static void
start_record (BalieCsvReader *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->starts, 0);
  self->size = 0;
  self->has_bad_quote = FALSE;
  self->line = self->next_line;
  start_field (self);
}

static void
take_plain_char (BalieCsvReader *self, char c)
{
  if (c == self->separator)
    {
      end_field (self);
      if (self->text->len < BALIE_CSV_MAX_RECORD)
        start_field (self);
      self->state = STATE_FIELD_START;
      return;
    }
  if (c == '"' && self->state == STATE_FIELD_START)
    {
      self->state = STATE_QUOTED;
      return;
    }
  if (self->state == STATE_QUOTE_IN_QUOTED)
    self->has_bad_quote = TRUE;
  append_char (self, c);
  self->state = STATE_PLAIN;
}

/* Takes one byte that does not end the record. */
static void
take_char (BalieCsvReader *self, char c)
{
  if (self->state != STATE_QUOTED && self->state != STATE_QUOTE_IN_QUOTED)
    {
      take_plain_char (self, c);
      return;
    }
  if (self->state == STATE_QUOTED && c == '"')
    {
      self->state = STATE_QUOTE_IN_QUOTED;
      return;
    }
  if (self->state == STATE_QUOTE_IN_QUOTED && c != '"')
    {
      take_plain_char (self, c);
      return;
    }
  append_char (self, c);
  self->state = STATE_QUOTED;
}

/* Copies what can be copied without looking at each byte's meaning; most of a file goes this way. */
static void
take_run (BalieCsvReader *self)
{
  const char *p = self->buffer + self->begin;
  const char *end = self->buffer + self->end;
  const char *q = p;
  gsize room = BALIE_CSV_MAX_RECORD - MIN (self->text->len, BALIE_CSV_MAX_RECORD);

  if (self->state == STATE_QUOTED)
    while (q < end && *q != '"' && *q != '\n' && *q != '\r')
      q++;
  else if (self->state == STATE_PLAIN)
    while (q < end && *q != self->separator && *q != '\n' && *q != '\r')
      q++;
  g_string_append_len (self->text, p, MIN ((gsize) (q - p), room));
  self->size += q - p;
  self->begin += q - p;
}

/* Takes the buffer's bytes up to the end of the record or of the buffer; TRUE at a record's end. */
static gboolean
take_buffer (BalieCsvReader *self)
{
  while (self->begin < self->end)
    {
      gboolean is_second_half = self->skip_lf && self->buffer[self->begin] == '\n';
      char c;

      self->skip_lf = FALSE;
      if (is_second_half && self->state != STATE_QUOTED)
        {
          self->begin++;
          continue;
        }
      take_run (self);
      if (self->begin == self->end)
        break;
      c = self->buffer[self->begin++];
      if (!is_second_half && (c == '\n' || c == '\r'))
        self->next_line++;
      self->skip_lf = c == '\r';
      if ((c == '\n' || c == '\r') && self->state != STATE_QUOTED)
        return TRUE;
      self->size++;
      take_char (self, c);
    }
  return FALSE;
}

static void
refuse_encoding (BalieCsvReader *self, GError **error)
{
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, self->line);

  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               _ ("Line %s is not UTF-8 text; the file was probably saved as Windows-1252. Save it "
                  "again as “CSV UTF-8” (in Excel: Save as, type “CSV UTF-8 (comma delimited)”)."),
               line);
}

/* What the text of the ended record is worth. */
static BalieCsvStatus
judge_record (BalieCsvReader *self, gboolean at_end, GError **error)
{
  gsize length = self->text->len;
  const char *start = self->text->str;

  if (at_end && self->state == STATE_QUOTED)
    return BALIE_CSV_UNTERMINATED;
  if (self->size >= BALIE_CSV_MAX_RECORD || length >= BALIE_CSV_MAX_RECORD)
    return BALIE_CSV_TOO_LONG;
  end_field (self);
  for (guint i = 0; i < self->starts->len; i++)
    {
      gsize from = g_array_index (self->starts, gsize, i);
      gsize to =
          i + 1 < self->starts->len ? g_array_index (self->starts, gsize, i + 1) : self->text->len;

      if (!g_utf8_validate_len (start + from, to - from - 1, NULL))
        {
          refuse_encoding (self, error);
          return BALIE_CSV_FAILED;
        }
    }
  return self->has_bad_quote ? BALIE_CSV_BAD_QUOTE : BALIE_CSV_RECORD;
}

/* FALSE on failure; @at_end when the stream gave its last byte before a line ended. */
static gboolean
read_record (BalieCsvReader *self, gboolean *at_end, GCancellable *cancellable, GError **error)
{
  *at_end = FALSE;
  start_record (self);
  while (!take_buffer (self))
    {
      if (!fill_buffer (self, cancellable, error))
        return FALSE;
      if (self->end == 0)
        {
          *at_end = TRUE;
          return TRUE;
        }
    }
  return TRUE;
}

/**
 * balie_csv_reader_next:
 * @self: a reader
 * @cancellable: (nullable): checked whenever bytes are read
 * @error: return location for %BALIE_CSV_FAILED: INVALID_INPUT (not UTF-8 text), CANCELLED or what
 *   reading gave
 *
 * Goes on to the next record that is not an empty line.
 *
 * Returns: what was found
 */
BalieCsvStatus
balie_csv_reader_next (BalieCsvReader *self, GCancellable *cancellable, GError **error)
{
  gboolean at_end;

  if (self->separator == '\0' && !begin_file (self, cancellable, error))
    return BALIE_CSV_FAILED;
  do
    {
      if (!read_record (self, &at_end, cancellable, error))
        return BALIE_CSV_FAILED;
    }
  while (self->size == 0 && !at_end);
  if (self->size == 0)
    return BALIE_CSV_END;
  return judge_record (self, at_end, error);
}

/* Of the record read last, which was a %BALIE_CSV_RECORD. */
guint
balie_csv_reader_get_n_fields (BalieCsvReader *self)
{
  return self->starts->len;
}

/* Valid until the next record is read; without the quotes. */
const char *
balie_csv_reader_get_field (BalieCsvReader *self, guint index)
{
  g_return_val_if_fail (index < self->starts->len, "");

  return self->text->str + g_array_index (self->starts, gsize, index);
}

/* The physical line, from 1, on which the record read last began. */
gint64
balie_csv_reader_get_line (BalieCsvReader *self)
{
  return self->line;
}

/* Bytes used up so far, for a progress bar. */
gint64
balie_csv_reader_get_n_bytes (BalieCsvReader *self)
{
  return self->n_bytes - (gint64) (self->end - self->begin);
}

char
balie_csv_reader_get_separator (BalieCsvReader *self)
{
  return self->separator;
}
