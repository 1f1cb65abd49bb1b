/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles of Driver2 and KP: mistakes named by file and member, and gateways of another shape that are
 * asked and understood by profile alone. */
#include "config.h"

#include <string.h>

#include "balie-customer-fixture.h"
#include "balie-error.h"
#include "balie-profile-private.h"

typedef struct
{
  const char *remote;
  const char *from;
  const char *to;
  const char *expected;
} Mistake;

#define SEARCH_LAST "\"lastName\": \"{lastName}\""

static const Mistake mistakes[] = {
  { "driver2", "\"firstPage\": 1", "\"firstPage\": 2", "paging.firstPage: must be a whole number" },
  { "driver2", "\"pageSize\": 10", "\"pageSize\": 0", "paging.pageSize: must be a whole number" },
  { "driver2", "\"pageSize\": 10", "\"pageSize\": 101", "paging.pageSize: must be a whole number" },
  { "driver2", "\"pageSize\": 10", "\"pageSize\": 25",
    "paging.pageSize: must be a multiple of 10" },
  { "driver2", "\"pageSize\": 10", "\"size\": 10", "paging.size: is not known here" },
  { "driver2", "{ \"firstPage\": 1, \"pageSize\": 10 }", "1", "paging: must be an object" },
  { "driver2", SEARCH_LAST, "\"lastName\": \"{name}\"",
    "operations.search.query.lastName: the placeholder {name} is not known" },
  { "driver2", SEARCH_LAST, "\"lastName\": \"*\"",
    "operations.search: must use the placeholder {lastName}" },
  { "driver2", "\"country\": \"{country}\",\n        \"language\"",
    "\"country\": \"{vatNumber}\", \"language\"",
    "operations.create.body.country: the placeholder {vatNumber} is not known" },
  { "driver2", "\"method\": \"GET\"", "\"method\": \"POST\"",
    "operations.search.method: must be one of: GET" },
  { "driver2", "{ \"vin\": \"{vin}\" }", "{ \"vin\": \"{plate}\" }",
    "operations.vehicles-by-vin.query.vin: the placeholder {plate}" },
  { "driver2", "\"items\": \"$.items\",\n", "", "answers.page.items: is missing" },
  { "driver2", "\"total\": \"$.total\"", "\"total\": { \"header\": \"X Total\" }",
    "answers.page.total.header: is not the name" },
  { "driver2", "\"total\": \"$.total\"", "\"total\": { \"header\": \"X\", \"path\": \"$\" }",
    "answers.page.total.path: is not known" },
  { "driver2", "\"number\": \"$.number\"", "\"number\": { \"header\": \"X\" }",
    "answers.customer.number.header: is not known" },
  { "driver2", "\"city\": \"$.city\"", "\"town\": \"$.city\"",
    "answers.customer.town: is not known" },
  { "driver2", "\"city\": \"$.city\"", "\"city\": { \"path\": \"$.city\", \"type\": \"boolean\" }",
    "answers.customer.city: “type” must be one of: text, number" },
  { "driver2", "\"vatLiable\": \"$.vatLiable\"",
    "\"vatLiable\": { \"path\": \"$.v\", \"type\": \"date\" }",
    "answers.customer.vatLiable: “type” must be one of: text, number, boolean" },
  { "driver2", "\"number\": \"$.number\",", "", "answers.customer.number: is missing" },
  { "driver2", "\"vehicles\": {", "\"cars\": {", "answers.vehicles: is missing" },
  { "driver2", "\"plate\": \"$.vehicle.plate\"", "\"plate\": \"vehicle.plate\"",
    "answers.vehicle.plate: “vehicle.plate” is not a JSONPath" },
  { "driver2", "\"answers\": {", "\"codes\": { \"titles\": {} }, \"answers\": {",
    "codes.titles: is not known" },
  { "driver2", "\"answers\": {", "\"codes\": { \"vatLiable\": { \"yes\": \"J\" } }, \"answers\": {",
    "codes.vatLiable.no: is missing" },
  { "driver2", "\"answers\": {", "\"codes\": { \"vatLiable\": { \"maybe\": 1 } }, \"answers\": {",
    "codes.vatLiable.maybe: is not known" },
  { "driver2", "\"answers\": {",
    "\"codes\": { \"countries\": { \"BE\": [1], \"NL\": [2, 1] } }, \"answers\": {",
    "codes.countries.NL[1]: “1” is already used" },
  /* Nothing but last name, first name and postcode can be put into a question to KP. */
  { "kp", SEARCH_LAST, SEARCH_LAST ", \"v\": \"{vatNumber}\"",
    "operations.search.query.v: the placeholder {vatNumber} is not known" },
  { "kp", SEARCH_LAST, SEARCH_LAST ", \"e\": \"x{email}\"",
    "operations.search.query.e: the placeholder {email} is not known" },
  { "kp", SEARCH_LAST, SEARCH_LAST ", \"e\": \"{phone}\"",
    "operations.search.query.e: the placeholder {phone} is not known" },
  { "kp", SEARCH_LAST, SEARCH_LAST ", \"e\": \"{country}\"",
    "operations.search.query.e: the placeholder {country} is not known" },
  { "kp", SEARCH_LAST, SEARCH_LAST ", \"e\": \"{customerNumber}\"",
    "operations.search.query.e: the placeholder {customerNumber} is not known" },
  { "kp", "\"operations\": {",
    "\"operations\": { \"create\": { \"method\": \"POST\", \"path\": \"/x\" },",
    "operations.create: is not known" },
  { "kp", "\"remote\": \"kp\"", "\"remote\": \"driver2\"", "remote: is “driver2”" },
  { "kp", "\"lastName\": \"$.lastName\",", "", "answers.customer.lastName: is missing" },
};

