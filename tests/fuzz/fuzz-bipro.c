/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of an insurer. The first line of a multipart answer is its Content-Type. One target per operation,
 * chosen by BALIE_FUZZ_OPERATION. */
#include "config.h"

#include <string.h>

#include "balie-bipro-message.h"
#include "fuzz-target.h"

static void
check_document (const BalieLetterDocument *document)
{
  g_assert_null (strpbrk (document->name, "/\\\n\r"));
  g_assert_true (*document->name && *document->name != '.');
  g_assert_cmpuint (strlen (document->name), <=, 120);
  g_assert_true (g_utf8_validate (document->name, -1, NULL));
  g_assert_cmpint (document->n_bytes, ==, (gint64) g_bytes_get_size (document->data));
}

static void
check_content (const BalieShipmentContent *content)
{
  for (guint i = 0; i < content->transfers->len; i++)
    {
      const BalieTransfer *transfer = content->transfers->pdata[i];

      g_assert_true (g_utf8_validate (transfer->text, -1, NULL));
      g_assert_true (g_utf8_validate (transfer->code, -1, NULL));
      g_ptr_array_foreach (transfer->documents, (GFunc) (void (*) (void)) check_document, NULL);
    }
}

static void
read_answer (const BalieBiproAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  if (BALIE_FUZZ_OPERATION == BALIE_BIPRO_TOKEN)
    {
      gint64 expires;
      g_autofree char *token = balie_bipro_answer_read_token (answer, &expires, &error);

      g_assert_true ((token == NULL) == (error != NULL));
    }
  else if (BALIE_FUZZ_OPERATION == BALIE_BIPRO_LIST)
    {
      g_autoptr (GPtrArray) list = balie_bipro_answer_read_list (answer, &error);

      g_assert_nonnull (list);
    }
  else
    {
      g_autoptr (BalieShipmentContent) content = balie_bipro_answer_read_shipment (answer, &error);

      g_assert_true ((content == NULL) == (error != NULL));
      if (content)
        check_content (content);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *line_end = size > 10 && memcmp (data, "multipart/", 10) == 0
                                ? memchr (data, '\n', MIN (size, 500))
                                : NULL;
  gsize head = line_end ? (gsize) (line_end - data) + 1 : 0;
  g_autofree char *type =
      line_end ? g_strndup ((const char *) data, head - 1) : g_strdup ("text/xml");
  g_autoptr (GBytes) body = g_bytes_new (data + head, size - head);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieBiproAnswer) answer =
      balie_bipro_answer_read (BALIE_FUZZ_OPERATION, 200, type, body, &error);

  g_assert_true ((answer == NULL) == (error != NULL));
  if (answer)
    read_answer (answer);
  return 0;
}
