/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated Driver2 and KP as a client sees them: searching, making customers, vehicles, faults. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "sim-process.h"

#include <glib/gstdio.h>

#define CUSTOMERS "/driver2/v1/customers"
#define PERSONS "/kp/v1/persons"
#define VEHICLES "/driver2/v1/vehicles"
#define KEY "6a7c6c5e-0b0e-4b4f-9d6e-0c1d2e3f4a5b"
#define OTHER_KEY "0f0e0d0c-0b0a-4909-8807-060504030201"

#define KAAPSTRA                                                                                   \
  "{\"lastName\":\"Kaapstra\",\"firstName\":\"Femke\",\"legalForm\":\"natural-person\","           \
  "\"salutation\":\"mrs\",\"address\":\"Havenkade 1\",\"address2\":null,"                          \
  "\"postcode\":\"8911 CC\",\"city\":\"Leeuwarden\",\"country\":\"NL\","                           \
  "\"email\":\"femke.kaapstra@example.org\",\"vatNumber\":null,\"vatLiable\":false}"

static JsonObject *
get_object (SimReply *reply)
{
  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (reply->json));
  return json_node_get_object (reply->json);
}

static SimReply *
find (SimProcess *sim, const char *path, const char *query)
{
  g_autofree char *whole = g_strconcat (path, "?", query, NULL);

  return sim_process_send (sim, "GET", whole, NULL);
}

static gint64
count (SimProcess *sim, const char *path, const char *query)
{
  g_autoptr (SimReply) reply = find (sim, path, query);

  return json_object_get_int_member (get_object (reply), "total");
}

static void
assert_refused (SimReply *reply, guint status, const char *named)
{
  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Content-Type"), ==,
                   "application/problem+json");
  g_assert_nonnull (strstr (sim_reply_get (reply, "detail"), named));
}

/* The numbers of a page, joined by blanks. */
static char *
dup_numbers (SimReply *reply)
{
  JsonArray *items = json_object_get_array_member (get_object (reply), "items");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (items); i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "",
        json_object_get_string_member (json_array_get_object_element (items, i), "number"));
  return g_string_free (text, FALSE);
}

static void
test_client_of_the_seed (void)
{
  static const char *const expected[][2] = {
    { "number", "74050" },  { "lastName", "Goderis" },     { "firstName", "Thiemen" },
    { "country", "BE" },    { "language", "nl-BE" },       { "legalForm", "natural-person" },
    { "salutation", "mr" }, { "customerType", "private" }, { "vatNumber", NULL },
  };
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autoptr (SimReply) reply = sim_process_send (sim, "GET", CUSTOMERS "/74050", NULL);
  g_autoptr (SimReply) none = sim_process_send (sim, "GET", CUSTOMERS "/1", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (sim_reply_get (reply, expected[i][0]), ==, expected[i][1]);
  g_assert_cmpuint (json_object_get_size (get_object (reply)), ==, 20);
  g_assert_false (json_object_get_boolean_member (get_object (reply), "vatLiable"));
  assert_refused (none, 404, "no such customer");
  sim_process_stop (sim);
}

static void
test_matching (void)
{
  static const struct
  {
    const char *query;
    const char *numbers;
  } cases[] = {
    { "customerNumber=74050", "74050" },
    { "customerNumber=7405", "" },
    { "lastName=goder", "74050" },
    { "lastName=GODERIS&firstName=thie", "74050" },
    { "lastName=oderis", "" },
    { "lastName=Goderis&firstName=Jan", "" },
    { "lastName=celik%20ozturk", "74082" },
    { "lastName=ozturk&firstName=zoe", "74082" },
    { "lastName=Dubbelganger", "74080 74081" },
    { "lastName=Dubbelganger&postcode=8011bb", "74081" },
    { "lastName=logistics%20verzinsel", "74071" },
    { "vatNumber=BE%200012.345.625", "74071" },
    { "vatNumber=be0012345625", "74071" },
    { "vatNumber=0012345625", "74071" },
    { "vatNumber=BE001234562", "" },
    { "phone=%2B3215000012", "74050" },
    { "phone=0032%20(0)15%2000%2000%2012", "74050" },
    { "phone=015%2F00.00.12", "74050" },
    { "phone=0400-00-00-12", "74050" },
    { "email=THIEMEN.goderis", "74050" },
    { "email=goderis", "" },
    { "country=be&lastName=goderis", "74050" },
    { "country=NL&lastName=goderis", "" },
    { "lastName=%20Goderis%20&email=&phone=", "74050" },
  };
  SimProcess *sim = sim_process_start ("--seed", "3", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SimReply) reply = find (sim, CUSTOMERS, cases[i].query);
      g_autofree char *numbers = dup_numbers (reply);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpstr (numbers, ==, cases[i].numbers);
    }
  sim_process_stop (sim);
}

