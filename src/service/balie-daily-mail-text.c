/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a daily mail out: one table of sections and columns, in plain text and in HTML. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-daily-mail-private.h"

#include "balie-language.h"
#include "balie-plate-rules.h"

#include <glib/gi18n-lib.h>

#define CELL_STYLE "padding:4px 12px 4px 0;text-align:left;vertical-align:top"

typedef char *(*CellFunc) (const BalieDailyMail *mail, const BalieDailyMailRow *row);

typedef struct
{
  const char *title;
  CellFunc get;
} Column;

#define MAX_COLUMNS 6

typedef struct
{
  const char *title;
  Column columns[MAX_COLUMNS];
} Section;

static char *
get_order (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  return g_strdup (row->order->number);
}

static char *
get_car (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  g_autofree char *car = g_strdup_printf ("%s %s", row->order->brand, row->order->model);

  return g_strdup (g_strstrip (car));
}

static char *
get_vin (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  return g_strdup (row->vin);
}

static char *
get_plates (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  return balie_plates_dup_label (&row->plates);
}

static char *
get_rule (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  BalieRule rule;

  if (!balie_rule_from_code (row->rule, &rule))
    return g_strdup ("");
  return balie_rule_dup_label (rule, mail->settings);
}

static char *
get_due (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  if (row->due_on == BALIE_DATE_NONE)
    return g_strdup ("");
  return balie_language_dup_date (row->due_on);
}

static char *
get_delivery (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  if (row->order->delivery_date == BALIE_DATE_NONE)
    return g_strdup ("");
  return balie_language_dup_date (row->order->delivery_date);
}

static char *
get_attention (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  BalieAttention attention;

  if (!balie_attention_from_code (row->attention, &attention))
    return g_strdup ("");
  return balie_attention_dup_label (attention);
}

static char *
get_release (const BalieDailyMail *mail, const BalieDailyMailRow *row)
{
  BalieAttention attention;

  if (!balie_attention_from_code (row->attention, &attention))
    return g_strdup ("");
  return balie_attention_dup_release (attention, row->order, mail->settings);
}

static const Section sections[BALIE_DAILY_MAIL_N_SECTIONS] = {
  [BALIE_DAILY_MAIL_AUTOMATIC] = { N_ ("Requested automatically"),
                                   { { N_ ("Order"), get_order },
                                     { N_ ("Car"), get_car },
                                     { N_ ("Chassis number"), get_vin },
                                     { N_ ("Plates"), get_plates },
                                     { N_ ("Rule"), get_rule },
                                     { N_ ("Due on"), get_due } } },
  [BALIE_DAILY_MAIL_MANUAL] = { N_ ("Requested by hand since the last mail"),
                                { { N_ ("Order"), get_order },
                                  { N_ ("Car"), get_car },
                                  { N_ ("Chassis number"), get_vin },
                                  { N_ ("Plates"), get_plates },
                                  { N_ ("Delivery date"), get_delivery } } },
  [BALIE_DAILY_MAIL_ATTENTION] = { N_ ("Needs attention"),
                                   { { N_ ("Order"), get_order },
                                     { N_ ("Car"), get_car },
                                     { N_ ("Chassis number"), get_vin },
                                     { N_ ("Why"), get_attention },
                                     { N_ ("What helps"), get_release } } },
};

static void
add_escaped (GString *html, const char *tag, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "<%s style=\"" CELL_STYLE "\">%s</%s>", tag, escaped, tag);
}

static void
add_heading (GString *text, GString *html, const Section *section, int count)
{
  g_autofree char *heading = g_strdup_printf ("%s (%d)", _ (section->title), count);
  g_autofree char *escaped = g_markup_escape_text (heading, -1);

  g_string_append_printf (text, "\n%s\n", heading);
  g_string_append_printf (html, "<h2 style=\"font-size:1.1em;margin:1.5em 0 0.5em\">%s</h2>\n",
                          escaped);
}

static void
add_titles (GString *html, const Section *section)
{
  g_string_append (html, "<tr>");
  for (int i = 0; i < MAX_COLUMNS && section->columns[i].get != NULL; i++)
    add_escaped (html, "th", _ (section->columns[i].title));
  g_string_append (html, "</tr>\n");
}

