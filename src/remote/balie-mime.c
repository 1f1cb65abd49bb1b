/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multipart/related from outside. Lines may end in CRLF or LF; the one line break before a boundary belongs
 * to the boundary, everything else to the part: a document keeps its last byte. */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-mime.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-text.h"

#define MAX_BOUNDARY 200
#define MAX_ID 500

/* A stretch of the body, borrowed. */
typedef struct
{
  const char *data;
  gsize length;
} Stretch;

static void
free_part (gpointer data)
{
  BalieMimePart *part = data;

  g_free (part->content_id);
  g_free (part->content_type);
  g_clear_pointer (&part->data, g_bytes_unref);
  g_free (part);
}

/**
 * balie_mime_message_free:
 * @self: (nullable) (transfer full): a message
 */
void
balie_mime_message_free (BalieMimeMessage *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static gboolean
fail (GError **error, const char *problem)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
               /* Translators: %s says what is wrong with it. */
               _ ("The answer can’t be taken apart: %s."), problem);
  return FALSE;
}

/* Up to ';', lower case, without blanks around. */
static char *
dup_main_value (const char *header)
{
  g_autofree char *value = g_strndup (header, strcspn (header, ";"));

  g_strstrip (value);
  return g_ascii_strdown (value, -1);
}

/* The value at @text, quoted or not; @end is where it ends. */
static char *
dup_parameter_value (const char *text, const char **end)
{
  GString *value;

  if (*text != '"')
    {
      gsize length = strcspn (text, "; \t\r\n");

      *end = text + length;
      return g_strndup (text, length);
    }
  value = g_string_new (NULL);
  for (text++; *text && *text != '"'; text++)
    {
      if (*text == '\\' && text[1])
        text++;
      g_string_append_c (value, *text);
    }
  *end = *text ? text + 1 : text;
  return g_string_free (value, FALSE);
}

/* (nullable): parameter @name of a header; names in any case. */
static char *
dup_parameter (const char *header, const char *name)
{
  const char *at = strchr (header, ';');
  gsize length = strlen (name);

  while (at)
    {
      g_autofree char *value = NULL;
      const char *equals;
      gboolean found;

      at += 1 + strspn (at + 1, " \t\r\n");
      equals = at + strcspn (at, "=;");
      found = g_ascii_strncasecmp (at, name, length) == 0 &&
              at + length + strspn (at + length, " \t") == equals;
      if (*equals != '=')
        {
          at = *equals ? equals : NULL;
          continue;
        }
      equals += 1 + strspn (equals + 1, " \t");
      value = dup_parameter_value (equals, &at);
      if (found)
        return g_steal_pointer (&value);
      at = strchr (at, ';');
    }
  return NULL;
}

/* Without angle brackets and blanks. */
static char *
dup_id (const char *text)
{
  g_autofree char *id = g_strstrip (g_strndup (text, MAX_ID));
  gsize length = strlen (id);

  if (length >= 2 && id[0] == '<' && id[length - 1] == '>')
    return g_strndup (id + 1, length - 2);
  return g_steal_pointer (&id);
}

/* What remains of the delimiter's line: blanks and the line break; FALSE when it is another word. */
static gboolean
skip_line_end (const char **at, const char *end)
{
  const char *p = *at;

  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  if (p < end && *p == '\r')
    p++;
  if (p < end && *p == '\n')
    p++;
  else if (p < end)
    return FALSE;
  *at = p;
  return TRUE;
}

static gboolean
is_closing (const char *behind, const char *end)
{
  return end - behind >= 2 && behind[0] == '-' && behind[1] == '-';
}

/* Where "--boundary" next stands at the beginning of a line, NULL if nowhere. A longer boundary that begins
 * with this one is another's. */
static const char *
find_delimiter (const char *data, const char *end, Stretch delimiter, const char *begin)
{
  while (data < end)
    {
      const char *found = memmem (data, (gsize) (end - data), delimiter.data, delimiter.length);

      const char *behind = found ? found + delimiter.length : NULL;

      if (!found)
        return NULL;
      if ((found == begin || found[-1] == '\n') &&
          (is_closing (behind, end) || skip_line_end (&behind, end)))
        return found;
      data = found + 1;
    }
  return NULL;
}

