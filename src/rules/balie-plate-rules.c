/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plate-request rules (RULES.md, sections 1 and 3): which conditions are not met, which rule picks
 * the order up and when, and what a person must decide. Pure: values in, a value out. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include "balie-plate-rules.h"

#include "balie-check.h"
#include "balie-text.h"

static const char *const condition_codes[BALIE_N_CONDITIONS] = {
  [BALIE_CONDITION_KIND] = "kind",
  [BALIE_CONDITION_DELIVERED] = "delivered",
  [BALIE_CONDITION_VIN] = "vin",
  [BALIE_CONDITION_PLATE] = "plate",
  [BALIE_CONDITION_APPROVED] = "approved",
  [BALIE_CONDITION_BRAND] = "brand",
  [BALIE_CONDITION_CANCELLED] = "cancelled",
  [BALIE_CONDITION_PLATES] = "plates",
  [BALIE_CONDITION_REQUESTED] = "requested",
  [BALIE_CONDITION_DEALER] = "dealer",
};

static const char *const rule_codes[BALIE_N_RULES] = {
  [BALIE_RULE_NONE] = "",           [BALIE_RULE_UNLOADED] = "unloaded", [BALIE_RULE_NLV] = "nlv",
  [BALIE_RULE_PLANNED] = "planned", [BALIE_RULE_STOCK] = "stock",
};

static const char *const attention_codes[BALIE_N_ATTENTIONS] = {
  [BALIE_ATTENTION_NONE] = "",
  [BALIE_ATTENTION_PLANNED_NOT_BEFORE_NLV] = "planned-not-before-nlv",
  [BALIE_ATTENTION_PLANNED_LATE] = "planned-late",
  [BALIE_ATTENTION_NOT_UNLOADED] = "not-unloaded",
  [BALIE_ATTENTION_NO_DATES] = "no-dates",
  [BALIE_ATTENTION_STOCK_NO_K_CODE] = "stock-no-k-code",
  [BALIE_ATTENTION_REJECTED] = "rejected",
  [BALIE_ATTENTION_WITHDRAWN] = "withdrawn",
};

static gboolean
is_known (BalieDate date)
{
  return date != BALIE_DATE_NONE;
}

static gboolean
brand_is_served (BalieBrandTable *brands, const char *name)
{
  const BalieBrand *brand = balie_brand_table_find (brands, name);

  return brand && brand->served;
}

/* Section 1: the bits of the conditions that are not met. */
static guint
find_blocking (const BalieOrder *order, const BaliePlateFacts *facts, BalieBrandTable *brands)
{
  const BaliePlateRequest *live = facts ? facts->live_request : NULL;
  const gboolean fails[BALIE_N_CONDITIONS] = {
    [BALIE_CONDITION_KIND] = order->kind != BALIE_ORDER_KIND_NEW,
    [BALIE_CONDITION_DELIVERED] = order->status == BALIE_ORDER_STATUS_DELIVERED,
    [BALIE_CONDITION_VIN] = !balie_vin_is_well_formed (order->vin),
    [BALIE_CONDITION_PLATE] = !balie_text_is_empty (order->plate),
    [BALIE_CONDITION_APPROVED] = !order->approved,
    [BALIE_CONDITION_BRAND] = !brand_is_served (brands, order->brand),
    [BALIE_CONDITION_CANCELLED] = order->status == BALIE_ORDER_STATUS_CANCELLED,
    [BALIE_CONDITION_PLATES] = order->plates.n_lines == 0,
    [BALIE_CONDITION_REQUESTED] = live && balie_request_state_is_live (live->state),
    [BALIE_CONDITION_DEALER] = balie_text_is_empty (order->dealer_number),
  };
  guint blocking = 0;

  for (int i = 0; i < BALIE_N_CONDITIONS; i++)
    blocking |= fails[i] ? 1u << i : 0;
  return blocking;
}

/* A due date stays in the range that dates can be written in. */
static void
set_rule (BalieExplanation *self, BalieRule rule, BalieDate due_on)
{
  self->rule = rule;
  self->due_on =
      CLAMP (due_on, balie_date_from_ymd (1900, 1, 1), balie_date_from_ymd (2199, 12, 31));
}

static gboolean
wants_attention (BalieSettings *settings, BalieSettingKey key)
{
  return g_str_equal (balie_settings_get_text (settings, key), "attention");
}

