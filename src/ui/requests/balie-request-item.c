/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plate request as an item of a list model. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-request-item.h"

#include "balie-plate-rules.h"

#include <glib/gi18n-lib.h>

struct _BalieRequestItem
{
  GObject parent;

  /* Owned */
  BaliePlateRequest *request;
};

G_DEFINE_FINAL_TYPE (BalieRequestItem, balie_request_item, G_TYPE_OBJECT)

static const struct
{
  const char *code;
  const char *label;
} problem_labels[] = {
  { "offline", N_ ("PON can’t be reached") },
  { "timeout", N_ ("PON did not answer in time") },
  { "unclear", N_ ("PON’s answer could not be read") },
  { "unavailable", N_ ("PON asked to come back later") },
  { "refused", N_ ("PON refuses our user name or password") },
  { "conflict", N_ ("PON has another live request for this chassis number") },
  { "not-configured", N_ ("PON’s address is not set") },
  { "secret", N_ ("The password for PON is missing or the keyring is locked") },
};

static void
balie_request_item_finalize (GObject *object)
{
  g_clear_pointer (&BALIE_REQUEST_ITEM (object)->request, balie_plate_request_free);
  G_OBJECT_CLASS (balie_request_item_parent_class)->finalize (object);
}

static void
balie_request_item_class_init (BalieRequestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_request_item_finalize;
}

static void
balie_request_item_init (BalieRequestItem *self)
{
}

/**
 * balie_request_item_new:
 * @request: copied
 *
 * Returns: (transfer full): the item
 */
BalieRequestItem *
balie_request_item_new (const BaliePlateRequest *request)
{
  BalieRequestItem *self = g_object_new (BALIE_TYPE_REQUEST_ITEM, NULL);

  self->request = balie_plate_request_copy (request);
  return self;
}

/**
 * balie_request_item_get:
 * @self: the item
 *
 * Returns: (transfer none): the request
 */
const BaliePlateRequest *
balie_request_item_get (BalieRequestItem *self)
{
  return self->request;
}

/**
 * balie_request_item_dup_origin:
 * @self: the item
 *
 * Returns: (transfer full): who or which rule made it
 */
char *
balie_request_item_dup_origin (BalieRequestItem *self)
{
  static const struct
  {
    const char *code;
    const char *label;
  } labels[] = {
    { "unloaded", N_ ("Run: unloaded") },
    { "nlv", N_ ("Run: NLV date") },
    { "planned", N_ ("Run: delivery planned") },
    { "stock", N_ ("Run: stock vehicle") },
  };

  if (self->request->origin == BALIE_ORIGIN_MANUAL)
    return g_strdup_printf (_ ("By %s"), self->request->approved_by);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (self->request->origin_rule, labels[i].code))
        return g_strdup (_ (labels[i].label));
    }
  return g_strdup (_ ("Morning run"));
}

/**
 * balie_request_item_dup_problem:
 * @self: the item
 *
 * Returns: (transfer full): PON's reason or what stands in the way, "" if nothing does
 */
char *
balie_request_item_dup_problem (BalieRequestItem *self)
{
  if (*self->request->reason != '\0')
    return g_strdup (self->request->reason);
  for (gsize i = 0; i < G_N_ELEMENTS (problem_labels); i++)
    {
      if (g_str_equal (self->request->problem, problem_labels[i].code))
        return g_strdup (_ (problem_labels[i].label));
    }
  return g_strdup (self->request->problem);
}

/**
 * balie_request_item_dup_time:
 * @self: the item
 *
 * Returns: (transfer full): when it was approved, in local time by the locale
 */
char *
balie_request_item_dup_time (BalieRequestItem *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->request->approved_at);
  g_autofree char *date = balie_date_dup_local (self->request->request_date);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");

  return g_strdup_printf ("%s %s", date, clock);
}

/**
 * balie_request_item_get_icon_name:
 * @self: the item
 *
 * Returns: the icon of its state; the same as the order's
 */
const char *
balie_request_item_get_icon_name (BalieRequestItem *self)
{
  BalieExplanation none = { 0, BALIE_RULE_NONE, BALIE_DATE_NONE, BALIE_ATTENTION_NONE };

  return balie_order_state_get_icon_name (balie_order_state_get (&none, self->request->state));
}
