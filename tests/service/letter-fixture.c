/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters as an insurer would send them, put into a desk's database, and calls made to wait, for tests. */
#include "config.h"

#include "letter-fixture.h"

#include "balie-desk-run.h"
#include "balie-letter-arrival.h"

static void
replace (char **target, const char *value)
{
  if (value == NULL)
    return;
  g_free (*target);
  *target = g_strdup (value);
}

static BalieTransfer *
make_transfer (const ArrivingLetter *arriving)
{
  BalieTransfer *transfer = balie_transfer_new ();
  BalieLetterDocument *document = balie_letter_document_new ();

  replace (&transfer->code, arriving->code != NULL ? arriving->code : "100005100");
  replace (&transfer->text, arriving->text);
  replace (&transfer->application, arriving->application);
  replace (&transfer->own_application, arriving->own_application);
  replace (&transfer->policy, arriving->policy);
  replace (&transfer->agency, arriving->agency);
  if (arriving->respond_by != 0)
    transfer->respond_by = arriving->respond_by;
  replace (&document->name, "letter.pdf");
  document->data = g_bytes_new_static ("%PDF-1", 6);
  document->n_bytes = 6;
  g_ptr_array_add (transfer->documents, document);
  return transfer;
}

static gpointer
store (BalieDb *db,
       const BalieDeskFacts *facts,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  int n_new = 0;

  balie_letter_arrival_store (db, facts, "Norm", data, &n_new, error);
  return NULL;
}

gboolean
try_arrival (BalieDesk *desk, const ArrivingLetter *arriving, GError **error)
{
  g_autoptr (BalieShipmentContent) content = g_new0 (BalieShipmentContent, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local = NULL;

  content->id = g_strdup (arriving->shipment);
  content->provided_at = arriving->provided_at;
  content->transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_transfer_free);
  g_ptr_array_add (content->transfers, make_transfer (arriving));
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, store, content, NULL, NULL, NULL,
                        wait_ended_cb, &result);
  balie_desk_run_finish (desk, wait_for_result (&result), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
query (BalieDb *db,
       const BalieDeskFacts *facts,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, data, error);
  gboolean has_row = FALSE;

  if (stmt == NULL || !balie_stmt_step (stmt, &has_row, error))
    return NULL;
  return g_strdup (has_row && !balie_stmt_is_null (stmt, 0) ? balie_stmt_get_text (stmt, 0) : "");
}

char *
dup_query (BalieDesk *desk, const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, query, (gpointer) sql, NULL,
                        g_free, NULL, wait_ended_cb, &result);
  text = balie_desk_run_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return text;
}

gint64
arrive (BalieDesk *desk, const ArrivingLetter *arriving)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  try_arrival (desk, arriving, &error);
  g_assert_no_error (error);
  id = dup_query (desk, "SELECT max(id) FROM letter");
  return g_ascii_strtoll (id, NULL, 10);
}

BalieLetterDetail *
load_letter (BalieDesk *desk, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_letters_load_async (desk, id, NULL, wait_ended_cb, &result);
  return balie_letters_load_finish (desk, wait_for_result (&result), error);
}

BalieLetter *
get_letter (BalieDesk *desk, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterDetail) detail = load_letter (desk, id, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&detail->letter);
}

void
put_person (BalieDesk *desk,
            const char *login,
            BalieRoles roles,
            gboolean administrator,
            BalieSight sight,
            const char *agencies)
{
  g_autoptr (BalieUser) user = balie_user_new (login);
  g_autoptr (GError) error = NULL;

  user->roles = roles;
  user->administrator = administrator;
  user->sight = sight;
  g_free (user->agencies);
  user->agencies = g_strdup (agencies);
  g_free (user->email);
  user->email = g_strdup_printf ("%s@dealer.example", login);
  desk_put_user (desk, user, &error);
  g_assert_no_error (error);
}

char *
dup_noted (BalieDesk *desk, gint64 letter_id)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT group_concat (login, ' ') FROM (SELECT login FROM letter_notice WHERE letter_id = "
      "%" G_GINT64_FORMAT " ORDER BY login)",
      letter_id);

  return dup_query (desk, sql);
}

BalieLettersResult *
mark (BalieDesk *desk, const gint64 *ids, gsize n_ids, BalieLetterState state, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_letters_mark_async (desk, ids, n_ids, state, NULL, wait_ended_cb, &result);
  return balie_letters_change_finish (desk, wait_for_result (&result), error);
}