/* What keeps a planned order from rule `planned`, unless the dealer lets it pass. */
static BalieAttention
find_planned_attention (const BalieOrder *order, BalieSettings *settings, BalieDate today)
{
  BalieDate planned_on = is_known (order->planned_on) ? order->planned_on : today;
  int window = balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_UNLOADING);

  if (is_known (order->nlv_date) && order->delivery_date >= order->nlv_date &&
      wants_attention (settings, BALIE_SETTING_WHEN_PLANNED_NOT_BEFORE_NLV))
    return BALIE_ATTENTION_PLANNED_NOT_BEFORE_NLV;
  if (is_known (order->unloading_date) && planned_on > order->unloading_date + window &&
      wants_attention (settings, BALIE_SETTING_WHEN_PLANNED_LATE))
    return BALIE_ATTENTION_PLANNED_LATE;
  if (!is_known (order->unloading_date) &&
      wants_attention (settings, BALIE_SETTING_WHEN_NOT_UNLOADED))
    return BALIE_ATTENTION_NOT_UNLOADED;
  return BALIE_ATTENTION_NONE;
}

static void
explain_stock (BalieExplanation *self, const BalieOrder *order, BalieSettings *settings)
{
  if (is_known (order->k_code_date))
    set_rule (self, BALIE_RULE_STOCK,
              order->k_code_date +
                  balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_K_CODE));
  else
    self->attention = BALIE_ATTENTION_STOCK_NO_K_CODE;
}

static void
explain_planned (BalieExplanation *self,
                 const BalieOrder *order,
                 BalieSettings *settings,
                 BalieDate today)
{
  self->attention = find_planned_attention (order, settings, today);
  if (self->attention == BALIE_ATTENTION_NONE)
    set_rule (self, BALIE_RULE_PLANNED,
              order->delivery_date -
                  balie_settings_get_days (settings, BALIE_SETTING_DAYS_BEFORE_DELIVERY));
}

static void
explain_unplanned (BalieExplanation *self, const BalieOrder *order, BalieSettings *settings)
{
  if (is_known (order->nlv_date))
    set_rule (self, BALIE_RULE_NLV,
              order->nlv_date - balie_settings_get_days (settings, BALIE_SETTING_DAYS_BEFORE_NLV));
  else if (is_known (order->unloading_date))
    set_rule (self, BALIE_RULE_UNLOADED,
              order->unloading_date +
                  balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_UNLOADING));
  else
    self->attention = BALIE_ATTENTION_NO_DATES;
}

/* Whether PON has already said no to exactly what would be sent now, or a person took it back. */
static BalieAttention
find_closed (const BalieOrder *order,
             const BaliePlateFacts *facts,
             BalieSettings *settings,
             BalieDate today)
{
  const BaliePlateRequest *last = facts ? facts->last_closed : NULL;
  g_autoptr (BaliePlateRequest) again = NULL;

  if (!last || balie_request_state_is_live (last->state))
    return BALIE_ATTENTION_NONE;
  again = balie_plate_request_new_for_order (
      order, balie_settings_get_text (settings, BALIE_SETTING_REQUEST_TYPE), today);
  if (!balie_plate_request_same_fields (last, again))
    return BALIE_ATTENTION_NONE;
  return last->state == BALIE_REQUEST_REJECTED ? BALIE_ATTENTION_REJECTED
                                               : BALIE_ATTENTION_WITHDRAWN;
}

/**
 * balie_plate_rules_explain:
 * @order: the order
 * @facts: (nullable): its requests that matter; %NULL for none
 * @brands: the dealership's brands
 * @settings: the dealership's settings
 * @today: the day in the dealer's zone; stands in for the day of planning where that is not known
 *
 * Rule and due date are computed whether or not something blocks; attention only where nothing
 * blocks. What PON rejected or a person withdrew is left to a person: it has no rule until a shared
 * field changes.
 *
 * Returns: the explanation every screen, the command line, the mail and the run share
 */
