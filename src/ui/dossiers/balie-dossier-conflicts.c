/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks about fields of a dossier that someone else changed meanwhile, and settles the draft. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-conflicts.h"

#include "balie-conflict-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  BalieEntry entry;
  guint field;
  char *theirs;
} Field;

typedef struct
{
  BalieUnsavedDossier *draft; /* owned */
  GPtrArray *fields;          /* of Field, in the order of the question */
  BalieDossierSettledFunc settled;
} Decision;

static void
free_field (gpointer data)
{
  Field *field = data;

  g_free (field->theirs);
  g_free (field);
}

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->draft);
  g_ptr_array_unref (decision->fields);
  g_free (decision);
}

static void
decided_cb (GtkWidget *widget, const gboolean *keep_mine, gpointer user_data)
{
  const Decision *decision = user_data;

  for (guint i = 0; i < decision->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (decision->fields, i);

      if (keep_mine[i])
        balie_unsaved_dossier_rebase_field (decision->draft, field->entry, field->field,
                                            field->theirs);
      else
        balie_unsaved_dossier_revert_field (decision->draft, field->entry, field->field);
    }
  decision->settled (widget, decision->draft);
}

static char *
dup_display (const BalieFieldSpec *spec, const char *value)
{
  /* Identity data are shown behind their button only. */
  if (spec->identity)
    return g_strdup ("•••");
  if (*value == '\0')
    return g_strdup (C_ ("empty value", "nothing"));
  return balie_field_dup_display (spec, value);
}

static BalieConflict *
build_line (const BalieDossierConflict *conflict, guint field)
{
  const BalieFieldSpec *spec = balie_unsaved_dossier_get_spec (conflict->entry, field);
  const char *label = g_dgettext (GETTEXT_PACKAGE, spec->label);
  BalieConflict *line = g_new0 (BalieConflict, 1);

  line->title = conflict->entry == BALIE_ENTRY_NONE
                    ? g_strdup (label)
                    : g_strdup_printf ("%s · %s", balie_entry_to_label (conflict->entry), label);
  line->mine = dup_display (spec, conflict->mine);
  line->theirs = dup_display (spec, conflict->theirs);
  line->actor = g_strdup (conflict->their_actor);
  line->time = conflict->their_time;
  return line;
}

/**
 * balie_dossier_conflicts_ask:
 * @widget: who asks; nothing is decided after it is gone
 * @draft: my unsaved values
 * @conflicts: (element-type BalieDossierConflict): the fields both changed
 * @settled: told when the draft is what is to be saved
 */
void
balie_dossier_conflicts_ask (GtkWidget *widget,
                             BalieUnsavedDossier *draft,
                             GPtrArray *conflicts,
                             BalieDossierSettledFunc settled)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (balie_conflict_free);
  Decision *decision = g_new0 (Decision, 1);

  decision->draft = g_object_ref (draft);
  decision->fields = g_ptr_array_new_with_free_func (free_field);
  decision->settled = settled;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const BalieDossierConflict *conflict = g_ptr_array_index (conflicts, i);
      Field *field = g_new0 (Field, 1);

      field->entry = conflict->entry;
      field->theirs = g_strdup (conflict->theirs);
      if (!balie_unsaved_dossier_find_field (conflict->entry, conflict->field, &field->field))
        {
          free_field (field);
          continue;
        }
      g_ptr_array_add (decision->fields, field);
      g_ptr_array_add (lines, build_line (conflict, field->field));
    }
  balie_conflict_dialog_ask (widget, lines, decided_cb, decision, free_decision);
}
