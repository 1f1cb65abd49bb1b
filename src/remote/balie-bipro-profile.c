/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switches of an insurer: one JSON object, every member checked, unknown ones refused. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-bipro-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-connectors.h"
#include "balie-error.h"
#include "balie-json-syntax.h"
#include "balie-json.h"

#define SHIPPED "/io/github/baliedesk/Balie/connectors/bipro.json"

struct _BalieBiproProfile
{
  gatomicrefcount ref_count;
  char *version;
  char *consumer_id;
  char *category;
  char *list_acknowledged;
  gboolean sts_version;
  gboolean wsa_action;
  gboolean soap_action;
  gboolean soap12;
  gboolean acknowledge;
  int max_in_flight;
};

static const char *const members[] = {
  "format",   "remote",           "description", "version",   "consumerId",
  "category", "listAcknowledged", "stsVersion",  "wsaAction", "soapAction",
  "soap",     "acknowledge",      "maxInFlight", NULL,
};

/* What is read, and what names it in errors. */
typedef struct
{
  JsonObject *object;
  const char *source;
} Reader;

static gboolean
fail (const Reader *reader, const char *member, const char *expected, GError **error)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               /* Translators: a file, a member in it, and what is expected. */
               _ ("%1$s: %2$s: expected is %3$s"), reader->source, member, expected);
  return FALSE;
}

/* @pattern: a whole match is asked for; @value stays as it was when the member is absent. */
static gboolean
read_text (const Reader *reader,
           const char *member,
           const char *pattern,
           const char *expected,
           char **value,
           GError **error)
{
  const char *text = NULL;

  if (!json_object_has_member (reader->object, member))
    return TRUE;
  if (!balie_json_get_text (reader->object, member, &text, NULL) ||
      !g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (reader, member, expected, error);
  g_free (*value);
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_switch (const Reader *reader, const char *member, gboolean *value, GError **error)
{
  if (!json_object_has_member (reader->object, member) ||
      balie_json_get_bool (reader->object, member, value, NULL))
    return TRUE;
  return fail (reader, member, "true, false", error);
}

static gboolean
read_choice (const Reader *reader,
             const char *member,
             const char *yes,
             const char *no,
             gboolean *value,
             GError **error)
{
  g_autofree char *pattern = g_strdup_printf ("^(%s|%s)$", yes, no);
  g_autofree char *expected = g_strdup_printf ("%s, %s", yes, no);
  g_autofree char *text = g_strdup (*value ? yes : no);

  if (!read_text (reader, member, pattern, expected, &text, error))
    return FALSE;
  *value = g_str_equal (text, yes);
  return TRUE;
}

static gboolean
read_in_flight (const Reader *reader, int *value, GError **error)
{
  gint64 number = *value;

  if (json_object_has_member (reader->object, "maxInFlight") &&
      !balie_json_get_int (reader->object, "maxInFlight", 1, 3, &number, NULL))
    return fail (reader, "maxInFlight", "1, 2, 3", error);
  *value = (int) number;
  return TRUE;
}

static gboolean
read_head (const Reader *reader, GError **error)
{
  gint64 format;
  const char *remote;

  if (!balie_json_get_int (reader->object, "format", 1, 1, &format, NULL))
    return fail (reader, "format", "1", error);
  if (!balie_json_get_text (reader->object, "remote", &remote, NULL) ||
      !g_str_equal (remote, "bipro"))
    return fail (reader, "remote", "\"bipro\"", error);
  return balie_json_reject_unknown (reader->object, reader->source, members, error);
}

static gboolean
read_all (BalieBiproProfile *self, const Reader *reader, GError **error)
{
  return read_head (reader, error) &&
         read_text (reader, "version", "^[0-9]{1,3}(\\.[0-9]{1,3}){4}$", "2.6.1.1.0",
                    &self->version, error) &&
         read_text (reader, "consumerId", "^[\\x20-\\x7e]{0,50}$", _ ("a text of at most 50 bytes"),
                    &self->consumer_id, error) &&
         read_text (reader, "category", "^([0-9]{3}|[0-9]{6}|[0-9]{9})?$", _ ("3, 6 or 9 digits"),
                    &self->category, error) &&
         read_text (reader, "listAcknowledged", "^(|false|true)$", "\"\", \"false\", \"true\"",
                    &self->list_acknowledged, error) &&
         read_switch (reader, "stsVersion", &self->sts_version, error) &&
         read_switch (reader, "wsaAction", &self->wsa_action, error) &&
         read_choice (reader, "soapAction", "urn", "empty", &self->soap_action, error) &&
         read_choice (reader, "soap", "1.2", "1.1", &self->soap12, error) &&
         read_switch (reader, "acknowledge", &self->acknowledge, error) &&
         read_in_flight (reader, &self->max_in_flight, error);
}

static BalieBiproProfile *
make_default (void)
{
  BalieBiproProfile *self = g_new0 (BalieBiproProfile, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->version = g_strdup ("2.6.1.1.0");
  self->consumer_id = g_strdup ("");
  self->category = g_strdup ("");
  self->list_acknowledged = g_strdup ("false");
  self->sts_version = TRUE;
  self->soap_action = TRUE;
  self->acknowledge = TRUE;
  self->max_in_flight = 2;
  return self;
}

/* "file:line" of what is no JSON, else the file. */
static char *
dup_place (const char *json, const char *source)
{
  guint line = balie_json_syntax_find_line (json, strlen (json));

  if (line == 0)
    return g_strdup (source);
  return g_strdup_printf ("%s:%u", source, line);
}

/**
 * balie_bipro_profile_parse:
 * @json: the profile
 * @source: names it in errors, e.g. a file's name
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full) (nullable): what is not said is as in the profile that ships
 */
BalieBiproProfile *
balie_bipro_profile_parse (const char *json, const char *source, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) node = balie_json_parse (json, strlen (json), &local);
  g_autoptr (BalieBiproProfile) self = NULL;
  Reader reader = { NULL, source };

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autofree char *place = dup_place (json, source);

      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "%s: %s", place,
                   local ? local->message : _ ("expected is a JSON object"));
      return NULL;
    }
  reader.object = json_node_get_object (node);
  self = make_default ();
  return read_all (self, &reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * balie_bipro_profile_load_shipped:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the profile that ships
 */
BalieBiproProfile *
balie_bipro_profile_load_shipped (GError **error)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (balie_connectors_get_resource (), SHIPPED, 0, error);
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  if (!bytes)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data, length);
  return balie_bipro_profile_parse (text, "bipro.json", error);
}

