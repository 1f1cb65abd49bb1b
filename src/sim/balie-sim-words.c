/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, streets and towns of three countries, out of which fictional customers are made. The towns and
 * their postcodes are real; telephones are in ranges that nobody has: subscribers' numbers that begin
 * with 0 in the Netherlands and Belgium, and in Germany those kept free for films and a mobile prefix
 * that has not been given out. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-words.h"

static const BalieSimTown dutch_towns[] = {
  { "1012", "Amsterdam", "Noord-Holland", "nl-NL", "+31200", 6 },
  { "3011", "Rotterdam", "Zuid-Holland", "nl-NL", "+31100", 6 },
  { "3511", "Utrecht", "Utrecht", "nl-NL", "+31300", 6 },
  { "2511", "Den Haag", "Zuid-Holland", "nl-NL", "+31700", 6 },
  { "5611", "Eindhoven", "Noord-Brabant", "nl-NL", "+31400", 6 },
  { "9711", "Groningen", "Groningen", "nl-NL", "+31500", 6 },
  { "5038", "Tilburg", "Noord-Brabant", "nl-NL", "+31130", 6 },
  { "1315", "Almere", "Flevoland", "nl-NL", "+31360", 6 },
  { "4811", "Breda", "Noord-Brabant", "nl-NL", "+31760", 6 },
  { "6511", "Nijmegen", "Gelderland", "nl-NL", "+31240", 6 },
  { "6811", "Arnhem", "Gelderland", "nl-NL", "+31260", 6 },
  { "2011", "Haarlem", "Noord-Holland", "nl-NL", "+31230", 6 },
  { "3811", "Amersfoort", "Utrecht", "nl-NL", "+31330", 6 },
  { "7311", "Apeldoorn", "Gelderland", "nl-NL", "+31550", 6 },
  { "8011", "Zwolle", "Overijssel", "nl-NL", "+31380", 6 },
  { "6211", "Maastricht", "Limburg", "nl-NL", "+31430", 6 },
  { "2312", "Leiden", "Zuid-Holland", "nl-NL", "+31710", 6 },
  { "8911", "Leeuwarden", "Fryslân", "nl-NL", "+31580", 6 },
  { "4331", "Middelburg", "Zeeland", "nl-NL", "+311180", 5 },
  { "9401", "Assen", "Drenthe", "nl-NL", "+315920", 5 },
  { "5211", "’s-Hertogenbosch", "Noord-Brabant", "nl-NL", "+31730", 6 },
  { "5911", "Venlo", "Limburg", "nl-NL", "+31770", 6 },
};

static const BalieSimTown belgian_towns[] = {
  { "1000", "Brussel", "Brussel", "nl-BE", "+3220", 6 },
  { "2000", "Antwerpen", "Antwerpen", "nl-BE", "+3230", 6 },
  { "9000", "Gent", "Oost-Vlaanderen", "nl-BE", "+3290", 6 },
  { "8000", "Brugge", "West-Vlaanderen", "nl-BE", "+32500", 5 },
  { "3000", "Leuven", "Vlaams-Brabant", "nl-BE", "+32160", 5 },
  { "3500", "Hasselt", "Limburg", "nl-BE", "+32110", 5 },
  { "2800", "Mechelen", "Antwerpen", "nl-BE", "+32150", 5 },
  { "8500", "Kortrijk", "West-Vlaanderen", "nl-BE", "+32560", 5 },
  { "9300", "Aalst", "Oost-Vlaanderen", "nl-BE", "+32530", 5 },
  { "8400", "Oostende", "West-Vlaanderen", "nl-BE", "+32590", 5 },
  { "3600", "Genk", "Limburg", "nl-BE", "+32890", 5 },
  { "2300", "Turnhout", "Antwerpen", "nl-BE", "+32140", 5 },
  { "9100", "Sint-Niklaas", "Oost-Vlaanderen", "nl-BE", "+3230", 6 },
  { "2440", "Geel", "Antwerpen", "nl-BE", "+32140", 5 },
  { "4000", "Liège", "Liège", "fr-BE", "+3240", 6 },
  { "5000", "Namur", "Namur", "fr-BE", "+32810", 5 },
  { "6000", "Charleroi", "Hainaut", "fr-BE", "+32710", 5 },
  { "7000", "Mons", "Hainaut", "fr-BE", "+32650", 5 },
  { "1300", "Wavre", "Brabant wallon", "fr-BE", "+32100", 5 },
  { "6700", "Arlon", "Luxembourg", "fr-BE", "+32630", 5 },
};

