/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connector profiles: paths, authentication, code lists and the JSONPath of every field of a
 * remote's gateway, as data validated on load. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  BALIE_AUTH_NONE,
  BALIE_AUTH_BASIC,
  BALIE_AUTH_BEARER,
  BALIE_AUTH_API_KEY,
  BALIE_AUTH_OAUTH2_CLIENT_CREDENTIALS,
  BALIE_AUTH_CLIENT_CERTIFICATE,
} BalieAuthKind;

/**
 * BalieProfile:
 *
 * Immutable, reference counted. An operation (for PON: "create", "get", "find-by-key", "list",
 * "withdraw") has a method, a path template with {placeholders}, query parameter names, header
 * names and, for bodies, a JSON template; the answer's fields are JSONPaths.
 */
typedef struct _BalieProfile BalieProfile;

/* @source names the file in errors: "pon.json: operations.create.path: must begin with '/'". */
BalieProfile *
balie_profile_parse (const char *remote_name, const char *json, const char *source, GError **error);
BalieProfile *balie_profile_load_shipped (const char *remote_name, GError **error);
BalieProfile *balie_profile_ref (BalieProfile *self);
void balie_profile_unref (BalieProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieProfile, balie_profile_unref)

BalieAuthKind balie_profile_get_auth (BalieProfile *self);
const char *balie_profile_get_auth_text (BalieProfile *self, const char *member);
int balie_profile_get_max_in_flight (BalieProfile *self);
gboolean balie_profile_has_operation (BalieProfile *self, const char *operation);
const char *balie_profile_get_method (BalieProfile *self, const char *operation);
/* Values are percent-encoded; a parameter whose value is NULL or absent is left out. */
char *balie_profile_dup_url (BalieProfile *self,
                             const char *operation,
                             const char *base_url,
                             GHashTable *values,
                             GError **error);
/* (transfer full) (nullable): name → value of the operation's headers, filled in from @values. */
GHashTable *
balie_profile_dup_headers (BalieProfile *self, const char *operation, GHashTable *values);
/* The body, filled in from @values (JsonNode values keep their type). */
char *balie_profile_dup_body (BalieProfile *self,
                              const char *operation,
                              GHashTable *node_values,
                              GError **error);
/* Our code → theirs (and back) by the named list ("requestTypes", "plateTypes", "statuses"). */
const char *balie_profile_map_code (BalieProfile *self, const char *list, const char *ours);
const char *balie_profile_unmap_code (BalieProfile *self, const char *list, const char *theirs);
char **balie_profile_dup_codes (BalieProfile *self, const char *list);
/* The node at the answer's field, NULL if absent; wrong JSON is the caller's to judge. */
JsonNode *
balie_profile_dup_field (BalieProfile *self, const char *answer, const char *field, JsonNode *root);

G_END_DECLS
