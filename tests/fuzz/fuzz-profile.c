/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connector profiles: of each kind of remote; a good one can be used. */
#include "config.h"

#include "balie-bipro-client.h"
#include "balie-profile.h"
#include "fuzz-target.h"

static void
use (BalieProfile *profile)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  static const char *const operations[] = { "create", "get", "list", "search" };

  g_hash_table_insert (values, (gpointer) "id", (gpointer) "a/b?c");
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *url = NULL;

      if (balie_profile_has_operation (profile, operations[i]))
        url = balie_profile_dup_url (profile, operations[i], "http://127.0.0.1:1", values, NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const remotes[] = { "pon", "driver2", "kp" };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieBiproProfile) insurer = balie_bipro_profile_parse (text, "fuzz.json", &error);

  g_assert_true ((insurer == NULL) == (error != NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (remotes); i++)
    {
      g_autoptr (GError) other = NULL;
      g_autoptr (BalieProfile) profile =
          balie_profile_parse (remotes[i], text, "fuzz.json", &other);

      g_assert_true ((profile == NULL) == (other != NULL));
      if (profile)
        use (profile);
    }
  return 0;
}
