/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Driver2 and KP played by a server on loopback that answers as the test says, and their clients. */
#include "config.h"

#include "balie-customer-fixture.h"

static void
append_header (gpointer name, gpointer value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", (const char *) name, (const char *) value);
}

static void
remember (BalieCustomerFixture *self, BalieTestExchange *exchange)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->sent);
  g_free (self->key);
  self->method = g_strdup (exchange->method);
  self->path = g_strdup (exchange->path);
  self->sent = g_strdup (exchange->body);
  self->key = g_strdup (balie_test_exchange_get_header (exchange, "idempotency-key"));
  g_string_append_printf (self->everything, "%s %s\n", exchange->method, exchange->path);
  g_hash_table_foreach (exchange->headers, append_header, self->everything);
  g_string_append (self->everything, exchange->body);
}

static void
answer (BalieTestExchange *exchange, gpointer user_data)
{
  BalieCustomerFixture *self = user_data;

  remember (self, exchange);
  if (self->behave)
    self->behave (exchange, self);
  else
    balie_test_exchange_reply (exchange, self->status, self->headers, self->type, self->body);
}

void
balie_customer_fixture_set_up (BalieCustomerFixture *self,
                               const char *remote_name,
                               const char *profile)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new (remote_name);
  g_autoptr (GError) error = NULL;

  self->status = 200;
  self->type = "application/json";
  self->body = "{\"total\":0,\"page\":1,\"pageSize\":10,\"items\":[]}";
  self->everything = g_string_new (NULL);
  self->server = balie_test_server_new (answer, self, NULL);
  g_free (config->url);
  config->url = balie_test_server_dup_url (self->server, "127.0.0.1", "/gate/v1");
  if (profile)
    {
      g_free (config->profile);
      config->profile = g_strdup (profile);
    }
  self->session = balie_remote_session_new (config, &error);
  g_assert_no_error (error);
  balie_http_set_time_scale (balie_remote_session_get_http (self->session), 0.001);
  if (g_str_equal (remote_name, "kp"))
    self->kp = balie_kp_client_new (self->session);
  else
    self->driver2 = balie_driver2_client_new (self->session);
  self->query = balie_customer_query_new ();
  balie_customer_query_set (self->query, BALIE_CRITERION_LAST_NAME, "Peeters");
}

void
balie_customer_fixture_tear_down (BalieCustomerFixture *self)
{
  g_clear_object (&self->driver2);
  g_clear_object (&self->kp);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, balie_customer_query_free);
  g_clear_pointer (&self->server, balie_test_server_free);
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->sent, g_free);
  g_clear_pointer (&self->key, g_free);
  g_string_free (self->everything, TRUE);
}

char *
balie_customer_fixture_read_shipped (const char *remote_name)
{
  g_autofree char *file = g_strconcat (remote_name, ".json", NULL);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "connectors", file, NULL);
  g_autoptr (GError) error = NULL;
  char *json;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  return json;
}

BalieCustomerPage *
balie_customer_fixture_search (BalieCustomerFixture *self, int page, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  if (self->kp)
    {
      balie_kp_client_search_async (self->kp, self->query, page, NULL, balie_await_done_cb, &await);
      return balie_kp_client_search_finish (self->kp, balie_await (&await), error);
    }
  balie_driver2_client_search_async (self->driver2, self->query, page, NULL, balie_await_done_cb,
                                     &await);
  return balie_driver2_client_search_finish (self->driver2, balie_await (&await), error);
}

BalieCustomer *
balie_customer_fixture_get (BalieCustomerFixture *self, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_driver2_client_get_async (self->driver2, "74050", NULL, balie_await_done_cb, &await);
  return balie_driver2_client_get_finish (self->driver2, balie_await (&await), error);
}

BalieCustomer *
balie_customer_fixture_create (BalieCustomerFixture *self,
                               const BalieCustomer *customer,
                               GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_driver2_client_create_async (self->driver2, "6f1c2d5e-8f4b-4c43-9b8e-0d6b8f1f2a11",
                                     customer, NULL, balie_await_done_cb, &await);
  return balie_driver2_client_create_finish (self->driver2, balie_await (&await), error);
}

GPtrArray *
balie_customer_fixture_find_vehicles (BalieCustomerFixture *self,
                                      const char *vin,
                                      const char *plate,
                                      GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_driver2_client_find_vehicles_async (self->driver2, vin, plate, NULL, balie_await_done_cb,
                                            &await);
  return balie_driver2_client_find_vehicles_finish (self->driver2, balie_await (&await), error);
}

char *
balie_customer_fixture_make_page (int first, int n, int total)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "{\"total\":%d,\"items\":[", total);
  for (int i = first; i < first + n; i++)
    g_string_append_printf (text,
                            "%s{\"number\":\"%d\",\"lastName\":\"Peeters\",\"firstName\":\"No %d\","
                            "\"address\":\"Kerkstraat %d\",\"postcode\":\"2000\"}",
                            i == first ? "" : ",", i, i, i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}
