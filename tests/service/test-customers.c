/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of one source; what stands in the way of a search; what waits are learned; and both sources as
 * one list, also with gateways that do not say how many there are. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "search-scene.h"

#include "balie-administration.h"
#include "balie-error.h"
#include "balie-search-list.h"

#include <string.h>

#define DRIVER2 BALIE_SOURCE_DRIVER2
#define KP BALIE_SOURCE_KP

/* The list */

/* A page of @n persons called @name and their place. */
static void
add_page (BalieSearchList *list,
          BalieSource source,
          const char *name,
          int page,
          guint n,
          gint64 total,
          gboolean has_more)
{
  g_autoptr (BalieSearchAnswer) answer = balie_search_answer_new ();

  answer->page = page;
  answer->total = total;
  answer->has_more = has_more;
  for (guint i = 0; i < n; i++)
    {
      BalieCustomer *customer = balie_customer_new (source);
      g_autofree char *first = g_strdup_printf ("%d", (page - 1) * 10 + (int) i);
      g_autofree char *mail = g_strconcat (first, "@example.org", NULL);

      balie_customer_set (customer, BALIE_CUSTOMER_LAST_NAME, name);
      balie_customer_set (customer, BALIE_CUSTOMER_FIRST_NAME, first);
      balie_customer_set (customer, BALIE_CUSTOMER_EMAIL, mail);
      g_ptr_array_add (answer->customers, customer);
    }
  balie_search_list_add (list, source, answer);
}

