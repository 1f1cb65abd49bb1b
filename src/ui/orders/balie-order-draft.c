/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person changed of an order and has not saved yet: kept until saved or reverted.
 *
 * Every changed field remembers what it started from, so that a save can tell when someone else
 * changed the same field meanwhile. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-draft.h"

struct _BalieOrderDraft
{
  GObject parent_instance;

  /* Owned */
  BalieOrder *stored;
  char *bases[BALIE_ORDER_N_FIELDS];  /* NULL where nothing is changed */
  char *values[BALIE_ORDER_N_FIELDS]; /* NULL where nothing is changed */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieOrderDraft, balie_order_draft, G_TYPE_OBJECT)

static void
drop_field (BalieOrderDraft *self, guint field)
{
  g_clear_pointer (&self->bases[field], g_free);
  g_clear_pointer (&self->values[field], g_free);
}

/* "wvwzzz…" and "WVWZZZ…" are the same chassis number. */
static gboolean
is_same_value (BalieOrderDraft *self, BalieOrderField field, const char *text, const char *other)
{
  g_autoptr (BalieOrder) order = NULL;
  g_autofree char *canonical = NULL;

  if (g_strcmp0 (text, other) == 0)
    return TRUE;
  order = balie_order_copy (self->stored);
  if (!balie_order_set_value (order, field, text, NULL))
    return FALSE;
  canonical = balie_order_dup_value (order, field);
  return g_strcmp0 (canonical, other) == 0;
}

static void
balie_order_draft_finalize (GObject *object)
{
  BalieOrderDraft *self = BALIE_ORDER_DRAFT (object);

  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    drop_field (self, i);
  g_clear_pointer (&self->stored, balie_order_free);
  G_OBJECT_CLASS (balie_order_draft_parent_class)->finalize (object);
}

static void
balie_order_draft_class_init (BalieOrderDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_order_draft_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_order_draft_init (BalieOrderDraft *self)
{
}

/**
 * balie_order_draft_new:
 * @stored: the order as it stands
 *
 * Returns: (transfer full): a draft without changes
 */
BalieOrderDraft *
balie_order_draft_new (const BalieOrder *stored)
{
  BalieOrderDraft *self = g_object_new (BALIE_TYPE_ORDER_DRAFT, NULL);

  self->stored = balie_order_copy (stored);
  return self;
}

/**
 * balie_order_draft_set_stored:
 * @self: a draft
 * @stored: the order as it stands now
 *
 * Unsaved values are kept, but for those that are stored by now.
 */
void
balie_order_draft_set_stored (BalieOrderDraft *self, const BalieOrder *stored)
{
  g_return_if_fail (BALIE_IS_ORDER_DRAFT (self));

  g_clear_pointer (&self->stored, balie_order_free);
  self->stored = balie_order_copy (stored);
  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *now = balie_order_dup_value (stored, (BalieOrderField) i);

      if (self->values[i] != NULL &&
          is_same_value (self, (BalieOrderField) i, self->values[i], now))
        drop_field (self, i);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * balie_order_draft_get_stored:
 * @self: a draft
 *
 * Returns: (transfer none): the order as it stands
 */
const BalieOrder *
balie_order_draft_get_stored (BalieOrderDraft *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), NULL);

  return self->stored;
}

/**
 * balie_order_draft_set_value:
 * @self: a draft
 * @field: a field
 * @text: canonical, or what was typed
 */
void
balie_order_draft_set_value (BalieOrderDraft *self, BalieOrderField field, const char *text)
{
  g_autofree char *stored = NULL;
  const char *base;

  g_return_if_fail (BALIE_IS_ORDER_DRAFT (self));
  g_return_if_fail (field < BALIE_ORDER_N_FIELDS);

  if (g_strcmp0 (self->values[field], text) == 0)
    return;
  stored = balie_order_dup_value (self->stored, field);
  base = self->bases[field] != NULL ? self->bases[field] : stored;
  if (is_same_value (self, field, text, base))
    {
      if (self->values[field] == NULL)
        return;
      drop_field (self, field);
    }
  else
    {
      if (self->bases[field] == NULL)
        self->bases[field] = g_steal_pointer (&stored);
      g_free (self->values[field]);
      self->values[field] = g_strdup (text);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * balie_order_draft_dup_value:
 * @self: a draft
 * @field: a field
 *
 * Returns: (transfer full): the unsaved value, or the stored one
 */
char *
balie_order_draft_dup_value (BalieOrderDraft *self, BalieOrderField field)
{
  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), NULL);
  g_return_val_if_fail (field < BALIE_ORDER_N_FIELDS, NULL);

  if (self->values[field] != NULL)
    return g_strdup (self->values[field]);
  return balie_order_dup_value (self->stored, field);
}

