/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the list of found customers: a copy, so that it outlives the search's own page. */
#pragma once

#include "balie-customer-search.h"

G_BEGIN_DECLS

#define BALIE_TYPE_FOUND_ITEM (balie_found_item_get_type ())
G_DECLARE_FINAL_TYPE (BalieFoundItem, balie_found_item, BALIE, FOUND_ITEM, GObject)

BalieFoundItem *balie_found_item_new (const BalieFoundCustomer *found);
const BalieCustomer *balie_found_item_get_customer (BalieFoundItem *self);
/* "Driver2", "KP" or "Driver2 and KP". */
const char *balie_found_item_get_origin (BalieFoundItem *self);
const char *balie_found_item_get_icon (BalieFoundItem *self);
/* What a column shows; the phone is the mobile one where there is no other. (transfer none) */
const char *balie_found_item_get_text (BalieFoundItem *self, BalieCustomerField field);
/* Name, number, postcode and the rest in one line, for screen readers. (transfer full) */
char *balie_found_item_dup_spoken (BalieFoundItem *self);
gboolean balie_found_item_equal (BalieFoundItem *self, const BalieFoundCustomer *found);

G_END_DECLS
