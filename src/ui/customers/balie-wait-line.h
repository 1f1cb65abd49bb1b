/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line that says what is being waited for, for how long, and what to do about it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALIE_TYPE_WAIT_LINE (balie_wait_line_get_type ())
G_DECLARE_FINAL_TYPE (BalieWaitLine, balie_wait_line, BALIE, WAIT_LINE, AdwBin)

/* signal "tick" (): the owner says anew how it stands, while the line is shown.
 * Its buttons activate search.cancel, search.keep-waiting, search.try-again and search.kp of the window. */

/**
 * BalieWait:
 * @text: what runs, “Searching Driver2…”
 * @elapsed: seconds so far
 * @usual: seconds it usually takes here, 0 if not known
 * @overdue: the person is asked what to do
 * @offers_kp: "Search KP instead" is one of the ways
 */
typedef struct
{
  const char *text;
  double elapsed;
  double usual;
  gboolean overdue;
  gboolean offers_kp;
} BalieWait;

/* @wait: (nullable): NULL hides the line */
void balie_wait_line_show (BalieWaitLine *self, const BalieWait *wait);
/* The text of the line: what runs, seconds, the usual wait, as long as each is due. */
char *balie_wait_dup_text (const BalieWait *wait);

G_END_DECLS
