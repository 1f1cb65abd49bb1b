/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's data as JSON: every value there is, identity data and history, too. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-personal-export.h"

#include "balie-customer-import-table.h"
#include "balie-dossier-table.h"
#include "balie-json.h"
#include "balie-letter-table.h"
#include "balie-order-table.h"
#include "balie-other-tables.h"

static void
set_moment (JsonObject *object, const char *name, gint64 unix_seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (unix_seconds);
  g_autofree char *text = moment != NULL ? g_date_time_format_iso8601 (moment) : g_strdup ("");

  json_object_set_string_member (object, name, text);
}

static void
set_values (JsonObject *object, const BalieParty *party)
{
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    json_object_set_string_member (object, balie_party_get_spec (i)->code, party->values[i]);
}

static gboolean
add_parties (BalieDb *db, GArray *ids, JsonArray *array, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (BalieParty) party =
          balie_party_table_get_by_id (db, g_array_index (ids, gint64, i), error);
      g_autoptr (BalieDossier) dossier = NULL;
      JsonObject *object;

      if (party == NULL)
        return FALSE;
      dossier = balie_dossier_table_get_by_id (db, party->dossier_id, error);
      if (dossier == NULL)
        return FALSE;
      object = json_object_new ();
      json_object_set_string_member (object, "dossier", dossier->values[BALIE_DOSSIER_NUMBER]);
      json_object_set_string_member (object, "entry", balie_entry_to_code (party->entry));
      json_object_set_string_member (object, "vin", dossier->values[BALIE_DOSSIER_VIN]);
      json_object_set_string_member (object, "plate", dossier->values[BALIE_DOSSIER_PLATE]);
      set_values (object, party);
      json_array_add_object_element (array, object);
    }
  return TRUE;
}

static JsonObject *
make_line (const BalieActivity *activity)
{
  JsonObject *object = json_object_new ();

  set_moment (object, "at", activity->at);
  json_object_set_string_member (object, "what", balie_activity_kind_to_code (activity->kind));
  json_object_set_string_member (object, "dossier", activity->dossier_number);
  json_object_set_string_member (object, "order", activity->order_number);
  json_object_set_string_member (object, "entry", activity->entry);
  json_object_set_string_member (object, "field", activity->field);
  json_object_set_string_member (object, "old", activity->old_value);
  json_object_set_string_member (object, "new", activity->new_value);
  return object;
}

static gboolean
add_history (BalieDb *db, GArray *ids, JsonArray *array, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (BalieActivity) activity =
          balie_activity_table_get (db, g_array_index (ids, gint64, i), error);

      if (activity == NULL)
        return FALSE;
      json_array_add_object_element (array, make_line (activity));
    }
  return TRUE;
}

static gboolean
add_orders (BalieDb *db, GArray *ids, JsonArray *array, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = (guint32) g_array_index (ids, gint64, i);
      g_autoptr (GPtrArray) rows = balie_order_table_get_rows (db, &id, 1, error);
      const BalieOrderRow *row;
      JsonObject *object;

      if (rows == NULL)
        return FALSE;
      row = rows->len == 1 ? g_ptr_array_index (rows, 0) : NULL;
      if (row == NULL)
        continue;
      object = json_object_new ();
      for (int field = 0; field < BALIE_ORDER_N_FIELDS; field++)
        {
          g_autofree char *value = balie_order_dup_value (row->order, field);

          json_object_set_string_member (object, balie_order_field_get_info (field)->code, value);
        }
      json_array_add_object_element (array, object);
    }
  return TRUE;
}

static gboolean
add_imports (BalieDb *db, GPtrArray *keys, JsonArray *array, GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (BalieCustomerImport) import =
          balie_customer_import_table_get (db, g_ptr_array_index (keys, i), &local);
      JsonObject *object;

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (import == NULL)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "state", balie_import_state_to_code (import->state));
      json_object_set_string_member (object, "number", import->number);
      json_object_set_object_member (object, "customer", balie_customer_to_json (import->customer));
      set_moment (object, "created", import->created_at);
      json_array_add_object_element (array, object);
    }
  return TRUE;
}

static JsonArray *
make_documents (const BalieLetter *letter)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < letter->documents->len; i++)
    {
      const BalieLetterDocument *document = letter->documents->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", document->name);
      json_object_set_string_member (object, "type", document->type);
      json_object_set_int_member (object, "bytes", document->n_bytes);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
make_letter (const BalieLetter *letter)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", letter->id);
  json_object_set_string_member (object, "insurer", letter->insurer);
  json_object_set_string_member (object, "shipment", letter->shipment);
  json_object_set_string_member (object, "code", letter->code);
  json_object_set_string_member (object, "title", letter->title);
  json_object_set_string_member (object, "application", letter->application);
  json_object_set_string_member (object, "policy", letter->policy);
  json_object_set_string_member (object, "partner", letter->partner);
  json_object_set_string_member (object, "evb", letter->evb);
  json_object_set_string_member (object, "plate", letter->plate);
  json_object_set_string_member (object, "dossier", letter->dossier_number);
  json_object_set_string_member (object, "order", letter->order_number);
  set_moment (object, "received", letter->received_at);
  json_object_set_array_member (object, "documents", make_documents (letter));
  return object;
}

/* With their history; the documents themselves are too much for one text. */
static gboolean
add_letters (BalieDb *db, GArray *ids, JsonArray *array, JsonArray *history, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (BalieLetter) letter = balie_letter_table_get (db, id, NULL, error);
      g_autoptr (GPtrArray) lines =
          letter != NULL ? balie_activity_table_get_of_letter (db, id, 0, error) : NULL;

      if (lines == NULL)
        return FALSE;
      json_array_add_object_element (array, make_letter (letter));
      for (guint j = lines->len; j > 0; j--)
        {
          JsonObject *line = make_line (lines->pdata[j - 1]);

          json_object_set_int_member (line, "letter", id);
          json_array_add_object_element (history, line);
        }
    }
  return TRUE;
}

GBytes *
balie_personal_export_make (BalieDb *db,
                            const BaliePersonPlaces *places,
                            gint64 now,
                            GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  JsonArray *arrays[5];
  static const char *const names[] = { "parties", "history", "orders", "imports", "letters" };
  char *text;

  json_node_take_object (node, root);
  set_moment (root, "made", now);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      arrays[i] = json_array_new ();
      json_object_set_array_member (root, names[i], arrays[i]);
    }
  json_object_set_int_member (root, "kept_answers", places->n_answers);
  if (!add_parties (db, places->party_ids, arrays[0], error) ||
      !add_history (db, places->activity_ids, arrays[1], error) ||
      !add_orders (db, places->order_ids, arrays[2], error) ||
      !add_imports (db, places->imports, arrays[3], error) ||
      !add_letters (db, places->letter_ids, arrays[4], arrays[1], error) ||
      !add_letters (db, places->order_letter_ids, arrays[4], arrays[1], error))
    return NULL;
  text = balie_json_to_text (node, TRUE);
  return g_bytes_new_take (text, strlen (text));
}
