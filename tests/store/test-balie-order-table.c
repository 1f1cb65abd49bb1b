/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of table "orders": what is written comes back, lists, counts and search find it. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "balie-error.h"
#include "balie-order-row-sql.h"
#include "store-fixture.h"

#define TODAY balie_date_from_ymd (2026, 3, 20)

static BalieOrder *
make_full_order (void)
{
  static const char *const values[BALIE_ORDER_N_FIELDS] = {
    "N-0001",
    "used",
    "in-transit",
    "54321",
    "Škoda",
    "Octavia",
    "TMBJJ7NE8L0123456",
    "XX123Y",
    "yes",
    "2026-03-01",
    "2026-04-01",
    "2026-03-02",
    "2026-05-01",
    "2026-02-01",
    "yes",
    "Æsir “Ö” d'Or",
    "V. Verkoper",
    "long:2+carrier:1",
  };
  BalieOrder *order = balie_order_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      balie_order_set_value (order, (BalieOrderField) i, values[i], &error);
      g_assert_no_error (error);
    }
  return order;
}

static void
assert_same_order (const BalieOrder *a, const BalieOrder *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpint (a->version, ==, b->version);
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *first = balie_order_dup_value (a, (BalieOrderField) i);
      g_autofree char *second = balie_order_dup_value (b, (BalieOrderField) i);

      g_assert_cmpstr (first, ==, second);
    }
}

static void
test_columns (void)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "",
                            balie_order_field_get_info ((BalieOrderField) i)->code);
  g_assert_cmpstr (codes->str, ==, BALIE_ORDER_FIELD_COLUMNS);
}

