/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "customer_import": one row at a time, and lists. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-customer-import-row-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-json.h"
#include "balie-sql.h"
#include "balie-text.h"

static const char *const state_codes[BALIE_N_IMPORT_STATES] = {
  [BALIE_IMPORT_WAITING] = "waiting", [BALIE_IMPORT_SENDING] = "sending",
  [BALIE_IMPORT_UNKNOWN] = "unknown", [BALIE_IMPORT_DONE] = "done",
  [BALIE_IMPORT_FAILED] = "failed",
};

static const char insert_sql[] =
    "INSERT INTO customer_import (state, source, customer, person_key, number, reason, problem, "
    "attempts, next_attempt_at, claimed_by, claimed_at, actor, updated_at, key, created_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";

static const char update_sql[] =
    "UPDATE customer_import SET state = ?1, source = ?2, customer = ?3, person_key = ?4, "
    "number = ?5, reason = ?6, problem = ?7, attempts = ?8, next_attempt_at = ?9, "
    "claimed_by = ?10, claimed_at = ?11, actor = ?12, updated_at = ?13 "
    "WHERE key = ?14 AND state = ?15";

/* Every text member, so that none is forgotten in new, copy or free. */
static const gsize text_offsets[] = {
  G_STRUCT_OFFSET (BalieCustomerImport, key),     G_STRUCT_OFFSET (BalieCustomerImport, person_key),
  G_STRUCT_OFFSET (BalieCustomerImport, number),  G_STRUCT_OFFSET (BalieCustomerImport, reason),
  G_STRUCT_OFFSET (BalieCustomerImport, problem), G_STRUCT_OFFSET (BalieCustomerImport, claimed_by),
  G_STRUCT_OFFSET (BalieCustomerImport, actor),
};

static char **
get_text_member (BalieCustomerImport *self, gsize index)
{
  return (char **) ((char *) self + text_offsets[index]);
}

/**
 * balie_import_state_to_code:
 * @state: a state
 *
 * Returns: its name in the database and on the command line
 */
const char *
balie_import_state_to_code (BalieImportState state)
{
  g_return_val_if_fail ((guint) state < BALIE_N_IMPORT_STATES, "unknown");

  return state_codes[state];
}

static BalieImportState
get_state (const char *code)
{
  for (int i = 0; i < BALIE_N_IMPORT_STATES; i++)
    if (strcmp (code, state_codes[i]) == 0)
      return (BalieImportState) i;
  return BALIE_IMPORT_UNKNOWN;
}

