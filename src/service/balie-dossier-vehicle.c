/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a vehicle of Driver2 into a dossier, with the owner, driver and insured it brings; Sent by is
 * never touched. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk-run.h"
#include "balie-dossier-change.h"
#include "balie-dossier-load.h"
#include "balie-history.h"
#include "balie-text.h"

/* The entries of a plan's parties, in its order. */
static const BalieEntry entries[] = {
  BALIE_ENTRY_OWNER,
  BALIE_ENTRY_DRIVER,
  BALIE_ENTRY_INSURED,
};

static const BalieDossierField fields[BALIE_N_VEHICLE_FIELDS] = {
  [BALIE_VEHICLE_VIN] = BALIE_DOSSIER_VIN,
  [BALIE_VEHICLE_PLATE] = BALIE_DOSSIER_PLATE,
  [BALIE_VEHICLE_BRAND] = BALIE_DOSSIER_BRAND,
  [BALIE_VEHICLE_MODEL] = BALIE_DOSSIER_MODEL,
  [BALIE_VEHICLE_COLOUR] = BALIE_DOSSIER_COLOUR,
  [BALIE_VEHICLE_FIRST_REGISTRATION] = BALIE_DOSSIER_FIRST_REGISTRATION,
};

/**
 * BalieVehicleLoad:
 * @vehicle: (owned) (nullable): to plan with
 * @plan: (owned) (nullable): to load by
 *
 * What the store's thread has to do.
 */
typedef struct
{
  char *number;
  BalieVehicle *vehicle;
  BalieVehiclePlan *plan;
} BalieVehicleLoad;

static void
free_load (gpointer data)
{
  BalieVehicleLoad *load = data;

  g_free (load->number);
  g_clear_pointer (&load->vehicle, balie_vehicle_free);
  g_clear_pointer (&load->plan, balie_vehicle_plan_free);
  g_free (load);
}

static const BalieCustomer *
get_customer (const BalieVehicle *vehicle, gsize i)
{
  const BalieCustomer *const customers[] = { vehicle->owner, vehicle->driver, vehicle->insured };

  return customers[i];
}

static void
add_differences (BalieVehiclePlan *plan, const BalieDossier *dossier)
{
  for (int i = 0; i < BALIE_N_VEHICLE_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_dossier_get_spec (fields[i]);
      const char *old_value = dossier->values[fields[i]];
      g_autofree char *new_value = balie_field_dup_canonical (spec, plan->vehicle->values[i], NULL);

      /* What Driver2 doesn't know, or tells in a way that can't be read, is no news. */
      if (new_value == NULL || new_value[0] == '\0' || g_str_equal (old_value, new_value))
        continue;
      balie_dossier_changes_add (plan->differences, BALIE_ENTRY_NONE, spec->code, old_value,
                                 new_value);
    }
}

static BalieVehiclePlan *
make_plan (const BalieDossierDraft *draft, const BalieVehicle *vehicle)
{
  BalieVehiclePlan *plan = g_new0 (BalieVehiclePlan, 1);

  plan->vehicle = balie_vehicle_copy (vehicle);
  plan->differences = balie_dossier_changes_new ();
  plan->take_vehicle = TRUE;
  add_differences (plan, draft->dossier);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const BalieParty *party = draft->parties[entries[i]];
      const BalieCustomer *customer = get_customer (vehicle, i);

      if (customer == NULL)
        continue;
      plan->parties[i] = balie_party_plan_new (party, customer);
      plan->pinned[i] = balie_party_is (party, BALIE_PARTY_PINNED);
      plan->take[i] = !plan->pinned[i];
    }
  return plan;
}

static gpointer
run_plan (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieVehicleLoad *load = data;
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, load->number, error);

  return draft != NULL ? make_plan (draft, load->vehicle) : NULL;
}

static gboolean
are_same_changes (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const BalieDossierChange *left = g_ptr_array_index (a, i);
      const BalieDossierChange *right = g_ptr_array_index (b, i);

      if (!g_str_equal (left->field, right->field) || !g_str_equal (left->base, right->base) ||
          !g_str_equal (left->value, right->value))
        return FALSE;
    }
  return TRUE;
}

