/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a database to the version this program knows: one transaction per step, a backup before
 * each step of a database that has anything in it, and hands off one that a newer program wrote. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-migration.h"

#include <glib/gi18n-lib.h>

#include "balie-brand-ship.h"
#include "balie-error.h"
#include "balie-store-resources.h"

#define RESOURCE_ROOT "/io/github/baliedesk/Balie/sql/"

void
balie_migration_free (BalieMigration *self)
{
  g_free (self->sql);
  g_free (self);
}

static int
compare_versions (gconstpointer a, gconstpointer b)
{
  const BalieMigration *const *first = a;
  const BalieMigration *const *second = b;

  return (*first)->version - (*second)->version;
}

/* "0001-foundation.sql" leads to version 1. */
static BalieMigration *
load_one (GResource *resource, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (folder, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, error);
  BalieMigration *migration;
  gconstpointer data;
  gsize length;

  if (!bytes)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  migration = g_new0 (BalieMigration, 1);
  migration->version = (int) g_ascii_strtoll (name, NULL, 10);
  migration->sql = g_strndup (data, length);
  return migration;
}

static GPtrArray *
load_all (GResource *resource, const char *folder, GError **error)
{
  g_auto (GStrv) names = g_resource_enumerate_children (resource, folder, 0, error);
  g_autoptr (GPtrArray) migrations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_migration_free);

  for (char **name = names; name && *name; name++)
    {
      BalieMigration *migration = load_one (resource, folder, *name, error);

      if (!migration)
        return NULL;
      g_ptr_array_add (migrations, migration);
    }
  g_ptr_array_sort (migrations, compare_versions);
  return names ? g_steal_pointer (&migrations) : NULL;
}

GPtrArray *
balie_migrations_load (const BalieDbDriver *driver, GError **error)
{
  g_autofree char *folder = g_strconcat (RESOURCE_ROOT, driver->scheme, "/", NULL);
  g_autoptr (GError) local = NULL;
  GPtrArray *migrations = load_all (balie_store_get_resource (), folder, &local);

  if (!migrations)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_BUG, local->message);
  return migrations;
}

static int
read_version (BalieDb *db, GError **error)
{
  return balie_db_get_driver (db)->get_version (balie_db_get_connection (db), error);
}

static gboolean
write_step (BalieDb *db, const BalieMigration *migration, GError **error)
{
  const BalieDbDriver *driver = balie_db_get_driver (db);

  return balie_db_exec (db, migration->sql, error) &&
         (migration->version != 1 || balie_brand_table_ship (db, error)) &&
         driver->set_version (balie_db_get_connection (db), migration->version, error);
}

/* The version is read once more inside the transaction: another program that started at the same
 * moment may have done the step. */
static gboolean
take_step (BalieDb *db, const BalieMigration *migration, GError **error)
{
  int version;

  if (!balie_db_begin (db, NULL, error))
    return FALSE;
  version = read_version (db, error);
  if (version < 0 || (version < migration->version && !write_step (db, migration, error)))
    {
      balie_db_rollback (db);
      return FALSE;
    }
  return balie_db_commit (db, NULL, error);
}

static gboolean
back_up (BalieDb *db, int version, GError **error)
{
  g_autofree char *name =
      balie_db_get_driver (db)->backup (balie_db_get_connection (db), version, error);

  if (name)
    g_message ("The database was copied before it is brought up to date from version %d", version);
  return name != NULL;
}

gboolean
balie_migrations_run (BalieDb *db, const GPtrArray *migrations, gboolean *is_fresh, GError **error)
{
  const BalieMigration *last = g_ptr_array_index (migrations, migrations->len - 1);
  int version = read_version (db, error);

  if (version < 0)
    return FALSE;
  *is_fresh = version == 0;
  if (version > last->version)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NEWER,
                   _ ("The database was written by a newer Balie (version %d, this one knows %d)"),
                   version, last->version);
      return FALSE;
    }
  for (guint i = 0; i < migrations->len; i++)
    {
      const BalieMigration *migration = g_ptr_array_index (migrations, i);

      if (migration->version <= version)
        continue;
      if (!*is_fresh && !back_up (db, version, error))
        return FALSE;
      if (!take_step (db, migration, error))
        return FALSE;
      version = migration->version;
    }
  return TRUE;
}
