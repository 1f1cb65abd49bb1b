/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of an order file is which field, and reading one line into an order. Internal to the
 * service layer. */
#pragma once

#include "balie-csv-reader.h"
#include "balie-order.h"

G_BEGIN_DECLS

/**
 * BalieOrderCsvLayout:
 *
 * Made from the header line: codes, Dutch headers and those of the present language are understood,
 * in any order and spelling of case.
 */
typedef struct _BalieOrderCsvLayout BalieOrderCsvLayout;

BalieOrderCsvLayout *balie_order_csv_layout_new (BalieCsvReader *header, GError **error);
void balie_order_csv_layout_free (BalieOrderCsvLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOrderCsvLayout, balie_order_csv_layout_free)

char **balie_order_csv_layout_dup_ignored (BalieOrderCsvLayout *self);
guint balie_order_csv_layout_get_n_columns (BalieOrderCsvLayout *self);
gboolean balie_order_csv_layout_has (BalieOrderCsvLayout *self, BalieOrderField field);
/* The field's header as it stands in the file, "" when it has no column. */
const char *balie_order_csv_layout_get_header (BalieOrderCsvLayout *self, BalieOrderField field);

/* Text of the field's column; the column must be there. */
const char *
balie_order_csv_row_get (BalieOrderCsvLayout *self, BalieCsvReader *row, BalieOrderField field);
/* Reads every column but the order number into @order. On failure @bad is the field. */
gboolean balie_order_csv_row_apply (BalieOrderCsvLayout *self,
                                    BalieCsvReader *row,
                                    BalieOrder *order,
                                    BalieOrderField *bad,
                                    GError **error);

G_END_DECLS
