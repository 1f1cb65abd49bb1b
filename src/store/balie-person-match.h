/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether parties, customers, questions and history tell of one person; shared by the files about
 * personal data. */
#pragma once

#include "balie-dossier-table.h"
#include "balie-personal-table.h"

G_BEGIN_DECLS

/**
 * BaliePersonMatch:
 *
 * What is known of a person, made comparable: sets of texts. @contacts holds e-mail addresses, phone
 * numbers and postcodes.
 */
typedef struct
{
  GHashTable *clients;
  GHashTable *references;
  GHashTable *last_names;
  GHashTable *first_names;
  GHashTable *contacts;
  GHashTable *full_names;
} BaliePersonMatch;

/* What one piece of history says; enough of them together tell the person. */
typedef enum
{
  BALIE_PERSON_SAYS_NUMBER = 1 << 0,
  BALIE_PERSON_SAYS_LAST_NAME = 1 << 1,
  BALIE_PERSON_SAYS_FIRST_NAME = 1 << 2,
  BALIE_PERSON_SAYS_CONTACT = 1 << 3,
} BaliePersonSays;

BaliePersonMatch *balie_person_match_new (const BaliePersonKey *key);
void balie_person_match_free (BaliePersonMatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaliePersonMatch, balie_person_match_free)

/* By the rule of BaliePersonKey. */
gboolean balie_person_match_has_party (const BaliePersonMatch *self, const BalieParty *party);
/* The party is the person: what it says is known of them from now on. */
void balie_person_match_add_party (BaliePersonMatch *self, const BalieParty *party);
gboolean balie_person_match_has_customer (const BaliePersonMatch *self,
                                          const BalieCustomer *customer);
/* A question as balie_customer_query_dup_key() writes it. */
gboolean balie_person_match_has_question (const BaliePersonMatch *self, const char *question);
/* Bits of BaliePersonSays. */
guint
balie_person_match_read_value (const BaliePersonMatch *self, const char *field, const char *value);
gboolean balie_person_match_is_said (const BaliePersonMatch *self, guint says);

/* (element-type BalieParty): of the key alone. */
GPtrArray *balie_person_match_find_parties (BalieDb *db,
                                            const BaliePersonKey *key,
                                            const BaliePersonMatch *match,
                                            GError **error);

G_END_DECLS
