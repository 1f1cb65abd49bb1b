/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated PON as a client sees it: every answer, and how requests advance. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "sim-request.h"

#define PATH "/pon/v1/plate-requests"

static SimReply *
post (SimProcess *sim, guint serial)
{
  g_autofree char *body = make_body (serial);
  g_autofree char *key = g_uuid_string_random ();

  return sim_process_post_request (sim, key, body);
}

static void
assert_problem (SimReply *reply, guint status)
{
  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Content-Type"), ==,
                   "application/problem+json");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (reply->json), "status"), ==,
                   status);
  g_assert_nonnull (sim_reply_get (reply, "title"));
  g_assert_nonnull (sim_reply_get (reply, "detail"));
  g_assert_cmpstr (sim_reply_get (reply, "type"), ==, "about:blank");
}

static void
test_create (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", "--decide-after", "never", NULL);
  g_autofree char *body = make_body (1);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *upper = g_ascii_strup (key, -1);
  g_autoptr (SimReply) first = sim_process_post_request (sim, key, body);
  g_autoptr (SimReply) again = sim_process_post_request (sim, upper, body);
  const char *location = soup_message_headers_get_one (first->headers, "Location");
  g_autoptr (SimReply) got = sim_process_send (sim, "GET", location, NULL);

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpstr (sim_reply_get (first, "status"), ==, "received");
  g_assert_null (sim_reply_get (first, "plate"));
  g_assert_null (sim_reply_get (first, "reason"));
  g_assert_true (g_str_has_suffix (sim_reply_get (first, "updatedAt"), "Z"));
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_true (json_node_equal (again->json, first->json));
  g_assert_cmpuint (got->status, ==, 200);
  g_assert_true (json_node_equal (got->json, first->json));
  sim_process_stop (sim);
}

static void
test_conflicts (void)
{
  SimProcess *sim = sim_process_start ("--decide-after", "never", NULL);
  g_autofree char *body = make_body (1);
  g_autofree char *other = make_body (2);
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (SimReply) first = sim_process_post_request (sim, key, body);
  g_autoptr (SimReply) other_body = sim_process_post_request (sim, key, other);
  g_autoptr (SimReply) other_key = post (sim, 1);
  g_autoptr (SimReply) no_key = sim_process_post_request (sim, NULL, body);
  g_autoptr (SimReply) bad_key = sim_process_post_request (sim, "17", body);

  g_assert_cmpuint (first->status, ==, 201);
  assert_problem (other_body, 422);
  assert_problem (other_key, 409);
  assert_problem (no_key, 400);
  assert_problem (bad_key, 400);
  sim_process_stop (sim);
}

static void
test_body_checks (void)
{
  static const struct
  {
    const char *member;
    const char *value;
    const char *named;
  } bad[] = {
    { "brand", "\"CUPRA\"", "brand" },
    { "brand", "7", "brand" },
    { "brand", NULL, "brand" },
    { "dealerNumber", "\"12a\"", "dealerNumber" },
    { "dealerNumber", "12345", "dealerNumber" },
    { "chassisNumber", "\"WVWZZZ1KZ8W00000\"", "chassisNumber" },
    { "chassisNumber", "\"WVWZZZ1KZ8W00000O\"", "chassisNumber" },
    { "chassisNumber", "\"wvwzzz1kz8w000001\"", "chassisNumber" },
    { "requestType", "\"\"", "requestType" },
    { "requestDate", "null", "requestDate" },
    { "requestDate", "\"20-03-2026\"", "requestDate" },
    { "requestDate", "\"2026-02-30\"", "requestDate" },
    { "deliveryDate", NULL, "deliveryDate" },
    { "deliveryDate", "\"soon\"", "deliveryDate" },
    { "plates", "[]", "plates" },
    { "plates", "{}", "plates" },
    { "plates", "[1]", "plates" },
    { "plates", "[{\"type\":\"gold\",\"count\":1}]", "plates" },
    { "plates", "[{\"type\":\"long\",\"count\":0}]", "plates" },
    { "plates", "[{\"type\":\"long\",\"count\":10}]", "plates" },
    { "plates", "[{\"type\":\"long\",\"count\":1.5}]", "plates" },
    { "plates", "[{\"type\":\"long\",\"count\":\"2\"}]", "plates" },
    { "plates", "[{\"type\":\"long\",\"count\":2},{\"type\":\"long\",\"count\":1}]", "plates" },
    { "plates", "[{\"type\":\"long\",\"count\":2,\"colour\":1}]", "colour" },
    { "customerName", "\"Jansen\"", "customerName" },
  };
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autoptr (JsonArray) requests = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *body = make_body_with (1, bad[i].member, bad[i].value);
      g_autofree char *key = g_uuid_string_random ();
      g_autoptr (SimReply) reply = sim_process_post_request (sim, key, body);

      g_test_message ("%s = %s", bad[i].member, bad[i].value);
      assert_problem (reply, 422);
      g_assert_nonnull (strstr (sim_reply_get (reply, "detail"), bad[i].named));
    }
  requests = sim_process_dup_array (sim, "/control/requests");
  g_assert_cmpuint (json_array_get_length (requests), ==, 0);
  sim_process_stop (sim);
}

