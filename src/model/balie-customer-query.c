/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers are searched by: a plain value. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-customer.h"
#include "balie-text.h"

/* clang-format off */
static const BalieFieldSpec specs[BALIE_N_CRITERIA] = {
  [BALIE_CRITERION_CUSTOMER_NUMBER] = { "customer_number", "customerNumber", N_ ("Client number"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE },
  [BALIE_CRITERION_VAT_NUMBER] = { "vat_number", "vatNumber", N_ ("VAT number"), BALIE_VALUE_TEXT, 40, NULL, FALSE, FALSE },
  [BALIE_CRITERION_LAST_NAME] = { "last_name", "lastName", N_ ("Name"), BALIE_VALUE_TEXT, 160, NULL, FALSE, FALSE },
  [BALIE_CRITERION_EMAIL] = { "email", "email", N_ ("E-mail"), BALIE_VALUE_TEXT, 254, NULL, FALSE, FALSE },
  [BALIE_CRITERION_FIRST_NAME] = { "first_name", "firstName", N_ ("First name"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE },
  [BALIE_CRITERION_PHONE] = { "phone", "phone", N_ ("Phone"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE },
  [BALIE_CRITERION_POSTCODE] = { "postcode", "postcode", N_ ("Postcode"), BALIE_VALUE_TEXT, 24, NULL, FALSE, FALSE },
  [BALIE_CRITERION_COUNTRY] = { "country", "country", N_ ("Country"), BALIE_VALUE_COUNTRY, 80, NULL, FALSE, FALSE },
};
/* clang-format on */

/**
 * balie_customer_query_new:
 *
 * Returns: (transfer full): an empty one
 */
BalieCustomerQuery *
balie_customer_query_new (void)
{
  BalieCustomerQuery *self = g_new0 (BalieCustomerQuery, 1);

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    self->values[i] = g_strdup ("");
  return self;
}

/**
 * balie_customer_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): the same
 */
BalieCustomerQuery *
balie_customer_query_copy (const BalieCustomerQuery *self)
{
  BalieCustomerQuery *copy = g_new0 (BalieCustomerQuery, 1);

  g_return_val_if_fail (self, copy);

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

/**
 * balie_customer_query_free:
 * @self: (nullable): a query
 */
void
balie_customer_query_free (BalieCustomerQuery *self)
{
  if (!self)
    return;
  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    g_free (self->values[i]);
  g_free (self);
}

/**
 * balie_criterion_get_spec:
 * @criterion: which
 *
 * Returns: (transfer none): what it is
 */
const BalieFieldSpec *
balie_criterion_get_spec (BalieCriterion criterion)
{
  g_return_val_if_fail ((guint) criterion < BALIE_N_CRITERIA, &specs[0]);

  return &specs[criterion];
}

/**
 * balie_criterion_find:
 * @code_or_wire: (nullable): "last_name" or "lastName"
 * @criterion: (out): the criterion, untouched if there is none
 *
 * Returns: whether there is one
 */
gboolean
balie_criterion_find (const char *code_or_wire, BalieCriterion *criterion)
{
  for (int i = 0; code_or_wire && i < BALIE_N_CRITERIA; i++)
    {
      if (!g_str_equal (specs[i].code, code_or_wire) && !g_str_equal (specs[i].wire, code_or_wire))
        continue;
      *criterion = (BalieCriterion) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_customer_query_set:
 * @self: a query
 * @criterion: which
 * @text: (nullable): as a person wrote it
 */
void
balie_customer_query_set (BalieCustomerQuery *self, BalieCriterion criterion, const char *text)
{
  g_return_if_fail (self && (guint) criterion < BALIE_N_CRITERIA);

  g_free (self->values[criterion]);
  self->values[criterion] = balie_field_dup_canonical (&specs[criterion], text, NULL);
}

/**
 * balie_customer_query_is_empty:
 * @self: a query
 *
 * Returns: whether nothing is asked
 */
gboolean
balie_customer_query_is_empty (const BalieCustomerQuery *self)
{
  g_return_val_if_fail (self, TRUE);

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      if (*self->values[i])
        return FALSE;
    }
  return TRUE;
}

/**
 * balie_customer_query_equal:
 * @a: a query
 * @b: another
 *
 * Returns: whether both ask the same, whatever the case and accents
 */
gboolean
balie_customer_query_equal (const BalieCustomerQuery *a, const BalieCustomerQuery *b)
{
  g_autofree char *key_a = balie_customer_query_dup_key (a);
  g_autofree char *key_b = balie_customer_query_dup_key (b);

  return g_str_equal (key_a, key_b);
}

/**
 * balie_criterion_is_for_kp:
 * @criterion: which
 *
 * Returns: whether KP takes it: last name, first name and postcode
 */
gboolean
balie_criterion_is_for_kp (BalieCriterion criterion)
{
  return criterion == BALIE_CRITERION_LAST_NAME || criterion == BALIE_CRITERION_FIRST_NAME ||
         criterion == BALIE_CRITERION_POSTCODE;
}

/**
 * balie_customer_query_dup_for_kp:
 * @self: a query
 *
 * Returns: (transfer full): what of it KP takes
 */
BalieCustomerQuery *
balie_customer_query_dup_for_kp (const BalieCustomerQuery *self)
{
  BalieCustomerQuery *query = balie_customer_query_new ();

  g_return_val_if_fail (self, query);

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      if (balie_criterion_is_for_kp ((BalieCriterion) i))
        balie_customer_query_set (query, (BalieCriterion) i, self->values[i]);
    }
  return query;
}

/**
 * balie_customer_query_dup_key:
 * @self: a query
 *
 * Returns: (transfer full): the same for equal questions: a line per criterion that is given, folded
 */
char *
balie_customer_query_dup_key (const BalieCustomerQuery *self)
{
  GString *key = g_string_new (NULL);

  g_return_val_if_fail (self, g_string_free (key, FALSE));

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      g_autofree char *folded = balie_text_fold (self->values[i]);

      if (*folded)
        g_string_append_printf (key, "%s=%s\n", specs[i].code, folded);
    }
  return g_string_free (key, FALSE);
}