/* Asks for one page; adds its numbers, none of which was met before. */
static void
read_page (SimProcess *sim,
           const char *name,
           gint64 page,
           guint size,
           gint64 total,
           GHashTable *seen)
{
  g_autofree char *query =
      g_strdup_printf ("lastName=%s&page=%" G_GINT64_FORMAT "&pageSize=%u", name, page, size);
  g_autoptr (SimReply) reply = find (sim, CUSTOMERS, query);
  g_autofree char *numbers = dup_numbers (reply);
  g_auto (GStrv) each = g_strsplit (numbers, " ", -1);

  g_assert_cmpint (json_object_get_int_member (get_object (reply), "total"), ==, total);
  g_assert_cmpint (json_object_get_int_member (get_object (reply), "page"), ==, page);
  g_assert_cmpint (json_object_get_int_member (get_object (reply), "pageSize"), ==, size);
  g_assert_cmpuint (g_strv_length (each), ==, MIN (size, total - (page - 1) * size));
  for (char **number = each; *number != NULL; number++)
    g_assert_true (g_hash_table_add (seen, g_strdup (*number)));
}

/* Goes through all pages; each customer is met once. */
static void
walk_pages (SimProcess *sim, const char *name, guint size, gint64 total)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gint64 page = 1; (page - 1) * size < total; page++)
    read_page (sim, name, page, size, total, seen);
  g_assert_cmpuint (g_hash_table_size (seen), ==, total);
}

static void
test_paging (void)
{
  static const char *const bad[] = { "lastName=a&page=0",     "lastName=a&page=x",
                                     "lastName=a&pageSize=0", "lastName=a&pageSize=101",
                                     "lastName=a&page=1.5",   "lastName=a&pageSize=-1" };
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  gint64 jansen = count (sim, CUSTOMERS, "lastName=Jansen");
  g_autoptr (SimReply) first = find (sim, CUSTOMERS, "lastName=jansen");
  g_autoptr (SimReply) beyond = find (sim, CUSTOMERS, "lastName=Jansen&page=4000");
  g_autofree char *numbers = dup_numbers (first);
  g_autofree char *none = dup_numbers (beyond);
  g_auto (GStrv) ten = g_strsplit (numbers, " ", -1);

  g_assert_cmpint (jansen, >, 100);
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=Peeters"), >, 100);
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=M%C3%BCller"), >, 100);
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=muller"), >, 100);
  g_assert_cmpuint (g_strv_length (ten), ==, 10);
  g_assert_cmpstr (none, ==, "");
  walk_pages (sim, "Jansen", 7, jansen);
  walk_pages (sim, "Jansen", 100, jansen);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SimReply) reply = find (sim, CUSTOMERS, bad[i]);

      assert_refused (reply, 422, "page");
    }
  sim_process_stop (sim);
}