/* "D0 D1 K10", a "+" after those that both have; or "driver2 3" for what is missing. */
static char *
dup_page (BalieSearchList *list, int page)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);
  BalieSource source;
  int missing;

  if (!balie_search_list_build (list, page, rows, &source, &missing))
    {
      g_string_append_printf (text, "%s %d", balie_source_to_code (source), missing);
      return g_string_free (text, FALSE);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const BalieFoundCustomer *row = g_ptr_array_index (rows, i);

      g_string_append_printf (
          text, "%s%c%s%s", i > 0 ? " " : "", row->customer->source == KP ? 'K' : 'D',
          row->customer->values[BALIE_CUSTOMER_FIRST_NAME], row->other != NULL ? "+" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_page (BalieSearchList *list, int page, const char *expected)
{
  g_autofree char *text = dup_page (list, page);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_list_of_both (void)
{
  BalieSearchList *list = balie_search_list_new ();

  g_assert_cmpint (balie_search_list_get_total (list), ==, 0);
  add_page (list, DRIVER2, "Same", 1, 3, 3, FALSE);
  add_page (list, KP, "Same", 1, 10, 12, TRUE);
  g_assert_cmpint (balie_search_list_get_total (list), ==, 12);
  g_assert_cmpint (balie_search_list_get_kp_page (list), ==, 1);
  assert_page (list, 1, "D0+ D1+ D2+ K3 K4 K5 K6 K7 K8 K9");
  assert_page (list, 2, "kp 2");
  add_page (list, KP, "Same", 2, 2, 12, FALSE);
  assert_page (list, 2, "K10 K11");
  assert_page (list, 3, "");
  balie_search_list_clear (list, KP);
  assert_page (list, 1, "D0 D1 D2");
  balie_search_list_free (list);
}

/* The same name alone does not make the same person. */
static void
test_list_of_namesakes (void)
{
  BalieSearchList *list = balie_search_list_new ();

  add_page (list, DRIVER2, "One", 1, 2, 2, FALSE);
  add_page (list, KP, "Other", 1, 2, 2, FALSE);
  assert_page (list, 1, "D0 D1 K0 K1");
  balie_search_list_free (list);
}

static void
test_list_of_unknown_length (void)
{
  BalieSearchList *list = balie_search_list_new ();

  add_page (list, DRIVER2, "A", 1, 10, -1, TRUE);
  add_page (list, KP, "B", 1, 2, 2, FALSE);
  g_assert_cmpint (balie_search_list_get_total (list), ==, -1);
  g_assert_cmpint (balie_search_list_get_n_pages (list), ==, -1);
  g_assert_cmpint (balie_search_list_get_kp_page (list), ==, 0);
  assert_page (list, 2, "driver2 2");
  add_page (list, DRIVER2, "A", 2, 9, -1, FALSE);
  g_assert_cmpint (balie_search_list_get_total (list), ==, 21);
  assert_page (list, 2, "D10 D11 D12 D13 D14 D15 D16 D17 D18 K0");
  assert_page (list, 3, "K1");
  balie_search_list_free (list);
}

/* An empty page ends a list, whatever its gateway says of more. */
static void
test_list_that_shrinks (void)
{
  BalieSearchList *list = balie_search_list_new ();

  add_page (list, DRIVER2, "A", 1, 10, 35, TRUE);
  g_assert_cmpint (balie_search_list_get_n_pages (list), ==, 4);
  add_page (list, DRIVER2, "A", 2, 0, 35, TRUE);
  g_assert_cmpint (balie_search_list_get_n_pages (list), ==, 1);
  balie_search_list_clear (list, DRIVER2);
  add_page (list, DRIVER2, "A", 1, 10, G_MAXINT64, TRUE);
  g_assert_cmpint (balie_search_list_get_n_pages (list), >, 1000);
  balie_search_list_free (list);
}

/* Obstacles and rights */

static void
assert_obstacle (BalieDesk *desk,
                 BalieSource source,
                 const BalieCustomerQuery *query,
                 const char *word)
{
  g_autofree char *obstacle = balie_customers_dup_obstacle (desk, source, query);

  if (word == NULL)
    g_assert_null (obstacle);
  else
    g_assert_nonnull (strstr (obstacle, word));
}

static void
test_obstacles (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerQuery) empty = balie_customer_query_new ();
  g_autoptr (BalieCustomerQuery) mail = make_query ("email", "a@example.org", NULL);
  g_autoptr (BalieCustomerQuery) name = make_name_query ("Goderis");

  assert_obstacle (scene.desk, DRIVER2, empty, "Fill in");
  assert_obstacle (scene.desk, DRIVER2, mail, NULL);
  assert_obstacle (scene.desk, KP, mail, "last name");
  assert_obstacle (scene.desk, KP, name, NULL);
  search_scene_use (&scene, "", "");
  assert_obstacle (scene.desk, DRIVER2, name, "Driver2 has no address");
  assert_obstacle (scene.desk, KP, name, "KP has no address");
  g_assert_true (balie_customers_kp_follows (name, 0));
  g_assert_false (balie_customers_kp_follows (name, 1));
  g_assert_false (balie_customers_kp_follows (name, -1));
  g_assert_false (balie_customers_kp_follows (mail, 0));
  search_scene_end (&scene);
}

static BalieSearchAnswer *
search (BalieDesk *desk, const BalieCustomerQuery *query, gboolean refresh, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_customers_search_async (desk, DRIVER2, query, 1, refresh, NULL, async_ended_cb, &result);
  return balie_customers_search_finish (desk, await (&result), error);
}

static void
test_rights (void)
{
  SearchScene scene = search_scene_begin ();
  BalieDesk *stranger = delivery_fixture_open (scene.fixture, "stranger", NULL);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Goderis");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (search (stranger, query, TRUE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  balie_vehicles_search_async (stranger, "", "1-DEM-001", NULL, async_ended_cb, &result);
  g_assert_null (balie_vehicles_search_finish (stranger, await (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_object (&result);
  g_assert_cmpuint (count_asked (scene.sim, "/", NULL), ==, 0);
  close_desk (stranger);
  search_scene_end (&scene);
}

/* "Usually about N s here": known after three answers, and by the next desk too. */
static void
test_learned_wait (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Goderis");
  BalieDesk *other;

  sim_process_set (scene.sim, "latency", "driver2=200ms");
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieSearchAnswer) answer = NULL;

      g_assert_cmpfloat (balie_customers_get_usual_wait (scene.desk, DRIVER2), ==, 0);
      answer = search (scene.desk, query, TRUE, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpfloat (balie_customers_get_usual_wait (scene.desk, DRIVER2), >=, 0.2);
  g_assert_cmpfloat (balie_customers_get_usual_wait (scene.desk, DRIVER2), <, 2);
  g_assert_cmpfloat (balie_customers_get_usual_wait (scene.desk, KP), ==, 0);
  other = delivery_fixture_open (scene.fixture, NULL, NULL);
  balie_search_answer_free (search (other, query, FALSE, NULL));
  g_assert_cmpfloat (balie_customers_get_usual_wait (other, DRIVER2), >=, 0.2);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 3);
  close_desk (other);
  search_scene_end (&scene);
}

/* Kept for a quarter of an hour, and not as the answer of another gateway. */
static void
test_kept_for_a_while (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (1000000);
  SearchScene scene = search_scene_begin ();
  BalieDesk *desk = delivery_fixture_open (scene.fixture, NULL, clock);
  g_autofree char *elsewhere = g_strconcat (scene.sim->url, "/driver2/v1/", NULL);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Goderis");

  balie_search_answer_free (search (desk, query, FALSE, NULL));
  balie_clock_set_unix (clock, 1000000 + BALIE_CUSTOMERS_KEEP_SECONDS);
  balie_search_answer_free (search (desk, query, FALSE, NULL));
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 1);
  balie_clock_set_unix (clock, 1000000 + BALIE_CUSTOMERS_KEEP_SECONDS + 1);
  balie_search_answer_free (search (desk, query, FALSE, NULL));
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 2);
  set_remote (desk, "driver2", elsewhere);
  balie_search_answer_free (search (desk, query, FALSE, NULL));
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 3);
  close_desk (desk);
  search_scene_end (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/of-both", test_list_of_both);
  g_test_add_func ("/list/of-namesakes", test_list_of_namesakes);
  g_test_add_func ("/list/of-unknown-length", test_list_of_unknown_length);
  g_test_add_func ("/list/that-shrinks", test_list_that_shrinks);
  g_test_add_func ("/customers/obstacles", test_obstacles);
  g_test_add_func ("/customers/rights", test_rights);
  g_test_add_func ("/customers/learned-wait", test_learned_wait);
  g_test_add_func ("/customers/kept-for-a-while", test_kept_for_a_while);
  return g_test_run ();
}
