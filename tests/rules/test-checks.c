/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the checks of plates, chassis numbers, dealer numbers and e-mail addresses by tables. */
#include "config.h"

#include "balie-check.h"

typedef struct
{
  const char *given;
  BalieCheckLevel level;
  const char *canonical;
} Row;

static void
check_rows (BalieCheck (*check) (const char *), const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_auto (BalieCheck) outcome = check (rows[i].given);

      g_test_message ("“%s”", rows[i].given ? rows[i].given : "(null)");
      g_assert_cmpint (outcome.level, ==, rows[i].level);
      g_assert_cmpstr (outcome.canonical, ==, rows[i].canonical);
      g_assert_cmpint (*outcome.hint != '\0', ==,
                       outcome.level == BALIE_CHECK_SUSPECT ||
                           outcome.level == BALIE_CHECK_INVALID);
    }
}

#define CHECK_ROWS(check, rows) check_rows (check, rows, G_N_ELEMENTS (rows))

static void
test_plates (void)
{
  static const Row rows[] = {
    { NULL, BALIE_CHECK_EMPTY, "" },
    { " - ", BALIE_CHECK_EMPTY, "" },
    { "gb-001-b", BALIE_CHECK_OK, "GB001B" },
    { "XT 347 S", BALIE_CHECK_OK, "XT347S" },
    { "AB–00–84", BALIE_CHECK_OK, "AB0084" },
    { "HS-DF-43", BALIE_CHECK_OK, "HSDF43" },
    { "99-HK-KK", BALIE_CHECK_OK, "99HKKK" },
    { "T-646-SP", BALIE_CHECK_OK, "T646SP" },
    { "HSP-07-K", BALIE_CHECK_OK, "HSP07K" },
    { "7-SPS-94", BALIE_CHECK_OK, "7SPS94" },
    { "KSP-33-N", BALIE_CHECK_OK, "KSP33N" },
    { "1-KBB-00", BALIE_CHECK_OK, "1KBB00" },
    { "69-LH-BT", BALIE_CHECK_OK, "69LHBT" },
    { "V-01-BBB", BALIE_CHECK_OK, "V01BBB" },
    { "E-01-BBB", BALIE_CHECK_OK, "E01BBB" },
    { "OB-12-BB", BALIE_CHECK_OK, "OB12BB" },
    { "G-000-BB", BALIE_CHECK_SUSPECT, "G000BB" },
    { "12-NSB-3", BALIE_CHECK_SUSPECT, "12NSB3" },
    { "12-GSS-3", BALIE_CHECK_SUSPECT, "12GSS3" },
    { "GSD-12-B", BALIE_CHECK_SUSPECT, "GSD12B" },
    { "SD-12-BB", BALIE_CHECK_SUSPECT, "SD12BB" },
    { "FVD-12-B", BALIE_CHECK_SUSPECT, "FVD12B" },
    { "12-ABC-3", BALIE_CHECK_SUSPECT, "12ABC3" },
    { "GB-001-Q", BALIE_CHECK_SUSPECT, "GB001Q" },
    { "AC-12-34", BALIE_CHECK_SUSPECT, "AC1234" },
    { "BO-12-BB", BALIE_CHECK_SUSPECT, "BO12BB" },
    { "1-BB-234", BALIE_CHECK_SUSPECT, "1BB234" },
    { "123-BB-4", BALIE_CHECK_SUSPECT, "123BB4" },
    { "CD-12-34", BALIE_CHECK_SUSPECT, "CD1234" },
    { "CDJ-253", BALIE_CHECK_SUSPECT, "CDJ253" },
    { "AA-21", BALIE_CHECK_SUSPECT, "AA21" },
    { "F-01-02", BALIE_CHECK_SUSPECT, "F0102" },
    { "ABCDEF", BALIE_CHECK_INVALID, "" },
    { "123456", BALIE_CHECK_INVALID, "" },
    { "GB-001-BB", BALIE_CHECK_INVALID, "" },
    { "GB-001", BALIE_CHECK_INVALID, "" },
    { "ÄB-00-84", BALIE_CHECK_INVALID, "" },
    { "G\xff-001", BALIE_CHECK_INVALID, "" },
  };

  CHECK_ROWS (balie_check_plate, rows);
}

