/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of history, and the sentence that says what happened. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-activity.h"

#include <glib/gi18n-lib.h>

#include "balie-order.h"
#include "balie-settings.h"

typedef struct
{
  const char *code;
  const char *sentence; /* what happened */
  gboolean detailed;    /* whether new_value belongs to the sentence */
} Kind;

static const Kind kinds[BALIE_ACTIVITY_N_KINDS] = {
  [BALIE_ACTIVITY_ORDER_CREATED] = { "order-created", N_ ("Order created"), FALSE },
  [BALIE_ACTIVITY_FIELD_CHANGED] = { "field-changed", N_ ("Changed"), FALSE },
  [BALIE_ACTIVITY_REQUEST_APPROVED_BY_PERSON] = { "request-approved-by-person",
                                                  N_ ("Plate request approved directly"), FALSE },
  [BALIE_ACTIVITY_REQUEST_APPROVED_BY_RULE] = { "request-approved-by-rule",
                                                N_ ("Plate request approved by the morning run"),
                                                TRUE },
  [BALIE_ACTIVITY_REQUEST_SENT] = { "request-sent", N_ ("Plate request sent to PON"), FALSE },
  [BALIE_ACTIVITY_REQUEST_UNCLEAR] = { "request-unclear",
                                       N_ ("PON’s answer is unclear; it is asked after the "
                                           "request"),
                                       FALSE },
  [BALIE_ACTIVITY_REQUEST_RECEIVED] = { "request-received",
                                        N_ ("PON has received the plate request"), FALSE },
  [BALIE_ACTIVITY_PLATE_ISSUED] = { "plate-issued", N_ ("Plate issued"), TRUE },
  [BALIE_ACTIVITY_REQUEST_REJECTED] = { "request-rejected", N_ ("Plate request rejected"), TRUE },
  [BALIE_ACTIVITY_WITHDRAWAL_ASKED] = { "withdrawal-asked",
                                        N_ ("PON is asked to withdraw the plate request"), FALSE },
  [BALIE_ACTIVITY_WITHDRAWAL_REFUSED] = { "withdrawal-refused",
                                          N_ ("PON did not withdraw the plate request"), TRUE },
  [BALIE_ACTIVITY_REQUEST_WITHDRAWN] = { "request-withdrawn", N_ ("Plate request withdrawn"),
                                         FALSE },
  [BALIE_ACTIVITY_RUN_FINISHED] = { "run-finished", N_ ("Morning run finished"), TRUE },
  [BALIE_ACTIVITY_SETTING_CHANGED] = { "setting-changed", N_ ("Setting changed"), FALSE },
  [BALIE_ACTIVITY_USER_CHANGED] = { "user-changed", N_ ("User changed"), TRUE },
  [BALIE_ACTIVITY_DOSSIER_CREATED] = { "dossier-created", N_ ("Dossier created"), FALSE },
  [BALIE_ACTIVITY_PARTY_LOADED] = { "party-loaded", N_ ("Loaded from"), TRUE },
  [BALIE_ACTIVITY_PARTIES_MERGED] = { "parties-merged",
                                      N_ ("Recognised as the person with client number"), TRUE },
  [BALIE_ACTIVITY_IDENTITY_SHOWN] = { "identity-shown", N_ ("Identity data shown"), FALSE },
  [BALIE_ACTIVITY_CUSTOMER_IMPORTED] = { "customer-imported", N_ ("Added to Driver2 as number"),
                                         TRUE },
  [BALIE_ACTIVITY_CUSTOMER_IMPORT_FAILED] = { "customer-import-failed", N_ ("Not added to Driver2"),
                                              TRUE },
  [BALIE_ACTIVITY_DATA_EXPORTED] = { "data-exported", N_ ("Personal data exported"), FALSE },
  [BALIE_ACTIVITY_DATA_ERASED] = { "data-erased", N_ ("Personal data erased"), FALSE },
  [BALIE_ACTIVITY_RETENTION_APPLIED] = { "retention-applied",
                                         N_ ("Data past their retention period removed"), TRUE },
  [BALIE_ACTIVITY_LETTER_RECEIVED] = { "letter-received", N_ ("Letter received"), FALSE },
  [BALIE_ACTIVITY_APPLICATION_FILED] = { "application-filed", N_ ("Application filed"), FALSE },
};

/**
 * balie_activity_new:
 * @kind: what happened
 *
 * Returns: (transfer full): an otherwise empty line
 */
BalieActivity *
balie_activity_new (BalieActivityKind kind)
{
  BalieActivity *self = g_new0 (BalieActivity, 1);

  self->kind = kind;
  self->order_number = g_strdup ("");
  self->request_key = g_strdup ("");
  self->dossier_number = g_strdup ("");
  self->entry = g_strdup ("");
  self->actor = g_strdup ("");
  self->desk = g_strdup ("");
  self->field = g_strdup ("");
  self->old_value = g_strdup ("");
  self->new_value = g_strdup ("");
  return self;
}

/**
 * balie_activity_copy:
 * @self: (nullable): a line
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieActivity *
balie_activity_copy (const BalieActivity *self)
{
  BalieActivity *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieActivity, 1);
  *copy = *self;
  copy->order_number = g_strdup (self->order_number);
  copy->request_key = g_strdup (self->request_key);
  copy->dossier_number = g_strdup (self->dossier_number);
  copy->entry = g_strdup (self->entry);
  copy->actor = g_strdup (self->actor);
  copy->desk = g_strdup (self->desk);
  copy->field = g_strdup (self->field);
  copy->old_value = g_strdup (self->old_value);
  copy->new_value = g_strdup (self->new_value);
  return copy;
}

/**
 * balie_activity_free:
 * @self: (nullable) (transfer full): a line
 */
