/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk on a database of its own, orders to work with, and waiting for what is asynchronous. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "delivery-fixture.h"

#include "balie-administration.h"
#include "balie-explain.h"
#include "balie-order-write.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

#include <glib/gstdio.h>

void
async_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

GAsyncResult *
await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

BalieDesk *
delivery_fixture_open (DeliveryFixture *self, const char *login, BalieClock *clock)
{
  g_autoptr (GError) error = NULL;
  BalieDesk *desk = balie_desk_open_sync (self->uri, login, clock, &error);

  g_assert_no_error (error);
  return desk;
}

DeliveryFixture *
delivery_fixture_new (BalieClock *clock)
{
  DeliveryFixture *self = g_new0 (DeliveryFixture, 1);
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("balie-service-XXXXXX", &error);
  g_assert_no_error (error);
  self->uri = g_strdup_printf ("sqlite:%s/balie.db", self->directory);
  self->desk = delivery_fixture_open (self, NULL, clock);
  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        remove_folder (inside);
      else
        g_unlink (inside);
    }
  g_rmdir (path);
}

void
close_desk (BalieDesk *desk)
{
  gpointer left = desk;

  g_object_add_weak_pointer (G_OBJECT (desk), &left);
  balie_desk_close (desk);
  g_object_unref (desk);
  /* Calls that were under way come back and let go of it; a leak never does. */
  while (left != NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
delivery_fixture_free (DeliveryFixture *self)
{
  close_desk (self->desk);
  remove_folder (self->directory);
  g_free (self->directory);
  g_free (self->uri);
  g_free (self);
}

gpointer
delivery_fixture_run (BalieDesk *desk, BalieStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = balie_store_run_sync (balie_desk_get_store (desk), BALIE_STORE_WRITE, func,
                                          data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

typedef struct
{
  BalieDeskFacts *facts;
  GPtrArray *orders;
} NewOrders;

static gpointer
insert_orders (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NewOrders *new_orders = data;

  for (guint i = 0; i < new_orders->orders->len; i++)
    {
      BalieOrder *order = g_ptr_array_index (new_orders->orders, i);
      BalieExplained explained;

      if (!balie_explain_compute (db, new_orders->facts, order, &explained, error) ||
          !balie_order_write_new (db, new_orders->facts, order, &explained.explanation, error))
        return NULL;
    }
  return NULL;
}

static void
add_all (BalieDesk *desk, GPtrArray *orders)
{
  g_autoptr (BalieDeskFacts) facts = balie_desk_dup_facts (desk);
  NewOrders new_orders = { facts, orders };

  delivery_fixture_run (desk, insert_orders, &new_orders);
}

BalieOrder *
make_order (guint number)
{
  BalieOrder *order = balie_order_new ();

  g_free (order->number);
  order->number = g_strdup_printf ("A-%04u", number);
  g_free (order->vin);
  order->vin = g_strdup_printf ("WVWZZZDEMTW%06u", number);
  g_free (order->brand);
  order->brand = g_strdup ("VW");
  g_free (order->model);
  order->model = g_strdup ("Golf");
  g_free (order->dealer_number);
  order->dealer_number = g_strdup ("51001");
  g_free (order->customer_name);
  order->customer_name = g_strdup ("Anna Voorbeeld");
  order->kind = BALIE_ORDER_KIND_NEW;
  order->status = BALIE_ORDER_STATUS_IN_TRANSIT;
  order->approved = TRUE;
  g_assert_true (balie_plates_parse ("long:2", &order->plates, NULL));
  return order;
}

void
add_order (BalieDesk *desk, BalieOrder *order)
{
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_order_free);

  g_ptr_array_add (orders, order);
  add_all (desk, orders);
}

void
add_orders (BalieDesk *desk, guint first, guint n)
{
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_order_free);

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (orders, make_order (i));
  add_all (desk, orders);
}

void
set_setting (BalieDesk *desk, BalieSettingKey key, const char *value)
{
  const char *pairs[] = { balie_setting_get_info (key)->code, value, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_administration_set_async (desk, pairs, NULL, NULL, NULL, async_ended_cb, &result);
  balie_administration_set_finish (desk, await (&result), &error);
  g_assert_no_error (error);
}

void
set_remote (BalieDesk *desk, const char *name, const char *url)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new (name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (config->url);
  config->url = g_strdup (url);
  balie_administration_put_remote_async (desk, config, NULL, async_ended_cb, &result);
  balie_administration_put_remote_finish (desk, await (&result), &error);
  g_assert_no_error (error);
}

void
use_sim (BalieDesk *desk, SimProcess *sim)
{
  g_autofree char *url = g_strconcat (sim->url, "/pon/v1", NULL);

  set_remote (desk, "pon", url);
}

static GPtrArray *
approve_all (BalieDesk *desk, const char *const *numbers)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  balie_approval_approve_async (desk, numbers, NULL, NULL, async_ended_cb, &result);
  results = balie_approval_approve_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++)
    {
      BalieApprovalResult *one = g_ptr_array_index (results, i);

      g_assert_no_error (one->error);
    }
  return results;
}

BaliePlateRequest *
approve (BalieDesk *desk, const char *number)
{
  const char *numbers[] = { number, NULL };
  g_autoptr (GPtrArray) results = approve_all (desk, numbers);
  BalieApprovalResult *one = g_ptr_array_index (results, 0);

  return balie_plate_request_copy (one->request);
}

void
approve_many (BalieDesk *desk, guint first, guint n)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (numbers, g_strdup_printf ("A-%04u", i));
  g_ptr_array_add (numbers, NULL);
  results = approve_all (desk, (const char *const *) numbers->pdata);
}

