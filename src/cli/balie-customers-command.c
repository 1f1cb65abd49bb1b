/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl customers search and vehicles search. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-customers.h"
#include "balie-error.h"

#include <glib/gi18n-lib.h>

#define AUTOMATIC -1

/* The options, in the order of the criteria. */
static const char *const criterion_options[BALIE_N_CRITERIA] = {
  [BALIE_CRITERION_CUSTOMER_NUMBER] = "customer-number",
  [BALIE_CRITERION_VAT_NUMBER] = "vat-number",
  [BALIE_CRITERION_LAST_NAME] = "last-name",
  [BALIE_CRITERION_EMAIL] = "email",
  [BALIE_CRITERION_FIRST_NAME] = "first-name",
  [BALIE_CRITERION_PHONE] = "phone",
  [BALIE_CRITERION_POSTCODE] = "postcode",
  [BALIE_CRITERION_COUNTRY] = "country",
};

/* What people read: the columns of the search dialog. */
static const BalieCustomerField table_fields[] = {
  BALIE_CUSTOMER_LAST_NAME,  BALIE_CUSTOMER_FIRST_NAME, BALIE_CUSTOMER_NUMBER,
  BALIE_CUSTOMER_POSTCODE,   BALIE_CUSTOMER_PHONE,      BALIE_CUSTOMER_EMAIL,
  BALIE_CUSTOMER_VAT_NUMBER,
};

/* A search changes nothing, so what is said of deeds that stay queued does not fit it. @source: whom it is
 * about, "" when the message says so. */
static BalieExit
fail_search (const GError *error, const char *source)
{
  switch (error->code)
    {
    case BALIE_ERROR_OFFLINE:
    case BALIE_ERROR_TIMEOUT:
    case BALIE_ERROR_UNCLEAR:
    case BALIE_ERROR_UNAVAILABLE:
      balie_cli_say ("%s%s%s", source, *source != '\0' ? ": " : "", error->message);
      return BALIE_EXIT_UNREACHABLE;
    default:
      return balie_cli_fail (error);
    }
}

static BalieCustomerQuery *
read_query (BalieCli *cli)
{
  BalieCustomerQuery *query = balie_customer_query_new ();

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      const char *value = balie_cli_get_option (cli, criterion_options[i]);

      if (value != NULL)
        balie_customer_query_set (query, i, value);
    }
  return query;
}

/* FALSE after it was said what makes no sense. */
static gboolean
read_source (BalieCli *cli, int *source)
{
  const char *code = balie_cli_get_option (cli, "source");
  BalieSource found;

  *source = AUTOMATIC;
  if (code == NULL || g_str_equal (code, "auto"))
    return TRUE;
  if (!balie_source_from_code (code, &found) || found == BALIE_SOURCE_NONE)
    {
      balie_cli_refuse_usage (_ ("--source is auto, driver2 or kp, not “%s”."), code);
      return FALSE;
    }
  *source = (int) found;
  return TRUE;
}

static gboolean
read_page (BalieCli *cli, int *page)
{
  const char *text = balie_cli_get_option (cli, "page");
  gint64 number = 1;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, G_MAXINT, &number, NULL))
    {
      balie_cli_refuse_usage (_ ("--page is a number from 1, not “%s”."), text);
      return FALSE;
    }
  *page = (int) number;
  return TRUE;
}

/* What was given and KP takes no notice of. */
static void
say_unused (const BalieCustomerQuery *query)
{
  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      if (query->values[i][0] != '\0' && !balie_criterion_is_for_kp (i))
        balie_cli_say (_ ("KP is not searched by --%s."), criterion_options[i]);
    }
}

static BalieCustomersOutcome *
search (BalieCli *cli, int source, const BalieCustomerQuery *query, int page, GError **error)
{
  g_auto (BalieWait) wait = { 0 };
  BalieCustomersOutcome *outcome;
  BalieSearchAnswer *answer;

  if (source == AUTOMATIC)
    {
      balie_customers_search_auto_async (cli->desk, query, page, cli->cancellable,
                                         balie_wait_done_cb, &wait);
      return balie_customers_search_auto_finish (cli->desk, balie_wait_for (&wait), error);
    }
  balie_customers_search_async (cli->desk, source, query, page, TRUE, cli->cancellable,
                                balie_wait_done_cb, &wait);
  answer = balie_customers_search_finish (cli->desk, balie_wait_for (&wait), error);
  if (answer == NULL)
    return NULL;
  outcome = g_new0 (BalieCustomersOutcome, 1);
  outcome->source = source;
  outcome->answer = answer;
  return outcome;
}