static gpointer
check_round_trip (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrder) order = make_full_order ();
  BalieExplanation explanation = make_explanation (5, BALIE_RULE_STOCK, "2026-02-15");
  g_autoptr (BalieOrderRow) row = NULL;
  g_autoptr (BalieOrderRow) none = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_true (balie_order_table_insert (db, order, &explanation, 4711, error));
  g_assert_cmpint (order->id, >, 0);
  g_assert_cmpint (order->version, ==, 1);
  row = balie_order_table_get (db, "N-0001", error);
  assert_same_order (row->order, order);
  g_assert_cmpuint (row->explanation.blocking, ==, 5);
  g_assert_cmpint (row->explanation.rule, ==, BALIE_RULE_STOCK);
  g_assert_cmpint (row->explanation.due_on, ==, explanation.due_on);
  g_assert_cmpint (row->explanation.attention, ==, BALIE_ATTENTION_NONE);
  g_assert_cmpint (row->request_state, ==, BALIE_REQUEST_NONE);
  g_assert_cmpint (row->changed_at, ==, 4711);

  g_assert_false (balie_order_table_has (db, "n-0001", &none, &local));
  g_assert_no_error (local);
  g_assert_null (none);
  g_assert_null (balie_order_table_get (db, "n-0001", &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

static gpointer
check_empty_order (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  BalieExplanation explanation = make_explanation (1023, BALIE_RULE_NONE, NULL);
  g_autoptr (BalieOrderRow) row = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_false (balie_order_table_insert (db, order, &explanation, 1, &local));
  assert_code (local, BALIE_ERROR_BUG);
  g_free (order->number);
  order->number = g_strdup ("1");
  g_assert_true (balie_order_table_insert (db, order, &explanation, 1, error));
  row = balie_order_table_get (db, "1", error);
  assert_same_order (row->order, order);
  return NULL;
}

static gpointer
check_double_number (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrder) second = make_order ("A", "Jansen", "");
  BalieExplanation explanation = make_explanation (1, BALIE_RULE_NONE, NULL);
  g_autoptr (GError) local = NULL;

  add_order (db, "A", "Jansen", "");
  g_assert_false (balie_order_table_insert (db, second, &explanation, 1, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  return NULL;
}

static gpointer
check_version (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrder) mine = put_order (db, "A", "Jansen", "");
  g_autoptr (BalieOrder) theirs = balie_order_copy (mine);
  BalieExplanation explanation = make_explanation (0, BALIE_RULE_NLV, "2026-03-21");
  g_autoptr (BalieOrderRow) row = NULL;
  g_autoptr (GError) local = NULL;

  theirs->stock = TRUE;
  g_assert_true (balie_order_table_update (db, theirs, &explanation, 2000, error));
  g_assert_cmpint (theirs->version, ==, 2);
  g_assert_false (balie_order_table_update (db, mine, &explanation, 3000, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_assert_cmpint (mine->version, ==, 1);
  row = balie_order_table_get (db, "A", error);
  assert_same_order (row->order, theirs);
  g_assert_cmpint (row->changed_at, ==, 2000);
  g_assert_cmpint (row->explanation.rule, ==, BALIE_RULE_NLV);
  return NULL;
}

static gpointer
check_set_explanation (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrder) order = put_order (db, "A", "Jansen", "");
  BalieExplanation explanation = make_explanation (0, BALIE_RULE_NONE, NULL);
  g_autoptr (BalieOrderRow) row = NULL;
  g_autoptr (BalieOrderRow) later = NULL;

  explanation.attention = BALIE_ATTENTION_NO_DATES;
  g_assert_true (balie_order_table_set_explanation (db, order->id, &explanation, BALIE_REQUEST_NONE,
                                                    5000, error));
  row = balie_order_table_get (db, "A", error);
  g_assert_cmpint (row->explanation.attention, ==, BALIE_ATTENTION_NO_DATES);
  g_assert_cmpint (row->changed_at, ==, 1000);
  g_assert_cmpint (row->order->version, ==, 1);

  g_assert_true (balie_order_table_set_explanation (db, order->id, &explanation,
                                                    BALIE_REQUEST_UNKNOWN, 6000, error));
  later = balie_order_table_get (db, "A", error);
  g_assert_cmpint (later->request_state, ==, BALIE_REQUEST_UNKNOWN);
  g_assert_cmpint (later->changed_at, ==, 6000);
  return NULL;
}

/* Ten orders: D0 to D3 due 2 days ago, today, tomorrow, in 15 days; B0 blocked though due; A0 needs
 * attention; W0, U0 requested, P0 approved, R0 rejected. */
static void
put_all_kinds (BalieDb *db)
{
  static const struct
  {
    const char *number;
    guint blocking;
    const char *due_on;
    BalieAttention attention;
    BalieRequestState state;
  } all[] = {
    { "D3", 0, "2026-04-04", BALIE_ATTENTION_NONE, BALIE_REQUEST_NONE },
    { "D2", 0, "2026-03-21", BALIE_ATTENTION_NONE, BALIE_REQUEST_NONE },
    { "D1", 0, "2026-03-20", BALIE_ATTENTION_NONE, BALIE_REQUEST_NONE },
    { "D0", 0, "2026-03-18", BALIE_ATTENTION_NONE, BALIE_REQUEST_NONE },
    { "B0", 16, "2026-03-18", BALIE_ATTENTION_NONE, BALIE_REQUEST_NONE },
    { "A0", 0, NULL, BALIE_ATTENTION_PLANNED_LATE, BALIE_REQUEST_NONE },
    { "W0", 256, "2026-03-18", BALIE_ATTENTION_NONE, BALIE_REQUEST_WAITING },
    { "U0", 256, NULL, BALIE_ATTENTION_NONE, BALIE_REQUEST_UNKNOWN },
    { "P0", 256, NULL, BALIE_ATTENTION_NONE, BALIE_REQUEST_APPROVED },
    { "R0", 0, "2026-03-18", BALIE_ATTENTION_REJECTED, BALIE_REQUEST_REJECTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (BalieOrder) order = put_order (db, all[i].number, "Jansen", "");
      BalieExplanation explanation = make_explanation (
          all[i].blocking, all[i].due_on ? BALIE_RULE_UNLOADED : BALIE_RULE_NONE, all[i].due_on);
      g_autoptr (GError) error = NULL;

      explanation.attention = all[i].attention;
      balie_order_table_set_explanation (db, order->id, &explanation, all[i].state, 1, &error);
      g_assert_no_error (error);
    }
}

/* The numbers of a list, joined by blanks. */
static char *
join_numbers (GPtrArray *rows)
{
  GString *out = g_string_new (NULL);

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      BalieOrderRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", row ? row->order->number : "-");
    }
  return g_string_free (out, FALSE);
}

static char *
query_numbers (BalieDb *db, const BalieOrderQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = balie_order_table_query_ids (db, query, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = balie_order_table_get_rows (db, (guint32 *) ids->data, ids->len, &error);
  g_assert_no_error (error);
  return join_numbers (rows);
}

static void
assert_query (BalieDb *db, BalieOrderFilter filter, const char *search, const char *expected)
{
  g_autoptr (BalieOrderQuery) query = balie_order_query_new (filter, search, TODAY);
  g_autofree char *numbers = query_numbers (db, query);

  g_assert_cmpstr (numbers, ==, expected);
}

static gpointer
check_filters (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const gint64 expected[BALIE_N_ORDER_FILTERS] = { 10, 2, 1, 2, 2, 1, 1 };
  gint64 counts[BALIE_N_ORDER_FILTERS];
  gint64 days[3];

  put_all_kinds (db);
  assert_query (db, BALIE_ORDER_FILTER_ALL, NULL, "A0 B0 D0 D1 D2 D3 P0 R0 U0 W0");
  assert_query (db, BALIE_ORDER_FILTER_DUE, NULL, "D0 D1");
  assert_query (db, BALIE_ORDER_FILTER_UPCOMING, "", "D2");
  assert_query (db, BALIE_ORDER_FILTER_ATTENTION, NULL, "A0 R0");
  assert_query (db, BALIE_ORDER_FILTER_REQUESTED, NULL, "U0 W0");
  assert_query (db, BALIE_ORDER_FILTER_APPROVED, NULL, "P0");
  assert_query (db, BALIE_ORDER_FILTER_REJECTED, NULL, "R0");
  assert_query (db, BALIE_ORDER_FILTER_REQUESTED, "jansen w", "W0");
  assert_query (db, BALIE_ORDER_FILTER_REQUESTED, "w", "W0");

  g_assert_true (balie_order_table_count (db, TODAY, counts, error));
  for (int i = 0; i < BALIE_N_ORDER_FILTERS; i++)
    g_assert_cmpint (counts[i], ==, expected[i]);
  g_assert_true (balie_order_table_count_per_day (db, TODAY, 3, days, error));
  g_assert_cmpint (days[0], ==, 2);
  g_assert_cmpint (days[1], ==, 1);
  g_assert_cmpint (days[2], ==, 0);
  return NULL;
}

static gpointer
check_run_lists (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) attention = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autofree char *due_numbers = NULL;
  g_autofree char *attention_numbers = NULL;

  put_all_kinds (db);
  due = balie_order_table_get_due (db, TODAY, error);
  due_numbers = join_numbers (due);
  g_assert_cmpstr (due_numbers, ==, "D0 D1");
  attention = balie_order_table_get_attention (db, 0, error);
  attention_numbers = join_numbers (attention);
  g_assert_cmpstr (attention_numbers, ==, "A0 R0");
  one = balie_order_table_get_attention (db, 1, error);
  g_assert_cmpuint (one->len, ==, 1);
  return NULL;
}

static gpointer
check_filter_codes (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < BALIE_N_ORDER_FILTERS; i++)
    {
      BalieOrderFilter filter;

      g_assert_true (balie_order_filter_from_code (
          balie_order_filter_to_code ((BalieOrderFilter) i), &filter));
      g_assert_cmpint (filter, ==, i);
    }
  return NULL;
}

static void
put_dated (BalieDb *db, const char *number, const char *customer, const char *delivery)
{
  g_autoptr (BalieOrder) order = make_order (number, customer, number);
  BalieExplanation explanation = make_explanation (0, BALIE_RULE_PLANNED, delivery);
  g_autoptr (GError) error = NULL;

  g_assert_true (balie_order_set_value (order, BALIE_ORDER_FIELD_DELIVERY_DATE, delivery, &error));
  g_assert_true (balie_order_table_insert (db, order, &explanation, 1, &error));
}

static void
assert_sorted (BalieDb *db, BalieOrderSort sort, gboolean descending, const char *expected)
{
  g_autoptr (BalieOrderQuery) query = balie_order_query_new (BALIE_ORDER_FILTER_ALL, NULL, TODAY);
  g_autofree char *numbers = NULL;

  query->sort = sort;
  query->descending = descending;
  numbers = query_numbers (db, query);
  g_assert_cmpstr (numbers, ==, expected);
}

static gpointer
check_sorting (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrderQuery) limited = balie_order_query_new (BALIE_ORDER_FILTER_ALL, "v", TODAY);
  g_autofree char *numbers = NULL;

  put_dated (db, "V2", "émile", "2026-03-25");
  put_dated (db, "V1", "Zoë", "2026-03-30");
  put_dated (db, "V3", "Anna", "");
  assert_sorted (db, BALIE_ORDER_SORT_NUMBER, FALSE, "V1 V2 V3");
  assert_sorted (db, BALIE_ORDER_SORT_NUMBER, TRUE, "V3 V2 V1");
  assert_sorted (db, BALIE_ORDER_SORT_CUSTOMER, FALSE, "V3 V2 V1");
  assert_sorted (db, BALIE_ORDER_SORT_CUSTOMER, TRUE, "V1 V2 V3");
  assert_sorted (db, BALIE_ORDER_SORT_VIN, TRUE, "V3 V2 V1");
  assert_sorted (db, BALIE_ORDER_SORT_DELIVERY, FALSE, "V2 V1 V3");
  assert_sorted (db, BALIE_ORDER_SORT_DELIVERY, TRUE, "V1 V2 V3");
  assert_sorted (db, BALIE_ORDER_SORT_DUE, FALSE, "V2 V1 V3");
  assert_sorted (db, BALIE_ORDER_SORT_DUE, TRUE, "V1 V2 V3");
  for (int i = BALIE_ORDER_SORT_NUMBER; i <= BALIE_ORDER_SORT_DUE; i++)
    {
      g_autoptr (BalieOrderQuery) query =
          balie_order_query_new (BALIE_ORDER_FILTER_ALL, "verkoper", TODAY);
      g_autoptr (GArray) ids = NULL;

      query->sort = (BalieOrderSort) i;
      ids = balie_order_table_query_ids (db, query, NULL, error);
      g_assert_cmpuint (ids->len, ==, 3);
    }
  limited->limit = 2;
  numbers = query_numbers (db, limited);
  g_assert_cmpstr (numbers, ==, "V1 V2");
  return NULL;
}

static gpointer
check_rows_of_ids (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrder) a = put_order (db, "A", "Jansen", "");
  g_autoptr (BalieOrder) b = put_order (db, "B", "Jansen", "");
  guint32 ids[] = { (guint32) b->id, 999999, (guint32) a->id, (guint32) b->id };
  g_autoptr (GPtrArray) rows = balie_order_table_get_rows (db, ids, G_N_ELEMENTS (ids), error);
  g_autoptr (GPtrArray) after = balie_order_table_get_after (db, a->id, 10, error);
  g_autofree char *numbers = join_numbers (rows);
  g_autofree char *next = join_numbers (after);

  g_assert_cmpstr (numbers, ==, "B - A B");
  g_assert_cmpstr (next, ==, "B");
  return NULL;
}

