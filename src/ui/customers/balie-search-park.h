/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer searches of a window: which one its dialog shows, which run on without one, and which have
 * ended and can be shown again. Kept for as long as the desk is open. Main thread. */
#pragma once

#include "balie-customer-search.h"

G_BEGIN_DECLS

#define BALIE_TYPE_SEARCH_PARK (balie_search_park_get_type ())
G_DECLARE_FINAL_TYPE (BalieSearchPark, balie_search_park, BALIE, SEARCH_PARK, GObject)

/* signals:
 * "changed" (): what balie_search_park_dup_waiting() says may be another
 * "ended" (BalieCustomerSearch *search): one that no dialog shows has ended
 */

BalieSearchPark *balie_search_park_new (void);
/* The dialog shows @search now; NULL: the dialog was closed, what it showed is parked, or dropped when
 * nothing was asked. */
void balie_search_park_set_shown (BalieSearchPark *self, BalieCustomerSearch *search);
BalieCustomerSearch *balie_search_park_get_shown (BalieSearchPark *self);
/* Cancels and forgets it. */
void balie_search_park_drop (BalieSearchPark *self, BalieCustomerSearch *search);
/* (nullable): the one kept for that entry */
BalieCustomerSearch *
balie_search_park_find (BalieSearchPark *self, const char *dossier_number, BalieEntry entry);
/* (nullable): by what balie_search_park_get_id() said */
BalieCustomerSearch *balie_search_park_find_id (BalieSearchPark *self, guint id);
guint balie_search_park_get_id (BalieSearchPark *self, BalieCustomerSearch *search);
/* Parked ones that run or whose end nobody has seen, the oldest first. (element-type BalieCustomerSearch)
 * (transfer container) */
GPtrArray *balie_search_park_dup_waiting (BalieSearchPark *self);

G_END_DECLS
