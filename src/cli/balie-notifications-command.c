/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl notifications list, set and coverage. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-notifications.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "login", N_ ("Login"), BALIE_COLUMN_TEXT },
  { "category", N_ ("Category"), BALIE_COLUMN_TEXT },
  { "email", N_ ("E-mail"), BALIE_COLUMN_SWITCH },
  { "origin", N_ ("Origin"), BALIE_COLUMN_TEXT },
  { "set_by", N_ ("Set by"), BALIE_COLUMN_NULLABLE },
  { "reason", N_ ("Why"), BALIE_COLUMN_TEXT },
  { "desktop", N_ ("Desktop"), BALIE_COLUMN_SWITCH },
};

/* As it is called on the command line. */
static const char *
get_category_word (BalieLetterCategory category)
{
  return category == BALIE_LETTER_REMINDER ? "reminders" : "important";
}

static void
add_row (BalieOutput *output, const BalieNotificationRow *row)
{
  const BalieNotificationPreference *preference = row->preference;
  g_autofree char *reason = balie_notification_reason_dup_text (row->verdict.reason);
  const char *values[] = { row->user->login,
                           get_category_word (preference->category),
                           balie_output_yes_no (row->verdict.email),
                           preference->email == BALIE_CHOICE_DEFAULT ? "default" : "explicit",
                           *preference->set_by != '\0' ? preference->set_by : NULL,
                           reason,
                           balie_output_yes_no (preference->desktop) };

  balie_output_add (output, values);
}

/**
 * balie_notifications_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_notifications_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *login = cli->operands->len > 0 ? balie_cli_get_operand (cli, 0) : NULL;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_notifications_list_async (cli->desk, login, cli->cancellable, balie_wait_done_cb, &wait);
  rows = balie_notifications_list_finish (cli->desk, balie_wait_for (&wait), &error);
  if (rows == NULL)
    return balie_cli_fail (error);
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows->len; i++)
    add_row (output, rows->pdata[i]);
  return BALIE_EXIT_OK;
}

/**
 * balie_notifications_set_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_notifications_set_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *login = balie_cli_get_operand (cli, 0);
  const char *word = balie_cli_get_operand (cli, 1);
  const char *value = balie_cli_get_operand (cli, 2);
  BalieLetterCategory category;
  BalieMailChoice choice;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  if (!balie_letter_category_from_code (word, &category))
    return balie_cli_refuse_usage (_ ("“%s” is neither important nor reminders."), word);
  if (!balie_mail_choice_from_code (value, &choice))
    return balie_cli_refuse_usage (_ ("“%s” is neither yes, no nor default."), value);
  balie_notifications_set_email_async (cli->desk, login, category, choice, cli->cancellable,
                                       balie_wait_done_cb, &wait);
  if (!balie_notifications_set_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail (error);
  return BALIE_EXIT_OK;
}

/**
 * balie_notifications_coverage_run:
 * @cli: the call
 *
 * Returns: the exit status; 1 when an agency is not covered
 */
int
balie_notifications_coverage_run (BalieCli *cli)
{
  static const BalieColumn agency[] = { { "agency", N_ ("Agency"), BALIE_COLUMN_TEXT } };
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) agencies = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_notifications_check_coverage_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  agencies = balie_notifications_check_coverage_finish (cli->desk, balie_wait_for (&wait), &error);
  if (agencies == NULL)
    return balie_cli_fail (error);
  output = balie_output_begin (cli->format, agency, G_N_ELEMENTS (agency));
  for (char **name = agencies; *name != NULL; name++)
    {
      const char *values[] = { *name };

      balie_output_add (output, values);
    }
  return *agencies == NULL ? BALIE_EXIT_OK : BALIE_EXIT_ITEMS_FAILED;
}
