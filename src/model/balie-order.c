/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order as plain data, and the one table of its fields from which everything generic works. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-order-codes.h"
#include "balie-text.h"

#define HEADERS(...)                                                                               \
  (const char *const[])                                                                            \
  {                                                                                                \
    __VA_ARGS__, NULL                                                                              \
  }

typedef struct
{
  BalieOrderFieldInfo info;
  gsize offset; /* of the member in BalieOrder */
} Field;

#define FIELD(code, label, type, max_bytes, member, ...)                                           \
  {                                                                                                \
    { code, label, HEADERS (__VA_ARGS__), type, max_bytes }, G_STRUCT_OFFSET (BalieOrder, member)  \
  }

/* clang-format off */
static const Field fields[BALIE_ORDER_N_FIELDS] = {
  [BALIE_ORDER_FIELD_NUMBER] =
      FIELD ("order_number", N_ ("Order number"), BALIE_FIELD_TEXT, 64, number, "Ordernummer"),
  [BALIE_ORDER_FIELD_KIND] =
      FIELD ("order_kind", N_ ("Order kind"), BALIE_FIELD_KIND, 16, kind, "Ordersoort"),
  [BALIE_ORDER_FIELD_STATUS] =
      FIELD ("status", N_ ("Order status"), BALIE_FIELD_STATUS, 16, status, "Orderstatus", "Status"),
  [BALIE_ORDER_FIELD_DEALER_NUMBER] =
      FIELD ("dealer_number", N_ ("Dealer number"), BALIE_FIELD_TEXT, 32, dealer_number, "Dealernummer"),
  [BALIE_ORDER_FIELD_BRAND] =
      FIELD ("brand", N_ ("Brand"), BALIE_FIELD_TEXT, 80, brand, "Merk"),
  [BALIE_ORDER_FIELD_MODEL] =
      FIELD ("model", N_ ("Model"), BALIE_FIELD_TEXT, 160, model, "Model"),
  [BALIE_ORDER_FIELD_VIN] =
      FIELD ("vin", N_ ("Chassis number"), BALIE_FIELD_TEXT, 40, vin, "Chassisnummer", "VIN"),
  [BALIE_ORDER_FIELD_PLATE] =
      FIELD ("plate", N_ ("Licence plate"), BALIE_FIELD_TEXT, 24, plate, "Kenteken"),
  [BALIE_ORDER_FIELD_STOCK] =
      FIELD ("stock", N_ ("Stock vehicle"), BALIE_FIELD_BOOL, 4, stock,
             "Voorraadauto", "Voorraad"),
  [BALIE_ORDER_FIELD_UNLOADING_DATE] =
      FIELD ("unloading_date", N_ ("Unloading date"), BALIE_FIELD_DATE, 10, unloading_date, "Losdatum"),
  [BALIE_ORDER_FIELD_DELIVERY_DATE] =
      FIELD ("delivery_date", N_ ("Delivery date"), BALIE_FIELD_DATE, 10, delivery_date,
             "Definitieve afleverdatum", "Afleverdatum"),
  [BALIE_ORDER_FIELD_PLANNED_ON] =
      FIELD ("planned_on", N_ ("Planned on"), BALIE_FIELD_DATE, 10, planned_on, "Ingepland op"),
  [BALIE_ORDER_FIELD_NLV_DATE] =
      FIELD ("nlv_date", N_ ("NLV date"), BALIE_FIELD_DATE, 10, nlv_date, "NLV-datum", "NLV"),
  [BALIE_ORDER_FIELD_K_CODE_DATE] =
      FIELD ("k_code_date", N_ ("K-code date"), BALIE_FIELD_DATE, 10, k_code_date, "K-code-datum"),
  [BALIE_ORDER_FIELD_APPROVED] =
      FIELD ("approved", N_ ("Approved"), BALIE_FIELD_BOOL, 4, approved, "Goedgekeurd"),
  [BALIE_ORDER_FIELD_CUSTOMER_NAME] =
      FIELD ("customer_name", N_ ("Customer"), BALIE_FIELD_TEXT, 200, customer_name,
             "Klantnaam", "Klant"),
  [BALIE_ORDER_FIELD_SELLER] =
      FIELD ("seller", N_ ("Seller"), BALIE_FIELD_TEXT, 120, seller, "Verkoper"),
  [BALIE_ORDER_FIELD_PLATES] =
      FIELD ("plates", N_ ("Plates"), BALIE_FIELD_PLATES, 120, plates, "Platen"),
};
/* clang-format on */

#define MEMBER(order, field, type) (*(type *) ((char *) (order) + fields[field].offset))
#define CONST_MEMBER(order, field, type)                                                           \
  (*(type const *) ((const char *) (order) + fields[field].offset))

/**
 * balie_order_new:
 *
 * Returns: (transfer full): a new-car order that is ordered, with everything else unknown
 */
BalieOrder *
balie_order_new (void)
{
  BalieOrder *self = g_new0 (BalieOrder, 1);

  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (fields[i].info.type == BALIE_FIELD_TEXT)
        MEMBER (self, i, char *) = g_strdup ("");
      else if (fields[i].info.type == BALIE_FIELD_DATE)
        MEMBER (self, i, BalieDate) = BALIE_DATE_NONE;
    }
  return self;
}

