/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one state of an order that people read, from its explanation and its newest request. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-plate-rules.h"

static const struct
{
  const char *label;
  const char *icon_name;
} states[] = {
  [BALIE_ORDER_STATE_NOT_DUE] = { NC_ ("order state", "Not due"), "view-more-horizontal-symbolic" },
  [BALIE_ORDER_STATE_DUE_ON] = { NC_ ("order state", "Due on %s"), "x-office-calendar-symbolic" },
  [BALIE_ORDER_STATE_DECISION_NEEDED] = { NC_ ("order state", "Decision needed"),
                                          "dialog-question-symbolic" },
  [BALIE_ORDER_STATE_APPROVED] = { NC_ ("order state", "Approved"), "object-select-symbolic" },
  [BALIE_ORDER_STATE_WAITING] = { NC_ ("order state", "Waiting to send"),
                                  "document-open-recent-symbolic" },
  [BALIE_ORDER_STATE_SENDING] = { NC_ ("order state", "Sending"), "document-send-symbolic" },
  [BALIE_ORDER_STATE_UNKNOWN] = { NC_ ("order state", "Unknown – checking with PON"),
                                  "emblem-synchronizing-symbolic" },
  [BALIE_ORDER_STATE_REQUESTED] = { NC_ ("order state", "Requested"), "mail-unread-symbolic" },
  [BALIE_ORDER_STATE_ISSUED] = { NC_ ("order state", "Plate issued"), "emblem-ok-symbolic" },
  [BALIE_ORDER_STATE_REJECTED] = { NC_ ("order state", "Rejected"), "dialog-error-symbolic" },
  [BALIE_ORDER_STATE_WITHDRAWAL_ASKED] = { NC_ ("order state", "Withdrawal asked"),
                                           "edit-undo-symbolic" },
  [BALIE_ORDER_STATE_WITHDRAWN] = { NC_ ("order state", "Withdrawn"),
                                    "action-unavailable-symbolic" },
};

/* Without a live request: will it go by itself, must someone decide, or neither? */
static BalieOrderState
get_unrequested_state (const BalieExplanation *explanation, BalieOrderState otherwise)
{
  if (explanation->blocking == 0 && explanation->attention == BALIE_ATTENTION_NONE &&
      explanation->rule != BALIE_RULE_NONE)
    return BALIE_ORDER_STATE_DUE_ON;
  if (otherwise != BALIE_ORDER_STATE_NOT_DUE)
    return otherwise;
  if (explanation->attention != BALIE_ATTENTION_NONE)
    return BALIE_ORDER_STATE_DECISION_NEEDED;
  if (explanation->blocking & (1u << BALIE_CONDITION_PLATE))
    return BALIE_ORDER_STATE_ISSUED;
  return BALIE_ORDER_STATE_NOT_DUE;
}

/**
 * balie_order_state_get:
 * @explanation: the order's explanation
 * @request: state of its newest request
 *
 * A closed request no longer counts once a rule will pick the order up anew.
 *
 * Returns: the state people read (SCREENS.md)
 */
BalieOrderState
balie_order_state_get (const BalieExplanation *explanation, BalieRequestState request)
{
  switch (request)
    {
    case BALIE_REQUEST_WAITING:
      return BALIE_ORDER_STATE_WAITING;
    case BALIE_REQUEST_SENDING:
      return BALIE_ORDER_STATE_SENDING;
    case BALIE_REQUEST_UNKNOWN:
      return BALIE_ORDER_STATE_UNKNOWN;
    case BALIE_REQUEST_REQUESTED:
      return BALIE_ORDER_STATE_REQUESTED;
    case BALIE_REQUEST_APPROVED:
      return BALIE_ORDER_STATE_ISSUED;
    case BALIE_REQUEST_WITHDRAWAL_ASKED:
      return BALIE_ORDER_STATE_WITHDRAWAL_ASKED;
    case BALIE_REQUEST_REJECTED:
      return get_unrequested_state (explanation, BALIE_ORDER_STATE_REJECTED);
    case BALIE_REQUEST_WITHDRAWN:
      return get_unrequested_state (explanation, BALIE_ORDER_STATE_WITHDRAWN);
    case BALIE_REQUEST_NONE:
    case BALIE_REQUEST_N_STATES:
    default:
      return get_unrequested_state (explanation, BALIE_ORDER_STATE_NOT_DUE);
    }
}

static char *
dup_due_label (BalieDate due_on, BalieDate today)
{
  g_autofree char *date = balie_date_dup_local (due_on);

  if (due_on == today)
    return g_strdup (C_ ("order state", "Due today"));
  if (due_on < today)
    return g_strdup_printf (C_ ("order state", "Due since %s"), date);
  return g_strdup_printf (C_ ("order state", "Due on %s"), date);
}

/**
 * balie_order_state_dup_label:
 * @state: a state
 * @due_on: the order's due date
 * @today: the day in the dealer's zone
 *
 * Returns: (transfer full): the translated words
 */
char *
balie_order_state_dup_label (BalieOrderState state, BalieDate due_on, BalieDate today)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), g_strdup (""));

  if (state == BALIE_ORDER_STATE_DUE_ON)
    return dup_due_label (due_on, today);
  return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "order state", states[state].label));
}

/**
 * balie_order_state_get_icon_name:
 * @state: a state
 *
 * Returns: a symbolic icon of the Adwaita theme
 */
const char *
balie_order_state_get_icon_name (BalieOrderState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), "");

  return states[state].icon_name;
}
