/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place in a lazy list: a placeholder until its row arrives, which notifies "loaded". */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-lazy-item.h"

struct _BalieLazyItem
{
  GObject parent_instance;

  /* Owned */
  gpointer row; /* (nullable) */
  GDestroyNotify free_row;

  /* State */
  guint32 id;
  gboolean loaded;
};

enum
{
  PROP_LOADED = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (BalieLazyItem, balie_lazy_item, G_TYPE_OBJECT)

static void
drop_row (BalieLazyItem *self)
{
  if (self->row != NULL)
    self->free_row (self->row);
  self->row = NULL;
}

static void
balie_lazy_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADED)
    g_value_set_boolean (value, BALIE_LAZY_ITEM (object)->loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
balie_lazy_item_finalize (GObject *object)
{
  BalieLazyItem *self = BALIE_LAZY_ITEM (object);

  drop_row (self);
  G_OBJECT_CLASS (balie_lazy_item_parent_class)->finalize (object);
}

static void
balie_lazy_item_class_init (BalieLazyItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balie_lazy_item_get_property;
  object_class->finalize = balie_lazy_item_finalize;

  /**
   * BalieLazyItem:loaded:
   *
   * Whether the row has arrived; notified at every arrival, also of a newer one.
   */
  props[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
balie_lazy_item_init (BalieLazyItem *self)
{
}

/**
 * balie_lazy_item_new:
 * @id: the store's row number
 *
 * Returns: (transfer full): a placeholder
 */
BalieLazyItem *
balie_lazy_item_new (guint32 id)
{
  BalieLazyItem *self = g_object_new (BALIE_TYPE_LAZY_ITEM, NULL);

  self->id = id;
  return self;
}

/**
 * balie_lazy_item_get_id:
 * @self: an item
 *
 * Returns: the store's row number
 */
guint32
balie_lazy_item_get_id (BalieLazyItem *self)
{
  g_return_val_if_fail (BALIE_IS_LAZY_ITEM (self), 0);

  return self->id;
}

/**
 * balie_lazy_item_get_row:
 * @self: an item
 *
 * Returns: (nullable) (transfer none): the row, %NULL while it has not arrived or is gone
 */
gconstpointer
balie_lazy_item_get_row (BalieLazyItem *self)
{
  g_return_val_if_fail (BALIE_IS_LAZY_ITEM (self), NULL);

  return self->row;
}

/**
 * balie_lazy_item_take_row:
 * @self: an item
 * @row: (nullable) (transfer full): what arrived; %NULL when what it was is gone
 * @free_row: frees it
 */
void
balie_lazy_item_take_row (BalieLazyItem *self, gpointer row, GDestroyNotify free_row)
{
  g_return_if_fail (BALIE_IS_LAZY_ITEM (self));

  drop_row (self);
  self->row = row;
  self->free_row = free_row;
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

/**
 * balie_lazy_item_is_loaded:
 * @self: an item
 *
 * Returns: whether the store has answered for it
 */
gboolean
balie_lazy_item_is_loaded (BalieLazyItem *self)
{
  g_return_val_if_fail (BALIE_IS_LAZY_ITEM (self), FALSE);

  return self->loaded;
}
