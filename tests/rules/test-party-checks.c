/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the checks of VAT numbers, postcodes and phones by tables, and the hints at a party's fields. */
#include "config.h"

#include <string.h>

#include "balie-check.h"
#include "balie-date.h"
#include "balie-party-load.h"

typedef BalieCheck (*Check) (const char *text, const char *country);

typedef struct
{
  const char *given;
  const char *country;
  BalieCheckLevel level;
  const char *canonical;
} Row;

#define OK BALIE_CHECK_OK
#define SUSPECT BALIE_CHECK_SUSPECT
#define INVALID BALIE_CHECK_INVALID
#define EMPTY BALIE_CHECK_EMPTY

static void
check_rows (Check check, const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_auto (BalieCheck) outcome = check (rows[i].given, rows[i].country);

      g_test_message ("“%s” in %s", rows[i].given ? rows[i].given : "(null)",
                      rows[i].country ? rows[i].country : "(null)");
      g_assert_cmpint (outcome.level, ==, rows[i].level);
      g_assert_cmpstr (outcome.canonical, ==, rows[i].canonical);
      g_assert_cmpint (*outcome.hint != '\0', ==,
                       outcome.level == SUSPECT || outcome.level == INVALID);
    }
}

#define CHECK_ROWS(check, rows) check_rows (check, rows, G_N_ELEMENTS (rows))

static void
test_vat_numbers (void)
{
  static const Row rows[] = {
    { NULL, "BE", EMPTY, "" },
    { " . ", "BE", EMPTY, "" },
    /* Belgium: both blocks, the old nine digits, and how laws write it. */
    { "BE 0403.170.701", "", OK, "BE0403170701" },
    { "BTW BE 0403.170.701", "", OK, "BE0403170701" },
    { "TVA BE (0)403.170.701", NULL, OK, "BE0403170701" },
    { "0403170701", "BE", OK, "BE0403170701" },
    { "403.170.701", "BE", OK, "BE0403170701" },
    { "be-428/759 497", "NL", OK, "BE0428759497" },
    { "BE 1000.000.052", "", INVALID, "" },
    { "BE1000000019", "", INVALID, "" },
    { "BE0999999999", "", INVALID, "" },
    { "BE0403170702", "", INVALID, "" },
    { "BE2403170701", "", INVALID, "" },
    { "BE040317070", "", INVALID, "" },
    /* The Netherlands: companies by the old test, sole traders by the new one. */
    { "NL004495445B01", "", OK, "NL004495445B01" },
    { "nl 0044.95.445.b.01", "", OK, "NL004495445B01" },
    { "004495445B01", "NL", OK, "NL004495445B01" },
    { "NL000099998B57", "", OK, "NL000099998B57" },
    { "NL123456789B13", "", OK, "NL123456789B13" },
    { "NL123456789B14", "", INVALID, "" },
    { "NL004495446B01", "", INVALID, "" },
    { "NL004495445B00", "", INVALID, "" },
    { "NL999999999B99", "", INVALID, "" },
    { "NL000000000B01", "", INVALID, "" },
    { "NL004495445", "", INVALID, "" },
    /* Germany. */
    { "DE136695976", "", OK, "DE136695976" },
    { "136 695 976", "DE", OK, "DE136695976" },
    { "USt-IdNr.: DE 136 695 976", "", OK, "DE136695976" },
    { "DE136695978", "", INVALID, "" },
    { "DE999999999", "", INVALID, "" },
    { "DE036695976", "", INVALID, "" },
    /* Luxembourg and France with Monaco. */
    { "LU 150 274 42", "", OK, "LU15027442" },
    { "LU15027443", "", INVALID, "" },
    { "FR 40 303265045", "", OK, "FR40303265045" },
    { "40303265045", "FR", OK, "FR40303265045" },
    { "FR53000004605", "", OK, "FR53000004605" },
    { "FR84323140391", "", INVALID, "" },
    /* Others by shape only, suspect at worst. */
    { "ATU12345678", "", OK, "ATU12345678" },
    { "AT12345678", "", SUSPECT, "AT12345678" },
    { "GR 123456789", "", OK, "EL123456789" },
    { "CHE-123.456.789 MWST", "", OK, "CHE123456789MWST" },
    { "GB 123 4567 89", "", OK, "GB123456789" },
    { "12345678", "AT", SUSPECT, "AT12345678" },
    { "US-99", "US", OK, "US99" },
    { "x?", "", SUSPECT, "X?" },
    { "0403170701", "", SUSPECT, "0403170701" },
    { "ÄÖÜ", "BE", INVALID, "" },
    { "BE0403170701\xff", "", INVALID, "" },
  };

  CHECK_ROWS (balie_check_vat_number, rows);
}

