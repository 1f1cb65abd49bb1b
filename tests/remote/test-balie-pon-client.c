/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client of the plate gateway: what leaves, and what each answer means. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-pon-client.h"
#include "balie-remote-fixture.h"
#include "balie-test-server.h"

#define KEY "6f1c2d5e-8f4b-4c43-9b8e-0d6b8f1f2a11"
#define VIN "WVWZZZ1KZ8W123456"

/* What the server answers, and what it was asked last. */
typedef struct
{
  BalieTestServer *server;
  BaliePonClient *client;
  BalieRemoteSession *session;
  int status;
  const char *headers;
  const char *type;
  const char *body;
  char *method;
  char *path;
  char *sent;
  char *key;
  char *names;
} Fixture;

static void
answer (BalieTestExchange *exchange, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GList) names =
      g_list_sort (g_hash_table_get_keys (exchange->headers), (GCompareFunc) g_strcmp0);
  GString *joined = g_string_new (NULL);

  for (GList *l = names; l; l = l->next)
    g_string_append_printf (joined, "%s ", (const char *) l->data);
  g_free (fixture->names);
  g_free (fixture->method);
  g_free (fixture->path);
  g_free (fixture->sent);
  g_free (fixture->key);
  fixture->names = g_string_free (joined, FALSE);
  fixture->method = g_strdup (exchange->method);
  fixture->path = g_strdup (exchange->path);
  fixture->sent = g_strdup (exchange->body);
  fixture->key = g_strdup (balie_test_exchange_get_header (exchange, "idempotency-key"));
  balie_test_exchange_reply (exchange, fixture->status, fixture->headers, fixture->type,
                             fixture->body);
}

/* The worked example of docs/connector-profiles.md, without its login. */
static char *
read_other_gateway (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "remote", "other-gateway.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr (GRegex) login = g_regex_new ("\"authentication\": \\{[^}]*\\}", 0, 0, NULL);

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  return g_regex_replace_literal (login, json, -1, 0, "\"authentication\": {\"kind\":\"none\"}", 0,
                                  NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new ("pon");
  g_autoptr (GError) error = NULL;

  if (data)
    {
      g_free (config->profile);
      config->profile = read_other_gateway ();
    }
  fixture->type = "application/json";
  fixture->server = balie_test_server_new (answer, fixture, NULL);
  g_free (config->url);
  config->url = balie_test_server_dup_url (fixture->server, "127.0.0.1", "/pon/v1");
  fixture->session = balie_remote_session_new (config, &error);
  g_assert_no_error (error);
  balie_http_set_time_scale (balie_remote_session_get_http (fixture->session), 0.001);
  fixture->client = balie_pon_client_new (fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->client);
  g_object_unref (fixture->session);
  balie_test_server_free (fixture->server);
  g_free (fixture->names);
  g_free (fixture->method);
  g_free (fixture->path);
  g_free (fixture->sent);
  g_free (fixture->key);
}

static BaliePlateRequest *
create_request (void)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  BaliePlateRequest *request;

  balie_order_set_value (order, BALIE_ORDER_FIELD_NUMBER, "N-1", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_BRAND, "Škoda", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_DEALER_NUMBER, "01234", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_VIN, VIN, NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Secret Person", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_PLATES, "long:2+carrier:1", NULL);
  request = balie_plate_request_new_for_order (order, "new", balie_date_from_ymd (2026, 3, 20));
  g_free (request->key);
  request->key = g_strdup (KEY);
  return request;
}

static BaliePonAnswer *
create (Fixture *fixture, BaliePlateRequest *request, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_pon_client_create_async (fixture->client, request, NULL, balie_await_done_cb, &await);
  return balie_pon_client_create_finish (fixture->client, balie_await (&await), error);
}

static BaliePonAnswer *
find (Fixture *fixture, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_pon_client_find_async (fixture->client, KEY, NULL, balie_await_done_cb, &await);
  return balie_pon_client_find_finish (fixture->client, balie_await (&await), error);
}

static BaliePonPage *
list (Fixture *fixture, const char *since, int page, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_pon_client_list_async (fixture->client, since, page, NULL, balie_await_done_cb, &await);
  return balie_pon_client_list_finish (fixture->client, balie_await (&await), error);
}

static gboolean
withdraw (Fixture *fixture, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_pon_client_withdraw_async (fixture->client, "p/1", NULL, balie_await_done_cb, &await);
  return balie_pon_client_withdraw_finish (fixture->client, balie_await (&await), error);
}

