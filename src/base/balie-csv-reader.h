/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads CSV (RFC 4180) record by record from a stream, in bounded memory. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Longer records are skipped and reported, so that a stray quote can't fill the memory. */
#define BALIE_CSV_MAX_RECORD (64 * 1024)

/**
 * BalieCsvStatus:
 * @BALIE_CSV_RECORD: a record, its fields can be read
 * @BALIE_CSV_TOO_LONG: a record longer than %BALIE_CSV_MAX_RECORD, skipped
 * @BALIE_CSV_BAD_QUOTE: a record with text between a closing quote and the separator
 * @BALIE_CSV_UNTERMINATED: the file ends inside a quoted field that began in this record
 * @BALIE_CSV_END: no more records
 * @BALIE_CSV_FAILED: reading failed or the file is not UTF-8 text; the error says which
 */
typedef enum
{
  BALIE_CSV_RECORD,
  BALIE_CSV_TOO_LONG,
  BALIE_CSV_BAD_QUOTE,
  BALIE_CSV_UNTERMINATED,
  BALIE_CSV_END,
  BALIE_CSV_FAILED,
} BalieCsvStatus;

/**
 * BalieCsvReader:
 *
 * The separator (comma or semicolon) is found by itself in the first line, a byte order mark is
 * skipped, lines end in LF, CRLF or CR, empty lines are passed over. Used on one thread; blocks.
 */
typedef struct _BalieCsvReader BalieCsvReader;

BalieCsvReader *balie_csv_reader_new (GInputStream *stream);
void balie_csv_reader_free (BalieCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieCsvReader, balie_csv_reader_free)

BalieCsvStatus
balie_csv_reader_next (BalieCsvReader *self, GCancellable *cancellable, GError **error);
guint balie_csv_reader_get_n_fields (BalieCsvReader *self);
const char *balie_csv_reader_get_field (BalieCsvReader *self, guint index);
gint64 balie_csv_reader_get_line (BalieCsvReader *self);
gint64 balie_csv_reader_get_n_bytes (BalieCsvReader *self);
char balie_csv_reader_get_separator (BalieCsvReader *self);

G_END_DECLS