static void
write_json (const BalieCustomersOutcome *outcome)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();
  GPtrArray *customers = outcome->answer->customers;

  for (guint i = 0; i < customers->len; i++)
    json_array_add_object_element (items,
                                   balie_customer_to_json (g_ptr_array_index (customers, i)));
  json_object_set_string_member (object, "source", balie_source_to_code (outcome->source));
  json_object_set_boolean_member (object, "automatic", outcome->automatic);
  if (outcome->answer->total >= 0)
    json_object_set_int_member (object, "total", outcome->answer->total);
  else
    json_object_set_null_member (object, "total");
  json_object_set_int_member (object, "page", outcome->answer->page);
  json_object_set_array_member (object, "items", items);
  json_node_take_object (node, object);
  balie_output_json (node);
}

static void
write_csv (const BalieCustomersOutcome *outcome)
{
  BalieColumn columns[BALIE_N_CUSTOMER_FIELDS + 1] = { { "source", "", BALIE_COLUMN_TEXT } };
  g_autoptr (BalieOutput) output = NULL;
  GPtrArray *customers = outcome->answer->customers;

  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    columns[i + 1].code = balie_customer_get_spec (i)->wire;
  output = balie_output_begin (BALIE_OUTPUT_CSV, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < customers->len; i++)
    {
      const BalieCustomer *customer = g_ptr_array_index (customers, i);
      const char *values[BALIE_N_CUSTOMER_FIELDS + 1] = { balie_source_to_code (outcome->source) };

      for (int field = 0; field < BALIE_N_CUSTOMER_FIELDS; field++)
        values[field + 1] = customer->values[field];
      balie_output_add (output, values);
    }
}

static void
write_end (const BalieCustomersOutcome *outcome)
{
  const BalieSearchAnswer *answer = outcome->answer;
  const char *source = balie_source_to_label (outcome->source);
  g_autofree char *text = NULL;

  if (answer->total >= 0)
    text = g_strdup_printf (
        /* TRANSLATORS: %d is the number of persons found, then the name of a system, then a page of
           so many pages */
        g_dngettext (GETTEXT_PACKAGE, "%d found in %s; page %d of %d",
                     "%d found in %s; page %d of %d", (unsigned long) answer->total),
        (int) MIN (answer->total, G_MAXINT), source, answer->page,
        (int) (MIN (answer->total, G_MAXINT) + BALIE_CUSTOMER_PAGE_SIZE - 1) /
            BALIE_CUSTOMER_PAGE_SIZE);
  else
    text =
        g_strdup_printf (_ ("%s does not say how many there are; page %d"), source, answer->page);
  balie_output_line ("");
  balie_output_line (text);
}

static void
write_table (const BalieCustomersOutcome *outcome)
{
  BalieColumn columns[G_N_ELEMENTS (table_fields)];
  GPtrArray *customers = outcome->answer->customers;
  BalieOutput *output;

  if (customers->len == 0)
    {
      balie_output_line (_ ("No items found"));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (table_fields); i++)
    {
      const BalieFieldSpec *spec = balie_customer_get_spec (table_fields[i]);

      columns[i] = (BalieColumn){ spec->code, spec->label, BALIE_COLUMN_TEXT };
    }
  output = balie_output_begin (BALIE_OUTPUT_TABLE, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < customers->len; i++)
    {
      const BalieCustomer *customer = g_ptr_array_index (customers, i);
      const char *values[G_N_ELEMENTS (table_fields)];

      for (gsize field = 0; field < G_N_ELEMENTS (table_fields); field++)
        values[field] = customer->values[table_fields[field]];
      balie_output_add (output, values);
    }
  balie_output_end (output);
  write_end (outcome);
}

static void
write_outcome (BalieCli *cli, const BalieCustomersOutcome *outcome)
{
  if (outcome->automatic)
    balie_cli_say (_ ("Nothing found in Driver2, so KP was searched."));
  if (cli->format == BALIE_OUTPUT_JSON)
    write_json (outcome);
  else if (cli->format == BALIE_OUTPUT_CSV)
    write_csv (outcome);
  else
    write_table (outcome);
}

