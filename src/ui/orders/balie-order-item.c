/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place in the list of orders: a placeholder until its row arrives, which notifies "loaded". */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-item.h"

struct _BalieOrderItem
{
  GObject parent_instance;

  /* Owned */
  BalieOrderRow *row; /* (nullable) */

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

G_DEFINE_FINAL_TYPE (BalieOrderItem, balie_order_item, G_TYPE_OBJECT)

static void
balie_order_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADED)
    g_value_set_boolean (value, BALIE_ORDER_ITEM (object)->loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
balie_order_item_finalize (GObject *object)
{
  BalieOrderItem *self = BALIE_ORDER_ITEM (object);

  g_clear_pointer (&self->row, balie_order_row_free);
  G_OBJECT_CLASS (balie_order_item_parent_class)->finalize (object);
}

static void
balie_order_item_class_init (BalieOrderItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balie_order_item_get_property;
  object_class->finalize = balie_order_item_finalize;

  /**
   * BalieOrderItem:loaded:
   *
   * Whether the row has arrived; notified at every arrival, also of a newer one.
   */
  props[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
balie_order_item_init (BalieOrderItem *self)
{
}

/**
 * balie_order_item_new:
 * @id: the store's row number
 *
 * Returns: (transfer full): a placeholder
 */
BalieOrderItem *
balie_order_item_new (guint32 id)
{
  BalieOrderItem *self = g_object_new (BALIE_TYPE_ORDER_ITEM, NULL);

  self->id = id;
  return self;
}

/**
 * balie_order_item_get_id:
 * @self: an item
 *
 * Returns: the store's row number
 */
guint32
balie_order_item_get_id (BalieOrderItem *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_ITEM (self), 0);

  return self->id;
}

/**
 * balie_order_item_get_row:
 * @self: an item
 *
 * Returns: (nullable) (transfer none): the row, %NULL while it has not arrived or is gone
 */
const BalieOrderRow *
balie_order_item_get_row (BalieOrderItem *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_ITEM (self), NULL);

  return self->row;
}

/**
 * balie_order_item_take_row:
 * @self: an item
 * @row: (nullable) (transfer full): what arrived; %NULL when the order is gone
 */
void
balie_order_item_take_row (BalieOrderItem *self, BalieOrderRow *row)
{
  g_return_if_fail (BALIE_IS_ORDER_ITEM (self));

  g_clear_pointer (&self->row, balie_order_row_free);
  self->row = row;
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

/**
 * balie_order_item_is_loaded:
 * @self: an item
 *
 * Returns: whether the store has answered for it
 */
gboolean
balie_order_item_is_loaded (BalieOrderItem *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_ITEM (self), FALSE);

  return self->loaded;
}
