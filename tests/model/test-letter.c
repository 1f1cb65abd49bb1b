/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the values of letters and insurers: under which name an insurer's password is kept. */
#include "config.h"

#include <string.h>

#include "balie-letter.h"

static const struct
{
  const char *name;
  const char *secret;
} rows[] = {
  { "AB", "bipro-AB" },
  { "A.B", "bipro-A_2eB" },
  { "A B", "bipro-A_20B" },
  { "ab", "bipro-ab" },
  { "A_2eB", "bipro-A_5f2eB" },
  { "../B", "bipro-_2e_2e_2fB" },
  { "Öl:1", "bipro-_c3_96l_3a1" },
};

/* Each insurer has its own, and none is a path. */
static void
test_secret_name (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BalieInsurer) insurer = balie_insurer_new (rows[i].name);
      char *secret = balie_insurer_dup_secret_name (insurer);

      g_assert_cmpstr (secret, ==, rows[i].secret);
      g_assert_true (g_hash_table_add (seen, secret));
    }
}

/* The longest name is still a file's name, also as a credential. */
static void
test_longest_name (void)
{
  g_autofree char *name = g_strnfill (80, '.');
  g_autoptr (BalieInsurer) insurer = balie_insurer_new (name);
  g_autofree char *secret = balie_insurer_dup_secret_name (insurer);

  g_assert_cmpuint (strlen ("balie-") + strlen (secret), <=, 255);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/secret-name", test_secret_name);
  g_test_add_func ("/letter/longest-name", test_longest_name);
  return g_test_run ();
}
