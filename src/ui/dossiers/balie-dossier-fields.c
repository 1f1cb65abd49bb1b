/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a form, bound to a draft: what is typed goes there, what it says is shown with hints.
 *
 * One set of inputs serves every dossier and party that is shown. Main thread only; owns nothing of
 * the widgets, which live as long as the form. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-fields.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint field;
  BalieValueInput *input; /* borrowed */
  BalieFormLine *line;    /* borrowed */
  char *locked;           /* (nullable): why it is never edited */
} Bound;

struct _BalieDossierFields
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk;
  BalieUnsavedDossier *draft; /* (nullable) */
  GPtrArray *bound;           /* of Bound */

  /* State */
  BalieEntry entry;
  gboolean applying;
};

enum
{
  APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieDossierFields, balie_dossier_fields, G_TYPE_OBJECT)

static void
free_bound (gpointer data)
{
  Bound *bound = data;

  g_free (bound->locked);
  g_free (bound);
}

static Bound *
find_bound (BalieDossierFields *self, gconstpointer input)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      Bound *bound = g_ptr_array_index (self->bound, i);

      if (bound->input == input)
        return bound;
    }
  return NULL;
}

static Bound *
find_field (BalieDossierFields *self, guint field)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      Bound *bound = g_ptr_array_index (self->bound, i);

      if (bound->field == field)
        return bound;
    }
  return NULL;
}

static void
show_hint (const Bound *bound, BalieCheckLevel level, const char *text)
{
  balie_value_input_set_hint (bound->input, level, text);
  balie_form_line_set_hint (bound->line, bound->input, level, text);
}

static void
show_party_hint (const Bound *bound, GPtrArray *hints)
{
  for (guint i = 0; i < hints->len; i++)
    {
      const BaliePartyHint *hint = g_ptr_array_index (hints, i);

      if (hint->field != bound->field)
        continue;
      /* Saved all the same: only what can't be stored is marked as wrong. */
      show_hint (bound, (BalieCheckLevel) MIN (hint->level, BALIE_CHECK_SUSPECT), hint->text);
      return;
    }
  show_hint (bound, BALIE_CHECK_OK, "");
}

static void
show_dossier_hint (const Bound *bound, const char *value)
{
  g_auto (BalieCheck) check = { BALIE_CHECK_OK, NULL, NULL };

  if (bound->field == BALIE_DOSSIER_VIN && *value != '\0')
    check = balie_check_vin (value);
  else if (bound->field == BALIE_DOSSIER_PLATE && *value != '\0')
    check = balie_check_plate (value);
  /* A plate of another country is none of the Dutch ones: only said, never in the way. */
  show_hint (bound, MIN (check.level, BALIE_CHECK_SUSPECT), check.hint != NULL ? check.hint : "");
}

static void
show_one (BalieDossierFields *self, const Bound *bound, GPtrArray *hints)
{
  const char *value = balie_unsaved_dossier_get_value (self->draft, self->entry, bound->field);
  g_autofree char *problem =
      balie_unsaved_dossier_dup_problem (self->draft, self->entry, bound->field);

  balie_value_input_set_value (bound->input, value);
  if (problem != NULL)
    show_hint (bound, BALIE_CHECK_INVALID, problem);
  else if (hints != NULL)
    show_party_hint (bound, hints);
  else
    show_dossier_hint (bound, value);
}

/* A line is marked when any of its fields is changed. */
static void
mark_lines (BalieDossierFields *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      const Bound *bound = g_ptr_array_index (self->bound, i);
      gboolean changed = FALSE;

      for (guint j = 0; j < self->bound->len; j++)
        {
          const Bound *other = g_ptr_array_index (self->bound, j);

          changed = changed ||
                    (other->line == bound->line &&
                     balie_unsaved_dossier_is_changed (self->draft, self->entry, other->field));
        }
      balie_form_line_set_changed (bound->line, changed);
    }
}

static void
apply_draft (BalieDossierFields *self)
{
  g_autoptr (BalieParty) party = NULL;
  g_autoptr (GPtrArray) hints = NULL;

  if (self->entry < BALIE_N_PARTIES)
    {
      party = balie_unsaved_dossier_dup_party (self->draft, self->entry);
      hints = balie_party_check_on (party, balie_desk_get_today (self->desk));
    }
  self->applying = TRUE;
  for (guint i = 0; i < self->bound->len; i++)
    show_one (self, g_ptr_array_index (self->bound, i), hints);
  mark_lines (self);
  self->applying = FALSE;
  g_signal_emit (self, signals[APPLIED], 0);
}

