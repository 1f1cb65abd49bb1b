/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of brands, and finding one under any of its names. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-brand.h"

#include "balie-text.h"

struct _BalieBrandTable
{
  gatomicrefcount ref_count;
  GPtrArray *brands;       /* (owned) (element-type BalieBrand) */
  GHashTable *by_spelling; /* (owned) folded name or alias → (borrowed) BalieBrand */
};

/**
 * balie_brand_new:
 * @name: as shown
 * @aliases: (nullable): comma separated other spellings
 * @vag: whether it is of the group
 * @served: whether PON takes plate requests for it
 *
 * Returns: (transfer full): a brand without a dealer number
 */
BalieBrand *
balie_brand_new (const char *name, const char *aliases, gboolean vag, gboolean served)
{
  BalieBrand *self = g_new0 (BalieBrand, 1);

  self->name = g_strdup (name ? name : "");
  self->aliases = g_strdup (aliases ? aliases : "");
  self->vag = vag;
  self->served = served;
  self->dealer_number = g_strdup ("");
  return self;
}

/**
 * balie_brand_copy:
 * @self: (nullable): a brand
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieBrand *
balie_brand_copy (const BalieBrand *self)
{
  BalieBrand *copy;

  if (!self)
    return NULL;
  copy = balie_brand_new (self->name, self->aliases, self->vag, self->served);
  g_free (copy->dealer_number);
  copy->dealer_number = g_strdup (self->dealer_number ? self->dealer_number : "");
  return copy;
}

/**
 * balie_brand_free:
 * @self: (nullable) (transfer full): a brand
 */
void
balie_brand_free (BalieBrand *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->aliases);
  g_free (self->dealer_number);
  g_free (self);
}

/* The first brand that claims a spelling has it. */
static void
add_spelling (BalieBrandTable *self, const char *spelling, BalieBrand *brand)
{
  char *folded = balie_text_fold (spelling);

  if (*folded && !g_hash_table_contains (self->by_spelling, folded))
    g_hash_table_insert (self->by_spelling, folded, brand);
  else
    g_free (folded);
}

static void
add_aliases (BalieBrandTable *self, BalieBrand *brand)
{
  g_auto (GStrv) aliases = g_strsplit (brand->aliases, ",", -1);

  for (char **alias = aliases; *alias; alias++)
    add_spelling (self, *alias, brand);
}

/**
 * balie_brand_table_new:
 * @brands: (element-type BalieBrand) (transfer none): copied
 *
 * Names go before aliases: a brand is always found under its own name.
 *
 * Returns: (transfer full): the table
 */
BalieBrandTable *
balie_brand_table_new (GPtrArray *brands)
{
  BalieBrandTable *self = g_new0 (BalieBrandTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->brands = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_brand_free);
  self->by_spelling = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; brands && i < brands->len; i++)
    {
      g_ptr_array_add (self->brands, balie_brand_copy (brands->pdata[i]));
      add_spelling (self, ((BalieBrand *) self->brands->pdata[i])->name, self->brands->pdata[i]);
    }
  for (guint i = 0; i < self->brands->len; i++)
    add_aliases (self, self->brands->pdata[i]);
  return self;
}

/**
 * balie_brand_table_new_shipped:
 *
 * Returns: (transfer full): the brands a new dealership starts with (RULES.md, section 1)
 */
BalieBrandTable *
balie_brand_table_new_shipped (void)
{
  static const struct
  {
    const char *name;
    const char *aliases;
    gboolean served;
  } shipped[] = {
    { "VW", "Volkswagen", TRUE },
    { "VW Bedrijfswagens",
      "VWB, Volkswagen Bedrijfswagens, VW Commercial Vehicles, Volkswagen Commercial Vehicles, "
      "VW Nutzfahrzeuge, Volkswagen Nutzfahrzeuge, VWN",
      TRUE },
    { "Audi", "", TRUE },
    { "SEAT", "", TRUE },
    { "Škoda", "Skoda Auto", TRUE },
    { "CUPRA", "", FALSE },
    { "Porsche", "", TRUE },
    { "Bentley", "Bentley Motors", TRUE },
    { "Lamborghini", "Automobili Lamborghini", TRUE },
    { "Bugatti", "", TRUE },
  };
  g_autoptr (GPtrArray) brands = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_brand_free);

  for (gsize i = 0; i < G_N_ELEMENTS (shipped); i++)
    g_ptr_array_add (
        brands, balie_brand_new (shipped[i].name, shipped[i].aliases, TRUE, shipped[i].served));
  return balie_brand_table_new (brands);
}

/**
 * balie_brand_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
BalieBrandTable *
balie_brand_table_ref (BalieBrandTable *self)
{
  g_return_val_if_fail (self, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * balie_brand_table_unref:
 * @self: (transfer full): a table
 */
void
balie_brand_table_unref (BalieBrandTable *self)
{
  g_return_if_fail (self);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->by_spelling);
  g_ptr_array_unref (self->brands);
  g_free (self);
}

/**
 * balie_brand_table_get_n:
 * @self: a table
 *
 * Returns: how many brands it has
 */
guint
balie_brand_table_get_n (BalieBrandTable *self)
{
  g_return_val_if_fail (self, 0);

  return self->brands->len;
}

/**
 * balie_brand_table_get:
 * @self: a table
 * @index: 0 to n - 1
 *
 * Returns: (transfer none): a brand, owned by the table
 */
const BalieBrand *
balie_brand_table_get (BalieBrandTable *self, guint index)
{
  g_return_val_if_fail (self && index < self->brands->len, NULL);

  return self->brands->pdata[index];
}

/**
 * balie_brand_table_find:
 * @self: a table
 * @name: (nullable): a name or alias; case, accents and surrounding space do not matter
 *
 * Returns: (transfer none) (nullable): the brand, %NULL if unknown
 */
const BalieBrand *
balie_brand_table_find (BalieBrandTable *self, const char *name)
{
  g_autofree char *folded = balie_text_fold (name);

  g_return_val_if_fail (self, NULL);

  return g_hash_table_lookup (self->by_spelling, folded);
}
