/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's memory on disk: a file of JSON lines that is only ever added to. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BalieSimState:
 *
 * Without a path it remembers nothing. With one, a line is on the disk before
 * balie_sim_state_add() returns when it is asked to be durable. The file is locked while in use; a
 * last line that a crash cut short is dropped when it is opened again.
 */
typedef struct _BalieSimState BalieSimState;

/* One line read back when opening; FALSE with error ends the reading. */
typedef gboolean (*BalieSimStateFunc) (JsonObject *line, gpointer user_data, GError **error);

BalieSimState *balie_sim_state_open (const char *path, GError **error);
gboolean balie_sim_state_replay (BalieSimState *self,
                                 BalieSimStateFunc func,
                                 gpointer user_data,
                                 GError **error);
void balie_sim_state_add (BalieSimState *self, JsonObject *line, gboolean durable);
void balie_sim_state_close (BalieSimState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimState, balie_sim_state_close)

G_END_DECLS
