/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clients of Driver2 and KP with the profiles that ship: what leaves, and how answers are read. */
#include "config.h"

#include <string.h>

#include "balie-customer-fixture.h"
#include "balie-error.h"

#define KEY "6f1c2d5e-8f4b-4c43-9b8e-0d6b8f1f2a11"

#define CUSTOMER                                                                                   \
  "{\"number\":\"74050\",\"lastName\":\"Goderis\",\"firstName\":\"Thiemen\","                      \
  "\"legalForm\":\"natural-person\",\"salutation\":\"mr\",\"address\":\"Kerkstraat 1\","           \
  "\"address2\":\"bus 2\",\"postcode\":\"2000\",\"city\":\"Antwerpen\","                           \
  "\"province\":\"Antwerpen\",\"country\":\"BE\",\"language\":\"nl-BE\","                          \
  "\"phone\":\"+3232345678\",\"fax\":null,\"mobile\":\"+32470123456\","                            \
  "\"email\":\"thiemen@example.be\",\"vatNumber\":\"BE0123456749\",\"vatLiable\":true,"            \
  "\"customerType\":\"private\",\"drivingLicence\":\"0123456789\",\"unknown\":{\"a\":[1]}}"

static void
set_up (BalieCustomerFixture *fixture, gconstpointer remote_name)
{
  balie_customer_fixture_set_up (fixture, remote_name, NULL);
}

static void
tear_down (BalieCustomerFixture *fixture, gconstpointer data)
{
  balie_customer_fixture_tear_down (fixture);
}

static void
assert_customer (const BalieCustomer *customer, BalieSource source)
{
  g_assert_cmpint (customer->source, ==, source);
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_NUMBER], ==, "74050");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_LAST_NAME], ==, "Goderis");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_FIRST_NAME], ==, "Thiemen");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_ADDRESS], ==, "Kerkstraat 1");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_ADDRESS2], ==, "bus 2");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_POSTCODE], ==, "2000");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_CITY], ==, "Antwerpen");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_COUNTRY], ==, "BE");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_LANGUAGE], ==, "nl-BE");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_FAX], ==, "");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_EMAIL], ==, "thiemen@example.be");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_VAT_NUMBER], ==, "BE0123456749");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_VAT_LIABLE], ==, "yes");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_DRIVING_LICENCE], ==, "0123456789");
}

static void
fill_query (BalieCustomerQuery *query)
{
  balie_customer_query_set (query, BALIE_CRITERION_CUSTOMER_NUMBER, "74050");
  balie_customer_query_set (query, BALIE_CRITERION_VAT_NUMBER, "BE0123456749");
  balie_customer_query_set (query, BALIE_CRITERION_LAST_NAME, "d'Hoore & Söhne");
  balie_customer_query_set (query, BALIE_CRITERION_EMAIL, "a+b@example.be");
  balie_customer_query_set (query, BALIE_CRITERION_FIRST_NAME, "Jan 50%");
  balie_customer_query_set (query, BALIE_CRITERION_PHONE, "+32470123456");
  balie_customer_query_set (query, BALIE_CRITERION_POSTCODE, "2000");
  balie_customer_query_set (query, BALIE_CRITERION_COUNTRY, "BE");
}

static void
test_driver2_search (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page = NULL;

  fixture->body = "{\"total\":21,\"page\":2,\"pageSize\":10,\"items\":[" CUSTOMER "]}";
  fill_query (fixture->query);
  page = balie_customer_fixture_search (fixture, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->method, ==, "GET");
  g_assert_cmpstr (fixture->path, ==,
                   "/gate/v1/customers?customerNumber=74050&vatNumber=BE0123456749"
                   "&lastName=d%27Hoore%20%26%20S%C3%B6hne&email=a%2Bb%40example.be"
                   "&firstName=Jan%2050%25&phone=%2B32470123456&postcode=2000&country=BE"
                   "&page=2&pageSize=10");
  g_assert_cmpstr (fixture->sent, ==, "");
  g_assert_cmpint (page->page, ==, 2);
  g_assert_cmpint (page->total, ==, 21);
  g_assert_true (page->has_more);
  g_assert_cmpuint (page->customers->len, ==, 1);
  assert_customer (g_ptr_array_index (page->customers, 0), BALIE_SOURCE_DRIVER2);
}

static void
test_driver2_one_criterion (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page = balie_customer_fixture_search (fixture, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==, "/gate/v1/customers?lastName=Peeters&page=1&pageSize=10");
  g_assert_cmpint (page->total, ==, 0);
  g_assert_false (page->has_more);
  g_assert_cmpuint (page->customers->len, ==, 0);
  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    g_assert_true (balie_driver2_client_takes (fixture->driver2, i));
}

static void
test_driver2_get (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomer) found = NULL;

  fixture->body = CUSTOMER;
  found = balie_customer_fixture_get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==, "/gate/v1/customers/74050");
  assert_customer (found, BALIE_SOURCE_DRIVER2);
  fixture->status = 404;
  g_assert_null (balie_customer_fixture_get (fixture, &error));
  g_assert_no_error (error);
}

