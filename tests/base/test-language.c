/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the language of the process with a real catalogue made by msgfmt, in the C locale too. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "balie-date.h"
#include "balie-language.h"

static void
make_catalogue (const char *root, const char *language, const char *format)
{
  g_autofree char *directory = g_build_filename (root, language, "LC_MESSAGES", NULL);
  g_autofree char *po = g_build_filename (directory, "balie.po", NULL);
  g_autofree char *mo = g_build_filename (directory, "balie.mo", NULL);
  g_autofree char *text =
      g_strdup_printf ("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                       "msgctxt \"date format\"\nmsgid \"%%Y-%%m-%%d\"\nmsgstr \"%s\"\n",
                       format);
  const char *argv[] = { "msgfmt", "-o", mo, po, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (po, text, -1, &error));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory && (name = g_dir_read_name (directory)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
assert_date (const char *expected)
{
  g_autofree char *text = balie_language_dup_date (balie_date_from_ymd (2026, 3, 6));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_push (void)
{
  g_autofree char *none = balie_language_dup_date (BALIE_DATE_NONE);

  g_assert_cmpstr (none, ==, "");
  assert_date ("2026-03-06");
  g_assert_cmpstr (balie_language_get (), ==, "en");
  balie_language_push ("nl-NL");
  assert_date ("06-03-2026");
  g_assert_cmpstr (balie_language_get (), ==, "nl");
  balie_language_push ("de");
  assert_date ("06.03.2026");
  balie_language_push ("en");
  assert_date ("2026-03-06");
  balie_language_pop ();
  g_assert_cmpstr (balie_language_get (), ==, "de");
  assert_date ("06.03.2026");
  balie_language_pop ();
  assert_date ("06-03-2026");
  balie_language_push ("xx");
  assert_date ("2026-03-06");
  balie_language_pop ();
  balie_language_pop ();
  assert_date ("2026-03-06");
  g_assert_null (g_getenv ("LANGUAGE"));
}

static void
test_override (void)
{
  balie_language_init ("de");
  g_assert_cmpstr (balie_language_get (), ==, "de");
  assert_date ("06.03.2026");
  balie_language_init ("en");
  g_assert_cmpstr (balie_language_get (), ==, "en");
  assert_date ("2026-03-06");
  g_unsetenv ("LANGUAGE");
}

/* A desk whose locale is not installed still gets its language. */
static void
test_missing_locale (void)
{
  g_setenv ("LC_ALL", "nl_XX.UTF-8", TRUE);
  balie_language_init (NULL);
  g_assert_cmpstr (balie_language_get (), ==, "nl");
  assert_date ("06-03-2026");
}

int
main (int argc, char *argv[])
{
  g_autofree char *root = g_dir_make_tmp ("balie-language-XXXXXX", NULL);
  int outcome;

  g_setenv ("LC_ALL", "C", TRUE);
  g_unsetenv ("LANGUAGE");
  g_unsetenv ("LANG");
  g_setenv ("BALIE_LOCALEDIR", root, TRUE);
  make_catalogue (root, "nl", "%d-%m-%Y");
  make_catalogue (root, "de", "%d.%m.%Y");
  balie_language_init (NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/push", test_push);
  g_test_add_func ("/language/override", test_override);
  g_test_add_func ("/language/missing-locale", test_missing_locale);
  outcome = g_test_run ();
  remove_tree (root);
  return outcome;
}
