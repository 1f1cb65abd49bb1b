/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: what our check of the syntax lets through the parser must read, and write as JSON again. */
#include "config.h"

#include <string.h>

#include "balie-json-syntax.h"
#include "balie-json.h"
#include "fuzz-target.h"

static gboolean
has_exponent (const char *text)
{
  return strstr (text, "e+") || strstr (text, "e-") || strstr (text, "inf");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  gboolean good = balie_json_syntax_check ((const char *) data, size);
  g_autoptr (JsonNode) node = balie_json_parse ((const char *) data, size, &error);

  g_assert_true ((node == NULL) == (error != NULL));
  g_assert_true (good || node == NULL);
  if (node)
    {
      g_autofree char *text = balie_json_to_text (node, FALSE);

      /* json-glib 1.6 writes numbers wrongly that need an exponent ("2e+24.0") or fit into no double. */
      g_assert_true (has_exponent (text) || balie_json_syntax_check (text, strlen (text)));
    }
  return 0;
}