void
balie_activity_free (BalieActivity *self)
{
  if (!self)
    return;
  g_free (self->order_number);
  g_free (self->request_key);
  g_free (self->dossier_number);
  g_free (self->entry);
  g_free (self->actor);
  g_free (self->desk);
  g_free (self->field);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}

/**
 * balie_activity_kind_to_code:
 * @kind: a kind
 *
 * Returns: its stable code, e.g. "plate-issued"
 */
const char *
balie_activity_kind_to_code (BalieActivityKind kind)
{
  g_return_val_if_fail ((guint) kind < BALIE_ACTIVITY_N_KINDS, "");

  return kinds[kind].code;
}

/**
 * balie_activity_kind_from_code:
 * @code: (nullable): a code
 * @kind: (out): the kind, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_activity_kind_from_code (const char *code, BalieActivityKind *kind)
{
  for (int i = 0; i < BALIE_ACTIVITY_N_KINDS; i++)
    {
      if (g_strcmp0 (code, kinds[i].code) != 0)
        continue;
      *kind = (BalieActivityKind) i;
      return TRUE;
    }
  return FALSE;
}

/* The stored, canonical value as a person reads it. */
static char *
dup_displayed (const char *field_code, const char *value)
{
  g_autoptr (BalieOrder) order = NULL;
  BalieOrderField field;

  if (!*value || !balie_order_field_find (field_code, &field))
    return g_strdup (value);
  order = balie_order_new ();
  if (!balie_order_set_value (order, field, value, NULL))
    return g_strdup (value);
  return balie_order_dup_display (order, field);
}

static char *
dup_change (const char *label, const char *old_value, const char *new_value)
{
  if (*old_value && *new_value)
    /* Translators: %1$s is a field or setting, then its old and its new value. */
    return g_strdup_printf (_ ("%1$s: “%2$s” → “%3$s”"), label, old_value, new_value);
  if (*new_value)
    /* Translators: %1$s is a field or setting that was empty, %2$s its new value. */
    return g_strdup_printf (_ ("%1$s: set to “%2$s”"), label, new_value);
  /* Translators: %1$s is a field or setting that is empty now, %2$s its old value. */
  return g_strdup_printf (_ ("%1$s: “%2$s” removed"), label, old_value);
}

/* What may change of a letter: its state and what it belongs to. */
static char *
dup_letter_sentence (const BalieActivity *self)
{
  const char *label = self->field;

  if (g_str_equal (self->field, "state"))
    return g_strdup (g_str_equal (self->new_value, "done") ? _ ("Marked as done")
                                                           : _ ("Marked as open"));
  if (g_str_equal (self->field, "order_number"))
    label = _ ("Order");
  else if (g_str_equal (self->field, "dossier_number"))
    label = _ ("Dossier");
  return dup_change (label, self->old_value, self->new_value);
}

static char *
dup_field_sentence (const BalieActivity *self)
{
  g_autofree char *old_value = dup_displayed (self->field, self->old_value);
  g_autofree char *new_value = dup_displayed (self->field, self->new_value);
  BalieOrderField field;
  const char *label = self->field;

  if (balie_order_field_find (self->field, &field))
    label = _ (balie_order_field_get_info (field)->label);
  return dup_change (label, old_value, new_value);
}

static char *
dup_setting_sentence (const BalieActivity *self)
{
  BalieSettingKey key;
  const char *label = self->field;

  if (balie_setting_find (self->field, &key))
    label = _ (balie_setting_get_info (key)->label);
  return dup_change (label, self->old_value, self->new_value);
}

/* The automatic rules' codes in words; the full sentence needs the dealer's periods. */
static const char *
get_rule_word (const char *code)
{
  if (g_str_equal (code, "unloaded"))
    return _ ("after the unloading date");
  if (g_str_equal (code, "nlv"))
    return _ ("before the NLV date");
  if (g_str_equal (code, "planned"))
    return _ ("before the delivery date");
  if (g_str_equal (code, "stock"))
    return _ ("after the k-code date");
  return code;
}

/**
 * balie_activity_dup_sentence:
 * @self: a line
 *
 * Returns: (transfer full): what happened, translated, as plain text; who, when and at which desk
 *   are shown beside it
 */
char *
balie_activity_dup_sentence (const BalieActivity *self)
{
  const Kind *kind;
  const char *value;

  g_return_val_if_fail (self && (guint) self->kind < BALIE_ACTIVITY_N_KINDS, g_strdup (""));

  kind = &kinds[self->kind];
  if (self->kind == BALIE_ACTIVITY_FIELD_CHANGED && self->letter_id != 0)
    return dup_letter_sentence (self);
  if (self->kind == BALIE_ACTIVITY_FIELD_CHANGED)
    return dup_field_sentence (self);
  if (self->kind == BALIE_ACTIVITY_SETTING_CHANGED && *self->field)
    return dup_setting_sentence (self);
  if (!kind->detailed || !*self->new_value)
    return g_strdup (_ (kind->sentence));
  value = self->kind == BALIE_ACTIVITY_REQUEST_APPROVED_BY_RULE ? get_rule_word (self->new_value)
                                                                : self->new_value;
  /* Translators: %1$s is what happened, such as “Plate issued”, %2$s the plate or the reason. */
  return g_strdup_printf (_ ("%1$s: %2$s"), _ (kind->sentence), value);
}
