/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multipart/related as insurers really write it, and as nobody should. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-mime.h"

#define HEAD "multipart/related; type=\"application/xop+xml\"; "

static BalieMimeMessage *
parse (const char *type, const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length);

  return balie_mime_parse (type, body, error);
}

static BalieMimeMessage *
parse_good (const char *type, const char *text)
{
  g_autoptr (GError) error = NULL;
  BalieMimeMessage *message = parse (type, text, strlen (text), &error);

  g_assert_no_error (error);
  return message;
}

static const BalieMimePart *
get_part (BalieMimeMessage *message, guint index)
{
  g_assert_cmpuint (index, <, message->parts->len);
  return message->parts->pdata[index];
}

#define assert_data(part, text)                                                                    \
  g_assert_cmpmem (g_bytes_get_data ((part)->data, NULL), g_bytes_get_size ((part)->data), text,   \
                   sizeof (text) - 1)

static void
test_boundaries (void)
{
  static const char *const types[] = {
    HEAD "boundary=\"uuid:a b\"",
    HEAD "BOUNDARY = \"uuid:a b\"; start-info=\"text/xml\"",
    "Multipart/Related;boundary=\"uuid:a\\ b\"",
    HEAD "x=\"; boundary=wrong\"; boundary=\"uuid:a b\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (BalieMimeMessage) message =
          parse_good (types[i], "preamble\r\n--uuid:a b\r\n\r\none\r\n--uuid:a b  \r\n"
                                "Content-ID: <x>\r\n\r\ntwo\r\n--uuid:a b--\r\nepilogue");

      g_assert_true (balie_mime_is_multipart (types[i]));
      g_assert_cmpuint (message->parts->len, ==, 2);
      assert_data (get_part (message, 0), "one");
      assert_data (get_part (message, 1), "two");
    }
  {
    g_autoptr (BalieMimeMessage) message =
        parse_good (HEAD "boundary=uuid:x;start=a", "--uuid:x\n\nLF only\n--uuid:x--");

    assert_data (get_part (message, 0), "LF only");
  }
  g_assert_false (balie_mime_is_multipart ("multipart/mixed; boundary=x"));
  g_assert_false (balie_mime_is_multipart ("text/xml"));
  g_assert_false (balie_mime_is_multipart (NULL));
}

/* Exactly one line break before the boundary is the boundary's. */
static void
test_last_byte (void)
{
  g_autoptr (BalieMimeMessage) crlf = parse_good (
      HEAD "boundary=b", "--b\r\n\r\n%%EOF\r\n\r\n--b\r\n\r\n%%EOF\n\r\n--b\r\n\r\n \t\r\n"
                         "--b\r\n\r\n\r\n--b\r\n\r\nx\n--b--");
  g_autoptr (BalieMimeMessage) lf =
      parse_good (HEAD "boundary=b", "--b\n\n%%EOF\n\n--b\n\n%%EOF\r\n--b--\n");

  assert_data (get_part (crlf, 0), "%%EOF\r\n");
  assert_data (get_part (crlf, 1), "%%EOF\n");
  assert_data (get_part (crlf, 2), " \t");
  assert_data (get_part (crlf, 3), "");
  assert_data (get_part (crlf, 4), "x");
  assert_data (get_part (lf, 0), "%%EOF\n");
  assert_data (get_part (lf, 1), "%%EOF\r");
}

/* A longer boundary, or the boundary in the middle of a line, is content. */
static void
test_not_a_boundary (void)
{
  g_autoptr (BalieMimeMessage) message =
      parse_good (HEAD "boundary=b", "--b\r\n\r\na --b\r\n--bb\r\n--b x\r\n-- b\r\nz\r\n--b--");

  g_assert_cmpuint (message->parts->len, ==, 1);
  assert_data (get_part (message, 0), "a --b\r\n--bb\r\n--b x\r\n-- b\r\nz");
}

static void
test_headers (void)
{
  g_autoptr (BalieMimeMessage) message = parse_good (
      HEAD "boundary=b; start=\"<root@x>\"",
      "--b\r\ncontent-id: <a%40b@x>\r\nCONTENT-TRANSFER-ENCODING: "
      "BASE64\r\n\r\nJVBE\r\nRi0=\r\n--b\r\n"
      "Content-Type: Application/XOP+xml;\r\n charset=UTF-8; type=\"text/xml\"\r\nContent-ID:\r\n"
      " <root@x>\r\nnonsense\r\n\r\n<a/>\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n"
      "Content-ID: plain\r\n\r\na=3D=\r\nb=\r\n--b--\r\n");

  g_assert_cmpuint (message->root, ==, 1);
  assert_data (get_part (message, 0), "%PDF-");
  g_assert_cmpstr (get_part (message, 1)->content_type, ==, "application/xop+xml");
  assert_data (get_part (message, 2), "a=b=");
  g_assert_true (balie_mime_message_find (message, "cid:a%40b@x") == get_part (message, 0));
  g_assert_true (balie_mime_message_find (message, "cid:a%2540b%40x") == get_part (message, 0));
  g_assert_true (balie_mime_message_find (message, "CID:root%40x") == get_part (message, 1));
  g_assert_true (balie_mime_message_find (message, "cid:plain") == get_part (message, 2));
  g_assert_null (balie_mime_message_find (message, "cid:"));
  g_assert_null (balie_mime_message_find (message, "cid:%zz"));
  g_assert_null (balie_mime_message_find (message, "file:///etc/passwd"));
  g_assert_null (balie_mime_message_find (message, NULL));
}

static void
assert_refused (const char *type, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (type, text, strlen (text), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
}

static void
test_refused (void)
{
  g_autofree char *long_line = g_strnfill (2 * BALIE_MIME_MAX_HEADER, 'x');
  g_autofree char *long_header = g_strconcat ("--b\r\nX: ", long_line, "\r\n\r\n\r\n--b--", NULL);
  g_autofree char *long_boundary = g_strconcat (HEAD "boundary=", long_line, NULL);
  GString *many = g_string_new (NULL);

  assert_refused ("multipart/related", "--b\r\n\r\n\r\n--b--");
  assert_refused (HEAD "boundary=", "--\r\n\r\n\r\n----");
  assert_refused (HEAD "boundary=\"", "--\r\n\r\n\r\n----");
  assert_refused (HEAD "boundary=b", "");
  assert_refused (HEAD "boundary=b", "no parts");
  assert_refused (HEAD "boundary=b", "--b--");
  assert_refused (HEAD "boundary=b", "--b\r\n\r\ncut");
  assert_refused (HEAD "boundary=b", "--b\r\n\r\none\r\n--b");
  assert_refused (HEAD "boundary=b", "--b");
  assert_refused (HEAD "boundary=b", long_header);
  assert_refused (long_boundary, "x");
  for (int i = 0; i < BALIE_MIME_MAX_PARTS + 1; i++)
    g_string_append (many, "--b\r\n\r\n\r\n");
  g_string_append (many, "--b--");
  assert_refused (HEAD "boundary=b", many->str);
  g_string_free (many, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mime/boundaries", test_boundaries);
  g_test_add_func ("/mime/last-byte", test_last_byte);
  g_test_add_func ("/mime/not-a-boundary", test_not_a_boundary);
  g_test_add_func ("/mime/headers", test_headers);
  g_test_add_func ("/mime/refused", test_refused);
  return g_test_run ();
}
