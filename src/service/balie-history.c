/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of history as this desk and user write them. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-history.h"

#include "balie-other-tables.h"

static void
set_text (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static gboolean
add_activity (BalieDb *db, const BalieDeskFacts *facts, BalieActivity *activity, GError **error)
{
  g_autoptr (BalieActivity) owned = activity;

  owned->at = facts->now;
  set_text (&owned->actor, facts->user->login);
  set_text (&owned->desk, facts->desk_name);
  return balie_activity_table_add (db, owned, error);
}

static BalieActivity *
make_activity (BalieActivityKind kind,
               const char *field,
               const char *old_value,
               const char *new_value)
{
  BalieActivity *activity = balie_activity_new (kind);

  set_text (&activity->field, field);
  set_text (&activity->old_value, old_value);
  set_text (&activity->new_value, new_value);
  return activity;
}

gboolean
balie_history_add (BalieDb *db,
                   const BalieDeskFacts *facts,
                   BalieActivityKind kind,
                   const char *order_number,
                   const char *field,
                   const char *old_value,
                   const char *new_value,
                   GError **error)
{
  BalieActivity *activity = make_activity (kind, field, old_value, new_value);

  set_text (&activity->order_number, order_number);
  return add_activity (db, facts, activity, error);
}

gboolean
balie_history_add_of_dossier (BalieDb *db,
                              const BalieDeskFacts *facts,
                              BalieActivityKind kind,
                              const char *dossier_number,
                              const char *entry,
                              const char *field,
                              const char *old_value,
                              const char *new_value,
                              GError **error)
{
  BalieActivity *activity = make_activity (kind, field, old_value, new_value);

  set_text (&activity->dossier_number, dossier_number);
  set_text (&activity->entry, entry);
  return add_activity (db, facts, activity, error);
}

gboolean
balie_history_add_of_letter (BalieDb *db,
                             const BalieDeskFacts *facts,
                             BalieActivityKind kind,
                             gint64 letter_id,
                             const char *field,
                             const char *old_value,
                             const char *new_value,
                             gint64 *id,
                             GError **error)
{
  BalieActivity *activity = make_activity (kind, field, old_value, new_value);

  activity->letter_id = letter_id;
  if (!add_activity (db, facts, activity, error))
    return FALSE;
  if (id != NULL)
    *id = balie_db_get_last_id (db);
  return TRUE;
}
