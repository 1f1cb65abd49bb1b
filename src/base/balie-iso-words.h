/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people and remote systems call countries and languages besides their names in iso-codes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *word; /* folded, letters only */
  const char *code;
} BalieIsoWord;

/* Both end with { NULL }. */
extern const BalieIsoWord balie_country_words[];
extern const BalieIsoWord balie_language_words[];

G_END_DECLS
