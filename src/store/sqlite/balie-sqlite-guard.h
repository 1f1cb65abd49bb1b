/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps other programs from thinking that nobody has the database open. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BalieSqliteGuard BalieSqliteGuard;

BalieSqliteGuard *balie_sqlite_guard_acquire (const char *path);
void balie_sqlite_guard_unlock (BalieSqliteGuard *self);
void balie_sqlite_guard_release (BalieSqliteGuard *self);

G_END_DECLS
