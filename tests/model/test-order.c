/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the order's field table: names, reading, writing and comparing every field. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-order.h"

/* What is read, and what is then stored; NULL stored means that it is refused. */
static const struct
{
  const char *field;
  const char *given;
  const char *stored;
} rows[] = {
  { "order_number", " A-1001 ", "A-1001" },
  { "order_number", "", NULL },
  { "order_number", " \t", NULL },
  { "order_number", "1234567890123456789012345678901234567890123456789012345678901234",
    "1234567890123456789012345678901234567890123456789012345678901234" },
  { "order_number", "12345678901234567890123456789012345678901234567890123456789012345", NULL },
  { "order_kind", "new", "new" },
  { "order_kind", " Nieuw ", "new" },
  { "order_kind", "GEBRUIKT", "used" },
  { "order_kind", "", NULL },
  { "order_kind", "demo", NULL },
  { "status", "ordered", "ordered" },
  { "status", "Besteld", "ordered" },
  { "status", "in-production", "in-production" },
  { "status", "In productie", "in-production" },
  { "status", "in transport", "in-transit" },
  { "status", "Onderweg", "in-transit" },
  { "status", "in transit", "in-transit" },
  { "status", "gelost", "unloaded" },
  { "status", "Klaar", "ready" },
  { "status", "gereed", "ready" },
  { "status", "Afgeleverd", "delivered" },
  { "status", "geannuleerd", "cancelled" },
  { "status", "canceled", NULL },
  { "status", "", NULL },
  { "dealer_number", " 01234 ", "01234" },
  { "brand", "Škoda", "Škoda" },
  { "vin", "wvw zzz-1kz8w123456", "WVWZZZ1KZ8W123456" },
  { "vin", "too short", "TOOSHORT" },
  { "plate", "gb-001-b", "GB001B" },
  { "plate", "", "" },
  { "stock", "ja", "yes" },
  { "stock", "J", "yes" },
  { "stock", "Yes", "yes" },
  { "stock", "nee", "no" },
  { "stock", "n", "no" },
  { "stock", "NO", "no" },
  { "stock", "", "no" },
  { "stock", " ", "no" },
  { "stock", "1", NULL },
  { "stock", "0", NULL },
  { "stock", "true", NULL },
  { "stock", "waar", NULL },
  { "unloading_date", "2026-03-06", "2026-03-06" },
  { "unloading_date", " 6-3-2026 ", "2026-03-06" },
  { "unloading_date", "", "" },
  { "unloading_date", "2026-02-30", NULL },
  { "unloading_date", "06/03/2026", NULL },
  { "nlv_date", "0000-00-00", NULL },
  { "approved", "ja", "yes" },
  { "customer_name", "  van den Berg\n", "van den Berg" },
  { "customer_name", "=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1" },
  { "customer_name", "a\xff", "a\xef\xbf\xbd" },
  { "plates", "long:2+carrier:1", "long:2+carrier:1" },
  { "plates", " Lang:2 + Fietsendrager:1 ", "long:2+carrier:1" },
  { "plates", "rechthoekig:1+drager:1", "rectangular:1+carrier:1" },
  { "plates", "taxi-lang:1+taxi-rechthoekig:1", "taxi-long:1+taxi-rectangular:1" },
  { "plates", "Taxi lang:2", "taxi-long:2" },
  { "plates", "amerikaans:2", "american:2" },
  { "plates", "motor:1", "motorcycle:1" },
  { "plates", "", "" },
  { "plates", "long:0", NULL },
  { "plates", "long:10", NULL },
  { "plates", "long:-1", NULL },
  { "plates", "long:2x", NULL },
  { "plates", "long", NULL },
  { "plates", "long:", NULL },
  { "plates", ":2", NULL },
  { "plates", "long:1+long:1", NULL },
  { "plates", "long:1+lang:1", NULL },
  { "plates", "long:2+", NULL },
  { "plates", "gold:2", NULL },
  { "plates",
    "long:1+rectangular:1+american:1+motorcycle:1+taxi-long:1+taxi-rectangular:1+carrier:1",
    "long:1+rectangular:1+american:1+motorcycle:1+taxi-long:1+taxi-rectangular:1+carrier:1" },
};

static BalieOrderField
find_field (const char *name)
{
  BalieOrderField field = BALIE_ORDER_N_FIELDS;

  g_assert_true (balie_order_field_find (name, &field));
  return field;
}

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BalieOrder) order = balie_order_new ();
      g_autoptr (BalieOrder) before = balie_order_copy (order);
      g_autoptr (GError) error = NULL;
      BalieOrderField field = find_field (rows[i].field);
      gboolean read = balie_order_set_value (order, field, rows[i].given, &error);
      g_autofree char *stored = balie_order_dup_value (order, field);

      g_test_message ("%s: “%s”", rows[i].field, rows[i].given);
      g_assert_cmpint (read, ==, rows[i].stored != NULL);
      if (read)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (stored, ==, rows[i].stored);
          continue;
        }
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_assert_true (balie_order_field_equal (order, before, field));
    }
}