static gpointer
check_by_vin (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *numbers = NULL;

  add_order (db, "A", "Jansen", "WVWZZZ1KZAW000001");
  add_order (db, "B", "Vries", "WVWZZZ1KZAW000001");
  add_order (db, "C", "Vries", "WVWZZZ1KZAW000002");
  rows = balie_order_table_get_by_vin (db, "WVWZZZ1KZAW000001", error);
  numbers = join_numbers (rows);
  g_assert_cmpstr (numbers, ==, "A B");
  return NULL;
}

static gpointer
check_near_delivery (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *numbers = NULL;
  g_autoptr (BalieOrder) delivered = make_order ("X1", "Jansen", "");
  g_autoptr (BalieOrder) plated = make_order ("X2", "Jansen", "");
  BalieExplanation explanation = make_explanation (1, BALIE_RULE_NONE, NULL);
  gint64 n_all = 0;

  put_dated (db, "L", "Jansen", "2026-03-28");
  put_dated (db, "N", "Jansen", "2026-03-27");
  put_dated (db, "M", "Jansen", "2026-03-10");
  put_dated (db, "U", "Jansen", "");
  delivered->delivery_date = plated->delivery_date = TODAY;
  delivered->status = BALIE_ORDER_STATUS_DELIVERED;
  g_free (plated->plate);
  plated->plate = g_strdup ("XX123Y");
  g_assert_true (balie_order_table_insert (db, delivered, &explanation, 1, error));
  g_assert_true (balie_order_table_insert (db, plated, &explanation, 1, error));
  rows = balie_order_table_get_near_delivery (db, TODAY + 7, 100, &n_all, error);
  numbers = join_numbers (rows);
  g_assert_cmpstr (numbers, ==, "M N");
  g_assert_cmpint (n_all, ==, 2);
  return NULL;
}

