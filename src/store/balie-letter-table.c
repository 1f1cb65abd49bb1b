/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "letter" and "letter_document": one letter at a time. Lists are in balie-letter-query.c. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-letter-table.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-letter-row.h"
#include "balie-notification-rules.h"
#include "balie-search-index.h"

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

BalieLetter *
balie_letter_row_read (BalieStmt *stmt)
{
  BalieLetter *letter = balie_letter_new ();
  char **const texts[] = { &letter->insurer, &letter->shipment, NULL, &letter->code,
                           &letter->title };

  letter->id = balie_stmt_get_int (stmt, 0);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    {
      if (texts[i])
        read_text (stmt, i + 1, texts[i]);
    }
  letter->transfer = (int) balie_stmt_get_int (stmt, 3);
  balie_letter_kind_from_code (balie_stmt_get_text (stmt, 6), &letter->kind);
  balie_letter_category_from_code (balie_stmt_get_text (stmt, 7), &letter->category);
  letter->urgency = (int) CLAMP (balie_stmt_get_int (stmt, 8), 0, 3);
  read_text (stmt, 9, &letter->application);
  read_text (stmt, 10, &letter->policy);
  read_text (stmt, 11, &letter->partner);
  read_text (stmt, 12, &letter->agency);
  read_text (stmt, 13, &letter->evb);
  read_text (stmt, 14, &letter->plate);
  letter->received_at = balie_stmt_get_int (stmt, 15);
  letter->respond_by = balie_stmt_get_date (stmt, 16);
  letter->state =
      g_str_equal (balie_stmt_get_text (stmt, 17), "done") ? BALIE_LETTER_DONE : BALIE_LETTER_OPEN;
  read_text (stmt, 18, &letter->done_by);
  letter->done_at = balie_stmt_get_int (stmt, 19);
  read_text (stmt, 20, &letter->order_number);
  read_text (stmt, 21, &letter->dossier_number);
  read_text (stmt, 22, &letter->linked_by);
  return letter;
}

GPtrArray *
balie_letter_rows_read (BalieStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) letters =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_free);
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&letters);
      g_ptr_array_add (letters, balie_letter_row_read (stmt));
    }
  return NULL;
}

/* Parameters 1 to 18: what may change; @search must stay until the statement ran. */
static void
bind_changeable (BalieStmt *stmt, const BalieLetter *letter, const char *search)
{
  balie_stmt_bind_text (stmt, 1, letter->title);
  balie_stmt_bind_text (stmt, 2, balie_letter_kind_to_code (letter->kind));
  balie_stmt_bind_text (stmt, 3, balie_letter_category_to_code (letter->category));
  balie_stmt_bind_int (stmt, 4, letter->urgency);
  balie_stmt_bind_text (stmt, 5, letter->application);
  balie_stmt_bind_text (stmt, 6, letter->policy);
  balie_stmt_bind_text (stmt, 7, letter->partner);
  balie_stmt_bind_text (stmt, 8, letter->agency);
  balie_stmt_bind_text (stmt, 9, letter->evb);
  balie_stmt_bind_text (stmt, 10, letter->plate);
  balie_stmt_bind_date (stmt, 11, letter->respond_by);
  balie_stmt_bind_text (stmt, 12, letter->state == BALIE_LETTER_DONE ? "done" : "open");
  balie_stmt_bind_text (stmt, 13, letter->done_by);
  balie_stmt_bind_int (stmt, 14, letter->done_at);
  balie_stmt_bind_text (stmt, 15, letter->order_number);
  balie_stmt_bind_text (stmt, 16, letter->dossier_number);
  balie_stmt_bind_text (stmt, 17, letter->linked_by);
  balie_stmt_bind_text (stmt, 18, search);
}