static void
test_mistakes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *good = balie_customer_fixture_read_shipped (mistakes[i].remote);
      g_autoptr (GString) json = g_string_new (good);
      g_autoptr (GError) error = NULL;
      g_autofree char *expected = g_strconcat ("mine.json: ", mistakes[i].expected, NULL);

      g_test_message ("%s → %s", mistakes[i].from, mistakes[i].to);
      g_assert_cmpuint (g_string_replace (json, mistakes[i].from, mistakes[i].to, 1), ==, 1);
      g_assert_null (balie_profile_parse (mistakes[i].remote, json->str, "mine.json", &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, expected));
    }
}

/* The names in profiles are those of the model, and the shipped ones read every field. */
static void
test_names (void)
{
  static const char *const remotes[] = { "driver2", "kp" };

  for (gsize r = 0; r < G_N_ELEMENTS (remotes); r++)
    {
      g_autoptr (BalieProfile) profile = balie_profile_load_shipped (remotes[r], NULL);

      for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
        g_assert_nonnull (
            balie_profile_find_field (profile, "customer", balie_customer_get_spec (i)->wire));
      for (int i = 0; i < BALIE_N_CRITERIA; i++)
        g_assert_true (balie_profile_uses (profile, "search", balie_criterion_get_spec (i)->wire) ==
                       (r == 0 || balie_criterion_is_for_kp (i)));
      for (int i = 0; r == 0 && i < BALIE_N_VEHICLE_FIELDS; i++)
        g_assert_nonnull (
            balie_profile_find_field (profile, "vehicle", balie_vehicle_get_spec (i)->wire));
      for (int i = 0; r == 0 && i < BALIE_N_CUSTOMER_FIELDS; i++)
        g_assert_true (balie_profile_uses (profile, "create", balie_customer_get_spec (i)->wire) ==
                       (i != BALIE_CUSTOMER_VAT_NUMBER && i != BALIE_CUSTOMER_NUMBER));
    }
}

/* Any byte changed: refused or usable, never a crash. */
static void
test_damaged (void)
{
  static const char *const remotes[] = { "driver2", "kp" };

  for (gsize r = 0; r < G_N_ELEMENTS (remotes); r++)
    {
      g_autofree char *good = balie_customer_fixture_read_shipped (remotes[r]);
      gsize length = strlen (good);

      for (gsize i = 0; i < length; i += 11)
        {
          g_autofree char *changed = g_strdup (good);
          g_autoptr (BalieProfile) profile = NULL;

          changed[i] = "\"{}[],:$x7"[i % 10];
          profile = balie_profile_parse (remotes[r], changed, "changed.json", NULL);
        }
    }
}

/* Numbers for texts, codes, nested fields, wildcards, an offset from 0, fifty at a time, no VAT number. */
#define FIFTY                                                                                      \
  "{\"format\":1,\"remote\":\"driver2\",\"authentication\":{\"kind\":\"none\"},"                   \
  "\"paging\":{\"firstPage\":0,\"pageSize\":50},"                                                  \
  "\"operations\":{\"search\":{\"method\":\"GET\",\"path\":\"/zoek\","                             \
  "\"query\":{\"q\":\"naam:*{lastName}*\",\"land\":\"{country}\",\"seite\":\"{page}\","            \
  "\"ab\":\"{offset}\",\"n\":\"{pageSize}\"},\"answer\":\"page\"},"                                \
  "\"create\":{\"method\":\"PUT\",\"path\":\"/klant/{key}\",\"body\":{\"naam\":\"{lastName}\","    \
  "\"land?\":\"{country}\",\"btw?\":\"{vatLiable}\",\"aanhef?\":\"{salutation}\"},"                \
  "\"answer\":\"customer\"}},"                                                                     \
  "\"answers\":{\"page\":{\"items\":\"$.r.lijst\"%s},\"customer\":{"                               \
  "\"number\":{\"path\":\"$.nr\",\"type\":\"number\"},\"lastName\":\"$.naam.achter\","             \
  "\"country\":\"$.land\",\"vatLiable\":{\"path\":\"$.btw\",\"type\":\"text\"}}},"                 \
  "\"codes\":{\"countries\":{\"BE\":[1,\"B\"],\"NL\":2},\"vatLiable\":{\"yes\":\"J\","             \
  "\"no\":[\"N\",\"\\u2013\"]}}}"

