/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plate request as an item of a list model. */
#pragma once

#include <glib-object.h>

#include "balie-plate-request.h"

G_BEGIN_DECLS

#define BALIE_TYPE_REQUEST_ITEM (balie_request_item_get_type ())
G_DECLARE_FINAL_TYPE (BalieRequestItem, balie_request_item, BALIE, REQUEST_ITEM, GObject)

BalieRequestItem *balie_request_item_new (const BaliePlateRequest *request);
const BaliePlateRequest *balie_request_item_get (BalieRequestItem *self);

/* What stands in the columns of the page; never NULL. */
char *balie_request_item_dup_origin (BalieRequestItem *self);
char *balie_request_item_dup_problem (BalieRequestItem *self);
char *balie_request_item_dup_time (BalieRequestItem *self);
const char *balie_request_item_get_icon_name (BalieRequestItem *self);

G_END_DECLS
