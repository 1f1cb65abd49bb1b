/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import's report says, in words. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-import-texts.h"

#include <glib/gi18n-lib.h>

static void
append_count (GString *text, const char *format, gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  g_autoptr (GString) part = g_string_new (format);

  if (n == 0)
    return;
  g_string_replace (part, "{n}", number, 0);
  g_string_append_printf (text, text->len > 0 ? " · %s" : "%s", part->str);
}

static void
append_quoted (GString *text, const char *value)
{
  g_autoptr (GString) quoted = g_string_new (value);

  g_string_replace (quoted, "\"", "\"\"", 0);
  g_string_append_printf (text, "\"%s\"", quoted->str);
}

/**
 * balie_import_texts_dup_counts:
 * @report: of an import or its preview
 *
 * Returns: (transfer full): what becomes of how many lines
 */
char *
balie_import_texts_dup_counts (const BalieImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_count (
      text,
      g_dngettext (GETTEXT_PACKAGE, "{n} new order", "{n} new orders", (gulong) report->n_added),
      report->n_added);
  append_count (text,
                g_dngettext (GETTEXT_PACKAGE, "{n} changed order", "{n} changed orders",
                             (gulong) report->n_updated),
                report->n_updated);
  append_count (text,
                g_dngettext (GETTEXT_PACKAGE, "{n} order as before", "{n} orders as before",
                             (gulong) report->n_unchanged),
                report->n_unchanged);
  append_count (text,
                g_dngettext (GETTEXT_PACKAGE, "{n} refused line", "{n} refused lines",
                             (gulong) report->n_refused),
                report->n_refused);
  if (text->len == 0)
    g_string_append (text, _ ("The File Has No Orders"));
  if (report->ignored_columns != NULL && report->ignored_columns[0] != NULL)
    {
      g_autofree char *names = g_strjoinv (", ", report->ignored_columns);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Columns that are not used: %s"), names);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * balie_import_texts_dup_refusal:
 * @refusal: a refused line
 *
 * Returns: (transfer full): where and why
 */
char *
balie_import_texts_dup_refusal (const BalieImportRefusal *refusal)
{
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->line);

  if (*refusal->column == '\0')
    return g_strdup_printf (C_ ("line and reason", "Line %s: %s"), line, refusal->reason);
  return g_strdup_printf (C_ ("line, column and reason", "Line %s, %s: %s"), line, refusal->column,
                          refusal->reason);
}

/**
 * balie_import_texts_dup_refusals:
 * @report: of an import or its preview
 * @separated: whether as CSV with a header, else as sentences
 *
 * Returns: (transfer full): all refusals kept, a line each
 */
char *
balie_import_texts_dup_refusals (const BalieImportReport *report, gboolean separated)
{
  g_autoptr (GString) text = g_string_new (separated ? "line,column,reason\r\n" : NULL);

  for (guint i = 0; i < report->refusals->len; i++)
    {
      const BalieImportRefusal *refusal = g_ptr_array_index (report->refusals, i);
      g_autofree char *sentence = NULL;

      if (!separated)
        {
          sentence = balie_import_texts_dup_refusal (refusal);
          g_string_append_printf (text, "%s\n", sentence);
          continue;
        }
      g_string_append_printf (text, "%" G_GINT64_FORMAT ",", refusal->line);
      append_quoted (text, refusal->column);
      g_string_append_c (text, ',');
      append_quoted (text, refusal->reason);
      g_string_append (text, "\r\n");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
