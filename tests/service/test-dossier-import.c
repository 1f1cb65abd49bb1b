/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of importing dossiers: columns by their names, what is added, changed and refused, and a dry run. */
#include "config.h"

#include "dossier-fixture.h"

#include "balie-error.h"
#include "balie-language.h"

#include <string.h>

typedef BalieDossierImportResult Result;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Result, balie_dossier_import_result_free)

static void
assert_counts (const Result *result, gint64 added, gint64 changed, gint64 same, gint64 refused)
{
  g_assert_nonnull (result);
  g_assert_cmpint (result->n_added, ==, added);
  g_assert_cmpint (result->n_changed, ==, changed);
  g_assert_cmpint (result->n_same, ==, same);
  g_assert_cmpint (result->n_refused, ==, refused);
}

static const BalieDossierRefusal *
get_refusal (const Result *result, guint index)
{
  return g_ptr_array_index (result->refused, index);
}

static void
test_add_and_change (DeskFixture *f, gconstpointer unused)
{
  static const char first[] = "number;plate;owner.last_name;owner.phone;owner.country;parts_in\n"
                              "D1;K-123-BB;Goderis;09 225 12 34;Belgium;ja\n"
                              "D2;;Smit;020 624 1111;NL;\n";
  static const char second[] = "number;owner.last_name;parts_in\n"
                               "D1;Goderis;\n"
                               "D2;Smits;\n"
                               "D3;;nee\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (Result) added = dossiers_import (f->desk, first, FALSE, &error);
  g_autoptr (Result) same = dossiers_import (f->desk, first, FALSE, &error);
  g_autoptr (Result) changed = dossiers_import (f->desk, second, FALSE, &error);
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autofree char *client = NULL;

  g_assert_no_error (error);
  assert_counts (added, 2, 0, 0, 0);
  assert_counts (same, 0, 0, 2, 0);
  assert_counts (changed, 1, 2, 0, 0);
  dossier_assert (f->desk, "D1", "owner.phone", "+3292251234");
  dossier_assert (f->desk, "D2", "owner.phone", "+31206241111");
  dossier_assert (f->desk, "D1", "parts_in", "");
  dossier_assert (f->desk, "D1", "plate", "K123BB");
  dossier_assert (f->desk, "D2", "owner.last_name", "Smits");
  client = dossier_dup (f->desk, "D2", "owner.client_number");
  g_assert_cmpstr (client, !=, "");
  detail = dossier_get (f->desk, "D2", &error);
  g_assert_cmpuint (detail->activity->len, ==, 2);
}

/* What a person may still correct is taken; what can't be is refused by its line, and the rest lands. */
static void
test_refusals (DeskFixture *f, gconstpointer unused)
{
  static const char text[] = "number,vin,manager,first_registration,order_number\n"
                             "R1,NOT-A-VIN,,,\n"
                             ",WVWZZZ1KZ8W123456,,,\n"
                             "R2,,nobody,,\n"
                             "R3,,,31-02-2026,\n"
                             "R4,,,,none\n"
                             "R5,,\n"
                             "\n"
                             "R1,,,,\n"
                             "R3,,,,\n"
                             "R6,,,06-03-2026,\n"
                             "R7,\"x\"y,,,\n";
  static const gint64 lines[] = { 3, 4, 5, 6, 7, 9, 10, 12 };
  g_autoptr (GError) error = NULL;
  g_autoptr (Result) result = dossiers_import (f->desk, text, FALSE, &error);

  g_assert_no_error (error);
  assert_counts (result, 2, 0, 0, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_cmpint (get_refusal (result, i)->line, ==, lines[i]);
      g_assert_cmpstr (get_refusal (result, i)->reason, !=, "");
    }
  g_assert_nonnull (strstr (get_refusal (result, 1)->reason, "nobody"));
  g_assert_nonnull (strstr (get_refusal (result, 2)->reason, "31-02-2026"));
  g_assert_nonnull (strstr (get_refusal (result, 3)->reason, "none"));
  dossier_assert (f->desk, "R1", "vin", "NOTAVIN");
  dossier_assert (f->desk, "R6", "first_registration", "2026-03-06");
}

