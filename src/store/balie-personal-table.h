/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one person's data stand, over all tables; reading and erasing them. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

/**
 * BaliePersonKey:
 *
 * By what a person is recognised: all parties with this client number or external reference, or with this
 * folded name and one of e-mail, phone, postcode. Empty texts do not take part.
 */
typedef struct
{
  char *client_number;
  char *external_reference;
  char *last_name;
  char *first_name;
  char *email;
  char *phone;
  char *postcode;
} BaliePersonKey;

BaliePersonKey *balie_person_key_new (void);
BaliePersonKey *balie_person_key_copy (const BaliePersonKey *self);
void balie_person_key_free (BaliePersonKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaliePersonKey, balie_person_key_free)
/* Too little to recognise one person by: INVALID_INPUT. */
gboolean balie_person_key_check (const BaliePersonKey *self, GError **error);

/* What is found. */
typedef struct
{
  GArray *party_ids;    /* gint64 */
  GArray *activity_ids; /* gint64: history of those parties, and values that name the person */
  GArray *order_ids;    /* gint64: orders with exactly this customer's name */
  GPtrArray *imports;   /* char*: keys */
  GArray *letter_ids; /* gint64: letters linked to dossiers whose owner, driver or insured it is */
  GArray *order_letter_ids; /* gint64: further letters, linked to those orders */
  guint n_answers;          /* kept answers of Driver2 and KP with the person */
} BaliePersonPlaces;

void balie_person_places_free (BaliePersonPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaliePersonPlaces, balie_person_places_free)

BaliePersonPlaces *
balie_person_places_find (BalieDb *db, const BaliePersonKey *key, GError **error);
/* Empties the parties (the dossiers stay), blanks the history's values, forgets kept answers and imports
 * that are closed, empties the letters, and with @orders the customer's name of orders and their
 * letters. BUSY while an import is being sent. */
gboolean balie_person_places_erase (BalieDb *db,
                                    const BaliePersonKey *key,
                                    const BaliePersonPlaces *places,
                                    gboolean orders,
                                    gint64 now,
                                    GError **error);

/* Retention: each returns how many were removed, -1 on error; at most @limit in one transaction. */
gint64 balie_retention_erase_parties (BalieDb *db,
                                      gint64 archived_before,
                                      guint limit,
                                      gint64 now,
                                      GError **error);
gint64 balie_retention_blank_history (BalieDb *db, gint64 before, guint limit, GError **error);
gint64 balie_retention_remove_imports (BalieDb *db, gint64 before, guint limit, GError **error);

G_END_DECLS
