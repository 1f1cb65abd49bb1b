/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk remembers of the page "Orders": columns, filter, sort and saved filters. */
#pragma once

#include <gio/gio.h>

#include "balie-order-table.h"

G_BEGIN_DECLS

/**
 * BalieSavedFilter:
 * @name: as the person called it
 * @search: "" if none
 *
 * A filter with its search and sort under a name.
 */
typedef struct
{
  char *name;
  BalieOrderFilter filter;
  char *search;
  BalieOrderSort sort;
  gboolean descending;
} BalieSavedFilter;

void balie_saved_filter_free (BalieSavedFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSavedFilter, balie_saved_filter_free)
char *balie_saved_filter_to_json (const BalieSavedFilter *self);
/* NULL when it can't be read. */
BalieSavedFilter *balie_saved_filter_from_json (const char *text);

/* "number", "-due" (descending) … */
char *balie_order_sort_dup_code (BalieOrderSort sort, gboolean descending);
gboolean balie_order_sort_read (const char *code, BalieOrderSort *sort, gboolean *descending);
const char *balie_order_sort_to_code (BalieOrderSort sort);

/* NULL where the schema or one of its keys is not installed: then nothing is remembered. */
GSettings *balie_orders_memory_open (void);

#define BALIE_ORDERS_KEY_COLUMNS "orders-columns"
#define BALIE_ORDERS_KEY_FILTER "orders-filter"
#define BALIE_ORDERS_KEY_SORT "orders-sort"
#define BALIE_ORDERS_KEY_SAVED "orders-saved-filters"

G_END_DECLS
