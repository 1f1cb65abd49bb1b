/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl insurers add, list and remove. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-bipro-profile.h"
#include "balie-letter-sync.h"
#include "balie-option-values.h"
#include "balie-password-option.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "name", N_ ("Name"), BALIE_COLUMN_TEXT },
  { "sts_url", N_ ("Address of the login service (BiPRO 410)"), BALIE_COLUMN_TEXT },
  { "transfer_url", N_ ("Address of the letters (BiPRO 430)"), BALIE_COLUMN_TEXT },
  { "user", N_ ("User"), BALIE_COLUMN_TEXT },
  { "profile", N_ ("Profile"), BALIE_COLUMN_TEXT },
  { "locked", N_ ("Locked"), BALIE_COLUMN_NULLABLE },
  { "last_sync_at", N_ ("Last fetched"), BALIE_COLUMN_NULLABLE },
  { "last_problem", N_ ("Problem"), BALIE_COLUMN_NULLABLE },
};

static GPtrArray *
load_insurers (BalieCli *cli, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_insurers_list_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_insurers_list_finish (cli->desk, balie_wait_for (&wait), error);
}

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

/**
 * balie_insurers_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_insurers_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) insurers = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  insurers = load_insurers (cli, &error);
  if (insurers == NULL)
    return balie_cli_fail (error);
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < insurers->len; i++)
    {
      const BalieInsurer *insurer = insurers->pdata[i];
      g_autofree char *last = balie_output_dup_time (insurer->last_sync_at);
      const char *values[] = { insurer->name,
                               insurer->sts_url,
                               insurer->transfer_url,
                               insurer->user,
                               *insurer->profile != '\0' ? "own" : "shipped",
                               or_null (insurer->locked),
                               last,
                               or_null (insurer->last_problem) };

      balie_output_add (output, values);
    }
  return BALIE_EXIT_OK;
}

/* What is there already keeps what is not given anew. */
static BalieInsurer *
make_insurer (BalieCli *cli, GError **error)
{
  const char *name = balie_cli_get_operand (cli, 0);
  g_autoptr (GPtrArray) insurers = load_insurers (cli, error);

  if (insurers == NULL)
    return NULL;
  for (guint i = 0; i < insurers->len; i++)
    {
      const BalieInsurer *insurer = insurers->pdata[i];

      if (g_str_equal (insurer->name, name))
        return balie_insurer_copy (insurer);
    }
  return balie_insurer_new (name);
}

/* The core checks it again, but does not know which file it came from. */
static BalieExit
take_profile (BalieCli *cli, BalieInsurer *insurer)
{
  g_autoptr (BalieBiproProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  if (!balie_option_values_take_file (cli, "profile", &insurer->profile))
    return BALIE_EXIT_ITEMS_FAILED;
  if (*insurer->profile == '\0' || balie_cli_get_option (cli, "profile") == NULL)
    return BALIE_EXIT_OK;
  profile =
      balie_bipro_profile_parse (insurer->profile, balie_cli_get_option (cli, "profile"), &error);
  return profile != NULL ? BALIE_EXIT_OK : balie_cli_fail (error);
}

static BalieExit
put_insurer (BalieCli *cli, const BalieInsurer *insurer)
{
  g_autofree char *secret_name = balie_insurer_dup_secret_name (insurer);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  balie_insurers_put_async (cli->desk, insurer, cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_insurers_put_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail (error);
  return balie_password_option_store (cli, secret_name, insurer->user, TRUE);
}

/**
 * balie_insurers_add_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_insurers_add_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieInsurer) insurer = NULL;

  if (status == BALIE_EXIT_OK)
    status = balie_cli_check (cli, BALIE_DEED_CHANGE_SETTINGS);
  if (status != BALIE_EXIT_OK)
    return status;
  insurer = make_insurer (cli, &error);
  if (insurer == NULL)
    return balie_cli_fail (error);
  balie_option_values_take_text (cli, "sts-url", &insurer->sts_url);
  balie_option_values_take_text (cli, "transfer-url", &insurer->transfer_url);
  balie_option_values_take_text (cli, "user", &insurer->user);
  if (*insurer->sts_url == '\0' || *insurer->transfer_url == '\0' || *insurer->user == '\0')
    return balie_cli_refuse_usage (_ ("An insurer needs --sts-url, --transfer-url and --user."));
  status = take_profile (cli, insurer);
  return status == BALIE_EXIT_OK ? put_insurer (cli, insurer) : status;
}

/**
 * balie_insurers_remove_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_insurers_remove_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *name = balie_cli_get_operand (cli, 0);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_insurers_remove_async (cli->desk, name, cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_insurers_remove_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail_item (name, error);
  return BALIE_EXIT_OK;
}
