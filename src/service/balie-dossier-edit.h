/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing dossiers and their parties: history, conflicts, undo, restore; loading, merging, archiving. Each
 * deed is one transaction and can be undone in one step. */
#pragma once

#include "balie-dossiers.h"
#include "balie-vehicle.h"

G_BEGIN_DECLS

/**
 * BalieDossierChange:
 * @entry: which party; BALIE_ENTRY_NONE for the dossier's own fields (the last five entries' too)
 * @field: code
 * @base: canonical text the person started from
 * @value: canonical text they want
 * @decided: they were told that somebody else changed the field, and want it all the same; for identity
 *   data, of which nobody is told what stands there, so that there is no base to start from
 */
typedef struct
{
  BalieEntry entry;
  char *field;
  char *base;
  char *value;
  gboolean decided;
} BalieDossierChange;

GPtrArray *balie_dossier_changes_new (void);
void balie_dossier_changes_add (GPtrArray *changes,
                                BalieEntry entry,
                                const char *field,
                                const char *base,
                                const char *value);

typedef struct
{
  BalieEntry entry;
  char *field;
  char *mine;
  char *theirs;
  char *their_actor;
  gint64 their_time;
} BalieDossierConflict;

/**
 * BalieDossierResult:
 * @number: of the dossier
 * @conflicts: (element-type BalieDossierConflict): not written because someone else changed it meanwhile
 * @activity_ids: (element-type gint64): of what was written, for undo
 */
typedef struct
{
  char *number;
  GPtrArray *conflicts;
  GArray *activity_ids;
} BalieDossierResult;

void balie_dossier_result_free (BalieDossierResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossierResult, balie_dossier_result_free)

/* All of the following: deed EDIT_DOSSIER; NOT_PERMITTED, NOT_FOUND, INVALID_INPUT, CONFLICT. One finish. */
BalieDossierResult *
balie_dossier_edit_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Creates one; an empty number becomes the next. CONFLICT when the number exists. @values: (element-type
 * BalieDossierChange): bases are not looked at. */
void balie_dossier_create_async (BalieDesk *desk,
                                 GPtrArray *values,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void balie_dossier_edit_async (BalieDesk *desk,
                               const char *number,
                               GPtrArray *changes,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Undo of what one of these wrote, or restoring one old value: both are new edits; what changed since is a
 * conflict. */
void balie_dossier_undo_async (BalieDesk *desk,
                               const char *number,
                               GArray *activity_ids,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Empties a party. */
void balie_dossier_clear_party_async (BalieDesk *desk,
                                      const char *number,
                                      BalieEntry entry,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Takes over a known party (of "Search", "recent", or a twin): every field but invoice. */
void balie_dossier_use_party_async (BalieDesk *desk,
                                    const char *number,
                                    BalieEntry entry,
                                    gint64 party_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* What loading the customer would do, from the party as it stands now. */
void balie_dossier_plan_load_async (BalieDesk *desk,
                                    const char *number,
                                    BalieEntry entry,
                                    const BalieCustomer *customer,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
BaliePartyPlan *
balie_dossier_plan_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
/* Loads by the plan. CONFLICT when a field of the plan changed since it was made: plan again. The party is
 * pinned. A customer of KP also gets an import into Driver2 (balie-customer-import.h) in the same
 * transaction when Driver2 is configured, and is "not in Driver2 yet" until that is done. */
void balie_dossier_load_async (BalieDesk *desk,
                               const char *number,
                               BalieEntry entry,
                               const BaliePartyPlan *plan,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * BalieVehiclePlan:
 * @vehicle: what Driver2 told
 * @differences: (element-type BalieDossierChange): fields of the dossier that would change
 * @parties: (nullable elements): per owner, driver, insured: what would happen
 * @pinned: that party was chosen by a person: left alone unless taken
 * @take: whether the party is loaded; default: brought and not pinned
 * @take_vehicle: whether the vehicle's fields are written
 */
typedef struct
{
  BalieVehicle *vehicle;
  GPtrArray *differences;
  BaliePartyPlan *parties[3];
  gboolean pinned[3];
  gboolean take[3];
  gboolean take_vehicle;
} BalieVehiclePlan;

BalieVehiclePlan *balie_vehicle_plan_copy (const BalieVehiclePlan *self);
void balie_vehicle_plan_free (BalieVehiclePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieVehiclePlan, balie_vehicle_plan_free)
/* Whether something would be overwritten that a person must see first. */
gboolean balie_vehicle_plan_needs_asking (const BalieVehiclePlan *self);

void balie_dossier_plan_vehicle_async (BalieDesk *desk,
                                       const char *number,
                                       const BalieVehicle *vehicle,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
BalieVehiclePlan *
balie_dossier_plan_vehicle_finish (BalieDesk *desk, GAsyncResult *result, GError **error);
void balie_dossier_load_vehicle_async (BalieDesk *desk,
                                       const char *number,
                                       const BalieVehiclePlan *plan,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/* Two client numbers are one person: every party of @other gets the number @kept, and the party at @entry of
 * @number what it lacks. Undone by balie_dossier_undo_async() like everything else. */
void balie_dossier_merge_clients_async (BalieDesk *desk,
                                        const char *number,
                                        BalieEntry entry,
                                        gint64 other_party_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

G_END_DECLS
