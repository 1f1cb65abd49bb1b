/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The GeVo codes that matter to a car dealer, with our own short texts. Internal to the rules. */
#pragma once

#include "balie-letter.h"

G_BEGIN_DECLS

/**
 * BalieLetterCode:
 * @prefix: the first 3, 6 or 9 digits; the longest that fits counts
 * @urgency: of a reminder, 0 else
 * @label: English, NC_("letter code", …)
 */
typedef struct
{
  const char *prefix;
  BalieLetterKind kind;
  int urgency;
  const char *label;
} BalieLetterCode;

/* (nullable): the row with the longest prefix of @code. */
const BalieLetterCode *balie_letter_code_find (const char *code);

G_END_DECLS
