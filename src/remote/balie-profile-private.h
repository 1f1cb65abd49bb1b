/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a connector profile, for its loader and its users in this layer. */
#pragma once

#include "balie-date.h"
#include "balie-profile-schema.h"
#include "balie-profile.h"

G_BEGIN_DECLS

/* The members of an object in a body's place that stand for a list. */
#define BALIE_PROFILE_EACH "$each"
#define BALIE_PROFILE_ITEM "$item"

typedef struct
{
  char *method;
  char *path;
  JsonObject *query;   /* (nullable) parameter → template */
  JsonObject *headers; /* (nullable) header → template */
  JsonNode *body;      /* (nullable) */
  char *answer;        /* (nullable) form of the answer */
  GHashTable *used;    /* placeholders of its templates */
} BalieOperation;

/**
 * BalieField:
 * @path: (nullable): %NULL if @header tells it
 * @header: (nullable): of the answer
 * @number: a whole number counts as its digits
 * @is_switch: it is true or false
 */
typedef struct
{
  JsonPath *path;
  char *header;
  gboolean number;
  gboolean is_switch;
} BalieField;

/**
 * BalieCodes:
 * @theirs: our code → their first one
 * @ours: their code → ours
 * @numbers: their codes that are numbers, as text
 * @order: (element-type utf8): our codes as listed
 */
typedef struct
{
  GHashTable *theirs;
  GHashTable *ours;
  GHashTable *numbers;
  GPtrArray *order;
} BalieCodes;

struct _BalieProfile
{
  gatomicrefcount ref_count;
  const BalieProfileSchema *schema;
  BalieAuthKind auth;
  GHashTable *auth_texts; /* member → text */
  int max_in_flight;
  int first_page; /* the number of the first page */
  int page_size;
  char *date_format;
  GHashTable *operations; /* name → BalieOperation */
  GHashTable *codes;      /* name → BalieCodes */
  GHashTable *answers;    /* name → (field → BalieField) */
};

BalieProfile *balie_profile_new_empty (const BalieProfileSchema *schema);
BalieOperation *balie_operation_new (void);
BalieField *balie_field_new (void);
void balie_field_free (BalieField *self);
BalieCodes *balie_codes_new (void);

const char *balie_profile_get_answer (BalieProfile *self, const char *operation);
gboolean balie_profile_uses (BalieProfile *self, const char *operation, const char *placeholder);
const BalieField *
balie_profile_find_field (BalieProfile *self, const char *answer, const char *field);
int balie_profile_get_first_page (BalieProfile *self);
int balie_profile_get_page_size (BalieProfile *self);
JsonNode *balie_profile_dup_code_node (BalieProfile *self, const char *list, const char *ours);
char *balie_profile_dup_date (BalieProfile *self, BalieDate date);

G_END_DECLS
