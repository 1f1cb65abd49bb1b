/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the names of countries and languages with the lists that are installed, and without any. */
#include "config.h"

#include <string.h>

#include "balie-iso-codes.h"
#include "balie-language.h"

typedef char *(*Convert) (const char *text);

static void
check (Convert convert, const char *const rows[][2], gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *outcome = convert (rows[i][0]);

      g_test_message ("“%s”", rows[i][0] ? rows[i][0] : "(null)");
      g_assert_cmpstr (outcome, ==, rows[i][1]);
    }
}

#define CHECK(convert, rows) check (convert, rows, G_N_ELEMENTS (rows))

static void
test_names (void)
{
  static const char *const dutch[][2] = {
    { "BE", "België" },     { "NL", "Nederland" }, { "DE", "Duitsland" },
    { "LU", "Luxemburg" },  { "FR", "Frankrijk" }, { "GB", "Verenigd Koninkrijk" },
    { "ES", "Spanje" },     { "QQ", "QQ" },        { "", "" },
    { "Utopia", "Utopia" }, { NULL, "" },
  };
  static const char *const german[][2] = { { "BE", "Belgien" }, { "NL", "Niederlande" } };
  static const char *const english[][2] = { { "BE", "Belgium" }, { "NL", "Netherlands" } };

  CHECK (balie_country_dup_name, english);
  balie_language_push ("nl");
  CHECK (balie_country_dup_name, dutch);
  balie_language_pop ();
  balie_language_push ("de");
  CHECK (balie_country_dup_name, german);
  balie_language_pop ();
  CHECK (balie_country_dup_name, english);
}

static void
test_language_names (void)
{
  static const char *const dutch[][2] = {
    { "nl-BE", "Nederlands (België)" }, { "nl", "Nederlands" }, { "de-DE", "Duits (Duitsland)" },
    { "fr-BE", "Frans (België)" },      { "qq", "qq" },         { "", "" },
    { "Klingon", "Klingon" },           { NULL, "" },
  };
  static const char *const german[][2] = { { "nl-NL", "Niederländisch (Niederlande)" } };
  static const char *const english[][2] = { { "nl-BE", "Dutch (Belgium)" } };

  balie_language_push ("nl");
  CHECK (balie_language_dup_name, dutch);
  balie_language_pop ();
  balie_language_push ("de");
  CHECK (balie_language_dup_name, german);
  balie_language_pop ();
  CHECK (balie_language_dup_name, english);
}

static void
test_country_codes (void)
{
  static const char *const rows[][2] = {
    { "België", "BE" },
    { "belgie", "BE" },
    { "Belgium", "BE" },
    { "Belgien", "BE" },
    { "Belgique", "BE" },
    { "be", "BE" },
    { "BEL", "BE" },
    { " Nederland ", "NL" },
    { "NEDERLAND", "NL" },
    { "Holland", "NL" },
    { "Pays-Bas", "NL" },
    { "Niederlande", "NL" },
    { "Deutschland", "DE" },
    { "D", "DE" },
    { "Allemagne", "DE" },
    { "UK", "GB" },
    { "Great Britain", "GB" },
    { "England", "GB" },
    { "Groot-Brittannië", "GB" },
    { "Verenigd Koninkrijk", "GB" },
    { "Vereinigtes Königreich", "GB" },
    { "Royaume-Uni", "GB" },
    { "Spanje", "ES" },
    { "Österreich", "AT" },
    { "Polen", "PL" },
    { "Zwitserland", "CH" },
    { "Kingdom of Belgium", "BE" },
    { "South Korea", "KR" },
    { "USA", "US" },
    { "Tsjechië", "CZ" },
    { "", NULL },
    { NULL, NULL },
    { "Utopia", NULL },
    { "QQ", NULL },
    { "x\xff", NULL },
    { "--", NULL },
  };

  CHECK (balie_country_dup_code, rows);
}