#define ITEM(status, plate)                                                                        \
  "{\"id\":\"p-1\",\"status\":\"" status "\",\"plate\":" plate                                     \
  ",\"reason\":null,\"updatedAt\":\"2026-03-20T07:00:01Z\"}"

static void
test_what_leaves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BaliePlateRequest) request = create_request ();
  g_autoptr (BaliePonAnswer) got = NULL;
  g_autoptr (BaliePonAnswer) again = NULL;
  g_autoptr (GError) error = NULL;

  fixture->status = 201;
  fixture->body = ITEM ("received", "null");
  got = create (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->method, ==, "POST");
  g_assert_cmpstr (fixture->path, ==, "/pon/v1/plate-requests");
  g_assert_cmpstr (fixture->key, ==, KEY);
  g_assert_cmpstr (fixture->sent, ==,
                   "{\"brand\":\"Škoda\",\"dealerNumber\":\"01234\",\"chassisNumber\":\"" VIN
                   "\",\"requestType\":\"new\",\"requestDate\":\"2026-03-20\","
                   "\"deliveryDate\":null,\"plates\":[{\"type\":\"long\",\"count\":2},"
                   "{\"type\":\"carrier\",\"count\":1}]}");
  g_assert_cmpstr (fixture->names, ==,
                   "accept accept-encoding connection content-length content-type host "
                   "idempotency-key user-agent ");
  g_assert_cmpstr (got->id, ==, "p-1");
  g_assert_cmpint (got->status, ==, BALIE_REQUEST_REQUESTED);
  g_assert_cmpstr (got->plate, ==, "");
  g_assert_cmpstr (got->reason, ==, "");
  g_assert_cmpstr (got->updated_at, ==, "2026-03-20T07:00:01Z");
  fixture->status = 200;
  fixture->body = ITEM ("approved", "\"k-sp 33.n\"");
  request->delivery_date = balie_date_from_ymd (2026, 4, 1);
  again = create (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (fixture->sent, "\"deliveryDate\":\"2026-04-01\""));
  g_assert_cmpint (again->status, ==, BALIE_REQUEST_APPROVED);
  g_assert_cmpstr (again->plate, ==, "KSP33N");
}

static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BaliePlateRequest) request = create_request ();
  g_autoptr (BaliePonAnswer) got = NULL;
  g_autoptr (GError) error = NULL;

  fixture->status = 201;
  fixture->body = "{\"id\":\"p\",\"status\":\"rejected\",\"plate\":\"KSP33N\","
                  "\"reason\":\"<i>No</i>\\nsuch dealer\",\"extra\":[1]}";
  got = create (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (got->status, ==, BALIE_REQUEST_REJECTED);
  g_assert_cmpstr (got->plate, ==, "");
  g_assert_true (g_str_has_prefix (got->reason, "<i>No</i>"));
  g_assert_cmpstr (got->updated_at, ==, "");
}

