/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plate-request rules in words: conditions, rules, and what would release an order. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-check.h"
#include "balie-plate-rules.h"
#include "balie-text.h"

static const char *const condition_labels[BALIE_N_CONDITIONS] = {
  [BALIE_CONDITION_KIND] = N_ ("The order kind is New"),
  [BALIE_CONDITION_DELIVERED] = N_ ("The car is not delivered yet"),
  [BALIE_CONDITION_VIN] = N_ ("The chassis number is known"),
  [BALIE_CONDITION_PLATE] = N_ ("The licence plate is still empty"),
  [BALIE_CONDITION_APPROVED] = N_ ("The order is approved"),
  [BALIE_CONDITION_BRAND] = N_ ("The brand is served by PON"),
  [BALIE_CONDITION_CANCELLED] = N_ ("The order is not cancelled"),
  [BALIE_CONDITION_PLATES] = N_ ("The seller has entered the plates"),
  [BALIE_CONDITION_REQUESTED] = N_ ("No other request is under way"),
  [BALIE_CONDITION_DEALER] = N_ ("The dealer number is known"),
};

static const char *const attention_labels[BALIE_N_ATTENTIONS] = {
  [BALIE_ATTENTION_NONE] = "",
  [BALIE_ATTENTION_PLANNED_NOT_BEFORE_NLV] = N_ ("Delivery is not before the NLV date"),
  [BALIE_ATTENTION_PLANNED_LATE] = N_ ("Delivery was planned late"),
  [BALIE_ATTENTION_NOT_UNLOADED] = N_ ("Planned, but no unloading date"),
  [BALIE_ATTENTION_NO_DATES] = N_ ("No dates known"),
  [BALIE_ATTENTION_STOCK_NO_K_CODE] = N_ ("Stock vehicle without a k-code date"),
  [BALIE_ATTENTION_REJECTED] = N_ ("Rejected by PON"),
  [BALIE_ATTENTION_WITHDRAWN] = N_ ("Withdrawn by a person"),
};

/**
 * balie_condition_to_label:
 * @condition: a condition
 *
 * Returns: the condition as a translated sentence that is true when it is met
 */
const char *
balie_condition_to_label (BalieCondition condition)
{
  g_return_val_if_fail ((guint) condition < BALIE_N_CONDITIONS, "");

  return _ (condition_labels[condition]);
}

static char *
dup_vin_release (const BalieOrder *order)
{
  g_auto (BalieCheck) check = balie_check_vin (order->vin);

  if (check.level == BALIE_CHECK_INVALID)
    return g_strdup (check.hint);
  return g_strdup (_ ("Enter the chassis number."));
}

static char *
dup_brand_release (const BalieOrder *order)
{
  if (balie_text_is_empty (order->brand))
    return g_strdup (_ ("Enter the brand."));
  return g_strdup_printf (
      _ ("PON takes no plate requests for %s here. Correct the brand, or let an "
         "administrator change the list of brands."),
      order->brand);
}

/**
 * balie_condition_dup_release:
 * @condition: a condition that is not met
 * @order: the order
 *
 * Returns: (transfer full): a translated sentence that says what would release the order
 */
char *
balie_condition_dup_release (BalieCondition condition, const BalieOrder *order)
{
  g_return_val_if_fail (order, g_strdup (""));

  switch (condition)
    {
    case BALIE_CONDITION_KIND:
      return g_strdup (_ ("Only plates of new cars are requested. Change the order kind if this "
                          "is a new car."));
    case BALIE_CONDITION_DELIVERED:
      return g_strdup (_ ("The car has been delivered. Change the order status if it has not."));
    case BALIE_CONDITION_VIN:
      return dup_vin_release (order);
    case BALIE_CONDITION_PLATE:
      return g_strdup (_ ("The car already has a licence plate. Empty the field if it is wrong."));
    case BALIE_CONDITION_APPROVED:
      return g_strdup (_ ("Tick Approved on the Sales-admin tab."));
    case BALIE_CONDITION_BRAND:
      return dup_brand_release (order);
    case BALIE_CONDITION_CANCELLED:
      return g_strdup (_ ("The order is cancelled. Change the order status if it is not."));
    case BALIE_CONDITION_PLATES:
      return g_strdup (_ ("Enter the plates and how many on the Seller’s entry tab."));
    case BALIE_CONDITION_REQUESTED:
      return g_strdup (_ ("Wait for PON’s answer, or withdraw the request that is under way for "
                          "this order or chassis number."));
    case BALIE_CONDITION_DEALER:
      return g_strdup (_ ("Enter the dealer number."));
    case BALIE_N_CONDITIONS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * balie_rule_dup_label:
 * @rule: a rule
 * @settings: the dealership's settings, for the periods
 *
 * Returns: (transfer full): the rule in words, e.g. "14 days after the unloading date"; "" for none
 */
char *
balie_rule_dup_label (BalieRule rule, BalieSettings *settings)
{
  int days;

  g_return_val_if_fail (settings, g_strdup (""));

  switch (rule)
    {
    case BALIE_RULE_UNLOADED:
      days = balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_UNLOADING);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day after the unloading date",
                                           "%d days after the unloading date", (gulong) days),
                              days);
    case BALIE_RULE_NLV:
      days = balie_settings_get_days (settings, BALIE_SETTING_DAYS_BEFORE_NLV);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day before the NLV date",
                                           "%d days before the NLV date", (gulong) days),
                              days);
    case BALIE_RULE_PLANNED:
      days = balie_settings_get_days (settings, BALIE_SETTING_DAYS_BEFORE_DELIVERY);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day before the delivery date",
                                           "%d days before the delivery date", (gulong) days),
                              days);
    case BALIE_RULE_STOCK:
      days = balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_K_CODE);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day after the k-code date",
                                           "%d days after the k-code date", (gulong) days),
                              days);
    case BALIE_RULE_NONE:
    case BALIE_N_RULES:
    default:
      return g_strdup ("");
    }
}

