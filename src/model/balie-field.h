/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A described field: how values of records that are all text (dossier, party, customer, vehicle) are
 * named, cleaned, read and shown. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BalieValueType:
 * @BALIE_VALUE_TEXT: one line
 * @BALIE_VALUE_LINES: several lines
 * @BALIE_VALUE_DATE: ISO, "" unknown
 * @BALIE_VALUE_MOMENT: seconds since 1970 as decimal text, "" unknown
 * @BALIE_VALUE_SWITCH: "yes", "no" or "" (not said)
 * @BALIE_VALUE_CHOICE: one of the codes of choices; another text is kept as it came
 * @BALIE_VALUE_COUNTRY: ISO 3166-1 alpha-2; another text is kept as it came
 * @BALIE_VALUE_LANGUAGE: "nl-BE"; another text is kept as it came
 * @BALIE_VALUE_CODE: upper case letters and digits without separators (VIN, plate)
 *
 * How the canonical text of a value looks.
 */
typedef enum
{
  BALIE_VALUE_TEXT,
  BALIE_VALUE_LINES,
  BALIE_VALUE_DATE,
  BALIE_VALUE_MOMENT,
  BALIE_VALUE_SWITCH,
  BALIE_VALUE_CHOICE,
  BALIE_VALUE_COUNTRY,
  BALIE_VALUE_LANGUAGE,
  BALIE_VALUE_CODE,
} BalieValueType;

/* @label: English, NC_("party", …) or N_(); ends with { NULL } in a list. */
typedef struct
{
  const char *code;
  const char *label;
} BalieChoice;

/**
 * BalieFieldSpec:
 * @code: name in SQL, history, JSON and CSV, e.g. "last_name"
 * @wire: (nullable): name on the wire, e.g. "lastName"
 * @label: English, N_()
 * @max_bytes: longest value kept
 * @choices: (nullable): of a choice
 * @hidden: kept with history but not a field that a person edits (origin, pin …)
 * @identity: shown only by "Show identity data"
 */
typedef struct
{
  const char *code;
  const char *wire;
  const char *label;
  BalieValueType type;
  gsize max_bytes;
  const BalieChoice *choices;
  gboolean hidden;
  gboolean identity;
} BalieFieldSpec;

/* (transfer full) (nullable): how @text is stored; NULL with INVALID_INPUT that names field, value and
 * what is expected. Texts are cleaned (controls, blanks around, length), never refused. */
char *balie_field_dup_canonical (const BalieFieldSpec *self, const char *text, GError **error);
/* (transfer full): as a person reads it, translated, dates by locale; "" for "". */
char *balie_field_dup_display (const BalieFieldSpec *self, const char *value);
/* The label of a choice's code, or the code itself. (transfer none) */
const char *balie_field_get_choice_label (const BalieFieldSpec *self, const char *code);

G_END_DECLS
