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

static const BalieProfileSchema schemas[] = {
  { "pon", pon_operations, pon_answers, pon_codes },
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