/* One unfolded header as "name: value", with @at behind it; NULL at the empty line or the end. */
static char *
take_header (const char **at, const char *end)
{
  GString *header = g_string_new (NULL);
  const char *p = *at;

  while (p < end)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));
      gsize length = (gsize) ((line_end ? line_end : end) - p);
      gsize shown = length > 0 && p[length - 1] == '\r' ? length - 1 : length;

      if (header->len > 0 && (shown == 0 || (*p != ' ' && *p != '\t')))
        break;
      g_string_append_len (header, p, (gssize) shown);
      p = line_end ? line_end + 1 : end;
      if (shown == 0)
        break;
    }
  *at = p;
  if (header->len > 0)
    return g_string_free (header, FALSE);
  g_string_free (header, TRUE);
  return NULL;
}

static void
replace (char **target, char *value)
{
  g_free (*target);
  *target = value;
}

/* The headers of a part; @at ends at its body. */
static gboolean
read_headers (BalieMimePart *part,
              char **encoding,
              const char **at,
              const char *end,
              GError **error)
{
  const char *begin = *at;
  char *taken;

  while ((taken = take_header (at, end)) != NULL)
    {
      g_autofree char *header = taken;
      char *colon = strchr (header, ':');

      if (*at - begin > BALIE_MIME_MAX_HEADER)
        return fail (error, _ ("the headers of a part are too long"));
      if (!colon)
        continue;
      *colon = '\0';
      g_strstrip (header);
      if (g_ascii_strcasecmp (header, "Content-ID") == 0)
        replace (&part->content_id, dup_id (colon + 1));
      else if (g_ascii_strcasecmp (header, "Content-Type") == 0)
        replace (&part->content_type, dup_main_value (colon + 1));
      else if (g_ascii_strcasecmp (header, "Content-Transfer-Encoding") == 0)
        replace (encoding, dup_main_value (colon + 1));
    }
  return TRUE;
}

static GBytes *
decode_base64 (Stretch body)
{
  gint state = 0;
  guint save = 0;
  guchar *out = g_malloc (body.length / 4 * 3 + 4);
  gsize length = g_base64_decode_step (body.data, body.length, out, &state, &save);

  return g_bytes_new_take (out, length);
}

