/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a dossier's history as a sentence. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossiers.h"

#include <glib/gi18n-lib.h>

static const BalieFieldSpec *
find_spec (const BalieActivity *activity, BalieEntry *entry)
{
  BaliePartyField party_field;
  BalieDossierField dossier_field;

  if (balie_entry_from_code (activity->entry, entry) && balie_entry_is_party (*entry))
    return balie_party_find_field (activity->field, &party_field)
               ? balie_party_get_spec (party_field)
               : NULL;
  *entry = BALIE_ENTRY_NONE;
  if (!balie_dossier_find_field (activity->field, &dossier_field))
    return NULL;
  *entry = balie_dossier_field_get_entry (dossier_field);
  return balie_dossier_get_spec (dossier_field);
}

/* “Driver”, or “Driver, Phone”. */
static char *
dup_place (BalieEntry entry, const char *label)
{
  const char *name = entry != BALIE_ENTRY_NONE ? balie_entry_to_label (entry) : NULL;

  if (name == NULL || (label != NULL && g_str_equal (name, label)))
    return g_strdup (label != NULL ? label : "");
  if (label == NULL)
    return g_strdup (name);
  /* Translators: an entry of a dossier's panel and one of its fields: “Driver, Phone”. */
  return g_strdup_printf (_ ("%1$s, %2$s"), name, label);
}

static char *
dup_change (const char *place, const char *old_value, const char *new_value)
{
  if (*old_value && *new_value)
    /* Translators: %1$s is a field or setting, then its old and its new value. */
    return g_strdup_printf (_ ("%1$s: “%2$s” → “%3$s”"), place, old_value, new_value);
  if (*new_value)
    /* Translators: %1$s is a field or setting that was empty, %2$s its new value. */
    return g_strdup_printf (_ ("%1$s: set to “%2$s”"), place, new_value);
  /* Translators: %1$s is a field or setting that is empty now, %2$s its old value. */
  return g_strdup_printf (_ ("%1$s: “%2$s” removed"), place, old_value);
}

static char *
dup_field_sentence (const BalieActivity *activity)
{
  BalieEntry entry;
  const BalieFieldSpec *spec = find_spec (activity, &entry);
  g_autofree char *place = NULL;
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  if (spec == NULL)
    return balie_activity_dup_sentence (activity);
  place = dup_place (entry, _ (spec->label));
  if (spec->identity || spec->hidden)
    /* Translators: %s is a field whose values are not shown. */
    return g_strdup_printf (_ ("%s: changed"), place);
  if (*activity->old_value == '\0' && *activity->new_value == '\0')
    /* Translators: %s is a field; the line of history is there, its values were erased. */
    return g_strdup_printf (_ ("%s: changed; the values are no longer kept"), place);
  old_value = balie_field_dup_display (spec, activity->old_value);
  new_value = balie_field_dup_display (spec, activity->new_value);
  return dup_change (place, old_value, new_value);
}

/* A source in the words of the window. */
static char *
dup_deed (const BalieActivity *activity)
{
  g_autoptr (BalieActivity) shown = balie_activity_copy (activity);
  BalieSource source;

  if (activity->kind == BALIE_ACTIVITY_PARTY_LOADED &&
      balie_source_from_code (activity->new_value, &source))
    {
      g_free (shown->new_value);
      shown->new_value = g_strdup (balie_source_to_label (source));
    }
  return balie_activity_dup_sentence (shown);
}

/**
 * balie_dossiers_dup_sentence:
 * @activity: a line of history
 *
 * Returns: (transfer full): what happened, translated, with the names of entry and field
 */
char *
balie_dossiers_dup_sentence (const BalieActivity *activity)
{
  BalieEntry entry = BALIE_ENTRY_NONE;
  g_autofree char *sentence = NULL;

  if (activity->kind == BALIE_ACTIVITY_FIELD_CHANGED)
    return dup_field_sentence (activity);
  sentence = dup_deed (activity);
  if (activity->entry[0] == '\0' || !balie_entry_from_code (activity->entry, &entry))
    return g_steal_pointer (&sentence);
  /* Translators: an entry of a dossier's panel, and what happened to it: “Driver: Loaded from: KP”. */
  return g_strdup_printf (_ ("%1$s: %2$s"), balie_entry_to_label (entry), sentence);
}