/* A good status with an answer that can't be trusted: PON may have the request. */
static void
test_unclear_answers (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "",
    "<html>",
    "{",
    "[]",
    "7",
    "{}",
    "{\"id\":7,\"status\":\"received\",\"plate\":null}",
    "{\"id\":\"\",\"status\":\"received\",\"plate\":null}",
    "{\"id\":\"a b\",\"status\":\"received\",\"plate\":null}",
    "{\"id\":\"p\",\"status\":\"lost\",\"plate\":null}",
    "{\"id\":\"p\",\"status\":null,\"plate\":null}",
    "{\"id\":\"p\",\"status\":[\"received\"],\"plate\":null}",
    "{\"id\":\"p\",\"status\":\"approved\",\"plate\":7}",
    "{\"id\":\"p\",\"status\":\"approved\",\"plate\":\"AAAAAAAAAAAAAAAAAAAAAAA\"}",
    "{\"id\":\"p\",\"status\":\"received\",\"plate\":null,\"reason\":{}}",
    "{\"id\":\"p\",\"status\":\"received\",\"plate\":null,\"updatedAt\":\"yesterday\"}",
    "{\"id\":\"p\",\"status\":\"received\",\"plate\":null,\"updatedAt\":7}",
    "{\"id\":\"p\",\"status\":\"received\",\"plate\":null,\"idempotencyKey\":\"other\"}",
    "{\"id\":\"p\",\"status\":\"received\",\"plate\":null,\"chassisNumber\":\"TMBZZZ\"}",
  };
  g_autoptr (BaliePlateRequest) request = create_request ();
  g_autofree char *id = g_strnfill (101, 'x');
  g_autofree char *long_id =
      g_strdup_printf ("{\"id\":\"%s\",\"status\":\"received\",\"plate\":null}", id);

  fixture->status = 201;
  for (gsize i = 0; i <= G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->body = i < G_N_ELEMENTS (bodies) ? bodies[i] : long_id;
      g_test_message ("%s", fixture->body);
      g_assert_null (create (fixture, request, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
    }
  g_assert_cmpint (balie_test_server_get_n_requests (fixture->server), ==,
                   (int) G_N_ELEMENTS (bodies) + 1);
}

static void
test_own_key_and_vin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BaliePlateRequest) request = create_request ();
  g_autofree char *upper = g_ascii_strup (KEY, -1);
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"p\",\"status\":\"approved\",\"plate\":null,\"idempotencyKey\":\"%s\","
      "\"chassisNumber\":\"wvwzzz1kz8w123456\"}",
      upper);
  g_autoptr (BaliePonAnswer) got = NULL;
  g_autoptr (GError) error = NULL;

  fixture->status = 200;
  fixture->body = body;
  got = create (fixture, request, &error);
  g_assert_no_error (error);
  /* Approved without a plate: the plate is still to come. */
  g_assert_cmpint (got->status, ==, BALIE_REQUEST_REQUESTED);
}

typedef struct
{
  int status;
  const char *headers;
  BalieError code;
  gint64 retry_after;
} Meaning;

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const Meaning meanings[] = {
    { 400, NULL, BALIE_ERROR_REFUSED, -1 },
    { 401, NULL, BALIE_ERROR_SECRET, -1 },
    { 403, NULL, BALIE_ERROR_SECRET, -1 },
    { 404, NULL, BALIE_ERROR_REFUSED, -1 },
    { 408, NULL, BALIE_ERROR_UNCLEAR, -1 },
    { 409, NULL, BALIE_ERROR_CONFLICT, -1 },
    { 422, NULL, BALIE_ERROR_REFUSED, -1 },
    { 429, "Retry-After: 17\r\n", BALIE_ERROR_UNAVAILABLE, 17 },
    { 500, NULL, BALIE_ERROR_UNCLEAR, -1 },
    { 302, "Location: /x\r\n", BALIE_ERROR_UNCLEAR, -1 },
    { 502, NULL, BALIE_ERROR_UNCLEAR, -1 },
    { 503, "Retry-After: 120\r\n", BALIE_ERROR_UNAVAILABLE, 120 },
    { 503, NULL, BALIE_ERROR_UNAVAILABLE, -1 },
  };
  g_autoptr (BaliePlateRequest) request = create_request ();

  fixture->type = "application/problem+json";
  fixture->body = "{\"title\":\"No\",\"detail\":\"because\"}";
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%d", meanings[i].status);
      fixture->status = meanings[i].status;
      fixture->headers = meanings[i].headers;
      g_assert_null (create (fixture, request, &error));
      g_assert_error (error, BALIE_ERROR, (int) meanings[i].code);
      g_assert_cmpstr (error->message, ==, "No: because");
      g_assert_cmpint (balie_pon_error_get_retry_after (error), ==, meanings[i].retry_after);
    }
  g_assert_cmpint (balie_test_server_get_n_requests (fixture->server), ==,
                   (int) G_N_ELEMENTS (meanings));
}

static void
test_unknown_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BaliePlateRequest) request = create_request ();
  g_autoptr (GError) error = NULL;

  g_free (request->request_type);
  request->request_type = g_strdup ("historic");
  g_assert_null (create (fixture, request, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_cmpint (balie_test_server_get_n_requests (fixture->server), ==, 0);
}

static void
assert_found (Fixture *fixture, int status, const char *body, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePonAnswer) got = NULL;

  fixture->status = status;
  fixture->body = body;
  got = find (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->method, ==, "GET");
  g_assert_cmpstr (fixture->path, ==, "/pon/v1/plate-requests?idempotencyKey=" KEY);
  if (id)
    g_assert_cmpstr (got->id, ==, id);
  else
    g_assert_null (got);
}