static void
test_very_many (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autoptr (SimReply) last = find (sim, CUSTOMERS, "lastName=zoveel&page=1000");
  g_autofree char *numbers = dup_numbers (last);
  g_auto (GStrv) each = g_strsplit (numbers, " ", -1);
  g_autofree char *path = g_strconcat (CUSTOMERS "/", each[9], NULL);
  g_autoptr (SimReply) one = sim_process_send (sim, "GET", path, NULL);
  gint64 dutch = count (sim, CUSTOMERS, "lastName=Zoveel&country=NL");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  read_page (sim, "Zoveel", 1, 100, 10000, seen);
  read_page (sim, "Zoveel", 2, 100, 10000, seen);
  read_page (sim, "Zoveel", 57, 100, 10000, seen);
  read_page (sim, "Zoveel", 100, 100, 10000, seen);
  g_assert_cmpuint (g_strv_length (each), ==, 10);
  g_assert_cmpstr (sim_reply_get (one, "lastName"), ==, "Zoveel");
  g_assert_cmpint (dutch, >, 3000);
  g_assert_cmpint (dutch, <, 4000);
  g_assert_cmpint (count (sim, PERSONS, "lastName=Zoveel"), ==, 0);
  sim_process_stop (sim);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *path;
    const char *query;
    const char *named;
  } bad[] = {
    { CUSTOMERS, "", "criterion" },
    { CUSTOMERS, "lastName=%20&phone=%2B", "criterion" },
    { CUSTOMERS, "page=2", "criterion" },
    { CUSTOMERS, "lastName=a&city=Gent", "city" },
    { PERSONS, "", "lastName" },
    { PERSONS, "firstName=Jan&postcode=2800", "lastName" },
    { PERSONS, "lastName=Jansen&email=x", "email" },
    { PERSONS, "lastName=Jansen&phone=", "phone" },
    { PERSONS, "lastName=Jansen&country=NL", "country" },
    { PERSONS, "lastName=Jansen&pageSize=10", "pageSize" },
    { PERSONS, "lastName=Jansen&page=0", "page" },
    { VEHICLES, "", "vin" },
    { VEHICLES, "vin=WVWZZZTSTTW000001&plate=1-DEM-001", "vin" },
    { VEHICLES, "brand=Audi", "brand" },
  };
  SimProcess *sim = sim_process_start ("--port", "0", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SimReply) reply = find (sim, bad[i].path, bad[i].query);

      g_test_message ("%s?%s", bad[i].path, bad[i].query);
      assert_refused (reply, 422, bad[i].named);
    }
  sim_process_stop (sim);
}

static void
test_kp (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autoptr (SimReply) only = find (sim, PERSONS, "lastName=kaapstra&firstName=femke");
  g_autoptr (SimReply) all = find (sim, PERSONS, "lastName=Nieuwkoper");
  g_autoptr (SimReply) private = find (sim, PERSONS, "lastName=Nieuwkoper&firstName=k");
  g_autoptr (SimReply) postcode = find (sim, PERSONS, "lastName=Nieuwkoper&postcode=4811%20dd");
  g_autofree char *only_number = dup_numbers (only);
  g_autofree char *all_numbers = dup_numbers (all);
  g_autofree char *private_number = dup_numbers (private);
  g_autofree char *postcode_number = dup_numbers (postcode);

  g_assert_cmpstr (only_number, ==, "K500001");
  g_assert_cmpstr (all_numbers, ==, "K500003 K500004");
  g_assert_cmpstr (private_number, ==, "K500004");
  g_assert_cmpstr (postcode_number, ==, "K500003");
  g_assert_cmpint (count (sim, PERSONS, "lastName=Jansen"), >, 20);
  /* Who is in KP only, and who in both. */
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=Kaapstra"), ==, 0);
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=Onvolledig"), ==, 0);
  g_assert_cmpint (count (sim, PERSONS, "lastName=Onvolledig"), ==, 1);
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=Tweezijde"), ==, 1);
  g_assert_cmpint (count (sim, PERSONS, "lastName=Tweezijde"), ==, 1);
  sim_process_stop (sim);
}

