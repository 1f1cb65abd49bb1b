/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a compiled catalogue of gettext whatever the language of the process is. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-mo-file.h"

#include <string.h>

#define MAGIC 0x950412deu
#define MAGIC_SWAPPED 0xde120495u
#define HEADER_BYTES 20

typedef struct
{
  const char *data;
  gsize length;
  gboolean swapped;
} Reader;

/* The number at @offset, G_MAXUINT32 when that is outside. */
static guint32
read_number (const Reader *reader, gsize offset)
{
  guint32 value;

  if (offset > reader->length || reader->length - offset < sizeof value)
    return G_MAXUINT32;
  memcpy (&value, reader->data + offset, sizeof value);
  return reader->swapped ? GUINT32_SWAP_LE_BE (value) : value;
}

/* The terminated text that the table's pair at @offset tells of, %NULL when it is not inside. */
static const char *
read_text (const Reader *reader, gsize offset)
{
  gsize length = read_number (reader, offset);
  gsize start = read_number (reader, offset + 4);

  if (start >= reader->length || length >= reader->length - start)
    return NULL;
  return reader->data[start + length] == '\0' ? reader->data + start : NULL;
}

static void
read_entries (const Reader *reader, GHashTable *texts)
{
  guint32 n = read_number (reader, 8);
  gsize originals = read_number (reader, 12);
  gsize translations = read_number (reader, 16);

  for (gsize i = 0; i < MIN (n, reader->length / 16); i++)
    {
      const char *original = read_text (reader, originals + 8 * i);
      const char *translation = read_text (reader, translations + 8 * i);

      if (original && *original && translation && *translation &&
          g_utf8_validate (translation, -1, NULL))
        g_hash_table_insert (texts, g_strdup (original), g_strdup (translation));
    }
}

/**
 * balie_mo_file_read:
 * @path: a file
 *
 * Returns: (transfer full) (element-type utf8 utf8): original → translation; empty when the file is
 *   missing or no catalogue
 */
GHashTable *
balie_mo_file_read (const char *path)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  Reader reader = { NULL, 0, FALSE };
  guint32 magic;

  if (!file || g_mapped_file_get_length (file) < HEADER_BYTES)
    return texts;
  reader.data = g_mapped_file_get_contents (file);
  reader.length = g_mapped_file_get_length (file);
  magic = read_number (&reader, 0);
  reader.swapped = magic == MAGIC_SWAPPED;
  if (magic == MAGIC || reader.swapped)
    read_entries (&reader, texts);
  return texts;
}
