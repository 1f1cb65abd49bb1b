/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls about dossiers made to wait, and whole dossiers compared, for tests. */
#include "config.h"

#include "dossier-fixture.h"

#include "balie-desk-run.h"
#include "balie-dossier-draft.h"

#include <string.h>

#define WAIT(call, ...)                                                                            \
  g_autoptr (GAsyncResult) result = NULL;                                                          \
  call (__VA_ARGS__, NULL, wait_ended_cb, &result);                                                \
  wait_for_result (&result)

/* "owner.last_name" or "remarks". */
static const char *
split_field (const char *path, BalieEntry *entry)
{
  const char *dot = strchr (path, '.');
  g_autofree char *code = dot != NULL ? g_strndup (path, dot - path) : NULL;

  *entry = BALIE_ENTRY_NONE;
  if (dot == NULL)
    return path;
  g_assert_true (balie_entry_from_code (code, entry));
  return dot + 1;
}

BalieDossierResult *
dossier_try_create (BalieDesk *desk, const char *const *values, GError **error)
{
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();

  for (; *values != NULL; values += 2)
    {
      BalieEntry entry;
      const char *field = split_field (values[0], &entry);

      balie_dossier_changes_add (changes, entry, field, "", values[1]);
    }
  WAIT (balie_dossier_create_async, desk, changes);
  return balie_dossier_edit_finish (desk, result, error);
}

char *
dossier_create (BalieDesk *desk, const char *const *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) created = dossier_try_create (desk, values, &error);

  g_assert_no_error (error);
  return g_strdup (created->number);
}

BalieDossierResult *
dossier_edit (BalieDesk *desk,
              const char *number,
              const char *field,
              const char *base,
              const char *value,
              GError **error)
{
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_autofree char *stored = base != NULL ? g_strdup (base) : dossier_dup (desk, number, field);
  BalieEntry entry;
  const char *code = split_field (field, &entry);

  balie_dossier_changes_add (changes, entry, code, stored, value);
  WAIT (balie_dossier_edit_async, desk, number, changes);
  return balie_dossier_edit_finish (desk, result, error);
}

void
dossier_set (BalieDesk *desk, const char *number, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) written = dossier_edit (desk, number, field, NULL, value, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (written->conflicts->len, ==, 0);
}

BalieDossierResult *
dossier_undo (BalieDesk *desk, const char *number, GArray *activity_ids, GError **error)
{
  WAIT (balie_dossier_undo_async, desk, number, activity_ids);
  return balie_dossier_edit_finish (desk, result, error);
}

BalieDossierResult *
dossier_clear (BalieDesk *desk, const char *number, BalieEntry entry, GError **error)
{
  WAIT (balie_dossier_clear_party_async, desk, number, entry);
  return balie_dossier_edit_finish (desk, result, error);
}

BalieDossierResult *
dossier_use (BalieDesk *desk, const char *number, BalieEntry entry, gint64 party_id, GError **error)
{
  WAIT (balie_dossier_use_party_async, desk, number, entry, party_id);
  return balie_dossier_edit_finish (desk, result, error);
}

BalieDossierResult *
dossier_merge (BalieDesk *desk,
               const char *number,
               BalieEntry entry,
               gint64 party_id,
               GError **error)
{
  WAIT (balie_dossier_merge_clients_async, desk, number, entry, party_id);
  return balie_dossier_edit_finish (desk, result, error);
}

BaliePartyPlan *
dossier_plan (BalieDesk *desk,
              const char *number,
              BalieEntry entry,
              const BalieCustomer *customer,
              GError **error)
{
  WAIT (balie_dossier_plan_load_async, desk, number, entry, customer);
  return balie_dossier_plan_load_finish (desk, result, error);
}

BalieDossierResult *
dossier_load (BalieDesk *desk,
              const char *number,
              BalieEntry entry,
              const BaliePartyPlan *plan,
              GError **error)
{
  WAIT (balie_dossier_load_async, desk, number, entry, plan);
  return balie_dossier_edit_finish (desk, result, error);
}

BalieVehiclePlan *
dossier_plan_vehicle (BalieDesk *desk,
                      const char *number,
                      const BalieVehicle *vehicle,
                      GError **error)
{
  WAIT (balie_dossier_plan_vehicle_async, desk, number, vehicle);
  return balie_dossier_plan_vehicle_finish (desk, result, error);
}

BalieDossierResult *
dossier_load_vehicle (BalieDesk *desk,
                      const char *number,
                      const BalieVehiclePlan *plan,
                      GError **error)
{
  WAIT (balie_dossier_load_vehicle_async, desk, number, plan);
  return balie_dossier_edit_finish (desk, result, error);
}

