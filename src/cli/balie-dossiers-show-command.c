/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl dossiers show: a dossier with the thirteen entries of its panel. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-customer-import.h"
#include "balie-dossiers.h"

#include <glib/gi18n-lib.h>

static const BalieColumn people_columns[] = {
  { "entry", N_ ("Entry"), BALIE_COLUMN_TEXT },
  { "text", N_ ("Who or what"), BALIE_COLUMN_TEXT },
  { "address", N_ ("Address"), BALIE_COLUMN_TEXT },
  { "reach", N_ ("Phone"), BALIE_COLUMN_TEXT },
  { "notes", N_ ("To be noted"), BALIE_COLUMN_TEXT },
};

static const BalieColumn field_columns[] = {
  { "entry", N_ ("Entry"), BALIE_COLUMN_TEXT },
  { "field", N_ ("Field"), BALIE_COLUMN_TEXT },
  { "value", N_ ("Value"), BALIE_COLUMN_TEXT },
};

/* Sources and pins are worth telling; the bookkeeping of loads is not. */
static gboolean
is_told (BaliePartyField field)
{
  return field == BALIE_PARTY_SOURCE || field == BALIE_PARTY_PINNED ||
         !balie_party_get_spec (field)->hidden;
}

static const BalieParty *
get_party (const BalieDossierDetail *detail, int entry)
{
  return g_ptr_array_index (detail->parties, entry);
}

/* JSON */

static JsonArray *
make_hints (GPtrArray *hints)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < hints->len; i++)
    {
      const BaliePartyHint *hint = g_ptr_array_index (hints, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", balie_party_get_spec (hint->field)->code);
      json_object_set_string_member (object, "text", hint->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
set_import (JsonObject *object, const BalieCustomerImport *import)
{
  if (import == NULL)
    json_object_set_null_member (object, "import");
  else
    json_object_set_string_member (object, "import", balie_import_state_to_code (import->state));
}

static JsonObject *
make_party_fields (const BalieParty *party)
{
  JsonObject *object = json_object_new ();

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (is_told (i))
        json_object_set_string_member (object, balie_party_get_spec (i)->code, party->values[i]);
    }
  return object;
}

static JsonObject *
make_dossier_fields (const BalieDossier *dossier, BalieEntry entry)
{
  JsonObject *object = json_object_new ();

  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      if (balie_dossier_field_get_entry (i) == entry)
        json_object_set_string_member (object, balie_dossier_get_spec (i)->code,
                                       dossier->values[i]);
    }
  return object;
}

static JsonObject *
make_entry (const BalieDossierDetail *detail, BalieEntry entry)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "entry", balie_entry_to_code (entry));
  json_object_set_string_member (object, "label", balie_entry_to_label (entry));
  if (balie_entry_is_party (entry))
    {
      const BalieParty *party = get_party (detail, entry);

      text = balie_party_dup_name (party);
      json_object_set_boolean_member (object, "filled", balie_party_is_filled (party));
      json_object_set_string_member (object, "text", text);
      json_object_set_object_member (object, "fields", make_party_fields (party));
      json_object_set_array_member (object, "hints",
                                    make_hints (g_ptr_array_index (detail->hints, entry)));
      set_import (object, detail->imports[entry]);
      return object;
    }
  text = balie_dossier_dup_entry_text (detail->dossier, entry);
  json_object_set_boolean_member (object, "filled", text[0] != '\0');
  json_object_set_string_member (object, "text", text);
  json_object_set_object_member (object, "fields", make_dossier_fields (detail->dossier, entry));
  return object;
}

static void
set_times (JsonObject *object, const BalieDossier *dossier)
{
  g_autofree char *created = balie_output_dup_time (dossier->created_at);
  g_autofree char *changed = balie_output_dup_time (dossier->changed_at);

  json_object_set_string_member (object, "created_at", created);
  json_object_set_string_member (object, "changed_at", changed);
}