static void
test_language_codes (void)
{
  static const char *const rows[][2] = {
    { "nl-BE", "nl-BE" },
    { "nl_be", "nl-BE" },
    { "NL-be", "nl-BE" },
    { "nl_NL.UTF-8", "nl-NL" },
    { "nl", "nl" },
    { "NL", "nl" },
    { "Nederlands (BE)", "nl-BE" },
    { "Nederlands (België)", "nl-BE" },
    { "Nederlands", "nl" },
    { "Dutch", "nl" },
    { "Niederländisch", "nl" },
    { "Vlaams", "nl-BE" },
    { "Frans", "fr" },
    { "français", "fr" },
    { "Deutsch", "de" },
    { "deutsch (Belgien)", "de-BE" },
    { "Engels", "en" },
    { "Pools", "pl" },
    { "fre", "fr" },
    { "ger", "de" },
    { "Klingon", NULL },
    { "nl-QQ", NULL },
    { "qq-BE", NULL },
    { "", NULL },
    { NULL, NULL },
    { "(", NULL },
    { "-", NULL },
  };

  CHECK (balie_language_dup_code, rows);
}

/* Every code has a name that is read as that code again, in every language of Balie. */
static void
test_round_trip (void)
{
  static const char *const languages[] = { "en", "nl", "de" };
  const char *const *countries = balie_country_get_codes ();
  const char *const *tongues = balie_language_get_codes ();

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      balie_language_push (languages[l]);
      for (guint i = 0; countries[i]; i++)
        {
          g_autofree char *name = balie_country_dup_name (countries[i]);
          g_autofree char *code = balie_country_dup_code (name);

          g_test_message ("%s %s", languages[l], name);
          g_assert_cmpstr (name, !=, countries[i]);
          g_assert_cmpstr (code, ==, countries[i]);
        }
      for (guint i = 0; tongues[i]; i++)
        {
          g_autofree char *name = balie_language_dup_name (tongues[i]);
          g_autofree char *code = balie_language_dup_code (name);

          g_test_message ("%s %s", languages[l], name);
          g_assert_null (strchr (name, ';'));
          g_assert_cmpstr (code, ==, tongues[i]);
        }
      balie_language_pop ();
    }
}

static void
test_order (void)
{
  static const char *const first[] = { "NL", "BE", "DE", "LU", "FR", "AD", "AE" };
  const char *const *countries = balie_country_get_codes ();

  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_assert_cmpstr (countries[i], ==, first[i]);
  g_assert_cmpuint (g_strv_length ((char **) countries), >, 200);
  g_assert_cmpstr (balie_language_get_codes ()[0], ==, "nl-NL");
  g_assert_cmpstr (balie_language_get_codes ()[1], ==, "nl-BE");
  g_assert_true (g_strv_contains (balie_language_get_codes (), "pl"));
}

/* A desk without the lists: the neighbours stay, and codes stand for themselves. */
static void
test_missing (void)
{
  static const char *const names[][2] = { { "BE", "Belgium" }, { "ES", "ES" } };
  static const char *const codes[][2] = { { "België", "BE" }, { "Spanje", NULL } };
  static const char *const tongues[][2] = { { "nl-BE", "Dutch (Belgium)" }, { "pl", "pl" } };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("BALIE_ISO_CODES", "/nowhere", TRUE);
  CHECK (balie_country_dup_name, names);
  CHECK (balie_country_dup_code, codes);
  CHECK (balie_language_dup_name, tongues);
  g_assert_cmpuint (g_strv_length ((char **) balie_country_get_codes ()), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_setenv ("LC_ALL", "C", TRUE);
  g_unsetenv ("LANGUAGE");
  balie_language_init (NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/iso-codes/names", test_names);
  g_test_add_func ("/iso-codes/language-names", test_language_names);
  g_test_add_func ("/iso-codes/country-codes", test_country_codes);
  g_test_add_func ("/iso-codes/language-codes", test_language_codes);
  g_test_add_func ("/iso-codes/round-trip", test_round_trip);
  g_test_add_func ("/iso-codes/order", test_order);
  g_test_add_func ("/iso-codes/missing", test_missing);
  return g_test_run ();
}