static gboolean
insert_document (BalieDb *db,
                 gint64 letter_id,
                 guint position,
                 BalieLetterDocument *document,
                 GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO letter_document (letter_id, position, name, type, n_bytes, data) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, letter_id);
  balie_stmt_bind_int (stmt, 2, position);
  balie_stmt_bind_text (stmt, 3, document->name);
  balie_stmt_bind_text (stmt, 4, document->type);
  balie_stmt_bind_int (stmt, 5, document->n_bytes);
  balie_stmt_bind_bytes (stmt, 6, document->data);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  document->id = balie_db_get_last_id (db);
  return TRUE;
}

static gboolean
insert_row (BalieDb *db, BalieLetter *letter, GError **error)
{
  g_autofree char *search = balie_letter_dup_search_text (letter);
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO letter (title, kind, category, urgency, application, policy, partner, agency, "
      "evb, plate, respond_by, state, done_by, done_at, order_number, dossier_number, linked_by, "
      "search, insurer, shipment, transfer, code, received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
      "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
      error);

  if (!stmt)
    return FALSE;
  bind_changeable (stmt, letter, search);
  balie_stmt_bind_text (stmt, 19, letter->insurer);
  balie_stmt_bind_text (stmt, 20, letter->shipment);
  balie_stmt_bind_int (stmt, 21, letter->transfer);
  balie_stmt_bind_text (stmt, 22, letter->code);
  balie_stmt_bind_int (stmt, 23, letter->received_at);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  letter->id = balie_db_get_last_id (db);
  return TRUE;
}

/**
 * balie_letter_table_insert:
 * @db: a connection, in a writing transaction
 * @letter: with the documents' data; gets its id and theirs
 * @error: return location; CONFLICT when insurer, shipment and transfer are there already
 *
 * Returns: whether it was written
 */
gboolean
balie_letter_table_insert (BalieDb *db, BalieLetter *letter, GError **error)
{
  g_autofree char *search = NULL;

  if (!insert_row (db, letter, error))
    return FALSE;
  for (guint i = 0; i < letter->documents->len; i++)
    {
      if (!insert_document (db, letter->id, i, g_ptr_array_index (letter->documents, i), error))
        return FALSE;
    }
  balie_db_note_change (db, "letters", letter->id);
  search = balie_letter_dup_search_text (letter);
  return balie_search_index_replace (db, BALIE_FIND_LETTER, letter->id, NULL, search, error);
}

static gboolean
set_not_found (GError **error)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no such letter."));
  return FALSE;
}

/**
 * balie_letter_table_update:
 * @db: a connection, in a writing transaction
 * @letter: as it shall be; code, documents and where it came from stay as they are
 * @error: return location; NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
balie_letter_table_update (BalieDb *db, const BalieLetter *letter, GError **error)
{
  g_autofree char *search = balie_letter_dup_search_text (letter);
  g_autofree char *old_search = NULL;
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "UPDATE letter SET title = ?1, kind = ?2, category = ?3, urgency = ?4, application = ?5, "
      "policy = ?6, partner = ?7, agency = ?8, evb = ?9, plate = ?10, respond_by = ?11, "
      "state = ?12, done_by = ?13, done_at = ?14, order_number = ?15, dossier_number = ?16, "
      "linked_by = ?17, search = ?18 WHERE id = ?19",
      error);

  if (!stmt || !balie_search_index_dup_text (db, BALIE_FIND_LETTER, letter->id, &old_search, error))
    return FALSE;
  bind_changeable (stmt, letter, search);
  balie_stmt_bind_int (stmt, 19, letter->id);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) == 0)
    return set_not_found (error);
  balie_db_note_change (db, "letters", letter->id);
  return balie_search_index_replace (db, BALIE_FIND_LETTER, letter->id, old_search, search, error);
}

/**
 * balie_letter_table_load_documents:
 * @db: a connection
 * @letter: stored, its documents not loaded yet
 * @error: return location
 *
 * Returns: whether the documents, without data, are in the letter
 */
