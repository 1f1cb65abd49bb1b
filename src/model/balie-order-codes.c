/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The listed values of an order: kinds, statuses, yes and no; their codes, labels and Dutch words. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-order-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-text.h"

typedef struct
{
  const char *code;
  const char *label;
  const char *words[3]; /* as balie_order_dup_word_key() makes them */
} ListedValue;

static const ListedValue kinds[] = {
  [BALIE_ORDER_KIND_NEW] = { "new", NC_ ("order kind", "New"), { "new", "nieuw" } },
  [BALIE_ORDER_KIND_USED] = { "used", NC_ ("order kind", "Used"), { "used", "gebruikt" } },
};

static const ListedValue statuses[] = {
  [BALIE_ORDER_STATUS_ORDERED] = { "ordered",
                                   NC_ ("order status", "Ordered"),
                                   { "ordered", "besteld" } },
  [BALIE_ORDER_STATUS_IN_PRODUCTION] = { "in-production",
                                         NC_ ("order status", "In production"),
                                         { "inproduction", "inproductie" } },
  [BALIE_ORDER_STATUS_IN_TRANSIT] = { "in-transit",
                                      NC_ ("order status", "In transit"),
                                      { "intransit", "intransport", "onderweg" } },
  [BALIE_ORDER_STATUS_UNLOADED] = { "unloaded",
                                    NC_ ("order status", "Unloaded"),
                                    { "unloaded", "gelost" } },
  [BALIE_ORDER_STATUS_READY] = { "ready",
                                 NC_ ("order status", "Ready"),
                                 { "ready", "gereed", "klaar" } },
  [BALIE_ORDER_STATUS_DELIVERED] = { "delivered",
                                     NC_ ("order status", "Delivered"),
                                     { "delivered", "afgeleverd" } },
  [BALIE_ORDER_STATUS_CANCELLED] = { "cancelled",
                                     NC_ ("order status", "Cancelled"),
                                     { "cancelled", "geannuleerd" } },
};

static const ListedValue answers[] = {
  [FALSE] = { "no", NULL, { "no", "nee", "n" } },
  [TRUE] = { "yes", NULL, { "yes", "ja", "j" } },
};

/**
 * balie_order_dup_word_key:
 * @text: (nullable): a header or a listed value
 *
 * Returns: (transfer full): folded and without blanks, hyphens, underscores and points, so that
 *   "NLV-datum", "NLV datum" and "nlv_datum" are one
 */
char *
balie_order_dup_word_key (const char *text)
{
  char *key = balie_text_fold (text);
  char *to = key;

  for (const char *from = key; *from; from++)
    {
      if (!strchr (" -_.", *from))
        *to++ = *from;
    }
  *to = '\0';
  return key;
}

static gboolean
find_word (const ListedValue *values, gsize n_values, const char *word, gsize *index)
{
  g_autofree char *key = balie_order_dup_word_key (word);

  for (gsize i = 0; i < n_values; i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (values[i].words); j++)
        {
          if (g_strcmp0 (key, values[i].words[j]) != 0)
            continue;
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * balie_order_kind_from_word:
 * @word: (nullable): "new", "Gebruikt" …
 * @kind: (out): the kind, untouched if not read
 *
 * Returns: whether it is one
 */
gboolean
balie_order_kind_from_word (const char *word, BalieOrderKind *kind)
{
  gsize index;

  if (!find_word (kinds, G_N_ELEMENTS (kinds), word, &index))
    return FALSE;
  *kind = (BalieOrderKind) index;
  return TRUE;
}

/**
 * balie_order_status_from_word:
 * @word: (nullable): "in-transit", "Afgeleverd" …
 * @status: (out): the status, untouched if not read
 *
 * Returns: whether it is one
 */
gboolean
balie_order_status_from_word (const char *word, BalieOrderStatus *status)
{
  gsize index;

  if (!find_word (statuses, G_N_ELEMENTS (statuses), word, &index))
    return FALSE;
  *status = (BalieOrderStatus) index;
  return TRUE;
}

/**
 * balie_order_bool_from_word:
 * @word: (nullable): "yes", "ja", "j", "no", "nee" or "n"; empty is no
 * @value: (out): the answer, untouched if not read
 *
 * Returns: whether it is one
 */
gboolean
balie_order_bool_from_word (const char *word, gboolean *value)
{
  gsize index = FALSE;

  if (!balie_text_is_empty (word) && !find_word (answers, G_N_ELEMENTS (answers), word, &index))
    return FALSE;
  *value = (gboolean) index;
  return TRUE;
}

/**
 * balie_order_kind_to_code:
 * @kind: a kind
 *
 * Returns: "new" or "used"
 */
const char *
balie_order_kind_to_code (BalieOrderKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "new");

  return kinds[kind].code;
}

/**
 * balie_order_kind_to_label:
 * @kind: a kind
 *
 * Returns: its translated name
 */
const char *
balie_order_kind_to_label (BalieOrderKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "order kind", kinds[kind].label);
}

/**
 * balie_order_status_to_code:
 * @status: a status
 *
 * Returns: its code, e.g. "in-transit"
 */
const char *
balie_order_status_to_code (BalieOrderStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), "ordered");

  return statuses[status].code;
}

/**
 * balie_order_status_to_label:
 * @status: a status
 *
 * Returns: its translated name
 */
const char *
balie_order_status_to_label (BalieOrderStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "order status", statuses[status].label);
}
