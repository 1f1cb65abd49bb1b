/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hints at the fields of an order: what a person should look at. None of them blocks a request. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-check.h"
#include "balie-text.h"

#define PLATES_OF_A_CAR 2

/**
 * balie_hint_free:
 * @self: (nullable) (transfer full): a hint
 */
void
balie_hint_free (BalieHint *self)
{
  if (!self)
    return;
  g_free (self->text);
  g_free (self);
}

static void
add_hint (GPtrArray *hints, BalieOrderField field, BalieCheckLevel level, const char *text)
{
  BalieHint *hint = g_new0 (BalieHint, 1);

  hint->field = field;
  hint->level = level;
  hint->text = g_strdup (text);
  g_ptr_array_add (hints, hint);
}

static void
add_suspect (GPtrArray *hints, BalieOrderField field, const char *text)
{
  add_hint (hints, field, BALIE_CHECK_SUSPECT, text);
}

/* Takes the outcome. */
static void
add_outcome (GPtrArray *hints, BalieOrderField field, BalieCheck check)
{
  if (check.level == BALIE_CHECK_SUSPECT || check.level == BALIE_CHECK_INVALID)
    add_hint (hints, field, check.level, check.hint);
  balie_check_clear (&check);
}

/* Whether both names mean one brand, as far as the table knows. */
static gboolean
is_same_brand (BalieBrandTable *brands, const char *a, const char *b)
{
  const BalieBrand *brand_a = balie_brand_table_find (brands, a);
  const BalieBrand *brand_b = balie_brand_table_find (brands, b);

  if (brand_a || brand_b)
    return brand_a == brand_b;
  return balie_text_equal_folded (a, b);
}

/* Only offered: the order's own number always comes first. */
static void
check_missing_number (GPtrArray *hints, const BalieOrder *order, BalieBrandTable *brands)
{
  const BalieBrand *brand = balie_brand_table_find (brands, order->brand);
  g_autofree char *text = NULL;

  if (!balie_text_is_empty (order->dealer_number) || !brand || *brand->dealer_number == '\0')
    return;
  text = g_strdup_printf (_ ("This dealership’s number for %s is %s."), brand->name,
                          brand->dealer_number);
  add_suspect (hints, BALIE_ORDER_FIELD_DEALER_NUMBER, text);
}

static void
check_brand (GPtrArray *hints, const BalieOrder *order, BalieBrandTable *brands)
{
  const char *maker = balie_vin_get_maker (order->vin);
  g_autofree char *text = NULL;

  if (balie_text_is_empty (order->brand))
    return;
  if (!balie_brand_table_find (brands, order->brand))
    add_suspect (hints, BALIE_ORDER_FIELD_BRAND,
                 _ ("This brand is not in the dealership’s list of brands."));
  if (!maker || is_same_brand (brands, order->brand, maker))
    return;
  /* SEAT's number range is CUPRA's too. */
  if (g_str_equal (maker, "SEAT") && is_same_brand (brands, order->brand, "CUPRA"))
    return;
  /* Translators: %1$s is the maker that the chassis number tells, %2$s the brand of the order. */
  text = g_strdup_printf (_ ("The chassis number is one of %1$s, the brand says %2$s."), maker,
                          order->brand);
  add_suspect (hints, BALIE_ORDER_FIELD_BRAND, text);
}