/* The Belgian rule in both blocks: exactly one pair of check digits fits, and never 00. */
static void
test_belgian_blocks (void)
{
  static const guint stems[] = { 10000000, 10000100, 12345678, 7654321, 97, 9700000, 4031707 };

  for (gsize i = 0; i < G_N_ELEMENTS (stems); i++)
    {
      guint n_ok = 0;

      for (guint check = 0; check < 100; check++)
        {
          g_autofree char *number = g_strdup_printf ("BE%08u%02u", stems[i], check);
          g_auto (BalieCheck) outcome = balie_check_vat_number (number, "");

          n_ok += outcome.level == OK ? 1 : 0;
          g_assert_true (outcome.level != OK || check == 97 - stems[i] % 97);
        }
      g_assert_cmpuint (n_ok, ==, 1);
    }
}

static void
test_postcodes (void)
{
  static const Row rows[] = {
    { NULL, "NL", EMPTY, "" },
    { " ", "", EMPTY, "" },
    { "1234ab", "NL", OK, "1234 AB" },
    { " 1234  AB ", "NL", OK, "1234 AB" },
    { "NL-1234 AB", "NL", OK, "1234 AB" },
    { "9999 XL", "NL", OK, "9999 XL" },
    { "1000 FI", "NL", OK, "1000 FI" },
    { "1234 SS", "NL", INVALID, "" },
    { "1234 SA", "NL", INVALID, "" },
    { "1234 SD", "NL", INVALID, "" },
    { "0234 AB", "NL", INVALID, "" },
    { "1234", "NL", INVALID, "" },
    { "12345 AB", "NL", INVALID, "" },
    { "1234 A1", "NL", INVALID, "" },
    { "2000", "BE", OK, "2000" },
    { "B-2000", "BE", OK, "2000" },
    { "BE 2000", "BE", OK, "2000" },
    { "0000", "BE", INVALID, "" },
    { "0999", "BE", INVALID, "" },
    { "20000", "BE", INVALID, "" },
    { "01067", "DE", OK, "01067" },
    { "D-01067", "DE", OK, "01067" },
    { "00000", "DE", INVALID, "" },
    { "00999", "DE", INVALID, "" },
    { "1067", "DE", INVALID, "" },
    { "99998", "DE", OK, "99998" },
    { "L-4750", "LU", OK, "4750" },
    { "4750", "LU", OK, "4750" },
    { "0750", "LU", INVALID, "" },
    { "75001", "FR", OK, "75001" },
    { "75 001", "FR", OK, "75001" },
    { "F-20000", "FR", OK, "20000" },
    { "98000", "FR", OK, "98000" },
    { "97400", "FR", OK, "97400" },
    { "01000", "FR", OK, "01000" },
    { "00100", "FR", INVALID, "" },
    { "96000", "FR", INVALID, "" },
    { "99000", "FR", INVALID, "" },
    { "B-2000", "", OK, "2000" },
    { "2000", "", OK, "2000" },
    { "SW1A 1AA", "GB", OK, "SW1A 1AA" },
    { "anything", NULL, OK, "anything" },
    { "0", "PL", OK, "0" },
    { "D-50667", "NL", INVALID, "" },
    { "12\xff", "BE", INVALID, "" },
  };

  CHECK_ROWS (balie_check_postcode, rows);
}

static void
test_phones (void)
{
  static const Row rows[] = {
    { NULL, "NL", EMPTY, "" },
    { "020-1234567", "NL", OK, "+31201234567" },
    { "+31 (0)20 123 45 67", "", OK, "+31201234567" },
    { "0031 20 1234567", "BE", OK, "+31201234567" },
    { "+31 020 1234567", "", SUSPECT, "+31201234567" },
    { "06-12345678", "NL", OK, "+31612345678" },
    { "0800-1234", "NL", OK, "+318001234" },
    { "0900 1234567", "NL", OK, "+319001234567" },
    { "097 12345678901", "NL", INVALID, "" },
    { "097 123456789", "NL", OK, "+3197123456789" },
    { "020-123456", "NL", INVALID, "" },
    { "020-12345678", "NL", INVALID, "" },
    { "03/123.45.67", "BE", OK, "+3231234567" },
    { "0470 12 34 56", "BE", OK, "+32470123456" },
    { "+32 (0)470/12.34.56", "", OK, "+32470123456" },
    { "04 123 45 67", "BE", OK, "+3241234567" },
    { "03 123 45 678", "BE", INVALID, "" },
    { "030/901820", "DE", OK, "+4930901820" },
    { "+49 (0) 30 23125 123", "", OK, "+493023125123" },
    { "0151 23456789", "DE", OK, "+4915123456789" },
    { "110", "DE", SUSPECT, "110" },
    { "26 12 34", "LU", OK, "+352261234" },
    { "621 123 456", "LU", OK, "+352621123456" },
    { "+352 4711", "", OK, "+3524711" },
    { "0621 123 456", "LU", SUSPECT, "0621 123 456" },
    { "01 42 68 53 00", "FR", OK, "+33142685300" },
    { "+33 1 42 68 53 0", "", INVALID, "" },
    { "+44 20 7946 0958", "NL", OK, "+442079460958" },
    { "+1 212 555", "", OK, "+1212555" },
    { "+1", "", INVALID, "" },
    { "+", "", INVALID, "" },
    { "+123456789012345678", "", INVALID, "" },
    { "020-1234567 / 06-12345678", "NL", INVALID, "" },
    { "020-1234567, 020-7654321", "NL", INVALID, "" },
    { "020-1234567 of 020-7654321", "NL", INVALID, "" },
    { "+31201234567 +31207654321", "NL", INVALID, "" },
    { "20 1234567", "NL", SUSPECT, "20 1234567" },
    { "020 1234567", "", SUSPECT, "020 1234567" },
    { "020 1234567", "PL", SUSPECT, "020 1234567" },
    { "call me", "NL", INVALID, "" },
    { "020\xff"
      "1234567",
      "NL", INVALID, "" },
  };

  CHECK_ROWS (balie_check_phone, rows);
}

