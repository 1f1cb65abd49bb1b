/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter is: kind, category and urgency by its GeVo code and what else it says. Pure. */
#pragma once

#include "balie-letter.h"

G_BEGIN_DECLS

/**
 * BalieLetterFacts:
 * @code: nine digits; others and unknown ones are kept and classed by their group, else OTHER
 * @document_kinds: (array zero-terminated=1) (nullable): DokumentartID values
 * @text: (nullable): the insurer's free text or description
 * @n_earlier: letters of the same application that came before and are about the application
 * @respond_by: or BALIE_DATE_NONE
 */
typedef struct
{
  const char *code;
  const char *const *document_kinds;
  const char *text;
  int n_earlier;
  BalieDate respond_by;
} BalieLetterFacts;

typedef struct
{
  BalieLetterKind kind;
  BalieLetterCategory category;
  int urgency; /* 0 unless a reminder */
} BalieLetterClass;

BalieLetterClass balie_letter_classify (const BalieLetterFacts *facts, BalieDate today);
/* Our short text of a code, translated; the group's with the code when only the group is known. */
char *balie_letter_code_dup_label (const char *code);
/* Reminders that close themselves when the application is marked filed. */
gboolean balie_letter_closes_when_filed (BalieLetterKind kind);

G_END_DECLS
