/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multipart/related: the first line is the Content-Type. */
#include "config.h"

#include <string.h>

#include "balie-mime.h"
#include "fuzz-target.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *line_end = memchr (data, '\n', size);
  gsize head = line_end ? (gsize) (line_end - data) + 1 : 0;
  g_autofree char *type = g_strndup ((const char *) data, head);
  g_autoptr (GBytes) body = g_bytes_new (data + head, size - head);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieMimeMessage) message = NULL;
  gsize total = 0;

  balie_mime_is_multipart (type);
  message = balie_mime_parse (type, body, &error);
  g_assert_true ((message == NULL) == (error != NULL));
  if (!message)
    return 0;
  g_assert_cmpuint (message->root, <, message->parts->len);
  for (guint i = 0; i < message->parts->len; i++)
    {
      const BalieMimePart *part = message->parts->pdata[i];
      g_autofree char *href = g_strconcat ("cid:", part->content_id, NULL);

      total += g_bytes_get_size (part->data);
      balie_mime_message_find (message, href);
    }
  g_assert_cmpuint (total, <=, size);
  return 0;
}