/**
 * balie_order_copy:
 * @self: (nullable): an order
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieOrder *
balie_order_copy (const BalieOrder *self)
{
  BalieOrder *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieOrder, 1);
  *copy = *self;
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (fields[i].info.type == BALIE_FIELD_TEXT)
        MEMBER (copy, i, char *) = g_strdup (CONST_MEMBER (self, i, char *));
    }
  return copy;
}

/**
 * balie_order_free:
 * @self: (nullable) (transfer full): an order
 */
void
balie_order_free (BalieOrder *self)
{
  if (!self)
    return;
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (fields[i].info.type == BALIE_FIELD_TEXT)
        g_free (MEMBER (self, i, char *));
    }
  g_free (self);
}

/**
 * balie_order_field_get_info:
 * @field: a field
 *
 * Returns: (transfer none): its row of the table
 */
const BalieOrderFieldInfo *
balie_order_field_get_info (BalieOrderField field)
{
  g_return_val_if_fail ((guint) field < BALIE_ORDER_N_FIELDS, NULL);

  return &fields[field].info;
}

static gboolean
header_matches (const Field *field, const char *key)
{
  g_autofree char *code = balie_order_dup_word_key (field->info.code);

  if (g_str_equal (code, key))
    return TRUE;
  for (const char *const *header = field->info.dutch_headers; *header; header++)
    {
      g_autofree char *dutch = balie_order_dup_word_key (*header);

      if (g_str_equal (dutch, key))
        return TRUE;
    }
  return FALSE;
}

/**
 * balie_order_field_find:
 * @code_or_header: (nullable): a field's code or Dutch header, in any spelling of case, blanks and
 *   hyphens
 * @field: (out) (optional): the field
 *
 * Returns: whether there is such a field
 */
