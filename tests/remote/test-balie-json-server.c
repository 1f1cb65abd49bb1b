/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that knows nothing of Balie, npm's json-server, is searched by a profile alone: the worked
 * example of docs/connector-profiles.md. */
#include "config.h"

#include <string.h>

#include "balie-driver2-client.h"
#include "balie-error.h"
#include "balie-remote-fixture.h"

typedef struct
{
  GSubprocess *process;
  BalieRemoteSession *session;
  BalieDriver2Client *client;
  BalieCustomerQuery *query;
} Fixture;

static char *
read_profile (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "remote", "json-server", "driver2.json", NULL);
  g_autoptr (GError) error = NULL;
  char *json;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  return json;
}

/* Waits for the line that says where it listens. */
static char *
start_server (Fixture *fixture)
{
  g_autofree char *start =
      g_test_build_filename (G_TEST_DIST, "remote", "json-server", "start", NULL);
  g_autofree char *where = g_test_build_filename (G_TEST_BUILT, "remote", "json-server", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;

  fixture->process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, start, where, NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->process));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  if (!line || !g_str_has_prefix (line, "listening "))
    g_error ("json-server did not start: nodejs, npm and the network are needed, see above");
  return g_strdup_printf ("http://127.0.0.1:%s", line + strlen ("listening "));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new ("driver2");
  g_autoptr (GError) error = NULL;

  g_free (config->url);
  g_free (config->profile);
  config->url = start_server (fixture);
  config->profile = read_profile ();
  fixture->session = balie_remote_session_new (config, &error);
  g_assert_no_error (error);
  fixture->client = balie_driver2_client_new (fixture->session);
  fixture->query = balie_customer_query_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->client);
  g_object_unref (fixture->session);
  balie_customer_query_free (fixture->query);
  g_output_stream_close (g_subprocess_get_stdin_pipe (fixture->process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (fixture->process, NULL, NULL));
  g_object_unref (fixture->process);
}

static BalieCustomerPage *
search (Fixture *fixture, BalieCriterion criterion, const char *text, int page)
{
  g_auto (BalieAwait) await = { NULL };
  g_autoptr (GError) error = NULL;
  BalieCustomerPage *found;

  balie_customer_query_set (fixture->query, criterion, text);
  balie_driver2_client_search_async (fixture->client, fixture->query, page, NULL,
                                     balie_await_done_cb, &await);
  found = balie_driver2_client_search_finish (fixture->client, balie_await (&await), &error);
  g_assert_no_error (error);
  return found;
}

static const char *
get_value (BalieCustomerPage *page, guint i, BalieCustomerField field)
{
  const BalieCustomer *customer = g_ptr_array_index (page->customers, i);

  return customer->values[field];
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieCustomerPage) first = search (fixture, BALIE_CRITERION_LAST_NAME, "peet", 1);
  g_autoptr (BalieCustomerPage) last = search (fixture, BALIE_CRITERION_LAST_NAME, "peet", 3);

  g_assert_cmpuint (first->customers->len, ==, 10);
  g_assert_cmpint (first->total, ==, 25);
  g_assert_true (first->has_more);
  g_assert_cmpstr (get_value (first, 0, BALIE_CUSTOMER_NUMBER), ==, "74001");
  g_assert_cmpuint (last->customers->len, ==, 5);
  g_assert_false (last->has_more);
  g_assert_cmpstr (get_value (last, 4, BALIE_CUSTOMER_FIRST_NAME), ==, "Yvonne");
}

static void
test_criteria (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieCustomerPage) town = NULL;
  g_autoptr (BalieCustomerPage) both = NULL;
  g_autoptr (BalieCustomerPage) nobody = NULL;

  town = search (fixture, BALIE_CRITERION_COUNTRY, "DE", 1);
  g_assert_cmpint (town->total, ==, 6);
  g_assert_cmpstr (get_value (town, 0, BALIE_CUSTOMER_CITY), ==, "Köln");
  g_assert_cmpstr (get_value (town, 0, BALIE_CUSTOMER_COUNTRY), ==, "DE");
  g_assert_cmpstr (get_value (town, 0, BALIE_CUSTOMER_LANGUAGE), ==, "de-DE");
  both = search (fixture, BALIE_CRITERION_FIRST_NAME, "h", 1);
  g_assert_cmpint (both->total, ==, 1);
  g_assert_cmpstr (get_value (both, 0, BALIE_CUSTOMER_FIRST_NAME), ==, "Hans");
  nobody = search (fixture, BALIE_CRITERION_LAST_NAME, "Nobody", 1);
  g_assert_cmpint (nobody->total, ==, 0);
  g_assert_cmpuint (nobody->customers->len, ==, 0);
}