gboolean
balie_letter_table_load_documents (BalieDb *db, BalieLetter *letter, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT id, name, type, n_bytes FROM letter_document WHERE letter_id = ?1 ORDER BY position",
      error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, letter->id);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      BalieLetterDocument *document;

      if (!has_row)
        return TRUE;
      document = balie_letter_document_new ();
      document->id = balie_stmt_get_int (stmt, 0);
      read_text (stmt, 1, &document->name);
      read_text (stmt, 2, &document->type);
      document->n_bytes = balie_stmt_get_int (stmt, 3);
      g_ptr_array_add (letter->documents, document);
    }
  return FALSE;
}

/**
 * balie_letter_table_get:
 * @db: a connection
 * @id: the letter's
 * @viewer: (nullable): whose sight limits it, %NULL for the program itself
 * @error: return location; NOT_FOUND, also when @viewer may not see it
 *
 * Returns: (transfer full) (nullable): the letter, its documents without data
 */
BalieLetter *
balie_letter_table_get (BalieDb *db, gint64 id, const BalieUser *viewer, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT " BALIE_LETTER_COLUMNS " FROM letter WHERE id = ?1", error);
  g_autoptr (BalieLetter) letter = NULL;
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, id);
  if (!balie_stmt_step (stmt, &has_row, error))
    return NULL;
  if (has_row)
    letter = balie_letter_row_read (stmt);
  if (!letter || (viewer && !balie_notification_sees (viewer, letter->agency)))
    {
      set_not_found (error);
      return NULL;
    }
  return balie_letter_table_load_documents (db, letter, error) ? g_steal_pointer (&letter) : NULL;
}

/**
 * balie_letter_table_get_document:
 * @db: a connection
 * @letter_id: the letter's
 * @document_id: one of its documents
 * @viewer: (nullable): as of balie_letter_table_get()
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the document with its data
 */
BalieLetterDocument *
balie_letter_table_get_document (BalieDb *db,
                                 gint64 letter_id,
                                 gint64 document_id,
                                 const BalieUser *viewer,
                                 GError **error)
{
  g_autoptr (BalieLetter) letter = balie_letter_table_get (db, letter_id, viewer, error);
  g_autoptr (BalieStmt) stmt = NULL;
  BalieLetterDocument *document;
  gboolean has_row = FALSE;

  if (!letter)
    return NULL;
  stmt = balie_db_prepare (
      db,
      "SELECT id, name, type, n_bytes, data FROM letter_document WHERE letter_id = ?1 AND id = ?2",
      error);
  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, letter_id);
  balie_stmt_bind_int (stmt, 2, document_id);
  if (!balie_stmt_step (stmt, &has_row, error))
    return NULL;
  if (!has_row)
    {
      set_not_found (error);
      return NULL;
    }
  document = balie_letter_document_new ();
  document->id = balie_stmt_get_int (stmt, 0);
  read_text (stmt, 1, &document->name);
  read_text (stmt, 2, &document->type);
  document->n_bytes = balie_stmt_get_int (stmt, 3);
  document->data = balie_stmt_dup_bytes (stmt, 4);
  return document;
}

/**
 * balie_letter_table_find_related:
 * @db: a connection
 * @insurer: name of the insurer
 * @application: application number, may be ""
 * @policy: policy number, may be ""
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieLetter): letters of the same application or
 *   policy, oldest first, without documents
 */
GPtrArray *
balie_letter_table_find_related (BalieDb *db,
                                 const char *insurer,
                                 const char *application,
                                 const char *policy,
                                 GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT " BALIE_LETTER_COLUMNS " FROM letter WHERE id IN ("
      "SELECT id FROM letter WHERE insurer = ?1 AND application = ?2 AND application <> '' "
      "UNION SELECT id FROM letter WHERE insurer = ?1 AND policy = ?3 AND policy <> '') "
      "ORDER BY received_at, id",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, insurer);
  balie_stmt_bind_text (stmt, 2, application);
  balie_stmt_bind_text (stmt, 3, policy);
  return balie_letter_rows_read (stmt, error);
}
