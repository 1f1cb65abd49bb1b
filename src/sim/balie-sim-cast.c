/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fixed cast: fictional customers, persons and vehicles that are there whatever the seed, and the
 * cars of the demo's orders with their buyers. balie-sim.1 lists them. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-cast.h"

#include "balie-sim-demo-resource.h"
#include "balie-sim-people.h"

#include <string.h>

/* In the order of the fields; ";" between them. Where Driver2 has them and where KP. */
static const char *const customers[] = {
  "74050;Goderis;Thiemen;natural-person;mr;Voorbeeldstraat 12;;2800;Mechelen;Antwerpen;BE;nl-BE;"
  "+3215000012;;+32400000012;thiemen.goderis@example.org;;no;private;B",
  "74060;Tweezijde;An;natural-person;mrs;Dubbelstraat 6;;9000;Gent;Oost-Vlaanderen;BE;nl-BE;"
  "+3290000060;;;an.tweezijde@example.org;;no;private;",
  "74070;Garage Fictie BV;;company;;Nergensweg 70;;3511 AB;Utrecht;Utrecht;NL;nl-NL;"
  "+31300000070;+31300000071;;garage.fictie@example.com;NL001234560B01;yes;business;",
  "74071;Verzinsel Logistics NV;;public-limited;;Steenweg op Nergens "
  "71;;2000;Antwerpen;Antwerpen;BE;nl-BE;"
  "+3230000071;;;verzinsel@example.com;BE0012345625;yes;business;",
  "74072;Muster Leasing GmbH;;company;;Hauptstraße 72;;50667;Köln;Nordrhein-Westfalen;DE;de-DE;"
  "+492214710072;;;muster.leasing@example.net;DE100000073;yes;business;",
  "74080;Dubbelganger;Jan;natural-person;mr;Kerkstraat 80;;6211 AA;Maastricht;Limburg;NL;nl-NL;"
  ";;+31600000080;jan.80@example.org;;no;private;B",
  "74081;Dubbelganger;Jan;natural-person;mr;Dorpsstraat 81;;8011 BB;Zwolle;Overijssel;NL;nl-NL;"
  ";;+31600000081;jan.81@example.org;;no;private;B",
  "74082;Çelik-Öztürk;Zoë;natural-person;mrs;Rue de l’Exemple 82;bus 3;4000;Liège;Liège;BE;fr-BE;"
  ";;+32400000082;zoe.82@example.org;;no;private;",
  "74099;Karig;;;;;;;;;;;;;;;;;;",
};

static const char *const persons[] = {
  "K500060;Tweezijde;An;natural-person;mrs;Dubbelstraat 6;;9000;Gent;Oost-Vlaanderen;BE;nl-BE;"
  "+3290000060;;;an.tweezijde@example.org;;no;private;",
  "K500001;Kaapstra;Femke;natural-person;mrs;Havenkade 1;;8911 CC;Leeuwarden;Fryslân;NL;nl-NL;"
  "+31580000001;;+31600000001;femke.kaapstra@example.org;;no;private;",
  "K500002;Onvolledig;Piet;natural-person;mr;;;;Hasselt;Limburg;BE;nl-BE;"
  ";;+32400000002;piet.onvolledig@example.org;;no;private;",
  "K500003;Nieuwkoper Handel BV;;company;;Industrieweg 3;;4811 DD;Breda;Noord-Brabant;NL;nl-NL;"
  "+31760000003;;;nieuwkoper@example.com;NL001234572B01;yes;business;",
  "K500004;Nieuwkoper;Karin;natural-person;mrs;Molenweg 4;;4811 DE;Breda;Noord-Brabant;NL;nl-NL;"
  ";;+31600000004;karin.nieuwkoper@example.org;;no;private;",
  /* Those whom the demo's dossiers have loaded. */
  "K500005;Demokamp;Loes;natural-person;mrs;Havenkade 5;;8911 CE;Leeuwarden;Fryslân;NL;nl-NL;"
  "+31580000005;;+31600000005;loes.demokamp@example.org;;no;private;",
  "K500006;Fictief Onderhoud BV;;company;;Industrieweg 6;;4811 DF;Breda;Noord-Brabant;NL;nl-NL;"
  "+31760000006;;;onderhoud@example.com;NL001111127B01;yes;business;",
};

/* vin;plate;brand;model;colour;first registration;owner;driver;insured */
static const char *const vehicles[] = {
  "WVWZZZTSTTW000001;1-DEM-001;Volkswagen;ID.3 Pro;Blauw;2025-11-03;74050;74050;74072",
  "WAUZZZTSTTW000002;1-DEM-002;Audi;A3 Sportback;Zwart;2025-06-17;74060;;",
  "TMBZZZTSTTW000003;1-DEM-003;Škoda;Octavia Combi;Grijs;2024-09-30;74071;74080;74071",
  "VSSZZZTSTTW000004;1-DEM-004;SEAT;Ibiza;Rood;2019-03-12;74081;74081;",
  "VSSZZZTSTTW000005;1-DEM-004;SEAT;Leon;Wit;2025-01-08;74080;74080;74080",
  "WP0ZZZTSTTW000006;1-DEM-006;Porsche;Taycan;Zilver;;;;",
};

#define DEALERSHIP "74900"
#define FIRST_BUYER 75000