/* Only what is taken has to be as the person saw it. */
static gboolean
is_current (const BalieVehiclePlan *plan, const BalieDossierDraft *draft)
{
  g_autoptr (GPtrArray) differences = balie_dossier_changes_new ();
  BalieVehiclePlan now = { .vehicle = plan->vehicle, .differences = differences };

  add_differences (&now, draft->dossier);
  if (plan->take_vehicle && !are_same_changes (now.differences, plan->differences))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const BalieParty *party = draft->parties[entries[i]];

      if (plan->parties[i] == NULL || !plan->take[i])
        continue;
      if (plan->pinned[i] != balie_party_is (party, BALIE_PARTY_PINNED) ||
          !balie_party_plan_is_current (plan->parties[i], party))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_vehicle_fields (BalieDossierDraft *draft,
                     BalieDb *db,
                     const BalieDeskFacts *facts,
                     const BalieVehiclePlan *plan,
                     GError **error)
{
  if (!plan->take_vehicle || plan->differences->len == 0)
    return TRUE;
  for (guint i = 0; i < plan->differences->len; i++)
    {
      const BalieDossierChange *change = g_ptr_array_index (plan->differences, i);
      BalieDossierTarget target;

      if (!balie_dossier_target_find (&target, BALIE_ENTRY_NONE, change->field, error))
        return FALSE;
      balie_dossier_draft_set (draft, &target, change->value);
    }
  return balie_history_add_of_dossier (db, facts, BALIE_ACTIVITY_PARTY_LOADED,
                                       draft->before->values[BALIE_DOSSIER_NUMBER], "", "", "",
                                       balie_source_to_code (BALIE_SOURCE_DRIVER2), error);
}

static gboolean
load_parties (BalieDossierDraft *draft,
              BalieDb *db,
              const BalieDeskFacts *facts,
              const BalieVehiclePlan *plan,
              GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      /* Whoever takes over a pinned party has chosen the person again. */
      if (plan->parties[i] != NULL && plan->take[i] &&
          !balie_dossier_draft_load (draft, db, facts, entries[i], plan->parties[i],
                                     plan->pinned[i], error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
run_load (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieVehicleLoad *load = data;
  g_autoptr (BalieDossierResult) result = balie_dossier_result_new (load->number);
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, load->number, error);

  if (draft == NULL)
    return NULL;
  if (!is_current (load->plan, draft))
    {
      balie_dossier_set_plan_is_stale (error);
      return NULL;
    }
  if (!load_vehicle_fields (draft, db, facts, load->plan, error) ||
      !load_parties (draft, db, facts, load->plan, error) ||
      !balie_dossier_draft_save (draft, db, facts, result->activity_ids, error))
    return NULL;
  return g_steal_pointer (&result);
}

BalieVehiclePlan *
balie_vehicle_plan_copy (const BalieVehiclePlan *self)
{
  BalieVehiclePlan *copy = g_memdup2 (self, sizeof *self);

  copy->vehicle = balie_vehicle_copy (self->vehicle);
  copy->differences = balie_dossier_changes_copy (self->differences);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    copy->parties[i] = self->parties[i] != NULL ? balie_party_plan_copy (self->parties[i]) : NULL;
  return copy;
}

void
balie_vehicle_plan_free (BalieVehiclePlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->vehicle, balie_vehicle_free);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_clear_pointer (&self->parties[i], balie_party_plan_free);
  g_free (self);
}

gboolean
balie_vehicle_plan_needs_asking (const BalieVehiclePlan *self)
{
  for (guint i = 0; self->take_vehicle && i < self->differences->len; i++)
    {
      const BalieDossierChange *change = g_ptr_array_index (self->differences, i);

      if (change->base[0] != '\0' && !balie_text_equal_folded (change->base, change->value))
        return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (self->take[i] && self->parties[i] != NULL &&
          balie_party_plan_needs_asking (self->parties[i]))
        return TRUE;
    }
  return FALSE;
}

void
balie_dossier_plan_vehicle_async (BalieDesk *desk,
                                  const char *number,
                                  const BalieVehicle *vehicle,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  BalieVehicleLoad *load = g_new0 (BalieVehicleLoad, 1);

  load->number = g_strdup (number);
  load->vehicle = balie_vehicle_copy (vehicle);
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_EDIT_DOSSIER, run_plan, load, free_load,
                        (GDestroyNotify) balie_vehicle_plan_free, cancellable, callback, user_data);
}

/**
 * balie_dossier_plan_vehicle_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND
 *
 * Returns: (transfer full): what loading the vehicle would do
 */
BalieVehiclePlan *
balie_dossier_plan_vehicle_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_dossier_load_vehicle_async (BalieDesk *desk,
                                  const char *number,
                                  const BalieVehiclePlan *plan,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  BalieVehicleLoad *load = g_new0 (BalieVehicleLoad, 1);

  load->number = g_strdup (number);
  load->plan = balie_vehicle_plan_copy (plan);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_DOSSIER, run_load, load, free_load,
                        (GDestroyNotify) balie_dossier_result_free, cancellable, callback,
                        user_data);
}
