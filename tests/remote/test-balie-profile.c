/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connector profiles: the one that ships, another gateway's, and every way to get one wrong. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-json.h"
#include "balie-profile-private.h"

static char *
read_shipped (void)
{
  g_autoptr (GError) error = NULL;
  char *json;

  g_file_get_contents (BALIE_SOURCE_DATADIR "/connectors/pon.json", &json, NULL, &error);
  g_assert_no_error (error);
  return json;
}

static GHashTable *
create_nodes (void)
{
  static const char *const texts[] = {
    "key", "k-1",         "brand", "Škoda \"x\"", "dealerNumber", "01234", "chassisNumber",
    "TMB", "requestType", "new",   "requestDate", "2026-03-20",   NULL
  };
  GHashTable *nodes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);
  const char *lines = "[{\"type\":\"long\",\"count\":2},{\"type\":\"carrier\",\"count\":1}]";
  g_autoptr (JsonNode) plates = balie_json_parse (lines, strlen (lines), NULL);

  g_assert_nonnull (plates);
  for (gsize i = 0; texts[i]; i += 2)
    g_hash_table_insert (nodes, g_strdup (texts[i]),
                         json_node_init_string (json_node_alloc (), texts[i + 1]));
  g_hash_table_insert (nodes, g_strdup ("deliveryDate"), json_node_init_null (json_node_alloc ()));
  g_hash_table_insert (nodes, g_strdup ("plates"), g_steal_pointer (&plates));
  return nodes;
}

static GHashTable *
create_values (const char *name, const char *value)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (values, g_strdup (name), g_strdup (value));
  return values;
}

static void
assert_url (BalieProfile *profile,
            const char *operation,
            const char *base,
            const char *name,
            const char *value,
            const char *expected)
{
  g_autoptr (GHashTable) values = create_values (name, value);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = balie_profile_dup_url (profile, operation, base, values, &error);

  g_assert_cmpstr (url, ==, expected);
  if (!expected)
    g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
}

static void
test_shipped_urls (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieProfile) profile = balie_profile_load_shipped ("pon", &error);
  const char *base = "https://pon.example/v1/";

  g_assert_no_error (error);
  assert_url (profile, "create", base, "key", "k", "https://pon.example/v1/plate-requests");
  assert_url (profile, "get", base, "id", "a/b?c#d é",
              "https://pon.example/v1/plate-requests/a%2Fb%3Fc%23d%20%C3%A9");
  assert_url (profile, "get", base, "id", "..", NULL);
  assert_url (profile, "get", base, "id", "", NULL);
  assert_url (profile, "find-by-key", base, "key", "a&b=c",
              "https://pon.example/v1/plate-requests?idempotencyKey=a%26b%3Dc");
  assert_url (profile, "list", base, "page", "3", "https://pon.example/v1/plate-requests?page=3");
  assert_url (profile, "list", "http://pon.example/", "page", "3", NULL);
  assert_url (profile, "list", "https://pon.example/?x=1", "page", "3", NULL);
}

static void
test_shipped_body (void)
{
  g_autoptr (BalieProfile) profile = balie_profile_load_shipped ("pon", NULL);
  g_autoptr (GHashTable) nodes = create_nodes ();
  g_autoptr (GHashTable) values = create_values ("key", "k-1\r\nX-Evil: 1");
  g_autoptr (GHashTable) headers = balie_profile_dup_headers (profile, "create", values);
  g_autofree char *body = balie_profile_dup_body (profile, "create", nodes, NULL);

  g_assert_cmpstr (body, ==,
                   "{\"brand\":\"Škoda \\\"x\\\"\",\"dealerNumber\":\"01234\","
                   "\"chassisNumber\":\"TMB\",\"requestType\":\"new\","
                   "\"requestDate\":\"2026-03-20\",\"deliveryDate\":null,"
                   "\"plates\":[{\"type\":\"long\",\"count\":2},"
                   "{\"type\":\"carrier\",\"count\":1}]}");
  g_assert_cmpuint (g_hash_table_size (headers), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (headers, "Idempotency-Key"), ==, "k-1  X-Evil: 1");
  g_assert_null (balie_profile_dup_body (profile, "withdraw", nodes, NULL));
}