BalieDeliverySummary *
sync_all (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieDeliverySummary *summary;

  balie_delivery_sync_async (desk, NULL, NULL, async_ended_cb, &result);
  summary = balie_delivery_sync_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return summary;
}

static gboolean
time_passed_cb (gpointer user_data)
{
  gboolean *passed = user_data;

  *passed = TRUE;
  return G_SOURCE_REMOVE;
}

/* What PON asked to wait is not tried earlier, so there is a pause between. */
static void
let_time_pass (void)
{
  gboolean passed = FALSE;

  g_timeout_add (250, time_passed_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

void
sync_until_done (BalieDesk *desk, int seconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < until)
    {
      g_autoptr (BalieDeliverySummary) summary = sync_all (desk);

      if (summary->n_left == 0)
        return;
      g_assert_nonnull (summary->problem);
      let_time_pass ();
    }
  g_assert_not_reached ();
}

static gpointer
read_request (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_request_table_get (db, data, error);
}

BaliePlateRequest *
get_request (BalieDesk *desk, const char *key)
{
  return delivery_fixture_run (desk, read_request, (gpointer) key);
}

static gpointer
read_row (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_order_table_get (db, data, error);
}

BalieOrderRow *
get_row (BalieDesk *desk, const char *number)
{
  return delivery_fixture_run (desk, read_row, (gpointer) number);
}

static gpointer
read_history (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_activity_table_get_of_order (db, data, 1000, error);
}

guint
count_history (BalieDesk *desk, const char *number, BalieActivityKind kind)
{
  g_autoptr (GPtrArray) lines = delivery_fixture_run (desk, read_history, (gpointer) number);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += ((BalieActivity *) g_ptr_array_index (lines, i))->kind == kind;
  return n;
}

static guint
count_with_vin (JsonArray *array, const char *member, const char *vin, gint64 result)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *found = json_object_get_string_member_with_default (object, member, "");

      if (g_strcmp0 (found, vin) == 0 &&
          (result == 0 || json_object_get_int_member_with_default (object, "result", 0) == result))
        n++;
    }
  return n;
}

void
assert_exactly_once (SimProcess *sim, guint first, guint n)
{
  g_autoptr (JsonArray) journal = sim_process_dup_array (sim, "/control/journal");

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *vin = g_strdup_printf ("WVWZZZDEMTW%06u", i);

      g_test_message ("%s", vin);
      g_assert_cmpuint (count_with_vin (journal, "vin", vin, 201), ==, 1);
    }
}
