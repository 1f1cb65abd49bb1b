/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dossier (PlanManager): number, vehicle, order, and the five entries of its panel that are no parties. */
#pragma once

#include "balie-party.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_DOSSIER_NUMBER,
  BALIE_DOSSIER_VIN,
  BALIE_DOSSIER_PLATE,
  BALIE_DOSSIER_BRAND,
  BALIE_DOSSIER_MODEL,
  BALIE_DOSSIER_COLOUR,
  BALIE_DOSSIER_FIRST_REGISTRATION,
  BALIE_DOSSIER_ORDER_NUMBER, /* linked order, "" if none */
  BALIE_DOSSIER_REMARKS,
  BALIE_DOSSIER_ARCHIVED,
  /* Direct order */
  BALIE_DOSSIER_DIRECT_ORDER,
  BALIE_DOSSIER_DIRECT_ORDER_NOTE,
  /* Parts in */
  BALIE_DOSSIER_PARTS_IN,
  BALIE_DOSSIER_PARTS_IN_NOTE,
  /* Replacement car wanted */
  BALIE_DOSSIER_REPLACEMENT_CAR,
  BALIE_DOSSIER_REPLACEMENT_FROM,
  BALIE_DOSSIER_REPLACEMENT_UNTIL,
  BALIE_DOSSIER_REPLACEMENT_NOTE,
  /* Dossier manager: login of a user */
  BALIE_DOSSIER_MANAGER,
  /* Finance */
  BALIE_DOSSIER_FINANCE_KIND,
  BALIE_DOSSIER_FINANCE_COMPANY,
  BALIE_DOSSIER_FINANCE_REFERENCE,
  BALIE_DOSSIER_FINANCE_NOTE,
  BALIE_N_DOSSIER_FIELDS,
} BalieDossierField;

/**
 * BalieDossier:
 * @id: the store's row number, 0 while not stored
 * @version: counts changes, 0 while not stored
 * @values: canonical texts, never %NULL
 * @created_at: seconds since 1970
 * @changed_at: seconds since 1970; of it or a party
 */
typedef struct
{
  gint64 id;
  gint64 version;
  char *values[BALIE_N_DOSSIER_FIELDS];
  gint64 created_at;
  gint64 changed_at;
} BalieDossier;

BalieDossier *balie_dossier_new (void);
BalieDossier *balie_dossier_copy (const BalieDossier *self);
void balie_dossier_free (BalieDossier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossier, balie_dossier_free)

const BalieFieldSpec *balie_dossier_get_spec (BalieDossierField field);
gboolean balie_dossier_find_field (const char *code, BalieDossierField *field);
/* The panel's entry the field belongs to, BALIE_ENTRY_NONE for the dossier's own. */
BalieEntry balie_dossier_field_get_entry (BalieDossierField field);
gboolean
balie_dossier_set (BalieDossier *self, BalieDossierField field, const char *text, GError **error);
gboolean balie_dossier_is (const BalieDossier *self, BalieDossierField field);
/* One line for the panel: "Yes, until 20-03-2026"; "" when empty; only for the last five entries. */
char *balie_dossier_dup_entry_text (const BalieDossier *self, BalieEntry entry);
/* “Volkswagen ID.3 · K-123-BB” as far as known. */
char *balie_dossier_dup_vehicle_text (const BalieDossier *self);
char *balie_dossier_dup_search_text (const BalieDossier *self);

G_END_DECLS
