/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connector profile of each remote must and may say. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-profile-schema.h"

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const BalieOperationSchema pon_operations[] = {
  { .name = "create",
    .required = TRUE,
    .placeholders = NAMES ("key",
                           "brand",
                           "dealerNumber",
                           "chassisNumber",
                           "requestType",
                           "requestDate",
                           "deliveryDate"),
    .must_use = "key",
    .list = "plates",
    .list_placeholders = NAMES ("type", "count"),
    .methods = NAMES ("POST", "PUT"),
    .answers = NAMES ("request") },
  { .name = "get",
    .placeholders = NAMES ("id"),
    .must_use = "id",
    .methods = NAMES ("GET"),
    .answers = NAMES ("request") },
  { .name = "find-by-key",
    .required = TRUE,
    .placeholders = NAMES ("key"),
    .must_use = "key",
    .methods = NAMES ("GET"),
    .answers = NAMES ("request", "page") },
  { .name = "list",
    .required = TRUE,
    .placeholders = NAMES ("updatedSince", "page"),
    .must_use = "updatedSince",
    .methods = NAMES ("GET"),
    .answers = NAMES ("page") },
  { .name = "withdraw",
    .placeholders = NAMES ("id"),
    .must_use = "id",
    .methods = NAMES ("DELETE", "POST", "PUT", "PATCH") },
  { NULL },
};

static const BalieAnswerSchema pon_answers[] = {
  { .name = "request",
    .required = NAMES ("id", "status", "plate"),
    .optional = NAMES ("key", "chassisNumber", "reason", "updatedAt") },
  { .name = "page", .required = NAMES ("items"), .optional = NAMES ("next") },
  { NULL },
};

static const BalieCodesSchema pon_codes[] = {
  { .name = "requestTypes", .required = NAMES ("new"), .open = TRUE },
  { .name = "plateTypes",
    .required = NAMES ("long",
                       "rectangular",
                       "american",
                       "motorcycle",
                       "taxi-long",
                       "taxi-rectangular",
                       "carrier") },
  { .name = "statuses",
    .required = NAMES ("requested", "approved", "rejected", "withdrawn"),
    .received = TRUE },
  { NULL },
};

/* The fields of a customer, by the names of the wire format, without those that a form needs. */
#define CUSTOMER_DETAILS                                                                           \
  "firstName", "legalForm", "salutation", "address", "address2", "postcode", "city", "province",   \
      "country", "language", "phone", "fax", "mobile", "email", "vatNumber", "vatLiable",          \
      "customerType", "drivingLicence"

static const BalieOperationSchema driver2_operations[] = {
  { .name = "search",
    .required = TRUE,
    .placeholders = NAMES ("customerNumber",
                           "vatNumber",
                           "lastName",
                           "email",
                           "firstName",
                           "phone",
                           "postcode",
                           "country",
                           "page",
                           "pageSize",
                           "offset"),
    .must_use = "lastName",
    .methods = NAMES ("GET"),
    .answers = NAMES ("page") },
  { .name = "get",
    .placeholders = NAMES ("number"),
    .must_use = "number",
    .methods = NAMES ("GET"),
    .answers = NAMES ("customer") },
  /* Without the VAT number: Driver2 refuses it, and nobody is to send it by a profile. */
  { .name = "create",
    .placeholders = NAMES ("key",
                           "number",
                           "lastName",
                           "firstName",
                           "legalForm",
                           "salutation",
                           "address",
                           "address2",
                           "postcode",
                           "city",
                           "province",
                           "country",
                           "language",
                           "phone",
                           "fax",
                           "mobile",
                           "email",
                           "vatLiable",
                           "customerType",
                           "drivingLicence"),
    .must_use = "lastName",
    .methods = NAMES ("POST", "PUT"),
    .answers = NAMES ("customer") },
  { .name = "vehicles-by-vin",
    .placeholders = NAMES ("vin"),
    .must_use = "vin",
    .methods = NAMES ("GET"),
    .answers = NAMES ("vehicles") },
  { .name = "vehicles-by-plate",
    .placeholders = NAMES ("plate"),
    .must_use = "plate",
    .methods = NAMES ("GET"),
    .answers = NAMES ("vehicles") },
  { NULL },
};

