/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl brands list, set and remove. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-administration.h"
#include "balie-option-values.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "name", N_ ("Name"), BALIE_COLUMN_TEXT },
  { "vag", N_ ("Group"), BALIE_COLUMN_SWITCH },
  { "served", N_ ("Served"), BALIE_COLUMN_SWITCH },
  { "aliases", N_ ("Also written"), BALIE_COLUMN_TEXT },
  { "dealer_number", N_ ("Dealer number"), BALIE_COLUMN_TEXT },
};

/**
 * balie_brands_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_brands_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (BalieOutput) output = NULL;
  BalieBrandTable *brands;

  if (status != BALIE_EXIT_OK)
    return status;
  brands = balie_desk_get_brands (cli->desk);
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < balie_brand_table_get_n (brands); i++)
    {
      const BalieBrand *brand = balie_brand_table_get (brands, i);
      const char *values[] = { brand->name, balie_output_yes_no (brand->vag),
                               balie_output_yes_no (brand->served), brand->aliases,
                               brand->dealer_number };

      balie_output_add (output, values);
    }
  return BALIE_EXIT_OK;
}

/**
 * balie_brands_set_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_brands_set_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *name = balie_cli_get_operand (cli, 0);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieBrand) brand = NULL;
  const BalieBrand *known;

  if (status != BALIE_EXIT_OK)
    return status;
  known = balie_brand_table_find (balie_desk_get_brands (cli->desk), name);
  brand = known != NULL ? balie_brand_copy (known) : balie_brand_new (name, "", FALSE, FALSE);
  balie_option_values_take_text (cli, "aliases", &brand->aliases);
  balie_option_values_take_text (cli, "dealer-number", &brand->dealer_number);
  if (!balie_option_values_take_switch (cli, "vag", &brand->vag) ||
      !balie_option_values_take_switch (cli, "served", &brand->served))
    return BALIE_EXIT_USAGE;
  balie_administration_put_brand_async (cli->desk, brand, known != NULL ? brand->name : NULL,
                                        cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_administration_put_brand_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail (error);
  return BALIE_EXIT_OK;
}

/**
 * balie_brands_remove_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_brands_remove_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *name = balie_cli_get_operand (cli, 0);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  const BalieBrand *known;

  if (status != BALIE_EXIT_OK)
    return status;
  known = balie_brand_table_find (balie_desk_get_brands (cli->desk), name);
  balie_administration_remove_brand_async (cli->desk, known != NULL ? known->name : name,
                                           cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_administration_remove_brand_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail_item (name, error);
  return BALIE_EXIT_OK;
}
