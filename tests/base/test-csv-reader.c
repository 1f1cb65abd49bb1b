/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the CSV reader: separators, quotes, line ends, limits and hostile bytes. */
#include "config.h"

#include "balie-csv-reader.h"

#include "balie-error.h"

#include <string.h>

/* Everything read from @bytes as one text: "line|status|field|field\n". */
static char *
read_all (const char *bytes, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, length, NULL);
  g_autoptr (BalieCsvReader) reader = balie_csv_reader_new (stream);
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);
  BalieCsvStatus status;

  while ((status = balie_csv_reader_next (reader, NULL, &error)) != BALIE_CSV_END)
    {
      static const char letters[] = "RLQU";

      if (status == BALIE_CSV_FAILED)
        {
          g_string_append_printf (out, "F%d", error->code);
          break;
        }
      g_string_append_printf (out, "%d%c", (int) balie_csv_reader_get_line (reader),
                              letters[status]);
      for (guint i = 0; status == BALIE_CSV_RECORD && i < balie_csv_reader_get_n_fields (reader);
           i++)
        g_string_append_printf (out, "[%s]", balie_csv_reader_get_field (reader, i));
    }
  return g_string_free (out, FALSE);
}

static void
assert_reads (const char *csv, const char *expected)
{
  g_autofree char *text = read_all (csv, strlen (csv));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_records (void)
{
  assert_reads ("", "");
  assert_reads ("a,b\n", "1R[a][b]");
  assert_reads ("a,b", "1R[a][b]");
  assert_reads ("a,b\r\nc,d\r\n", "1R[a][b]2R[c][d]");
  assert_reads ("a,b\rc,d\r", "1R[a][b]2R[c][d]");
  assert_reads ("a,b\n\n\r\nc,\n", "1R[a][b]4R[c][]");
  assert_reads ("a;b;c\n1,5;2;3\n", "1R[a][b][c]2R[1,5][2][3]");
  assert_reads ("\"a;x\";b\n1;2\n", "1R[a;x][b]2R[1][2]");
  assert_reads ("\xef\xbb\xbf"
                "a;b\n1;2",
                "1R[a][b]2R[1][2]");
  assert_reads (",\n,,\n", "1R[][]2R[][][]");
}

static void
test_quotes (void)
{
  assert_reads ("a,\"b\"\"c\"\n", "1R[a][b\"c]");
  assert_reads ("a,\"\",\"\"\n", "1R[a][][]");
  assert_reads ("\"\"\n", "1R[]");
  assert_reads ("a\"b,c\n", "1R[a\"b][c]");
  assert_reads ("h\n\"one\ntwo\r\nthree\"\nx\n", "1R[h]2R[one\ntwo\r\nthree]5R[x]");
  assert_reads ("h,i\n\"a\"b,c\nd,e\n", "1R[h][i]2Q3R[d][e]");
  assert_reads ("h,i\na,\"b\nc,d\n", "1R[h][i]2U");
  assert_reads ("h\n\"", "1R[h]2U");
}

static void
test_limits (void)
{
  g_autoptr (GString) csv = g_string_new ("h,i\n");
  g_autofree char *text = NULL;

  for (int i = 0; i < 200 * 1024; i++)
    g_string_append_c (csv, 'x');
  g_string_append (csv, ",y\na,b\n");
  for (int i = 0; i < 200 * 1024; i++)
    g_string_append_c (csv, ',');
  g_string_append (csv, "\nc,d\n\"");
  for (int i = 0; i < 200 * 1024; i++)
    g_string_append (csv, "z\n");
  g_string_append (csv, "\"\ne,f\n");
  text = read_all (csv->str, csv->len);
  g_assert_cmpstr (text, ==, "1R[h][i]2L3R[a][b]4L5R[c][d]6L204807R[e][f]");
}

/* A field may end exactly where a buffer does. */
static void
test_buffer_ends (void)
{
  for (int pad = 65520; pad < 65550; pad++)
    {
      g_autoptr (GString) csv = g_string_new ("h,i\n");
      g_autofree char *text = NULL;

      while ((int) csv->len < pad)
        g_string_append (csv, "\n");
      g_string_append (csv, "\"a\"\"b\",\"c\r\nd\"\r\ne,f\r\n");
      text = read_all (csv->str, csv->len);
      g_assert_nonnull (strstr (text, "R[a\"b][c\r\nd]"));
      g_assert_true (g_str_has_suffix (text, "R[e][f]"));
    }
}

static void
test_not_text (void)
{
  static const char nul[] = "a,b\nc\0d,e\n";
  g_autofree char *with_nul = read_all (nul, sizeof nul - 1);
  g_autofree char *expected = g_strdup_printf ("1R[a][b]F%d", BALIE_ERROR_INVALID_INPUT);
  g_autofree char *expected_at_once = g_strdup_printf ("F%d", BALIE_ERROR_INVALID_INPUT);

  g_assert_cmpstr (with_nul, ==, expected);
  assert_reads ("a,b\nK\xf6nig,x\n", expected);
  assert_reads ("a,b\n\xc0\x80,x\n", expected);
  assert_reads ("\xff\xfe"
                "a,b",
                expected_at_once);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/records", test_records);
  g_test_add_func ("/csv-reader/quotes", test_quotes);
  g_test_add_func ("/csv-reader/limits", test_limits);
  g_test_add_func ("/csv-reader/buffer-ends", test_buffer_ends);
  g_test_add_func ("/csv-reader/not-text", test_not_text);
  return g_test_run ();
}