static void
test_dry_run (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Result) result =
      dossiers_import (f->desk, "number,remarks\nA,x\nA,y\nB,z\n", TRUE, &error);
  g_autofree char *all = dossiers_dup_all (f->desk);

  g_assert_no_error (error);
  assert_counts (result, 2, 0, 0, 1);
  g_assert_cmpstr (all, ==, "");
}

static void
assert_file_refused (DeskFixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *all = NULL;

  g_assert_null (dossiers_import (f->desk, text, FALSE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  all = dossiers_dup_all (f->desk);
  g_assert_cmpstr (all, ==, "");
}

static void
test_files_refused (DeskFixture *f, gconstpointer unused)
{
  assert_file_refused (f, "");
  assert_file_refused (f, "vin,plate\nx,y\n");
  assert_file_refused (f, "number,vin,Chassis number\nx,y,z\n");
  assert_file_refused (f, "number\nA\n\xff\xfe\n");
}

/* The words of the window are understood in three languages, whatever language is spoken. */
static void
test_headings (DeskFixture *f, gconstpointer unused)
{
  static const char text[] =
      "Dossier number,Owner: Last name,SENT BY – E-MAIL,Insured / lessee: Town,sent-by.remarks,"
      "Parts in: Note,Weight,Owner: Loaded from\n"
      "H1,Peeters,a@example.org,Gent,hello,soon,12 kg,kp\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (Result) result = dossiers_import (f->desk, text, FALSE, &error);

  g_assert_no_error (error);
  assert_counts (result, 1, 0, 0, 0);
  dossier_assert (f->desk, "H1", "owner.last_name", "Peeters");
  dossier_assert (f->desk, "H1", "sent-by.email", "a@example.org");
  dossier_assert (f->desk, "H1", "sent-by.remarks", "hello");
  dossier_assert (f->desk, "H1", "insured.city", "Gent");
  dossier_assert (f->desk, "H1", "parts_in_note", "soon");
  g_assert_cmpuint (g_strv_length (result->ignored_columns), ==, 2);
  g_assert_cmpstr (result->ignored_columns[0], ==, "Weight");
}

/* Client numbers of another program come along, and what Balie gives next is none of them. */
static void
test_client_numbers (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Result) result = dossiers_import (f->desk,
                                               "number,owner.client_number,owner.last_name\n"
                                               "C1,4375,Goderis\nC2,,Smit\nC3,4375,Goderis\n",
                                               FALSE, &error);
  g_autoptr (Result) again =
      dossiers_import (f->desk, "number,owner.client_number,owner.city\nC1,,Gent\n", FALSE, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  assert_counts (result, 3, 0, 0, 0);
  assert_counts (again, 0, 1, 0, 0);
  dossier_assert (f->desk, "C1", "owner.client_number", "4375");
  dossier_assert (f->desk, "C3", "owner.client_number", "4375");
  second = dossier_dup (f->desk, "C2", "owner.client_number");
  g_assert_cmpstr (second, !=, "");
  g_assert_cmpstr (second, !=, "4375");
}

/* More refusals than a person will read are counted, not kept. */
static void
test_many_refusals (DeskFixture *f, gconstpointer unused)
{
  GString *text = g_string_new ("number,remarks\n");
  g_autofree char *owned = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Result) result = NULL;

  for (int i = 0; i < 10050; i++)
    g_string_append (text, ",x\n");
  g_string_append (text, "last,x\n");
  owned = g_string_free (text, FALSE);
  result = dossiers_import (f->desk, owned, FALSE, &error);
  g_assert_no_error (error);
  assert_counts (result, 1, 0, 0, 10050);
  g_assert_cmpuint (result->refused->len, ==, 10000);
}

int
main (int argc, char *argv[])
{
  balie_language_init ("en");
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/dossier-import/add-and-change", test_add_and_change);
  DESK_TEST ("/dossier-import/refusals", test_refusals);
  DESK_TEST ("/dossier-import/dry-run", test_dry_run);
  DESK_TEST ("/dossier-import/files-refused", test_files_refused);
  DESK_TEST ("/dossier-import/headings", test_headings);
  DESK_TEST ("/dossier-import/client-numbers", test_client_numbers);
  DESK_TEST ("/dossier-import/many-refusals", test_many_refusals);
  return g_test_run ();
}
