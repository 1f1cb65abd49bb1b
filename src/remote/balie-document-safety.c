/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents from outside made safe to keep: names that stay in their folder, types by the first bytes, ZIP
 * unpacked by libarchive within limits. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-document-safety.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "balie-text.h"

/* With the last character, which may be of four bytes, and an extension: at most 120. */
#define MAX_STEM 110
#define CHUNK 65536

static const struct
{
  const char *type;
  const char *begin;
  gsize length;
  const char *extension;
} types[] = {
  { "application/pdf", "%PDF-", 5, ".pdf" },
  { "image/jpeg", "\xff\xd8\xff", 3, ".jpg" },
  { "image/png", "\x89PNG\r\n\x1a\n", 8, ".png" },
  { "image/tiff", "II*\0", 4, ".tif" },
  { "image/tiff", "MM\0*", 4, ".tif" },
  { "application/zip", "PK\3\4", 4, ".zip" },
  { "text/xml", "<?xml", 5, ".xml" },
};

/**
 * balie_document_guess_type:
 * @data: a document
 *
 * Returns: (transfer none): its type by the first bytes, whatever it was called
 */
const char *
balie_document_guess_type (GBytes *data)
{
  gsize length;
  const char *bytes = g_bytes_get_data (data, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (length >= types[i].length && memcmp (bytes, types[i].begin, types[i].length) == 0)
        return types[i].type;
    }
  if (length > 0 && g_utf8_validate_len (bytes, length, NULL))
    return "text/plain";
  return "application/octet-stream";
}

static const char *
get_extension (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (types[i].type, type))
        return types[i].extension;
    }
  return g_str_equal (type, "text/plain") ? ".txt" : ".bin";
}

/* Letters and digits of any script, and a few signs; no control, no direction marks, no separators. */
static gboolean
is_safe (gunichar c)
{
  return g_unichar_isalnum (c) || (c < 0x80 && strchr ("-_.,()+ ", (int) c) != NULL);
}

/* Devices of Windows, where a saved document may end up. */
static gboolean
is_reserved (const char *stem)
{
  static const char pattern[] = "^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?$";

  return g_regex_match_simple (pattern, stem, G_REGEX_CASELESS, 0);
}

/* "pdf", "exe", "7z" … but not the "12" of "Nr.12". */
static gboolean
is_extension (const char *text)
{
  gboolean has_letter = FALSE;
  gsize n;

  for (n = 0; g_ascii_isalnum (text[n]); n++)
    has_letter |= g_ascii_isalpha (text[n]);
  return has_letter && n <= 4 && text[n] == '\0';
}

/* The last component, its unsafe characters as "_", without blanks and dots around. */
static char *
dup_safe_stem (const char *name)
{
  g_autofree char *clean = balie_text_dup_clean (name, 1000);
  GString *stem = g_string_new (NULL);
  const char *base = clean;

  for (const char *p = clean; *p; p++)
    {
      if (*p == '/' || *p == '\\')
        base = p + 1;
    }
  for (const char *p = base; *p && stem->len < MAX_STEM; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (stem, is_safe (c) ? c : '_');
    }
  while (stem->len > 0 && strchr (". ", stem->str[stem->len - 1]))
    g_string_truncate (stem, stem->len - 1);
  g_string_erase (stem, 0, (gssize) strspn (stem->str, ". "));
  return g_string_free (stem, FALSE);
}

/**
 * balie_document_dup_safe_name:
 * @name: (nullable): as it came
 * @type: by balie_document_guess_type()
 *
 * Returns: (transfer full): a file name without a path whose extension says what it is
 */
char *
balie_document_dup_safe_name (const char *name, const char *type)
{
  g_autofree char *stem = dup_safe_stem (name ? name : "");
  const char *extension = get_extension (type);
  char *dot = strrchr (stem, '.');

  if (dot && is_extension (dot + 1))
    *dot = '\0';
  return g_strconcat (is_reserved (stem) ? "_" : "", *stem ? stem : "document", extension, NULL);
}

static void
add_one (GPtrArray *documents, const char *name, GBytes *data)
{
  BalieLetterDocument *document = balie_letter_document_new ();

  g_free (document->type);
  document->type = g_strdup (balie_document_guess_type (data));
  g_free (document->name);
  document->name = balie_document_dup_safe_name (name, document->type);
  document->n_bytes = (gint64) g_bytes_get_size (data);
  document->data = g_bytes_ref (data);
  g_ptr_array_add (documents, document);
}

/* The entry's bytes; NULL when they can't be read or would go over what is left. */
static GBytes *
read_entry (struct archive *archive, gsize left)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  la_ssize_t n;

  while ((n = archive_read_data (archive, buffer, CHUNK)) > 0)
    {
      if (out->len + (gsize) n > left)
        return NULL;
      g_byte_array_append (out, buffer, (guint) n);
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* A warning is about a name that can't be shown in this locale. */
static gboolean
read_entries (struct archive *archive, gsize left, GPtrArray *found)
{
  struct archive_entry *entry;
  int result;

  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
         result == ARCHIVE_WARN)
    {
      g_autoptr (GBytes) data = NULL;

      if (archive_entry_filetype (entry) != AE_IFREG)
        continue;
      if (found->len >= BALIE_DOCUMENT_MAX_PER_ZIP)
        return FALSE;
      data = read_entry (archive, left);
      if (!data)
        return FALSE;
      left -= g_bytes_get_size (data);
      add_one (found, archive_entry_pathname_utf8 (entry), data);
    }
  return result == ARCHIVE_EOF && found->len > 0;
}

static gboolean
unpack (GBytes *data, gsize left, GPtrArray *found)
{
  struct archive *archive = archive_read_new ();
  gsize length;
  const void *bytes = g_bytes_get_data (data, &length);
  gboolean whole;

  archive_read_support_format_zip (archive);
  whole = archive_read_open_memory (archive, bytes, length) == ARCHIVE_OK &&
          read_entries (archive, left, found);
  archive_read_free (archive);
  return whole;
}

/* How many bytes may still be unpacked: all documents of a letter share the limit. */
static gsize
get_left (GPtrArray *documents)
{
  gsize used = 0;

  for (guint i = 0; i < documents->len; i++)
    used += (gsize) ((const BalieLetterDocument *) g_ptr_array_index (documents, i))->n_bytes;
  return used < BALIE_DOCUMENT_MAX_BYTES ? BALIE_DOCUMENT_MAX_BYTES - used : 0;
}

/**
 * balie_document_add:
 * @documents: (element-type BalieLetterDocument): where it goes
 * @name: (nullable): as it came
 * @data: as it came
 * @zip: whether it is said to be packed
 *
 * Adds the documents in a ZIP, or the ZIP itself when it can't be unpacked whole within the limits.
 */
void
balie_document_add (GPtrArray *documents, const char *name, GBytes *data, gboolean zip)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_document_free);

  if (!zip || !unpack (data, get_left (documents), found))
    {
      add_one (documents, name, data);
      return;
    }
  g_ptr_array_extend_and_steal (documents, g_steal_pointer (&found));
}