static char *
make_fifty (const char *more)
{
  return g_strdup_printf (FIFTY, more);
}

static char *
make_list (int first, int n)
{
  GString *text = g_string_new ("{\"r\":{\"lijst\":[");

  for (int i = first; i < first + n; i++)
    g_string_append_printf (text,
                            "%s{\"nr\":%d,\"naam\":{\"achter\":\"P\"},\"land\":%s,\"btw\":\"%s\"}",
                            i == first ? "" : ",", i, i % 2 ? "1" : "\"XX\"", i % 2 ? "J" : "N");
  g_string_append (text, "],\"volgende\":true}}");
  return g_string_free (text, FALSE);
}

static void
assert_page (BalieCustomerFixture *fixture,
             int number,
             const char *path,
             guint n,
             const char *first,
             gint64 total,
             gboolean more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page = balie_customer_fixture_search (fixture, number, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==, path);
  g_assert_cmpuint (page->customers->len, ==, n);
  g_assert_cmpint (page->total, ==, total);
  g_assert_true (page->has_more == more);
  if (n > 0)
    {
      const BalieCustomer *customer = g_ptr_array_index (page->customers, 0);

      g_assert_cmpstr (customer->values[BALIE_CUSTOMER_NUMBER], ==, first);
    }
}

#define ASKED(page, offset)                                                                        \
  "/gate/v1/zoek?q=naam%3A%2APeeters%2A&land=1&seite=" page "&ab=" offset "&n=50"

/* Five of our pages are one of theirs. */
static void
test_fifty (void)
{
  g_autofree char *profile = make_fifty ("");
  g_autofree char *full = make_list (100, 50);
  g_autofree char *rest = make_list (150, 13);
  BalieCustomerFixture fixture = { 0 };

  balie_customer_fixture_set_up (&fixture, "driver2", profile);
  balie_customer_query_set (fixture.query, BALIE_CRITERION_COUNTRY, "BE");
  g_assert_true (balie_driver2_client_takes (fixture.driver2, BALIE_CRITERION_COUNTRY));
  g_assert_false (balie_driver2_client_takes (fixture.driver2, BALIE_CRITERION_VAT_NUMBER));
  g_assert_false (balie_driver2_client_can_find_vehicles (fixture.driver2));
  fixture.body = full;
  assert_page (&fixture, 1, ASKED ("0", "0"), 10, "100", -1, TRUE);
  assert_page (&fixture, 2, ASKED ("0", "0"), 10, "110", -1, TRUE);
  assert_page (&fixture, 5, ASKED ("0", "0"), 10, "140", -1, TRUE);
  fixture.body = rest;
  assert_page (&fixture, 6, ASKED ("1", "50"), 10, "150", -1, TRUE);
  assert_page (&fixture, 7, ASKED ("1", "50"), 3, "160", -1, FALSE);
  assert_page (&fixture, 8, ASKED ("1", "50"), 0, NULL, -1, FALSE);
  balie_customer_fixture_tear_down (&fixture);
}

static void
test_next (void)
{
  g_autofree char *profile = make_fifty (",\"next\":\"$.r.volgende\"");
  g_autofree char *some = make_list (1, 7);
  BalieCustomerFixture fixture = { 0 };

  balie_customer_fixture_set_up (&fixture, "driver2", profile);
  balie_customer_query_set (fixture.query, BALIE_CRITERION_COUNTRY, "BE");
  fixture.body = some;
  assert_page (&fixture, 1, ASKED ("0", "0"), 7, "1", -1, TRUE);
  fixture.body = "{\"r\":{\"lijst\":[],\"volgende\":true}}";
  assert_page (&fixture, 1, ASKED ("0", "0"), 0, NULL, -1, FALSE);
  fixture.body = "{\"r\":{\"lijst\":[{\"nr\":7}],\"volgende\":\"\"}}";
  assert_page (&fixture, 1, ASKED ("0", "0"), 1, "7", -1, FALSE);
  balie_customer_fixture_tear_down (&fixture);
}

