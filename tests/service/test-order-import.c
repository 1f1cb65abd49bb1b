/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of importing orders: what is understood, what is refused and why, and what an update does. */
#include "config.h"

#include "desk-fixture.h"

#include "balie-error.h"

#include <string.h>

#define HEADER                                                                                     \
  "order_number,order_kind,status,dealer_number,brand,model,vin,plate,stock,unloading_date,"       \
  "delivery_date,planned_on,nlv_date,k_code_date,approved,customer_name,seller,plates\n"

static void
assert_refused (BalieImportReport *report,
                guint index,
                int line,
                const char *column,
                const char *part)
{
  const BalieImportRefusal *refusal;

  g_assert_cmpuint (index, <, report->refusals->len);
  refusal = g_ptr_array_index (report->refusals, index);
  g_assert_cmpint (refusal->line, ==, line);
  g_assert_cmpstr (refusal->column, ==, column);
  if (strstr (refusal->reason, part) == NULL)
    g_error ("“%s” does not say “%s”", refusal->reason, part);
}

static void
test_full_line (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderRow) row = NULL;
  BalieImportReport *report = desk_import (
      f->desk,
      HEADER "1001,new,unloaded,02345,Volkswagen,ID.4,WVWZZZE1ZPP000001,,no,2026-03-06,,,,,yes,"
             "\"Jansen, P.\",Kees,long:2+carrier:1\n",
      -1, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->n_lines, ==, 1);
  g_assert_cmpint (report->n_added, ==, 1);
  g_assert_cmpint (report->n_refused, ==, 0);
  g_assert_cmpuint (report->sample->len, ==, 1);
  g_assert_cmpuint (g_strv_length (report->ignored_columns), ==, 0);
  balie_import_report_free (report);
  row = desk_get_row (f->desk, "1001");
  g_assert_cmpstr (row->order->customer_name, ==, "Jansen, P.");
  g_assert_cmpint (row->order->unloading_date, ==, balie_date_from_ymd (2026, 3, 6));
  g_assert_true (row->order->approved);
  g_assert_cmpint (row->explanation.rule, ==, BALIE_RULE_UNLOADED);
  g_assert_cmpint (row->explanation.due_on, ==, balie_date_from_ymd (2026, 3, 20));
  g_assert_cmpuint (row->explanation.blocking, ==, 0);
}

static void
test_dutch_file (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (BalieOrderRow) row = NULL;

  desk_import_well (
      f->desk,
      "\xef\xbb\xbfKlantnaam;Ordernummer;Ordersoort;Voorraad;Losdatum;Goedgekeurd;Platen;Merk\r\n"
      "\"De \"\"Vries\"\"\r\n& Zn\";A-7;Nieuw;Nee;06-03-2026;Ja;lang:2;skoda\r\n");
  row = desk_get_row (f->desk, "A-7");
  g_assert_cmpint (row->order->kind, ==, BALIE_ORDER_KIND_NEW);
  g_assert_true (row->order->approved);
  g_assert_false (row->order->stock);
  g_assert_cmpint (row->order->unloading_date, ==, balie_date_from_ymd (2026, 3, 6));
  g_assert_cmpint (row->order->plates.n_lines, ==, 1);
  g_assert_nonnull (strstr (row->order->customer_name, "De \"Vries\""));
  g_assert_null (strpbrk (row->order->customer_name, "\r\n"));
}