static BalieCustomer *
create_person (void)
{
  BalieCustomer *person = balie_customer_new (BALIE_SOURCE_KP);

  balie_customer_set (person, BALIE_CUSTOMER_NUMBER, "KP-9");
  balie_customer_set (person, BALIE_CUSTOMER_LAST_NAME, "Goderis \"x\"");
  balie_customer_set (person, BALIE_CUSTOMER_FIRST_NAME, "Thiemen");
  balie_customer_set (person, BALIE_CUSTOMER_POSTCODE, "2000");
  balie_customer_set (person, BALIE_CUSTOMER_COUNTRY, "BE");
  balie_customer_set (person, BALIE_CUSTOMER_VAT_NUMBER, "BE0123456749");
  balie_customer_set (person, BALIE_CUSTOMER_VAT_LIABLE, "yes");
  return person;
}

static void
test_driver2_create (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (BalieCustomer) person = create_person ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomer) made = NULL;

  g_assert_true (balie_driver2_client_can_create (fixture->driver2));
  fixture->status = 201;
  fixture->body = CUSTOMER;
  made = balie_customer_fixture_create (fixture, person, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->method, ==, "POST");
  g_assert_cmpstr (fixture->path, ==, "/gate/v1/customers");
  g_assert_cmpstr (fixture->key, ==, KEY);
  g_assert_cmpstr (fixture->sent, ==,
                   "{\"lastName\":\"Goderis \\\"x\\\"\",\"firstName\":\"Thiemen\","
                   "\"legalForm\":null,\"salutation\":null,\"address\":null,\"address2\":null,"
                   "\"postcode\":\"2000\",\"city\":null,\"province\":null,\"country\":\"BE\","
                   "\"language\":null,\"phone\":null,\"fax\":null,\"mobile\":null,\"email\":null,"
                   "\"vatLiable\":true,\"customerType\":null,\"drivingLicence\":null}");
  g_assert_null (strstr (fixture->everything->str, "0123456749"));
  assert_customer (made, BALIE_SOURCE_DRIVER2);
}

/* Whatever goes wrong, it is sent once: whether to send it again is not for the client to say. */
static void
test_driver2_create_once (BalieCustomerFixture *fixture, gconstpointer data)
{
  static const struct
  {
    int status;
    BalieError code;
  } meanings[] = {
    { 409, BALIE_ERROR_CONFLICT }, { 422, BALIE_ERROR_REFUSED },     { 500, BALIE_ERROR_UNCLEAR },
    { 401, BALIE_ERROR_SECRET },   { 503, BALIE_ERROR_UNAVAILABLE }, { 200, BALIE_ERROR_UNCLEAR },
  };
  g_autoptr (BalieCustomer) person = create_person ();

  fixture->body = "{\"title\":\"No\"}";
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%d", meanings[i].status);
      fixture->status = meanings[i].status;
      g_assert_null (balie_customer_fixture_create (fixture, person, &error));
      g_assert_error (error, BALIE_ERROR, (int) meanings[i].code);
    }
  g_assert_cmpint (balie_test_server_get_n_requests (fixture->server), ==,
                   (int) G_N_ELEMENTS (meanings));
}

static void
test_driver2_vehicles (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) by_vin = NULL;
  g_autoptr (GPtrArray) by_plate = NULL;
  const BalieVehicle *vehicle;

  g_assert_true (balie_driver2_client_can_find_vehicles (fixture->driver2));
  fixture->body = "{\"items\":[{\"vehicle\":{\"vin\":\"WVWZZZ1KZ8W123456\",\"plate\":\"KSP-33-N\","
                  "\"brand\":\"Volkswagen\",\"model\":\"Golf\",\"colour\":\"blauw\","
                  "\"firstRegistration\":\"2024-03-20\"},\"owner\":" CUSTOMER
                  ",\"driver\":null,\"insured\":{}}]}";
  by_vin = balie_customer_fixture_find_vehicles (fixture, "WVWZZZ1KZ8W123456", "", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==, "/gate/v1/vehicles?vin=WVWZZZ1KZ8W123456");
  g_assert_cmpuint (by_vin->len, ==, 1);
  vehicle = g_ptr_array_index (by_vin, 0);
  g_assert_cmpstr (vehicle->values[BALIE_VEHICLE_VIN], ==, "WVWZZZ1KZ8W123456");
  g_assert_cmpstr (vehicle->values[BALIE_VEHICLE_PLATE], ==, "KSP33N");
  g_assert_cmpstr (vehicle->values[BALIE_VEHICLE_MODEL], ==, "Golf");
  g_assert_cmpstr (vehicle->values[BALIE_VEHICLE_FIRST_REGISTRATION], ==, "2024-03-20");
  assert_customer (vehicle->owner, BALIE_SOURCE_DRIVER2);
  g_assert_null (vehicle->driver);
  g_assert_null (vehicle->insured);
  fixture->body = "{\"items\":[]}";
  by_plate = balie_customer_fixture_find_vehicles (fixture, "", "ksp-33-n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==, "/gate/v1/vehicles?plate=KSP33N");
  g_assert_cmpuint (by_plate->len, ==, 0);
}

