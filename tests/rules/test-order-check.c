/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the hints at an order's fields: which stand where, and that a good order has none. */
#include "config.h"

#include "balie-check.h"

#define TODAY "2026-03-20"

/* Changes to a good order, and the fields that then have hints, in order. */
static const struct
{
  const char *change;
  const char *hints;
} rows[] = {
  { "", "" },
  { "nlv_date=2026-03-19", "nlv_date" },
  { "nlv_date=2026-03-20", "" },
  { "nlv_date=2026-03-19 status=delivered", "" },
  { "delivery_date=2026-04-01 nlv_date=2026-04-02", "delivery_date" },
  { "delivery_date=2026-04-02 nlv_date=2026-04-02", "" },
  { "delivery_date=2026-03-01 unloading_date=2026-03-02", "delivery_date" },
  { "unloading_date=2026-03-21", "unloading_date" },
  { "unloading_date=2026-03-20", "" },
  { "brand=Audi", "brand" },
  { "brand=Opel", "brand brand" },
  { "brand=", "" },
  { "brand=vw", "" },
  { "vin=VSSZZZ5FZHR123456 brand=cupra", "" },
  { "vin=VSSZZZ5FZHR123456 brand=Seat", "" },
  { "vin=VSSZZZKMZMR123456 brand=Seat", "brand" },
  { "vin=VSSZZZKMZMR123456 brand=Cupra", "" },
  { "vin=TMBZZZ1KZ8W123456 brand=SKODA", "" },
  { "vin=WV2ZZZ7HZ8H123456 brand=VWB", "" },
  { "vin=WV2ZZZ7HZ8H123456 brand=VW", "brand" },
  { "vin=WBAZZZ1KZ8W123456", "" },
  { "vin=WVW", "vin" },
  { "vin=", "" },
  { "plate=ABCDEF", "plate" },
  { "plate=12-NSB-3", "plate" },
  { "plate=GBB-01-B", "" },
  { "dealer_number=12", "dealer_number" },
  { "dealer_number=", "" },
  { "plates=", "" },
  { "plates=long:1+rectangular:1", "" },
  { "plates=long:2+carrier:1", "" },
  { "plates=long:2+carrier:2", "plates" },
  { "plates=long:1", "plates" },
  { "plates=long:3", "plates" },
  { "plates=carrier:1", "plates" },
  { "plates=american:2", "plates" },
  { "plates=american:1+long:1", "plates plates" },
  { "plates=taxi-long:2", "" },
  { "plates=motorcycle:1", "" },
  { "plates=motorcycle:2", "plates" },
};

static void
set_pair (BalieOrder *order, const char *pair)
{
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  g_autoptr (GError) error = NULL;
  BalieOrderField field;

  g_assert_true (balie_order_field_find (parts[0], &field));
  balie_order_set_value (order, field, parts[1], &error);
  g_assert_no_error (error);
}

static BalieOrder *
make_order (const char *change)
{
  static const char good[] = "order_number=1 brand=Volkswagen vin=WVWZZZ1KZ8W123456 "
                             "dealer_number=01234 plates=long:2";
  g_autofree char *all = g_strdup_printf ("%s %s", good, change);
  g_auto (GStrv) pairs = g_strsplit (all, " ", -1);
  BalieOrder *order = balie_order_new ();

  for (char **pair = pairs; *pair; pair++)
    {
      if (**pair)
        set_pair (order, *pair);
    }
  return order;
}

static void
test_hints (void)
{
  g_autoptr (BalieBrandTable) brands = balie_brand_table_new_shipped ();
  g_autoptr (BalieSettings) settings = balie_settings_new (NULL);
  BalieDate today = BALIE_DATE_NONE;

  g_assert_true (balie_date_parse (TODAY, &today));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BalieOrder) order = make_order (rows[i].change);
      g_autoptr (GPtrArray) hints = balie_order_check (order, brands, settings, today);
      g_autoptr (GString) fields = g_string_new (NULL);

      for (guint j = 0; j < hints->len; j++)
        {
          BalieHint *hint = hints->pdata[j];

          g_string_append_printf (fields, "%s%s", j > 0 ? " " : "",
                                  balie_order_field_get_info (hint->field)->code);
          g_assert_cmpint (strlen (hint->text), >, 10);
          g_assert_true (hint->level >= BALIE_CHECK_SUSPECT);
        }
      g_test_message ("%s", rows[i].change);
      g_assert_cmpstr (fields->str, ==, rows[i].hints);
    }
}

/* The dealership's number for the brand is offered where the order lacks one, and only there. */
static void
test_offered_number (void)
{
  g_autoptr (GPtrArray) rows_of_brands =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_brand_free);
  BalieBrand *brand = balie_brand_new ("VW", "Volkswagen", TRUE, TRUE);
  g_autoptr (BalieSettings) settings = balie_settings_new (NULL);
  g_autoptr (BalieOrder) without = make_order ("dealer_number=");
  g_autoptr (BalieOrder) with = make_order ("");
  g_autoptr (BalieBrandTable) brands = NULL;
  g_autoptr (GPtrArray) offered = NULL;
  g_autoptr (GPtrArray) none = NULL;
  BalieHint *hint;

  g_free (brand->dealer_number);
  brand->dealer_number = g_strdup ("54321");
  g_ptr_array_add (rows_of_brands, brand);
  brands = balie_brand_table_new (rows_of_brands);
  offered = balie_order_check (without, brands, settings, 20000);
  none = balie_order_check (with, brands, settings, 20000);
  g_assert_cmpuint (offered->len, ==, 1);
  hint = offered->pdata[0];
  g_assert_cmpint (hint->field, ==, BALIE_ORDER_FIELD_DEALER_NUMBER);
  g_assert_nonnull (strstr (hint->text, "54321"));
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order-check/hints", test_hints);
  g_test_add_func ("/order-check/offered-number", test_offered_number);
  return g_test_run ();
}