static void
update_locks (BalieDossierFields *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  g_autofree char *reason = NULL;

  if (!balie_permission_allows (user, BALIE_DEED_EDIT_DOSSIER))
    reason = balie_permission_dup_reason (user, BALIE_DEED_EDIT_DOSSIER);
  for (guint i = 0; i < self->bound->len; i++)
    {
      const Bound *bound = g_ptr_array_index (self->bound, i);

      balie_value_input_set_locked (bound->input, bound->locked != NULL ? bound->locked : reason);
    }
}

static void
draft_changed_cb (BalieDossierFields *self)
{
  if (!self->applying)
    apply_draft (self);
}

static void
input_edited_cb (BalieValueInput *input, BalieDossierFields *self)
{
  const Bound *bound = find_bound (self, input);
  g_autofree char *value = NULL;

  if (self->applying || self->draft == NULL || bound == NULL)
    return;
  value = balie_value_input_dup_value (input);
  balie_unsaved_dossier_set_value (self->draft, self->entry, bound->field, value);
}

static void
drop_draft (BalieDossierFields *self)
{
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
}

static void
balie_dossier_fields_dispose (GObject *object)
{
  BalieDossierFields *self = BALIE_DOSSIER_FIELDS (object);

  drop_draft (self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_dossier_fields_parent_class)->dispose (object);
}

static void
balie_dossier_fields_finalize (GObject *object)
{
  g_ptr_array_unref (BALIE_DOSSIER_FIELDS (object)->bound);
  G_OBJECT_CLASS (balie_dossier_fields_parent_class)->finalize (object);
}

