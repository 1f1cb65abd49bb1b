/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk on a database of its own in a temporary folder, and its calls made to wait, for tests. */
#include "config.h"

#include "desk-fixture.h"

#include "balie-desk-run.h"
#include "balie-explain.h"
#include "balie-request-table.h"

#include <glib/gstdio.h>
#include <string.h>

/* 2026-03-20 12:00 in Amsterdam. */
#define NOON G_GINT64_CONSTANT (1774004400)

void
desk_fixture_set_up (DeskFixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("balie-desk-XXXXXX", &error);
  g_assert_no_error (error);
  self->uri = g_strdup_printf ("sqlite:%s/balie.db", self->folder);
  self->clock = balie_clock_new_fixed (NOON);
  self->desk = desk_fixture_open (self, NULL);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What was under way when it was closed may still hold it for a moment; nothing may for good. */
static void
close_and_wait (BalieDesk *desk)
{
  gpointer weak = desk;

  g_object_add_weak_pointer (G_OBJECT (desk), &weak);
  balie_desk_close (desk);
  g_object_unref (desk);
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
desk_fixture_tear_down (DeskFixture *self, gconstpointer unused)
{
  if (self->desk != NULL)
    close_and_wait (self->desk);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->uri);
  balie_clock_unref (self->clock);
}

BalieDesk *
desk_fixture_open (DeskFixture *self, const char *login)
{
  g_autoptr (GError) error = NULL;
  BalieDesk *desk = balie_desk_open_sync (self->uri, login, self->clock, &error);

  g_assert_no_error (error);
  return desk;
}

char *
desk_fixture_dup_path (DeskFixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
desk_fixture_add_user (DeskFixture *self,
                       const char *login,
                       BalieRoles roles,
                       gboolean administrator)
{
  g_autoptr (BalieUser) user = balie_user_new (login);
  g_autoptr (GError) error = NULL;

  user->roles = roles;
  user->administrator = administrator;
  desk_put_user (self->desk, user, &error);
  g_assert_no_error (error);
}

void
wait_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

GAsyncResult *
wait_for_result (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

BalieImportReport *
desk_import (BalieDesk *desk, const char *text, gssize length, gboolean dry_run, GError **error)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("balie-XXXXXX.csv", &stream, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  BalieImportReport *report;

  g_assert_true (g_file_replace_contents (file, text, length < 0 ? strlen (text) : (gsize) length,
                                          NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  balie_order_import_async (desk, file, dry_run, NULL, NULL, NULL, wait_ended_cb, &result);
  report = balie_order_import_finish (desk, wait_for_result (&result), error);
  g_file_delete (file, NULL, NULL);
  return report;
}

void
desk_import_well (BalieDesk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  BalieImportReport *report = desk_import (desk, text, -1, FALSE, &error);

  g_assert_no_error (error);
  if (report->n_refused > 0)
    {
      const BalieImportRefusal *refusal = g_ptr_array_index (report->refusals, 0);

      g_error ("line %d, column %s: %s", (int) refusal->line, refusal->column, refusal->reason);
    }
  balie_import_report_free (report);
}

BalieOrderDetail *
desk_load (BalieDesk *desk, const char *number, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_orders_load_async (desk, number, NULL, wait_ended_cb, &result);
  return balie_orders_load_finish (desk, wait_for_result (&result), error);
}

BalieOrderRow *
desk_get_row (BalieDesk *desk, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) detail = desk_load (desk, number, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&detail->row);
}

char *
desk_get_value (BalieDesk *desk, const char *number, BalieOrderField field)
{
  g_autoptr (BalieOrderRow) row = desk_get_row (desk, number);

  return balie_order_dup_value (row->order, field);
}

void
desk_assert_value (BalieDesk *desk, const char *number, BalieOrderField field, const char *expected)
{
  g_autofree char *value = desk_get_value (desk, number, field);

  g_assert_cmpstr (value, ==, expected);
}

BalieOrderEditResult *
desk_edit (BalieDesk *desk, const char *number, GPtrArray *changes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_order_edit_async (desk, number, changes, NULL, wait_ended_cb, &result);
  return balie_order_edit_finish (desk, wait_for_result (&result), error);
}

BalieOrderEditResult *
desk_edit_one (BalieDesk *desk,
               const char *number,
               BalieOrderField field,
               const char *base,
               const char *value,
               GError **error)
{
  g_autoptr (GPtrArray) changes = balie_order_changes_new ();

  balie_order_changes_add (changes, field, base, value);
  return desk_edit (desk, number, changes, error);
}

BalieOrderEditResult *
desk_undo (BalieDesk *desk, const char *number, GArray *activity_ids, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_order_undo_async (desk, number, activity_ids, NULL, wait_ended_cb, &result);
  return balie_order_undo_finish (desk, wait_for_result (&result), error);
}

gboolean
desk_set (BalieDesk *desk, const char *code, const char *value, GError **error)
{
  const char *const pair[] = { code, value, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  balie_administration_set_async (desk, pair, NULL, NULL, NULL, wait_ended_cb, &result);
  return balie_administration_set_finish (desk, wait_for_result (&result), error);
}

gboolean
desk_put_user (BalieDesk *desk, const BalieUser *user, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_administration_put_user_async (desk, user, NULL, wait_ended_cb, &result);
  return balie_administration_put_user_finish (desk, wait_for_result (&result), error);
}

gint64
desk_export (BalieDesk *desk, const char *path, BalieExportFormat format, GError **error)
{
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, NULL, balie_desk_get_today (desk));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  balie_order_export_async (desk, query, file, format, NULL, NULL, NULL, wait_ended_cb, &result);
  return balie_order_export_finish (desk, wait_for_result (&result), error);
}

typedef struct
{
  const char *number;
  BalieRequestState state;
  const char *plate;
} RequestToPut;

static gpointer
put_request (BalieDb *db,
             const BalieDeskFacts *facts,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  RequestToPut *put = data;
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, put->number, error);
  g_autoptr (BaliePlateRequest) request = NULL;

  if (row == NULL)
    return NULL;
  request = balie_plate_request_new_for_order (row->order, "new", facts->today);
  if (request->key[0] == '\0')
    {
      g_free (request->key);
      request->key = g_uuid_string_random ();
    }
  request->state = put->state;
  g_free (request->plate);
  request->plate = g_strdup (put->plate);
  if (balie_request_table_insert (db, request, error))
    balie_explain_request (db, facts, request, error);
  return NULL;
}

void
desk_put_request (BalieDesk *desk, const char *number, BalieRequestState state, const char *plate)
{
  RequestToPut put = { number, state, plate != NULL ? plate : "" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, put_request, &put, NULL, NULL,
                        NULL, wait_ended_cb, &result);
  balie_desk_run_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
}