/**
 * balie_attention_dup_label:
 * @attention: why a person must decide
 *
 * Returns: (transfer full): the reason in a few translated words, "" for none
 */
char *
balie_attention_dup_label (BalieAttention attention)
{
  g_return_val_if_fail ((guint) attention < BALIE_N_ATTENTIONS, g_strdup (""));

  if (attention == BALIE_ATTENTION_NONE)
    return g_strdup ("");
  return g_strdup (_ (attention_labels[attention]));
}

static char *
dup_late_release (const BalieOrder *order, BalieSettings *settings)
{
  g_autofree char *unloaded = balie_date_dup_local (order->unloading_date);
  g_autofree char *planned = balie_date_dup_local (order->planned_on);
  int days = balie_settings_get_days (settings, BALIE_SETTING_DAYS_AFTER_UNLOADING);

  /* Translators: %1$s is the unloading date, %2$d a number of days, %3$s the day of planning. */
  if (*planned)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "Unloaded on %1$s, but planned only on %3$s, more than %2$d "
                     "day later. Decide, and approve directly.",
                     "Unloaded on %1$s, but planned only on %3$s, more than %2$d "
                     "days later. Decide, and approve directly.",
                     (gulong) days),
        unloaded, days, planned);
  /* Translators: %1$s is the unloading date, %2$d a number of days. */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Unloaded on %1$s, but not planned within %2$d day. Decide, and "
                   "approve directly.",
                   "Unloaded on %1$s, but not planned within %2$d days. Decide, "
                   "and approve directly.",
                   (gulong) days),
      unloaded, days);
}

static char *
dup_nlv_release (const BalieOrder *order)
{
  g_autofree char *delivery = balie_date_dup_local (order->delivery_date);
  g_autofree char *nlv = balie_date_dup_local (order->nlv_date);

  /* Translators: %1$s is the delivery date, %2$s the NLV date. */
  return g_strdup_printf (
      _ ("Delivery on %1$s is not before the NLV date, %2$s. Correct a date, or "
         "approve directly."),
      delivery, nlv);
}

/**
 * balie_attention_dup_release:
 * @attention: why a person must decide
 * @order: the order
 * @settings: the dealership's settings, for the periods
 *
 * Returns: (transfer full): which fact is in the way and what would release it, "" for none
 */
char *
balie_attention_dup_release (BalieAttention attention,
                             const BalieOrder *order,
                             BalieSettings *settings)
{
  g_return_val_if_fail (order && settings, g_strdup (""));

  switch (attention)
    {
    case BALIE_ATTENTION_PLANNED_NOT_BEFORE_NLV:
      return dup_nlv_release (order);
    case BALIE_ATTENTION_PLANNED_LATE:
      return dup_late_release (order, settings);
    case BALIE_ATTENTION_NOT_UNLOADED:
      return g_strdup (_ ("The delivery is planned, but the unloading date is not known. Enter it, "
                          "or approve directly."));
    case BALIE_ATTENTION_NO_DATES:
      return g_strdup (_ ("Enter the unloading date, the NLV date or the delivery date, or approve "
                          "directly."));
    case BALIE_ATTENTION_STOCK_NO_K_CODE:
      return g_strdup (_ ("Enter the k-code date, untick Stock vehicle once it is sold, or approve "
                          "directly."));
    case BALIE_ATTENTION_REJECTED:
      return g_strdup (_ ("PON rejected exactly these data. Correct the order, or approve directly "
                          "once more."));
    case BALIE_ATTENTION_WITHDRAWN:
      return g_strdup (_ ("A request with exactly these data was withdrawn, so the morning run "
                          "leaves it. Approve directly when the plates are wanted after all."));
    case BALIE_ATTENTION_NONE:
    case BALIE_N_ATTENTIONS:
    default:
      return g_strdup ("");
    }
}
