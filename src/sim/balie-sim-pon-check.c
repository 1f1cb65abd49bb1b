/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict check of the body of a plate request, as the real gateway would do it. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-pon-check.h"

#include "balie-date.h"
#include "balie-json.h"
#include "balie-text.h"

#define MAX_LINES 9
#define MAX_COUNT 9

static const char *const members[] = { "brand",         "dealerNumber",
                                       "chassisNumber", "requestType",
                                       "requestDate",   "deliveryDate",
                                       "plates",        NULL };

static const char *const plate_types[] = { "long",       "rectangular", "american",
                                           "motorcycle", "taxi-long",   "taxi-rectangular",
                                           "carrier",    NULL };

static const struct
{
  const char *name;
  gboolean van;
} brands[] = {
  { "Volkswagen", FALSE },
  { "VW", FALSE },
  { "Volkswagen Bedrijfswagens", TRUE },
  { "VW Bedrijfswagens", TRUE },
  { "VWB", TRUE },
  { "Volkswagen Commercial Vehicles", TRUE },
  { "Volkswagen Nutzfahrzeuge", TRUE },
  { "VW Commercial Vehicles", TRUE },
  { "VW Nutzfahrzeuge", TRUE },
  { "VWN", TRUE },
  { "Audi", FALSE },
  { "SEAT", FALSE },
  { "Škoda", FALSE },
  { "Skoda Auto", FALSE },
  { "Porsche", FALSE },
  { "Bentley", FALSE },
  { "Bentley Motors", FALSE },
  { "Lamborghini", FALSE },
  { "Automobili Lamborghini", FALSE },
  { "Bugatti", FALSE },
};

static void G_GNUC_PRINTF (2, 3) complain (GString *wrong, const char *format, ...)
{
  va_list args;

  if (wrong->len > 0)
    g_string_append_c (wrong, ' ');
  va_start (args, format);
  g_string_append_vprintf (wrong, format, args);
  va_end (args);
}

/* Members that should be there but aren't, and those that shouldn't be. */
static void
check_members (JsonObject *object, const char *const *known, const char *where, GString *wrong)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  for (const char *const *member = known; *member != NULL; member++)
    if (!json_object_has_member (object, *member))
      complain (wrong, "%s%s is missing.", where, *member);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_strv_contains (known, name))
      complain (wrong, "%s%.60s is not known here.", where, name);
}

/* The text of a member; NULL when it is absent (said elsewhere) or no text (said here). */
static const char *
read_text (JsonObject *object, const char *name, GString *wrong)
{
  const char *text = NULL;

  if (json_object_has_member (object, name) && !balie_json_get_text (object, name, &text, NULL))
    complain (wrong, "%s must be a text.", name);
  return text;
}

static void
check_brand (JsonObject *object, gboolean *van, GString *wrong)
{
  const char *brand = read_text (object, "brand", wrong);

  if (brand == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    if (balie_text_equal_folded (brand, brands[i].name))
      {
        *van = brands[i].van;
        return;
      }
  complain (wrong, "brand: plates are not requested for this brand here.");
}

static gboolean
consists_of (const char *text, gsize min, gsize max, gboolean (*is_allowed) (char c))
{
  gsize length = strlen (text);

  for (const char *c = text; *c != '\0'; c++)
    if (!is_allowed (*c))
      return FALSE;
  return length >= min && length <= max;
}

static gboolean
is_digit (char c)
{
  return g_ascii_isdigit (c);
}

static gboolean
is_vin_character (char c)
{
  return g_ascii_isdigit (c) || (g_ascii_isupper (c) && strchr ("IOQ", c) == NULL);
}

static gboolean
is_code_character (char c)
{
  return g_ascii_isdigit (c) || g_ascii_islower (c) || c == '-';
}

static void
check_texts (JsonObject *object, GString *wrong)
{
  const char *dealer = read_text (object, "dealerNumber", wrong);
  const char *vin = read_text (object, "chassisNumber", wrong);
  const char *type = read_text (object, "requestType", wrong);

  if (dealer != NULL && !consists_of (dealer, 1, 10, is_digit))
    complain (wrong, "dealerNumber must be 1 to 10 digits.");
  if (vin != NULL && !consists_of (vin, 17, 17, is_vin_character))
    complain (wrong, "chassisNumber must be 17 digits and capitals without I, O and Q.");
  if (type != NULL && !consists_of (type, 1, 40, is_code_character))
    complain (wrong, "requestType must be a code.");
}

static void
check_date (JsonObject *object, const char *name, GString *wrong)
{
  const char *text = read_text (object, name, wrong);
  BalieDate date;

  /* Exactly the ISO form: what else balie_date_parse() knows has no place on the wire. */
  if (text != NULL && (strlen (text) != 10 || text[4] != '-' || !balie_date_parse (text, &date)))
    complain (wrong, "%s must be a date such as 2026-03-06.", name);
}

static void
check_line (JsonNode *node, GHashTable *seen, GString *wrong)
{
  static const char *const known[] = { "type", "count", NULL };
  JsonObject *line;
  const char *type;
  gint64 count;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      complain (wrong, "plates must hold objects.");
      return;
    }
  line = json_node_get_object (node);
  check_members (line, known, "plates: ", wrong);
  type = read_text (line, "type", wrong);
  if (type != NULL && !g_strv_contains (plate_types, type))
    complain (wrong, "plates: type is not one of the plate types.");
  else if (type != NULL && !g_hash_table_add (seen, (char *) type))
    complain (wrong, "plates: %s is there twice.", type);
  if (json_object_has_member (line, "count") &&
      !balie_json_get_int (line, "count", 1, MAX_COUNT, &count, NULL))
    complain (wrong, "plates: count must be a number from 1 to %d.", MAX_COUNT);
}

static void
check_plates (JsonObject *object, GString *wrong)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *lines = NULL;

  if (!json_object_has_member (object, "plates"))
    return;
  if (!balie_json_get_array (object, "plates", &lines, NULL) || json_array_get_length (lines) < 1 ||
      json_array_get_length (lines) > MAX_LINES)
    {
      complain (wrong, "plates must be a list of 1 to %d lines.", MAX_LINES);
      return;
    }
  for (guint i = 0; i < json_array_get_length (lines); i++)
    check_line (json_array_get_element (lines, i), seen, wrong);
}

/**
 * balie_sim_pon_check:
 * @body: what came
 * @van: (out): whether the brand is one of vans
 *
 * Returns: (transfer full) (nullable): everything that is wrong with it, %NULL when nothing is
 */
char *
balie_sim_pon_check (JsonNode *body, gboolean *van)
{
  GString *wrong = g_string_new (NULL);
  JsonObject *object;

  *van = FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (body))
    {
      complain (wrong, "The body must be an object.");
      return g_string_free (wrong, FALSE);
    }
  object = json_node_get_object (body);
  check_members (object, members, "", wrong);
  check_brand (object, van, wrong);
  check_texts (object, wrong);
  check_date (object, "requestDate", wrong);
  if (json_object_has_member (object, "deliveryDate") &&
      !json_object_get_null_member (object, "deliveryDate"))
    check_date (object, "deliveryDate", wrong);
  check_plates (object, wrong);
  return g_string_free (wrong, wrong->len == 0);
}
