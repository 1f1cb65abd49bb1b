/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mail about letters says: kinds, insurers, numbers and days, most urgent first; nothing of a letter's
 * contents, and in the subject only how many there are. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letter-mail.h"

#include "balie-language.h"

#include <glib/gi18n-lib.h>

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  const BalieLetter *first = *(BalieLetter *const *) a;
  const BalieLetter *second = *(BalieLetter *const *) b;

  if (first->urgency != second->urgency)
    return second->urgency - first->urgency;
  return (first->received_at > second->received_at) - (first->received_at < second->received_at);
}

static int
get_most_urgent (const BalieLetterMail *self)
{
  int urgency = 0;

  for (guint i = 0; i < self->letters->len; i++)
    urgency = MAX (urgency, ((const BalieLetter *) self->letters->pdata[i])->urgency);
  return urgency;
}

static char *
dup_subject (const BalieLetterMail *self)
{
  guint n = self->letters->len;
  int urgency = get_most_urgent (self);
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u letter from an insurer", "%u letters from insurers", n), n);

  if (urgency == 0)
    return g_steal_pointer (&count);
  /* Translators: “Very urgent: 2 letters from insurers”. */
  return g_strdup_printf (_ ("%1$s: %2$s"), balie_urgency_to_label (urgency), count);
}

/* “Application reminder · Very urgent · Allianz” */
static char *
dup_heading (const BalieLetter *letter)
{
  const char *kind = balie_letter_kind_to_label (letter->kind);

  if (letter->urgency == 0)
    return g_strjoin (" · ", kind, letter->insurer, NULL);
  return g_strjoin (" · ", kind, balie_urgency_to_label (letter->urgency), letter->insurer, NULL);
}

/* A line in the text and in the HTML. */
static void
add_value (GString *text, GString *html, const char *label, const char *value)
{
  g_autofree char *escaped = NULL;

  if (*value == '\0')
    return;
  escaped = g_markup_printf_escaped ("<br>%s: %s", label, value);
  g_string_append_printf (text, "  %s: %s\n", label, value);
  g_string_append (html, escaped);
}

static void
add_letter (GString *text, GString *html, const BalieLetter *letter)
{
  g_autofree char *heading = dup_heading (letter);
  g_autofree char *escaped = g_markup_escape_text (heading, -1);
  g_autofree char *respond_by = letter->respond_by != BALIE_DATE_NONE
                                    ? balie_language_dup_date (letter->respond_by)
                                    : g_strdup ("");

  g_string_append_printf (text, "\n%s\n", heading);
  g_string_append_printf (html, "<li style=\"margin-bottom:12px\"><strong>%s</strong>", escaped);
  add_value (text, html, _ ("Respond by"), respond_by);
  add_value (text, html, _ ("Reference"), balie_letter_get_reference (letter));
  add_value (text, html, _ ("Agency"), letter->agency);
  add_value (text, html, _ ("Order"), letter->order_number);
  add_value (text, html, _ ("Dossier"), letter->dossier_number);
  g_string_append (html, "</li>\n");
}

/**
 * balie_letter_mail_compose:
 * @self: what it tells: one letter at least, to a known user
 * @mail: gets its subject, text and HTML
 */
void
balie_letter_mail_compose (const BalieLetterMail *self, BalieMail *mail)
{
  GString *text = g_string_new (NULL);
  GString *html = g_string_new (NULL);
  g_autofree char *intro = NULL;
  g_autofree char *end = NULL;

  balie_language_push (self->user->language);
  g_ptr_array_sort (self->letters, compare_letters);
  g_free (mail->subject);
  mail->subject = dup_subject (self);
  g_string_append_printf (text, "%s\n", _ ("New in Balie, under Letters:"));
  intro = g_markup_escape_text (_ ("New in Balie, under Letters:"), -1);
  g_string_append_printf (
      html,
      "<!DOCTYPE html>\n<html lang=\"%s\"><body style=\"font-family:sans-serif\"><p>%s</p>\n<ul>\n",
      self->user->language, intro);
  for (guint i = 0; i < self->letters->len; i++)
    add_letter (text, html, self->letters->pdata[i]);
  g_string_append_printf (
      text, "\n%s\n",
      _ ("You get this mail by your e-mail notifications; an administrator can change them."));
  end = g_markup_escape_text (
      _ ("You get this mail by your e-mail notifications; an administrator can change them."), -1);
  g_string_append_printf (html, "</ul>\n<p><small>%s</small></p></body></html>\n", end);
  balie_language_pop ();
  g_free (mail->text);
  mail->text = g_string_free (text, FALSE);
  g_free (mail->html);
  mail->html = g_string_free (html, FALSE);
}
