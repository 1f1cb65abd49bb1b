/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type-checked readers of JSON from outside: a wrong type is an error that names the member. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Nesting deeper than this is refused before parsing. */
#define BALIE_JSON_MAX_DEPTH 64

JsonNode *balie_json_parse (const char *data, gsize length, GError **error);
JsonNode *balie_json_parse_bytes (GBytes *bytes, GError **error);
char *balie_json_to_text (JsonNode *node, gboolean pretty);

gboolean
balie_json_node_get_text (JsonNode *node, const char *what, const char **value, GError **error);
gboolean
balie_json_get_object (JsonObject *object, const char *name, JsonObject **value, GError **error);
gboolean
balie_json_get_array (JsonObject *object, const char *name, JsonArray **value, GError **error);
gboolean
balie_json_get_text (JsonObject *object, const char *name, const char **value, GError **error);
gboolean balie_json_get_optional_text (JsonObject *object,
                                       const char *name,
                                       const char **value,
                                       GError **error);
gboolean balie_json_get_int (JsonObject *object,
                             const char *name,
                             gint64 min,
                             gint64 max,
                             gint64 *value,
                             GError **error);
gboolean
balie_json_get_bool (JsonObject *object, const char *name, gboolean *value, GError **error);
gboolean balie_json_reject_unknown (JsonObject *object,
                                    const char *where,
                                    const char *const *known,
                                    GError **error);

G_END_DECLS