static void
set_others (JsonObject *object, const BalieDossierDetail *detail)
{
  JsonArray *candidates = json_array_new ();
  JsonArray *same_vehicle = json_array_new ();

  for (guint i = 0; i < detail->candidates->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (detail->candidates, i);

      json_array_add_string_element (candidates, row->order->number);
    }
  for (guint i = 0; i < detail->same_vehicle->len; i++)
    {
      const BalieDossier *other = g_ptr_array_index (detail->same_vehicle, i);

      json_array_add_string_element (same_vehicle, other->values[BALIE_DOSSIER_NUMBER]);
    }
  json_object_set_int_member (object, "invoices", detail->n_invoices);
  json_object_set_array_member (object, "candidate_orders", candidates);
  json_object_set_array_member (object, "same_vehicle", same_vehicle);
}

static void
write_json (const BalieDossierDetail *detail)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = make_dossier_fields (detail->dossier, BALIE_ENTRY_NONE);
  JsonArray *entries = json_array_new ();

  for (int entry = 0; entry < BALIE_N_ENTRIES; entry++)
    json_array_add_object_element (entries, make_entry (detail, entry));
  json_object_set_boolean_member (object, "archived",
                                  balie_dossier_is (detail->dossier, BALIE_DOSSIER_ARCHIVED));
  set_times (object, detail->dossier);
  json_object_set_array_member (object, "entries", entries);
  set_others (object, detail);
  json_node_take_object (node, object);
  balie_output_json (node);
}

/* CSV: a line per field that is filled in */

static void
add_field (BalieOutput *output, BalieEntry entry, const char *code, const char *value)
{
  const char *values[] = { entry == BALIE_ENTRY_NONE ? "" : balie_entry_to_code (entry), code,
                           value };

  if (value[0] != '\0')
    balie_output_add (output, values);
}

static void
write_csv (const BalieDossierDetail *detail)
{
  g_autoptr (BalieOutput) output =
      balie_output_begin (BALIE_OUTPUT_CSV, field_columns, G_N_ELEMENTS (field_columns));

  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    add_field (output, BALIE_ENTRY_NONE, balie_dossier_get_spec (i)->code,
               detail->dossier->values[i]);
  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
      {
        if (is_told (i))
          add_field (output, entry, balie_party_get_spec (i)->code,
                     get_party (detail, entry)->values[i]);
      }
}

/* A table for people */

static char *
dup_notes (const BalieDossierDetail *detail, int entry)
{
  const BalieParty *party = get_party (detail, entry);
  GPtrArray *hints = g_ptr_array_index (detail->hints, entry);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  if (balie_party_is (party, BALIE_PARTY_INVOICE))
    g_ptr_array_add (notes, g_strdup (_ ("The invoice goes here.")));
  if (detail->imports[entry] != NULL)
    g_ptr_array_add (notes, balie_customer_import_dup_sentence (detail->imports[entry]));
  for (guint i = 0; i < hints->len; i++)
    {
      const BaliePartyHint *hint = g_ptr_array_index (hints, i);

      g_ptr_array_add (notes, g_strdup (hint->text));
    }
  g_ptr_array_add (notes, NULL);
  return g_strjoinv (" ", (char **) notes->pdata);
}

static char *
dup_address (const BalieParty *party)
{
  g_autofree char *town =
      g_strjoin (" ", party->values[BALIE_PARTY_POSTCODE], party->values[BALIE_PARTY_CITY], NULL);

  g_strstrip (town);
  if (party->values[BALIE_PARTY_ADDRESS][0] == '\0' || town[0] == '\0')
    return g_strconcat (party->values[BALIE_PARTY_ADDRESS], town, NULL);
  return g_strconcat (party->values[BALIE_PARTY_ADDRESS], ", ", town, NULL);
}

