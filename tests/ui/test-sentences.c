/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of sentences: every action and code has one, and the particular ones win. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "balie-error.h"
#include "balie-shell.h"

static void
test_complete (void)
{
  for (int action = 0; action < BALIE_N_ACTIONS; action++)
    for (int code = BALIE_ERROR_BUG; code <= BALIE_ERROR_CANCELLED; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (BALIE_ERROR, code, "because");
        g_autofree char *text = balie_sentence_dup_text (action, error);
        g_autofree char *hint = balie_sentence_dup_hint (action, error);

        g_assert_cmpuint (strlen (text), >, 10);
        g_assert_cmpuint (strlen (hint), >, 5);
      }
}

static void
test_particular (void)
{
  g_autoptr (GError) newer = g_error_new_literal (BALIE_ERROR, BALIE_ERROR_NEWER, "version 9");
  g_autofree char *opening = balie_sentence_dup_text (BALIE_ACTION_OPEN_DATABASE, newer);
  g_autofree char *saving = balie_sentence_dup_text (BALIE_ACTION_SAVE_ORDER, newer);

  g_assert_cmpstr (opening, ==, "The database is newer than this Balie");
  g_assert_cmpstr (saving, ==, "The order was not saved");
}

/* A reason meant for people is told; the text of a technical failure is for the details only. */
static void
test_reasons (void)
{
  g_autoptr (GError) refused =
      g_error_new_literal (BALIE_ERROR, BALIE_ERROR_REFUSED, "Unknown dealer");
  g_autoptr (GError) storage =
      g_error_new_literal (BALIE_ERROR, BALIE_ERROR_STORAGE, "SQLITE_IOERR");
  g_autofree char *told = balie_sentence_dup_hint (BALIE_ACTION_APPROVE, refused);
  g_autofree char *kept = balie_sentence_dup_hint (BALIE_ACTION_APPROVE, storage);

  g_assert_cmpstr (told, ==, "Unknown dealer");
  g_assert_null (strstr (kept, "SQLITE"));
}

static void
test_other_domain (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "no");
  g_autofree char *hint = balie_sentence_dup_hint (BALIE_ACTION_TEST_CONNECTION, error);

  g_assert_cmpstr (hint, ==, "No connection could be made. Check the address and the network.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/complete", test_complete);
  g_test_add_func ("/sentences/particular", test_particular);
  g_test_add_func ("/sentences/reasons", test_reasons);
  g_test_add_func ("/sentences/other-domain", test_other_domain);
  return g_test_run ();
}