BalieBiproProfile *
balie_bipro_profile_ref (BalieBiproProfile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balie_bipro_profile_unref (BalieBiproProfile *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->version);
  g_free (self->consumer_id);
  g_free (self->category);
  g_free (self->list_acknowledged);
  g_free (self);
}

const char *
balie_bipro_profile_get_version (BalieBiproProfile *self)
{
  return self->version;
}

const char *
balie_bipro_profile_get_consumer_id (BalieBiproProfile *self)
{
  return self->consumer_id;
}

const char *
balie_bipro_profile_get_category (BalieBiproProfile *self)
{
  return self->category;
}

const char *
balie_bipro_profile_get_list_acknowledged (BalieBiproProfile *self)
{
  return self->list_acknowledged;
}

gboolean
balie_bipro_profile_sends_sts_version (BalieBiproProfile *self)
{
  return self->sts_version;
}

gboolean
balie_bipro_profile_sends_wsa_action (BalieBiproProfile *self)
{
  return self->wsa_action;
}

gboolean
balie_bipro_profile_sends_action (BalieBiproProfile *self)
{
  return self->soap_action;
}

gboolean
balie_bipro_profile_is_soap12 (BalieBiproProfile *self)
{
  return self->soap12;
}

gboolean
balie_bipro_profile_acknowledges (BalieBiproProfile *self)
{
  return self->acknowledge;
}

int
balie_bipro_profile_get_max_in_flight (BalieBiproProfile *self)
{
  return self->max_in_flight;
}
