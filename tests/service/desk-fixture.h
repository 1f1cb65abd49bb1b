/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk on a database of its own in a temporary folder, and its calls made to wait, for tests. */
#pragma once

#include "balie-administration.h"
#include "balie-order-edit.h"
#include "balie-order-import.h"
#include "balie-orders.h"

/**
 * DeskFixture:
 * @desk: signed in as the first user: administrator with the four sales roles
 * @clock: stands on 2026-03-20 at noon
 */
typedef struct
{
  char *folder;
  char *uri;
  BalieClock *clock;
  BalieDesk *desk;
} DeskFixture;

void desk_fixture_set_up (DeskFixture *self, gconstpointer unused);
void desk_fixture_tear_down (DeskFixture *self, gconstpointer unused);
#define DESK_TEST(path, func)                                                                      \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, func, desk_fixture_tear_down)

/* One more desk on the same database; @login NULL for the first user. */
BalieDesk *desk_fixture_open (DeskFixture *self, const char *login);
char *desk_fixture_dup_path (DeskFixture *self, const char *name);
/* Makes a user, as the administrator. */
void desk_fixture_add_user (DeskFixture *self,
                            const char *login,
                            BalieRoles roles,
                            gboolean administrator);

/* A callback that keeps the result, and waiting for it. */
void wait_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *wait_for_result (GAsyncResult **slot);

BalieImportReport *
desk_import (BalieDesk *desk, const char *text, gssize length, gboolean dry_run, GError **error);
/* Imports what must be good in every line. */
void desk_import_well (BalieDesk *desk, const char *text);
BalieOrderDetail *desk_load (BalieDesk *desk, const char *number, GError **error);
BalieOrderRow *desk_get_row (BalieDesk *desk, const char *number);
/* The canonical text of one field as stored. */
char *desk_get_value (BalieDesk *desk, const char *number, BalieOrderField field);
void desk_assert_value (BalieDesk *desk,
                        const char *number,
                        BalieOrderField field,
                        const char *expected);
BalieOrderEditResult *
desk_edit (BalieDesk *desk, const char *number, GPtrArray *changes, GError **error);
/* Sets one field from @base to @value. */
BalieOrderEditResult *desk_edit_one (BalieDesk *desk,
                                     const char *number,
                                     BalieOrderField field,
                                     const char *base,
                                     const char *value,
                                     GError **error);
BalieOrderEditResult *
desk_undo (BalieDesk *desk, const char *number, GArray *activity_ids, GError **error);
gboolean desk_set (BalieDesk *desk, const char *code, const char *value, GError **error);
gboolean desk_put_user (BalieDesk *desk, const BalieUser *user, GError **error);
gint64 desk_export (BalieDesk *desk, const char *path, BalieExportFormat format, GError **error);
/* Puts a request in @state for the order, as approval and delivery would leave it. */
void
desk_put_request (BalieDesk *desk, const char *number, BalieRequestState state, const char *plate);