static BalieExit
open_for_search (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);

  return status == BALIE_EXIT_OK ? balie_cli_check (cli, BALIE_DEED_EDIT_DOSSIER) : status;
}

/**
 * balie_customers_search_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_customers_search_run (BalieCli *cli)
{
  BalieExit status = open_for_search (cli);
  g_autoptr (BalieCustomerQuery) query = NULL;
  g_autoptr (BalieCustomersOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  int source;
  int page;

  if (status != BALIE_EXIT_OK)
    return status;
  if (!read_source (cli, &source) || !read_page (cli, &page))
    return BALIE_EXIT_USAGE;
  query = read_query (cli);
  outcome = search (cli, source, query, page, &error);
  if (outcome == NULL)
    return fail_search (error, source == AUTOMATIC ? "" : balie_source_to_label (source));
  if (outcome->source == BALIE_SOURCE_KP)
    say_unused (query);
  write_outcome (cli, outcome);
  return BALIE_EXIT_OK;
}

/* Vehicles */

static const BalieColumn vehicle_columns[] = {
  { "vin", N_ ("Chassis number"), BALIE_COLUMN_TEXT },
  { "plate", N_ ("Plate"), BALIE_COLUMN_TEXT },
  { "brand", N_ ("Brand"), BALIE_COLUMN_TEXT },
  { "model", N_ ("Model"), BALIE_COLUMN_TEXT },
  { "owner", N_ ("Owner"), BALIE_COLUMN_TEXT },
  { "driver", N_ ("Driver"), BALIE_COLUMN_TEXT },
  { "insured", N_ ("Insured / lessee"), BALIE_COLUMN_TEXT },
};

static void
write_vehicles_json (GPtrArray *vehicles)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < vehicles->len; i++)
    json_array_add_object_element (items, balie_vehicle_to_json (g_ptr_array_index (vehicles, i)));
  json_object_set_array_member (object, "items", items);
  json_node_take_object (node, object);
  balie_output_json (node);
}

static char *
dup_person (const BalieCustomer *customer)
{
  return customer != NULL ? balie_customer_dup_name (customer) : g_strdup ("");
}

static void
write_vehicles (BalieCli *cli, GPtrArray *vehicles)
{
  g_autoptr (BalieOutput) output = NULL;

  if (cli->format == BALIE_OUTPUT_TABLE && vehicles->len == 0)
    {
      balie_output_line (_ ("No items found"));
      return;
    }
  output = balie_output_begin (cli->format, vehicle_columns, G_N_ELEMENTS (vehicle_columns));
  for (guint i = 0; i < vehicles->len; i++)
    {
      const BalieVehicle *vehicle = g_ptr_array_index (vehicles, i);
      g_autofree char *owner = dup_person (vehicle->owner);
      g_autofree char *driver = dup_person (vehicle->driver);
      g_autofree char *insured = dup_person (vehicle->insured);
      const char *values[] = { vehicle->values[BALIE_VEHICLE_VIN],
                               vehicle->values[BALIE_VEHICLE_PLATE],
                               vehicle->values[BALIE_VEHICLE_BRAND],
                               vehicle->values[BALIE_VEHICLE_MODEL],
                               owner,
                               driver,
                               insured };

      balie_output_add (output, values);
    }
}

/**
 * balie_vehicles_search_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_vehicles_search_run (BalieCli *cli)
{
  BalieExit status = open_for_search (cli);
  const char *vin = balie_cli_get_option (cli, "vin");
  const char *plate = balie_cli_get_option (cli, "plate");
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GPtrArray) vehicles = NULL;
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  if ((vin == NULL) == (plate == NULL))
    return balie_cli_refuse_usage (_ ("Give either --vin or --plate."));
  balie_vehicles_search_async (cli->desk, vin, plate, cli->cancellable, balie_wait_done_cb, &wait);
  vehicles = balie_vehicles_search_finish (cli->desk, balie_wait_for (&wait), &error);
  if (vehicles == NULL)
    return fail_search (error, balie_source_to_label (BALIE_SOURCE_DRIVER2));
  if (cli->format == BALIE_OUTPUT_JSON)
    write_vehicles_json (vehicles);
  else
    write_vehicles (cli, vehicles);
  return BALIE_EXIT_OK;
}
