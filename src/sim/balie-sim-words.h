/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, streets and towns of three countries, out of which fictional customers are made. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalieSimTown:
 * @postcode: as it is written; of the Netherlands without the two letters
 * @language: of the people who live there
 * @phone: country and area, all but the subscriber's number; "" when no number is given out there
 * @n_digits: of the subscriber's number
 */
typedef struct
{
  const char *postcode;
  const char *city;
  const char *province;
  const char *language;
  const char *phone;
  guint n_digits;
} BalieSimTown;

/**
 * BalieSimLand:
 * @code: ISO 3166-1
 * @common: the last name of very many
 * @mobile: country and prefix of mobiles
 * @legal_forms: code and how it is written behind a company's name, in pairs
 * @lists: of texts, ended with %NULL
 */
typedef struct
{
  const char *code;
  const char *common;
  const char *mobile;
  guint n_mobile_digits;
  const BalieSimTown *towns;
  guint n_towns;
  const char *const *women;
  const char *const *men;
  const char *const *last_names;
  const char *const *streets;
  const char *const *trades;
  const char *const *legal_forms;
} BalieSimLand;

#define BALIE_SIM_N_LANDS 3

const BalieSimLand *balie_sim_land_get (guint index);

G_END_DECLS
