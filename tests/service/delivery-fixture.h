/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk on a database of its own, orders to work with, and waiting for what is asynchronous. */
#pragma once

#include "balie-activity.h"
#include "balie-approval.h"
#include "balie-delivery.h"
#include "balie-desk.h"
#include "balie-order-table.h"
#include "sim-process.h"

G_BEGIN_DECLS

typedef struct
{
  char *directory;
  char *uri;
  BalieDesk *desk;
} DeliveryFixture;

DeliveryFixture *delivery_fixture_new (BalieClock *clock);
void delivery_fixture_free (DeliveryFixture *self);
/* Takes over the desk: it must be let go of by everything that worked for it. */
void close_desk (BalieDesk *desk);
/* Another one on the same file. */
BalieDesk *delivery_fixture_open (DeliveryFixture *self, const char *login, BalieClock *clock);

/* A callback that keeps the result in a GAsyncResult*, and waiting for it. */
void async_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *await (GAsyncResult **slot);

/* Everything in one writing transaction; the function's result is the call's. */
gpointer delivery_fixture_run (BalieDesk *desk, BalieStoreFunc func, gpointer data);

/* An order that meets every condition, of a car of its own: A-0001 has WVWZZZDEMTW000001. */
BalieOrder *make_order (guint number);
void add_orders (BalieDesk *desk, guint first, guint n);
void add_order (BalieDesk *desk, BalieOrder *order);
void set_setting (BalieDesk *desk, BalieSettingKey key, const char *value);
void set_remote (BalieDesk *desk, const char *name, const char *url);

/* PON's address is the simulator's. */
void use_sim (BalieDesk *desk, SimProcess *sim);

/* Approves directly; the request must be made. */
BaliePlateRequest *approve (BalieDesk *desk, const char *number);
void approve_many (BalieDesk *desk, guint first, guint n);
BalieDeliverySummary *sync_all (BalieDesk *desk);
/* Until nothing is left; fails after so many seconds. */
void sync_until_done (BalieDesk *desk, int seconds);
BaliePlateRequest *get_request (BalieDesk *desk, const char *key);
BalieOrderRow *get_row (BalieDesk *desk, const char *number);
/* How many lines of history of that kind the order has. */
guint count_history (BalieDesk *desk, const char *number, BalieActivityKind kind);

/* Every order from @first has exactly one request at the simulator, and every car there was really
 * made exactly once. */
void assert_exactly_once (SimProcess *sim, guint first, guint n);

G_END_DECLS
