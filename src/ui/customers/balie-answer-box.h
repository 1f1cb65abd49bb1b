/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that say what became of something, each with its ways on; kept as they are while nothing changes, so
 * that a button does not lose the focus. */
#pragma once

#include <adwaita.h>

#include "balie-ways.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_ANSWER_FINE,
  BALIE_ANSWER_NOTE,
  BALIE_ANSWER_TROUBLE,
} BalieAnswerKind;

/**
 * BalieAnswerLine:
 * @text: what happened, a sentence
 * @hint: (nullable): what to do
 * @ways: of #BalieWay
 */
typedef struct
{
  BalieAnswerKind kind;
  char *text;
  char *hint;
  guint ways;
} BalieAnswerLine;

BalieAnswerLine *balie_answer_line_new (BalieAnswerKind kind, const char *text, guint ways);
void balie_answer_line_free (BalieAnswerLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieAnswerLine, balie_answer_line_free)

#define BALIE_TYPE_ANSWER_BOX (balie_answer_box_get_type ())
G_DECLARE_FINAL_TYPE (BalieAnswerBox, balie_answer_box, BALIE, ANSWER_BOX, AdwBin)

/* @outcomes: (element-type BalieAnswerLine) */
void balie_answer_box_show (BalieAnswerBox *self, GPtrArray *outcomes);

G_END_DECLS
