/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What loading a customer into a party does to each field: nothing typed by hand is lost. Pure. */
#pragma once

#include "balie-party.h"

G_BEGIN_DECLS

/**
 * BalieLoadDecision:
 * @BALIE_LOAD_FILL: nothing stood there
 * @BALIE_LOAD_REPLACE: what stood there came from a remote, or is contained in the new value (equal but
 *   for case and accents; of names, address and town also the beginning of it)
 * @BALIE_LOAD_ASK: typed by hand and another one: stays unless the person takes the new one
 * @BALIE_LOAD_CLEAR: came from a remote with another person's data and the new person has none
 *
 * What happens with a field that differs. Never named: local fields (discount, remarks, disabled,
 * invoice, identity data), a driving licence that is there, and an empty VAT number over a known one.
 */
typedef enum
{
  BALIE_LOAD_FILL,
  BALIE_LOAD_REPLACE,
  BALIE_LOAD_ASK,
  BALIE_LOAD_CLEAR,
} BalieLoadDecision;

/**
 * BaliePartyDifference:
 * @take: whether the new value is written; the decision's default, a person may change it
 */
typedef struct
{
  BaliePartyField field;
  BalieLoadDecision decision;
  char *old_value;
  char *new_value;
  gboolean take;
} BaliePartyDifference;

/**
 * BaliePartyPlan:
 * @customer: what is loaded
 * @other_person: the party was loaded from another person before (external reference or name differs)
 * @differences: (element-type BaliePartyDifference): in the order of the fields
 * @n_ask: how many are BALIE_LOAD_ASK
 */
typedef struct
{
  BalieCustomer *customer;
  gboolean other_person;
  GPtrArray *differences;
  guint n_ask;
} BaliePartyPlan;

BaliePartyPlan *balie_party_plan_new (const BalieParty *party, const BalieCustomer *customer);
BaliePartyPlan *balie_party_plan_copy (const BaliePartyPlan *self);
void balie_party_plan_free (BaliePartyPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaliePartyPlan, balie_party_plan_free)

/* Whether the person has to be shown the differences before anything is written: something typed by hand
 * differs, or another person is replaced. */
gboolean balie_party_plan_needs_asking (const BaliePartyPlan *self);

/* Writes what is taken, and source, pin, what was loaded and when. @pin: chosen by a person. */
void
balie_party_plan_apply (const BaliePartyPlan *self, BalieParty *party, gboolean pin, gint64 now);

/**
 * BalieMergeDifference: of two parties that are one person
 *
 * Merging @other into @kept: fields empty in @kept are filled, the rest stay; what differs is listed.
 */
GPtrArray *balie_party_plan_merge (const BalieParty *kept, const BalieParty *other);
void balie_party_difference_free (BaliePartyDifference *self);

/**
 * BalieLikeness:
 * @BALIE_LIKENESS_SAME: surely one person (external reference, VAT number, national number, or name with
 *   e-mail, mobile, phone or address)
 * @BALIE_LIKENESS_LIKELY: the same name and postcode, or the same e-mail or mobile under another name
 *   in the same house
 */
typedef enum
{
  BALIE_LIKENESS_NONE,
  BALIE_LIKENESS_LIKELY,
  BALIE_LIKENESS_SAME,
} BalieLikeness;

BalieLikeness balie_party_compare (const BalieParty *a, const BalieParty *b);
/* (nullable) (transfer full): translated: “the same e-mail address and name”. */
char *balie_party_dup_likeness_reason (const BalieParty *a, const BalieParty *b);

/* Hints at the fields of a party, never blocking: GPtrArray of BaliePartyHint. */
typedef struct
{
  BaliePartyField field;
  int level; /* BalieCheckLevel */
  char *text;
} BaliePartyHint;

void balie_party_hint_free (BaliePartyHint *self);
GPtrArray *balie_party_check (const BalieParty *party);
/* The same, with hints at the date of birth; @today: a BalieDate. */
GPtrArray *balie_party_check_on (const BalieParty *party, gint32 today);

G_END_DECLS
