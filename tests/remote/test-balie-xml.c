/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile XML: what is refused, and what is found by namespace whatever the prefixes. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-xml.h"

/* Each entity is ten of the one before. */
#define TEN(x) x x x x x x x x x x
#define LAUGHS                                                                                                            \
  "<!DOCTYPE a [<!ENTITY a '" TEN ("ha") "'><!ENTITY b '" TEN ("&a;") "'><!ENTITY c '" TEN ("&b;") "'><!ENTITY d '" TEN ( \
      "&c;") "'><!ENTITY e '" TEN ("&d;") "'><!ENTITY f '" TEN ("&e;") "'><!ENTITY g '" TEN ("&f"                         \
                                                                                             ";") "'><!ENTITY h '" TEN ("&g;") "'>]><a>&h;</a>"

static void
assert_refused (const char *xml, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%.200s", xml);
  g_assert_null (balie_xml_parse (xml, length, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static xmlDocPtr
parse (const char *xml)
{
  g_autoptr (GError) error = NULL;
  xmlDocPtr document = balie_xml_parse (xml, strlen (xml), &error);

  g_assert_no_error (error);
  return document;
}

static void
test_refused (void)
{
  static const char *const hostile[] = {
    "",
    "   ",
    "text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a b='1' b='2'/>",
    "<a>&amp</a>",
    "<a>&unknown;</a>",
    "<x:a/>",
    "<a>\x01</a>",
    "<a>\xff\xfe</a>",
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]><a/>",
    LAUGHS,
    "<?xml version='1.0' encoding='no-such-thing'?><a/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    assert_refused (hostile[i], strlen (hostile[i]));
  assert_refused ("<a>\0</a>", 8);
}

static char *
make_nested (int depth)
{
  GString *xml = g_string_new (NULL);

  for (int i = 0; i < depth; i++)
    g_string_append (xml, "<a>");
  for (int i = 0; i < depth; i++)
    g_string_append (xml, "</a>");
  return g_string_free (xml, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *deepest = make_nested (BALIE_XML_MAX_DEPTH);
  g_autofree char *deeper = make_nested (BALIE_XML_MAX_DEPTH + 1);
  g_autofree char *deepest_of_all = make_nested (100000);
  g_autofree char *large = g_strnfill (BALIE_XML_MAX_BYTES + 1, ' ');
  GString *many = g_string_new ("<a>");
  g_autoptr (xmlDoc) document = parse (deepest);

  g_assert_nonnull (document);
  assert_refused (deeper, strlen (deeper));
  assert_refused (deepest_of_all, strlen (deepest_of_all));
  memcpy (large, "<a/>", 4);
  assert_refused (large, BALIE_XML_MAX_BYTES + 1);
  for (int i = 0; i < 250000; i++)
    g_string_append (many, "<b/>");
  g_string_append (many, "</a>");
  assert_refused (many->str, many->len);
  g_string_free (many, TRUE);
}

static void
test_found (void)
{
  g_autoptr (xmlDoc) document =
      parse ("<?xml version='1.0' encoding='ISO-8859-1'?><!-- <!DOCTYPE x> --><r xmlns='u:a' "
             "xmlns:p='u:b' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
             "<p:x>wrong</p:x><x xmlns='u:b'>wrong</x><x>first<y>inner</y> \n second\xe4</x><x/>"
             "<n xsi:nil='true'>hidden</n><n xsi:nil='1'>hidden</n><c><![CDATA[<raw>&amp;]]></c>"
             "<t xsi:type='p:CT_X'/><t xsi:type='CT_Y'/><t xsi:type='nobody:CT_Z'/><t type='p:Q'/>"
             "<o>a\xad&#x202e;b&#10;c</o></r>");
  xmlNodePtr root = xmlDocGetRootElement (document);
  xmlNodePtr node = balie_xml_get_child (root, "u:a", "x");
  const char *ns, *name;

#define ASSERT_TEXT(node, max, expected)                                                           \
  do                                                                                               \
    {                                                                                              \
      g_autofree char *text = balie_xml_dup_text (node, max);                                      \
      g_assert_cmpstr (text, ==, expected);                                                        \
    }                                                                                              \
  while (0)
  ASSERT_TEXT (node, 100, "first   secondä");
  ASSERT_TEXT (node, 3, "fir");
  ASSERT_TEXT (balie_xml_get_next (node, "u:a", "x"), 100, "");
  ASSERT_TEXT (balie_xml_get_child (root, "u:a", "n"), 100, "");
  ASSERT_TEXT (balie_xml_get_next (balie_xml_get_child (root, "u:a", "n"), "u:a", "n"), 100, "");
  ASSERT_TEXT (balie_xml_get_child (root, "u:a", "c"), 100, "<raw>&amp;");
  ASSERT_TEXT (NULL, 100, "");
  g_assert_null (balie_xml_get_child (root, "u:c", "x"));
  g_assert_null (balie_xml_get_child (NULL, "u:a", "x"));
  node = balie_xml_get_child (root, "u:a", "t");
  g_assert_true (balie_xml_get_type (node, &ns, &name));
  g_assert_cmpstr (ns, ==, "u:b");
  g_assert_cmpstr (name, ==, "CT_X");
  node = balie_xml_get_next (node, "u:a", "t");
  g_assert_true (balie_xml_get_type (node, &ns, &name));
  g_assert_cmpstr (ns, ==, "u:a");
  g_assert_cmpstr (name, ==, "CT_Y");
  node = balie_xml_get_next (node, "u:a", "t");
  g_assert_true (balie_xml_get_type (node, &ns, &name));
  g_assert_cmpstr (ns, ==, "");
  node = balie_xml_get_next (node, "u:a", "t");
  g_assert_false (balie_xml_get_type (node, &ns, &name));
  {
    g_autofree char *text = balie_xml_dup_child_text (root, "u:a", "o", 100);

    g_assert_null (strstr (text, "\xe2\x80\xae"));
    g_assert_null (strchr (text, '\n'));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/refused", test_refused);
  g_test_add_func ("/xml/limits", test_limits);
  g_test_add_func ("/xml/found", test_found);
  return g_test_run ();
}
