/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that JSON from outside is read strictly and that errors name the member. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-json.h"

static const char *const good[] = {
  "{}",
  "[]",
  " {\"a\" : [1, -2.5e+3, 0, -0, true, false, null, \"\\u20ac\\n\"] } \n",
  "\"text\"",
  "12",
  "null",
  "[[],{}]",
  "[\"\\ud83d\\ude97\"]",
  "{\"a\":{\"b\":{}}}",
  "\"€\"",
};

static const char *const bad[] = {
  "",
  " ",
  "{",
  "}",
  "[",
  "[}",
  "{]",
  "[1,]",
  "[,1]",
  "[1 2]",
  "{\"a\"}",
  "{\"a\":}",
  "{\"a\":1,}",
  "{a:1}",
  "{'a':1}",
  "{1:1}",
  "[1]x",
  "[1][2]",
  "{} {}",
  "// c\n{}",
  "/* c */ {}",
  "var a = {}",
  "[01]",
  "[1.]",
  "[.5]",
  "[+1]",
  "[1e]",
  "[--1]",
  "[0x10]",
  "[NaN]",
  "[Infinity]",
  "[tru]",
  "[True]",
  "[\"a]",
  "[\"\\x\"]",
  "[\"\\u12\"]",
  "[\"\\u0000\"]",
  "[\"\\ud800\"]",
  "[\"\\udc00\"]",
  "[\"\\ud800\\u0041\"]",
  "[\"tab\there\"]",
  "[\"line\nbreak\"]",
  "[\"\xff\"]",
  "[\"\xed\xa0\x80\"]",
  "\xef\xbb\xbf{}",
  "<html>Bad Gateway</html>",
};

static void
test_syntax (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = balie_json_parse (good[i], strlen (good[i]), &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = balie_json_parse (bad[i], strlen (bad[i]), &error);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
      g_assert_null (node);
    }
}

/* Every beginning of a good text is cut text, and is refused without a read beyond its end. */
static void
test_truncated (void)
{
  static const char whole[] = "{\"a\":[1,{\"b\":\"\\u20ac\\n\"},true],\"c\":-1.5e3}";

  for (gsize length = 0; length < sizeof whole - 1; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *exact = g_memdup2 (whole, length);

      g_assert_null (balie_json_parse (exact, length, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
    }
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "[");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "]");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (BALIE_JSON_MAX_DEPTH);
  g_autofree char *deeper = nest (BALIE_JSON_MAX_DEPTH + 1);
  g_autofree char *bomb = nest (1000000);
  g_autoptr (JsonNode) node = balie_json_parse (deepest, strlen (deepest), NULL);

  g_assert_nonnull (node);
  g_assert_null (balie_json_parse (deeper, strlen (deeper), NULL));
  g_assert_null (balie_json_parse (bomb, strlen (bomb), NULL));
}

static void
test_nul (void)
{
  static const char data[] = "{}\0{}";
  static const char inside[] = "[\"a\0b\"]";
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  g_assert_null (balie_json_parse (data, sizeof data - 1, NULL));
  g_assert_null (balie_json_parse (inside, sizeof inside - 1, NULL));
  g_assert_null (balie_json_parse_bytes (empty, NULL));
}

static void
assert_names (GError **error, const char *name)
{
  g_assert_error (*error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr ((*error)->message, name));
  g_clear_error (error);
}

static const char document[] =
    "{\"text\":\"t\",\"int\":7,\"real\":7.5,\"huge\":99999999999999999999999,\"bool\":true,"
    "\"null\":null,\"list\":[1],\"object\":{\"x\":1}}";

static void
test_getters (void)
{
  g_autoptr (JsonNode) node = balie_json_parse (document, strlen (document), NULL);
  JsonObject *object = json_node_get_object (node), *inner;
  JsonArray *list;
  const char *text;
  gint64 number;
  gboolean yes;

  g_assert_true (balie_json_get_text (object, "text", &text, NULL));
  g_assert_cmpstr (text, ==, "t");
  g_assert_true (balie_json_get_int (object, "int", 0, 9, &number, NULL));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (balie_json_get_bool (object, "bool", &yes, NULL));
  g_assert_true (yes);
  g_assert_true (balie_json_get_array (object, "list", &list, NULL));
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  g_assert_true (balie_json_get_object (object, "object", &inner, NULL));
  g_assert_true (balie_json_get_optional_text (object, "null", &text, NULL));
  g_assert_null (text);
  g_assert_true (balie_json_get_optional_text (object, "absent", &text, NULL));
  g_assert_null (text);
}

static void
test_wrong_types (void)
{
  g_autoptr (JsonNode) node = balie_json_parse (document, strlen (document), NULL);
  g_autoptr (GError) error = NULL;
  static const char *const known[] = {
    "text", "int", "real", "huge", "bool", "null", "list", NULL
  };
  JsonObject *object = json_node_get_object (node), *inner;
  JsonArray *list;
  const char *text;
  gint64 number;
  gboolean yes;

#define REFUSED(name, call)                                                                        \
  g_assert_false (call);                                                                           \
  assert_names (&error, name)
  REFUSED ("int", balie_json_get_text (object, "int", &text, &error));
  REFUSED ("null", balie_json_get_text (object, "null", &text, &error));
  REFUSED ("absent", balie_json_get_text (object, "absent", &text, &error));
  REFUSED ("list", balie_json_get_optional_text (object, "list", &text, &error));
  REFUSED ("text", balie_json_get_int (object, "text", 0, 9, &number, &error));
  REFUSED ("real", balie_json_get_int (object, "real", 0, 9, &number, &error));
  REFUSED ("int", balie_json_get_int (object, "int", 0, 6, &number, &error));
  REFUSED ("int", balie_json_get_int (object, "int", 8, 9, &number, &error));
  REFUSED ("huge", balie_json_get_int (object, "huge", 0, 9, &number, &error));
  REFUSED ("int", balie_json_get_bool (object, "int", &yes, &error));
  REFUSED ("object", balie_json_get_array (object, "object", &list, &error));
  REFUSED ("list", balie_json_get_object (object, "list", &inner, &error));
  REFUSED ("what", balie_json_node_get_text (NULL, "what", &text, &error));
  REFUSED ("object", balie_json_reject_unknown (object, "root", known, &error));
}

static void
test_write (void)
{
  static const char text[] = "{\"a\":[1,\"é\"]}";
  g_autoptr (JsonNode) node = balie_json_parse (text, strlen (text), NULL);
  g_autofree char *compact = balie_json_to_text (node, FALSE);
  g_autofree char *pretty = balie_json_to_text (node, TRUE);

  g_assert_cmpstr (compact, ==, text);
  g_assert_nonnull (strstr (pretty, "\n  \"a\""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/syntax", test_syntax);
  g_test_add_func ("/json/truncated", test_truncated);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/nul", test_nul);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/wrong-types", test_wrong_types);
  g_test_add_func ("/json/write", test_write);
  return g_test_run ();
}