static void
test_good_bodies (void)
{
  static const struct
  {
    const char *member;
    const char *value;
  } good[] = {
    { "brand", "\" skoda \"" },
    { "brand", "\"vw bedrijfswagens\"" },
    { "deliveryDate", "\"2026-04-01\"" },
    { "plates", "[{\"type\":\"rectangular\",\"count\":9},{\"type\":\"carrier\",\"count\":1}]" },
  };
  SimProcess *sim = sim_process_start ("--port", "0", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *body = make_body_with (i + 1, good[i].member, good[i].value);
      g_autofree char *key = g_uuid_string_random ();
      g_autoptr (SimReply) reply = sim_process_post_request (sim, key, body);

      g_assert_cmpuint (reply->status, ==, 201);
    }
  sim_process_stop (sim);
}

static void
test_verdicts (void)
{
  SimProcess *sim = sim_process_start ("--decide-after", "100ms", NULL);
  g_autoptr (SimReply) car = post (sim, 1);
  g_autoptr (SimReply) unknown = post (sim, 123999);
  g_autoptr (SimReply) refused = post (sim, 123998);
  g_autoptr (SimReply) at_once = post (sim, 123997);
  g_autofree char *car_path = g_strconcat (PATH "/", sim_reply_get (car, "id"), NULL);
  g_autofree char *unknown_path = g_strconcat (PATH "/", sim_reply_get (unknown, "id"), NULL);
  g_autoptr (SimReply) car_then = NULL;
  g_autoptr (SimReply) unknown_then = NULL;
  g_autoptr (SimReply) anew = NULL;

  g_assert_cmpstr (sim_reply_get (refused, "status"), ==, "rejected");
  g_assert_nonnull (sim_reply_get (refused, "reason"));
  g_assert_null (sim_reply_get (refused, "plate"));
  g_assert_cmpstr (sim_reply_get (at_once, "status"), ==, "approved");
  wait_for_status (sim, sim_reply_get (car, "id"), "approved");
  wait_for_status (sim, sim_reply_get (unknown, "id"), "rejected");
  car_then = sim_process_send (sim, "GET", car_path, NULL);
  g_assert_true (g_regex_match_simple ("^K[DFGHJNPRTXZ]{2}-[0-9]{2}-[DFGHJNPRTXZ]$",
                                       sim_reply_get (car_then, "plate"), 0, 0));
  g_assert_cmpstr (sim_reply_get (car_then, "updatedAt"), >, sim_reply_get (car, "updatedAt"));
  unknown_then = sim_process_send (sim, "GET", unknown_path, NULL);
  g_assert_nonnull (sim_reply_get (unknown_then, "reason"));
  /* A rejected request is closed: the VIN is free again. */
  anew = post (sim, 123999);
  g_assert_cmpuint (anew->status, ==, 201);
  sim_process_stop (sim);
}