static void
test_total_in_header (void)
{
  g_autofree char *profile = make_fifty (",\"total\":{\"header\":\"X-Total-Count\"}");
  g_autofree char *some = make_list (1, 50);
  g_autoptr (GError) error = NULL;
  BalieCustomerFixture fixture = { 0 };

  balie_customer_fixture_set_up (&fixture, "driver2", profile);
  balie_customer_query_set (fixture.query, BALIE_CRITERION_COUNTRY, "BE");
  fixture.body = some;
  fixture.headers = "x-total-count: 41\r\n";
  assert_page (&fixture, 4, ASKED ("0", "0"), 10, "31", 41, TRUE);
  /* Too few to be true. */
  assert_page (&fixture, 5, ASKED ("0", "0"), 10, "41", 50, FALSE);
  fixture.headers = NULL;
  assert_page (&fixture, 5, ASKED ("0", "0"), 10, "41", -1, TRUE);
  fixture.headers = "X-Total-Count: plenty\r\n";
  g_assert_null (balie_customer_fixture_search (&fixture, 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
  g_assert_cmpstr (error->message, ==,
                   "The answer can’t be understood: “X-Total-Count” must be a whole number.");
  balie_customer_fixture_tear_down (&fixture);
}

/* A gateway that knows no pages: everything comes at once and is shown ten at a time. */
static void
test_no_pages (void)
{
  g_autofree char *profile = make_fifty ("");
  g_autoptr (GString) text = g_string_new (profile);
  g_autofree char *some = make_list (1, 23);
  BalieCustomerFixture fixture = { 0 };
  const char *path = "/gate/v1/zoek?q=naam%3A%2APeeters%2A";

  g_assert_cmpuint (
      g_string_replace (text, ",\"seite\":\"{page}\",\"ab\":\"{offset}\",\"n\":\"{pageSize}\"", "",
                        1),
      ==, 1);
  balie_customer_fixture_set_up (&fixture, "driver2", text->str);
  fixture.body = some;
  assert_page (&fixture, 1, path, 10, "1", 23, TRUE);
  assert_page (&fixture, 3, path, 3, "21", 23, FALSE);
  balie_customer_fixture_tear_down (&fixture);
}

static void
test_codes (void)
{
  g_autofree char *profile = make_fifty ("");
  g_autofree char *some = make_list (1, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page = NULL;
  g_autoptr (BalieCustomer) made = NULL;
  const BalieCustomer *customer;
  BalieCustomerFixture fixture = { 0 };

  balie_customer_fixture_set_up (&fixture, "driver2", profile);
  fixture.body = some;
  page = balie_customer_fixture_search (&fixture, 1, &error);
  g_assert_no_error (error);
  customer = g_ptr_array_index (page->customers, 0);
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_LAST_NAME], ==, "P");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_COUNTRY], ==, "BE");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_VAT_LIABLE], ==, "yes");
  customer = g_ptr_array_index (page->customers, 1);
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_VAT_LIABLE], ==, "no");
  fixture.body = "{\"nr\":9,\"naam\":{\"achter\":\"P\"}}";
  made = balie_customer_fixture_create (&fixture, g_ptr_array_index (page->customers, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture.method, ==, "PUT");
  g_assert_cmpstr (fixture.path, ==, "/gate/v1/klant/6f1c2d5e-8f4b-4c43-9b8e-0d6b8f1f2a11");
  g_assert_cmpstr (fixture.sent, ==, "{\"naam\":\"P\",\"land\":1,\"btw\":\"J\"}");
  g_assert_cmpstr (made->values[BALIE_CUSTOMER_NUMBER], ==, "9");
  balie_customer_fixture_tear_down (&fixture);
}

/* Nobody is sought by what the gateway does not know: it would tell everybody. */
static void
test_nothing_to_send (void)
{
  g_autofree char *profile = make_fifty ("");
  g_autoptr (GError) error = NULL;
  BalieCustomerFixture fixture = { 0 };

  balie_customer_fixture_set_up (&fixture, "driver2", profile);
  balie_customer_query_set (fixture.query, BALIE_CRITERION_LAST_NAME, "");
  balie_customer_query_set (fixture.query, BALIE_CRITERION_VAT_NUMBER, "BE0123456749");
  g_assert_null (balie_customer_fixture_search (&fixture, 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_null (balie_customer_fixture_get (&fixture, NULL));
  g_assert_cmpint (balie_test_server_get_n_requests (fixture.server), ==, 0);
  balie_customer_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/customer-profile/mistakes", test_mistakes);
  g_test_add_func ("/customer-profile/names", test_names);
  g_test_add_func ("/customer-profile/damaged", test_damaged);
  g_test_add_func ("/customer-profile/fifty", test_fifty);
  g_test_add_func ("/customer-profile/next", test_next);
  g_test_add_func ("/customer-profile/total-in-header", test_total_in_header);
  g_test_add_func ("/customer-profile/no-pages", test_no_pages);
  g_test_add_func ("/customer-profile/codes", test_codes);
  g_test_add_func ("/customer-profile/nothing-to-send", test_nothing_to_send);
  return g_test_run ();
}