/* A person of KP as the body of an import, with or without the VAT number. */
static char *
dup_as_body (SimProcess *sim, const char *query, gboolean with_vat)
{
  g_autoptr (SimReply) reply = find (sim, PERSONS, query);
  JsonArray *items = json_object_get_array_member (get_object (reply), "items");
  JsonNode *item = json_array_get_element (items, 0);

  json_object_remove_member (json_node_get_object (item), "number");
  if (!with_vat)
    json_object_remove_member (json_node_get_object (item), "vatNumber");
  return json_to_string (item, FALSE);
}

static void
test_import (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autofree char *body = dup_as_body (sim, "lastName=Kaapstra", FALSE);
  g_autofree char *upper = g_ascii_strup (KEY, -1);
  g_autoptr (SimReply) made = sim_process_post_customer (sim, KEY, body);
  g_autoptr (SimReply) again = sim_process_post_customer (sim, upper, body);
  g_autoptr (SimReply) other_body = sim_process_post_customer (sim, KEY, KAAPSTRA);
  g_autoptr (SimReply) other_key = sim_process_post_customer (sim, OTHER_KEY, body);
  g_autoptr (SimReply) no_key = sim_process_post_customer (sim, NULL, KAAPSTRA);
  g_autoptr (SimReply) bad_key = sim_process_post_customer (sim, "17", body);
  const char *location = soup_message_headers_get_one (made->headers, "Location");
  g_autoptr (SimReply) got = sim_process_send (sim, "GET", location, NULL);
  g_autoptr (JsonArray) imports = sim_process_dup_array (sim, "/control/imports");

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (sim_reply_get (made, "number"), ==, "90001");
  g_assert_cmpstr (sim_reply_get (made, "lastName"), ==, "Kaapstra");
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_true (json_node_equal (again->json, made->json));
  assert_refused (other_body, 422, "another customer");
  assert_refused (other_key, 409, "already");
  assert_refused (no_key, 409, "already");
  assert_refused (bad_key, 400, "UUID");
  g_assert_true (json_node_equal (got->json, made->json));
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=Kaapstra"), ==, 1);
  g_assert_cmpuint (json_array_get_length (imports), ==, 1);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (imports, 0), "key"), ==, KEY);
  sim_process_stop (sim);
}

static void
test_import_refusals (void)
{
  static const struct
  {
    const char *body;
    const char *named;
  } bad[] = {
    { "[]", "object" },
    { "{\"lastName\":\"X\"}", "address" },
    { "{\"lastName\":7}", "lastName must be a text" },
    { "{\"lastName\":\"X\",\"number\":\"5\"}", "number" },
    { "{\"lastName\":\"X\",\"birthDate\":\"2000-01-01\"}", "birthDate" },
    { "{\"lastName\":\"X\",\"vatLiable\":\"yes\"}", "vatLiable" },
    { "{\"lastName\":\"X\",\"email\":\"x\"}", "email" },
    { "{\"lastName\":\"X\",\"country\":\"Belgium\"}", "country" },
    { "{\"lastName\":\"X\",\"country\":\"NL\",\"postcode\":\"0123\"}", "postcode" },
  };
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autofree char *incomplete = dup_as_body (sim, "lastName=Onvolledig", FALSE);
  g_autofree char *with_vat = dup_as_body (sim, "lastName=Nieuwkoper%20Handel", TRUE);
  g_autofree char *without_vat = dup_as_body (sim, "lastName=Nieuwkoper%20Handel", FALSE);
  g_autofree char *in_both = dup_as_body (sim, "lastName=Tweezijde", FALSE);
  g_autoptr (SimReply) address = sim_process_post_customer (sim, KEY, incomplete);
  g_autoptr (SimReply) vat = sim_process_post_customer (sim, KEY, with_vat);
  g_autoptr (SimReply) there = sim_process_post_customer (sim, KEY, in_both);
  g_autoptr (SimReply) made = NULL;

  assert_refused (address, 422, "address is missing");
  assert_refused (vat, 422, "VAT number can't be set here");
  assert_refused (there, 409, "already");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SimReply) reply = sim_process_post_customer (sim, KEY, bad[i].body);

      g_test_message ("%s", bad[i].body);
      assert_refused (reply, 422, bad[i].named);
    }
  /* A refusal does not use up the key. */
  made = sim_process_post_customer (sim, KEY, without_vat);
  g_assert_cmpuint (made->status, ==, 201);
  g_assert_null (sim_reply_get (made, "vatNumber"));
  sim_process_stop (sim);
}