/* facts.md, section a: shapes with an example of each. */
static void
test_sidecodes (void)
{
  static const char *const dashed[] = {
    "ND-00-01", "00-01-AD", "00-AD-01", "DB-99-BB", "DB-BB-01", "69-SX-SX", "01-GBB-1",
    "1-KBB-00", "GB-001-B", "G-001-BB", "GBB-01-B", "T-01-BBB", "1-BB-001", "001-BB-1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dashed); i++)
    {
      g_autofree char *written = balie_plate_dup_dashed (dashed[i]);
      g_auto (BalieCheck) check = balie_check_plate (dashed[i]);

      g_assert_cmpstr (written, ==, dashed[i]);
      g_assert_cmpint (balie_plate_get_sidecode (check.canonical), ==, (int) i + 1);
    }
  g_assert_cmpint (balie_plate_get_sidecode ("GB001"), ==, 0);
  g_assert_cmpint (balie_plate_get_sidecode (NULL), ==, 0);
}

static void
test_spoken (void)
{
  g_autofree char *spoken = balie_plate_dup_spoken ("g001bb");
  g_autofree char *special = balie_plate_dup_dashed ("cdj253");
  g_autofree char *foreign = balie_plate_dup_dashed ("B-XY 1234");
  g_autofree char *belgian = balie_plate_dup_dashed ("1dem099");
  g_autofree char *nothing = balie_plate_dup_spoken (NULL);

  g_assert_cmpstr (spoken, ==, "G, 0 0 1, B B");
  g_assert_cmpstr (special, ==, "CDJ-253");
  g_assert_cmpstr (foreign, ==, "B-XY 1234");
  g_assert_cmpstr (belgian, ==, "1-DEM-099");
  g_assert_true (balie_plate_is_dutch ("GBB-01-B"));
  g_assert_true (balie_plate_is_dutch ("cdj253"));
  g_assert_false (balie_plate_is_dutch ("1-DEM-099"));
  g_assert_false (balie_plate_is_dutch ("B-XY 1234"));
  g_assert_false (balie_plate_is_dutch (NULL));
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_vins (void)
{
  static const Row rows[] = {
    { NULL, BALIE_CHECK_EMPTY, "" },
    { "  ", BALIE_CHECK_EMPTY, "" },
    { "WVWZZZ1KZ8W123456", BALIE_CHECK_OK, "WVWZZZ1KZ8W123456" },
    { "wvw zzz-1kz 8w123456", BALIE_CHECK_OK, "WVWZZZ1KZ8W123456" },
    /* The check digit counts only in North America. */
    { "1M8GDM9AXKP042788", BALIE_CHECK_OK, "1M8GDM9AXKP042788" },
    { "1M8GDM9A1KP042788", BALIE_CHECK_SUSPECT, "1M8GDM9A1KP042788" },
    { "11111111111111111", BALIE_CHECK_SUSPECT, "11111111111111111" },
    { "WVWZZZ1KZ8W12345", BALIE_CHECK_INVALID, "" },
    { "WVWZZZ1KZ8W1234567", BALIE_CHECK_INVALID, "" },
    { "WVWZZZ1KZ8WI23456", BALIE_CHECK_INVALID, "" },
    { "WVWZZZ1KZ8W12345?", BALIE_CHECK_INVALID, "" },
    { "ＷVWZZZ1KZ8W123456", BALIE_CHECK_INVALID, "" },
  };
  g_auto (BalieCheck) check = balie_check_vin ("WVWZZZIKZ8WO23456");

  CHECK_ROWS (balie_check_vin, rows);
  g_assert_nonnull (strstr (check.hint, "WVWZZZ1KZ8W023456"));
}

static void
test_makers (void)
{
  static const char *const makers[][2] = {
    { "WVWZZZ1KZ8W123456", "Volkswagen" },
    { "WVGZZZ5NZ8W123456", "Volkswagen" },
    { "WV2ZZZ7HZ8H123456", "Volkswagen Bedrijfswagens" },
    { "WAUZZZ8K9BA123456", "Audi" },
    { "TRUZZZ8J9B1123456", "Audi" },
    { "VSSZZZ5FZHR123456", "SEAT" },
    { "VSSZZZKMZMR123456", "CUPRA" },
    { "VSSZZZK1ZMP123456", "CUPRA" },
    { "TMBZZZ1KZ8W123456", "Škoda" },
    { "WP0ZZZ99ZTS392124", "Porsche" },
    { "SCBZZZ4W0FC123456", "Bentley" },
    { "ZHWZZZ4T0FL123456", "Lamborghini" },
    { "VF9SA15B6CM795001", "Bugatti" },
    { "VF9SA15B6CM123001", NULL },
    { "WBAZZZ1KZ8W123456", NULL },
    { "WVWZZZ", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    g_assert_cmpstr (balie_vin_get_maker (makers[i][0]), ==, makers[i][1]);
  g_assert_cmpint (balie_vin_get_model_year ("WVWZZZ1KZ8W123456"), ==, 2008);
  g_assert_cmpint (balie_vin_get_model_year ("WVWZZZ1KZTW123456"), ==, 2026);
  g_assert_cmpint (balie_vin_get_model_year ("WVWZZZ1KZYW123456"), ==, 2030);
  g_assert_cmpint (balie_vin_get_model_year ("WVWZZZ1KZZW123456"), ==, 0);
  g_assert_cmpint (balie_vin_get_model_year ("WVWZZZ1KZ0W123456"), ==, 0);
  g_assert_cmpint (balie_vin_get_model_year (""), ==, 0);
}

static BalieCheck
check_default_dealer (const char *number)
{
  return balie_check_dealer_number (number, "^[0-9]{5}$");
}

static BalieCheck
check_any_dealer (const char *number)
{
  return balie_check_dealer_number (number, "");
}

static void
test_dealer_numbers (void)
{
  static const Row rows[] = {
    { NULL, BALIE_CHECK_EMPTY, "" },         { " 01234 ", BALIE_CHECK_OK, "01234" },
    { "1234", BALIE_CHECK_SUSPECT, "1234" }, { "012345", BALIE_CHECK_SUSPECT, "012345" },
    { "NL-1", BALIE_CHECK_SUSPECT, "NL-1" },
  };
  static const Row any[] = { { "NL-1", BALIE_CHECK_OK, "NL-1" }, { "", BALIE_CHECK_EMPTY, "" } };

  CHECK_ROWS (check_default_dealer, rows);
  CHECK_ROWS (check_any_dealer, any);
}

static void
test_addresses (void)
{
  static const Row rows[] = {
    { NULL, BALIE_CHECK_EMPTY, "" },
    { " Jan@Example.NL ", BALIE_CHECK_OK, "Jan@example.nl" },
    { "a.b+c@sub.example.com", BALIE_CHECK_OK, "a.b+c@sub.example.com" },
    { "info@müller.de", BALIE_CHECK_OK, "info@xn--mller-kva.de" },
    { "info@straße.de", BALIE_CHECK_OK, "info@xn--strae-oqa.de" },
    { "a@b", BALIE_CHECK_INVALID, "" },
    { "@example.nl", BALIE_CHECK_INVALID, "" },
    { "jan@", BALIE_CHECK_INVALID, "" },
    { "jan", BALIE_CHECK_INVALID, "" },
    { ".jan@example.nl", BALIE_CHECK_INVALID, "" },
    { "jan.@example.nl", BALIE_CHECK_INVALID, "" },
    { "j..n@example.nl", BALIE_CHECK_INVALID, "" },
    { "jan@example..nl", BALIE_CHECK_INVALID, "" },
    { "jan@-example.nl", BALIE_CHECK_INVALID, "" },
    { "jan@example.1", BALIE_CHECK_INVALID, "" },
    { "jan@127.0.0.1", BALIE_CHECK_INVALID, "" },
    { "jan@[127.0.0.1]", BALIE_CHECK_INVALID, "" },
    { "jan@exa_mple.nl", BALIE_CHECK_INVALID, "" },
    { "Jan <jan@example.nl>", BALIE_CHECK_INVALID, "" },
    { "\"jan\"@example.nl", BALIE_CHECK_INVALID, "" },
    { "j an@example.nl", BALIE_CHECK_INVALID, "" },
    { "jan@example.nl\nBcc: x@example.nl", BALIE_CHECK_INVALID, "" },
    { "jän@example.nl", BALIE_CHECK_INVALID, "" },
    { "jan@exa\xffmple.nl", BALIE_CHECK_INVALID, "" },
    { "a@b@example.nl", BALIE_CHECK_INVALID, "" },
    { "12345678901234567890123456789012345678901234567890123456789012345@example.nl",
      BALIE_CHECK_INVALID, "" },
  };

  CHECK_ROWS (balie_check_email, rows);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/plates", test_plates);
  g_test_add_func ("/checks/sidecodes", test_sidecodes);
  g_test_add_func ("/checks/spoken", test_spoken);
  g_test_add_func ("/checks/vins", test_vins);
  g_test_add_func ("/checks/makers", test_makers);
  g_test_add_func ("/checks/dealer-numbers", test_dealer_numbers);
  g_test_add_func ("/checks/addresses", test_addresses);
  return g_test_run ();
}
