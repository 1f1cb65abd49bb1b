/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a desk keeps in memory of the dealership's small tables, read in one transaction. Internal to
 * the service layer. */
#pragma once

#include "balie-desk.h"
#include "balie-remote-config.h"

G_BEGIN_DECLS

/* Set once the assistant of the first run was finished (or the demo was loaded). */
#define BALIE_META_FIRST_RUN_DONE "first-run-done"

/**
 * BalieDeskSnapshot:
 * @user: who acts; without any right when @user_is_known is %FALSE
 * @user_is_known: is in the table of users
 * @remotes: (element-type BalieRemoteConfig): those that are stored
 * @needs_first_user: nobody is in the table of users
 * @needs_rules_version: the orders were explained by older rules, or never
 */
typedef struct
{
  BalieSettings *settings;
  BalieBrandTable *brands;
  BalieUser *user;
  gboolean user_is_known;
  gboolean is_first_run;
  GPtrArray *remotes;
  gboolean needs_first_user;
  gboolean needs_rules_version;
  gboolean explain_is_pending;
} BalieDeskSnapshot;

BalieDeskSnapshot *balie_desk_snapshot_load (BalieDb *db, const char *login, GError **error);
/* Writes what a new database or a newer program needs: the first user, the mark to explain all. */
gboolean balie_desk_snapshot_prepare (BalieDb *db, const BalieDeskSnapshot *self, GError **error);
void balie_desk_snapshot_free (BalieDeskSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDeskSnapshot, balie_desk_snapshot_free)

/* Takes over a snapshot that was read after a write of this desk, before "changed" tells of it. */
void balie_desk_take_snapshot (BalieDesk *self, BalieDeskSnapshot *snapshot);

G_END_DECLS
