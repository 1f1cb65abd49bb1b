/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request for licence plates, and which state may follow which. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-plate-request.h"

#include <glib/gi18n-lib.h>

#define TO(state) (1u << BALIE_REQUEST_##state)

typedef struct
{
  const char *code;
  const char *label;
  gboolean live;
  guint next; /* bits of the states it may become */
} State;

/* PON's side is what counts: a decision that arrives late is taken over from wherever the request is. */
static const State states[BALIE_REQUEST_N_STATES] = {
  [BALIE_REQUEST_NONE] = { "none", NC_ ("plate request", "No request"), FALSE, TO (WAITING) },
  [BALIE_REQUEST_WAITING] = { "waiting", NC_ ("plate request", "Waiting to send"), TRUE,
                              TO (SENDING) | TO (UNKNOWN) | TO (REQUESTED) | TO (APPROVED) |
                                  TO (REJECTED) | TO (WITHDRAWAL_ASKED) | TO (WITHDRAWN) },
  [BALIE_REQUEST_SENDING] = { "sending", NC_ ("plate request", "Sending"), TRUE,
                              TO (WAITING) | TO (UNKNOWN) | TO (REQUESTED) | TO (APPROVED) |
                                  TO (REJECTED) | TO (WITHDRAWAL_ASKED) | TO (WITHDRAWN) },
  [BALIE_REQUEST_UNKNOWN] = { "unknown", NC_ ("plate request", "Unknown – checking with PON"), TRUE,
                              TO (WAITING) | TO (SENDING) | TO (REQUESTED) | TO (APPROVED) |
                                  TO (REJECTED) | TO (WITHDRAWAL_ASKED) | TO (WITHDRAWN) },
  [BALIE_REQUEST_REQUESTED] = { "requested", NC_ ("plate request", "Requested"), TRUE,
                                TO (APPROVED) | TO (REJECTED) | TO (WITHDRAWAL_ASKED) |
                                    TO (WITHDRAWN) },
  [BALIE_REQUEST_APPROVED] = { "approved", NC_ ("plate request", "Plate issued"), TRUE, 0 },
  [BALIE_REQUEST_REJECTED] = { "rejected", NC_ ("plate request", "Rejected"), FALSE,
                               TO (REQUESTED) | TO (APPROVED) },
  [BALIE_REQUEST_WITHDRAWAL_ASKED] = { "withdrawal-asked",
                                       NC_ ("plate request", "Withdrawal asked"), TRUE,
                                       TO (WITHDRAWN) | TO (REQUESTED) | TO (APPROVED) |
                                           TO (REJECTED) },
  [BALIE_REQUEST_WITHDRAWN] = { "withdrawn", NC_ ("plate request", "Withdrawn"), FALSE,
                                TO (WITHDRAWAL_ASKED) | TO (APPROVED) },
};

/* Every text member, so that none is forgotten in new, copy or free. */
static const gsize text_offsets[] = {
  G_STRUCT_OFFSET (BaliePlateRequest, key),
  G_STRUCT_OFFSET (BaliePlateRequest, order_number),
  G_STRUCT_OFFSET (BaliePlateRequest, origin_rule),
  G_STRUCT_OFFSET (BaliePlateRequest, approved_by),
  G_STRUCT_OFFSET (BaliePlateRequest, desk),
  G_STRUCT_OFFSET (BaliePlateRequest, brand),
  G_STRUCT_OFFSET (BaliePlateRequest, dealer_number),
  G_STRUCT_OFFSET (BaliePlateRequest, vin),
  G_STRUCT_OFFSET (BaliePlateRequest, request_type),
  G_STRUCT_OFFSET (BaliePlateRequest, pon_id),
  G_STRUCT_OFFSET (BaliePlateRequest, plate),
  G_STRUCT_OFFSET (BaliePlateRequest, reason),
  G_STRUCT_OFFSET (BaliePlateRequest, problem),
  G_STRUCT_OFFSET (BaliePlateRequest, claimed_by),
  G_STRUCT_OFFSET (BaliePlateRequest, pon_updated_at),
};

static char **
get_text_member (BaliePlateRequest *self, gsize index)
{
  return (char **) ((char *) self + text_offsets[index]);
}

static void
set_text (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text ? text : "");
}

/**
 * balie_plate_request_new:
 *
 * Returns: (transfer full): an empty request without a key
 */