/* What was answered is remembered by a simulator that was killed, and so is what it was asked. */
static void
test_import_state (void)
{
  g_autofree char *dir = g_dir_make_tmp ("balie-sim-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "state", NULL);
  SimProcess *sim = sim_process_start ("--state", path, NULL);
  g_autoptr (SimReply) made = sim_process_post_customer (sim, KEY, KAAPSTRA);
  g_autoptr (JsonArray) before = sim_process_dup_array (sim, "/control/imports");
  g_autoptr (JsonArray) journal = NULL;
  g_autoptr (JsonArray) after = NULL;
  g_autoptr (SimReply) again = NULL;
  g_autoptr (SimReply) other_key = NULL;
  JsonObject *entry;

  g_assert_cmpuint (made->status, ==, 201);
  sim_process_kill (sim);
  sim = sim_process_start ("--state", path, "--seed", "9", NULL);
  after = sim_process_dup_array (sim, "/control/imports");
  g_assert_true (json_array_equal (before, after));
  g_assert_cmpint (count (sim, CUSTOMERS, "lastName=Kaapstra"), ==, 1);
  again = sim_process_post_customer (sim, KEY, KAAPSTRA);
  other_key = sim_process_post_customer (sim, OTHER_KEY, KAAPSTRA);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_true (json_node_equal (again->json, made->json));
  assert_refused (other_key, 409, "already");
  journal = sim_process_dup_array (sim, "/control/journal");
  g_assert_cmpuint (json_array_get_length (journal), ==, 4);
  entry = json_array_get_object_element (journal, 0);
  g_assert_cmpstr (json_object_get_string_member (entry, "path"), ==, CUSTOMERS);
  g_assert_cmpstr (json_object_get_string_member (entry, "key"), ==, KEY);
  g_assert_cmpstr (json_object_get_string_member (entry, "body"), ==, KAAPSTRA);
  g_assert_cmpstr (json_object_get_string_member (entry, "vin"), ==, "");
  g_assert_cmpint (json_object_get_int_member (entry, "result"), ==, 201);
  sim_process_stop (sim);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* The last names at a vehicle, "-" for nobody: "owner driver insured". */
static char *
dup_people (JsonObject *item)
{
  static const char *const roles[] = { "owner", "driver", "insured" };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_assert_true (json_object_has_member (item, roles[i]));
      g_string_append_printf (
          text, "%s%s", i > 0 ? " " : "",
          json_object_get_null_member (item, roles[i])
              ? "-"
              : json_object_get_string_member (json_object_get_object_member (item, roles[i]),
                                               "lastName"));
    }
  return g_string_free (text, FALSE);
}

static void
test_vehicles (void)
{
  static const struct
  {
    const char *query;
    guint n;
    const char *people;
  } cases[] = {
    { "vin=WVWZZZTSTTW000001", 1, "Goderis Goderis Muster Leasing GmbH" },
    { "vin=wvwzzz-tst-tw000001", 1, "Goderis Goderis Muster Leasing GmbH" },
    { "plate=1-DEM-001", 1, "Goderis Goderis Muster Leasing GmbH" },
    { "plate=1dem%20002", 1, "Tweezijde - -" },
    { "plate=1-DEM-003", 1, "Verzinsel Logistics NV Dubbelganger Verzinsel Logistics NV" },
    { "plate=1-DEM-004", 2, "Dubbelganger Dubbelganger -" },
    { "plate=1-DEM-006", 1, "- - -" },
    { "plate=1-DEM-099", 0, NULL },
    { "vin=WVWZZZTSTTW00000", 0, NULL },
    /* Cars of the demo's orders; a stock car is the dealership's own. */
    { "vin=WVWZZZDEMTW000101", 1, "van Demo van Demo -" },
    { "vin=WVWZZZDEMTW000121", 1, "Autobedrijf Voorbeeld BV - -" },
  };
  SimProcess *sim = sim_process_start ("--port", "0", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SimReply) reply = find (sim, VEHICLES, cases[i].query);
      JsonArray *items = json_object_get_array_member (get_object (reply), "items");
      g_autofree char *people = NULL;

      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (json_array_get_length (items), ==, cases[i].n);
      if (cases[i].n > 0)
        people = dup_people (json_array_get_object_element (items, 0));
      g_assert_cmpstr (people, ==, cases[i].people);
    }
  sim_process_stop (sim);
}

