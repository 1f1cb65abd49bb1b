/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer as the simulated Driver2 and KP have one, with the names that its members have on the wire. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* In the order of the wire. */
typedef enum
{
  BALIE_SIM_NUMBER,
  BALIE_SIM_LAST_NAME,
  BALIE_SIM_FIRST_NAME,
  BALIE_SIM_LEGAL_FORM,
  BALIE_SIM_SALUTATION,
  BALIE_SIM_ADDRESS,
  BALIE_SIM_ADDRESS2,
  BALIE_SIM_POSTCODE,
  BALIE_SIM_CITY,
  BALIE_SIM_PROVINCE,
  BALIE_SIM_COUNTRY,
  BALIE_SIM_LANGUAGE,
  BALIE_SIM_PHONE,
  BALIE_SIM_FAX,
  BALIE_SIM_MOBILE,
  BALIE_SIM_EMAIL,
  BALIE_SIM_VAT_NUMBER,
  BALIE_SIM_VAT_LIABLE, /* true or false on the wire, "yes" or "no" here */
  BALIE_SIM_CUSTOMER_TYPE,
  BALIE_SIM_DRIVING_LICENCE,
  BALIE_SIM_N_FIELDS,
} BalieSimField;

/* What stands in "legalForm" of a private person, and in "customerType". */
#define BALIE_SIM_NATURAL_PERSON "natural-person"
#define BALIE_SIM_PRIVATE "private"
#define BALIE_SIM_BUSINESS "business"

/* @values: never %NULL, "" is null on the wire; changed by the functions below only. */
typedef struct
{
  char *values[BALIE_SIM_N_FIELDS];
} BalieSimCustomer;

BalieSimCustomer *balie_sim_customer_new (void);
BalieSimCustomer *balie_sim_customer_copy (const BalieSimCustomer *self);
void balie_sim_customer_free (BalieSimCustomer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimCustomer, balie_sim_customer_free)

void balie_sim_customer_set (BalieSimCustomer *self, BalieSimField field, const char *value);
void balie_sim_customer_take (BalieSimCustomer *self, BalieSimField field, char *value);
gboolean balie_sim_customer_is_private (const BalieSimCustomer *self);
gboolean balie_sim_customer_is_same_person (const BalieSimCustomer *a, const BalieSimCustomer *b);
JsonObject *balie_sim_customer_to_json (const BalieSimCustomer *self);

const char *balie_sim_field_get_name (BalieSimField field);
gboolean balie_sim_field_find (const char *name, BalieSimField *field);

/* What is wrong with the body of a POST, as text; NULL when nothing is, and @customer is made. */
char *balie_sim_customer_read_body (JsonNode *body, BalieSimCustomer **customer);
/* What was kept by balie_sim_customer_to_json(); NULL with INVALID_INPUT. */
BalieSimCustomer *balie_sim_customer_restore (JsonObject *object, GError **error);

G_END_DECLS