BaliePlateRequest *
balie_plate_request_new (void)
{
  BaliePlateRequest *self = g_new0 (BaliePlateRequest, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    *get_text_member (self, i) = g_strdup ("");
  self->request_date = BALIE_DATE_NONE;
  self->delivery_date = BALIE_DATE_NONE;
  return self;
}

/**
 * balie_plate_request_new_for_order:
 * @order: the order, whose shared fields are copied
 * @request_type: code of the PON profile
 * @request_date: today in the dealer's zone
 *
 * Returns: (transfer full): a waiting request with a new key; who approved it is left to the caller
 */
BaliePlateRequest *
balie_plate_request_new_for_order (const BalieOrder *order,
                                   const char *request_type,
                                   BalieDate request_date)
{
  BaliePlateRequest *self = balie_plate_request_new ();

  g_return_val_if_fail (order, self);

  g_free (self->key);
  self->key = g_uuid_string_random ();
  self->state = BALIE_REQUEST_WAITING;
  set_text (&self->order_number, order->number);
  set_text (&self->brand, order->brand);
  set_text (&self->dealer_number, order->dealer_number);
  set_text (&self->vin, order->vin);
  set_text (&self->request_type, request_type);
  self->request_date = request_date;
  self->delivery_date = order->delivery_date;
  self->plates = order->plates;
  return self;
}

/**
 * balie_plate_request_copy:
 * @self: (nullable): a request
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BaliePlateRequest *
balie_plate_request_copy (const BaliePlateRequest *self)
{
  BaliePlateRequest *copy;

  if (!self)
    return NULL;
  copy = g_new (BaliePlateRequest, 1);
  *copy = *self;
  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    *get_text_member (copy, i) = g_strdup (*get_text_member (copy, i));
  return copy;
}

/**
 * balie_plate_request_free:
 * @self: (nullable) (transfer full): a request
 */
void
balie_plate_request_free (BaliePlateRequest *self)
{
  if (!self)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    g_free (*get_text_member (self, i));
  g_free (self);
}

/**
 * balie_plate_request_same_fields:
 * @a: a request
 * @b: another
 *
 * Returns: whether PON would be told the same, but for the request date
 */
gboolean
balie_plate_request_same_fields (const BaliePlateRequest *a, const BaliePlateRequest *b)
{
  return g_strcmp0 (a->brand, b->brand) == 0 &&
         g_strcmp0 (a->dealer_number, b->dealer_number) == 0 && g_strcmp0 (a->vin, b->vin) == 0 &&
         g_strcmp0 (a->request_type, b->request_type) == 0 &&
         a->delivery_date == b->delivery_date && balie_plates_equal (&a->plates, &b->plates);
}

/**
 * balie_request_state_is_live:
 * @state: a state
 *
 * Returns: whether a request in it blocks its order and its VIN
 */
gboolean
balie_request_state_is_live (BalieRequestState state)
{
  g_return_val_if_fail ((guint) state < BALIE_REQUEST_N_STATES, TRUE);

  return states[state].live;
}

/**
 * balie_request_state_can_become:
 * @from: a state
 * @to: another
 *
 * Returns: whether a request may go from one to the other; staying is always allowed
 */
gboolean
balie_request_state_can_become (BalieRequestState from, BalieRequestState to)
{
  g_return_val_if_fail ((guint) from < BALIE_REQUEST_N_STATES, FALSE);
  g_return_val_if_fail ((guint) to < BALIE_REQUEST_N_STATES, FALSE);

  return from == to || (states[from].next & (1u << to)) != 0;
}

/**
 * balie_request_state_to_code:
 * @state: a state
 *
 * Returns: its stable code, e.g. "withdrawal-asked"
 */
const char *
balie_request_state_to_code (BalieRequestState state)
{
  g_return_val_if_fail ((guint) state < BALIE_REQUEST_N_STATES, "none");

  return states[state].code;
}

/**
 * balie_request_state_from_code:
 * @code: (nullable): a code
 * @state: (out): the state, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_request_state_from_code (const char *code, BalieRequestState *state)
{
  for (int i = 0; i < BALIE_REQUEST_N_STATES; i++)
    {
      if (g_strcmp0 (code, states[i].code) != 0)
        continue;
      *state = (BalieRequestState) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_request_state_to_label:
 * @state: a state
 *
 * Returns: its translated name (SCREENS.md, states people read)
 */
const char *
balie_request_state_to_label (BalieRequestState state)
{
  g_return_val_if_fail ((guint) state < BALIE_REQUEST_N_STATES, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "plate request", states[state].label);
}
