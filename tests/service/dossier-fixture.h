/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls about dossiers made to wait, and whole dossiers compared, for tests. */
#pragma once

#include "balie-dossier-edit.h"
#include "balie-dossier-import.h"
#include "balie-find.h"
#include "balie-personal-data.h"
#include "desk-fixture.h"

/* @values: pairs of "[entry.]field", value; ends with NULL. The number, freed by the caller. */
char *dossier_create (BalieDesk *desk, const char *const *values);
#define DOSSIER_CREATE(desk, ...) dossier_create (desk, (const char *const[]){ __VA_ARGS__, NULL })
BalieDossierResult *dossier_try_create (BalieDesk *desk, const char *const *values, GError **error);

/* One field; @base NULL for what stands there. */
BalieDossierResult *dossier_edit (BalieDesk *desk,
                                  const char *number,
                                  const char *field,
                                  const char *base,
                                  const char *value,
                                  GError **error);
/* The same, which must be written; frees the result. */
void dossier_set (BalieDesk *desk, const char *number, const char *field, const char *value);
BalieDossierResult *
dossier_undo (BalieDesk *desk, const char *number, GArray *activity_ids, GError **error);
BalieDossierResult *
dossier_clear (BalieDesk *desk, const char *number, BalieEntry entry, GError **error);
BalieDossierResult *dossier_use (BalieDesk *desk,
                                 const char *number,
                                 BalieEntry entry,
                                 gint64 party_id,
                                 GError **error);
BalieDossierResult *dossier_merge (BalieDesk *desk,
                                   const char *number,
                                   BalieEntry entry,
                                   gint64 party_id,
                                   GError **error);
BaliePartyPlan *dossier_plan (BalieDesk *desk,
                              const char *number,
                              BalieEntry entry,
                              const BalieCustomer *customer,
                              GError **error);
BalieDossierResult *dossier_load (BalieDesk *desk,
                                  const char *number,
                                  BalieEntry entry,
                                  const BaliePartyPlan *plan,
                                  GError **error);
BalieVehiclePlan *dossier_plan_vehicle (BalieDesk *desk,
                                        const char *number,
                                        const BalieVehicle *vehicle,
                                        GError **error);
BalieDossierResult *dossier_load_vehicle (BalieDesk *desk,
                                          const char *number,
                                          const BalieVehiclePlan *plan,
                                          GError **error);
BalieDossierDetail *dossier_get (BalieDesk *desk, const char *number, GError **error);
BalieParty *
dossier_show_identity (BalieDesk *desk, const char *number, BalieEntry entry, GError **error);
/* As the database has it, "[entry.]field", identity and hidden fields too. */
char *dossier_dup (BalieDesk *desk, const char *number, const char *field);
void dossier_assert (BalieDesk *desk, const char *number, const char *field, const char *expected);
/* Every field of every dossier and party as one text. */
char *dossiers_dup_all (BalieDesk *desk);
gint64 dossier_get_party_id (BalieDesk *desk, const char *number, BalieEntry entry);
BalieDossierImportResult *
dossiers_import (BalieDesk *desk, const char *text, gboolean dry_run, GError **error);

/* Ends with NULL. */
BalieCustomer *make_customer (BalieSource source, const char *first_code, ...);
/* Runs SQL that gives texts in its first column. */
GPtrArray *desk_query (BalieDesk *desk, const char *sql);