static void
check_dates (GPtrArray *hints, const BalieOrder *order, BalieDate today)
{
  BalieDate unloading = order->unloading_date;
  BalieDate delivery = order->delivery_date;
  BalieDate nlv = order->nlv_date;
  gboolean over = order->status == BALIE_ORDER_STATUS_DELIVERED ||
                  order->status == BALIE_ORDER_STATUS_CANCELLED;

  if (nlv != BALIE_DATE_NONE && nlv < today && !over)
    add_suspect (hints, BALIE_ORDER_FIELD_NLV_DATE, _ ("The NLV date is in the past."));
  if (delivery != BALIE_DATE_NONE && nlv != BALIE_DATE_NONE && delivery < nlv)
    add_suspect (hints, BALIE_ORDER_FIELD_DELIVERY_DATE,
                 _ ("The delivery is before the NLV date."));
  if (delivery != BALIE_DATE_NONE && unloading != BALIE_DATE_NONE && delivery < unloading)
    add_suspect (hints, BALIE_ORDER_FIELD_DELIVERY_DATE,
                 _ ("The delivery is before the unloading date."));
  if (unloading != BALIE_DATE_NONE && unloading > today)
    add_suspect (hints, BALIE_ORDER_FIELD_UNLOADING_DATE,
                 _ ("The unloading date is in the future."));
}

static int
count_plates (const BaliePlates *plates, const char *const *types)
{
  int count = 0;

  for (int i = 0; i < plates->n_lines; i++)
    {
      if (g_strv_contains (types, plates->lines[i].type))
        count += plates->lines[i].count;
    }
  return count;
}

/* facts.md, section b: what the register allows, and how many a vehicle has. */
static void
check_plates (GPtrArray *hints, const BalieOrder *order)
{
  static const char *const car[] = { "long",      "rectangular",      "american",
                                     "taxi-long", "taxi-rectangular", NULL };
  static const char *const american[] = { "american", NULL };
  static const char *const motorcycle[] = { "motorcycle", NULL };
  static const char *const carrier[] = { "carrier", NULL };
  int n_car = count_plates (&order->plates, car);
  int n_american = count_plates (&order->plates, american);
  int n_motorcycle = count_plates (&order->plates, motorcycle);

  if (order->plates.n_lines == 0)
    return;
  if (n_american > 0)
    add_suspect (hints, BALIE_ORDER_FIELD_PLATES,
                 _ ("American size only where the register allows it for this car."));
  if (n_american > 0 && n_american != n_car)
    add_suspect (hints, BALIE_ORDER_FIELD_PLATES,
                 _ ("American size is never combined with another size."));
  if (n_motorcycle > 1 || (n_motorcycle == 1 && n_car > 0))
    add_suspect (hints, BALIE_ORDER_FIELD_PLATES, _ ("A motorcycle has one plate, at the rear."));
  if (n_motorcycle == 0 && n_car != PLATES_OF_A_CAR)
    add_suspect (hints, BALIE_ORDER_FIELD_PLATES, _ ("A car has two plates, front and rear."));
  if (count_plates (&order->plates, carrier) > 1)
    add_suspect (hints, BALIE_ORDER_FIELD_PLATES,
                 _ ("More than one plate for a carrier is unusual."));
}

/**
 * balie_order_check:
 * @order: an order
 * @brands: the dealership's brands
 * @settings: the dealership's settings
 * @today: the day in the dealer's zone
 *
 * Returns: (transfer full) (element-type BalieHint): what to look at, in the order of the fields of
 *   the tab; empty if nothing
 */
GPtrArray *
balie_order_check (const BalieOrder *order,
                   BalieBrandTable *brands,
                   BalieSettings *settings,
                   BalieDate today)
{
  GPtrArray *hints = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_hint_free);
  const char *pattern;

  g_return_val_if_fail (order && brands && settings, hints);

  pattern = balie_settings_get_text (settings, BALIE_SETTING_DEALER_NUMBER_PATTERN);
  add_outcome (hints, BALIE_ORDER_FIELD_DEALER_NUMBER,
               balie_check_dealer_number (order->dealer_number, pattern));
  check_missing_number (hints, order, brands);
  check_brand (hints, order, brands);
  add_outcome (hints, BALIE_ORDER_FIELD_VIN, balie_check_vin (order->vin));
  add_outcome (hints, BALIE_ORDER_FIELD_PLATE, balie_check_plate (order->plate));
  check_dates (hints, order, today);
  check_plates (hints, order);
  return hints;
}
