/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the store with many orders: import, ids of lists, searches, counts, what is due.
 * Usage: bench-store [number of orders] [database file] */
#define G_LOG_DOMAIN "balie-bench"

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "balie-order-table.h"
#include "balie-search-index.h"
#include "balie-store-job.h"
#include "balie-store.h"

#define TODAY balie_date_from_ymd (2026, 3, 20)

typedef struct
{
  gint64 n_orders;
  GRand *random;
} Filling;

typedef struct
{
  const char *what;
  BalieOrderFilter filter;
  BalieOrderSort sort;
  const char *search;
} Question;

static void
set_text (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

static char *
make_name (GRand *random)
{
  static const char *const syllables[] = { "ba",   "ker", "van", "der",  "meer", "jan", "sen",
                                           "de",   "vri", "es",  "mul",  "ler",  "hof", "man",
                                           "bos",  "pie", "ter", "wil",  "lem",  "sma", "dijk",
                                           "stra", "kui", "per", "lind", "berg", "ten", "hag" };
  GString *name = g_string_new (NULL);

  for (int i = 0; i < 5; i++)
    g_string_append_printf (name, "%s%s", i == 2 ? " " : "",
                            syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))]);
  return g_string_free (name, FALSE);
}

/* A car on its way in one of eight, the others delivered with a plate; 1 in 1000 is due. */
static void
fill_order (BalieOrder *order, BalieExplanation *explanation, gint64 i, GRand *random)
{
  static const char *const brands[] = { "VW", "Audi", "Škoda", "SEAT" };
  gboolean open = i % 8 == 0;
  int serial = g_rand_int_range (random, 0, 1000000);

  set_text (&order->number, g_strdup_printf ("N%08" G_GINT64_FORMAT, i));
  set_text (&order->customer_name, make_name (random));
  set_text (&order->brand, g_strdup (brands[i % 4]));
  set_text (&order->model, g_strdup ("Golf 1.5 eTSI"));
  set_text (&order->dealer_number, g_strdup ("12345"));
  set_text (&order->seller, g_strdup ("V. Verkoper"));
  set_text (&order->vin, g_strdup_printf ("WVWZZZ%c%cZ%cW%06d", 'A' + serial % 8, '0' + serial % 10,
                                          'A' + serial % 13, serial));
  set_text (&order->plate, open ? g_strdup ("")
                                : g_strdup_printf ("%c%03d%c%c", 'G' + serial % 9, serial % 1000,
                                                   'B' + serial % 7, 'D' + serial % 11));
  order->status = open ? BALIE_ORDER_STATUS_ORDERED : BALIE_ORDER_STATUS_DELIVERED;
  order->unloading_date = TODAY - 300 + serial % 300;
  order->delivery_date = serial % 3 ? TODAY - 200 + serial % 400 : BALIE_DATE_NONE;
  explanation->rule = BALIE_RULE_UNLOADED;
  explanation->blocking = open ? 0 : 10;
  explanation->due_on = i % 1000 == 0 ? TODAY - i % 20 : TODAY + 1 + serial % 200;
}

static gpointer
fill (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Filling *filling = data;
  BalieExplanation explanation = { 0 };

  for (gint64 i = 0; i < filling->n_orders; i++)
    {
      g_autoptr (BalieOrder) order = balie_order_new ();

      balie_plates_parse ("long:2", &order->plates, NULL);
      fill_order (order, &explanation, i, filling->random);
      if (!balie_order_table_insert (db, order, &explanation, 1, error))
        return NULL;
    }
  return NULL;
}

static gpointer
finish_search (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_search_index_catch_up (db, 10000, error);
  return GINT_TO_POINTER (balie_search_index_count_pending (db, error) > 0);
}

static gpointer
ask (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (question->filter, question->search, TODAY);

  query->sort = question->sort;
  return balie_order_table_query_ids (db, query, cancellable, error);
}

static gpointer
count (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_order_table_count (db, TODAY, data, error);
  return NULL;
}

static gpointer
get_due (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_order_table_get_due (db, TODAY, error);
}

