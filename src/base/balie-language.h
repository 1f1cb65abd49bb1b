/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the process, and writing a text in another one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets locale and text domain; @override: (nullable): "nl", "de" or "en" for --lang. Works in the C
 * locale too. $BALIE_LOCALEDIR, if set, is where catalogues are looked for (uninstalled runs). */
void balie_language_init (const char *override);
/* "nl", "de" or "en": the language messages are shown in. */
const char *balie_language_get (void);

/* Main thread only, no main loop in between: texts made between both calls are in @language. */
void balie_language_push (const char *language);
void balie_language_pop (void);

/* "nl-NL" writes 20-03-2026, "de" 20.03.2026, "en" 2026-03-20: by the pushed language, not the locale. */
char *balie_language_dup_date (gint32 date);

G_END_DECLS