#define FOREIGN "{\"id\":\"x\",\"status\":\"?\",\"idempotencyKey\":\"other\"}"

static void
test_find (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, 200, "{\"items\":[" ITEM ("received", "null") "],\"next\":null}", "p-1");
  assert_found (fixture, 200, "{\"items\":[],\"next\":null}", NULL);
  assert_found (fixture, 200, "{\"items\":[]}", NULL);
  assert_found (fixture, 404, "", NULL);
  assert_found (fixture, 200, "{\"items\":[" FOREIGN "],\"next\":null}", NULL);
  assert_found (fixture, 200, "{\"items\":[" FOREIGN "," ITEM ("received", "null") "]}", "p-1");
}

static void
test_find_unclear (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "{}",
    "{\"items\":null}",
    "{\"items\":{}}",
    "{\"items\":[7]}",
    "{\"items\":[{}]}",
    "{\"items\":[],\"next\":\"2\"}",
    "{\"items\":[],\"next\":-1}",
    /* Others' requests on several pages: the question was not understood. */
    "{\"items\":[" FOREIGN "],\"next\":2}",
    "{\"items\":[" ITEM ("received", "null") "," ITEM ("received", "null") "]}",
  };

  fixture->status = 200;
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->body = bodies[i];
      g_test_message ("%s", bodies[i]);
      g_assert_null (find (fixture, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
    }
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePonPage) page = NULL;
  g_autoptr (BaliePonPage) first = NULL;
  BaliePonAnswer *item;

  fixture->status = 200;
  fixture->body = "{\"items\":[" ITEM ("approved", "\"KSP-33-N\"") "," ITEM (
      "withdrawn", "null") "],\"next\":4}";
  page = list (fixture, "2026-03-20T07:00:00+01:00", 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==,
                   "/pon/v1/plate-requests?updatedSince=2026-03-20T07%3A00%3A00%2B01%3A00&page=3");
  g_assert_cmpuint (page->items->len, ==, 2);
  g_assert_cmpint (page->next, ==, 4);
  item = g_ptr_array_index (page->items, 0);
  g_assert_cmpstr (item->plate, ==, "KSP33N");
  item = g_ptr_array_index (page->items, 1);
  g_assert_cmpint (item->status, ==, BALIE_REQUEST_WITHDRAWN);
  fixture->body = "{\"items\":[],\"next\":null}";
  first = list (fixture, "", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->path, ==, "/pon/v1/plate-requests?page=1");
  g_assert_cmpint (first->next, ==, 0);
}

static void
test_list_unclear (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "[]",
    "{\"items\":[" ITEM ("received", "null") ",{}]}",
    "{\"items\":[],\"next\":3}",
    "{\"items\":[],\"next\":2000000}",
    "{\"items\":[],\"next\":true}",
  };

  fixture->status = 200;
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->body = bodies[i];
      g_assert_null (list (fixture, NULL, 3, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
    }
}

typedef struct
{
  int status;
  const char *body;
  gboolean yes;
  BalieError code;
} Withdrawal;

