/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that say what became of something, each with its ways on; kept as they are while nothing changes, so
 * that a button does not lose the focus. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* At a line: which buttons it has, and the window's action each activates. */
typedef enum
{
  BALIE_WAY_TRY_AGAIN = 1 << 0, /* search.try-again */
  BALIE_WAY_KP = 1 << 1,        /* search.kp */
  BALIE_WAY_REFRESH = 1 << 2,   /* search.refresh */
  BALIE_WAY_SET_UP = 1 << 3,    /* search.set-up */
} BalieWay;

typedef enum
{
  BALIE_OUTCOME_FINE,
  BALIE_OUTCOME_NOTE,
  BALIE_OUTCOME_TROUBLE,
} BalieOutcomeKind;

/**
 * BalieOutcome:
 * @text: what happened, a sentence
 * @hint: (nullable): what to do
 * @ways: of #BalieWay
 */
typedef struct
{
  BalieOutcomeKind kind;
  char *text;
  char *hint;
  guint ways;
} BalieOutcome;

BalieOutcome *balie_outcome_new (BalieOutcomeKind kind, const char *text, guint ways);
void balie_outcome_free (BalieOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOutcome, balie_outcome_free)

#define BALIE_TYPE_OUTCOME_BOX (balie_outcome_box_get_type ())
G_DECLARE_FINAL_TYPE (BalieOutcomeBox, balie_outcome_box, BALIE, OUTCOME_BOX, AdwBin)

/* @outcomes: (element-type BalieOutcome) */
void balie_outcome_box_show (BalieOutcomeBox *self, GPtrArray *outcomes);

G_END_DECLS