/* The sentence names the field, what was read and what is expected. */
static void
test_sentence (void)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *long_text = g_strnfill (1000, 'x');

  balie_order_set_value (order, BALIE_ORDER_FIELD_UNLOADING_DATE, "32-01-2026", &error);
  g_assert_cmpstr (error->message, ==,
                   "Unloading date: “32-01-2026” can’t be read; expected is a date such as "
                   "2026-03-06 or 06-03-2026.");
  g_clear_error (&error);
  balie_order_set_value (order, BALIE_ORDER_FIELD_STATUS, long_text, &error);
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
test_round_trip (void)
{
  static const char *const values[] = {
    "1001",   "used",   "ready",      "01234",      "Audi",       "A3",         "WAUZZZ8K9BA123456",
    "GB001B", "yes",    "2026-03-06", "2026-03-27", "2026-03-12", "2026-03-28", "2026-02-01",
    "yes",    "Jansen", "Pietersen",  "long:2",
  };
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autoptr (BalieOrder) empty = balie_order_new ();
  g_autoptr (BalieOrder) copy = NULL;

  G_STATIC_ASSERT (G_N_ELEMENTS (values) == BALIE_ORDER_N_FIELDS);
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_assert_true (balie_order_field_equal (order, empty, i));
      g_assert_true (balie_order_set_value (order, i, values[i], NULL));
      g_assert_false (balie_order_field_equal (order, empty, i));
    }
  order->id = 7;
  order->version = 3;
  copy = balie_order_copy (order);
  g_assert_cmpint (copy->id, ==, 7);
  g_assert_cmpint (copy->version, ==, 3);
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *value = balie_order_dup_value (copy, i);
      g_autofree char *display = balie_order_dup_display (copy, i);

      g_assert_cmpstr (value, ==, values[i]);
      g_assert_true (balie_order_field_equal (order, copy, i));
      g_assert_cmpstr (display, !=, "");
    }
  g_assert_null (balie_order_copy (NULL));
}

static void
test_displays (void)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autofree char *kind = balie_order_dup_display (order, BALIE_ORDER_FIELD_KIND);
  g_autofree char *status = balie_order_dup_display (order, BALIE_ORDER_FIELD_STATUS);
  g_autofree char *stock = balie_order_dup_display (order, BALIE_ORDER_FIELD_STOCK);
  g_autofree char *date = balie_order_dup_display (order, BALIE_ORDER_FIELD_NLV_DATE);
  g_autofree char *plates = NULL;

  g_assert_cmpstr (kind, ==, "New");
  g_assert_cmpstr (status, ==, "Ordered");
  g_assert_cmpstr (stock, ==, "No");
  g_assert_cmpstr (date, ==, "");
  balie_order_set_value (order, BALIE_ORDER_FIELD_PLATES, "long:2+carrier:1", NULL);
  plates = balie_order_dup_display (order, BALIE_ORDER_FIELD_PLATES);
  g_assert_cmpstr (plates, ==, "2 × Long, 1 × Carrier");
}

static void
test_headers (void)
{
  static const char *const headers[][2] = {
    { "Ordernummer", "order_number" },
    { "ORDERSOORT", "order_kind" },
    { "Orderstatus", "status" },
    { " dealernummer ", "dealer_number" },
    { "Merk", "brand" },
    { "Model", "model" },
    { "Chassisnummer", "vin" },
    { "Kenteken", "plate" },
    { "Voorraad", "stock" },
    { "Voorraadauto", "stock" },
    { "Losdatum", "unloading_date" },
    { "Definitieve afleverdatum", "delivery_date" },
    { "Afleverdatum", "delivery_date" },
    { "Ingepland op", "planned_on" },
    { "NLV-datum", "nlv_date" },
    { "NLV datum", "nlv_date" },
    { "nlv", "nlv_date" },
    { "K-code datum", "k_code_date" },
    { "k-code-datum", "k_code_date" },
    { "Goedgekeurd", "approved" },
    { "Klantnaam", "customer_name" },
    { "Klant", "customer_name" },
    { "Verkoper", "seller" },
    { "Platen", "plates" },
    { "Order_Number", "order_number" },
  };
  static const char *const unknown[] = { "", " ", "order", "datum", "Naam", "vin2" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_cmpint (find_field (headers[i][0]), ==, find_field (headers[i][1]));
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (balie_order_field_find (unknown[i], NULL));
  g_assert_false (balie_order_field_find (NULL, NULL));
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      const BalieOrderFieldInfo *info = balie_order_field_get_info (i);

      g_assert_cmpint (find_field (info->code), ==, i);
      g_assert_cmpint (find_field (info->dutch_headers[0]), ==, i);
      g_assert_cmpstr (info->label, !=, "");
      g_assert_cmpuint (info->max_bytes, >, 0);
    }
}

static void
test_cut (void)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autofree char *long_text = g_strnfill (5000, 'x');

  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *stored = NULL;
      const BalieOrderFieldInfo *info = balie_order_field_get_info (i);

      if (info->type != BALIE_FIELD_TEXT || i == BALIE_ORDER_FIELD_NUMBER)
        continue;
      g_assert_true (balie_order_set_value (order, i, long_text, NULL));
      stored = balie_order_dup_value (order, i);
      g_assert_cmpuint (strlen (stored), ==, info->max_bytes);
    }
}

static void
test_search_text (void)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autofree char *empty = balie_order_dup_search_text (order);
  g_autofree char *text = NULL;

  g_assert_cmpstr (empty, ==, "");
  balie_order_set_value (order, BALIE_ORDER_FIELD_NUMBER, "A-1", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_BRAND, "Škoda", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_VIN, "tmb-1", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Renée  Jansen", NULL);
  text = balie_order_dup_search_text (order);
  g_assert_cmpstr (text, ==, "a-1\ntmb1\nrenee jansen\nskoda");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/values", test_values);
  g_test_add_func ("/order/sentence", test_sentence);
  g_test_add_func ("/order/round-trip", test_round_trip);
  g_test_add_func ("/order/displays", test_displays);
  g_test_add_func ("/order/headers", test_headers);
  g_test_add_func ("/order/cut", test_cut);
  g_test_add_func ("/order/search-text", test_search_text);
  return g_test_run ();
}
