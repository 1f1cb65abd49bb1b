/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a database to the version this program knows, with a backup before each step. */
#pragma once

#include "balie-db-private.h"

G_BEGIN_DECLS

/**
 * BalieMigration:
 * @version: the version it leads to, from 1
 * @sql: what it does
 */
typedef struct
{
  int version;
  char *sql;
} BalieMigration;

void balie_migration_free (BalieMigration *self);

/* (element-type BalieMigration): those that ship with the driver, by version. */
GPtrArray *balie_migrations_load (const BalieDbDriver *driver, GError **error);
/* @is_fresh: whether the database was empty before. NEWER when it is ahead of the list. */
gboolean
balie_migrations_run (BalieDb *db, const GPtrArray *migrations, gboolean *is_fresh, GError **error);

G_END_DECLS
