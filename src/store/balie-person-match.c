/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether parties, customers, questions and history tell of one person. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-person-match.h"

#include <string.h>

#include "balie-dossier-row-sql.h"
#include "balie-person.h"
#include "balie-sql.h"
#include "balie-text.h"

/* Sorts behind every text that begins the same. */
#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

static char *
dup_contact (const char *text)
{
  g_autofree char *number = NULL;

  if (strchr (text, '@'))
    return balie_text_fold (text);
  number = balie_person_dup_phone_key (text);
  return *number ? g_steal_pointer (&number) : balie_person_dup_code_key (text);
}

/* Takes @text; an empty one says nothing. */
static void
add (GHashTable *set, char *text)
{
  if (*text)
    g_hash_table_add (set, text);
  else
    g_free (text);
}

static gboolean
has (GHashTable *set, char *take_text)
{
  g_autofree char *text = take_text;

  return *text && g_hash_table_contains (set, text);
}

static void
add_full_name (BaliePersonMatch *self, const char *last, const char *before, const char *first)
{
  g_autofree char *name = g_strconcat (last, before, first, NULL);

  add (self->full_names, balie_text_fold (name));
}

/* As an order may have it. A last name alone is one only for whoever has no other. */
static void
add_name (BaliePersonMatch *self, const char *last, const char *first)
{
  add (self->last_names, balie_text_fold (last));
  add (self->first_names, balie_text_fold (first));
  if (!*last)
    return;
  add_full_name (self, last, *first ? ", " : "", first);
  if (*first)
    {
      add_full_name (self, last, " ", first);
      add_full_name (self, first, " ", last);
    }
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BaliePersonMatch *
balie_person_match_new (const BaliePersonKey *key)
{
  BaliePersonMatch *self = g_new0 (BaliePersonMatch, 1);

  self->clients = new_set ();
  self->references = new_set ();
  self->last_names = new_set ();
  self->first_names = new_set ();
  self->contacts = new_set ();
  self->full_names = new_set ();
  add (self->clients, balie_text_fold (key->client_number));
  add (self->references, balie_text_fold (key->external_reference));
  add_name (self, key->last_name, key->first_name);
  add (self->contacts, dup_contact (key->email));
  add (self->contacts, dup_contact (key->phone));
  add (self->contacts, balie_person_dup_code_key (key->postcode));
  return self;
}

void
balie_person_match_free (BaliePersonMatch *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->clients);
  g_hash_table_unref (self->references);
  g_hash_table_unref (self->last_names);
  g_hash_table_unref (self->first_names);
  g_hash_table_unref (self->contacts);
  g_hash_table_unref (self->full_names);
  g_free (self);
}

static gboolean
has_name (const BaliePersonMatch *self, const char *last, const char *first)
{
  return has (self->last_names, balie_text_fold (last)) &&
         (g_hash_table_size (self->first_names) == 0 ||
          has (self->first_names, balie_text_fold (first)));
}

static gboolean
has_contact (const BaliePersonMatch *self,
             const char *email,
             const char *phone,
             const char *mobile,
             const char *postcode)
{
  return has (self->contacts, balie_text_fold (email)) ||
         has (self->contacts, dup_contact (phone)) || has (self->contacts, dup_contact (mobile)) ||
         has (self->contacts, balie_person_dup_code_key (postcode));
}

gboolean
balie_person_match_has_party (const BaliePersonMatch *self, const BalieParty *party)
{
  char *const *values = party->values;

  return has (self->clients, balie_text_fold (values[BALIE_PARTY_CLIENT_NUMBER])) ||
         has (self->references, balie_text_fold (values[BALIE_PARTY_EXTERNAL_REFERENCE])) ||
         (has_name (self, values[BALIE_PARTY_LAST_NAME], values[BALIE_PARTY_FIRST_NAME]) &&
          has_contact (self, values[BALIE_PARTY_EMAIL], values[BALIE_PARTY_PHONE],
                       values[BALIE_PARTY_MOBILE], values[BALIE_PARTY_POSTCODE]));
}

void
balie_person_match_add_party (BaliePersonMatch *self, const BalieParty *party)
{
  char *const *values = party->values;

  add (self->clients, balie_text_fold (values[BALIE_PARTY_CLIENT_NUMBER]));
  add (self->references, balie_text_fold (values[BALIE_PARTY_EXTERNAL_REFERENCE]));
  add_name (self, values[BALIE_PARTY_LAST_NAME], values[BALIE_PARTY_FIRST_NAME]);
  add (self->contacts, balie_text_fold (values[BALIE_PARTY_EMAIL]));
  add (self->contacts, dup_contact (values[BALIE_PARTY_PHONE]));
  add (self->contacts, dup_contact (values[BALIE_PARTY_MOBILE]));
  add (self->contacts, balie_person_dup_code_key (values[BALIE_PARTY_POSTCODE]));
}

