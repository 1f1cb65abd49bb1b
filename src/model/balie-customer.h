/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer as Driver2 and KP know one, and what one is searched by. */
#pragma once

#include "balie-field.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  BALIE_SOURCE_NONE,
  BALIE_SOURCE_DRIVER2,
  BALIE_SOURCE_KP,
  BALIE_N_SOURCES,
} BalieSource;

/* "", "driver2", "kp": the remote's name too. */
const char *balie_source_to_code (BalieSource source);
gboolean balie_source_from_code (const char *code, BalieSource *source);
/* "Driver2", "KP", "" – names, not translated. */
const char *balie_source_to_label (BalieSource source);

/* In the order of CONTRACTS; wire names are in the table. */
typedef enum
{
  BALIE_CUSTOMER_NUMBER,
  BALIE_CUSTOMER_LAST_NAME,
  BALIE_CUSTOMER_FIRST_NAME,
  BALIE_CUSTOMER_LEGAL_FORM,
  BALIE_CUSTOMER_SALUTATION,
  BALIE_CUSTOMER_ADDRESS,
  BALIE_CUSTOMER_ADDRESS2,
  BALIE_CUSTOMER_POSTCODE,
  BALIE_CUSTOMER_CITY,
  BALIE_CUSTOMER_PROVINCE,
  BALIE_CUSTOMER_COUNTRY,
  BALIE_CUSTOMER_LANGUAGE,
  BALIE_CUSTOMER_PHONE,
  BALIE_CUSTOMER_FAX,
  BALIE_CUSTOMER_MOBILE,
  BALIE_CUSTOMER_EMAIL,
  BALIE_CUSTOMER_VAT_NUMBER,
  BALIE_CUSTOMER_VAT_LIABLE,
  BALIE_CUSTOMER_CUSTOMER_TYPE,
  BALIE_CUSTOMER_DRIVING_LICENCE,
  BALIE_N_CUSTOMER_FIELDS,
} BalieCustomerField;

/**
 * BalieCustomer:
 * @source: who told it
 * @values: canonical texts, never %NULL
 *
 * A customer of a remote system. A plain value.
 */
typedef struct
{
  BalieSource source;
  char *values[BALIE_N_CUSTOMER_FIELDS];
} BalieCustomer;

BalieCustomer *balie_customer_new (BalieSource source);
BalieCustomer *balie_customer_copy (const BalieCustomer *self);
void balie_customer_free (BalieCustomer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieCustomer, balie_customer_free)

const BalieFieldSpec *balie_customer_get_spec (BalieCustomerField field);
gboolean balie_customer_find_field (const char *code_or_wire, BalieCustomerField *field);
/* Cleans; what can't be read as the field's type is kept as cleaned text (remotes are not refused). */
void balie_customer_set (BalieCustomer *self, BalieCustomerField field, const char *text);
/* “Peeters, Jan” or the company's name; "" when there is none. */
char *balie_customer_dup_name (const BalieCustomer *self);
/* Surely the same: equal number (same source), or equal folded name and an equal e-mail, phone,
 * VAT number or postcode-with-address. Never by name alone. */
gboolean balie_customer_is_same_person (const BalieCustomer *a, const BalieCustomer *b);
/* As on the wire: wire names, "" as null, vat_liable as true/false/null. */
JsonObject *balie_customer_to_json (const BalieCustomer *self);
BalieCustomer *balie_customer_from_json (JsonObject *object, BalieSource source, GError **error);

/* In the order of the search dialog. */
typedef enum
{
  BALIE_CRITERION_CUSTOMER_NUMBER,
  BALIE_CRITERION_VAT_NUMBER,
  BALIE_CRITERION_LAST_NAME,
  BALIE_CRITERION_EMAIL,
  BALIE_CRITERION_FIRST_NAME,
  BALIE_CRITERION_PHONE,
  BALIE_CRITERION_POSTCODE,
  BALIE_CRITERION_COUNTRY,
  BALIE_N_CRITERIA,
} BalieCriterion;

/**
 * BalieCustomerQuery:
 * @values: cleaned texts, never %NULL
 *
 * What customers are searched by. A plain value.
 */
typedef struct
{
  char *values[BALIE_N_CRITERIA];
} BalieCustomerQuery;

BalieCustomerQuery *balie_customer_query_new (void);
BalieCustomerQuery *balie_customer_query_copy (const BalieCustomerQuery *self);
void balie_customer_query_free (BalieCustomerQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieCustomerQuery, balie_customer_query_free)

/* Wire name ("customerNumber") and label ("Client number"). */
const BalieFieldSpec *balie_criterion_get_spec (BalieCriterion criterion);
gboolean balie_criterion_find (const char *code_or_wire, BalieCriterion *criterion);
void
balie_customer_query_set (BalieCustomerQuery *self, BalieCriterion criterion, const char *text);
gboolean balie_customer_query_is_empty (const BalieCustomerQuery *self);
gboolean balie_customer_query_equal (const BalieCustomerQuery *a, const BalieCustomerQuery *b);
/* Whether KP takes part: last name, first name and postcode only. */
gboolean balie_criterion_is_for_kp (BalieCriterion criterion);
/* A copy with what KP takes. */
BalieCustomerQuery *balie_customer_query_dup_for_kp (const BalieCustomerQuery *self);
/* (transfer full): the same for equal questions (folded), for the cache. */
char *balie_customer_query_dup_key (const BalieCustomerQuery *self);

G_END_DECLS
