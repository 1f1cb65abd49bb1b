/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thirteen entries of a dossier's panel, and a party: the person or company at one of the first eight. */
#pragma once

#include "balie-customer.h"

G_BEGIN_DECLS

/* In the order of the panel (PlanManager); the first eight are parties. */
typedef enum
{
  BALIE_ENTRY_OWNER,
  BALIE_ENTRY_DRIVER,
  BALIE_ENTRY_INSURED,
  BALIE_ENTRY_SENT_BY,
  BALIE_ENTRY_INSURER,
  BALIE_ENTRY_ASSESSOR,
  BALIE_ENTRY_REPAIRER,
  BALIE_ENTRY_BROKER,
  BALIE_ENTRY_DIRECT_ORDER,
  BALIE_ENTRY_PARTS_IN,
  BALIE_ENTRY_REPLACEMENT_CAR,
  BALIE_ENTRY_MANAGER,
  BALIE_ENTRY_FINANCE,
  BALIE_N_ENTRIES,
} BalieEntry;

#define BALIE_N_PARTIES (BALIE_ENTRY_BROKER + 1)
/* "The dossier itself" where an entry is asked for. */
#define BALIE_ENTRY_NONE BALIE_N_ENTRIES

/* "owner" … "finance"; "" for BALIE_ENTRY_NONE. */
const char *balie_entry_to_code (BalieEntry entry);
gboolean balie_entry_from_code (const char *code, BalieEntry *entry);
/* Translated: "Owner", "Insured / lessee" … */
const char *balie_entry_to_label (BalieEntry entry);
gboolean balie_entry_is_party (BalieEntry entry);
/* Owner, driver, insured, sent by: may be loaded from Driver2. */
gboolean balie_entry_is_loadable (BalieEntry entry);
/* Owner, driver, insured: what a vehicle may bring. */
gboolean balie_entry_comes_with_vehicle (BalieEntry entry);

typedef enum
{
  /* left column */
  BALIE_PARTY_CLIENT_NUMBER,
  BALIE_PARTY_LAST_NAME,
  BALIE_PARTY_FIRST_NAME,
  BALIE_PARTY_LEGAL_FORM,
  BALIE_PARTY_SALUTATION,
  BALIE_PARTY_ADDRESS,
  BALIE_PARTY_ADDRESS2,
  BALIE_PARTY_POSTCODE,
  BALIE_PARTY_CITY,
  BALIE_PARTY_PROVINCE,
  BALIE_PARTY_PHONE,
  BALIE_PARTY_FAX,
  BALIE_PARTY_MOBILE,
  BALIE_PARTY_EMAIL,
  BALIE_PARTY_VAT_LIABLE,
  BALIE_PARTY_VAT_NUMBER,
  /* right column */
  BALIE_PARTY_LANGUAGE,
  BALIE_PARTY_COUNTRY,
  BALIE_PARTY_CUSTOMER_TYPE,
  BALIE_PARTY_DISABLED,
  BALIE_PARTY_DISCOUNT,
  BALIE_PARTY_DRIVING_LICENCE,
  BALIE_PARTY_EXTERNAL_REFERENCE, /* the Driver2 number */
  BALIE_PARTY_REMARKS,
  /* below */
  BALIE_PARTY_INVOICE,
  /* identity data, shown on demand only */
  BALIE_PARTY_BIRTH_DATE,
  BALIE_PARTY_BIRTH_PLACE,
  BALIE_PARTY_NATIONALITY,
  BALIE_PARTY_IDENTITY_CARD,
  BALIE_PARTY_NATIONAL_NUMBER,
  /* hidden: kept with history like the rest, so that undo covers them */
  BALIE_PARTY_SOURCE,    /* "", "driver2", "kp": where it was loaded from last */
  BALIE_PARTY_PINNED,    /* "yes": chosen by a person, a vehicle does not overwrite it */
  BALIE_PARTY_LOADED,    /* JSON object field code → value as it was loaded, "" if nothing was */
  BALIE_PARTY_LOADED_AT, /* moment */
  BALIE_PARTY_IMPORT,    /* key of the import into Driver2 still open: "not in Driver2 yet" */
  BALIE_N_PARTY_FIELDS,
} BaliePartyField;

/**
 * BalieParty:
 * @id: the store's row number, 0 while not stored
 * @version: counts changes, 0 while not stored
 * @dossier_id: whose
 * @entry: which of the first eight
 * @values: canonical texts, never %NULL
 *
 * A party of one dossier. The client number says which parties of several dossiers are one person.
 */
typedef struct
{
  gint64 id;
  gint64 version;
  gint64 dossier_id;
  BalieEntry entry;
  char *values[BALIE_N_PARTY_FIELDS];
} BalieParty;

BalieParty *balie_party_new (BalieEntry entry);
BalieParty *balie_party_copy (const BalieParty *self);
void balie_party_free (BalieParty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieParty, balie_party_free)

const BalieFieldSpec *balie_party_get_spec (BaliePartyField field);
gboolean balie_party_find_field (const char *code, BaliePartyField *field);
gboolean
balie_party_set (BalieParty *self, BaliePartyField field, const char *text, GError **error);
gboolean balie_party_is (const BalieParty *self, BaliePartyField field); /* a switch is "yes" */
/* Whether anything a person would see is there. */
gboolean balie_party_is_filled (const BalieParty *self);
/* “Goderis, Thiemen”; "" when there is none. */
char *balie_party_dup_name (const BalieParty *self);
/* What it had when it was loaded from a remote, "" if it was not. (transfer full) */
char *balie_party_dup_loaded (const BalieParty *self, BaliePartyField field);
/* Notes that the field's value is what a remote told (such as the number an import gave). */
void balie_party_record_loaded (BalieParty *self, BaliePartyField field, const char *value);
/* Both for all fields at once: BALIE_N_PARTY_FIELDS texts, "" for nothing. */
char **balie_party_dup_all_loaded (const BalieParty *self);
void balie_party_record_all_loaded (BalieParty *self, const char *const *values);
/* Filled in, and not just what a remote told. */
gboolean balie_party_is_typed_by_hand (const BalieParty *self, BaliePartyField field);
/* The customer's field that fills this one; FALSE for local ones. */
gboolean balie_party_field_get_customer_field (BaliePartyField field, BalieCustomerField *from);
/* The party as a customer, for an import into Driver2 and for recognising the same person. */
BalieCustomer *balie_party_to_customer (const BalieParty *self);
/* Folded words of everything a search should find it by (not identity data, not remarks). */
char *balie_party_dup_search_text (const BalieParty *self);

G_END_DECLS