/* The number that the source has given, else name and whatever tells two of that name apart. */
static char *
make_person_key (const BalieCustomer *customer)
{
  static const BalieCustomerField parts[] = {
    BALIE_CUSTOMER_LAST_NAME, BALIE_CUSTOMER_FIRST_NAME, BALIE_CUSTOMER_POSTCODE,
    BALIE_CUSTOMER_ADDRESS,   BALIE_CUSTOMER_EMAIL,      BALIE_CUSTOMER_PHONE,
    BALIE_CUSTOMER_MOBILE,
  };
  GString *key = g_string_new (balie_source_to_code (customer->source));
  const char *number = customer->values[BALIE_CUSTOMER_NUMBER];

  if (*number)
    {
      g_string_append_printf (key, "#%s", number);
      return g_string_free (key, FALSE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folded = balie_text_fold (customer->values[parts[i]]);

      g_string_append_printf (key, "|%s", folded);
    }
  return g_string_free (key, FALSE);
}

static BalieCustomerImport *
new_empty (void)
{
  BalieCustomerImport *self = g_new0 (BalieCustomerImport, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    *get_text_member (self, i) = g_strdup ("");
  return self;
}

static void
set_text (char **member, char *text)
{
  g_free (*member);
  *member = text;
}

/**
 * balie_customer_import_new:
 * @customer: whom to make in Driver2
 *
 * Returns: (transfer full): a waiting import with a key of its own; the customer without VAT number,
 *   which Driver2 refuses
 */
BalieCustomerImport *
balie_customer_import_new (const BalieCustomer *customer)
{
  BalieCustomerImport *self = new_empty ();

  set_text (&self->key, g_uuid_string_random ());
  set_text (&self->person_key, make_person_key (customer));
  self->customer = balie_customer_copy (customer);
  set_text (&self->customer->values[BALIE_CUSTOMER_VAT_NUMBER], g_strdup (""));
  return self;
}

/**
 * balie_customer_import_copy:
 * @self: (nullable): an import
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieCustomerImport *
balie_customer_import_copy (const BalieCustomerImport *self)
{
  BalieCustomerImport *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieCustomerImport, 1);
  *copy = *self;
  copy->customer = balie_customer_copy (self->customer);
  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    *get_text_member (copy, i) = g_strdup (*get_text_member (copy, i));
  return copy;
}

/**
 * balie_customer_import_free:
 * @self: (nullable) (transfer full): an import
 */
void
balie_customer_import_free (BalieCustomerImport *self)
{
  if (!self)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    g_free (*get_text_member (self, i));
  g_clear_pointer (&self->customer, balie_customer_free);
  g_free (self);
}

static char *
dup_customer_json (const BalieCustomer *customer)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (JsonObject) object = balie_customer_to_json (customer);

  json_node_init_object (node, object);
  return balie_json_to_text (node, FALSE);
}

static BalieCustomer *
read_customer (const char *source_code, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = balie_json_parse (json, strlen (json), error);
  BalieSource source = BALIE_SOURCE_NONE;

  if (!node)
    return NULL;
  balie_source_from_code (source_code, &source);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return balie_customer_from_json (json_node_get_object (node), source, error);
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_DAMAGED, _ ("The database file is damaged"));
  return NULL;
}

static BalieCustomerImport *
read_import (BalieStmt *stmt, GError **error)
{
  g_autoptr (BalieCustomerImport) import = new_empty ();
  int i = 0;

  set_text (&import->key, g_strdup (balie_stmt_get_text (stmt, i++)));
  import->state = get_state (balie_stmt_get_text (stmt, i++));
  import->customer =
      read_customer (balie_stmt_get_text (stmt, i), balie_stmt_get_text (stmt, i + 1), error);
  if (!import->customer)
    return NULL;
  i += 2;
  set_text (&import->person_key, g_strdup (balie_stmt_get_text (stmt, i++)));
  set_text (&import->number, g_strdup (balie_stmt_get_text (stmt, i++)));
  set_text (&import->reason, g_strdup (balie_stmt_get_text (stmt, i++)));
  set_text (&import->problem, g_strdup (balie_stmt_get_text (stmt, i++)));
  import->attempts = (int) balie_stmt_get_int (stmt, i++);
  import->next_attempt_at = balie_stmt_get_int (stmt, i++);
  set_text (&import->claimed_by, g_strdup (balie_stmt_get_text (stmt, i++)));
  import->claimed_at = balie_stmt_get_int (stmt, i++);
  set_text (&import->actor, g_strdup (balie_stmt_get_text (stmt, i++)));
  import->created_at = balie_stmt_get_int (stmt, i++);
  import->updated_at = balie_stmt_get_int (stmt, i++);
  return g_steal_pointer (&import);
}

GPtrArray *
balie_customer_imports_read (BalieStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) imports =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_customer_import_free);
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      BalieCustomerImport *import;

      if (!has_row)
        return g_steal_pointer (&imports);
      import = read_import (stmt, error);
      if (!import)
        return NULL;
      g_ptr_array_add (imports, import);
    }
  return NULL;
}

