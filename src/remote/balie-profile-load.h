/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the loader of connector profiles, one per section of the file. */
#pragma once

#include "balie-profile-private.h"

G_BEGIN_DECLS

/**
 * BalieLoad:
 * @source: (borrowed) names the file in errors
 * @profile: (borrowed) is being filled
 * @error: (borrowed) return location
 */
typedef struct
{
  const char *source;
  BalieProfile *profile;
  GError **error;
} BalieLoad;

gboolean balie_load_fail (BalieLoad *load, const char *where, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
char *balie_load_join (const char *where, const char *member);
gboolean balie_load_check_members (BalieLoad *load,
                                   const char *where,
                                   JsonObject *object,
                                   const char *const *known);
gboolean balie_load_get_text (BalieLoad *load,
                              const char *where,
                              JsonObject *object,
                              const char *member,
                              gboolean required,
                              const char **value);
gboolean balie_load_get_object (BalieLoad *load,
                                const char *where,
                                JsonObject *object,
                                const char *member,
                                gboolean required,
                                JsonObject **value);

gboolean balie_load_authentication (BalieLoad *load, JsonObject *root);
gboolean balie_load_answers (BalieLoad *load, JsonObject *root);
gboolean balie_load_codes (BalieLoad *load, JsonObject *root);
gboolean balie_load_operations (BalieLoad *load, JsonObject *root);

G_END_DECLS
