/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a dossier and its parties; restores one value. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-history.h"

#include "balie-dossier-deed.h"
#include "balie-dossier-section.h"
#include "balie-history-list.h"

struct _BalieDossierHistory
{
  AdwBin parent_instance;
};

static void implement_section (BalieDossierSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieDossierHistory,
                               balie_dossier_history,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_DOSSIER_SECTION,
                                                      implement_section))

/* What a person may edit, and may see before it comes back: not the hidden fields, not identity data. */
static gboolean
can_restore (const BalieActivity *activity)
{
  BalieEntry entry = BALIE_ENTRY_NONE;
  const BalieFieldSpec *spec;
  guint field;

  balie_entry_from_code (activity->entry, &entry);
  if (activity->kind != BALIE_ACTIVITY_FIELD_CHANGED ||
      !balie_unsaved_dossier_find_field (entry, activity->field, &field))
    return FALSE;
  spec = balie_unsaved_dossier_get_spec (entry, field);
  return !spec->hidden && !spec->identity;
}

static BalieDeed
get_deed (const BalieActivity *activity)
{
  return BALIE_DEED_EDIT_DOSSIER;
}

static const BalieHistoryKind kind = { balie_dossiers_dup_sentence, can_restore, get_deed,
                                       balie_dossier_deed_restore };

static void
show (BalieDossierSection *section,
      const BalieDossierDetail *detail,
      BalieUnsavedDossier *draft,
      BalieEntry entry)
{
  balie_history_list_set (BALIE_HISTORY_LIST (adw_bin_get_child (ADW_BIN (section))),
                          detail->dossier->values[BALIE_DOSSIER_NUMBER], detail->activity);
}

static void
implement_section (BalieDossierSectionInterface *iface)
{
  iface->show = show;
}

static void
balie_dossier_history_class_init (BalieDossierHistoryClass *klass)
{
}

static void
balie_dossier_history_init (BalieDossierHistory *self)
{
}

/**
 * balie_dossier_history_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the history, empty
 */
GtkWidget *
balie_dossier_history_new (BalieDesk *desk)
{
  GtkWidget *self = g_object_new (BALIE_TYPE_DOSSIER_HISTORY, NULL);

  adw_bin_set_child (ADW_BIN (self), balie_history_list_new (desk, &kind));
  return self;
}
