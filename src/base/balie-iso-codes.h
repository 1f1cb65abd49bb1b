/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries and languages by their ISO codes, named in the language of the process (iso-codes). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "BE" → "België"; the code itself when no list or catalogue knows it. Never NULL. */
char *balie_country_dup_name (const char *code);
/* "nl-BE" → "Nederlands (België)", "de" → "Duits"; the code itself when unknown. Never NULL. */
char *balie_language_dup_name (const char *code);
/* (array zero-terminated=1) (transfer none): ISO 3166-1 alpha-2; the neighbours first (NL BE DE LU FR),
 * then the others by their code. At least the neighbours when the list is not installed. */
const char *const *balie_country_get_codes (void);
/* (array zero-terminated=1) (transfer none): the languages offered: nl-NL nl-BE fr-BE de-DE de-BE …,
 * then bare ISO 639-1 codes. */
const char *const *balie_language_get_codes (void);
/* (nullable) (transfer full): the code for a code, or for a name in nl, de, fr or en as people and
 * remotes write it: "België", "Belgium", "be", "BEL" → "BE"; NULL when unknown. */
char *balie_country_dup_code (const char *text);
char *balie_language_dup_code (const char *text);

G_END_DECLS
