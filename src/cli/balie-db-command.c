/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl db backup and repair. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include <glib/gi18n-lib.h>

static void
write_path (BalieCli *cli, const char *path)
{
  static const BalieColumn columns[] = { { "backup", N_ ("Copy"), BALIE_COLUMN_TEXT } };
  const char *values[] = { path };

  balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), values);
}

/**
 * balie_db_backup_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_db_backup_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (status == BALIE_EXIT_OK)
    status = balie_cli_check (cli, BALIE_DEED_CHANGE_SETTINGS);
  if (status != BALIE_EXIT_OK)
    return status;
  path = balie_store_backup_sync (balie_desk_get_store (cli->desk), &error);
  if (path == NULL)
    return balie_cli_fail (error);
  write_path (cli, path);
  return BALIE_EXIT_OK;
}

/* Only what is damaged is moved aside: a whole database is left alone, and so is a newer one. */
static gboolean
needs_repair (const char *uri, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieStore) store = balie_store_open_sync (uri, &local);

  if (store != NULL && balie_store_check_integrity (store, &local))
    return FALSE;
  if (g_error_matches (local, BALIE_ERROR, BALIE_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * balie_db_repair_run:
 * @cli: the call
 *
 * The desk is not opened: it may be what can't be.
 *
 * Returns: the exit status
 */
int
balie_db_repair_run (BalieCli *cli)
{
  static const BalieColumn columns[] = { { "done", N_ ("Done"), BALIE_COLUMN_TEXT } };
  const char *given = balie_cli_get_option (cli, "database");
  g_autofree char *uri = given != NULL ? g_strdup (given) : balie_store_dup_default_uri ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  const char *values[1];

  if (needs_repair (uri, &error))
    sentence = balie_store_repair_sync (uri, &error);
  else if (error == NULL)
    sentence = g_strdup (_ ("The database is whole; nothing was changed."));
  if (sentence == NULL)
    return balie_cli_fail (error);
  values[0] = sentence;
  if (cli->format == BALIE_OUTPUT_TABLE)
    balie_output_line (sentence);
  else
    balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), values);
  return BALIE_EXIT_OK;
}
