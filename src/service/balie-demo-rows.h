/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of data/demo/orders.txt as orders and requests, with dates relative to a day. Internal to
 * the demo. */
#pragma once

#include <gio/gio.h>

#include "balie-order.h"
#include "balie-plate-request.h"

G_BEGIN_DECLS

/**
 * BalieDemoRow:
 * @order: (owned)
 * @request: state of its request, %BALIE_REQUEST_NONE for none
 * @by: (owned): code of a rule, or the login of a person
 * @day: day of the request
 * @reason: (owned): PON's
 */
typedef struct
{
  BalieOrder *order;
  BalieRequestState request;
  char *by;
  BalieDate day;
  char *reason;
} BalieDemoRow;

void balie_demo_row_free (BalieDemoRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDemoRow, balie_demo_row_free)

/* (element-type BalieDemoRow): errors name the line. */
GPtrArray *balie_demo_rows_parse (const char *text, BalieDate today, GError **error);
/* Those that ship. */
GPtrArray *balie_demo_rows_load (BalieDate today, GError **error);

G_END_DECLS
