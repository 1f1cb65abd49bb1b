/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: the first line is the name, what follows the document, taken as ZIP. */
#include "config.h"

#include <string.h>

#include "balie-document-safety.h"
#include "fuzz-target.h"

static void
check (const BalieLetterDocument *document)
{
  g_assert_true (g_utf8_validate (document->name, -1, NULL));
  g_assert_null (strpbrk (document->name, "/\\:*?\"<>|\n\r"));
  g_assert_true (*document->name && *document->name != '.' && *document->name != ' ');
  g_assert_nonnull (strrchr (document->name, '.'));
  g_assert_cmpuint (strlen (document->name), <=, 120);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *line_end = memchr (data, '\n', size);
  gsize head = line_end ? (gsize) (line_end - data) + 1 : 0;
  g_autofree char *name = g_strndup ((const char *) data, head > 0 ? head - 1 : 0);
  g_autoptr (GBytes) body = g_bytes_new (data + head, size - head);
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_document_free);
  gsize total = 0;

  balie_document_add (documents, name, body, TRUE);
  g_assert_cmpuint (documents->len, >, 0);
  g_assert_cmpuint (documents->len, <=, BALIE_DOCUMENT_MAX_PER_ZIP);
  for (guint i = 0; i < documents->len; i++)
    {
      const BalieLetterDocument *document = documents->pdata[i];

      check (document);
      total += (gsize) document->n_bytes;
    }
  g_assert_cmpuint (total, <=, BALIE_DOCUMENT_MAX_BYTES);
  return 0;
}
