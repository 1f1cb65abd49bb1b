/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results on standard output as an aligned table, JSON or CSV. */
#pragma once

#include <json-glib/json-glib.h>

#include "balie-date.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_OUTPUT_TABLE,
  BALIE_OUTPUT_JSON,
  BALIE_OUTPUT_CSV,
} BalieOutputFormat;

/**
 * BalieColumnType:
 * @BALIE_COLUMN_TEXT: text; an unknown one is "" in all formats
 * @BALIE_COLUMN_NULLABLE: text; an unknown one is null in JSON
 * @BALIE_COLUMN_NUMBER: a number
 * @BALIE_COLUMN_SWITCH: yes or no; true or false in JSON
 * @BALIE_COLUMN_LIST: codes joined by spaces; an array in JSON
 */
typedef enum
{
  BALIE_COLUMN_TEXT,
  BALIE_COLUMN_NULLABLE,
  BALIE_COLUMN_NUMBER,
  BALIE_COLUMN_SWITCH,
  BALIE_COLUMN_LIST,
} BalieColumnType;

/**
 * BalieColumn:
 * @code: the member in JSON and the header in CSV
 * @heading: untranslated heading of the table, marked with N_()
 */
typedef struct
{
  const char *code;
  const char *heading;
  BalieColumnType type;
} BalieColumn;

/**
 * BalieOutput:
 *
 * A list that is written row by row, so that a million rows need no memory: a table measures its
 * columns by its first thousand rows.
 */
typedef struct _BalieOutput BalieOutput;

gboolean balie_output_format_from_code (const char *code, BalieOutputFormat *format);

BalieOutput *
balie_output_begin (BalieOutputFormat format, const BalieColumn *columns, guint n_columns);
/* One text per column, NULL for unknown; copied if need be. */
void balie_output_add (BalieOutput *self, const char *const *values);
void balie_output_end (BalieOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOutput, balie_output_end)

/* A single thing: "heading: value" lines, one object, or a header and a line. */
void balie_output_record (BalieOutputFormat format,
                          const BalieColumn *columns,
                          guint n_columns,
                          const char *const *values);
void balie_output_json (JsonNode *node);
/* A line as it is, for tables only. */
void balie_output_line (const char *text);
/* Whether everything could be written; says so on standard error if not. */
gboolean balie_output_flush (void);

/* Small helpers for values. */
const char *balie_output_yes_no (gboolean value);
char *balie_output_dup_number (gint64 number);
char *balie_output_dup_date (BalieDate date);
char *balie_output_dup_time (gint64 unix_seconds);

G_END_DECLS