static void
test_decide (void)
{
  SimProcess *sim = sim_process_start ("--decide-after", "never", NULL);
  g_autofree char *body = make_body_with (1, "brand", "\"VW Bedrijfswagens\"");
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (SimReply) reply = sim_process_post_request (sim, key, body);
  g_autofree char *path = g_strconcat (PATH "/", sim_reply_get (reply, "id"), NULL);
  g_autoptr (SimReply) then = NULL;
  g_autoptr (SimReply) bad = sim_process_send (sim, "PUT", "/control/decide", "{\"after\":\"x\"}");

  g_assert_cmpuint (bad->status, ==, 422);
  sim_process_set (sim, "decide", "{\"after\":\"0\"}");
  then = sim_process_send (sim, "GET", path, NULL);
  g_assert_cmpstr (sim_reply_get (then, "status"), ==, "approved");
  g_assert_true (
      g_regex_match_simple ("^V-[0-9]{2}-[DFGHJNPRTXZ]{3}$", sim_reply_get (then, "plate"), 0, 0));
  sim_process_stop (sim);
}

static void
test_withdraw (void)
{
  SimProcess *sim = sim_process_start ("--decide-after", "never", NULL);
  g_autoptr (SimReply) reply = post (sim, 1);
  g_autoptr (SimReply) approved = post (sim, 997);
  g_autoptr (SimReply) rejected = post (sim, 998);
  g_autofree char *path = g_strconcat (PATH "/", sim_reply_get (reply, "id"), NULL);
  g_autofree char *approved_path = g_strconcat (PATH "/", sim_reply_get (approved, "id"), NULL);
  g_autofree char *rejected_path = g_strconcat (PATH "/", sim_reply_get (rejected, "id"), NULL);
  g_autoptr (SimReply) gone = sim_process_send (sim, "DELETE", path, NULL);
  g_autoptr (SimReply) again = sim_process_send (sim, "DELETE", path, NULL);
  g_autoptr (SimReply) no = sim_process_send (sim, "DELETE", approved_path, NULL);
  g_autoptr (SimReply) nor = sim_process_send (sim, "DELETE", rejected_path, NULL);
  g_autoptr (SimReply) unknown = sim_process_send (sim, "DELETE", PATH "/PR-000099", NULL);
  g_autoptr (SimReply) anew = post (sim, 1);
  g_autofree char *status = dup_status (sim, sim_reply_get (reply, "id"));

  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpuint (again->status, ==, 204);
  assert_problem (no, 409);
  assert_problem (nor, 409);
  assert_problem (unknown, 404);
  g_assert_cmpuint (anew->status, ==, 201);
  g_assert_cmpstr (status, ==, "withdrawn");
  sim_process_stop (sim);
}

static void
test_find_by_key (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autofree char *body = make_body (5);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *known = g_strconcat (PATH "?idempotencyKey=", key, NULL);
  g_autoptr (SimReply) before = sim_process_send (sim, "GET", known, NULL);
  g_autoptr (SimReply) made = sim_process_post_request (sim, key, body);
  g_autoptr (SimReply) after = sim_process_send (sim, "GET", known, NULL);
  g_autoptr (SimReply) bad = sim_process_send (sim, "GET", PATH "?idempotencyKey=1", NULL);
  JsonObject *object = json_node_get_object (before->json);
  JsonArray *items = json_object_get_array_member (object, "items");

  g_assert_cmpuint (json_array_get_length (items), ==, 0);
  g_assert_true (json_object_get_null_member (object, "next"));
  items = json_object_get_array_member (json_node_get_object (after->json), "items");
  g_assert_cmpuint (json_array_get_length (items), ==, 1);
  g_assert_true (json_node_equal (json_array_get_element (items, 0), made->json));
  assert_problem (bad, 400);
  sim_process_stop (sim);
}

