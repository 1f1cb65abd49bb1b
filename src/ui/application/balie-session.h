/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One database being worked on: the desk, and for the demo the simulated PON beside it. */
#pragma once

#include "balie-desk.h"
#include "balie-shell.h"

G_BEGIN_DECLS

/**
 * BalieLaunch:
 * @database: (nullable): URI, %NULL for the standard place
 * @login: (nullable): acts as this user
 * @date: today, %BALIE_DATE_NONE for the clock's
 * @demo: the demo dealership instead of @database
 * @slow_line: the simulated systems take their time
 */
typedef struct
{
  char *database;
  char *login;
  BalieDate date;
  gboolean demo;
  gboolean slow_line;
} BalieLaunch;

BalieLaunch *balie_launch_copy (const BalieLaunch *self);
void balie_launch_free (BalieLaunch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieLaunch, balie_launch_free)

#define BALIE_TYPE_SESSION (balie_session_get_type ())
G_DECLARE_FINAL_TYPE (BalieSession, balie_session, BALIE, SESSION, GObject)

BalieSession *balie_session_new (const BalieLaunch *launch);
void balie_session_open_async (BalieSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* NOT_PERMITTED when the login is no user of the database. */
gboolean balie_session_open_finish (BalieSession *self, GAsyncResult *result, GError **error);
/* Stops the delivery, closes the database, ends the simulated PON. */
void balie_session_close (BalieSession *self);

BalieDesk *balie_session_get_desk (BalieSession *self);
const BalieLaunch *balie_session_get_launch (BalieSession *self);
/* What was being done when opening failed. */
BalieAction balie_session_get_action (BalieSession *self);
void balie_session_set_slow_line (BalieSession *self, gboolean slow);

G_END_DECLS
