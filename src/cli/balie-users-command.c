/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl users list, add, set and remove. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-administration.h"
#include "balie-option-values.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "login", N_ ("Login"), BALIE_COLUMN_TEXT },
  { "name", N_ ("Name"), BALIE_COLUMN_TEXT },
  { "email", N_ ("E-mail"), BALIE_COLUMN_TEXT },
  { "language", N_ ("Language"), BALIE_COLUMN_TEXT },
  { "roles", N_ ("Roles"), BALIE_COLUMN_LIST },
  { "sight", N_ ("Sight"), BALIE_COLUMN_TEXT },
  { "agencies", N_ ("Agencies"), BALIE_COLUMN_LIST },
  { "administrator", N_ ("Administrator"), BALIE_COLUMN_SWITCH },
};

static GPtrArray *
load_users (BalieCli *cli, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_administration_list_users_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_administration_list_users_finish (cli->desk, balie_wait_for (&wait), error);
}

static void
add_user (BalieOutput *output, const BalieUser *user)
{
  g_autofree char *roles = g_strdelimit (balie_roles_dup_text (user->roles), ",", ' ');
  g_autofree char *agencies = g_strdelimit (g_strdup (user->agencies), ",", ' ');
  const char *values[] = { user->login, user->name,
                           user->email, user->language,
                           roles,       balie_sight_to_code (user->sight),
                           agencies,    balie_output_yes_no (user->administrator) };

  balie_output_add (output, values);
}

/**
 * balie_users_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_users_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  users = load_users (cli, &error);
  if (users == NULL)
    return balie_cli_fail (error);
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < users->len; i++)
    add_user (output, users->pdata[i]);
  return BALIE_EXIT_OK;
}

static const BalieUser *
find_user (GPtrArray *users, const char *login)
{
  for (guint i = 0; i < users->len; i++)
    {
      const BalieUser *user = users->pdata[i];

      if (g_str_equal (user->login, login))
        return user;
    }
  return NULL;
}

static gboolean
take_language (BalieCli *cli, BalieUser *user)
{
  static const char *const known[] = { "nl", "de", "en", NULL };
  const char *value = balie_cli_get_option (cli, "language");

  if (value != NULL && !g_strv_contains (known, value))
    {
      balie_cli_refuse_usage (_ ("“%s” is not a language: nl, de or en."), value);
      return FALSE;
    }
  balie_option_values_take_text (cli, "language", &user->language);
  return TRUE;
}

static gboolean
take_options (BalieCli *cli, BalieUser *user)
{
  const char *roles = balie_cli_get_option (cli, "roles");
  const char *sight = balie_cli_get_option (cli, "sight");
  g_autoptr (GError) error = NULL;

  balie_option_values_take_text (cli, "name", &user->name);
  balie_option_values_take_text (cli, "email", &user->email);
  balie_option_values_take_text (cli, "agencies", &user->agencies);
  if (roles != NULL && !balie_roles_parse (roles, &user->roles, &error))
    {
      balie_cli_refuse_usage ("%s", error->message);
      return FALSE;
    }
  if (sight != NULL && !balie_sight_from_code (sight, &user->sight))
    {
      balie_cli_refuse_usage (_ ("--sight is none, full or restricted, not “%s”."), sight);
      return FALSE;
    }
  return take_language (cli, user) &&
         balie_option_values_take_switch (cli, "administrator", &user->administrator);
}

static BalieExit
put_user (BalieCli *cli, BalieUser *user)
{
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (!take_options (cli, user))
    return BALIE_EXIT_USAGE;
  balie_administration_put_user_async (cli->desk, user, cli->cancellable, balie_wait_done_cb,
                                       &wait);
  if (!balie_administration_put_user_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail (error);
  return BALIE_EXIT_OK;
}

/* Adds when there must be no such user yet, else changes. */
static BalieExit
add_or_change (BalieCli *cli, gboolean adds)
{
  BalieExit status = balie_cli_open (cli);
  const char *login = balie_cli_get_operand (cli, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (BalieUser) user = NULL;
  const BalieUser *known;

  if (status == BALIE_EXIT_OK)
    status = balie_cli_check (cli, BALIE_DEED_CHANGE_USERS);
  if (status != BALIE_EXIT_OK)
    return status;
  users = load_users (cli, &error);
  if (users == NULL)
    return balie_cli_fail (error);
  known = find_user (users, login);
  if (adds && known != NULL)
    balie_cli_say (_ ("There is a user “%s” already; “baliectl users set” changes it."), login);
  else if (!adds && known == NULL)
    balie_cli_say (_ ("There is no user “%s”; “baliectl users add” adds one."), login);
  else
    {
      user = known != NULL ? balie_user_copy (known) : balie_user_new (login);
      return put_user (cli, user);
    }
  return BALIE_EXIT_ITEMS_FAILED;
}

/**
 * balie_users_add_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_users_add_run (BalieCli *cli)
{
  return add_or_change (cli, TRUE);
}

/**
 * balie_users_set_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_users_set_run (BalieCli *cli)
{
  return add_or_change (cli, FALSE);
}

/**
 * balie_users_remove_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_users_remove_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *login = balie_cli_get_operand (cli, 0);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_administration_remove_user_async (cli->desk, login, cli->cancellable, balie_wait_done_cb,
                                          &wait);
  if (!balie_administration_remove_user_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail_item (login, error);
  return BALIE_EXIT_OK;
}
