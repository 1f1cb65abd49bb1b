/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a desk keeps in memory of the small tables, and prepares a new database. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk-snapshot.h"

#include "balie-explain.h"
#include "balie-other-tables.h"
#include "balie-language.h"
#include "balie-text.h"

#include <stdlib.h>

static const char meta_rules_version[] = "rules-version";

static BalieUser *
make_first_user (void)
{
  BalieUser *user = balie_user_new (g_get_user_name ());
  const char *real_name = g_get_real_name ();

  /* GLib says "Unknown" when the system has no name. */
  g_free (user->name);
  if (balie_text_is_empty (real_name) || g_str_equal (real_name, "Unknown"))
    user->name = g_strdup (user->login);
  else
    user->name = g_strdup (real_name);
  g_free (user->language);
  user->language = g_strdup (balie_language_get ());
  user->roles = BALIE_ROLES_SALES;
  user->sight = BALIE_SIGHT_FULL;
  user->administrator = TRUE;
  return user;
}

static gboolean
load_user (BalieDb *db, const char *login, BalieDeskSnapshot *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  self->user = balie_user_table_find (db, login, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->user_is_known = self->user != NULL;
  if (self->user == NULL)
    {
      g_autoptr (GPtrArray) users = balie_user_table_list (db, error);

      if (users == NULL)
        return FALSE;
      self->needs_first_user = users->len == 0;
      self->user = balie_user_new (login);
    }
  return TRUE;
}

static gboolean
load_meta (BalieDb *db, BalieDeskSnapshot *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *first_run = balie_meta_table_dup (db, BALIE_META_FIRST_RUN_DONE, &local);
  g_autofree char *version = NULL;

  if (local == NULL)
    version = balie_meta_table_dup (db, meta_rules_version, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->is_first_run = first_run == NULL;
  self->needs_rules_version = version == NULL || atoi (version) < BALIE_RULES_VERSION;
  return balie_explain_is_pending (db, &self->explain_is_pending, error);
}

BalieDeskSnapshot *
balie_desk_snapshot_load (BalieDb *db, const char *login, GError **error)
{
  g_autoptr (BalieDeskSnapshot) self = g_new0 (BalieDeskSnapshot, 1);

  self->settings = balie_setting_table_load (db, error);
  if (self->settings == NULL)
    return NULL;
  self->brands = balie_brand_table_load (db, error);
  if (self->brands == NULL)
    return NULL;
  self->remotes = balie_remote_table_list (db, error);
  if (self->remotes == NULL)
    return NULL;
  if (!load_user (db, login, self, error) || !load_meta (db, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
balie_desk_snapshot_prepare (BalieDb *db, const BalieDeskSnapshot *self, GError **error)
{
  if (self->needs_first_user)
    {
      g_autoptr (BalieUser) user = make_first_user ();

      if (!balie_user_table_put (db, user, error))
        return FALSE;
    }
  if (self->needs_rules_version)
    {
      g_autofree char *version = g_strdup_printf ("%d", BALIE_RULES_VERSION);

      if (!balie_meta_table_set (db, meta_rules_version, version, error))
        return FALSE;
    }
  /* A database without users is new and has no orders either. */
  return self->needs_first_user || !self->needs_rules_version || balie_explain_mark_all (db, error);
}

void
balie_desk_snapshot_free (BalieDeskSnapshot *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->settings, balie_settings_unref);
  g_clear_pointer (&self->brands, balie_brand_table_unref);
  g_clear_pointer (&self->user, balie_user_free);
  g_clear_pointer (&self->remotes, g_ptr_array_unref);
  g_free (self);
}
