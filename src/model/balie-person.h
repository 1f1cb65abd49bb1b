/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes names, numbers and addresses of persons comparable. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *balie_person_dup_name (const char *last_name, const char *first_name);
char *balie_person_dup_name_key (const char *last_name, const char *first_name);
char *balie_person_dup_phone_key (const char *number);
char *balie_person_dup_code_key (const char *code);
char *balie_person_dup_house_key (const char *postcode, const char *address);
gboolean balie_person_keys_meet (char *take_a, char *take_b);

G_END_DECLS
