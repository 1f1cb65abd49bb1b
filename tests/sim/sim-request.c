/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies of plate requests for the tests of balie-sim. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "sim-request.h"

char *
make_vin (guint serial)
{
  return g_strdup_printf ("WVWZZZ1KZ8W%06u", serial);
}

char *
make_body (guint serial)
{
  return g_strdup_printf (
      "{\"brand\":\"Volkswagen\",\"dealerNumber\":\"01234\",\"chassisNumber\":\"WVWZZZ1KZ8W%06u\","
      "\"requestType\":\"new\",\"requestDate\":\"2026-03-20\",\"deliveryDate\":null,"
      "\"plates\":[{\"type\":\"long\",\"count\":2}]}",
      serial);
}

char *
make_body_with (guint serial, const char *member, const char *value)
{
  g_autofree char *text = make_body (serial);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = json_node_get_object (node);

  if (value == NULL)
    json_object_remove_member (object, member);
  else
    json_object_set_member (object, member, json_from_string (value, NULL));
  return json_to_string (node, FALSE);
}

char *
dup_status (SimProcess *sim, const char *id)
{
  g_autofree char *path = g_strconcat ("/pon/v1/plate-requests/", id, NULL);
  g_autoptr (SimReply) reply = sim_process_send (sim, "GET", path, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  return g_strdup (sim_reply_get (reply, "status"));
}

void
wait_for_status (SimProcess *sim, const char *id, const char *status)
{
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *now = dup_status (sim, id);

      if (g_str_equal (now, status))
        return;
      g_usleep (10000);
    }
  g_error ("%s did not become %s", id, status);
}