static void
add_party (BalieOutput *output, const BalieDossierDetail *detail, BalieEntry entry)
{
  const BalieParty *party = get_party (detail, entry);
  g_autofree char *name = balie_party_dup_name (party);
  g_autofree char *address = dup_address (party);
  g_autofree char *notes = dup_notes (detail, entry);
  const char *phone = party->values[BALIE_PARTY_PHONE];
  const char *values[] = { balie_entry_to_label (entry), name, address,
                           phone[0] != '\0' ? phone : party->values[BALIE_PARTY_MOBILE], notes };

  balie_output_add (output, values);
}

static void
write_head (const BalieDossierDetail *detail)
{
  const BalieDossier *dossier = detail->dossier;

  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_dossier_get_spec (i);
      g_autofree char *shown = balie_field_dup_display (spec, dossier->values[i]);
      g_autofree char *line = g_strdup_printf ("%s: %s", _ (spec->label), shown);

      if (balie_dossier_field_get_entry (i) == BALIE_ENTRY_NONE && shown[0] != '\0')
        balie_output_line (line);
    }
}

static void
write_identity (const BalieDossierDetail *detail)
{
  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
      {
        const BalieFieldSpec *spec = balie_party_get_spec (i);
        const char *value = get_party (detail, entry)->values[i];
        g_autofree char *shown = balie_field_dup_display (spec, value);
        g_autofree char *line =
            g_strdup_printf ("%s, %s: %s", balie_entry_to_label (entry), _ (spec->label), shown);

        if (spec->identity && value[0] != '\0')
          balie_output_line (line);
      }
}

static void
write_table (const BalieDossierDetail *detail)
{
  BalieOutput *output;

  write_head (detail);
  output = balie_output_begin (BALIE_OUTPUT_TABLE, people_columns, G_N_ELEMENTS (people_columns));
  for (int entry = 0; entry < BALIE_N_ENTRIES; entry++)
    {
      g_autofree char *text = NULL;
      const char *values[] = { balie_entry_to_label (entry), NULL, NULL, NULL, NULL };

      if (balie_entry_is_party (entry))
        {
          add_party (output, detail, entry);
          continue;
        }
      text = balie_dossier_dup_entry_text (detail->dossier, entry);
      values[1] = text;
      balie_output_add (output, values);
    }
  balie_output_end (output);
  write_identity (detail);
  if (detail->n_invoices > 1)
    balie_cli_say (_ ("More than one party gets the invoice."));
}

static BalieExit
load_identity (BalieCli *cli, BalieDossierDetail *detail)
{
  const char *number = detail->dossier->values[BALIE_DOSSIER_NUMBER];

  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    {
      g_auto (BalieWait) wait = { 0 };
      g_autoptr (GError) error = NULL;
      BalieParty *party;

      if (get_party (detail, entry)->id == 0)
        continue;
      balie_dossier_show_identity_async (cli->desk, number, entry, cli->cancellable,
                                         balie_wait_done_cb, &wait);
      party = balie_dossier_show_identity_finish (cli->desk, balie_wait_for (&wait), &error);
      if (party == NULL)
        return balie_cli_fail (error);
      balie_party_free (g_ptr_array_index (detail->parties, entry));
      detail->parties->pdata[entry] = party;
    }
  return BALIE_EXIT_OK;
}

/**
 * balie_dossiers_show_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_dossiers_show_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *number = balie_cli_get_operand (cli, 0);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_dossiers_load_async (cli->desk, number, cli->cancellable, balie_wait_done_cb, &wait);
  detail = balie_dossiers_load_finish (cli->desk, balie_wait_for (&wait), &error);
  if (detail == NULL)
    return balie_cli_fail_item (number, error);
  if (balie_cli_get_option (cli, "identity") != NULL)
    status = load_identity (cli, detail);
  if (status != BALIE_EXIT_OK)
    return status;
  if (cli->format == BALIE_OUTPUT_JSON)
    write_json (detail);
  else if (cli->format == BALIE_OUTPUT_CSV)
    write_csv (detail);
  else
    write_table (detail);
  return BALIE_EXIT_OK;
}