static void
put_searched (BalieDb *db)
{
  g_autoptr (BalieOrder) a = make_order ("N1001", "Jansen & Zn.", "WVWZZZ1KZAW000001");
  g_autoptr (BalieOrder) b = make_order ("n1002", "de Vries", "TMBJJ7NE8L0123456");
  g_autoptr (BalieOrder) c = make_order ("X\"1003", "O'Neill 100%_\\x", "");
  BalieOrder *all[] = { a, b, c };
  BalieExplanation explanation = make_explanation (1, BALIE_RULE_NONE, NULL);
  g_autoptr (GError) error = NULL;

  g_free (a->plate);
  a->plate = g_strdup ("XX123Y");
  g_free (b->brand);
  b->brand = g_strdup ("Škoda");
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      balie_order_table_insert (db, all[i], &explanation, 1, &error);
      g_assert_no_error (error);
    }
}

/* What a person may type, and what is found; the same whether or not the index has it already. */
static void
assert_searches (BalieDb *db)
{
  static const char *const cases[][2] = {
    { "jansen", "N1001" },
    { "JANSEN", "N1001" },
    { "skoda", "n1002" },
    { "Škoda", "n1002" },
    { "100", "N1001 X\"1003 n1002" },
    { "n1", "N1001 n1002" },
    { "N", "N1001 n1002" },
    { "d", "n1002" },
    { "de", "n1002" },
    { "de vr", "n1002" },
    { "vries de", "n1002" },
    { "wv", "N1001" },
    { "xx", "N1001" },
    { "xx-123-y", "N1001" },
    { "XX-12", "N1001" },
    { "XX-1", "N1001" },
    { "X-X", "N1001" },
    { "xx123y", "N1001" },
    { "wvwzzz1kzaw000001", "N1001" },
    { "jansen wvw golf", "N1001" },
    { "jansen vries", "" },
    { "nobody", "" },
    { "x\"1003", "X\"1003" },
    { "o'neill", "X\"1003" },
    { "100%", "X\"1003" },
    { "0%_\\x", "X\"1003" },
    { "%%%", "" },
    { "___", "" },
    { "%", "" },
    { "_", "" },
    { "\"", "" },
    { "'", "" },
    { "\"\"\"", "" },
    { "jan*", "" },
    { "jansen OR vries", "" },
    { "NEAR(jansen vries)", "" },
    { "search:jansen", "" },
    { "-jansen", "N1001" },
    { "^jansen", "" },
    { "{jansen}", "" },
    { "jansen; DROP TABLE orders", "" },
    { "' OR 1=1 --", "" },
    { "🚗", "" },
    { "🚗🚗🚗", "" },
    { "\xf4\x8f\xbf\xbf", "" },
    { "  ", "N1001 X\"1003 n1002" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("search for %s", cases[i][0]);
      assert_query (db, BALIE_ORDER_FILTER_ALL, cases[i][0], cases[i][1]);
    }
}

static gpointer
check_search_unindexed (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  put_searched (db);
  assert_searches (db);
  return NULL;
}

static gpointer
write_searched (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  put_searched (db);
  return NULL;
}

static gpointer
check_searches (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  assert_searches (db);
  return NULL;
}

static void
test_search_indexed (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, write_searched, NULL);
  fixture_run (fixture, BALIE_STORE_READ, check_searches, NULL);
}