static void
test_shipped_codes (void)
{
  g_autoptr (BalieProfile) profile = balie_profile_load_shipped ("pon", NULL);
  g_auto (GStrv) types = balie_profile_dup_codes (profile, "requestTypes");
  g_auto (GStrv) none = balie_profile_dup_codes (profile, "nothing");

  g_assert_cmpstr (types[0], ==, "new");
  g_assert_cmpstr (types[1], ==, "replacement");
  g_assert_null (none[0]);
  g_assert_cmpstr (balie_profile_map_code (profile, "plateTypes", "taxi-long"), ==, "taxi-long");
  g_assert_null (balie_profile_map_code (profile, "plateTypes", "square"));
  g_assert_cmpstr (balie_profile_unmap_code (profile, "statuses", "received"), ==, "requested");
  g_assert_null (balie_profile_unmap_code (profile, "statuses", "Received"));
  g_assert_null (balie_profile_unmap_code (profile, "statuses", NULL));
  g_assert_cmpint (balie_profile_get_auth (profile), ==, BALIE_AUTH_NONE);
  g_assert_cmpint (balie_profile_get_max_in_flight (profile), ==, 8);
}

/* The worked example of docs/connector-profiles.md. */
static void
test_other_gateway (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "remote", "other-gateway.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieProfile) profile = NULL;
  g_autoptr (GHashTable) nodes = create_nodes ();
  g_autofree char *body = NULL;
  g_autofree char *date = NULL;
  g_autoptr (JsonNode) code = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) id = NULL;
  const char *answer = "{\"aanvraag\":{\"nr\":4711}}";

  g_assert_true (g_file_get_contents (path, &json, NULL, &error));
  profile = balie_profile_parse ("pon", json, "other-gateway.json", &error);
  g_assert_no_error (error);
  g_assert_cmpint (balie_profile_get_auth (profile), ==, BALIE_AUTH_OAUTH2_CLIENT_CREDENTIALS);
  assert_url (profile, "find-by-key", "https://gw.example", "key", "k",
              "https://gw.example/api/kenteken/aanvragen/op-referentie/k");
  body = balie_profile_dup_body (profile, "create", nodes, NULL);
  g_assert_cmpstr (body, ==,
                   "{\"aanvraag\":{\"referentie\":\"k-1\",\"soort\":\"new\","
                   "\"datum\":\"2026-03-20\",\"dealer\":\"NL-01234\"},"
                   "\"voertuig\":{\"merk\":\"Škoda \\\"x\\\"\",\"vin\":\"TMB\"},"
                   "\"platen\":[{\"model\":\"long\",\"aantal\":2},"
                   "{\"model\":\"carrier\",\"aantal\":1}],\"bron\":\"dealer\"}");
  date = balie_profile_dup_date (profile, balie_date_from_ymd (2026, 3, 5));
  g_assert_cmpstr (date, ==, "05-03-2026");
  code = balie_profile_dup_code_node (profile, "requestTypes", "new");
  g_assert_cmpint (json_node_get_int (code), ==, 1);
  g_assert_cmpstr (balie_profile_unmap_code (profile, "statuses", "IN_BEHANDELING"), ==,
                   "requested");
  root = balie_json_parse (answer, strlen (answer), NULL);
  id = balie_profile_dup_field (profile, "request", "id", root);
  g_assert_cmpstr (json_node_get_string (id), ==, "4711");
}

static void
test_fields (void)
{
  g_autoptr (BalieProfile) profile = balie_profile_load_shipped ("pon", NULL);
  static const char *const roots[] = { "[]",           "7",          "null",
                                       "\"id\"",       "{}",         "{\"id\":null}",
                                       "{\"id\":[1]}", "{\"id\":{}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autoptr (JsonNode) root = balie_json_parse (roots[i], strlen (roots[i]), NULL);
      g_autoptr (JsonNode) found = balie_profile_dup_field (profile, "request", "id", root);

      g_assert_true (i >= 5 ? found != NULL : found == NULL);
    }
}

typedef struct
{
  const char *from;
  const char *to;
  const char *expected;
} Mistake;

