/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of brands: which are of the group, which are served. Data, not code. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalieBrand:
 * @name: as shown
 * @aliases: comma separated other spellings, "" if none
 * @dealer_number: this dealership's number for the brand, a suggestion only, "" if none
 */
typedef struct
{
  char *name;
  char *aliases;
  gboolean vag;
  gboolean served;
  char *dealer_number;
} BalieBrand;

BalieBrand *balie_brand_new (const char *name, const char *aliases, gboolean vag, gboolean served);
BalieBrand *balie_brand_copy (const BalieBrand *self);
void balie_brand_free (BalieBrand *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieBrand, balie_brand_free)

/**
 * BalieBrandTable:
 *
 * Immutable, reference counted; lookups fold case, accents and surrounding space.
 */
typedef struct _BalieBrandTable BalieBrandTable;

BalieBrandTable *balie_brand_table_new (GPtrArray *brands);
BalieBrandTable *balie_brand_table_new_shipped (void);
BalieBrandTable *balie_brand_table_ref (BalieBrandTable *self);
void balie_brand_table_unref (BalieBrandTable *self);
guint balie_brand_table_get_n (BalieBrandTable *self);
const BalieBrand *balie_brand_table_get (BalieBrandTable *self, guint index);
const BalieBrand *balie_brand_table_find (BalieBrandTable *self, const char *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieBrandTable, balie_brand_table_unref)

G_END_DECLS