static gpointer
rename_customer (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, "N1001", error);

  g_free (row->order->customer_name);
  row->order->customer_name = g_strdup ("Bakker");
  g_assert_true (balie_order_table_update (db, row->order, &row->explanation, 2, error));
  assert_query (db, BALIE_ORDER_FILTER_ALL, "bakker", "N1001");
  assert_query (db, BALIE_ORDER_FILTER_ALL, "jansen", "");
  assert_query (db, BALIE_ORDER_FILTER_ALL, "ba", "N1001");
  assert_query (db, BALIE_ORDER_FILTER_ALL, "xx123y", "N1001");
  return NULL;
}

static void
test_search_follows_edit (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, write_searched, NULL);
  fixture_run (fixture, BALIE_STORE_WRITE, rename_customer, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/order-columns", test_columns);
  fixture_add_transaction ("/orders/round-trip", check_round_trip);
  fixture_add_transaction ("/orders/empty", check_empty_order);
  fixture_add_transaction ("/orders/double-number", check_double_number);
  fixture_add_transaction ("/orders/version", check_version);
  fixture_add_transaction ("/orders/explanation", check_set_explanation);
  fixture_add_transaction ("/orders/filters", check_filters);
  fixture_add_transaction ("/orders/filter-codes", check_filter_codes);
  fixture_add_transaction ("/orders/run-lists", check_run_lists);
  fixture_add_transaction ("/orders/sorting", check_sorting);
  fixture_add_transaction ("/orders/rows", check_rows_of_ids);
  fixture_add_transaction ("/orders/by-vin", check_by_vin);
  fixture_add_transaction ("/orders/near-delivery", check_near_delivery);
  fixture_add_transaction ("/orders/search-unindexed", check_search_unindexed);
  fixture_add ("/orders/search-indexed", test_search_indexed);
  fixture_add ("/orders/search-follows-edit", test_search_follows_edit);
  return g_test_run ();
}