static const Mistake mistakes[] = {
  { "\"format\": 1", "\"format\": 2", "format: must be a whole number" },
  { "\"format\": 1", "\"format\": \"1\"", "format: must be a whole number" },
  { "\"remote\": \"pon\"", "\"remote\": \"kp\"", "remote: is “kp”" },
  { "\"maxInFlight\": 8", "\"maxInFlight\": 0", "maxInFlight: must be a whole number from 1" },
  { "\"maxInFlight\": 8", "\"maxInflight\": 8", "maxInflight: is not known here" },
  { "YYYY-MM-DD", "YY-MM-DD", "dateFormat: must have" },
  { "YYYY-MM-DD", "YYYY-MM-DDThh", "dateFormat: must have" },
  { "{ \"kind\": \"none\" }", "{}", "authentication.kind: is missing" },
  { "{ \"kind\": \"none\" }", "\"none\"", "authentication: must be an object" },
  { "\"kind\": \"none\"", "\"kind\": \"digest\"", "authentication.kind: must be one of" },
  { "\"kind\": \"none\"", "\"kind\": \"none\", \"password\": \"x\"",
    "authentication.password: is not known" },
  { "\"kind\": \"none\"", "\"kind\": \"api-key\"", "authentication.header: is missing" },
  { "\"kind\": \"none\"", "\"kind\": \"api-key\", \"header\": \"X Y\"",
    "authentication.header: is not the name" },
  { "\"kind\": \"none\"", "\"kind\": \"oauth2-client-credentials\", \"tokenUrl\": \"http://x.nl\"",
    "authentication.tokenUrl: Without encryption" },
  { "\"kind\": \"none\"", "\"kind\": \"client-certificate\", \"certificate\": \"pon.pem\"",
    "authentication.certificate: must be the full path" },
  { "\"method\": \"POST\"", "\"method\": \"GET\"", "operations.create.method: must be one of" },
  { "\"path\": \"/plate-requests\",\n      \"headers\"", "\"path\": \"plates\", \"headers\"",
    "operations.create.path: must begin with “/”" },
  { "\"path\": \"/plate-requests\",\n      \"headers\"", "\"path\": \"/a/../b\", \"headers\"",
    "operations.create.path: must not lead upwards" },
  { "\"path\": \"/plate-requests\",\n      \"headers\"", "\"path\": \"/a?b\", \"headers\"",
    "operations.create.path: must be plain" },
  { "\"Idempotency-Key\": \"{key}\"", "\"Idempotency-Key\": \"x\"",
    "operations.create: must use the placeholder {key}" },
  { "\"Idempotency-Key\": \"{key}\"", "\"Authorization\": \"{key}\"",
    "operations.create.headers.Authorization: is set by" },
  { "\"Idempotency-Key\": \"{key}\"", "\"A B\": \"{key}\"",
    "operations.create.headers.A B: is not the name" },
  { "\"Idempotency-Key\": \"{key}\"", "\"Idempotency-Key\": \"{key\"",
    "operations.create.headers.Idempotency-Key: a brace is not closed" },
  { "\"brand\": \"{brand}\"", "\"brand\": \"{customer}\"",
    "operations.create.body.brand: the placeholder {customer} is not known" },
  { "\"$each\": \"plates\"", "\"$each\": \"orders\"",
    "operations.create.body.plates.$each: “orders” is not a list" },
  { "\"type\": \"{type}\"", "\"type\": \"{kind}\"",
    "operations.create.body.plates.$item.type: the placeholder {kind}" },
  { "\"$item\"", "\"$items\"", "operations.create.body.plates.$items: is not known" },
  { "\"$each\"", "\"$every\"", "is not known here" },
  { "\"idempotencyKey\": \"{key}\"", "\"idempotencyKey\": 7",
    "operations.find-by-key.query.idempotencyKey: must be text" },
  { "\"find-by-key\": {", "\"find\": {", "operations.find: is not known" },
  { "\"withdraw\": {", "\"withdraw\": { \"answer\": \"request\",",
    "operations.withdraw.answer: is not known" },
  { "\"withdraw\": {", "\"withdraw\": { \"body\": {},",
    "operations.withdraw.body: is not possible" },
  { "\"answer\": \"page\"", "\"answer\": \"list\"",
    "operations.find-by-key.answer: must be one of" },
  { "\"$.id\"", "\"id\"", "answers.request.id: “id” is not a JSONPath" },
  { "\"$.id\"", "\"$.[\"", "answers.request.id: “$.[” is not a JSONPath" },
  { "\"$.id\"", "7", "answers.request.id: must be text" },
  { "\"$.id\"", "{ \"path\": \"$.id\", \"type\": \"date\" }",
    "answers.request.id: “type” must be one of" },
  { "\"status\": \"$.status\"", "\"state\": \"$.status\"", "answers.request.state: is not known" },
  { "\"status\": \"$.status\",", "", "answers.request.status: is missing" },
  { "\"new\": \"new\",", "", "codes.requestTypes.new: is missing" },
  { "\"american\": \"american\",", "", "codes.plateTypes.american: is missing" },
  { "\"american\": \"american\"", "\"american\": \"long\"",
    "codes.plateTypes.american: “long” is already used" },
  { "\"american\": \"american\"", "\"american\": [\"american\"]",
    "codes.plateTypes.american: must be one code" },
  { "\"american\": \"american\"", "\"american\": true", "codes.plateTypes.american: must be text" },
  { "\"carrier\": \"carrier\"", "\"carrier\": \"carrier\", \"moped\": \"m\"",
    "codes.plateTypes.moped: is not known" },
  { "[\"rejected\"]", "[\"rejected\", \"approved\"]",
    "codes.statuses.rejected[1]: “approved” is already used" },
  { "\"codes\"", "\"lists\"", "lists: is not known" },
  { "\"format\"", "format", "This is not JSON" },
};