static void
balie_dossier_fields_class_init (BalieDossierFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_dossier_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_dossier_fields_finalize;
  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_dossier_fields_init (BalieDossierFields *self)
{
  self->bound = g_ptr_array_new_with_free_func (free_bound);
}

/**
 * balie_dossier_fields_new:
 * @desk: the desk
 * @entry: the kind of fields: a party (any), or %BALIE_ENTRY_NONE
 *
 * Returns: (transfer full): no fields yet
 */
BalieDossierFields *
balie_dossier_fields_new (BalieDesk *desk, BalieEntry entry)
{
  BalieDossierFields *self = g_object_new (BALIE_TYPE_DOSSIER_FIELDS, NULL);

  self->desk = g_object_ref (desk);
  self->entry = entry;
  return self;
}

/**
 * balie_dossier_fields_bind:
 * @self: the fields
 * @field: which
 * @input: its input
 * @line: where it stands
 */
void
balie_dossier_fields_bind (BalieDossierFields *self,
                           guint field,
                           BalieValueInput *input,
                           BalieFormLine *line)
{
  Bound *bound = g_new0 (Bound, 1);

  g_return_if_fail (BALIE_IS_DOSSIER_FIELDS (self));

  bound->field = field;
  bound->input = input;
  bound->line = line;
  g_ptr_array_add (self->bound, bound);
  g_signal_connect_object (input, "edited", G_CALLBACK (input_edited_cb), self, 0);
}

static BalieValueInput *
add_input (BalieDossierFields *self, BalieFormLine *line, guint field)
{
  const BalieFieldSpec *spec = balie_unsaved_dossier_get_spec (self->entry, field);
  BalieValueInput *input = BALIE_VALUE_INPUT (balie_value_input_new (spec));

  balie_form_line_add (line, GTK_WIDGET (input), balie_value_input_get_control (input));
  balie_dossier_fields_bind (self, field, input, line);
  return input;
}

/* Of two under one label each says what it is. */
static void
add_half (BalieDossierFields *self, BalieFormLine *line, guint field)
{
  GtkWidget *control = balie_value_input_get_control (add_input (self, line, field));

  gtk_entry_set_placeholder_text (
      GTK_ENTRY (control),
      g_dgettext (GETTEXT_PACKAGE, balie_unsaved_dossier_get_spec (self->entry, field)->label));
}

/**
 * balie_dossier_fields_append:
 * @self: the fields
 * @column: a box
 * @group: (nullable): of the labels
 * @field: which
 *
 * Returns: (transfer none): the line
 */
BalieFormLine *
balie_dossier_fields_append (BalieDossierFields *self,
                             GtkWidget *column,
                             GtkSizeGroup *group,
                             guint field)
{
  const BalieFieldSpec *spec = balie_unsaved_dossier_get_spec (self->entry, field);
  GtkWidget *line = balie_form_line_new (g_dgettext (GETTEXT_PACKAGE, spec->label), group);

  add_input (self, BALIE_FORM_LINE (line), field);
  gtk_box_append (GTK_BOX (column), line);
  return BALIE_FORM_LINE (line);
}

/**
 * balie_dossier_fields_append_pair:
 * @self: the fields
 * @column: a box
 * @group: (nullable): of the labels
 * @label: of both, translated
 * @first: one
 * @second: the other; both with an entry
 *
 * Returns: (transfer none): the line
 */
BalieFormLine *
balie_dossier_fields_append_pair (BalieDossierFields *self,
                                  GtkWidget *column,
                                  GtkSizeGroup *group,
                                  const char *label,
                                  guint first,
                                  guint second)
{
  GtkWidget *line = balie_form_line_new (label, group);

  add_half (self, BALIE_FORM_LINE (line), first);
  add_half (self, BALIE_FORM_LINE (line), second);
  gtk_box_append (GTK_BOX (column), line);
  return BALIE_FORM_LINE (line);
}

/**
 * balie_dossier_fields_show:
 * @self: the fields
 * @draft: what they show and change
 * @entry: whose values
 */
void
balie_dossier_fields_show (BalieDossierFields *self, BalieUnsavedDossier *draft, BalieEntry entry)
{
  g_return_if_fail (BALIE_IS_DOSSIER_FIELDS (self));

  if (self->draft != draft)
    {
      drop_draft (self);
      self->draft = g_object_ref (draft);
      g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->entry = entry;
  update_locks (self);
  apply_draft (self);
}

/**
 * balie_dossier_fields_get_draft:
 * @self: the fields
 *
 * Returns: (transfer none) (nullable): what they show
 */
BalieUnsavedDossier *
balie_dossier_fields_get_draft (BalieDossierFields *self)
{
  g_return_val_if_fail (BALIE_IS_DOSSIER_FIELDS (self), NULL);

  return self->draft;
}

/**
 * balie_dossier_fields_get_entry:
 * @self: the fields
 *
 * Returns: whose values they show
 */
BalieEntry
balie_dossier_fields_get_entry (BalieDossierFields *self)
{
  g_return_val_if_fail (BALIE_IS_DOSSIER_FIELDS (self), BALIE_ENTRY_NONE);

  return self->entry;
}

/**
 * balie_dossier_fields_get_line:
 * @self: the fields
 * @field: which
 *
 * Returns: (transfer none) (nullable): where it stands
 */
BalieFormLine *
balie_dossier_fields_get_line (BalieDossierFields *self, guint field)
{
  const Bound *bound = find_field (self, field);

  return bound != NULL ? bound->line : NULL;
}

/**
 * balie_dossier_fields_get_input:
 * @self: the fields
 * @field: which
 *
 * Returns: (transfer none) (nullable): its input
 */
BalieValueInput *
balie_dossier_fields_get_input (BalieDossierFields *self, guint field)
{
  const Bound *bound = find_field (self, field);

  return bound != NULL ? bound->input : NULL;
}

/**
 * balie_dossier_fields_lock:
 * @self: the fields
 * @field: which
 * @reason: why it is never edited
 */
void
balie_dossier_fields_lock (BalieDossierFields *self, guint field, const char *reason)
{
  Bound *bound = find_field (self, field);

  g_return_if_fail (bound != NULL);

  g_free (bound->locked);
  bound->locked = g_strdup (reason);
  balie_value_input_set_locked (bound->input, reason);
}

/**
 * balie_dossier_fields_focus_first:
 * @self: the fields
 *
 * Where one begins to type.
 */
void
balie_dossier_fields_focus_first (BalieDossierFields *self)
{
  g_return_if_fail (BALIE_IS_DOSSIER_FIELDS (self));

  for (guint i = 0; i < self->bound->len; i++)
    {
      const Bound *bound = g_ptr_array_index (self->bound, i);

      if (bound->locked == NULL && gtk_widget_is_visible (GTK_WIDGET (bound->input)) &&
          gtk_widget_grab_focus (balie_value_input_get_control (bound->input)))
        return;
    }
}
