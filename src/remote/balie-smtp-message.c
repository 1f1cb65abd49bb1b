/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a mail: checked addresses and safely encoded header lines. Nothing that comes from
 * outside reaches a header without having been checked or encoded, so none can add another. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-smtp-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-text.h"

#define MAX_RECIPIENTS 100
#define MAX_ADDRESS_BYTES 254
#define MAX_LOCAL_BYTES 64
#define MAX_SUBJECT_BYTES 500
#define MAX_WORD_BYTES 39 /* before base64: a line with an encoded word has at most 76 characters */

void
balie_smtp_message_free (BalieSmtpMessage *self)
{
  if (!self)
    return;
  g_free (self->sender);
  g_strfreev (self->recipients);
  g_strfreev (self->headers);
  g_free (self->text);
  g_free (self->html);
  g_free (self);
}

static gboolean
is_local_part (const char *text, gsize length)
{
  if (length == 0 || length > MAX_LOCAL_BYTES || text[0] == '.' || text[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && !strchr ("!#$%&'*+-/=?^_`{|}~.", text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_domain (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || text[0] == '.' || text[0] == '-' || text[length - 1] == '.' ||
      strstr (text, ".."))
    return FALSE;
  for (const char *p = text; *p; p++)
    if (!g_ascii_isalnum (*p) && *p != '.' && *p != '-')
      return FALSE;
  return TRUE;
}

/**
 * balie_smtp_dup_address:
 * @text: an address as typed, without a name
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full): the address in ASCII, an international domain encoded
 */
char *
balie_smtp_dup_address (const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *domain = NULL;
  g_autofree char *address = NULL;
  const char *at = strrchr (trimmed, '@');

  if (at && g_utf8_validate (trimmed, -1, NULL))
    domain = g_hostname_to_ascii (at + 1);
  if (domain && is_domain (domain) && is_local_part (trimmed, (gsize) (at - trimmed)))
    address = g_strdup_printf ("%.*s@%s", (int) (at - trimmed), trimmed, domain);
  if (address && strlen (address) <= MAX_ADDRESS_BYTES)
    return g_steal_pointer (&address);
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("“%s” is not an e-mail address."),
               trimmed);
  return NULL;
}

static char **
split_recipients (const char *list, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (list, ",;", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (char **part = parts; *part; part++)
    {
      g_autofree char *address = NULL;

      if (balie_text_is_empty (*part))
        continue;
      address = balie_smtp_dup_address (*part, error);
      if (!address)
        return NULL;
      g_strv_builder_add (builder, address);
      n++;
    }
  if (n > 0 && n <= MAX_RECIPIENTS)
    return g_strv_builder_end (builder);
  if (n == 0)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                         _ ("The mail has no recipient."));
  else
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                 _ ("A mail can’t have more than %d recipients."), MAX_RECIPIENTS);
  return NULL;
}

/* As many whole characters as fit into one encoded word. */
static gsize
measure_word (const char *text)
{
  gsize length = 0;

  while (text[length])
    {
      gsize next = (gsize) (g_utf8_next_char (text + length) - text);

      if (next > MAX_WORD_BYTES)
        break;
      length = next;
    }
  return length;
}

/**
 * balie_smtp_encode_header:
 * @name: of the header
 * @text: its value, any text
 *
 * Returns: (transfer full): the header, encoded by RFC 2047 and folded where it must be
 */
char *
balie_smtp_encode_header (const char *name, const char *text)
{
  g_autofree char *clean = balie_text_dup_clean (text, MAX_SUBJECT_BYTES);
  GString *out = g_string_new (NULL);
  const char *p = clean;

  g_string_printf (out, "%s:", name);
  if (g_str_is_ascii (clean) && !strstr (clean, "=?") && strlen (clean) <= MAX_WORD_BYTES)
    {
      g_string_append_printf (out, " %s", clean);
      return g_string_free (out, FALSE);
    }
  while (*p)
    {
      gsize length = measure_word (p);
      g_autofree char *encoded = g_base64_encode ((const guchar *) p, length);

      g_string_append_printf (out, "%s =?UTF-8?B?%s?=", p == clean ? "" : "\r\n", encoded);
      p += length;
    }
  return g_string_free (out, FALSE);
}

/* By hand: strftime's names follow the locale. */
static char *
dup_date (gint64 now_unix)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_unix);

  return g_strdup_printf (
      "Date: %s, %02d %s %04d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week (now) - 1],
      g_date_time_get_day_of_month (now), months[g_date_time_get_month (now) - 1],
      g_date_time_get_year (now), g_date_time_get_hour (now), g_date_time_get_minute (now),
      g_date_time_get_second (now));
}

/* <left@right>, made anew if the mail has none that can be used. */
static char *
dup_message_id (const char *id, const char *sender)
{
  g_autofree char *bare = g_strdup (id ? id : "");
  g_autofree char *uuid = g_uuid_string_random ();
  const char *domain = strchr (sender, '@');
  gsize length;

  g_strstrip (bare);
  if (*bare == '<' && g_str_has_suffix (bare, ">"))
    {
      bare[strlen (bare) - 1] = '\0';
      memmove (bare, bare + 1, strlen (bare));
    }
  length = strlen (bare);
  if (length <= 200 && strchr (bare, '@') &&
      is_local_part (bare, (gsize) (strchr (bare, '@') - bare)) &&
      is_domain (strchr (bare, '@') + 1))
    return g_strdup_printf ("Message-ID: <%s>", bare);
  return g_strdup_printf ("Message-ID: <%s%s>", uuid, domain);
}

static char **
create_headers (const BalieMail *mail, BalieSmtpMessage *self, gint64 now_unix)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *date = dup_date (now_unix);
  g_autofree char *id = dup_message_id (mail->message_id, self->sender);
  g_autofree char *from = g_strdup_printf ("From: <%s>", self->sender);
  g_autofree char *joined = g_strjoinv (">,\r\n <", self->recipients);
  g_autofree char *to = g_strdup_printf ("To: <%s>", joined);
  g_autofree char *subject = balie_smtp_encode_header ("Subject", mail->subject);

  g_strv_builder_add_many (builder, date, id, from, to, subject, "Auto-Submitted: auto-generated",
                           "MIME-Version: 1.0", NULL);
  return g_strv_builder_end (builder);
}

static char *
dup_with_crlf (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p++)
    {
      if (*p == '\r' && p[1] == '\n')
        continue;
      if (*p == '\n' || *p == '\r')
        g_string_append (out, "\r\n");
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/**
 * balie_smtp_message_new:
 * @mail: what was composed
 * @now_unix: for the header Date
 * @error: return location, %BALIE_ERROR_INVALID_INPUT or %BALIE_ERROR_NOT_CONFIGURED
 *
 * Returns: (transfer full): the mail as the server gets it
 */
BalieSmtpMessage *
balie_smtp_message_new (const BalieMail *mail, gint64 now_unix, GError **error)
{
  g_autoptr (BalieSmtpMessage) self = g_new0 (BalieSmtpMessage, 1);

  if (balie_text_is_empty (mail->sender))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                           _ ("The mail has no sender."));
      return NULL;
    }
  self->sender = balie_smtp_dup_address (mail->sender, error);
  if (!self->sender)
    return NULL;
  self->recipients = split_recipients (mail->recipients ? mail->recipients : "", error);
  if (!self->recipients)
    return NULL;
  self->headers = create_headers (mail, self, now_unix);
  self->text = dup_with_crlf (mail->text);
  self->html = dup_with_crlf (mail->html);
  return g_steal_pointer (&self);
}
