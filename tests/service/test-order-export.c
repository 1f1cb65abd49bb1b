/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of exporting orders: what an import reads back is what was there, and Excel gets no formulas. */
#include "config.h"

#include "desk-fixture.h"

#include "balie-error.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
export_to_text (DeskFixture *f, BalieDesk *desk, BalieExportFormat format, gint64 expected)
{
  g_autofree char *path = desk_fixture_dup_path (f, "out.csv");
  g_autoptr (GError) error = NULL;
  char *text;

  g_assert_cmpint (desk_export (desk, path, format, &error), ==, expected);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static const char *
pick (const char *const *choices, int n)
{
  return choices[g_test_rand_int_range (0, n)];
}

/* Texts that a careless reader or writer stumbles over. */
static char *
make_text (void)
{
  static const char *const parts[] = { "a",  "Ü", " ",  "\"",   ",",  ";", "=1+1", "'",
                                       "ß€", "🚗", "--", "\"\"", "x;", "0", "-5",   "@" };
  GString *text = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 8);

  for (int i = 0; i < n; i++)
    g_string_append (text, pick (parts, G_N_ELEMENTS (parts)));
  return g_string_free (text, FALSE);
}

static void
set_field (BalieOrder *order, BalieOrderField field)
{
  static const char *const dates[] = { "", "2026-02-28", "2024-02-29", "1999-12-31", "2030-01-01" };
  static const char *const statuses[] = { "ordered", "in-production", "in-transit", "unloaded",
                                          "ready",   "delivered",     "cancelled" };
  static const char *const plates[] = { "", "long:2", "long:1+carrier:1", "motorcycle:9" };
  g_autofree char *text = make_text ();
  const char *value = text;
  g_autoptr (GError) error = NULL;

  switch (balie_order_field_get_info (field)->type)
    {
    case BALIE_FIELD_DATE:
      value = pick (dates, G_N_ELEMENTS (dates));
      break;
    case BALIE_FIELD_BOOL:
      value = g_test_rand_bit () ? "yes" : "no";
      break;
    case BALIE_FIELD_KIND:
      value = g_test_rand_bit () ? "new" : "used";
      break;
    case BALIE_FIELD_STATUS:
      value = pick (statuses, G_N_ELEMENTS (statuses));
      break;
    case BALIE_FIELD_PLATES:
      value = pick (plates, G_N_ELEMENTS (plates));
      break;
    case BALIE_FIELD_TEXT:
    default:
      break;
    }
  balie_order_set_value (order, field, value, &error);
  g_assert_no_error (error);
}

static void
create_random_order (BalieDesk *desk, int i)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autoptr (BalieOrder) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = make_text ();

  g_free (order->number);
  order->number = g_strdup_printf ("%s#%d", text, i);
  for (int field = BALIE_ORDER_FIELD_NUMBER + 1; field < BALIE_ORDER_N_FIELDS; field++)
    set_field (order, field);
  balie_order_create_async (desk, order, NULL, wait_ended_cb, &result);
  stored = balie_order_create_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* import (export (x)) = x, into an empty database and into itself. */
static void
test_round_trip (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  DeskFixture empty = { 0 };
  BalieImportReport *report;

  for (int i = 0; i < 200; i++)
    create_random_order (f->desk, i);
  text = export_to_text (f, f->desk, BALIE_EXPORT_EXCHANGE, 200);
  report = desk_import (f->desk, text, -1, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_unchanged, ==, 200);
  g_assert_cmpint (report->n_refused, ==, 0);
  balie_import_report_free (report);
  desk_fixture_set_up (&empty, NULL);
  desk_import_well (empty.desk, text);
  again = export_to_text (&empty, empty.desk, BALIE_EXPORT_EXCHANGE, 200);
  g_assert_cmpstr (again, ==, text);
  desk_fixture_tear_down (&empty, NULL);
}

