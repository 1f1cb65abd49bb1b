/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests folding and cleaning of text, and the names of errors. */
#include "config.h"

#include "balie-error.h"
#include "balie-text.h"

typedef char *(*Make) (const char *text);

typedef struct
{
  const char *given;
  const char *made;
} Row;

static void
check_rows (Make make, const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *made = make (rows[i].given);

      g_assert_cmpstr (made, ==, rows[i].made);
    }
}

#define CHECK_ROWS(make, rows) check_rows (make, rows, G_N_ELEMENTS (rows))

static void
test_fold (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "", "" },
    { " \t\n ", "" },
    { "Škoda", "skoda" },
    { "S\xcc\x8ckoda", "skoda" },
    { "  VW\t Bedrijfs  wagens ", "vw bedrijfs wagens" },
    { "\xc2\xa0VW\xc2\xa0Golf\xe2\x80\x83", "vw golf" },
    { "STRASSE", "strasse" },
    { "Straße", "strasse" },
    { "ＶＷ", "vw" },
    { "ﬁets", "fiets" },
    { "İstanbul", "istanbul" },
    { "a\xff"
      "b",
      "a\xef\xbf\xbd"
      "b" },
  };

  CHECK_ROWS (balie_text_fold, rows);
  g_assert_true (balie_text_equal_folded ("ŠKODA ", "skoda"));
  g_assert_true (balie_text_equal_folded (NULL, " "));
  g_assert_false (balie_text_equal_folded ("VW", "V W"));
}

static char *
clean_long (const char *text)
{
  return balie_text_dup_clean (text, 100);
}

static char *
clean_five (const char *text)
{
  return balie_text_dup_clean (text, 5);
}

static void
test_clean (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "plain", "plain" },
    { "  inner  blanks stay ", "inner  blanks stay" },
    { "line\r\nbreak\ttab", "line  break tab" },
    { "bell\a and \x1b[31mred", "bell and [31mred" },
    { "\xe2\x80\xaegnp.exe", "gnp.exe" },
    { "\xef\xbb\xbf"
      "BOM",
      "BOM" },
    { "bad \xff\xfe bytes", "bad \xef\xbf\xbd\xef\xbf\xbd bytes" },
    { "cut\xc3", "cut\xef\xbf\xbd" },
    { "<b>&amp;", "<b>&amp;" },
  };
  static const Row cut[] = {
    { "12345", "12345" }, { "123456", "12345" }, { "abcdé", "abcd" },
    { "abcé", "abcé" },   { "1234 6", "1234" },  { "€€", "€" },
  };

  CHECK_ROWS (clean_long, rows);
  CHECK_ROWS (clean_five, cut);
}

static void
test_codes (void)
{
  static const Row codes[] = {
    { NULL, "" },
    { "wvw zzz-1k", "WVWZZZ1K" },
    { "gb–001—b", "GB001B" },
    { "GB·001.B", "GB001B" },
    { "12?4", "12?4" },
    { "ä b", "ÄB" },
  };
  static const Row alnum[] = { { NULL, "" }, { "a-b_c 1?2", "ABC12" }, { "ä!", "Ä" } };

  CHECK_ROWS (balie_text_dup_code, codes);
  CHECK_ROWS (balie_text_dup_alnum_upper, alnum);
}

static void
test_empty (void)
{
  g_assert_true (balie_text_is_empty (NULL));
  g_assert_true (balie_text_is_empty (" \t\xc2\xa0"));
  g_assert_false (balie_text_is_empty (" x"));
  g_assert_false (balie_text_is_empty ("\xff"));
}

static void
test_errors (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) later = NULL;
  g_autoptr (GError) copy = NULL;
  static const struct
  {
    int given;
    BalieError made;
  } rows[] = {
    { G_IO_ERROR_CANCELLED, BALIE_ERROR_CANCELLED },
    { G_IO_ERROR_TIMED_OUT, BALIE_ERROR_TIMEOUT },
    { G_IO_ERROR_CONNECTION_REFUSED, BALIE_ERROR_OFFLINE },
    { G_IO_ERROR_HOST_NOT_FOUND, BALIE_ERROR_OFFLINE },
    { G_IO_ERROR_CONNECTION_CLOSED, BALIE_ERROR_UNCLEAR },
    { G_IO_ERROR_FAILED, BALIE_ERROR_UNCLEAR },
    { G_IO_ERROR_NOT_FOUND, BALIE_ERROR_NOT_FOUND },
    { G_IO_ERROR_NO_SPACE, BALIE_ERROR_STORAGE },
  };

  for (int code = 0; code <= BALIE_ERROR_CANCELLED; code++)
    g_assert_true (g_hash_table_add (names, (char *) balie_error_code_to_string (code)));
  g_assert_cmpstr (balie_error_code_to_string (BALIE_ERROR_NOT_PERMITTED), ==, "not-permitted");
  g_assert_cmpint (balie_error_code_from_string ("not-permitted"), ==, BALIE_ERROR_NOT_PERMITTED);
  g_assert_cmpint (balie_error_code_from_string ("no-such-thing"), ==, BALIE_ERROR_BUG);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) given = g_error_new_literal (G_IO_ERROR, rows[i].given, "cause");
      g_autoptr (GError) made = balie_error_from_gio (given);

      g_assert_error (made, BALIE_ERROR, (int) rows[i].made);
      g_assert_cmpstr (made->message, ==, "cause");
      g_assert_cmpint (balie_error_is_cancelled (given), ==, i == 0);
      g_assert_cmpint (balie_error_is_cancelled (made), ==, i == 0);
    }
  g_assert_false (balie_error_is_cancelled (NULL));
  later = g_error_new_literal (BALIE_ERROR, BALIE_ERROR_UNAVAILABLE, "later");
  balie_error_set_retry_after (later, 30);
  copy = balie_error_from_gio (later);
  g_assert_error (copy, BALIE_ERROR, BALIE_ERROR_UNAVAILABLE);
  g_assert_cmpint (balie_error_get_retry_after (copy), ==, 30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/codes", test_codes);
  g_test_add_func ("/text/empty", test_empty);
  g_test_add_func ("/error", test_errors);
  return g_test_run ();
}
