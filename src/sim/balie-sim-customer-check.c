/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict check of the body of a customer to be made, as the real Driver2 would do it. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-customer.h"

#include "balie-json.h"
#include "balie-text.h"

#include <string.h>

#define MAX_BYTES 200

static const BalieSimField needed[] = { BALIE_SIM_LAST_NAME, BALIE_SIM_ADDRESS, BALIE_SIM_POSTCODE,
                                        BALIE_SIM_CITY, BALIE_SIM_COUNTRY };

/* Postcodes of the countries whose are known; those of others pass. */
static const struct
{
  const char *country;
  const char *pattern;
} postcodes[] = {
  { "NL", "^[1-9][0-9]{3} ?[A-Z]{2}$" }, { "BE", "^[1-9][0-9]{3}$" }, { "DE", "^[0-9]{5}$" },
  { "LU", "^[1-9][0-9]{3}$" },           { "FR", "^[0-9]{5}$" },
};

static void G_GNUC_PRINTF (2, 3) complain (GString *wrong, const char *format, ...)
{
  va_list args;

  if (wrong->len > 0)
    g_string_append_c (wrong, ' ');
  va_start (args, format);
  g_string_append_vprintf (wrong, format, args);
  va_end (args);
}

static void
read_liable (BalieSimCustomer *customer, JsonNode *node, GString *wrong)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    balie_sim_customer_set (customer, BALIE_SIM_VAT_LIABLE,
                            json_node_get_boolean (node) ? "yes" : "no");
  else
    complain (wrong, "vatLiable must be true or false.");
}

static void
read_member (BalieSimCustomer *customer, const char *name, JsonNode *node, GString *wrong)
{
  BalieSimField field;
  const char *text = NULL;

  if (!balie_sim_field_find (name, &field))
    complain (wrong, "%.60s is not known here.", name);
  else if (JSON_NODE_HOLDS_NULL (node))
    return;
  else if (field == BALIE_SIM_VAT_LIABLE)
    read_liable (customer, node, wrong);
  else if (!balie_json_node_get_text (node, name, &text, NULL))
    complain (wrong, "%s must be a text.", name);
  else if (strlen (text) > MAX_BYTES)
    complain (wrong, "%s is too long.", name);
  else if (!balie_text_is_empty (text))
    balie_sim_customer_take (customer, field, balie_text_dup_clean (text, MAX_BYTES));
}

static void
check_needed (const BalieSimCustomer *customer, GString *wrong)
{
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (customer->values[needed[i]][0] == '\0')
      complain (wrong, "%s is missing.", balie_sim_field_get_name (needed[i]));
}

static void
check_values (const BalieSimCustomer *customer, GString *wrong)
{
  const char *country = customer->values[BALIE_SIM_COUNTRY];
  const char *postcode = customer->values[BALIE_SIM_POSTCODE];
  const char *email = customer->values[BALIE_SIM_EMAIL];

  if (customer->values[BALIE_SIM_NUMBER][0] != '\0')
    complain (wrong, "number is given by Driver2.");
  if (customer->values[BALIE_SIM_VAT_NUMBER][0] != '\0')
    complain (wrong, "VAT number can't be set here.");
  if (country[0] != '\0' && !g_regex_match_simple ("^[A-Z]{2}$", country, 0, 0))
    complain (wrong, "country must be two capital letters.");
  if (email[0] != '\0' && !g_regex_match_simple ("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email, 0, 0))
    complain (wrong, "email is no mail address.");
  for (gsize i = 0; i < G_N_ELEMENTS (postcodes) && postcode[0] != '\0'; i++)
    if (g_str_equal (country, postcodes[i].country) &&
        !g_regex_match_simple (postcodes[i].pattern, postcode, 0, 0))
      complain (wrong, "postcode is none of %s.", country);
}

/**
 * balie_sim_customer_read_body:
 * @body: what came
 * @customer: (out) (nullable): the customer without a number, if nothing is wrong
 *
 * Returns: (transfer full) (nullable): everything that is wrong with it, %NULL when nothing is
 */
char *
balie_sim_customer_read_body (JsonNode *body, BalieSimCustomer **customer)
{
  g_autoptr (BalieSimCustomer) read = balie_sim_customer_new ();
  GString *wrong = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  *customer = NULL;
  if (!JSON_NODE_HOLDS_OBJECT (body))
    {
      complain (wrong, "The body must be an object.");
      return g_string_free (wrong, FALSE);
    }
  json_object_iter_init_ordered (&iter, json_node_get_object (body));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    read_member (read, name, node, wrong);
  check_needed (read, wrong);
  check_values (read, wrong);
  if (wrong->len > 0)
    return g_string_free (wrong, FALSE);
  g_string_free (wrong, TRUE);
  *customer = g_steal_pointer (&read);
  return NULL;
}