static void
test_exchange (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *text = NULL;

  desk_import_well (f->desk, "order_number,customer_name,unloading_date,plates\n"
                             "x1,\"=SUM(A1;\"\"b\"\")\",06-03-2026,long:2+carrier:1\n");
  text = export_to_text (f, f->desk, BALIE_EXPORT_EXCHANGE, 1);
  g_assert_cmpstr (text, ==,
                   "order_number,order_kind,status,dealer_number,brand,model,vin,plate,stock,"
                   "unloading_date,delivery_date,planned_on,nlv_date,k_code_date,approved,"
                   "customer_name,seller,plates\r\n"
                   "x1,new,ordered,,,,,,no,2026-03-06,,,,,no,\"=SUM(A1;\"\"b\"\")\",,"
                   "long:2+carrier:1\r\n");
}

static void
test_excel (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *text = NULL;

  desk_import_well (f->desk, "order_number,customer_name,seller,model,brand\n"
                             "=1,\"=HYPERLINK(\"\"x\"\")\",+31,-A,@B\n");
  text = export_to_text (f, f->desk, BALIE_EXPORT_EXCEL, 1);
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  g_assert_nonnull (strstr (text, "Order number;Order kind;"));
  g_assert_nonnull (strstr (text, "\"'=1\";New;"));
  g_assert_nonnull (strstr (text, "\"'=HYPERLINK(\"\"x\"\")\""));
  g_assert_nonnull (strstr (text, "\"'+31\""));
  g_assert_nonnull (strstr (text, "\"'-A\""));
  g_assert_nonnull (strstr (text, "\"'@B\""));
}

/* What people get in their own language is understood when it comes back. */
static void
test_excel_comes_back (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  BalieImportReport *report;

  desk_import_well (f->desk, "order_number,order_kind,status,stock,unloading_date,approved,plates\n"
                             "z1,used,in-transit,yes,2026-03-06,yes,long:2\n");
  text = export_to_text (f, f->desk, BALIE_EXPORT_EXCEL, 1);
  report = desk_import (f->desk, text, -1, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_unchanged, ==, 1);
  g_assert_cmpuint (g_strv_length (report->ignored_columns), ==, 0);
  balie_import_report_free (report);
}

static void
cancel_cb (gint64 done, gint64 total, gpointer user_data)
{
  g_assert_cmpint (total, ==, 2500);
  g_cancellable_cancel (user_data);
}

/* A cancelled export leaves the old file as it was, and nothing beside it. */
static void
test_cancel (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GString) csv = g_string_new ("order_number\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = desk_fixture_dup_path (f, "exports");
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, NULL, balie_desk_get_today (f->desk));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = NULL;

  for (int i = 0; i < 2500; i++)
    g_string_append_printf (csv, "k%d\n", i);
  desk_import_well (f->desk, csv->str);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_file_set_contents (path, "old", -1, &error);
  g_assert_no_error (error);
  balie_order_export_async (f->desk, query, file, BALIE_EXPORT_EXCHANGE, cancel_cb, cancellable,
                            cancellable, wait_ended_cb, &result);
  g_assert_cmpint (balie_order_export_finish (f->desk, wait_for_result (&result), &error), ==, -1);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "out.csv");
  g_assert_null (g_dir_read_name (dir));

  /* Nor is there half a file where there was none. */
  g_assert_cmpint (g_remove (path), ==, 0);
  g_clear_object (&result);
  g_clear_error (&error);
  g_cancellable_reset (cancellable);
  balie_order_export_async (f->desk, query, file, BALIE_EXPORT_EXCHANGE, cancel_cb, cancellable,
                            cancellable, wait_ended_cb, &result);
  g_assert_cmpint (balie_order_export_finish (f->desk, wait_for_result (&result), &error), ==, -1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_bad_place (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *path = desk_fixture_dup_path (f, "balie.db/inside.csv");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (desk_export (f->desk, path, BALIE_EXPORT_EXCHANGE, &error), ==, -1);
  g_assert_nonnull (error);
  g_assert_true (error->domain == BALIE_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/order-export/round-trip", test_round_trip);
  DESK_TEST ("/order-export/exchange", test_exchange);
  DESK_TEST ("/order-export/excel", test_excel);
  DESK_TEST ("/order-export/excel-comes-back", test_excel_comes_back);
  DESK_TEST ("/order-export/cancel", test_cancel);
  DESK_TEST ("/order-export/bad-place", test_bad_place);
  return g_test_run ();
}