static gpointer
get_page (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint32 ids[128];

  for (guint32 i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = 1 + i * 7001 % 900000;
  return balie_order_table_get_rows (db, ids, G_N_ELEMENTS (ids), error);
}

/* Of all threads: tells the program's own work from what else the machine does. */
static double
get_cpu_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static gpointer
run (BalieStore *store, BalieStoreLane lane, BalieStoreFunc func, gpointer data, double *seconds)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  gpointer result = balie_store_run_sync (store, lane, func, data, NULL, &error);

  *seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  if (error)
    g_error ("%s", error->message);
  return result;
}

/* The best of five: the rest is what else the machine does. */
static void
measure_question (BalieStore *store, const Question *question)
{
  double best = 1e9;
  guint n = 0;

  for (int i = 0; i < 5; i++)
    {
      double seconds;
      g_autoptr (GArray) ids = run (store, BALIE_STORE_READ, ask, (gpointer) question, &seconds);

      n = ids->len;
      best = MIN (best, seconds);
    }
  g_print ("%-34s %8.1f ms  %u orders\n", question->what, best * 1000, n);
}

static void
measure_questions (BalieStore *store)
{
  static const Question questions[] = {
    { "all by number", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, NULL },
    { "all by customer", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_CUSTOMER, NULL },
    { "all by brand", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_BRAND, NULL },
    { "all by delivery date", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_DELIVERY, NULL },
    { "all by state", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_STATE, NULL },
    { "all by due date", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_DUE, NULL },
    { "due by due date", BALIE_ORDER_FILTER_DUE, BALIE_ORDER_SORT_DUE, NULL },
    { "upcoming by number", BALIE_ORDER_FILTER_UPCOMING, BALIE_ORDER_SORT_NUMBER, NULL },
    { "search j", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "j" },
    { "search ja", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "ja" },
    { "search w (every VIN)", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "w" },
    { "search jan", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "jan" },
    { "search jansen", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "jansen" },
    { "search jansen bos", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "jansen bos" },
    { "search golf (all of them)", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "golf" },
    { "search n00500000", BALIE_ORDER_FILTER_ALL, BALIE_ORDER_SORT_NUMBER, "n00500000" },
    { "search jansen in due", BALIE_ORDER_FILTER_DUE, BALIE_ORDER_SORT_DUE, "jansen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    measure_question (store, &questions[i]);
}

static void
measure_lists (BalieStore *store)
{
  gint64 counts[BALIE_N_ORDER_FILTERS];
  double seconds;

  for (int i = 0; i < 2; i++)
    run (store, BALIE_STORE_READ, count, counts, &seconds);
  g_print ("%-34s %8.1f ms\n", "counts of all filters", seconds * 1000);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) due = run (store, BALIE_STORE_READ, get_due, NULL, &seconds);

      if (i == 1)
        g_print ("%-34s %8.1f ms  %u orders\n", "what is due", seconds * 1000, due->len);
    }
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) page = run (store, BALIE_STORE_READ, get_page, NULL, &seconds);

      if (i == 1)
        g_print ("%-34s %8.1f ms  %u orders\n", "a page of rows", seconds * 1000, page->len);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("balie-bench-XXXXXX", NULL);
  g_autofree char *path =
      argc > 2 ? g_strdup (argv[2]) : g_build_filename (folder, "balie.db", NULL);
  g_autofree char *uri = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieStore) store = balie_store_open_sync (uri, &error);
  Filling filling = { argc > 1 ? atoll (argv[1]) : 1000000, random };
  double seconds, total = 0, cpu = get_cpu_seconds ();
  gboolean more;

  if (!store)
    g_error ("%s", error->message);
  if (balie_store_is_fresh (store))
    {
      run (store, BALIE_STORE_WRITE, fill, &filling, &seconds);
      g_print ("%-34s %8.1f s (%.1f s of CPU)\n", "inserting and committing", seconds,
               get_cpu_seconds () - cpu);
      cpu = get_cpu_seconds ();
    }
  do
    {
      more = run (store, BALIE_STORE_WRITE, finish_search, NULL, &seconds) != NULL;
      total += seconds;
    }
  while (more);
  g_print ("%-34s %8.1f s (%.1f s of CPU)\n", "search index afterwards", total,
           get_cpu_seconds () - cpu);
  measure_lists (store);
  measure_questions (store);
  g_clear_object (&store);
  if (argc <= 2)
    g_unlink (path);
  g_rmdir (folder);
  return 0;
}
