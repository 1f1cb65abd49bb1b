/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl imports list, sync and retry: persons of KP that are to be made in Driver2. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-customer-import.h"

#include <glib/gi18n-lib.h>

static const BalieColumn list_columns[] = {
  { "key", N_ ("Key"), BALIE_COLUMN_TEXT },
  { "state", N_ ("State"), BALIE_COLUMN_TEXT },
  { "name", N_ ("Name"), BALIE_COLUMN_TEXT },
  { "number", N_ ("Driver2 number"), BALIE_COLUMN_NULLABLE },
  { "problem", N_ ("Problem"), BALIE_COLUMN_NULLABLE },
  { "reason", N_ ("Reason"), BALIE_COLUMN_NULLABLE },
  { "attempts", N_ ("Attempts"), BALIE_COLUMN_NUMBER },
  { "next_attempt", N_ ("Next attempt"), BALIE_COLUMN_NULLABLE },
  { "created", N_ ("Made"), BALIE_COLUMN_NULLABLE },
  { "actor", N_ ("By"), BALIE_COLUMN_TEXT },
};

static const BalieColumn table_columns[] = {
  { "name", N_ ("Name"), BALIE_COLUMN_TEXT },
  { "state", N_ ("State"), BALIE_COLUMN_TEXT },
  { "key", N_ ("Key"), BALIE_COLUMN_TEXT },
};

static GPtrArray *
load (BalieCli *cli, gboolean open_only, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_customer_imports_list_async (cli->desk, open_only, 0, cli->cancellable, balie_wait_done_cb,
                                     &wait);
  return balie_customer_imports_list_finish (cli->desk, balie_wait_for (&wait), error);
}

static void
add_for_people (BalieOutput *output, const BalieCustomerImport *import)
{
  g_autofree char *name = balie_customer_dup_name (import->customer);
  g_autofree char *sentence = balie_customer_import_dup_sentence (import);
  const char *values[] = { name, sentence, import->key };

  balie_output_add (output, values);
}

static void
add_for_programs (BalieOutput *output, const BalieCustomerImport *import)
{
  g_autofree char *name = balie_customer_dup_name (import->customer);
  g_autofree char *attempts = balie_output_dup_number (import->attempts);
  g_autofree char *next = balie_output_dup_time (import->next_attempt_at);
  g_autofree char *created = balie_output_dup_time (import->created_at);
  const char *values[] = { import->key,
                           balie_import_state_to_code (import->state),
                           name,
                           import->number,
                           import->problem,
                           import->reason,
                           attempts,
                           next,
                           created,
                           import->actor };

  balie_output_add (output, values);
}

static void
write_imports (BalieCli *cli, GPtrArray *imports)
{
  gboolean for_people = cli->format == BALIE_OUTPUT_TABLE;
  g_autoptr (BalieOutput) output =
      balie_output_begin (cli->format, for_people ? table_columns : list_columns,
                          for_people ? G_N_ELEMENTS (table_columns) : G_N_ELEMENTS (list_columns));

  for (guint i = 0; i < imports->len; i++)
    {
      if (for_people)
        add_for_people (output, g_ptr_array_index (imports, i));
      else
        add_for_programs (output, g_ptr_array_index (imports, i));
    }
}

/**
 * balie_imports_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_imports_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GPtrArray) imports = NULL;
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  imports = load (cli, FALSE, &error);
  if (imports == NULL)
    return balie_cli_fail (error);
  write_imports (cli, imports);
  return BALIE_EXIT_OK;
}

/* Says how each stands that is not done; refused ones are failed items, the others wait for Driver2. */
static BalieExit
judge (GPtrArray *imports)
{
  BalieExit status = BALIE_EXIT_OK;

  for (guint i = 0; i < imports->len; i++)
    {
      const BalieCustomerImport *import = g_ptr_array_index (imports, i);
      g_autofree char *sentence = balie_customer_import_dup_sentence (import);

      if (import->state == BALIE_IMPORT_DONE)
        continue;
      balie_cli_say ("%s: %s", import->key, sentence);
      status =
          balie_cli_worse (status, import->state == BALIE_IMPORT_FAILED ? BALIE_EXIT_ITEMS_FAILED
                                                                        : BALIE_EXIT_UNREACHABLE);
    }
  return status;
}

/* How those with a key of @before stand now. */
static GPtrArray *
load_again (BalieCli *cli, GPtrArray *before, GError **error)
{
  g_autoptr (GPtrArray) imports = load (cli, FALSE, error);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_customer_import_free);

  if (imports == NULL)
    return NULL;
  for (guint i = 0; i < before->len; i++)
    g_hash_table_add (keys, ((BalieCustomerImport *) g_ptr_array_index (before, i))->key);
  for (guint i = 0; i < imports->len; i++)
    {
      const BalieCustomerImport *import = g_ptr_array_index (imports, i);

      if (g_hash_table_contains (keys, import->key))
        g_ptr_array_add (found, balie_customer_import_copy (import));
    }
  return g_steal_pointer (&found);
}

static BalieExit
tell (BalieCli *cli, GPtrArray *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) after = load_again (cli, before, &error);

  if (after == NULL)
    return balie_cli_fail (error);
  write_imports (cli, after);
  return judge (after);
}

/**
 * balie_imports_sync_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_imports_sync_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  before = load (cli, TRUE, &error);
  if (before == NULL)
    return balie_cli_fail (error);
  balie_customer_imports_sync_async (cli->desk, NULL, cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_customer_imports_sync_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail (error);
  return tell (cli, before);
}

/**
 * balie_imports_retry_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_imports_retry_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *key = balie_cli_get_operand (cli, 0);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  BalieCustomerImport import = { .key = (char *) key };
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_customer_import_retry_async (cli->desk, key, cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_customer_import_retry_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail_item (key, error);
  g_ptr_array_add (wanted, &import);
  return tell (cli, wanted);
}