gboolean
balie_order_field_find (const char *code_or_header, BalieOrderField *field)
{
  g_autofree char *key = balie_order_dup_word_key (code_or_header);

  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (!header_matches (&fields[i], key))
        continue;
      if (field)
        *field = (BalieOrderField) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_order_dup_value:
 * @self: an order
 * @field: which field
 *
 * Returns: (transfer full): its canonical text, which balie_order_set_value() reads back
 */
char *
balie_order_dup_value (const BalieOrder *self, BalieOrderField field)
{
  g_return_val_if_fail (self, NULL);
  g_return_val_if_fail ((guint) field < BALIE_ORDER_N_FIELDS, NULL);

  switch (fields[field].info.type)
    {
    case BALIE_FIELD_TEXT:
      return g_strdup (CONST_MEMBER (self, field, char *));
    case BALIE_FIELD_DATE:
      return balie_date_dup_iso (CONST_MEMBER (self, field, BalieDate));
    case BALIE_FIELD_BOOL:
      return g_strdup (CONST_MEMBER (self, field, gboolean) ? "yes" : "no");
    case BALIE_FIELD_KIND:
      return g_strdup (balie_order_kind_to_code (self->kind));
    case BALIE_FIELD_STATUS:
      return g_strdup (balie_order_status_to_code (self->status));
    case BALIE_FIELD_PLATES:
      return balie_plates_dup_text (&self->plates);
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
fail_value (BalieOrderField field, const char *text, const char *expected, GError **error)
{
  g_autofree char *clean = balie_text_dup_clean (text, 60);

  g_set_error (
      error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
      /* Translators: %1$s is a field's name, %2$s what was given, %3$s what is expected. */
      _ ("%1$s: “%2$s” can’t be read; expected is %3$s."), _ (fields[field].info.label), clean,
      expected);
  return FALSE;
}

static gboolean
set_text (BalieOrder *self, BalieOrderField field, const char *text, GError **error)
{
  gsize max_bytes = fields[field].info.max_bytes;
  g_autofree char *code = NULL;
  g_autofree char *clean = NULL;

  if (field == BALIE_ORDER_FIELD_VIN || field == BALIE_ORDER_FIELD_PLATE)
    text = code = balie_text_dup_code (text);
  clean = balie_text_dup_clean (text, max_bytes);
  if (field == BALIE_ORDER_FIELD_NUMBER)
    {
      g_autofree char *whole = balie_text_dup_clean (text, max_bytes + 1);

      /* A number that was cut could be another order's. */
      if (!*whole || strlen (whole) != strlen (clean))
        return fail_value (field, text, _ ("a number of 1 to 64 characters"), error);
    }
  g_free (MEMBER (self, field, char *));
  MEMBER (self, field, char *) = g_steal_pointer (&clean);
  return TRUE;
}

static gboolean
set_date (BalieOrder *self, BalieOrderField field, const char *text, GError **error)
{
  BalieDate date = BALIE_DATE_NONE;

  if (!balie_text_is_empty (text))
    {
      g_autofree char *stripped = g_strstrip (g_strdup (text));

      if (!balie_date_parse (stripped, &date))
        return fail_value (field, text, _ ("a date such as 2026-03-06 or 06-03-2026"), error);
    }
  MEMBER (self, field, BalieDate) = date;
  return TRUE;
}

/**
 * balie_order_set_value:
 * @self: an order
 * @field: which field
 * @text: (nullable): canonical text, or its Dutch form; %NULL is ""
 * @error: return location, %BALIE_ERROR_INVALID_INPUT with a translated sentence
 *
 * Texts are cleaned and cut to the field's length, VIN and plate lose their separators. Empty is
 * unknown, or no; only order number, kind and status must be given. On error nothing changes.
 *
 * Returns: whether the value could be read
 */
gboolean
balie_order_set_value (BalieOrder *self, BalieOrderField field, const char *text, GError **error)
{
  g_return_val_if_fail (self, FALSE);
  g_return_val_if_fail ((guint) field < BALIE_ORDER_N_FIELDS, FALSE);

  if (!text)
    text = "";
  switch (fields[field].info.type)
    {
    case BALIE_FIELD_TEXT:
      return set_text (self, field, text, error);
    case BALIE_FIELD_DATE:
      return set_date (self, field, text, error);
    case BALIE_FIELD_BOOL:
      return balie_order_bool_from_word (text, &MEMBER (self, field, gboolean)) ||
             fail_value (field, text, _ ("yes or no"), error);
    case BALIE_FIELD_KIND:
      return balie_order_kind_from_word (text, &self->kind) ||
             fail_value (field, text, _ ("new or used"), error);
    case BALIE_FIELD_STATUS:
      return balie_order_status_from_word (text, &self->status) ||
             fail_value (
                 field, text,
                 "ordered, in-production, in-transit, unloaded, ready, delivered, cancelled",
                 error);
    case BALIE_FIELD_PLATES:
      return balie_plates_parse (text, &self->plates, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * balie_order_field_equal:
 * @a: an order
 * @b: another
 * @field: which field
 *
 * Returns: whether both have the same value there
 */
gboolean
balie_order_field_equal (const BalieOrder *a, const BalieOrder *b, BalieOrderField field)
{
  g_return_val_if_fail (a && b, FALSE);
  g_return_val_if_fail ((guint) field < BALIE_ORDER_N_FIELDS, FALSE);

  switch (fields[field].info.type)
    {
    case BALIE_FIELD_TEXT:
      return g_strcmp0 (CONST_MEMBER (a, field, char *), CONST_MEMBER (b, field, char *)) == 0;
    case BALIE_FIELD_DATE:
      return CONST_MEMBER (a, field, BalieDate) == CONST_MEMBER (b, field, BalieDate);
    case BALIE_FIELD_BOOL:
      return !CONST_MEMBER (a, field, gboolean) == !CONST_MEMBER (b, field, gboolean);
    case BALIE_FIELD_KIND:
      return a->kind == b->kind;
    case BALIE_FIELD_STATUS:
      return a->status == b->status;
    case BALIE_FIELD_PLATES:
      return balie_plates_equal (&a->plates, &b->plates);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * balie_order_dup_display:
 * @self: an order
 * @field: which field
 *
 * Returns: (transfer full): its value as a person reads it; never %NULL
 */
char *
balie_order_dup_display (const BalieOrder *self, BalieOrderField field)
{
  g_return_val_if_fail (self, g_strdup (""));
  g_return_val_if_fail ((guint) field < BALIE_ORDER_N_FIELDS, g_strdup (""));

  switch (fields[field].info.type)
    {
    case BALIE_FIELD_DATE:
      return balie_date_dup_local (CONST_MEMBER (self, field, BalieDate));
    case BALIE_FIELD_BOOL:
      return g_strdup (CONST_MEMBER (self, field, gboolean) ? _ ("Yes") : _ ("No"));
    case BALIE_FIELD_KIND:
      return g_strdup (balie_order_kind_to_label (self->kind));
    case BALIE_FIELD_STATUS:
      return g_strdup (balie_order_status_to_label (self->status));
    case BALIE_FIELD_PLATES:
      return balie_plates_dup_label (&self->plates);
    case BALIE_FIELD_TEXT:
    default:
      return g_strdup (CONST_MEMBER (self, field, char *));
    }
}

/**
 * balie_order_dup_search_text:
 * @self: an order
 *
 * Returns: (transfer full): what the search looks through: folded, one value a line
 */
char *
balie_order_dup_search_text (const BalieOrder *self)
{
  static const BalieOrderField searched[] = {
    BALIE_ORDER_FIELD_NUMBER,        BALIE_ORDER_FIELD_VIN,   BALIE_ORDER_FIELD_PLATE,
    BALIE_ORDER_FIELD_CUSTOMER_NAME, BALIE_ORDER_FIELD_BRAND, BALIE_ORDER_FIELD_MODEL,
    BALIE_ORDER_FIELD_SELLER,
  };
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (self, g_string_free (out, FALSE));

  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    {
      g_autofree char *folded = balie_text_fold (CONST_MEMBER (self, searched[i], char *));

      if (out->len > 0 && *folded)
        g_string_append_c (out, '\n');
      g_string_append (out, folded);
    }
  return g_string_free (out, FALSE);
}
