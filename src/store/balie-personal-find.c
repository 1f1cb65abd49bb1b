/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one person's data stand: parties, history, orders, imports into Driver2, kept answers and
 * letters. Free texts (remarks and notes of dossiers and of other parties) are not searched: that a
 * name stands in them says not whose it is. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-personal-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-customer-import-row-sql.h"
#include "balie-error.h"
#include "balie-json.h"
#include "balie-personal-letters.h"
#include "balie-sql.h"
#include "balie-text.h"

/* Every text member, so that none is forgotten in new, copy or free. */
static const gsize key_offsets[] = {
  G_STRUCT_OFFSET (BaliePersonKey, client_number),
  G_STRUCT_OFFSET (BaliePersonKey, external_reference),
  G_STRUCT_OFFSET (BaliePersonKey, last_name),
  G_STRUCT_OFFSET (BaliePersonKey, first_name),
  G_STRUCT_OFFSET (BaliePersonKey, email),
  G_STRUCT_OFFSET (BaliePersonKey, phone),
  G_STRUCT_OFFSET (BaliePersonKey, postcode),
};

static char **
get_text_member (BaliePersonKey *self, gsize index)
{
  return (char **) ((char *) self + key_offsets[index]);
}

/**
 * balie_person_key_new:
 *
 * Returns: (transfer full): a key of empty texts
 */
BaliePersonKey *
balie_person_key_new (void)
{
  BaliePersonKey *self = g_new0 (BaliePersonKey, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (key_offsets); i++)
    *get_text_member (self, i) = g_strdup ("");
  return self;
}

/**
 * balie_person_key_copy:
 * @self: (nullable): a key
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BaliePersonKey *
balie_person_key_copy (const BaliePersonKey *self)
{
  BaliePersonKey *copy;

  if (!self)
    return NULL;
  copy = g_new (BaliePersonKey, 1);
  *copy = *self;
  for (gsize i = 0; i < G_N_ELEMENTS (key_offsets); i++)
    *get_text_member (copy, i) = g_strdup (*get_text_member (copy, i));
  return copy;
}

/**
 * balie_person_key_free:
 * @self: (nullable) (transfer full): a key
 */
void
balie_person_key_free (BaliePersonKey *self)
{
  if (!self)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (key_offsets); i++)
    g_free (*get_text_member (self, i));
  g_free (self);
}

/**
 * balie_person_key_check:
 * @self: a key
 * @error: return location; INVALID_INPUT
 *
 * Returns: whether it is enough to recognise one person by: a number, or a last name with e-mail
 *   address, phone number or postcode
 */
gboolean
balie_person_key_check (const BaliePersonKey *self, GError **error)
{
  gboolean has_contact = !balie_text_is_empty (self->email) || !balie_text_is_empty (self->phone) ||
                         !balie_text_is_empty (self->postcode);

  if (!balie_text_is_empty (self->client_number) ||
      !balie_text_is_empty (self->external_reference) ||
      (!balie_text_is_empty (self->last_name) && has_contact))
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       _ ("Give a client number, an external reference, or a last name with an "
                          "e-mail address, a phone number or a postcode"));
  return FALSE;
}

/**
 * balie_person_places_free:
 * @self: (nullable) (transfer full): places
 */
void
balie_person_places_free (BaliePersonPlaces *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->party_ids, g_array_unref);
  g_clear_pointer (&self->activity_ids, g_array_unref);
  g_clear_pointer (&self->order_ids, g_array_unref);
  g_clear_pointer (&self->letter_ids, g_array_unref);
  g_clear_pointer (&self->order_letter_ids, g_array_unref);
  g_clear_pointer (&self->imports, g_ptr_array_unref);
  g_free (self);
}

