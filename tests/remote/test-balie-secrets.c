/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets from files: order, modes, links, and what is refused. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "balie-error.h"
#include "balie-remote-fixture.h"
#include "balie-secrets.h"

typedef struct
{
  char *directory;
  char *credentials;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = balie_test_make_directory ();
  fixture->credentials = balie_test_make_directory ();
  g_setenv ("BALIE_SECRETS_DIR", fixture->directory, TRUE);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  balie_test_remove_directory (fixture->directory);
  balie_test_remove_directory (fixture->credentials);
}

static void
write_file (const char *directory, const char *name, const char *text, gssize length, int mode)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_true (
      g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, mode, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static char *
lookup (GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_secrets_lookup_async ("pon", "dealer", NULL, balie_await_done_cb, &await);
  return balie_secrets_lookup_finish (balie_await (&await), error);
}

static void
assert_secret (const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = lookup (&error);
  char *again = balie_secrets_lookup_sync ("pon", "dealer", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  g_assert_cmpstr (again, ==, expected);
  balie_secrets_free (secret);
  balie_secrets_free (again);
}

static void
assert_refused (const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (&error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_SECRET);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  static const int good[] = { 0600, 0400 };
  static const int bad[] = { 0644, 0640, 0700, 0666, 0604 };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      write_file (fixture->directory, "pon", "geheim\n", -1, good[i]);
      assert_secret ("geheim");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      write_file (fixture->directory, "pon", "geheim\n", -1, bad[i]);
      assert_refused ("0600");
    }
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  write_file (fixture->directory, "pon", "from the directory", -1, 0600);
  write_file (fixture->credentials, "balie-pon", "from systemd", -1, 0440);
  assert_secret ("from the directory");
  g_setenv ("CREDENTIALS_DIRECTORY", fixture->credentials, TRUE);
  assert_secret ("from systemd");
  write_file (fixture->credentials, "balie-pon", "", 0, 0400);
  assert_refused ("empty");
}

static void
test_not_plain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "pon", NULL);
  g_autofree char *real = g_build_filename (fixture->directory, "real", NULL);

  write_file (fixture->directory, "real", "geheim", -1, 0600);
  g_assert_cmpint (symlink (real, path), ==, 0);
  assert_refused ("plain file");
  g_unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused ("plain file");
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_refused ("plain file");
}

static void
test_contents (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (70000, 'x');

  write_file (fixture->directory, "pon", "with blanks \r\n", -1, 0600);
  assert_secret ("with blanks ");
  write_file (fixture->directory, "pon", "\n", -1, 0600);
  assert_refused ("empty");
  write_file (fixture->directory, "pon", "a\nb\n", -1, 0600);
  assert_refused ("one line");
  write_file (fixture->directory, "pon", "a\0b", 3, 0600);
  assert_refused ("one line");
  write_file (fixture->directory, "pon", "\xff\xfe", -1, 0600);
  assert_refused ("one line");
  write_file (fixture->directory, "pon", large, -1, 0600);
  assert_refused ("too large");
}

/* Only root can give a file away. */
static void
test_owner (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "pon", NULL);

  write_file (fixture->directory, "pon", "geheim", -1, 0600);
  if (chown (path, 12345, (gid_t) -1) != 0)
    {
      g_test_skip ("needs root");
      return;
    }
  assert_refused ("another user");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/secrets/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("modes", test_modes);
  ADD ("order", test_order);
  ADD ("not-plain", test_not_plain);
  ADD ("contents", test_contents);
  ADD ("owner", test_owner);
  return g_test_run ();
}