static void
test_driver2_pages (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autofree char *body = balie_customer_fixture_make_page (1, 10000, 10000);
  g_autofree char *last = balie_customer_fixture_make_page (9991, 10, 10000);
  g_autoptr (BalieCustomerPage) page = NULL;
  g_autoptr (BalieCustomerPage) end = NULL;
  g_autoptr (GError) error = NULL;
  const BalieCustomer *customer;

  /* A server that sends everything at once gets no more of it shown than was asked for. */
  fixture->body = body;
  page = balie_customer_fixture_search (fixture, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->customers->len, ==, BALIE_CUSTOMER_PAGE_SIZE);
  g_assert_cmpint (page->total, ==, 10000);
  g_assert_true (page->has_more);
  fixture->body = last;
  end = balie_customer_fixture_search (fixture, 1000, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (fixture->path, "&page=1000&pageSize=10"));
  customer = g_ptr_array_index (end->customers, 9);
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_NUMBER], ==, "10000");
  g_assert_false (end->has_more);
}

static void
test_kp_search (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page = NULL;

  fixture->body = "{\"total\":1,\"page\":3,\"pageSize\":10,\"items\":[" CUSTOMER "]}";
  fill_query (fixture->query);
  page = balie_customer_fixture_search (fixture, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==,
                   "/gate/v1/persons?lastName=d%27Hoore%20%26%20S%C3%B6hne"
                   "&firstName=Jan%2050%25&postcode=2000&page=3");
  g_assert_cmpstr (fixture->sent, ==, "");
  g_assert_null (strstr (fixture->everything->str, "0123456749"));
  g_assert_null (strstr (fixture->everything->str, "example.be"));
  g_assert_null (strstr (fixture->everything->str, "74050"));
  g_assert_null (strstr (fixture->everything->str, "470123456"));
  assert_customer (g_ptr_array_index (page->customers, 0), BALIE_SOURCE_KP);
}

static void
test_kp_needs_a_name (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fill_query (fixture->query);
  balie_customer_query_set (fixture->query, BALIE_CRITERION_LAST_NAME, "  ");
  g_assert_null (balie_customer_fixture_search (fixture, 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_cmpint (balie_test_server_get_n_requests (fixture->server), ==, 0);
}

/* KP may know a person without a number. */
static void
test_kp_without_number (BalieCustomerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page = NULL;

  fixture->body = "{\"total\":1,\"items\":[{\"number\":null,\"lastName\":\"Peeters\"}]}";
  page = balie_customer_fixture_search (fixture, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->customers->len, ==, 1);
}

static void
test_tests (BalieCustomerFixture *fixture, gconstpointer remote_name)
{
  for (int status = 200; status <= 404; status += 204)
    {
      g_auto (BalieAwait) await = { NULL };
      g_autoptr (GError) error = NULL;
      gboolean good;

      fixture->status = status;
      if (fixture->kp)
        balie_kp_client_test_async (fixture->kp, NULL, balie_await_done_cb, &await);
      else
        balie_driver2_client_test_async (fixture->driver2, NULL, balie_await_done_cb, &await);
      good = fixture->kp ? balie_kp_client_test_finish (fixture->kp, balie_await (&await), &error)
                         : balie_driver2_client_test_finish (fixture->driver2, balie_await (&await),
                                                             &error);
      g_assert_cmpstr (fixture->method, ==, "GET");
      g_assert_true (good == (status == 200));
    }
}

static void
add (const char *path,
     const char *remote_name,
     void (*test) (BalieCustomerFixture *fixture, gconstpointer data))
{
  g_test_add (path, BalieCustomerFixture, remote_name, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/customer-clients/driver2-search", "driver2", test_driver2_search);
  add ("/customer-clients/driver2-one-criterion", "driver2", test_driver2_one_criterion);
  add ("/customer-clients/driver2-get", "driver2", test_driver2_get);
  add ("/customer-clients/driver2-create", "driver2", test_driver2_create);
  add ("/customer-clients/driver2-create-once", "driver2", test_driver2_create_once);
  add ("/customer-clients/driver2-vehicles", "driver2", test_driver2_vehicles);
  add ("/customer-clients/driver2-pages", "driver2", test_driver2_pages);
  add ("/customer-clients/driver2-test", "driver2", test_tests);
  add ("/customer-clients/kp-search", "kp", test_kp_search);
  add ("/customer-clients/kp-needs-a-name", "kp", test_kp_needs_a_name);
  add ("/customer-clients/kp-without-number", "kp", test_kp_without_number);
  add ("/customer-clients/kp-test", "kp", test_tests);
  return g_test_run ();
}