static BaliePersonPlaces *
new_places (void)
{
  BaliePersonPlaces *self = g_new0 (BaliePersonPlaces, 1);

  self->party_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->activity_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->order_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->letter_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->order_letter_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->imports = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
add_id (GArray *ids, gint64 id)
{
  g_array_append_val (ids, id);
}

/* An entry of a dossier's panel, as a key. */
static char *
make_entry_key (const char *dossier_number, const char *entry)
{
  return g_strconcat (dossier_number, "\n", entry, NULL);
}

/* What the history of each entry says of the person, in bits. */
static GHashTable *
read_history (BalieDb *db, const BaliePersonMatch *match, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT dossier_number, entry, field, old_value, new_value FROM activity WHERE "
      "dossier_number <> '' AND entry <> '' AND field IN ('client_number', 'external_reference', "
      "'last_name', 'first_name', 'email', 'phone', 'mobile', 'postcode')",
      error);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_row = FALSE;

  while (stmt && balie_stmt_step (stmt, &has_row, error))
    {
      const char *field;
      guint says;
      char *key;

      if (!has_row)
        return g_steal_pointer (&entries);
      field = balie_stmt_get_text (stmt, 2);
      says = balie_person_match_read_value (match, field, balie_stmt_get_text (stmt, 3)) |
             balie_person_match_read_value (match, field, balie_stmt_get_text (stmt, 4));
      if (says == 0)
        continue;
      key = make_entry_key (balie_stmt_get_text (stmt, 0), balie_stmt_get_text (stmt, 1));
      says |= GPOINTER_TO_UINT (g_hash_table_lookup (entries, key));
      g_hash_table_replace (entries, key, GUINT_TO_POINTER (says));
    }
  return NULL;
}

/* The history of one entry, as far as it has values. */
static gboolean
add_history (BalieDb *db,
             const char *dossier_number,
             const char *entry,
             GArray *ids,
             GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT id FROM activity WHERE dossier_number <> '' AND dossier_number = ?1 "
      "AND entry = ?2 AND (old_value <> '' OR new_value <> '') ORDER BY id",
      error);
  g_autoptr (GArray) more = NULL;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, dossier_number);
  balie_stmt_bind_text (stmt, 2, entry);
  more = balie_stmt_read_ids (stmt, error);
  if (!more)
    return FALSE;
  g_array_append_vals (ids, more->data, more->len);
  return TRUE;
}

static gboolean
find_history (BalieDb *db,
              const BaliePersonMatch *match,
              GHashTable *entries,
              BaliePersonPlaces *places,
              GError **error)
{
  GHashTableIter iter;
  gpointer key, says;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &key, &says))
    {
      g_auto (GStrv) parts = g_strsplit (key, "\n", 2);

      if (balie_person_match_is_said (match, GPOINTER_TO_UINT (says)) &&
          !add_history (db, parts[0], parts[1], places->activity_ids, error))
        return FALSE;
    }
  return TRUE;
}

/* The history of a party is the person's whatever it says. */
static gboolean
add_party (BalieDb *db,
           const BalieParty *party,
           BaliePersonPlaces *places,
           GHashTable *entries,
           GError **error)
{
  g_autoptr (BalieDossier) dossier = balie_dossier_table_get_by_id (db, party->dossier_id, error);

  if (!dossier)
    return FALSE;
  add_id (places->party_ids, party->id);
  g_hash_table_replace (
      entries,
      make_entry_key (dossier->values[BALIE_DOSSIER_NUMBER], balie_entry_to_code (party->entry)),
      GUINT_TO_POINTER (BALIE_PERSON_SAYS_NUMBER));
  return TRUE;
}

static gboolean
find_orders (BalieDb *db, const BaliePersonMatch *match, BaliePersonPlaces *places, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT id FROM orders WHERE customer_key = ?1 ORDER BY id", error);
  GHashTableIter iter;
  gpointer name;

  if (!stmt)
    return FALSE;
  g_hash_table_iter_init (&iter, match->full_names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr (GArray) ids = NULL;

      balie_stmt_bind_text (stmt, 1, name);
      ids = balie_stmt_read_ids (stmt, error);
      if (!ids)
        return FALSE;
      g_array_append_vals (places->order_ids, ids->data, ids->len);
      balie_stmt_rewind (stmt);
    }
  return TRUE;
}