/* Two numbers in one field are told as that, not as one of a wrong length. */
static void
test_two_phones (void)
{
  static const char *const rows[] = {
    "020-1234567 / 06-12345678",  "020-1234567, 020-7654321", "020-1234567 of 020-7654321",
    "+31201234567 +31207654321",  "020-1234567;020-7654321",  "020-1234567 & 020-7654321",
    "020 1234567 und 0201234568",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (BalieCheck) outcome = balie_check_phone (rows[i], "NL");

      g_test_message ("%s", rows[i]);
      g_assert_cmpint (outcome.level, ==, INVALID);
      g_assert_nonnull (strstr (outcome.hint, "two phone numbers"));
    }
}

/* What is canonical is ok and its own canonical. */
static void
test_canonical_again (void)
{
  static const struct
  {
    Check check;
    const char *text;
    const char *country;
  } rows[] = {
    { balie_check_vat_number, "be 403.170.701", "BE" },
    { balie_check_postcode, "1234ab", "NL" },
    { balie_check_phone, "03/123.45.67", "BE" },
    { balie_check_vat_number, "GR123456789", "" },
    { balie_check_phone, "0800-1234", "NL" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (BalieCheck) first = rows[i].check (rows[i].text, rows[i].country);
      g_auto (BalieCheck) second = rows[i].check (first.canonical, rows[i].country);

      g_assert_cmpint (second.level, ==, OK);
      g_assert_cmpstr (second.canonical, ==, first.canonical);
    }
}

/* Fields as "field=value;…", and the fields that get a hint, in their order. */
static const struct
{
  const char *values;
  const char *hints;
} parties[] = {
  { "", "" },
  { "last_name=Goderis;country=BE;postcode=2000;phone=03/123.45.67;email=a@example.be", "" },
  { "last_name=Smith;country=GB;postcode=SW1A 1AA;phone=+44 20 7946 0958", "" },
  { "city=Antwerpen", "last_name" },
  { "last_name=A;country=BE;postcode=1234 AB", "postcode" },
  { "last_name=A;country=NL;phone=1;fax=2;mobile=x", "phone fax mobile" },
  { "last_name=A;email=jan", "email" },
  { "last_name=A;vat_liable=yes", "vat_number" },
  { "last_name=A;vat_liable=yes;vat_number=BE0403170701", "" },
  { "last_name=A;vat_liable=no;vat_number=BE0403170701", "vat_liable" },
  { "last_name=A;country=DE;vat_number=DE999999999", "vat_number" },
  { "last_name=A;country=Utopia;language=Klingon", "language country" },
  { "last_name=A;birth_date=2026-03-20", "" },
  { "last_name=A;birth_date=2026-03-21", "birth_date" },
  { "last_name=A;birth_date=1901-01-01", "birth_date" },
};

static BalieParty *
make_party (const char *values)
{
  BalieParty *party = balie_party_new (BALIE_ENTRY_OWNER);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  for (guint i = 0; pairs[i] && *pairs[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      BaliePartyField field;

      g_assert_true (balie_party_find_field (pair[0], &field));
      g_assert_true (balie_party_set (party, field, pair[1], NULL));
    }
  return party;
}

static void
test_hints (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parties); i++)
    {
      g_autoptr (BalieParty) party = make_party (parties[i].values);
      g_autoptr (GPtrArray) hints = balie_party_check_on (party, balie_date_from_ymd (2026, 3, 20));
      g_autoptr (GString) fields = g_string_new (NULL);

      g_test_message ("%s", parties[i].values);
      for (guint j = 0; j < hints->len; j++)
        {
          const BaliePartyHint *hint = g_ptr_array_index (hints, j);

          g_assert_cmpstr (hint->text, !=, "");
          g_string_append_printf (fields, "%s%s", j > 0 ? " " : "",
                                  balie_party_get_spec (hint->field)->code);
        }
      g_assert_cmpstr (fields->str, ==, parties[i].hints);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/party-checks/vat-numbers", test_vat_numbers);
  g_test_add_func ("/party-checks/belgian-blocks", test_belgian_blocks);
  g_test_add_func ("/party-checks/postcodes", test_postcodes);
  g_test_add_func ("/party-checks/phones", test_phones);
  g_test_add_func ("/party-checks/two-phones", test_two_phones);
  g_test_add_func ("/party-checks/canonical-again", test_canonical_again);
  g_test_add_func ("/party-checks/hints", test_hints);
  return g_test_run ();
}
