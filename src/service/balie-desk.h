/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running desk: the store, the clock, who is signed in, the remotes; what every service
 * function works on. Main-thread object; owned by the program. */
#pragma once

#include "balie-clock.h"
#include "balie-driver2-client.h"
#include "balie-error.h"
#include "balie-http.h"
#include "balie-kp-client.h"
#include "balie-permission.h"
#include "balie-pon-client.h"
#include "balie-remote-config.h"
#include "balie-store.h"
#include "balie-brand.h"
#include "balie-settings.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DESK (balie_desk_get_type ())
G_DECLARE_FINAL_TYPE (BalieDesk, balie_desk, BALIE, DESK, GObject)

/* signals:
 * "changed" (const char *table, GArray *ids | NULL): as the store's, after settings, brands and
 *   users were reloaded where the table says so
 * "remote-changed" (const char *remote_name): its state or configuration changed
 * "delivery-changed" (): what the delivery is doing changed
 * "closing" (): balie_desk_close() begins; whoever works for the desk lets go of it
 */

/**
 * balie_desk_open_async:
 * @uri: (nullable): database, %NULL for the default
 * @login: (nullable): acts as this user; %NULL for the desktop login
 * @clock: (nullable): %NULL for the system's
 *
 * Opens (and migrates) the database and loads settings, brands and the user. On a fresh database
 * the desktop login becomes the first user: administrator with the four sales roles. A login that
 * is no user of a database that has users opens with a user without any right.
 */
void balie_desk_open_async (const char *uri,
                            const char *login,
                            BalieClock *clock,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
BalieDesk *balie_desk_open_finish (GAsyncResult *result, GError **error);
BalieDesk *
balie_desk_open_sync (const char *uri, const char *login, BalieClock *clock, GError **error);
void balie_desk_close (BalieDesk *self);

BalieStore *balie_desk_get_store (BalieDesk *self);
BalieClock *balie_desk_get_clock (BalieDesk *self);
BalieSettings *balie_desk_get_settings (BalieDesk *self);
BalieBrandTable *balie_desk_get_brands (BalieDesk *self);
const BalieUser *balie_desk_get_user (BalieDesk *self);
const char *balie_desk_get_name (BalieDesk *self); /* host name: "which desk" */
BalieDate balie_desk_get_today (BalieDesk *self);
gint64 balie_desk_get_now (BalieDesk *self);
gboolean balie_desk_is_first_run (BalieDesk *self);
gboolean balie_desk_check (BalieDesk *self, BalieDeed deed, GError **error);

/* The PON client of the present configuration; NULL with NOT_CONFIGURED. (transfer none) */
BaliePonClient *balie_desk_get_pon (BalieDesk *self, GError **error);
BalieDriver2Client *balie_desk_get_driver2 (BalieDesk *self, GError **error);
BalieKpClient *balie_desk_get_kp (BalieDesk *self, GError **error);
/* Never NULL: with an empty URL when not configured. */
const BalieRemoteConfig *balie_desk_get_remote_config (BalieDesk *self, const char *remote_name);
BalieRemoteState balie_desk_get_remote_state (BalieDesk *self, const char *remote_name);
gint64 balie_desk_get_remote_retry_at (BalieDesk *self, const char *remote_name);
/* A person wants it tried now: the breaker lets the next call through. */
void balie_desk_reset_remote (BalieDesk *self, const char *remote_name);

/**
 * BalieDeskFacts:
 *
 * @user: who acts, never %NULL
 * @user_is_known: in the table of users; without that nothing is allowed, not even reading
 *
 * What a store function needs of the desk, copied so that it may cross to the store's thread.
 */
typedef struct
{
  BalieSettings *settings;
  BalieBrandTable *brands;
  BalieUser *user;
  gboolean user_is_known;
  char *desk_name;
  BalieClock *clock;
  gint64 now;
  BalieDate today;
} BalieDeskFacts;

BalieDeskFacts *balie_desk_dup_facts (BalieDesk *self);
/* The same with settings, brands and user as the database has them in this transaction: another
 * program may have changed them since. Services get these by balie_desk_run_async(). */
BalieDeskFacts *balie_desk_facts_reload (const BalieDeskFacts *self, BalieDb *db, GError **error);
gboolean balie_desk_facts_check (const BalieDeskFacts *self, BalieDeed deed, GError **error);
void balie_desk_facts_free (BalieDeskFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDeskFacts, balie_desk_facts_free)

G_END_DECLS