static void
test_refusals (DeskFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *line;
    const char *column;
    const char *reason;
  } cases[] = {
    { ",new,ordered,no,2026-03-06,no,long:2", "order_number", "missing" },
    { "b1,second-hand,ordered,no,,no,", "order_kind", "second-hand" },
    { "b2,new,lost,no,,no,", "status", "lost" },
    { "b3,new,ordered,maybe,,no,", "stock", "maybe" },
    { "b4,new,ordered,no,2026-02-30,no,", "unloading_date", "2026-02-30" },
    { "b5,new,ordered,no,31-13-2026,no,", "unloading_date", "31-13-2026" },
    { "b6,new,ordered,no,,perhaps,", "approved", "perhaps" },
    { "b7,new,ordered,no,,no,long:0", "plates", "1 to 9" },
    { "b8,new,ordered,no,,no,long:10", "plates", "1 to 9" },
    { "b9,new,ordered,no,,no,huge:1", "plates", "huge" },
    { "b10,new,ordered,no,,no,long", "plates", "long" },
    { "ok1,used,ordered,yes,,no,", "order_number", "before" },
    { "b1,new,ordered,no,,no,", "order_number", "before" },
    { "b11,new,ordered", "", "3 columns" },
    { "b12,new,ordered,no,,no,,more", "", "8 columns" },
    { "b13,new,\"ordered\"x,no,,no,", "", "quotation mark" },
  };
  g_autoptr (GString) csv = g_string_new (
      "order_number,order_kind,status,stock,unloading_date,approved,plates\nok1,new,ordered,no,,no,"
      "\n");
  g_autoptr (GError) error = NULL;
  BalieImportReport *report;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_string_append_printf (csv, "%s\n", cases[i].line);
  g_string_append (csv, "ok2,new,ordered,no,,no,,,\n;,\n,,,,,,\n");
  report = desk_import (f->desk, csv->str, csv->len, FALSE, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (report, i, i + 3, cases[i].column, cases[i].reason);
  g_assert_cmpint (report->n_added, ==, 2);
  g_assert_cmpint (report->n_refused, ==, G_N_ELEMENTS (cases) + 1);
  g_assert_cmpint (report->n_lines, ==, G_N_ELEMENTS (cases) + 3);
  balie_import_report_free (report);
  desk_assert_value (f->desk, "ok1", BALIE_ORDER_FIELD_KIND, "new");
}

/* What a person may still correct is taken in and shows as the reason that blocks. */
static void
test_correctable (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (BalieOrderRow) row = NULL;

  desk_import_well (f->desk, "order_number,vin,brand,approved\n"
                             "c1,wvwzzz-bad,Trabant,yes\n");
  row = desk_get_row (f->desk, "c1");
  g_assert_cmpstr (row->order->vin, ==, "WVWZZZBAD");
  g_assert_true (row->explanation.blocking & (1 << BALIE_CONDITION_VIN));
  g_assert_true (row->explanation.blocking & (1 << BALIE_CONDITION_BRAND));
  g_assert_true (row->explanation.blocking & (1 << BALIE_CONDITION_DEALER));
  g_assert_true (row->explanation.blocking & (1 << BALIE_CONDITION_PLATES));
  g_assert_false (row->explanation.blocking & (1 << BALIE_CONDITION_APPROVED));
}