static GBytes *
decode_quoted_printable (Stretch body)
{
  GByteArray *out = g_byte_array_new ();

  for (gsize i = 0; i < body.length; i++)
    {
      guint8 byte = (guint8) body.data[i];

      if (byte == '=' && i + 2 < body.length && g_ascii_isxdigit (body.data[i + 1]) &&
          g_ascii_isxdigit (body.data[i + 2]))
        {
          byte = (guint8) (g_ascii_xdigit_value (body.data[i + 1]) * 16 +
                           g_ascii_xdigit_value (body.data[i + 2]));
          i += 2;
        }
      else if (byte == '=' && i + 1 < body.length &&
               (body.data[i + 1] == '\n' || body.data[i + 1] == '\r'))
        {
          i += body.data[i + 1] == '\r' && i + 2 < body.length && body.data[i + 2] == '\n' ? 2 : 1;
          continue;
        }
      g_byte_array_append (out, &byte, 1);
    }
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
decode (GBytes *whole, Stretch body, const char *encoding)
{
  if (g_str_equal (encoding, "base64"))
    return decode_base64 (body);
  if (g_str_equal (encoding, "quoted-printable"))
    return decode_quoted_printable (body);
  return g_bytes_new_from_bytes (
      whole, (gsize) (body.data - (const char *) g_bytes_get_data (whole, NULL)), body.length);
}

/* @end: where the delimiter begins; the line break before it, of the kind that ended the delimiter before,
 * is not the part's. */
static BalieMimePart *
read_part (GBytes *whole, const char *begin, const char *end, GError **error)
{
  g_autofree char *encoding = g_strdup ("binary");
  BalieMimePart *part = g_new0 (BalieMimePart, 1);
  const char *at = begin;

  part->content_id = g_strdup ("");
  part->content_type = g_strdup ("text/plain");
  if (end > begin && end[-1] == '\n')
    end -= begin[-2] == '\r' && end - 1 > begin && end[-2] == '\r' ? 2 : 1;
  if (!read_headers (part, &encoding, &at, end, error))
    {
      free_part (part);
      return NULL;
    }
  at = MIN (at, end);
  part->data = decode (whole, (Stretch){ at, (gsize) (end - at) }, encoding);
  return part;
}

static gboolean
read_parts (BalieMimeMessage *message, GBytes *body, Stretch delimiter, GError **error)
{
  gsize length;
  const char *begin = g_bytes_get_data (body, &length);
  const char *end = begin + length;
  const char *at = length > 0 ? find_delimiter (begin, end, delimiter, begin) : NULL;

  while (at)
    {
      const char *part_begin = at + delimiter.length;
      BalieMimePart *part;

      if (is_closing (part_begin, end))
        return TRUE;
      skip_line_end (&part_begin, end);
      /* The line break of an empty part is the delimiter's own. */
      at = find_delimiter (part_begin, end, delimiter, begin);
      if (!at)
        break;
      if (message->parts->len >= BALIE_MIME_MAX_PARTS)
        return fail (error, _ ("it has too many parts"));
      part = read_part (body, part_begin, at, error);
      if (!part)
        return FALSE;
      g_ptr_array_add (message->parts, part);
    }
  return fail (error, _ ("it was cut off"));
}

static void
choose_root (BalieMimeMessage *message, const char *content_type)
{
  g_autofree char *start = dup_parameter (content_type, "start");
  g_autofree char *id = start ? dup_id (start) : NULL;

  for (guint i = 0; id && i < message->parts->len; i++)
    {
      const BalieMimePart *part = g_ptr_array_index (message->parts, i);

      if (g_str_equal (part->content_id, id))
        {
          message->root = i;
          return;
        }
    }
}

/**
 * balie_mime_is_multipart:
 * @content_type: (nullable): header of an answer
 *
 * Returns: whether it says multipart/related
 */
gboolean
balie_mime_is_multipart (const char *content_type)
{
  g_autofree char *type = dup_main_value (content_type ? content_type : "");

  return g_str_equal (type, "multipart/related");
}

/**
 * balie_mime_parse:
 * @content_type: header of the answer, with the boundary
 * @body: the answer
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: (transfer full) (nullable): at least one part
 */
BalieMimeMessage *
balie_mime_parse (const char *content_type, GBytes *body, GError **error)
{
  g_autofree char *boundary = dup_parameter (content_type, "boundary");
  g_autofree char *delimiter = NULL;
  g_autoptr (BalieMimeMessage) message = NULL;

  if (!boundary || !*boundary || strlen (boundary) > MAX_BOUNDARY)
    {
      fail (error, _ ("it does not say where its parts begin"));
      return NULL;
    }
  delimiter = g_strconcat ("--", boundary, NULL);
  message = g_new0 (BalieMimeMessage, 1);
  message->parts = g_ptr_array_new_with_free_func (free_part);
  if (!read_parts (message, body, (Stretch){ delimiter, strlen (delimiter) }, error))
    return NULL;
  if (message->parts->len == 0)
    {
      fail (error, _ ("it has no parts"));
      return NULL;
    }
  choose_root (message, content_type);
  return g_steal_pointer (&message);
}

/**
 * balie_mime_message_find:
 * @self: a message
 * @href: (nullable): "cid:…", percent-encoded or not
 *
 * Returns: (transfer none) (nullable): the part meant
 */
const BalieMimePart *
balie_mime_message_find (const BalieMimeMessage *self, const char *href)
{
  g_autofree char *decoded = NULL;
  const char *id;

  if (!href || g_ascii_strncasecmp (href, "cid:", 4) != 0)
    return NULL;
  id = href + 4;
  decoded = g_uri_unescape_string (id, NULL);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const BalieMimePart *part = g_ptr_array_index (self->parts, i);

      if (*part->content_id &&
          (g_str_equal (part->content_id, id) || g_strcmp0 (part->content_id, decoded) == 0))
        return part;
    }
  return NULL;
}