static void
test_every_field (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[BALIE_N_CUSTOMER_FIELDS] = {
    "80001",
    "Garage Vandeputte",
    "",
    "company",
    "company",
    "Industrielaan 12",
    "bus 3",
    "8500",
    NULL,
    NULL,
    "BE",
    "nl-BE",
    NULL,
    NULL,
    "",
    NULL,
    "BE0123456749",
    "yes",
    "business",
    "",
  };
  g_autoptr (BalieCustomerPage) page =
      search (fixture, BALIE_CRITERION_VAT_NUMBER, "BE0123456749", 1);

  g_assert_cmpint (page->total, ==, 1);
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    if (expected[i])
      g_assert_cmpstr (get_value (page, 0, i), ==, expected[i]);
  g_assert_cmpstr (get_value (page, 0, BALIE_CUSTOMER_CITY), ==, "Kortrijk");
  g_assert_cmpstr (get_value (page, 0, BALIE_CUSTOMER_EMAIL), ==, "info@vandeputte.example");
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieCustomer) person = balie_customer_new (BALIE_SOURCE_KP);
  g_autoptr (BalieCustomer) made = NULL;
  g_autoptr (BalieCustomer) found = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BalieAwait) making = { NULL };
  g_auto (BalieAwait) getting = { NULL };
  const char *number;

  balie_customer_set (person, BALIE_CUSTOMER_LAST_NAME, "Zondag");
  balie_customer_set (person, BALIE_CUSTOMER_SALUTATION, "mrs");
  balie_customer_set (person, BALIE_CUSTOMER_COUNTRY, "NL");
  balie_customer_set (person, BALIE_CUSTOMER_VAT_LIABLE, "yes");
  balie_customer_set (person, BALIE_CUSTOMER_VAT_NUMBER, "NL123456782B12");
  balie_driver2_client_create_async (fixture->client, "6f1c2d5e-8f4b-4c43-9b8e-0d6b8f1f2a11",
                                     person, NULL, balie_await_done_cb, &making);
  made = balie_driver2_client_create_finish (fixture->client, balie_await (&making), &error);
  g_assert_no_error (error);
  number = made->values[BALIE_CUSTOMER_NUMBER];
  g_assert_cmpstr (number, ==, "80003");
  balie_driver2_client_get_async (fixture->client, number, NULL, balie_await_done_cb, &getting);
  found = balie_driver2_client_get_finish (fixture->client, balie_await (&getting), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->values[BALIE_CUSTOMER_LAST_NAME], ==, "Zondag");
  g_assert_cmpstr (found->values[BALIE_CUSTOMER_SALUTATION], ==, "mrs");
  g_assert_cmpstr (found->values[BALIE_CUSTOMER_COUNTRY], ==, "NL");
  g_assert_cmpstr (found->values[BALIE_CUSTOMER_VAT_LIABLE], ==, "yes");
  g_assert_cmpstr (found->values[BALIE_CUSTOMER_VAT_NUMBER], ==, "");
}

static void
test_vehicles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) vehicles = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BalieAwait) await = { NULL };
  const BalieVehicle *vehicle;

  balie_driver2_client_find_vehicles_async (fixture->client, "", "KSP33N", NULL,
                                            balie_await_done_cb, &await);
  vehicles =
      balie_driver2_client_find_vehicles_finish (fixture->client, balie_await (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vehicles->len, ==, 1);
  vehicle = g_ptr_array_index (vehicles, 0);
  g_assert_cmpstr (vehicle->values[BALIE_VEHICLE_VIN], ==, "WVWZZZ1KZ8W123456");
  g_assert_cmpstr (vehicle->owner->values[BALIE_CUSTOMER_NUMBER], ==, "80001");
  g_assert_cmpstr (vehicle->driver->values[BALIE_CUSTOMER_FIRST_NAME], ==, "José");
  g_assert_null (vehicle->insured);
}

/* Who reads the documentation reads what the test loads. */
static void
test_documented (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "docs", "connector-profiles.md", NULL);
  g_autofree char *docs = NULL;
  g_autofree char *profile = read_profile ();
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &docs, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (docs, profile));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/json-server/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/json-server/criteria", Fixture, NULL, set_up, test_criteria, tear_down);
  g_test_add ("/json-server/every-field", Fixture, NULL, set_up, test_every_field, tear_down);
  g_test_add ("/json-server/create", Fixture, NULL, set_up, test_create, tear_down);
  g_test_add ("/json-server/vehicles", Fixture, NULL, set_up, test_vehicles, tear_down);
  g_test_add_func ("/json-server/documented", test_documented);
  return g_test_run ();
}