static const BalieSimTown german_towns[] = {
  { "10115", "Berlin", "Berlin", "de-DE", "+493023125", 3 },
  { "20095", "Hamburg", "Hamburg", "de-DE", "+494066969", 3 },
  { "50667", "Köln", "Nordrhein-Westfalen", "de-DE", "+492214710", 3 },
  { "80331", "München", "Bayern", "de-DE", "+498999998", 3 },
  { "60311", "Frankfurt am Main", "Hessen", "de-DE", "+496990009", 3 },
  { "40213", "Düsseldorf", "Nordrhein-Westfalen", "de-DE", "", 0 },
  { "52062", "Aachen", "Nordrhein-Westfalen", "de-DE", "", 0 },
  { "48143", "Münster", "Nordrhein-Westfalen", "de-DE", "", 0 },
  { "44135", "Dortmund", "Nordrhein-Westfalen", "de-DE", "", 0 },
  { "28195", "Bremen", "Bremen", "de-DE", "", 0 },
  { "30159", "Hannover", "Niedersachsen", "de-DE", "", 0 },
  { "04109", "Leipzig", "Sachsen", "de-DE", "", 0 },
  { "01067", "Dresden", "Sachsen", "de-DE", "", 0 },
  { "90402", "Nürnberg", "Bayern", "de-DE", "", 0 },
  { "70173", "Stuttgart", "Baden-Württemberg", "de-DE", "", 0 },
  { "47533", "Kleve", "Nordrhein-Westfalen", "de-DE", "", 0 },
};

static const char *const dutch_women[] = {
  "Anna",  "Sanne", "Lieke", "Fleur",   "Marijke", "Ingrid", "Noor",   "Tess",
  "Wilma", "Joke",  "Femke", "Roos",    "Esther",  "Mirjam", "Yvonne", "Loes",
  "Evi",   "Saar",  "Ilse",  "Carlijn", "Hanneke", "Renée",  "Zoë",    NULL,
};
static const char *const dutch_men[] = {
  "Jan",   "Piet", "Daan",   "Sem",    "Bram",  "Lars",  "Thijs",   "Ruben",
  "Kees",  "Henk", "Gerard", "Jeroen", "Marco", "Niels", "Sjoerd",  "Willem",
  "Joost", "Bas",  "Rik",    "Hugo",   "André", "Koen",  "Maarten", NULL,
};
static const char *const belgian_women[] = {
  "An",        "Els",     "Lotte", "Marie",    "Nele",   "Sofie",   "Kaat", "Julie",
  "Charlotte", "Hilde",   "Griet", "Chloé",    "Amélie", "Céline",  "Lien", "Veerle",
  "Inès",      "Margaux", "Leen",  "Annelies", "Hélène", "Camille", NULL,
};
static const char *const belgian_men[] = {
  "Thomas", "Pieter",   "Wout",   "Jef",     "Koen",   "Tom",   "Stijn", "Luc",
  "Marc",   "Jonas",    "Arne",   "Bart",    "Geert",  "Wim",   "Noël",  "Louis",
  "Benoît", "François", "Didier", "Étienne", "Maxime", "Robbe", NULL,
};
static const char *const german_women[] = {
  "Anna",     "Lena",  "Sabine", "Petra", "Ursula", "Monika", "Julia",  "Katrin", "Heike",
  "Gretchen", "Greta", "Hannah", "Käthe", "Silke",  "Frauke", "Birgit", "Clara",  NULL,
};
static const char *const german_men[] = {
  "Hans",  "Jürgen", "Lukas",  "Klaus",    "Stefan",   "Uwe",  "Björn", "Jörg",   "Günther",
  "Felix", "Paul",   "Dieter", "Matthias", "Thorsten", "Götz", "Karl",  "Moritz", NULL,
};

