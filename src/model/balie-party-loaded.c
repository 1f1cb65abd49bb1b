/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a party a remote told, and what a person typed: a JSON object of the values as they were loaded. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-json.h"
#include "balie-party.h"

#include <string.h>

/**
 * balie_party_dup_all_loaded:
 * @self: a party
 *
 * Returns: (transfer full) (array zero-terminated=1): per field what it had when it was loaded from a
 *   remote, "" if it was not; %BALIE_N_PARTY_FIELDS texts
 */
char **
balie_party_dup_all_loaded (const BalieParty *self)
{
  const char *text;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = NULL;
  char **values = g_new0 (char *, BALIE_N_PARTY_FIELDS + 1);

  g_return_val_if_fail (self, values);

  text = self->values[BALIE_PARTY_LOADED];
  root = *text ? balie_json_parse (text, strlen (text), NULL) : NULL;
  if (root && JSON_NODE_HOLDS_OBJECT (root))
    object = json_node_get_object (root);
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const char *code = balie_party_get_spec ((BaliePartyField) i)->code;
      const char *value = NULL;

      if (object && !balie_json_get_optional_text (object, code, &value, NULL))
        value = NULL;
      values[i] = g_strdup (value ? value : "");
    }
  return values;
}

/**
 * balie_party_record_all_loaded:
 * @self: a party
 * @values: %BALIE_N_PARTY_FIELDS texts: what a remote told of each field, "" for nothing
 *
 * Notes which values are a remote's and not typed by hand.
 */
void
balie_party_record_all_loaded (BalieParty *self, const char *const *values)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_if_fail (self && values);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (*values[i])
        json_object_set_string_member (object, balie_party_get_spec ((BaliePartyField) i)->code,
                                       values[i]);
    }
  json_node_set_object (root, object);
  g_free (self->values[BALIE_PARTY_LOADED]);
  self->values[BALIE_PARTY_LOADED] =
      json_object_get_size (object) > 0 ? balie_json_to_text (root, FALSE) : g_strdup ("");
}

/**
 * balie_party_dup_loaded:
 * @self: a party
 * @field: which field
 *
 * Returns: (transfer full): what it had when it was loaded from a remote, "" if it was not
 */
char *
balie_party_dup_loaded (const BalieParty *self, BaliePartyField field)
{
  g_auto (GStrv) values = NULL;

  g_return_val_if_fail (self && (guint) field < BALIE_N_PARTY_FIELDS, g_strdup (""));

  values = balie_party_dup_all_loaded (self);
  return g_strdup (values[field]);
}

/**
 * balie_party_record_loaded:
 * @self: a party
 * @field: which field
 * @value: what a remote told, "" for nothing
 *
 * Notes that the field's value is a remote's and not typed by hand.
 */
void
balie_party_record_loaded (BalieParty *self, BaliePartyField field, const char *value)
{
  g_auto (GStrv) values = NULL;

  g_return_if_fail (self && (guint) field < BALIE_N_PARTY_FIELDS && value);

  values = balie_party_dup_all_loaded (self);
  g_free (values[field]);
  values[field] = g_strdup (value);
  balie_party_record_all_loaded (self, (const char *const *) values);
}

/**
 * balie_party_is_typed_by_hand:
 * @self: a party
 * @field: which field
 *
 * Returns: whether it is filled in, and not just what a remote told; what Balie itself fills in
 *   (client number, hidden fields) never is
 */
gboolean
balie_party_is_typed_by_hand (const BalieParty *self, BaliePartyField field)
{
  g_autofree char *loaded = NULL;

  g_return_val_if_fail (self && (guint) field < BALIE_N_PARTY_FIELDS, FALSE);

  if (balie_party_get_spec (field)->hidden || field == BALIE_PARTY_CLIENT_NUMBER ||
      !*self->values[field])
    return FALSE;
  loaded = balie_party_dup_loaded (self, field);
  return !g_str_equal (loaded, self->values[field]);
}