/* In text an order is a line, with what is empty left out. */
static void
add_row (GString *text,
         GString *html,
         const BalieDailyMail *mail,
         const Section *section,
         const BalieDailyMailRow *row)
{
  g_string_append (text, "- ");
  g_string_append (html, "<tr>");
  for (int i = 0; i < MAX_COLUMNS && section->columns[i].get != NULL; i++)
    {
      g_autofree char *value = section->columns[i].get (mail, row);

      add_escaped (html, "td", value);
      if (value[0] == '\0')
        continue;
      if (i < 2)
        g_string_append_printf (text, "%s%s", i > 0 ? " – " : "", value);
      else
        g_string_append_printf (text, "; %s: %s", _ (section->columns[i].title), value);
    }
  g_string_append (text, "\n");
  g_string_append (html, "</tr>\n");
}

static void
add_rest (GString *text, GString *html, int n_more)
{
  g_autofree char *rest = NULL;

  if (n_more <= 0)
    return;
  rest = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more", (gulong) n_more), n_more);
  g_string_append_printf (text, "%s\n", rest);
  g_string_append_printf (html, "<p>%s</p>\n", rest);
}

static void
add_section (GString *text, GString *html, const BalieDailyMail *mail, BalieDailyMailSection which)
{
  const Section *section = &sections[which];
  GPtrArray *rows = mail->rows[which];

  if (mail->counts[which] == 0)
    return;
  add_heading (text, html, section, mail->counts[which]);
  g_string_append (html, "<table style=\"border-collapse:collapse\">\n");
  add_titles (html, section);
  for (guint i = 0; i < rows->len; i++)
    add_row (text, html, mail, section, g_ptr_array_index (rows, i));
  g_string_append (html, "</table>\n");
  add_rest (text, html, mail->counts[which] - (int) rows->len);
}

static void
add_paragraph (GString *text, GString *html, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  g_string_append_printf (text, "%s\n", sentence);
  g_string_append_printf (html, "<p>%s</p>\n", escaped);
}

static gboolean
is_empty (const BalieDailyMail *mail)
{
  for (int i = 0; i < BALIE_DAILY_MAIL_N_SECTIONS; i++)
    {
      if (mail->counts[i] > 0)
        return FALSE;
    }
  return TRUE;
}

static void
write_body (const BalieDailyMail *self, BalieMail *mail, const char *language, const char *date)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *intro = NULL;

  /* TRANSLATORS: %s is a date */
  intro = g_strdup_printf (_ ("Licence plates of %s"), date);
  g_string_append_printf (
      html,
      "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"></head>\n"
      "<body style=\"font-family:sans-serif\">\n",
      language);
  add_paragraph (text, html, intro);
  if (is_empty (self))
    add_paragraph (text, html, _ ("Nothing was requested and nothing needs attention."));
  for (int i = 0; i < BALIE_DAILY_MAIL_N_SECTIONS; i++)
    add_section (text, html, self, i);
  g_string_append (text, "\n");
  add_paragraph (text, html, _ ("This mail was written by Balie."));
  g_string_append (html, "</body></html>\n");
  g_free (mail->text);
  mail->text = g_string_free (g_steal_pointer (&text), FALSE);
  g_free (mail->html);
  mail->html = g_string_free (g_steal_pointer (&html), FALSE);
}

void
balie_daily_mail_compose (const BalieDailyMail *self, BalieMail *mail)
{
  const char *language = balie_settings_get_text (self->settings, BALIE_SETTING_MAIL_LANGUAGE);
  g_autofree char *date = NULL;

  balie_language_push (language);
  date = balie_language_dup_date (self->date);
  write_body (self, mail, language, date);
  g_free (mail->subject);
  /* TRANSLATORS: subject of the daily mail: a date and three counts */
  mail->subject = g_strdup_printf (
      _ ("Plate requests of %s – automatic: %d, by hand: %d, attention: %d"), date,
      self->counts[BALIE_DAILY_MAIL_AUTOMATIC], self->counts[BALIE_DAILY_MAIL_MANUAL],
      self->counts[BALIE_DAILY_MAIL_ATTENTION]);
  balie_language_pop ();
}