static void
add_customers (BalieSimRegister *cast,
               const char *const *lines,
               gsize n_lines,
               void (*take) (BalieSimRegister *, BalieSimCustomer *))
{
  for (gsize i = 0; i < n_lines; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ";", -1);
      BalieSimCustomer *customer = balie_sim_customer_new ();

      g_assert (g_strv_length (cells) == BALIE_SIM_N_FIELDS);
      for (int field = 0; field < BALIE_SIM_N_FIELDS; field++)
        balie_sim_customer_set (customer, field, cells[field]);
      take (cast, customer);
    }
}

static void
add_vehicles (BalieSimRegister *cast)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vehicles); i++)
    {
      g_auto (GStrv) cells = g_strsplit (vehicles[i], ";", -1);
      BalieSimVehicle *vehicle = balie_sim_vehicle_new ();

      g_assert (g_strv_length (cells) == BALIE_SIM_N_VEHICLE_FIELDS + BALIE_SIM_N_ROLES);
      for (int field = 0; field < BALIE_SIM_N_VEHICLE_FIELDS; field++)
        balie_sim_vehicle_take (vehicle, field, g_strdup (cells[field]));
      for (int role = 0; role < BALIE_SIM_N_ROLES; role++)
        balie_sim_vehicle_set_person (vehicle, role, cells[BALIE_SIM_N_VEHICLE_FIELDS + role]);
      balie_sim_register_take_vehicle (cast, vehicle);
    }
}

/* The demo's orders: the same file that balie loads, so that its cars are known here. */

/* Fields of a line of orders.txt, see its head. */
enum
{
  CELL_BRAND = 4,
  CELL_MODEL = 5,
  CELL_VIN = 6,
  CELL_PLATE = 7,
  CELL_CUSTOMER = 15,
};

static void
add_dealership (BalieSimRegister *cast)
{
  static const char *const line[] = {
    DEALERSHIP
    ";Autobedrijf Voorbeeld BV;;company;;Industrieweg 1;;3811 AB;Amersfoort;Utrecht;NL;nl-NL;"
    "+31330000001;;;voorbeeld@example.org;NL001111115B01;yes;business;"
  };

  add_customers (cast, line, G_N_ELEMENTS (line), balie_sim_register_take_customer);
}

/* “Bas van Demo”: the first word is the first name. One buyer of several cars is one customer. */
static const char *
add_buyer (BalieSimRegister *cast, GHashTable *buyers, const char *name)
{
  const char *known = g_hash_table_lookup (buyers, name);
  g_auto (GStrv) words = g_strsplit (name, " ", 2);
  guint ordinal = g_hash_table_size (buyers);
  BalieSimCustomer *buyer;
  char *number;

  if (known != NULL)
    return known;
  /* The seed does not matter: the cast is fixed. Every third ordinal is a Dutch one. */
  buyer = balie_sim_people_make_person (0, ordinal * 3, words[1] != NULL ? words[1] : name);
  balie_sim_customer_set (buyer, BALIE_SIM_FIRST_NAME, words[1] != NULL ? words[0] : "");
  balie_sim_customer_set (buyer, BALIE_SIM_SALUTATION, "");
  balie_sim_customer_take (buyer, BALIE_SIM_EMAIL,
                           g_strdup_printf ("buyer%u@example.org", ordinal));
  number = g_strdup_printf ("%u", FIRST_BUYER + ordinal);
  balie_sim_customer_set (buyer, BALIE_SIM_NUMBER, number);
  balie_sim_register_take_customer (cast, buyer);
  g_hash_table_insert (buyers, g_strdup (name), number);
  return number;
}

static void
add_order (BalieSimRegister *cast, GHashTable *cars, GHashTable *buyers, char **cells)
{
  BalieSimVehicle *car;
  const char *owner = DEALERSHIP;

  /* One order has an ill-formed chassis number: no car has it. */
  if (strlen (cells[CELL_VIN]) != 17 || !g_hash_table_add (cars, g_strdup (cells[CELL_VIN])))
    return;
  if (cells[CELL_CUSTOMER][0] != '\0')
    owner = add_buyer (cast, buyers, cells[CELL_CUSTOMER]);
  car = balie_sim_vehicle_new ();
  balie_sim_vehicle_take (car, BALIE_SIM_VIN, g_strdup (cells[CELL_VIN]));
  balie_sim_vehicle_take (car, BALIE_SIM_PLATE, g_strdup (cells[CELL_PLATE]));
  balie_sim_vehicle_take (car, BALIE_SIM_BRAND, g_strdup (cells[CELL_BRAND]));
  balie_sim_vehicle_take (car, BALIE_SIM_MODEL, g_strdup (cells[CELL_MODEL]));
  balie_sim_vehicle_set_person (car, BALIE_SIM_OWNER, owner);
  if (cells[CELL_CUSTOMER][0] != '\0')
    balie_sim_vehicle_set_person (car, BALIE_SIM_DRIVER, owner);
  balie_sim_register_take_vehicle (cast, car);
}

static void
add_orders (BalieSimRegister *cast)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (balie_sim_demo_get_resource (),
                                                     "/io/github/baliedesk/Balie/demo/orders.txt",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) cars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) buyers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, ";", -1);

      if (**line != '#' && g_strv_length (cells) > CELL_CUSTOMER)
        add_order (cast, cars, buyers, cells);
    }
}

/**
 * balie_sim_cast_fill:
 * @cast: a register that is still empty
 *
 * Adds the fixed cast.
 */
void
balie_sim_cast_fill (BalieSimRegister *cast)
{
  add_customers (cast, customers, G_N_ELEMENTS (customers), balie_sim_register_take_customer);
  add_customers (cast, persons, G_N_ELEMENTS (persons), balie_sim_register_take_person);
  add_vehicles (cast);
  add_dealership (cast);
  add_orders (cast);
}
