/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons read from problem answers (RFC 9457), friendly and hostile. */
#include "config.h"

#include <string.h>

#include "balie-http.h"

static char *
read_problem (const char *content_type, const char *body)
{
  BalieHttpResponse response = { 422, (char *) content_type, NULL, -1 };
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  response.body = bytes;
  return balie_http_response_dup_problem (&response);
}

static void
assert_problem (const char *content_type, const char *body, const char *expected)
{
  g_autofree char *problem = read_problem (content_type, body);

  g_assert_cmpstr (problem, ==, expected);
}

static void
test_good (void)
{
  const char *type = "application/problem+json";

  assert_problem (type, "{\"title\":\"Invalid\",\"detail\":\"No such dealer\"}",
                  "Invalid: No such dealer");
  assert_problem (type, "{\"title\":\"Invalid\",\"status\":422}", "Invalid");
  assert_problem (type, "{\"detail\":\"No such dealer\"}", "No such dealer");
  assert_problem (type, "{\"title\":\"Same\",\"detail\":\"Same\"}", "Same");
  assert_problem ("application/json", "{\"title\":\"Invalid\"}", "Invalid");
  assert_problem (NULL, "{\"title\":\"Invalid\"}", "Invalid");
}

static void
test_hostile (void)
{
  const char *type = "application/problem+json";
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *filler = g_strnfill (5000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"title\":\"%s\"}", filler);
  g_autofree char *cut = read_problem (type, body);

  assert_problem (type, "", NULL);
  assert_problem (type, "{", NULL);
  assert_problem (type, "[]", NULL);
  assert_problem (type, "null", NULL);
  assert_problem (type, "{\"title\":7,\"detail\":[]}", NULL);
  assert_problem (type, "{\"title\":\" \\n \"}", NULL);
  assert_problem (type, deep, NULL);
  assert_problem (type, "{\"title\":\"\xff\xfe\"}", NULL);
  assert_problem ("text/html", "{\"title\":\"Invalid\"}", NULL);
  g_assert_cmpuint (strlen (cut), ==, 500);
  /* Plain text: what looks like markup stays what it is, lines and controls are gone. */
  assert_problem (type, "{\"title\":\"<b>a</b>\\r\\n\\u0007b\"}", "<b>a</b>  b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/good", test_good);
  g_test_add_func ("/problem/hostile", test_hostile);
  return g_test_run ();
}
