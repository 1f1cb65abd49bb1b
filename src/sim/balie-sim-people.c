/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes fictional customers and vehicles: the same ones for the same seed and ordinal. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-people.h"

#include "balie-sim-plates.h"
#include "balie-sim-words.h"
#include "balie-text.h"

#include <string.h>

/* Plates of this stretch are never issued by the simulated PON, which begins at 1. */
#define FIRST_PLATE 60000

static const char *const domains[] = { "example.org", "example.com", "example.net", NULL };

static GRand *
make_dice (guint32 seed, guint ordinal, guint32 purpose)
{
  const guint32 seeds[] = { seed, ordinal, purpose };

  return g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
}

static const char *
draw (GRand *dice, const char *const *list)
{
  return list[g_rand_int_range (dice, 0, (gint32) g_strv_length ((char **) list))];
}

static char *
draw_digits (GRand *dice, const char *prefix, guint n)
{
  GString *text = g_string_new (prefix);

  for (guint i = 0; i < n; i++)
    g_string_append_c (text, (char) ('0' + g_rand_int_range (dice, 0, 10)));
  return g_string_free (text, FALSE);
}

/* VAT numbers: right by their check digits, of blocks that have not been issued. */

static char *
make_belgian_vat (GRand *dice)
{
  guint number = (guint) g_rand_int_range (dice, 100000, 999999);

  return g_strdup_printf ("BE%08u%02u", number, 97 - number % 97);
}

static char *
make_dutch_vat (GRand *dice)
{
  for (;;)
    {
      guint number = (guint) g_rand_int_range (dice, 100000, 999999);
      guint sum = 0;

      for (guint rest = number, weight = 2; rest > 0; rest /= 10, weight++)
        sum += rest % 10 * weight;
      if (sum % 11 < 10)
        return g_strdup_printf ("NL%08u%uB01", number, sum % 11);
    }
}