gboolean
balie_person_match_has_customer (const BaliePersonMatch *self, const BalieCustomer *customer)
{
  char *const *values = customer->values;

  if (customer->source == BALIE_SOURCE_DRIVER2 &&
      has (self->references, balie_text_fold (values[BALIE_CUSTOMER_NUMBER])))
    return TRUE;
  return has_name (self, values[BALIE_CUSTOMER_LAST_NAME], values[BALIE_CUSTOMER_FIRST_NAME]) &&
         has_contact (self, values[BALIE_CUSTOMER_EMAIL], values[BALIE_CUSTOMER_PHONE],
                      values[BALIE_CUSTOMER_MOBILE], values[BALIE_CUSTOMER_POSTCODE]);
}

static gboolean
has_criterion (const BaliePersonMatch *self, BalieCriterion criterion, const char *value)
{
  switch (criterion)
    {
    case BALIE_CRITERION_CUSTOMER_NUMBER:
      return has (self->references, balie_text_fold (value));
    case BALIE_CRITERION_LAST_NAME:
      return has (self->last_names, balie_text_fold (value));
    case BALIE_CRITERION_EMAIL:
    case BALIE_CRITERION_PHONE:
      return has (self->contacts, dup_contact (value));
    default:
      return FALSE;
    }
}

/* Asking for the last name alone names the person too; to forget one answer more costs nothing. */
gboolean
balie_person_match_has_question (const BaliePersonMatch *self, const char *question)
{
  g_auto (GStrv) lines = g_strsplit (question, "\n", -1);

  for (char **line = lines; *line; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, "=", 2);
      BalieCriterion criterion;

      if (parts[0] && parts[1] && balie_criterion_find (parts[0], &criterion) &&
          has_criterion (self, criterion, parts[1]))
        return TRUE;
    }
  return FALSE;
}

guint
balie_person_match_read_value (const BaliePersonMatch *self, const char *field, const char *value)
{
  BaliePartyField known;

  if (!*value || !balie_party_find_field (field, &known))
    return 0;
  switch (known)
    {
    case BALIE_PARTY_CLIENT_NUMBER:
      return has (self->clients, balie_text_fold (value)) ? BALIE_PERSON_SAYS_NUMBER : 0;
    case BALIE_PARTY_EXTERNAL_REFERENCE:
      return has (self->references, balie_text_fold (value)) ? BALIE_PERSON_SAYS_NUMBER : 0;
    case BALIE_PARTY_LAST_NAME:
      return has (self->last_names, balie_text_fold (value)) ? BALIE_PERSON_SAYS_LAST_NAME : 0;
    case BALIE_PARTY_FIRST_NAME:
      return has (self->first_names, balie_text_fold (value)) ? BALIE_PERSON_SAYS_FIRST_NAME : 0;
    case BALIE_PARTY_EMAIL:
    case BALIE_PARTY_PHONE:
    case BALIE_PARTY_MOBILE:
      return has (self->contacts, dup_contact (value)) ? BALIE_PERSON_SAYS_CONTACT : 0;
    case BALIE_PARTY_POSTCODE:
      return has (self->contacts, balie_person_dup_code_key (value)) ? BALIE_PERSON_SAYS_CONTACT
                                                                     : 0;
    default:
      return 0;
    }
}

gboolean
balie_person_match_is_said (const BaliePersonMatch *self, guint says)
{
  const guint by_name = BALIE_PERSON_SAYS_LAST_NAME | BALIE_PERSON_SAYS_CONTACT;

  if (says & BALIE_PERSON_SAYS_NUMBER)
    return TRUE;
  return (says & by_name) == by_name &&
         ((says & BALIE_PERSON_SAYS_FIRST_NAME) || g_hash_table_size (self->first_names) == 0);
}

/* The name key begins with the folded last name. */
static GPtrArray *
read_candidates (BalieDb *db, const BaliePersonKey *key, GError **error)
{
  g_autofree char *last_name = balie_text_fold (key->last_name);
  g_autofree char *end = g_strconcat (last_name, LAST_CHARACTER, NULL);
  g_autoptr (BalieStmt) stmt = balie_db_prepare_joined (
      db, balie_party_get_select (),
      "WHERE id IN (SELECT id FROM party WHERE client_number <> '' AND client_number = ?1 "
      "UNION SELECT id FROM party WHERE external_reference <> '' AND external_reference = ?2 "
      "UNION SELECT id FROM party WHERE name_key <> '' AND ?3 <> '' AND name_key >= ?3 AND "
      "name_key < ?4) ORDER BY id",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, key->client_number);
  balie_stmt_bind_text (stmt, 2, key->external_reference);
  balie_stmt_bind_text (stmt, 3, last_name);
  balie_stmt_bind_text (stmt, 4, end);
  return balie_parties_read (stmt, error);
}

GPtrArray *
balie_person_match_find_parties (BalieDb *db,
                                 const BaliePersonKey *key,
                                 const BaliePersonMatch *match,
                                 GError **error)
{
  g_autoptr (GPtrArray) candidates = read_candidates (db, key, error);
  GPtrArray *parties;

  if (!candidates)
    return NULL;
  parties = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_free);
  for (guint i = 0; i < candidates->len; i++)
    {
      const BalieParty *party = g_ptr_array_index (candidates, i);

      if (balie_person_match_has_party (match, party))
        g_ptr_array_add (parties, balie_party_copy (party));
    }
  return parties;
}