BalieExplanation
balie_plate_rules_explain (const BalieOrder *order,
                           const BaliePlateFacts *facts,
                           BalieBrandTable *brands,
                           BalieSettings *settings,
                           BalieDate today)
{
  BalieExplanation self = { 0, BALIE_RULE_NONE, BALIE_DATE_NONE, BALIE_ATTENTION_NONE };
  BalieAttention closed;

  g_return_val_if_fail (order && brands && settings, self);

  self.blocking = find_blocking (order, facts, brands);
  if (order->stock)
    explain_stock (&self, order, settings);
  else if (is_known (order->delivery_date))
    explain_planned (&self, order, settings, today);
  else
    explain_unplanned (&self, order, settings);

  if (self.blocking)
    self.attention = BALIE_ATTENTION_NONE;
  else if ((closed = find_closed (order, facts, settings, today)) != BALIE_ATTENTION_NONE)
    {
      self.rule = BALIE_RULE_NONE;
      self.due_on = BALIE_DATE_NONE;
      self.attention = closed;
    }
  return self;
}

/**
 * balie_explanation_is_eligible:
 * @self: an explanation
 *
 * Returns: whether every condition of section 1 is met, so that it may be requested by hand
 */
gboolean
balie_explanation_is_eligible (const BalieExplanation *self)
{
  return self->blocking == 0;
}

/**
 * balie_explanation_is_due:
 * @self: an explanation
 * @today: the day in the dealer's zone
 *
 * Returns: whether the run of @today requests it; a day missed is caught up
 */
gboolean
balie_explanation_is_due (const BalieExplanation *self, BalieDate today)
{
  return self->blocking == 0 && self->attention == BALIE_ATTENTION_NONE &&
         self->rule != BALIE_RULE_NONE && self->due_on != BALIE_DATE_NONE && self->due_on <= today;
}

/**
 * balie_condition_to_code:
 * @condition: a condition
 *
 * Returns: its stable code, e.g. "vin"
 */
const char *
balie_condition_to_code (BalieCondition condition)
{
  g_return_val_if_fail ((guint) condition < BALIE_N_CONDITIONS, "");

  return condition_codes[condition];
}

/**
 * balie_rule_to_code:
 * @rule: a rule
 *
 * Returns: its stable code, "" for %BALIE_RULE_NONE
 */
const char *
balie_rule_to_code (BalieRule rule)
{
  g_return_val_if_fail ((guint) rule < BALIE_N_RULES, "");

  return rule_codes[rule];
}

static gboolean
find_code (const char *const *codes, gsize n_codes, const char *code, gsize *index)
{
  for (gsize i = 0; i < n_codes; i++)
    {
      if (!g_str_equal (codes[i], code ? code : ""))
        continue;
      *index = i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_rule_from_code:
 * @code: (nullable): a code; empty is %BALIE_RULE_NONE
 * @rule: (out): the rule, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_rule_from_code (const char *code, BalieRule *rule)
{
  gsize index;

  if (!find_code (rule_codes, G_N_ELEMENTS (rule_codes), code, &index))
    return FALSE;
  *rule = (BalieRule) index;
  return TRUE;
}

/**
 * balie_attention_to_code:
 * @attention: a reason for a person to decide
 *
 * Returns: its stable code, "" for %BALIE_ATTENTION_NONE
 */
const char *
balie_attention_to_code (BalieAttention attention)
{
  g_return_val_if_fail ((guint) attention < BALIE_N_ATTENTIONS, "");

  return attention_codes[attention];
}

/**
 * balie_attention_from_code:
 * @code: (nullable): a code; empty is %BALIE_ATTENTION_NONE
 * @attention: (out): the reason, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_attention_from_code (const char *code, BalieAttention *attention)
{
  gsize index;

  if (!find_code (attention_codes, G_N_ELEMENTS (attention_codes), code, &index))
    return FALSE;
  *attention = (BalieAttention) index;
  return TRUE;
}

/**
 * balie_explanation_dup_blocking_codes:
 * @self: an explanation
 *
 * Returns: (transfer full) (array zero-terminated=1): codes of the conditions not met, in the order
 *   of RULES.md
 */
char **
balie_explanation_dup_blocking_codes (const BalieExplanation *self)
{
  char **codes = g_new0 (char *, BALIE_N_CONDITIONS + 1);
  int n = 0;

  for (int i = 0; i < BALIE_N_CONDITIONS; i++)
    {
      if (self->blocking & (1u << i))
        codes[n++] = g_strdup (condition_codes[i]);
    }
  return codes;
}
