/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plate-request rules: an order, the brands, the dealer's settings and today in, one explanation out. */
#pragma once

#include "balie-brand.h"
#include "balie-order.h"
#include "balie-plate-request.h"
#include "balie-settings.h"

G_BEGIN_DECLS

/* In the order in which they are reported; bit 1 << value in BalieExplanation.blocking. */
typedef enum
{
  BALIE_CONDITION_KIND,
  BALIE_CONDITION_DELIVERED,
  BALIE_CONDITION_VIN,
  BALIE_CONDITION_PLATE,
  BALIE_CONDITION_APPROVED,
  BALIE_CONDITION_BRAND,
  BALIE_CONDITION_CANCELLED,
  BALIE_CONDITION_PLATES,
  BALIE_CONDITION_REQUESTED,
  BALIE_CONDITION_DEALER,
  BALIE_N_CONDITIONS,
} BalieCondition;

typedef enum
{
  BALIE_RULE_NONE,
  BALIE_RULE_UNLOADED,
  BALIE_RULE_NLV,
  BALIE_RULE_PLANNED,
  BALIE_RULE_STOCK,
  BALIE_N_RULES,
} BalieRule;

typedef enum
{
  BALIE_ATTENTION_NONE,
  BALIE_ATTENTION_PLANNED_NOT_BEFORE_NLV,
  BALIE_ATTENTION_PLANNED_LATE,
  BALIE_ATTENTION_NOT_UNLOADED,
  BALIE_ATTENTION_NO_DATES,
  BALIE_ATTENTION_STOCK_NO_K_CODE,
  BALIE_ATTENTION_REJECTED,  /* PON rejected exactly these fields; a person must look */
  BALIE_ATTENTION_WITHDRAWN, /* a person withdrew exactly these fields; a run does not undo that */
  BALIE_N_ATTENTIONS,
} BalieAttention;

/**
 * BalieExplanation:
 * @blocking: bits of #BalieCondition that are not met
 * @rule: the rule that (would) pick the order up; computed whether or not something blocks
 * @due_on: its day, %BALIE_DATE_NONE without a rule; does not depend on today
 * @attention: only when nothing blocks and no rule will ever pick it up as it stands
 *
 * A plain value. Only due-ness (balie_explanation_is_due()) depends on today.
 */
typedef struct
{
  guint blocking;
  BalieRule rule;
  BalieDate due_on;
  BalieAttention attention;
} BalieExplanation;

/**
 * BaliePlateFacts:
 * @live_request: (nullable): the live request of this order, or of this VIN
 * @last_closed: (nullable): the order's newest closed request
 */
typedef struct
{
  const BaliePlateRequest *live_request;
  const BaliePlateRequest *last_closed;
} BaliePlateFacts;

BalieExplanation balie_plate_rules_explain (const BalieOrder *order,
                                            const BaliePlateFacts *facts,
                                            BalieBrandTable *brands,
                                            BalieSettings *settings,
                                            BalieDate today);
gboolean balie_explanation_is_eligible (const BalieExplanation *self);
gboolean balie_explanation_is_due (const BalieExplanation *self, BalieDate today);

const char *balie_condition_to_code (BalieCondition condition);
const char *balie_condition_to_label (BalieCondition condition);
char *balie_condition_dup_release (BalieCondition condition, const BalieOrder *order);
const char *balie_rule_to_code (BalieRule rule);
gboolean balie_rule_from_code (const char *code, BalieRule *rule);
char *balie_rule_dup_label (BalieRule rule, BalieSettings *settings);
const char *balie_attention_to_code (BalieAttention attention);
gboolean balie_attention_from_code (const char *code, BalieAttention *attention);
char *balie_attention_dup_label (BalieAttention attention);
char *balie_attention_dup_release (BalieAttention attention,
                                   const BalieOrder *order,
                                   BalieSettings *settings);
char **balie_explanation_dup_blocking_codes (const BalieExplanation *self);

/* One order state as people read it (SCREENS.md): "Due on 20 March 2026", "Requested" … */
typedef enum
{
  BALIE_ORDER_STATE_NOT_DUE,
  BALIE_ORDER_STATE_DUE_ON,
  BALIE_ORDER_STATE_DECISION_NEEDED,
  BALIE_ORDER_STATE_APPROVED,
  BALIE_ORDER_STATE_WAITING,
  BALIE_ORDER_STATE_SENDING,
  BALIE_ORDER_STATE_UNKNOWN,
  BALIE_ORDER_STATE_REQUESTED,
  BALIE_ORDER_STATE_ISSUED,
  BALIE_ORDER_STATE_REJECTED,
  BALIE_ORDER_STATE_WITHDRAWAL_ASKED,
  BALIE_ORDER_STATE_WITHDRAWN,
} BalieOrderState;

BalieOrderState balie_order_state_get (const BalieExplanation *explanation,
                                       BalieRequestState request);
char *balie_order_state_dup_label (BalieOrderState state, BalieDate due_on, BalieDate today);
const char *balie_order_state_get_icon_name (BalieOrderState state);

G_END_DECLS