/* Binds what insert and update have in common: parameters 1 to 14. */
static int
bind_import (BalieStmt *stmt, const BalieCustomerImport *import, const char *customer)
{
  int i = 1;

  balie_stmt_bind_text (stmt, i++, balie_import_state_to_code (import->state));
  balie_stmt_bind_text (stmt, i++, balie_source_to_code (import->customer->source));
  balie_stmt_bind_text (stmt, i++, customer);
  balie_stmt_bind_text (stmt, i++, import->person_key);
  balie_stmt_bind_text (stmt, i++, import->number);
  balie_stmt_bind_text (stmt, i++, import->reason);
  balie_stmt_bind_text (stmt, i++, import->problem);
  balie_stmt_bind_int (stmt, i++, import->attempts);
  balie_stmt_bind_int (stmt, i++, import->next_attempt_at);
  balie_stmt_bind_text (stmt, i++, import->claimed_by);
  balie_stmt_bind_int (stmt, i++, import->claimed_at);
  balie_stmt_bind_text (stmt, i++, import->actor);
  balie_stmt_bind_int (stmt, i++, import->updated_at);
  balie_stmt_bind_text (stmt, i++, import->key);
  return i;
}

/**
 * balie_customer_import_table_insert:
 * @db: a connection, in a writing transaction
 * @import: a new import
 * @error: return location; CONFLICT when the person has one that did not fail
 *
 * Returns: whether it was written
 */
gboolean
balie_customer_import_table_insert (BalieDb *db, const BalieCustomerImport *import, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, insert_sql, error);
  g_autofree char *customer = NULL;
  int i;

  if (!stmt)
    return FALSE;
  customer = dup_customer_json (import->customer);
  i = bind_import (stmt, import, customer);
  balie_stmt_bind_int (stmt, i, import->created_at);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "imports", 0);
  return TRUE;
}

/**
 * balie_customer_import_table_update:
 * @db: a connection, in a writing transaction
 * @import: as it shall be
 * @expected: the state it must still have
 * @error: return location; CONFLICT when it has another one, or the person has another import now
 *
 * Returns: whether it was written
 */
gboolean
balie_customer_import_table_update (BalieDb *db,
                                    const BalieCustomerImport *import,
                                    BalieImportState expected,
                                    GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, update_sql, error);
  g_autofree char *customer = NULL;
  int i;

  if (!stmt)
    return FALSE;
  customer = dup_customer_json (import->customer);
  i = bind_import (stmt, import, customer);
  balie_stmt_bind_text (stmt, i, balie_import_state_to_code (expected));
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) == 0)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                           _ ("The import was changed by someone else meanwhile"));
      return FALSE;
    }
  balie_db_note_change (db, "imports", 0);
  return TRUE;
}

static BalieCustomerImport *
get_one (BalieDb *db, const char *sql, const char *value, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, value);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return read_import (stmt, error);
}

/**
 * balie_customer_import_table_get:
 * @db: a connection
 * @key: its key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the import; %NULL without error when there is none
 */
BalieCustomerImport *
balie_customer_import_table_get (BalieDb *db, const char *key, GError **error)
{
  return get_one (db, BALIE_IMPORT_SELECT "WHERE key = ?1", key, error);
}

/**
 * balie_customer_import_table_find_person:
 * @db: a connection
 * @person_key: the person's key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the person's import that did not fail; %NULL without error
 *   when there is none
 */
BalieCustomerImport *
balie_customer_import_table_find_person (BalieDb *db, const char *person_key, GError **error)
{
  return get_one (db, BALIE_IMPORT_SELECT "WHERE person_key = ?1 AND state <> 'failed'", person_key,
                  error);
}

/**
 * balie_customer_import_table_list:
 * @db: a connection
 * @open_only: without those that are done or failed
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieCustomerImport): newest first
 */
GPtrArray *
balie_customer_import_table_list (BalieDb *db, gboolean open_only, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      open_only ? BALIE_IMPORT_SELECT "WHERE state IN ('waiting', 'sending', 'unknown') "
                                      "ORDER BY created_at DESC, key LIMIT ?1"
                : BALIE_IMPORT_SELECT "ORDER BY created_at DESC, key LIMIT ?1",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, limit ? (gint64) limit : G_MAXINT64);
  return balie_customer_imports_read (stmt, error);
}
