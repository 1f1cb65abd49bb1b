/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl personal-data find, export and erase, and retention run. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-option-values.h"

#include "balie-personal-data.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static BaliePersonKey *
read_key (BalieCli *cli)
{
  BaliePersonKey *key = balie_person_key_new ();

  balie_option_values_take_text (cli, "client-number", &key->client_number);
  balie_option_values_take_text (cli, "external-reference", &key->external_reference);
  balie_option_values_take_text (cli, "last-name", &key->last_name);
  balie_option_values_take_text (cli, "first-name", &key->first_name);
  balie_option_values_take_text (cli, "email", &key->email);
  balie_option_values_take_text (cli, "phone", &key->phone);
  balie_option_values_take_text (cli, "postcode", &key->postcode);
  return key;
}

/* NULL after it was said why; @status is what to end with. */
static BaliePersonKey *
begin (BalieCli *cli, BalieExit *status)
{
  g_autoptr (BaliePersonKey) key = NULL;
  g_autoptr (GError) error = NULL;

  *status = balie_cli_open (cli);
  if (*status == BALIE_EXIT_OK)
    *status = balie_cli_check (cli, BALIE_DEED_PERSONAL_DATA);
  if (*status != BALIE_EXIT_OK)
    return NULL;
  key = read_key (cli);
  if (balie_person_key_check (key, &error))
    return g_steal_pointer (&key);
  *status = balie_cli_fail (error);
  return NULL;
}

static void
write_places (BalieCli *cli, const BaliePersonPlaces *places)
{
  static const BalieColumn columns[] = {
    { "parties", N_ ("Parties of dossiers"), BALIE_COLUMN_NUMBER },
    { "history", N_ ("Lines of history"), BALIE_COLUMN_NUMBER },
    { "orders", N_ ("Orders"), BALIE_COLUMN_NUMBER },
    { "imports", N_ ("Imports into Driver2"), BALIE_COLUMN_NUMBER },
    { "kept_answers", N_ ("Kept answers of Driver2 and KP"), BALIE_COLUMN_NUMBER },
    { "letters", N_ ("Letters"), BALIE_COLUMN_NUMBER },
  };
  g_autofree char *parties = balie_output_dup_number (places->party_ids->len);
  g_autofree char *history = balie_output_dup_number (places->activity_ids->len);
  g_autofree char *orders = balie_output_dup_number (places->order_ids->len);
  g_autofree char *imports = balie_output_dup_number (places->imports->len);
  g_autofree char *answers = balie_output_dup_number (places->n_answers);
  g_autofree char *letters =
      balie_output_dup_number (places->letter_ids->len + places->order_letter_ids->len);
  const char *values[] = { parties, history, orders, imports, answers, letters };

  balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), values);
}

/* What a program that stays does in the background: no copy of what was erased remains in the file. */
static BalieExit
tidy (BalieCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (balie_store_tidy_sync (balie_desk_get_store (cli->desk), &error))
    return BALIE_EXIT_OK;
  return balie_cli_fail (error);
}

/**
 * balie_personal_data_find_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_personal_data_find_run (BalieCli *cli)
{
  BalieExit status;
  g_autoptr (BaliePersonKey) key = begin (cli, &status);
  g_autoptr (BaliePersonPlaces) places = NULL;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (key == NULL)
    return status;
  balie_personal_data_find_async (cli->desk, key, cli->cancellable, balie_wait_done_cb, &wait);
  places = balie_personal_data_find_finish (cli->desk, balie_wait_for (&wait), &error);
  if (places == NULL)
    return balie_cli_fail (error);
  write_places (cli, places);
  return BALIE_EXIT_OK;
}

/**
 * balie_personal_data_export_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_personal_data_export_run (BalieCli *cli)
{
  BalieExit status;
  g_autoptr (BaliePersonKey) key = begin (cli, &status);
  g_autoptr (GBytes) bytes = NULL;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  gconstpointer data;
  gsize size;

  if (key == NULL)
    return status;
  balie_personal_data_export_async (cli->desk, key, cli->cancellable, balie_wait_done_cb, &wait);
  bytes = balie_personal_data_export_finish (cli->desk, balie_wait_for (&wait), &error);
  if (bytes == NULL)
    return balie_cli_fail (error);
  data = g_bytes_get_data (bytes, &size);
  fwrite (data, 1, size, stdout);
  putchar ('\n');
  return BALIE_EXIT_OK;
}

/**
 * balie_personal_data_erase_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_personal_data_erase_run (BalieCli *cli)
{
  BalieExit status;
  g_autoptr (BaliePersonKey) key = begin (cli, &status);
  g_autoptr (BaliePersonPlaces) places = NULL;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (key == NULL)
    return status;
  if (balie_cli_get_option (cli, "yes") == NULL)
    return balie_cli_refuse_usage (
        _ ("Erasing can’t be undone. Look with “personal-data find” what it is about, then add "
           "--yes."));
  balie_personal_data_erase_async (cli->desk, key, balie_cli_get_option (cli, "orders") != NULL,
                                   cli->cancellable, balie_wait_done_cb, &wait);
  places = balie_personal_data_erase_finish (cli->desk, balie_wait_for (&wait), &error);
  if (places == NULL)
    return balie_cli_fail (error);
  write_places (cli, places);
  balie_cli_say (_ ("Copies of the database, exported files and other systems still have what they "
                    "had."));
  return tidy (cli);
}

/**
 * balie_retention_command_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_retention_command_run (BalieCli *cli)
{
  static const BalieColumn columns[] = { { "removed", N_ ("Removed"), BALIE_COLUMN_NUMBER } };
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  const char *values[1];
  gint64 n;

  if (status == BALIE_EXIT_OK)
    status = balie_cli_check (cli, BALIE_DEED_PERSONAL_DATA);
  if (status != BALIE_EXIT_OK)
    return status;
  balie_retention_run_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  n = balie_retention_run_finish (cli->desk, balie_wait_for (&wait), &error);
  if (error != NULL)
    return balie_cli_fail (error);
  number = balie_output_dup_number (n);
  values[0] = number;
  balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), values);
  return tidy (cli);
}
