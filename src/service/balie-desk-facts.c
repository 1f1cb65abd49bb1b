/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a store function needs of the desk, as plain values that may cross threads. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk.h"

#include "balie-desk-snapshot.h"

/**
 * balie_desk_facts_reload:
 * @self: facts as the desk knew them
 * @db: the connection, inside a transaction
 * @error: return location
 *
 * Returns: (transfer full): the same desk and time, with settings, brands and user as stored now
 */
BalieDeskFacts *
balie_desk_facts_reload (const BalieDeskFacts *self, BalieDb *db, GError **error)
{
  g_autoptr (BalieDeskSnapshot) snapshot = balie_desk_snapshot_load (db, self->user->login, error);
  BalieDeskFacts *facts;

  if (snapshot == NULL)
    return NULL;
  facts = g_new0 (BalieDeskFacts, 1);
  facts->settings = g_steal_pointer (&snapshot->settings);
  facts->brands = g_steal_pointer (&snapshot->brands);
  facts->user = g_steal_pointer (&snapshot->user);
  facts->user_is_known = snapshot->user_is_known;
  facts->desk_name = g_strdup (self->desk_name);
  facts->clock = balie_clock_ref (self->clock);
  facts->now = self->now;
  facts->today = balie_clock_get_today (self->clock, balie_settings_get_zone (facts->settings));
  return facts;
}

/**
 * balie_desk_facts_check:
 * @self: facts
 * @deed: what is about to be done
 * @error: return location for BALIE_ERROR_NOT_PERMITTED
 *
 * Returns: whether the user may
 */
gboolean
balie_desk_facts_check (const BalieDeskFacts *self, BalieDeed deed, GError **error)
{
  return balie_permission_check (self->user_is_known ? self->user : NULL, deed, error);
}

void
balie_desk_facts_free (BalieDeskFacts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->settings, balie_settings_unref);
  g_clear_pointer (&self->brands, balie_brand_table_unref);
  g_clear_pointer (&self->user, balie_user_free);
  g_clear_pointer (&self->clock, balie_clock_unref);
  g_free (self->desk_name);
  g_free (self);
}