BalieDossierDetail *
dossier_get (BalieDesk *desk, const char *number, GError **error)
{
  WAIT (balie_dossiers_load_async, desk, number);
  return balie_dossiers_load_finish (desk, result, error);
}

BalieParty *
dossier_show_identity (BalieDesk *desk, const char *number, BalieEntry entry, GError **error)
{
  WAIT (balie_dossier_show_identity_async, desk, number, entry);
  return balie_dossier_show_identity_finish (desk, result, error);
}

/* Looking into the database itself */

static gpointer
run_store (BalieDesk *desk, BalieDeskFunc func, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer value;

  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_NONE, func, (gpointer) data, NULL, NULL,
                        NULL, wait_ended_cb, &result);
  value = balie_desk_run_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return value;
}

static gpointer
run_dup_all (BalieDb *db,
             const BalieDeskFacts *facts,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  const BalieDossierQuery query = {
    .filter = BALIE_DOSSIER_FILTER_ALL,
    .manager = "",
    .search = "",
    .sort = BALIE_DOSSIER_SORT_NUMBER,
  };
  g_autoptr (GArray) ids = balie_dossier_table_query (db, &query, error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (*error);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (BalieDossierDraft) draft =
          balie_dossier_draft_open_by_id (db, g_array_index (ids, guint32, i), error);

      g_assert_no_error (*error);
      for (int f = 0; f < BALIE_N_DOSSIER_FIELDS; f++)
        g_string_append_printf (text, "%s|", draft->dossier->values[f]);
      for (int p = 0; p < BALIE_N_PARTIES; p++)
        for (int f = 0; f < BALIE_N_PARTY_FIELDS; f++)
          g_string_append_printf (text, "%s|", draft->parties[p]->values[f]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

char *
dossiers_dup_all (BalieDesk *desk)
{
  return run_store (desk, run_dup_all, NULL);
}

static gpointer
run_get_draft (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  return balie_dossier_draft_open (db, data, error);
}

char *
dossier_dup (BalieDesk *desk, const char *number, const char *field)
{
  g_autoptr (BalieDossierDraft) draft = run_store (desk, run_get_draft, number);
  g_autoptr (GError) error = NULL;
  BalieDossierTarget target;
  BalieEntry entry;
  const char *code = split_field (field, &entry);

  balie_dossier_target_find (&target, entry, code, &error);
  g_assert_no_error (error);
  return g_strdup (balie_dossier_draft_get (draft, &target));
}

void
dossier_assert (BalieDesk *desk, const char *number, const char *field, const char *expected)
{
  g_autofree char *value = dossier_dup (desk, number, field);

  g_assert_cmpstr (value, ==, expected);
}

gint64
dossier_get_party_id (BalieDesk *desk, const char *number, BalieEntry entry)
{
  g_autoptr (BalieDossierDraft) draft = run_store (desk, run_get_draft, number);

  return draft->parties[entry]->id;
}

static gpointer
run_sql (BalieDb *db,
         const BalieDeskFacts *facts,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, data, error);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = FALSE;

  g_assert_no_error (*error);
  while (balie_stmt_step (stmt, &has_row, error) && has_row)
    g_ptr_array_add (texts, g_strdup (balie_stmt_get_text (stmt, 0)));
  g_assert_no_error (*error);
  return texts;
}

GPtrArray *
desk_query (BalieDesk *desk, const char *sql)
{
  return run_store (desk, run_sql, sql);
}

BalieDossierImportResult *
dossiers_import (BalieDesk *desk, const char *text, gboolean dry_run, GError **error)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("balie-XXXXXX.csv", &stream, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  BalieDossierImportResult *report;

  g_assert_true (g_file_replace_contents (file, text, strlen (text), NULL, FALSE,
                                          G_FILE_CREATE_NONE, NULL, NULL, NULL));
  balie_dossier_import_async (desk, file, dry_run, NULL, wait_ended_cb, &result);
  report = balie_dossier_import_finish (desk, wait_for_result (&result), error);
  g_file_delete (file, NULL, NULL);
  return report;
}

BalieCustomer *
make_customer (BalieSource source, const char *first_code, ...)
{
  BalieCustomer *customer = balie_customer_new (source);
  va_list rest;

  va_start (rest, first_code);
  for (const char *code = first_code; code != NULL; code = va_arg (rest, const char *))
    {
      BalieCustomerField field;

      g_assert_true (balie_customer_find_field (code, &field));
      balie_customer_set (customer, field, va_arg (rest, const char *));
    }
  va_end (rest);
  return customer;
}