/* Reads a page; adds its ids and gives the next page, 0 at the end. */
static gint64
read_page (SimProcess *sim, const char *since, gint64 page, GHashTable *ids, char **last)
{
  g_autofree char *path =
      g_strdup_printf (PATH "?updatedSince=%s&page=%" G_GINT64_FORMAT, since, page);
  g_autoptr (SimReply) reply = sim_process_send (sim, "GET", path, NULL);
  JsonObject *object = json_node_get_object (reply->json);
  JsonArray *items = json_object_get_array_member (object, "items");

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (items), <=, 100);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_hash_table_add (ids, g_strdup (json_object_get_string_member (item, "id")));
      g_free (*last);
      *last = g_strdup (json_object_get_string_member (item, "updatedAt"));
    }
  return json_object_get_null_member (object, "next") ? 0
                                                      : json_object_get_int_member (object, "next");
}

static void
test_list (void)
{
  SimProcess *sim = sim_process_start ("--decide-after", "never", NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = NULL;
  const char *all = "2020-01-01T00:00:00Z";
  static const char *const bad[] = { PATH "?page=0", PATH "?page=x", PATH "?updatedSince=now",
                                     PATH "?plate=1", PATH "?page=-1" };

  for (guint i = 1; i <= 250; i++)
    sim_reply_free (post (sim, i));
  g_assert_cmpint (read_page (sim, all, 1, ids, &last), ==, 2);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 100);
  /* Some change between two pages and so move to the end: the sweep under way must lose none. */
  for (guint i = 1; i <= 10; i++)
    {
      g_autofree char *path = g_strdup_printf (PATH "/PR-%06u", i);

      sim_reply_free (sim_process_send (sim, "DELETE", path, NULL));
    }
  sim_process_set (sim, "decide", "{\"after\":\"0\"}");
  g_assert_cmpint (read_page (sim, all, 2, ids, &last), ==, 3);
  g_assert_cmpint (read_page (sim, all, 3, ids, &last), ==, 0);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 250);
  /* The next sweep begins where the last one ended and sees them all change. */
  g_hash_table_remove_all (ids);
  {
    g_autofree char *since = g_strdup (last);

    for (gint64 page = 1; page != 0;)
      page = read_page (sim, since, page, ids, &last);
  }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 250);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SimReply) reply = sim_process_send (sim, "GET", bad[i], NULL);

      assert_problem (reply, 400);
    }
  sim_process_stop (sim);
}

static void
test_plates_are_unique (void)
{
  SimProcess *sim = sim_process_start ("--decide-after", "0", "--seed", "42", NULL);
  SimProcess *twin = sim_process_start ("--decide-after", "0", "--seed", "42", NULL);
  g_autoptr (GHashTable) plates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i <= 200; i++)
    {
      g_autoptr (SimReply) reply = post (sim, i);
      g_autoptr (SimReply) same = post (twin, i);

      g_assert_true (g_hash_table_add (plates, g_strdup (sim_reply_get (reply, "plate"))));
      g_assert_cmpstr (sim_reply_get (reply, "plate"), ==, sim_reply_get (same, "plate"));
    }
  sim_process_stop (sim);
  sim_process_stop (twin);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/pon/create", test_create);
  g_test_add_func ("/sim/pon/conflicts", test_conflicts);
  g_test_add_func ("/sim/pon/body-checks", test_body_checks);
  g_test_add_func ("/sim/pon/good-bodies", test_good_bodies);
  g_test_add_func ("/sim/pon/verdicts", test_verdicts);
  g_test_add_func ("/sim/pon/decide", test_decide);
  g_test_add_func ("/sim/pon/withdraw", test_withdraw);
  g_test_add_func ("/sim/pon/find-by-key", test_find_by_key);
  g_test_add_func ("/sim/pon/list", test_list);
  g_test_add_func ("/sim/pon/plates-are-unique", test_plates_are_unique);
  return g_test_run ();
}