static void
test_mistakes (void)
{
  g_autofree char *good = read_shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GString) json = g_string_new (good);
      g_autoptr (GError) error = NULL;
      g_autofree char *expected = g_strconcat ("mine.json: ", mistakes[i].expected, NULL);

      g_test_message ("%s → %s", mistakes[i].from, mistakes[i].to);
      g_assert_cmpuint (g_string_replace (json, mistakes[i].from, mistakes[i].to, 1), ==, 1);
      g_assert_null (balie_profile_parse ("pon", json->str, "mine.json", &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_test_message ("%s", error->message);
      if (*mistakes[i].expected == 'i')
        g_assert_nonnull (strstr (error->message, mistakes[i].expected));
      else
        g_assert_true (g_str_has_prefix (error->message, expected));
    }
}

static void
test_no_such_remote (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (balie_profile_load_shipped ("smtp", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_null (balie_profile_parse ("smtp", "{}", "smtp.json", NULL));
  g_assert_null (balie_profile_parse ("pon", "[]", "pon.json", NULL));
  g_assert_null (balie_profile_parse ("pon", "", "pon.json", NULL));
}

/* A profile cut off anywhere, or with any byte changed, is refused or works; it never crashes. */
static void
test_damaged (void)
{
  g_autofree char *good = read_shipped ();
  gsize length = strlen (good);

  for (gsize i = 0; i < length; i += 7)
    {
      g_autofree char *cut = g_strndup (good, i);
      g_autofree char *changed = g_strdup (good);
      g_autoptr (BalieProfile) profile = NULL;

      g_assert_null (balie_profile_parse ("pon", cut, "cut.json", NULL));
      changed[i] = "\"{}[],:$x7"[i % 10];
      profile = balie_profile_parse ("pon", changed, "changed.json", NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/shipped-urls", test_shipped_urls);
  g_test_add_func ("/profile/shipped-body", test_shipped_body);
  g_test_add_func ("/profile/shipped-codes", test_shipped_codes);
  g_test_add_func ("/profile/other-gateway", test_other_gateway);
  g_test_add_func ("/profile/fields", test_fields);
  g_test_add_func ("/profile/mistakes", test_mistakes);
  g_test_add_func ("/profile/no-such-remote", test_no_such_remote);
  g_test_add_func ("/profile/damaged", test_damaged);
  return g_test_run ();
}
