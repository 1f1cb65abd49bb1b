/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk whose Driver2 and KP are the simulator, and searches that are waited for. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "search-scene.h"

#include <string.h>

void
search_scene_use (SearchScene *self, const char *driver2, const char *kp)
{
  set_remote (self->desk, "driver2", driver2);
  set_remote (self->desk, "kp", kp);
}

SearchScene
search_scene_begin (void)
{
  SearchScene self = { delivery_fixture_new (NULL), NULL,
                       sim_process_start ("--latency", "0", NULL) };
  g_autofree char *driver2 = g_strconcat (self.sim->url, "/driver2/v1", NULL);
  g_autofree char *kp = g_strconcat (self.sim->url, "/kp/v1", NULL);
  /* Its customers are made at the first question, which on a busy machine takes longer than the shortened
   * times here allow. */
  g_autoptr (SimReply) ready = sim_process_send (self.sim, "GET", "/control/persons", NULL);

  g_assert_cmpuint (ready->status, ==, 200);
  self.desk = self.fixture->desk;
  search_scene_use (&self, driver2, kp);
  return self;
}

void
search_scene_end (SearchScene *self)
{
  delivery_fixture_free (self->fixture);
  sim_process_stop (self->sim);
}

BalieCustomerQuery *
make_query (const char *first_code, ...)
{
  BalieCustomerQuery *query = balie_customer_query_new ();
  va_list args;

  va_start (args, first_code);
  for (const char *code = first_code; code != NULL; code = va_arg (args, const char *))
    {
      BalieCriterion criterion;

      g_assert_true (balie_criterion_find (code, &criterion));
      balie_customer_query_set (query, criterion, va_arg (args, const char *));
    }
  va_end (args);
  return query;
}

BalieCustomerQuery *
make_name_query (const char *last_name)
{
  return make_query ("lastName", last_name, NULL);
}

guint
count_asked (SimProcess *sim, const char *path, const char *query)
{
  g_autoptr (JsonArray) journal = sim_process_dup_array (sim, "/control/journal");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (journal); i++)
    {
      JsonObject *entry = json_array_get_object_element (journal, i);
      const char *asked = json_object_get_string_member (entry, "query");

      if (g_str_has_prefix (json_object_get_string_member (entry, "path"), path) &&
          (query == NULL || strstr (asked, query) != NULL))
        n++;
    }
  return n;
}

static void
ended_cb (BalieCustomerSearch *search, gpointer user_data)
{
  gboolean *ended = user_data;

  *ended = TRUE;
}

void
wait_ended (BalieCustomerSearch *search)
{
  gboolean ended = FALSE;
  gulong id = g_signal_connect (search, "ended", G_CALLBACK (ended_cb), &ended);

  WAIT_UNTIL (ended);
  g_signal_handler_disconnect (search, id);
  g_assert_false (balie_customer_search_is_running (search));
}

void
search_and_wait (BalieCustomerSearch *search, const BalieCustomerQuery *query, gboolean fresh)
{
  balie_customer_search_start (search, query, fresh);
  wait_ended (search);
}

void
wait_for_page (BalieCustomerSearch *search, int page)
{
  balie_customer_search_set_page (search, page);
  WAIT_UNTIL (!balie_customer_search_is_page_loading (search));
  g_assert_cmpint (balie_customer_search_get_page (search), ==, page);
}

BalieLegState
get_state (BalieCustomerSearch *search, BalieSource source)
{
  return balie_customer_search_get_leg (search, source)->state;
}

const BalieFoundCustomer *
get_row_at (BalieCustomerSearch *search, guint i)
{
  GPtrArray *rows = balie_customer_search_get_rows (search);

  g_assert_cmpuint (i, <, rows->len);
  return g_ptr_array_index (rows, i);
}