/**
 * balie_order_draft_is_changed:
 * @self: a draft
 * @field: a field
 *
 * Returns: whether it has an unsaved value
 */
gboolean
balie_order_draft_is_changed (BalieOrderDraft *self, BalieOrderField field)
{
  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), FALSE);
  g_return_val_if_fail (field < BALIE_ORDER_N_FIELDS, FALSE);

  return self->values[field] != NULL;
}

/**
 * balie_order_draft_get_n_changed:
 * @self: a draft
 *
 * Returns: how many fields have an unsaved value
 */
guint
balie_order_draft_get_n_changed (BalieOrderDraft *self)
{
  guint n = 0;

  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), 0);

  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    n += self->values[i] != NULL;
  return n;
}

/**
 * balie_order_draft_dup_problem:
 * @self: a draft
 * @field: a field
 *
 * Returns: (transfer full) (nullable): why its value can't be read, %NULL if it can
 */
char *
balie_order_draft_dup_problem (BalieOrderDraft *self, BalieOrderField field)
{
  g_autoptr (BalieOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), NULL);
  g_return_val_if_fail (field < BALIE_ORDER_N_FIELDS, NULL);

  if (self->values[field] == NULL)
    return NULL;
  order = balie_order_copy (self->stored);
  if (balie_order_set_value (order, field, self->values[field], &error))
    return NULL;
  return g_strdup (error->message);
}

/**
 * balie_order_draft_has_problem:
 * @self: a draft
 *
 * Returns: whether some value can't be read
 */
gboolean
balie_order_draft_has_problem (BalieOrderDraft *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), FALSE);

  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *problem = balie_order_draft_dup_problem (self, (BalieOrderField) i);

      if (problem != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * balie_order_draft_dup_order:
 * @self: a draft
 *
 * Returns: (transfer full): the order as it would be, without values that can't be read
 */
BalieOrder *
balie_order_draft_dup_order (BalieOrderDraft *self)
{
  BalieOrder *order;

  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), NULL);

  order = balie_order_copy (self->stored);
  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    if (self->values[i] != NULL)
      balie_order_set_value (order, (BalieOrderField) i, self->values[i], NULL);
  return order;
}

/**
 * balie_order_draft_dup_changes:
 * @self: a draft
 *
 * Returns: (transfer full) (element-type BalieOrderChange): what a save is to write
 */
GPtrArray *
balie_order_draft_dup_changes (BalieOrderDraft *self)
{
  GPtrArray *changes = balie_order_changes_new ();

  g_return_val_if_fail (BALIE_IS_ORDER_DRAFT (self), changes);

  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    if (self->values[i] != NULL)
      balie_order_changes_add (changes, (BalieOrderField) i, self->bases[i], self->values[i]);
  return changes;
}

/**
 * balie_order_draft_revert:
 * @self: a draft
 *
 * Drops every unsaved value.
 */
void
balie_order_draft_revert (BalieOrderDraft *self)
{
  g_return_if_fail (BALIE_IS_ORDER_DRAFT (self));

  for (guint i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    drop_field (self, i);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * balie_order_draft_revert_field:
 * @self: a draft
 * @field: whose unsaved value is dropped
 */
void
balie_order_draft_revert_field (BalieOrderDraft *self, BalieOrderField field)
{
  g_return_if_fail (BALIE_IS_ORDER_DRAFT (self));
  g_return_if_fail (field < BALIE_ORDER_N_FIELDS);

  drop_field (self, field);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * balie_order_draft_rebase_field:
 * @self: a draft
 * @field: a field with an unsaved value
 * @theirs: what stands there now
 */
void
balie_order_draft_rebase_field (BalieOrderDraft *self, BalieOrderField field, const char *theirs)
{
  g_return_if_fail (BALIE_IS_ORDER_DRAFT (self));
  g_return_if_fail (field < BALIE_ORDER_N_FIELDS);

  if (self->values[field] == NULL)
    return;
  g_free (self->bases[field]);
  self->bases[field] = g_strdup (theirs);
  g_signal_emit (self, signals[CHANGED], 0);
}