static const BalieAnswerSchema driver2_answers[] = {
  { .name = "page",
    .required = NAMES ("items"),
    .optional = NAMES ("total", "next"),
    .in_header = NAMES ("total") },
  { .name = "customer",
    .required = NAMES ("number", "lastName"),
    .optional = NAMES (CUSTOMER_DETAILS),
    .switches = NAMES ("vatLiable") },
  { .name = "vehicles",
    .required = NAMES ("items"),
    .optional = NAMES (NULL),
    .only_for = NAMES ("vehicles-by-vin", "vehicles-by-plate") },
  { .name = "vehicle",
    .required = NAMES ("vin"),
    .optional = NAMES ("plate",
                       "brand",
                       "model",
                       "colour",
                       "firstRegistration",
                       "owner",
                       "driver",
                       "insured"),
    .only_for = NAMES ("vehicles-by-vin", "vehicles-by-plate") },
  { NULL },
};

/* Last name, first name and postcode: nothing else of a person can get into a request. */
static const BalieOperationSchema kp_operations[] = {
  { .name = "search",
    .required = TRUE,
    .placeholders = NAMES ("lastName", "firstName", "postcode", "page", "pageSize", "offset"),
    .must_use = "lastName",
    .methods = NAMES ("GET"),
    .answers = NAMES ("page") },
  { NULL },
};

static const BalieAnswerSchema kp_answers[] = {
  { .name = "page",
    .required = NAMES ("items"),
    .optional = NAMES ("total", "next"),
    .in_header = NAMES ("total") },
  { .name = "customer",
    .required = NAMES ("lastName"),
    .optional = NAMES ("number", CUSTOMER_DETAILS),
    .switches = NAMES ("vatLiable") },
  { NULL },
};

static const BalieCodesSchema customer_codes[] = {
  { .name = "legalForms",
    .required = NAMES (NULL),
    .optional = TRUE,
    .open = TRUE,
    .received = TRUE },
  { .name = "salutations",
    .required = NAMES (NULL),
    .optional = TRUE,
    .open = TRUE,
    .received = TRUE },
  { .name = "customerTypes",
    .required = NAMES (NULL),
    .optional = TRUE,
    .open = TRUE,
    .received = TRUE },
  { .name = "languages",
    .required = NAMES (NULL),
    .optional = TRUE,
    .open = TRUE,
    .received = TRUE },
  { .name = "countries",
    .required = NAMES (NULL),
    .optional = TRUE,
    .open = TRUE,
    .received = TRUE },
  { .name = "vatLiable", .required = NAMES ("yes", "no"), .optional = TRUE, .received = TRUE },
  { NULL },
};

static const BalieProfileSchema schemas[] = {
  { "pon", pon_operations, pon_answers, pon_codes, FALSE },
  { "driver2", driver2_operations, driver2_answers, customer_codes, TRUE },
  { "kp", kp_operations, kp_answers, customer_codes, TRUE },
};

/**
 * balie_profile_schema_find:
 * @remote_name: e.g. "pon"
 *
 * Returns: (nullable): its schema, %NULL for a remote without connector profiles
 */
const BalieProfileSchema *
balie_profile_schema_find (const char *remote_name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    if (g_strcmp0 (schemas[i].remote, remote_name) == 0)
      return &schemas[i];
  return NULL;
}

const BalieOperationSchema *
balie_profile_schema_find_operation (const BalieProfileSchema *self, const char *name)
{
  for (const BalieOperationSchema *item = self->operations; item->name; item++)
    if (g_str_equal (item->name, name))
      return item;
  return NULL;
}

const BalieAnswerSchema *
balie_profile_schema_find_answer (const BalieProfileSchema *self, const char *name)
{
  for (const BalieAnswerSchema *item = self->answers; item->name; item++)
    if (g_str_equal (item->name, name))
      return item;
  return NULL;
}

const BalieCodesSchema *
balie_profile_schema_find_codes (const BalieProfileSchema *self, const char *name)
{
  for (const BalieCodesSchema *item = self->codes; item->name; item++)
    if (g_str_equal (item->name, name))
      return item;
  return NULL;
}