static gboolean
is_waited_for (const BalieCustomerImport *import, const GPtrArray *parties)
{
  for (guint i = 0; i < parties->len; i++)
    {
      const BalieParty *party = g_ptr_array_index (parties, i);

      if (strcmp (party->values[BALIE_PARTY_IMPORT], import->key) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_imports (BalieDb *db,
              const BaliePersonMatch *match,
              const GPtrArray *parties,
              BaliePersonPlaces *places,
              GError **error)
{
  g_autoptr (GPtrArray) imports = balie_customer_import_table_list (db, FALSE, 0, error);

  if (!imports)
    return FALSE;
  for (guint i = 0; i < imports->len; i++)
    {
      const BalieCustomerImport *import = g_ptr_array_index (imports, i);
      g_autofree char *number = balie_text_fold (import->number);

      if (is_waited_for (import, parties) ||
          balie_person_match_has_customer (match, import->customer) ||
          (*number && g_hash_table_contains (match->references, number)))
        g_ptr_array_add (places->imports, g_strdup (import->key));
    }
  return TRUE;
}

static gboolean
has_customer (const BaliePersonMatch *match, const char *json, BalieSource source)
{
  g_autoptr (JsonNode) node = balie_json_parse (json, strlen (json), NULL);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autoptr (BalieCustomer) customer =
          JSON_NODE_HOLDS_OBJECT (element)
              ? balie_customer_from_json (json_node_get_object (element), source, NULL)
              : NULL;

      if (customer && balie_person_match_has_customer (match, customer))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
balie_person_match_find_answers (BalieDb *db, const BaliePersonMatch *match, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT source, question, page, customers FROM search_answer", error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gboolean has_row = FALSE;

  while (stmt && balie_stmt_step (stmt, &has_row, error))
    {
      const char *source_code = balie_stmt_get_text (stmt, 0);
      BalieSource source = BALIE_SOURCE_NONE;

      if (!has_row)
        return g_steal_pointer (&answers);
      balie_source_from_code (source_code, &source);
      if (balie_person_match_has_question (match, balie_stmt_get_text (stmt, 1)) ||
          has_customer (match, balie_stmt_get_text (stmt, 3), source))
        {
          const char *const answer[] = { source_code, balie_stmt_get_text (stmt, 1),
                                         balie_stmt_get_text (stmt, 2), NULL };

          g_ptr_array_add (answers, g_strdupv ((char **) answer));
        }
    }
  return NULL;
}

BaliePersonMatch *
balie_person_match_learn (BalieDb *db,
                          const BaliePersonKey *key,
                          GPtrArray **parties,
                          GError **error)
{
  g_autoptr (BaliePersonMatch) match = balie_person_match_new (key);
  g_autoptr (GPtrArray) found = balie_person_match_find_parties (db, key, match, error);

  if (!found)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    balie_person_match_add_party (match, g_ptr_array_index (found, i));
  *parties = g_steal_pointer (&found);
  return g_steal_pointer (&match);
}

/**
 * balie_person_places_find:
 * @db: a connection
 * @key: by what the person is recognised
 * @error: return location; INVALID_INPUT
 *
 * Parties are recognised by the key alone; history, orders, imports and kept answers also by what the
 * parties that were found say of the person. Reads the history of all dossiers through.
 *
 * Returns: (transfer full) (nullable): where the person's data stand
 */
BaliePersonPlaces *
balie_person_places_find (BalieDb *db, const BaliePersonKey *key, GError **error)
{
  g_autoptr (GPtrArray) parties = NULL;
  g_autoptr (BaliePersonMatch) match = NULL;
  g_autoptr (BaliePersonPlaces) places = new_places ();
  g_autoptr (GHashTable) entries = NULL;
  g_autoptr (GPtrArray) answers = NULL;

  if (!balie_person_key_check (key, error))
    return NULL;
  match = balie_person_match_learn (db, key, &parties, error);
  entries = match ? read_history (db, match, error) : NULL;
  if (!entries)
    return NULL;
  for (guint i = 0; i < parties->len; i++)
    if (!add_party (db, g_ptr_array_index (parties, i), places, entries, error))
      return NULL;
  if (!find_history (db, match, entries, places, error) ||
      !find_orders (db, match, places, error) ||
      !find_imports (db, match, parties, places, error) ||
      !balie_personal_letters_find (db, places, error))
    return NULL;
  answers = balie_person_match_find_answers (db, match, error);
  if (!answers)
    return NULL;
  places->n_answers = answers->len;
  return g_steal_pointer (&places);
}