/* Numbers and chassis numbers are there once, chassis numbers have their shape. */
static void
check_population (JsonArray *customers, JsonArray *vehicles)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (customers); i++)
    {
      JsonObject *customer = json_array_get_object_element (customers, i);

      g_assert_true (
          g_hash_table_add (seen, (gpointer) json_object_get_string_member (customer, "number")));
    }
  for (guint i = 0; i < json_array_get_length (vehicles); i++)
    {
      JsonObject *vehicle =
          json_object_get_object_member (json_array_get_object_element (vehicles, i), "vehicle");
      const char *vin = json_object_get_string_member (vehicle, "vin");

      g_assert_true (g_regex_match_simple ("^[A-HJ-NPR-Z0-9]{17}$", vin, 0, 0));
      g_assert_true (g_hash_table_add (seen, (gpointer) vin));
    }
}

static void
test_population (void)
{
  SimProcess *one = sim_process_start ("--seed", "5", NULL);
  SimProcess *same = sim_process_start ("--seed", "5", NULL);
  SimProcess *other = sim_process_start ("--seed", "6", NULL);
  g_autoptr (JsonArray) customers = sim_process_dup_array (one, "/control/customers");
  g_autoptr (JsonArray) vehicles = sim_process_dup_array (one, "/control/vehicles");
  g_autoptr (JsonArray) same_customers = sim_process_dup_array (same, "/control/customers");
  g_autoptr (JsonArray) same_vehicles = sim_process_dup_array (same, "/control/vehicles");
  g_autoptr (JsonArray) other_customers = sim_process_dup_array (other, "/control/customers");

  g_assert_cmpuint (json_array_get_length (customers), >, 3000);
  g_assert_cmpuint (json_array_get_length (vehicles), >, 2000);
  g_assert_true (json_array_equal (customers, same_customers));
  g_assert_true (json_array_equal (vehicles, same_vehicles));
  g_assert_false (json_array_equal (customers, other_customers));
  check_population (customers, vehicles);
  sim_process_stop (one);
  sim_process_stop (same);
  sim_process_stop (other);
}

static void
assert_statuses (SimProcess *sim, guint driver2, guint kp, guint pon)
{
  g_autoptr (SimReply) at_driver2 = find (sim, CUSTOMERS, "lastName=Goderis");
  g_autoptr (SimReply) at_kp = find (sim, PERSONS, "lastName=Kaapstra");
  g_autoptr (SimReply) at_pon = find (sim, "/pon/v1/plate-requests", "");

  g_assert_cmpuint (at_driver2->status, ==, driver2);
  g_assert_cmpuint (at_kp->status, ==, kp);
  g_assert_cmpuint (at_pon->status, ==, pon);
}

static void
test_faults_per_remote (void)
{
  SimProcess *sim = sim_process_start ("--faults", "driver2.500:1", NULL);
  g_autoptr (SimReply) said = NULL;

  assert_statuses (sim, 500, 200, 200);
  sim_process_set (sim, "faults", "{\"faults\":\"429:1,kp.503:1\"}");
  assert_statuses (sim, 429, 503, 429);
  /* Its own ones win even when they are none. */
  sim_process_set (sim, "faults", "driver2.503:0,500:1");
  assert_statuses (sim, 200, 500, 500);
  said = sim_process_send (sim, "GET", "/control/faults", NULL);
  sim_process_set (sim, "faults", "500:1");
  assert_statuses (sim, 500, 500, 500);
  sim_process_set (sim, "faults", sim_reply_get (said, "faults"));
  assert_statuses (sim, 200, 500, 500);
  sim_process_stop (sim);
  sim = sim_process_start ("--faults", "driver2.hang:1", NULL);
  /* Everybody is there before it counts how long an answer takes. */
  g_assert_cmpint (count (sim, PERSONS, "lastName=Kaapstra"), ==, 1);
  g_object_unref (sim->session);
  sim->session = soup_session_new_with_options ("timeout", 3, NULL);
  assert_statuses (sim, 0, 200, 200);
  sim_process_stop (sim);
}