static char *
make_german_vat (GRand *dice)
{
  g_autofree char *digits = draw_digits (dice, "100", 5);
  guint product = 10;

  for (const char *digit = digits; *digit != '\0'; digit++)
    {
      guint sum = ((guint) (*digit - '0') + product) % 10;

      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
  return g_strdup_printf ("DE%s%u", digits, (11 - product) % 10);
}

static char *
make_vat (GRand *dice, const BalieSimLand *land)
{
  if (g_str_equal (land->code, "NL"))
    return make_dutch_vat (dice);
  return g_str_equal (land->code, "BE") ? make_belgian_vat (dice) : make_german_vat (dice);
}

/* Customers */

static void
set_town (BalieSimCustomer *customer, GRand *dice, const BalieSimLand *land)
{
  const BalieSimTown *town = &land->towns[g_rand_int_range (dice, 0, (gint32) land->n_towns)];
  /* Letters with which none of the combinations can be formed that the Dutch post leaves out. */
  static const char letters[] = "ABCEGHJKLMNPRTVWXZ";
  char first = letters[g_rand_int_range (dice, 0, (gint32) sizeof letters - 1)];
  char second = letters[g_rand_int_range (dice, 0, (gint32) sizeof letters - 1)];

  balie_sim_customer_take (customer, BALIE_SIM_POSTCODE,
                           g_str_equal (land->code, "NL")
                               ? g_strdup_printf ("%s %c%c", town->postcode, first, second)
                               : g_strdup (town->postcode));
  balie_sim_customer_set (customer, BALIE_SIM_CITY, town->city);
  balie_sim_customer_set (customer, BALIE_SIM_PROVINCE, town->province);
  balie_sim_customer_set (customer, BALIE_SIM_LANGUAGE, town->language);
  if (town->phone[0] != '\0' && g_rand_int_range (dice, 0, 10) < 7)
    balie_sim_customer_take (customer, BALIE_SIM_PHONE,
                             draw_digits (dice, town->phone, town->n_digits));
}

static void
set_address (BalieSimCustomer *customer, GRand *dice, const BalieSimLand *land)
{
  int number = g_rand_int_range (dice, 1, 240);

  balie_sim_customer_take (customer, BALIE_SIM_ADDRESS,
                           g_strdup_printf ("%s %d", draw (dice, land->streets), number));
  if (g_rand_int_range (dice, 0, 12) == 0)
    balie_sim_customer_take (customer, BALIE_SIM_ADDRESS2,
                             g_strdup_printf ("bus %d", g_rand_int_range (dice, 1, 20)));
  balie_sim_customer_set (customer, BALIE_SIM_COUNTRY, land->code);
  set_town (customer, dice, land);
}

/* Letters of @text that a mail address may have. */
static void
append_plain (GString *mail, const char *text)
{
  g_autofree char *folded = balie_text_fold (text);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (mail, *p);
}

static void
set_mail (BalieSimCustomer *customer, GRand *dice, guint ordinal)
{
  GString *mail = g_string_new (NULL);

  if (customer->values[BALIE_SIM_FIRST_NAME][0] != '\0')
    {
      append_plain (mail, customer->values[BALIE_SIM_FIRST_NAME]);
      g_string_append_c (mail, '.');
    }
  append_plain (mail, customer->values[BALIE_SIM_LAST_NAME]);
  g_string_append_printf (mail, "%u@%s", ordinal, draw (dice, domains));
  balie_sim_customer_take (customer, BALIE_SIM_EMAIL, g_string_free (mail, FALSE));
}

static void
set_person (BalieSimCustomer *customer,
            GRand *dice,
            const BalieSimLand *land,
            const char *last_name)
{
  gboolean woman = g_rand_boolean (dice);

  balie_sim_customer_set (customer, BALIE_SIM_LAST_NAME, last_name);
  balie_sim_customer_set (customer, BALIE_SIM_FIRST_NAME,
                          draw (dice, woman ? land->women : land->men));
  balie_sim_customer_set (customer, BALIE_SIM_SALUTATION, woman ? "mrs" : "mr");
  balie_sim_customer_set (customer, BALIE_SIM_LEGAL_FORM, BALIE_SIM_NATURAL_PERSON);
  balie_sim_customer_set (customer, BALIE_SIM_CUSTOMER_TYPE, BALIE_SIM_PRIVATE);
  balie_sim_customer_set (customer, BALIE_SIM_VAT_LIABLE, "no");
  if (g_rand_int_range (dice, 0, 3) == 0)
    balie_sim_customer_set (customer, BALIE_SIM_DRIVING_LICENCE, "B");
}

static void
set_company (BalieSimCustomer *customer,
             GRand *dice,
             const BalieSimLand *land,
             const char *last_name)
{
  guint n_forms = g_strv_length ((char **) land->legal_forms) / 2;
  guint form = (guint) g_rand_int_range (dice, 0, (gint32) n_forms) * 2;

  balie_sim_customer_take (customer, BALIE_SIM_LAST_NAME,
                           g_strdup_printf ("%s %s %s", last_name, draw (dice, land->trades),
                                            land->legal_forms[form + 1]));
  balie_sim_customer_set (customer, BALIE_SIM_LEGAL_FORM, land->legal_forms[form]);
  balie_sim_customer_set (customer, BALIE_SIM_CUSTOMER_TYPE, BALIE_SIM_BUSINESS);
  balie_sim_customer_set (customer, BALIE_SIM_VAT_LIABLE, "yes");
  balie_sim_customer_take (customer, BALIE_SIM_VAT_NUMBER, make_vat (dice, land));
}

static void
set_rest (BalieSimCustomer *customer, GRand *dice, const BalieSimLand *land, guint ordinal)
{
  set_address (customer, dice, land);
  if (g_rand_int_range (dice, 0, 10) < 8)
    balie_sim_customer_take (customer, BALIE_SIM_MOBILE,
                             draw_digits (dice, land->mobile, land->n_mobile_digits));
  if (g_rand_int_range (dice, 0, 10) < 8)
    set_mail (customer, dice, ordinal);
}

/**
 * balie_sim_people_make:
 * @seed: of the simulator
 * @ordinal: which one
 *
 * Returns: (transfer full): a customer without a number
 */
BalieSimCustomer *
balie_sim_people_make (guint32 seed, guint ordinal)
{
  g_autoptr (GRand) dice = make_dice (seed, ordinal, 'c');
  BalieSimCustomer *customer = balie_sim_customer_new ();
  const BalieSimLand *land = balie_sim_land_get (ordinal % BALIE_SIM_N_LANDS);
  guint within = ordinal / BALIE_SIM_N_LANDS;
  const char *last_name =
      within % BALIE_SIM_COMMON_EVERY == 0 ? land->common : draw (dice, land->last_names);

  if (within % BALIE_SIM_COMPANY_EVERY == 0)
    set_company (customer, dice, land, last_name);
  else
    set_person (customer, dice, land, last_name);
  set_rest (customer, dice, land, ordinal);
  return customer;
}

/**
 * balie_sim_people_make_person:
 * @seed: of the simulator
 * @ordinal: which one
 * @last_name: a last name
 *
 * Returns: (transfer full): a private person without a number
 */
BalieSimCustomer *
balie_sim_people_make_person (guint32 seed, guint ordinal, const char *last_name)
{
  g_autoptr (GRand) dice = make_dice (seed, ordinal, 'p');
  BalieSimCustomer *customer = balie_sim_customer_new ();
  const BalieSimLand *land = balie_sim_land_get (ordinal % BALIE_SIM_N_LANDS);

  set_person (customer, dice, land, last_name);
  set_rest (customer, dice, land, ordinal);
  return customer;
}

/* Vehicles */

static const struct
{
  const char *maker; /* the first three characters of the VIN */
  const char *brand;
  const char *model;
  const char *type; /* characters 7 and 8 */
} models[] = {
  { "WVW", "Volkswagen", "Golf", "CD" },     { "WVW", "Volkswagen", "ID.3", "E1" },
  { "WVG", "Volkswagen", "Tiguan", "5N" },   { "WVW", "Volkswagen", "Polo", "AW" },
  { "WAU", "Audi", "A3 Sportback", "GY" },   { "WAU", "Audi", "Q4 e-tron", "F4" },
  { "VSS", "SEAT", "Leon", "KL" },           { "VSS", "CUPRA", "Formentor", "KM" },
  { "TMB", "Škoda", "Octavia Combi", "NX" }, { "TMB", "Škoda", "Kodiaq", "NS" },
  { "WP0", "Porsche", "Taycan", "Y1" },      { "WV1", "VW Bedrijfswagens", "Caddy Cargo", "SK" },
};

static const struct
{
  int year;
  char letter; /* character 10 */
} years[] = { { 2021, 'M' }, { 2022, 'N' }, { 2023, 'P' }, { 2024, 'R' }, { 2025, 'S' } };

static const char *const colours[] = { "Wit",  "Zwart",  "Grijs", "Blauw",
                                       "Rood", "Zilver", "Groen", NULL };

static char *
make_plate (GRand *dice, guint32 seed, guint ordinal, gboolean van)
{
  static const char letters[] = "BCDFGHJKLNPRSTVXZ";
  char three[4] = { 0 };

  if (ordinal % 3 == 0)
    return balie_sim_plate_dup (seed, FIRST_PLATE + ordinal, van);
  for (int i = 0; i < 3; i++)
    three[i] = letters[g_rand_int_range (dice, 0, (gint32) sizeof letters - 1)];
  if (ordinal % 3 == 1)
    return g_strdup_printf ("2-%s-%03u", three, ordinal % 1000);
  return g_strdup_printf ("KLE-%c%c %u", three[0], three[1], 1000 + ordinal % 9000);
}

/**
 * balie_sim_people_make_vehicle:
 * @seed: of the simulator
 * @ordinal: which one
 *
 * Returns: (transfer full): a vehicle that belongs to nobody yet
 */
BalieSimVehicle *
balie_sim_people_make_vehicle (guint32 seed, guint ordinal)
{
  g_autoptr (GRand) dice = make_dice (seed, ordinal, 'v');
  BalieSimVehicle *vehicle = balie_sim_vehicle_new ();
  gsize model = (gsize) g_rand_int_range (dice, 0, G_N_ELEMENTS (models));
  gsize year = (gsize) g_rand_int_range (dice, 0, G_N_ELEMENTS (years));
  gboolean van = g_str_equal (models[model].maker, "WV1");

  balie_sim_vehicle_take (vehicle, BALIE_SIM_VIN,
                          g_strdup_printf ("%sZZZ%sZ%cW%06u", models[model].maker,
                                           models[model].type, years[year].letter,
                                           100000 + ordinal));
  balie_sim_vehicle_take (vehicle, BALIE_SIM_PLATE, make_plate (dice, seed, ordinal, van));
  balie_sim_vehicle_take (vehicle, BALIE_SIM_BRAND, g_strdup (models[model].brand));
  balie_sim_vehicle_take (vehicle, BALIE_SIM_MODEL, g_strdup (models[model].model));
  balie_sim_vehicle_take (vehicle, BALIE_SIM_COLOUR, g_strdup (draw (dice, colours)));
  balie_sim_vehicle_take (vehicle, BALIE_SIM_FIRST_REGISTRATION,
                          g_strdup_printf ("%d-%02d-%02d", years[year].year,
                                           g_rand_int_range (dice, 1, 13),
                                           g_rand_int_range (dice, 1, 29)));
  return vehicle;
}
