/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fresh databases of every driver for the tests of the store, and orders and requests to fill them. */
#pragma once

#include "balie-order-table.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"
#include "balie-store.h"

G_BEGIN_DECLS

/**
 * Fixture:
 * @uri: a database that does not exist yet
 * @path: its file, %NULL for a server
 * @store: opened by fixture_open()
 */
typedef struct
{
  char *folder;
  char *path;
  char *uri;
  BalieStore *store;
} Fixture;

/* The drivers tested: "sqlite"; others join by their scheme. */
const char *const *fixture_get_schemes (void);

void fixture_set_up (Fixture *fixture, gconstpointer scheme);
void fixture_tear_down (Fixture *fixture, gconstpointer scheme);
void fixture_open (Fixture *fixture);
void fixture_close (Fixture *fixture);

/* Adds a test per driver: the function gets an opened store. */
typedef void (*FixtureFunc) (Fixture *fixture, gconstpointer scheme);
void fixture_add (const char *name, FixtureFunc func);
/* Adds a test per driver that is one writing transaction. */
void fixture_add_transaction (const char *name, BalieStoreFunc func);

/* Runs a transaction that must succeed. */
gpointer fixture_run (Fixture *fixture, BalieStoreLane lane, BalieStoreFunc func, gpointer data);
/* Runs the main loop until *done, for at most a minute. */
void fixture_wait (const gboolean *done);

BalieOrder *make_order (const char *number, const char *customer, const char *vin);
BalieExplanation make_explanation (guint blocking, BalieRule rule, const char *due_on);
BalieOrder *put_order (BalieDb *db, const char *number, const char *customer, const char *vin);
/* The same, when the order itself is not needed. */
void add_order (BalieDb *db, const char *number, const char *customer, const char *vin);
BaliePlateRequest *
make_request (const char *order_number, const char *vin, BalieRequestState state);

#define assert_code(error, expected) g_assert_error (error, BALIE_ERROR, expected)

G_END_DECLS
