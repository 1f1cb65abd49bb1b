/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the orders' window share: a desk on a database of their own, filled by a real
 * import, and waiting for effects. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "orders-fixture.h"

#include "balie-order-edit.h"
#include "balie-order-import.h"
#include "balie-orders.h"

#include <glib/gstdio.h>

#define WAIT_SECONDS 30
#define HEADER                                                                                     \
  "order_number,order_kind,status,dealer_number,brand,model,vin,unloading_date,delivery_date,"     \
  "approved,customer_name,plates\n"

/* Importing thousands of orders takes its time under the sanitizers: once is enough. */
static char *prepared;

void
wait_for (Condition condition, gpointer data)
{
  gint64 until = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

gboolean
is_not_null (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
copy_prepared (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "balie.db", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (prepared);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
orders_fixture_open (OrdersFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  BalieDate today;
  g_autoptr (BalieClock) clock = NULL;

  g_assert_true (balie_date_parse (TEST_TODAY, &today));
  clock = balie_clock_new_on_date (today);
  self->folder = g_dir_make_tmp ("balie-orders-XXXXXX", &error);
  g_assert_no_error (error);
  if (prepared != NULL)
    copy_prepared (self->folder);
  uri = g_strdup_printf ("sqlite:%s/balie.db", self->folder);
  self->desk = balie_desk_open_sync (uri, NULL, clock, &error);
  g_assert_no_error (error);
}

void
orders_fixture_import (OrdersFixture *self, const char *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalieImportReport) report = NULL;
  g_autofree char *path = g_build_filename (self->folder, "orders.csv", NULL);
  g_autofree char *text = g_strconcat (HEADER, rows, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  balie_order_import_async (self->desk, file, FALSE, NULL, NULL, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  report = balie_order_import_finish (self->desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_refused, ==, 0);
}

void
orders_fixture_import_many (OrdersFixture *self, guint n)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (rows,
                            "T%05u,new,unloaded,51001,Volkswagen,Golf,WVWZZZ1KZ8W%06u,"
                            "2026-03-%02u,,yes,Customer %u,long:2\n",
                            i, i, 1 + i % 28, i);
  orders_fixture_import (self, rows->str);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
orders_fixture_prepare (guint n)
{
  OrdersFixture fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  int fd;

  orders_fixture_open (&fixture);
  orders_fixture_import_many (&fixture, n);
  path = g_build_filename (fixture.folder, "balie.db", NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture.desk), (gpointer *) &fixture.desk);
  balie_desk_close (fixture.desk);
  g_object_unref (fixture.desk);
  wait_for (is_null, &fixture.desk);
  /* Closed, it is one file. */
  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  fd = g_file_open_tmp ("balie-prepared-XXXXXX", &prepared, &error);
  g_assert_no_error (error);
  close (fd);
  g_assert_true (g_file_set_contents (prepared, data, (gssize) length, &error));
  remove_folder (fixture.folder);
  g_free (fixture.folder);
}

void
orders_fixture_forget_prepared (void)
{
  g_unlink (prepared);
  g_clear_pointer (&prepared, g_free);
}

/* The desk must be gone: nothing a test made may still hold it. */
void
orders_fixture_close (OrdersFixture *self)
{
  BalieDesk *desk = self->desk;

  g_object_add_weak_pointer (G_OBJECT (desk), (gpointer *) &self->desk);
  balie_desk_close (desk);
  g_object_unref (desk);
  wait_for (is_null, &self->desk);
  remove_folder (self->folder);
  g_free (self->folder);
}

void
orders_fixture_edit (OrdersFixture *self,
                     const char *number,
                     BalieOrderField field,
                     const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalieOrderEditResult) edit = NULL;
  g_autoptr (GPtrArray) changes = balie_order_changes_new ();
  g_autoptr (BalieOrderRow) row = orders_fixture_dup_row (self, number);
  g_autofree char *base = balie_order_dup_value (row->order, field);

  balie_order_changes_add (changes, field, base, value);
  balie_order_edit_async (self->desk, number, changes, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  edit = balie_order_edit_finish (self->desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edit->conflicts->len, ==, 0);
}

BalieOrderRow *
orders_fixture_dup_row (OrdersFixture *self, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;

  balie_orders_load_async (self->desk, number, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  detail = balie_orders_load_finish (self->desk, result, &error);
  g_assert_no_error (error);
  return balie_order_row_copy (detail->row);
}

GtkWidget *
find_widget (GtkWidget *root, Match match, const char *text)
{
  GtkWidget *found = match (root, text) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, match, text);
  return found;
}

typedef struct
{
  GtkWidget *root;
  Match match;
  const char *text;
  GtkWidget *found;
} Search;

static gboolean
is_found (gpointer data)
{
  Search *search = data;

  search->found = find_widget (search->root, search->match, search->text);
  return search->found != NULL;
}

GtkWidget *
wait_to_find (GtkWidget *root, Match match, const char *text)
{
  Search search = { root, match, text, NULL };

  wait_for (is_found, &search);
  return search.found;
}

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget);
}

gboolean
match_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && is_shown (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

gboolean
match_button (GtkWidget *widget, const char *text)
{
  return GTK_IS_BUTTON (widget) && is_shown (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;
}

gboolean
match_type (GtkWidget *widget, const char *text)
{
  return g_strcmp0 (G_OBJECT_TYPE_NAME (widget), text) == 0;
}
