/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fresh databases of every driver for the tests of the store, and orders and requests to fill them. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>

#include "balie-error.h"

static const char *const schemes[] = { "sqlite", NULL };

const char *const *
fixture_get_schemes (void)
{
  return schemes;
}

void
fixture_set_up (Fixture *fixture, gconstpointer scheme)
{
  fixture->folder = g_dir_make_tmp ("balie-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "balie.db", NULL);
  fixture->uri = g_strdup_printf ("%s:%s", (const char *) scheme, fixture->path);
}

static void
set_up_opened (Fixture *fixture, gconstpointer scheme)
{
  fixture_set_up (fixture, scheme);
  fixture_open (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  fixture_close (fixture);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->uri);
}

void
fixture_open (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = balie_store_open_sync (fixture->uri, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->store);
}

void
fixture_close (Fixture *fixture)
{
  g_clear_object (&fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
fixture_add (const char *name, FixtureFunc func)
{
  for (const char *const *scheme = schemes; *scheme; scheme++)
    {
      g_autofree char *path = g_strdup_printf ("/store/%s%s", *scheme, name);

      g_test_add (path, Fixture, *scheme, set_up_opened, func, fixture_tear_down);
    }
}

typedef struct
{
  const char *scheme;
  BalieStoreFunc func;
} Transaction;

static void
run_transaction (gconstpointer data)
{
  const Transaction *transaction = data;
  Fixture fixture = { 0 };

  set_up_opened (&fixture, transaction->scheme);
  fixture_run (&fixture, BALIE_STORE_WRITE, transaction->func, NULL);
  fixture_tear_down (&fixture, transaction->scheme);
}

void
fixture_add_transaction (const char *name, BalieStoreFunc func)
{
  for (const char *const *scheme = schemes; *scheme; scheme++)
    {
      g_autofree char *path = g_strdup_printf ("/store/%s%s", *scheme, name);
      Transaction *transaction = g_new0 (Transaction, 1);

      transaction->scheme = *scheme;
      transaction->func = func;
      g_test_add_data_func_full (path, transaction, run_transaction, g_free);
    }
}

gpointer
fixture_run (Fixture *fixture, BalieStoreLane lane, BalieStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = balie_store_run_sync (fixture->store, lane, func, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static gboolean
time_is_up_cb (gpointer data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

void
fixture_wait (const gboolean *done)
{
  guint id = g_timeout_add_seconds (60, time_is_up_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

BalieOrder *
make_order (const char *number, const char *customer, const char *vin)
{
  BalieOrder *order = balie_order_new ();

  set_text (&order->number, number);
  set_text (&order->customer_name, customer);
  set_text (&order->vin, vin);
  set_text (&order->brand, "VW");
  set_text (&order->model, "Golf");
  set_text (&order->dealer_number, "12345");
  set_text (&order->seller, "Verkoper");
  order->approved = TRUE;
  g_assert_true (balie_plates_parse ("long:2", &order->plates, NULL));
  return order;
}

BalieExplanation
make_explanation (guint blocking, BalieRule rule, const char *due_on)
{
  BalieExplanation explanation = { .blocking = blocking, .rule = rule, .due_on = BALIE_DATE_NONE };

  if (due_on && *due_on)
    g_assert_true (balie_date_parse (due_on, &explanation.due_on));
  return explanation;
}

BalieOrder *
put_order (BalieDb *db, const char *number, const char *customer, const char *vin)
{
  BalieOrder *order = make_order (number, customer, vin);
  BalieExplanation explanation = make_explanation (1, BALIE_RULE_NONE, NULL);
  g_autoptr (GError) error = NULL;

  balie_order_table_insert (db, order, &explanation, 1000, &error);
  g_assert_no_error (error);
  return order;
}

void
add_order (BalieDb *db, const char *number, const char *customer, const char *vin)
{
  balie_order_free (put_order (db, number, customer, vin));
}

BaliePlateRequest *
make_request (const char *order_number, const char *vin, BalieRequestState state)
{
  BaliePlateRequest *request = balie_plate_request_new ();

  set_text (&request->order_number, order_number);
  set_text (&request->vin, vin);
  g_free (request->key);
  request->key = g_uuid_string_random ();
  request->state = state;
  set_text (&request->brand, "VW");
  request->request_date = balie_date_from_ymd (2026, 3, 20);
  g_assert_true (balie_plates_parse ("long:2", &request->plates, NULL));
  return request;
}
