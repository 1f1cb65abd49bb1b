/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What loading a vehicle would change in a dossier, per field and per party. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-vehicle-plan-view.h"

#include "balie-difference-grid.h"

#include <glib/gi18n-lib.h>

static void
add_vehicle (BalieDifferenceGrid *grid, BalieVehiclePlan *plan)
{
  if (plan->differences->len == 0)
    {
      balie_difference_grid_add_heading (grid, _ ("Vehicle"), _ ("Nothing changes"), NULL);
      return;
    }
  balie_difference_grid_add_heading (grid, _ ("Vehicle"), NULL, &plan->take_vehicle);
  for (guint i = 0; i < plan->differences->len; i++)
    {
      const BalieDossierChange *change = g_ptr_array_index (plan->differences, i);
      BalieDossierField field;

      if (balie_dossier_find_field (change->field, &field))
        balie_difference_grid_add_field (grid, balie_dossier_get_spec (field), change->base,
                                         change->value, NULL, NULL);
    }
}

static void
add_party (BalieDifferenceGrid *grid, BalieVehiclePlan *plan, int i)
{
  BaliePartyPlan *party = plan->parties[i];
  const char *label = balie_entry_to_label ((BalieEntry) (BALIE_ENTRY_OWNER + i));
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  const char *note = NULL;

  if (party == NULL)
    {
      balie_difference_grid_add_heading (grid, label, _ ("Driver2 names nobody; stays as it is"),
                                         NULL);
      return;
    }
  name = balie_customer_dup_name (party->customer);
  title = g_strdup_printf ("%s: %s", label, name);
  if (plan->pinned[i])
    note = _ ("Chosen by hand: left alone unless ticked");
  else if (party->other_person)
    note = _ ("Another person stands here now");
  else if (party->differences->len == 0)
    note = _ ("Nothing changes");
  balie_difference_grid_add_heading (grid, title, note, &plan->take[i]);
  balie_difference_grid_add_party (grid, party);
}

/**
 * balie_vehicle_plan_view_new:
 * @plan: what a load would do
 *
 * Returns: (transfer floating): the differences with their ticks
 */
GtkWidget *
balie_vehicle_plan_view_new (BalieVehiclePlan *plan)
{
  GtkWidget *grid = balie_difference_grid_new ();

  add_vehicle (BALIE_DIFFERENCE_GRID (grid), plan);
  for (int i = 0; i < (int) G_N_ELEMENTS (plan->parties); i++)
    add_party (BALIE_DIFFERENCE_GRID (grid), plan, i);
  return grid;
}