static gint64
measure (SimProcess *sim, const char *path, const char *query)
{
  gint64 begin = g_get_monotonic_time ();

  g_assert_cmpint (count (sim, path, query), ==, 1);
  return (g_get_monotonic_time () - begin) / G_TIME_SPAN_MILLISECOND;
}

static void
test_latency_per_remote (void)
{
  SimProcess *sim = sim_process_start ("--latency", "driver2=700ms,kp=300ms..400ms", NULL);
  g_autoptr (SimReply) said = sim_process_send (sim, "GET", "/control/latency", NULL);

  g_assert_cmpstr (sim_reply_get (said, "latency"), ==, "0ms,driver2=700ms,kp=300ms..400ms");
  g_assert_cmpint (count (sim, PERSONS, "lastName=Kaapstra"), ==, 1);
  g_assert_cmpint (measure (sim, CUSTOMERS, "customerNumber=74050"), >=, 700);
  g_assert_cmpint (measure (sim, PERSONS, "lastName=Kaapstra"), >=, 300);
  sim_process_set (sim, "latency", "{\"latency\":\"2s,driver2=0\"}");
  g_assert_cmpint (measure (sim, PERSONS, "lastName=Kaapstra"), >=, 2000);
  g_assert_cmpint (measure (sim, CUSTOMERS, "customerNumber=74050"), <, 2000);
  sim_process_stop (sim);
}

/* The 100 MB look like an answer: who parses them piece by piece sees a list that goes on and on. */
static void
test_huge (void)
{
  SimProcess *sim = sim_process_start ("--faults", "driver2.huge:1", NULL);
  g_autoptr (SimReply) reply = find (sim, CUSTOMERS, "lastName=Goderis");
  gsize length;
  const char *data = g_bytes_get_data (reply->body, &length);
  const char *middle = data + length / 2;

  g_assert_no_error (reply->error);
  g_assert_cmpuint (length, ==, 100 * 1024 * 1024);
  g_assert_true (g_str_has_prefix (data, "{\"total\":"));
  g_assert_nonnull (g_strstr_len (middle, 200, "\"lastName\":"));
  g_assert_cmpint (memcmp (data + length - 1, "\n", 1), ==, 0);
  g_assert_nonnull (g_strstr_len (data + length - 64, 64, "]}"));
  sim_process_stop (sim);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/customers/client-of-the-seed", test_client_of_the_seed);
  g_test_add_func ("/sim/customers/matching", test_matching);
  g_test_add_func ("/sim/customers/paging", test_paging);
  g_test_add_func ("/sim/customers/very-many", test_very_many);
  g_test_add_func ("/sim/customers/refusals", test_refusals);
  g_test_add_func ("/sim/customers/kp", test_kp);
  g_test_add_func ("/sim/customers/import", test_import);
  g_test_add_func ("/sim/customers/import-refusals", test_import_refusals);
  g_test_add_func ("/sim/customers/import-state", test_import_state);
  g_test_add_func ("/sim/customers/vehicles", test_vehicles);
  g_test_add_func ("/sim/customers/population", test_population);
  g_test_add_func ("/sim/customers/faults-per-remote", test_faults_per_remote);
  g_test_add_func ("/sim/customers/latency-per-remote", test_latency_per_remote);
  g_test_add_func ("/sim/customers/huge", test_huge);
  return g_test_run ();
}
