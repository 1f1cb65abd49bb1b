/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what can be read of a damaged database file into a new one. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Makes @path; returns how many orders, requests and dossiers it has, -1 on failure. */
gint64 balie_sqlite_salvage (const char *damaged, const char *path, GError **error);
/* Orders, requests and dossiers, -1 when they can't be counted. */
gint64 balie_sqlite_count_rows (sqlite3 *handle);

G_END_DECLS