static void
assert_file_refused (DeskFixture *f, const char *text, gssize length, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;

  g_assert_null (desk_import (f->desk, text, length, FALSE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_clear_error (&error);
  detail = desk_load (f->desk, "w1", &error);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
}

static void
test_whole_file_refused (DeskFixture *f, gconstpointer unused)
{
  static const char binary[] = "order_number\nw1\nw\0002\n";

  assert_file_refused (f, "", 0, "empty");
  assert_file_refused (f, "\n\n", -1, "empty");
  assert_file_refused (f, "brand,vin\nw1,x\n", -1, "order_number");
  assert_file_refused (f, "Ordernummer;order_number\nw1;w1\n", -1, "Ordernummer");
  assert_file_refused (f, "order_number,brand\nw1,VW\nw2,M\xf6rs\n", -1, "UTF-8");
  assert_file_refused (f, "order_number,br\xe4nd\nw1,VW\n", -1, "Windows-1252");
  assert_file_refused (f, binary, sizeof binary - 1, "UTF-8");
  assert_file_refused (f, "\xff\xfeo\0r\0", 6, "UTF-16");
  assert_file_refused (f, "\"order_number\nw1\n", -1, "first line");
}

/* Lines are those an editor shows, even after quoted text that goes over several. */
static void
test_quoted_lines (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  BalieImportReport *report = desk_import (f->desk,
                                           "order_number,model\r\n"
                                           "q1,\"one\r\ntwo\r\nthree\"\r\n"
                                           ",x\r\n"
                                           "q2,\"never closed\r\n"
                                           "q3,y\r\n",
                                           -1, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->n_added, ==, 1);
  g_assert_cmpint (report->n_refused, ==, 2);
  assert_refused (report, 0, 5, "order_number", "missing");
  assert_refused (report, 1, 6, "", "never closed");
  balie_import_report_free (report);
  desk_assert_value (f->desk, "q1", BALIE_ORDER_FIELD_MODEL, "one  two  three");
}

static void
test_huge_field (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GString) csv = g_string_new ("order_number,model\nh1,\"");
  g_autoptr (GError) error = NULL;
  BalieImportReport *report;

  for (int i = 0; i < 100 * 1024; i++)
    g_string_append_c (csv, 'x');
  g_string_append (csv, "\"\nh2,y\n");
  for (int i = 0; i < 65; i++)
    g_string_append_c (csv, 'n');
  g_string_append (csv, ",z\n");
  report = desk_import (f->desk, csv->str, csv->len, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_added, ==, 1);
  assert_refused (report, 0, 2, "", "64 KiB");
  assert_refused (report, 1, 4, "order_number", "64 characters");
  balie_import_report_free (report);
}

/* Random bytes never crash it; good ones around them are not made of them. */
static void
test_hostile_bytes (DeskFixture *f, gconstpointer unused)
{
  static const char alphabet[] = "ab1,;\"\n\r =-\xc3\xa9\xff\0'";

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (GString) csv = g_string_new ("order_number,vin,plates\n");
      g_autoptr (GError) error = NULL;
      BalieImportReport *report;

      for (int i = 0; i < 400; i++)
        g_string_append_c (csv, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
      report = desk_import (f->desk, csv->str, csv->len, TRUE, &error);
      if (report == NULL)
        g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      else
        g_assert_cmpint (report->n_lines, ==, report->n_added + report->n_refused);
      balie_import_report_free (report);
    }
}

static void
test_update (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;
  BalieImportReport *report;

  desk_import_well (f->desk, "order_number,brand,model,customer_name,unloading_date\n"
                             "u1,Audi,Q4,Smit,2026-03-01\nu2,SEAT,Leon,Bos,2026-03-02\n");
  report = desk_import (f->desk,
                        "Losdatum;Ordernummer;Klantnaam;Kleur\n"
                        ";u1;Smit\xc2\xa0;rood\n2026-03-02;u2;Bos;wit\n2026-03-03;u3;Vos;\n",
                        -1, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_updated, ==, 1);
  g_assert_cmpint (report->n_unchanged, ==, 1);
  g_assert_cmpint (report->n_added, ==, 1);
  g_assert_cmpstr (report->ignored_columns[0], ==, "Kleur");
  balie_import_report_free (report);
  desk_assert_value (f->desk, "u1", BALIE_ORDER_FIELD_UNLOADING_DATE, "");
  desk_assert_value (f->desk, "u1", BALIE_ORDER_FIELD_MODEL, "Q4");
  detail = desk_load (f->desk, "u1", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < detail->activity->len; i++)
    {
      const BalieActivity *line = g_ptr_array_index (detail->activity, i);

      if (g_str_equal (line->field, "unloading_date"))
        {
          g_assert_cmpstr (line->old_value, ==, "2026-03-01");
          g_assert_cmpstr (line->new_value, ==, "");
          return;
        }
    }
  g_assert_not_reached ();
}

/* P follows D: today when D becomes known, kept while D moves, gone with D. */
static void
test_planned_on (DeskFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *csv;
    const char *planned_on;
  } steps[] = {
    { "order_number,delivery_date\np1,\n", "" },
    { "order_number,delivery_date\np1,2026-04-01\n", "2026-03-20" },
    { "order_number,delivery_date,planned_on\np1,2026-04-02,2026-03-11\n", "2026-03-11" },
    { "order_number,delivery_date,planned_on\np1,2026-04-03,\n", "2026-03-11" },
    { "order_number,model\np1,Golf\n", "2026-03-11" },
    { "order_number,delivery_date\np1,2026-05-01\n", "2026-03-11" },
    { "order_number,delivery_date\np1,\n", "" },
    { "order_number,planned_on\np1,2026-03-01\n", "" },
    { "order_number,delivery_date,planned_on\np1,2026-04-03,\n", "2026-03-20" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      desk_import_well (f->desk, steps[i].csv);
      desk_assert_value (f->desk, "p1", BALIE_ORDER_FIELD_PLANNED_ON, steps[i].planned_on);
    }
}

#define REQUESTED_ORDER                                                                            \
  "order_number,dealer_number,brand,vin,plate,approved,unloading_date,plates,model\n"              \
  "r1,02345,Audi,WAUZZZGE1PB000001,,yes,2026-03-06,long:2,Q4\n"

static void
test_issued_plate_stays (DeskFixture *f, gconstpointer unused)
{
  desk_import_well (f->desk, REQUESTED_ORDER);
  desk_put_request (f->desk, "r1", BALIE_REQUEST_APPROVED, "GXX01B");
  desk_import_well (f->desk, "order_number,plate\nr1,G-XX-01-B\n");
  desk_import_well (f->desk, "order_number,plate,model\nr1,,Q5\n");
  desk_assert_value (f->desk, "r1", BALIE_ORDER_FIELD_PLATE, "GXX01B");
  desk_assert_value (f->desk, "r1", BALIE_ORDER_FIELD_MODEL, "Q5");
  desk_import_well (f->desk, "order_number,plate\nr1,GXX02B\n");
  desk_import_well (f->desk, "order_number,plate\nr1,\n");
  desk_assert_value (f->desk, "r1", BALIE_ORDER_FIELD_PLATE, "");
}

static void
test_while_sending (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  BalieImportReport *report;

  desk_import_well (f->desk, REQUESTED_ORDER);
  desk_put_request (f->desk, "r1", BALIE_REQUEST_UNKNOWN, NULL);
  report = desk_import (f->desk, "order_number,vin\nr1,WAUZZZGE1PB000002\n", -1, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_refused, ==, 1);
  assert_refused (report, 0, 2, "vin", "being sent");
  balie_import_report_free (report);
  desk_import_well (f->desk, "order_number,vin,model\nr1,WAUZZZGE1PB000001,Q6\n");
  desk_assert_value (f->desk, "r1", BALIE_ORDER_FIELD_MODEL, "Q6");
}

/* A new order with the VIN of a live request is blocked from the start. */
static void
test_vin_taken (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (BalieOrderRow) row = NULL;

  desk_import_well (f->desk, REQUESTED_ORDER);
  desk_put_request (f->desk, "r1", BALIE_REQUEST_REQUESTED, NULL);
  desk_import_well (f->desk, "order_number,vin\nr2,WAUZZZGE1PB000001\n");
  row = desk_get_row (f->desk, "r2");
  g_assert_true (row->explanation.blocking & (1 << BALIE_CONDITION_REQUESTED));
  g_assert_cmpint (row->request_state, ==, BALIE_REQUEST_NONE);
}

static void
test_dry_run (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;
  BalieImportReport *report;

  desk_import_well (f->desk, "order_number,model\nd1,Golf\n");
  report = desk_import (f->desk, "order_number,model\nd1,Polo\nd2,Up\nd2,Up\n", -1, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (report->dry_run);
  g_assert_cmpint (report->n_added, ==, 1);
  g_assert_cmpint (report->n_updated, ==, 1);
  g_assert_cmpint (report->n_refused, ==, 1);
  g_assert_cmpuint (report->sample->len, ==, 2);
  balie_import_report_free (report);
  desk_assert_value (f->desk, "d1", BALIE_ORDER_FIELD_MODEL, "Golf");
  detail = desk_load (f->desk, "d2", &error);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
}

static void
cancel_on_progress_cb (gint64 done_bytes, gint64 total_bytes, gpointer user_data)
{
  g_assert_cmpint (done_bytes, >, 0);
  g_assert_cmpint (done_bytes, <=, total_bytes);
  g_cancellable_cancel (user_data);
}

static void
test_cancel (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) csv = g_string_new ("order_number,model\n");
  g_autofree char *path = desk_fixture_dup_path (f, "long.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 60000; i++)
    g_string_append_printf (csv, "n%d,Golf\n", i);
  g_file_set_contents (path, csv->str, csv->len, &error);
  g_assert_no_error (error);
  balie_order_import_async (f->desk, file, FALSE, cancel_on_progress_cb, cancellable, cancellable,
                            wait_ended_cb, &result);
  g_assert_null (balie_order_import_finish (f->desk, wait_for_result (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_clear_error (&error);
  detail = desk_load (f->desk, "n0", &error);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
}

static void
test_no_file (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *path = desk_fixture_dup_path (f, "missing.csv");
  g_autoptr (GFile) missing = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (f->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  balie_order_import_async (f->desk, missing, FALSE, NULL, NULL, NULL, wait_ended_cb, &result);
  g_assert_null (balie_order_import_finish (f->desk, wait_for_result (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  balie_order_import_async (f->desk, folder, FALSE, NULL, NULL, NULL, wait_ended_cb, &second);
  g_assert_null (balie_order_import_finish (f->desk, wait_for_result (&second), &error));
  g_assert_nonnull (error);
}

/* A seller may bring in orders but not tick Approved by the back door. */
static void
test_permission (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  BalieDesk *seller;
  BalieDesk *nobody;
  BalieImportReport *report;

  desk_import_well (f->desk, "order_number,approved\nt0,yes\n");
  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SELLER, FALSE);
  desk_fixture_add_user (f, "guest", 0, FALSE);
  seller = desk_fixture_open (f, "sanne");
  report = desk_import (seller, "order_number,approved,model\nt0,yes,A\nt1,no,B\nt2,yes,C\n", -1,
                        FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_updated, ==, 1);
  g_assert_cmpint (report->n_added, ==, 1);
  g_assert_cmpint (report->n_refused, ==, 1);
  assert_refused (report, 0, 4, "approved", "Approved");
  balie_import_report_free (report);
  balie_desk_close (seller);
  g_object_unref (seller);
  nobody = desk_fixture_open (f, "guest");
  g_assert_null (desk_import (nobody, "order_number\nt3\n", -1, FALSE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  balie_desk_close (nobody);
  g_object_unref (nobody);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/order-import/full-line", test_full_line);
  DESK_TEST ("/order-import/dutch-file", test_dutch_file);
  DESK_TEST ("/order-import/refusals", test_refusals);
  DESK_TEST ("/order-import/correctable", test_correctable);
  DESK_TEST ("/order-import/whole-file-refused", test_whole_file_refused);
  DESK_TEST ("/order-import/quoted-lines", test_quoted_lines);
  DESK_TEST ("/order-import/huge-field", test_huge_field);
  DESK_TEST ("/order-import/hostile-bytes", test_hostile_bytes);
  DESK_TEST ("/order-import/update", test_update);
  DESK_TEST ("/order-import/planned-on", test_planned_on);
  DESK_TEST ("/order-import/issued-plate-stays", test_issued_plate_stays);
  DESK_TEST ("/order-import/while-sending", test_while_sending);
  DESK_TEST ("/order-import/vin-taken", test_vin_taken);
  DESK_TEST ("/order-import/dry-run", test_dry_run);
  DESK_TEST ("/order-import/cancel", test_cancel);
  DESK_TEST ("/order-import/no-file", test_no_file);
  DESK_TEST ("/order-import/permission", test_permission);
  return g_test_run ();
}
