/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connector profile of each remote must and may say: operations with their placeholders,
 * answers with their fields, code lists. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalieOperationSchema:
 * @placeholders: (array zero-terminated=1): names that templates may use
 * @must_use: (nullable): the one placeholder without which the operation makes no sense
 * @list: (nullable): the list that a body may go through with $each
 * @list_placeholders: (nullable) (array zero-terminated=1): names within it
 * @methods: (array zero-terminated=1): HTTP methods allowed
 * @answers: (nullable) (array zero-terminated=1): forms its answer may have, %NULL if it isn't read
 */
typedef struct
{
  const char *name;
  gboolean required;
  const char *const *placeholders;
  const char *must_use;
  const char *list;
  const char *const *list_placeholders;
  const char *const *methods;
  const char *const *answers;
} BalieOperationSchema;

/**
 * BalieAnswerSchema:
 * @required: (array zero-terminated=1): fields whose path must be given
 * @optional: (array zero-terminated=1): fields whose path may be given
 * @switches: (nullable) (array zero-terminated=1): fields that are true or false unless the profile says
 *   otherwise
 * @in_header: (nullable) (array zero-terminated=1): fields that a header of the answer may tell
 * @only_for: (nullable) (array zero-terminated=1): operations without which the form is not needed
 */
typedef struct
{
  const char *name;
  const char *const *required;
  const char *const *optional;
  const char *const *switches;
  const char *const *in_header;
  const char *const *only_for;
} BalieAnswerSchema;

/**
 * BalieCodesSchema:
 * @required: (array zero-terminated=1): our codes that must be mapped
 * @optional: the list may be absent: their codes are ours then
 * @open: further codes of the gateway's own are allowed
 * @received: read from answers: several of theirs, or none, may mean one of ours
 */
typedef struct
{
  const char *name;
  const char *const *required;
  gboolean optional;
  gboolean open;
  gboolean received;
} BalieCodesSchema;

/**
 * BalieProfileSchema:
 * @operations: ends with a %NULL name, like the other lists
 * @paging: the member "paging" says how pages are counted
 */
typedef struct
{
  const char *remote;
  const BalieOperationSchema *operations;
  const BalieAnswerSchema *answers;
  const BalieCodesSchema *codes;
  gboolean paging;
} BalieProfileSchema;

const BalieProfileSchema *balie_profile_schema_find (const char *remote_name);
const BalieOperationSchema *balie_profile_schema_find_operation (const BalieProfileSchema *self,
                                                                 const char *name);
const BalieAnswerSchema *balie_profile_schema_find_answer (const BalieProfileSchema *self,
                                                           const char *name);
const BalieCodesSchema *balie_profile_schema_find_codes (const BalieProfileSchema *self,
                                                         const char *name);

G_END_DECLS