static void
test_withdraw (Fixture *fixture, gconstpointer data)
{
  static const Withdrawal cases[] = {
    { 204, "", TRUE, 0 },
    { 200, ITEM ("withdrawn", "null"), TRUE, 0 },
    { 200, ITEM ("approved", "\"KSP33N\""), FALSE, BALIE_ERROR_REFUSED },
    { 202, ITEM ("received", "null"), FALSE, BALIE_ERROR_UNCLEAR },
    { 200, "garbage", FALSE, BALIE_ERROR_UNCLEAR },
    { 409, "{\"title\":\"Already issued\"}", FALSE, BALIE_ERROR_REFUSED },
    { 404, "", FALSE, BALIE_ERROR_NOT_FOUND },
    { 410, "", FALSE, BALIE_ERROR_NOT_FOUND },
    { 500, "", FALSE, BALIE_ERROR_UNCLEAR },
    { 503, "", FALSE, BALIE_ERROR_UNAVAILABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->status = cases[i].status;
      fixture->body = cases[i].body;
      g_test_message ("%d %s", cases[i].status, cases[i].body);
      g_assert_cmpint (withdraw (fixture, &error), ==, cases[i].yes);
      g_assert_cmpstr (fixture->method, ==, "DELETE");
      g_assert_cmpstr (fixture->path, ==, "/pon/v1/plate-requests/p%2F1");
      if (cases[i].yes)
        g_assert_no_error (error);
      else
        g_assert_error (error, BALIE_ERROR, (int) cases[i].code);
    }
  g_assert_cmpint (balie_test_server_get_n_requests (fixture->server), ==,
                   (int) G_N_ELEMENTS (cases));
}

static void
test_test (Fixture *fixture, gconstpointer data)
{
  g_auto (BalieAwait) good = { NULL };
  g_auto (BalieAwait) bad = { NULL };
  g_autoptr (GError) error = NULL;

  fixture->status = 200;
  fixture->body = "{\"items\":[],\"next\":null}";
  balie_pon_client_test_async (fixture->client, NULL, balie_await_done_cb, &good);
  g_assert_true (balie_pon_client_test_finish (fixture->client, balie_await (&good), &error));
  g_assert_no_error (error);
  fixture->status = 403;
  balie_pon_client_test_async (fixture->client, NULL, balie_await_done_cb, &bad);
  g_assert_false (balie_pon_client_test_finish (fixture->client, balie_await (&bad), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_SECRET);
}

#define OTHER_ANSWER                                                                               \
  "{\"aanvraag\":{\"nr\":4711,\"status\":\"TOEGEKEND\","                                           \
  "\"gewijzigd\":\"2026-03-20T07:00:12+01:00\"},\"voertuig\":{\"vin\":\"" VIN                      \
  "\",\"kenteken\":\"KSP-33-N\"},\"meldingen\":[{\"tekst\":\"ok\"}]}"

static void
test_other_gateway (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BaliePlateRequest) request = create_request ();
  g_autoptr (BaliePonAnswer) got = NULL;
  g_autoptr (BaliePonAnswer) found = NULL;
  g_autoptr (BaliePonPage) page = NULL;
  g_autoptr (GError) error = NULL;

  fixture->status = 200;
  fixture->body = OTHER_ANSWER;
  got = create (fixture, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->method, ==, "PUT");
  g_assert_cmpstr (fixture->path, ==, "/pon/v1/api/kenteken/aanvragen/" KEY);
  g_assert_cmpstr (fixture->sent, ==,
                   "{\"aanvraag\":{\"referentie\":\"" KEY "\",\"soort\":1,"
                   "\"datum\":\"20-03-2026\",\"dealer\":\"NL-01234\"},"
                   "\"voertuig\":{\"merk\":\"Škoda\",\"vin\":\"" VIN "\"},"
                   "\"platen\":[{\"model\":\"27.1\",\"aantal\":2},"
                   "{\"model\":\"27.24\",\"aantal\":1}],\"bron\":\"dealer\"}");
  g_assert_cmpstr (got->id, ==, "4711");
  g_assert_cmpint (got->status, ==, BALIE_REQUEST_APPROVED);
  g_assert_cmpstr (got->plate, ==, "KSP33N");
  g_assert_cmpstr (got->reason, ==, "ok");
  found = find (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, "4711");
  fixture->body = "{\"aanvragen\":[" OTHER_ANSWER "],\"paginering\":{\"volgende\":2}}";
  page = list (fixture, "", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->next, ==, 2);
  g_assert_cmpstr (fixture->path, ==, "/pon/v1/api/kenteken/wijzigingen?pagina=1&aantal=100");
  fixture->status = 404;
  g_assert_null (find (fixture, &error));
  g_assert_no_error (error);
  fixture->status = 204;
  fixture->body = "";
  g_assert_true (withdraw (fixture, &error));
  g_assert_cmpstr (fixture->method, ==, "POST");
  g_assert_cmpstr (fixture->sent, ==, "{\"reden\":\"ingetrokken door dealer\"}");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/pon-client/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-leaves", test_what_leaves);
  ADD ("rejected", test_rejected);
  ADD ("unclear-answers", test_unclear_answers);
  ADD ("own-key-and-vin", test_own_key_and_vin);
  ADD ("statuses", test_statuses);
  ADD ("unknown-code", test_unknown_code);
  ADD ("find", test_find);
  ADD ("find-unclear", test_find_unclear);
  ADD ("list", test_list);
  ADD ("list-unclear", test_list_unclear);
  ADD ("withdraw", test_withdraw);
  ADD ("test", test_test);
  g_test_add ("/pon-client/other-gateway", Fixture, "other", set_up, test_other_gateway, tear_down);
  return g_test_run ();
}