static const char *const dutch_names[] = {
  "de Vries",        "van den Berg", "Bakker",       "Visser",     "Smit",     "Meijer",
  "de Boer",         "Mulder",       "de Groot",     "Bos",        "Vos",      "Peters",
  "Hendriks",        "van Leeuwen",  "Dekker",       "Brouwer",    "de Wit",   "Dijkstra",
  "Smits",           "de Graaf",     "van der Meer", "Kok",        "Jacobs",   "Vermeulen",
  "van der Heijden", "Schouten",     "Willems",      "Hoekstra",   "Koster",   "Prins",
  "Huisman",         "Postma",       "van ’t Hof",   "Oosterhuis", "Zijlstra", NULL,
};
static const char *const belgian_names[] = {
  "Janssens", "Maes",      "Jacobs",         "Mertens",  "Willems",   "Claes",     "Goossens",
  "Wouters",  "De Smet",   "Dubois",         "Lambert",  "Dupont",    "Martens",   "Vermeulen",
  "Hermans",  "Leclercq",  "Van den Broeck", "Desmet",   "Verhoeven", "De Clercq", "Vandenberghe",
  "Lejeune",  "Pauwels",   "Segers",         "De Wilde", "Michiels",  "Gérard",    "Simon",
  "D’Hoore",  "Van Damme", "Baert",          "Coppens",  "Lemmens",   NULL,
};
static const char *const german_names[] = {
  "Schmidt",  "Schneider", "Fischer", "Weber",    "Meyer",   "Wagner", "Becker", "Schulz",
  "Hoffmann", "Schäfer",   "Koch",    "Bauer",    "Richter", "Klein",  "Wolf",   "Schröder",
  "Neumann",  "Schwarz",   "Krüger",  "Hartmann", "Groß",    "Köhler", "Böhm",   "Jäger",
  "von Berg", "Weiß",      "Vogel",   "Lange",    NULL,
};

static const char *const dutch_streets[] = {
  "Dorpsstraat",
  "Molenweg",
  "Schoolstraat",
  "Stationsweg",
  "Julianalaan",
  "Beatrixstraat",
  "Lindenlaan",
  "Eikenlaan",
  "Parallelweg",
  "Kerkstraat",
  "Havenkade",
  "Nieuwstraat",
  "Burgemeester Verzonnenlaan",
  "Wilgenhof",
  "Industrieweg",
  NULL,
};
static const char *const belgian_streets[] = {
  "Kerkstraat",          "Stationsstraat", "Molenstraat",         "Nieuwstraat",
  "Dorpsplein",          "Bosstraat",      "Veldstraat",          "Kapellestraat",
  "Hoogstraat",          "Lindenlaan",     "Rue du Moulin",       "Rue de la Gare",
  "Avenue des Tilleuls", "Grand-Rue",      "Steenweg op Nergens", NULL,
};
static const char *const german_streets[] = {
  "Hauptstraße",    "Bahnhofstraße", "Schulstraße", "Gartenstraße", "Dorfstraße",
  "Bergstraße",     "Lindenstraße",  "Mühlenweg",   "Kirchplatz",   "Goethestraße",
  "Am Rosengarten", "Ringstraße",    NULL,
};

static const char *const dutch_trades[] = { "Transport", "Bouw",      "Installatietechniek",
                                            "Advies",    "Schilders", "Zorg",
                                            "Beheer",    NULL };
static const char *const belgian_trades[] = { "Bouwwerken", "Transport",       "Dakwerken",
                                              "Consulting", "Schrijnwerkerij", "Tuinaanleg",
                                              NULL };
static const char *const german_trades[] = { "Bau",      "Spedition", "Elektrotechnik",
                                             "Beratung", "Metallbau", "Gebäudetechnik",
                                             NULL };

static const char *const dutch_forms[] = { "company", "BV", "public-limited", "NV", "partnership",
                                           "VOF",     NULL };
static const char *const belgian_forms[] = { "company", "BV", "public-limited", "NV", "company",
                                             "SRL",     NULL };
static const char *const german_forms[] = { "company", "GmbH",        "public-limited",
                                            "AG",      "partnership", "KG",
                                            NULL };

static const BalieSimLand lands[BALIE_SIM_N_LANDS] = {
  { "NL", "Jansen", "+3160", 7, dutch_towns, G_N_ELEMENTS (dutch_towns), dutch_women, dutch_men,
    dutch_names, dutch_streets, dutch_trades, dutch_forms },
  { "BE", "Peeters", "+32400", 6, belgian_towns, G_N_ELEMENTS (belgian_towns), belgian_women,
    belgian_men, belgian_names, belgian_streets, belgian_trades, belgian_forms },
  { "DE", "Müller", "+491540", 7, german_towns, G_N_ELEMENTS (german_towns), german_women,
    german_men, german_names, german_streets, german_trades, german_forms },
};

/**
 * balie_sim_land_get:
 * @index: from 0 to %BALIE_SIM_N_LANDS - 1
 *
 * Returns: (transfer none): a country
 */
const BalieSimLand *
balie_sim_land_get (guint index)
{
  return &lands[index];
}
