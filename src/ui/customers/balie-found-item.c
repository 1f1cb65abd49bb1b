/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the list of found customers: a copy, so that it outlives the search's own page. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-found-item.h"

#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieFoundItem
{
  GObject parent_instance;

  /* Owned */
  BalieCustomer *customer;

  /* State */
  gboolean in_both;
};

G_DEFINE_FINAL_TYPE (BalieFoundItem, balie_found_item, G_TYPE_OBJECT)

static void
balie_found_item_finalize (GObject *object)
{
  balie_customer_free (BALIE_FOUND_ITEM (object)->customer);

  G_OBJECT_CLASS (balie_found_item_parent_class)->finalize (object);
}

static void
balie_found_item_class_init (BalieFoundItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_found_item_finalize;
}

static void
balie_found_item_init (BalieFoundItem *self)
{
}

/**
 * balie_found_item_new:
 * @found: what the search found
 *
 * Returns: (transfer full): a copy of it
 */
BalieFoundItem *
balie_found_item_new (const BalieFoundCustomer *found)
{
  BalieFoundItem *self = g_object_new (BALIE_TYPE_FOUND_ITEM, NULL);

  self->customer = balie_customer_copy (found->customer);
  self->in_both = found->other != NULL;
  return self;
}

/**
 * balie_found_item_get_customer:
 * @self: an item
 *
 * Returns: (transfer none): the customer, Driver2's where both have the person
 */
const BalieCustomer *
balie_found_item_get_customer (BalieFoundItem *self)
{
  return self->customer;
}

/**
 * balie_found_item_get_origin:
 * @self: an item
 *
 * Returns: (transfer none): who knows the person, translated
 */
const char *
balie_found_item_get_origin (BalieFoundItem *self)
{
  return self->in_both ? _ ("Driver2 and KP") : balie_source_to_label (self->customer->source);
}

/**
 * balie_found_item_get_icon:
 * @self: an item
 *
 * Returns: (transfer none): name of the origin's icon
 */
const char *
balie_found_item_get_icon (BalieFoundItem *self)
{
  if (self->in_both)
    return "balie-origin-both-symbolic";
  return self->customer->source == BALIE_SOURCE_KP ? "balie-origin-kp-symbolic"
                                                   : "balie-origin-driver2-symbolic";
}

/**
 * balie_found_item_get_text:
 * @self: an item
 * @field: of a column
 *
 * Returns: (transfer none): what the column shows
 */
const char *
balie_found_item_get_text (BalieFoundItem *self, BalieCustomerField field)
{
  char **values = self->customer->values;

  if (field == BALIE_CUSTOMER_PHONE && balie_text_is_empty (values[field]))
    field = BALIE_CUSTOMER_MOBILE;
  return values[field];
}

/**
 * balie_found_item_dup_spoken:
 * @self: an item
 *
 * Returns: (transfer full): the row in one line
 */
char *
balie_found_item_dup_spoken (BalieFoundItem *self)
{
  static const BalieCustomerField fields[] = {
    BALIE_CUSTOMER_NUMBER, BALIE_CUSTOMER_POSTCODE,   BALIE_CUSTOMER_PHONE,
    BALIE_CUSTOMER_EMAIL,  BALIE_CUSTOMER_VAT_NUMBER,
  };
  g_autofree char *name = balie_customer_dup_name (self->customer);
  GString *spoken = g_string_new (name);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = balie_found_item_get_text (self, fields[i]);

      if (!balie_text_is_empty (text))
        g_string_append_printf (spoken, ", %s", text);
    }
  g_string_append_printf (spoken, ", %s", balie_found_item_get_origin (self));
  return g_string_free (spoken, FALSE);
}

/**
 * balie_found_item_equal:
 * @self: an item
 * @found: what the search found
 *
 * Returns: whether the row would look the same
 */
gboolean
balie_found_item_equal (BalieFoundItem *self, const BalieFoundCustomer *found)
{
  if (self->in_both != (found->other != NULL) || self->customer->source != found->customer->source)
    return FALSE;
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    if (g_strcmp0 (self->customer->values[i], found->customer->values[i]) != 0)
      return FALSE;
  return TRUE;
}
