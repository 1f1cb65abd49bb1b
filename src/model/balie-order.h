/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new- or used-car order of the DMS, and the one table that describes its fields. */
#pragma once

#include <gio/gio.h>

#include "balie-date.h"
#include "balie-plates.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_ORDER_KIND_NEW,
  BALIE_ORDER_KIND_USED,
} BalieOrderKind;

typedef enum
{
  BALIE_ORDER_STATUS_ORDERED,
  BALIE_ORDER_STATUS_IN_PRODUCTION,
  BALIE_ORDER_STATUS_IN_TRANSIT,
  BALIE_ORDER_STATUS_UNLOADED,
  BALIE_ORDER_STATUS_READY,
  BALIE_ORDER_STATUS_DELIVERED,
  BALIE_ORDER_STATUS_CANCELLED,
} BalieOrderStatus;

/**
 * BalieOrder:
 * @id: the store's row number, 0 while not stored
 * @version: counts changes, for conflict detection; 0 while not stored
 *
 * Texts are never %NULL: unknown is "". The VIN is stored clean (upper case, no separators) but may
 * be ill-formed; the plate is stored without dashes, upper case.
 */
typedef struct
{
  gint64 id;
  gint64 version;
  char *number;
  BalieOrderKind kind;
  BalieOrderStatus status;
  char *dealer_number;
  char *brand;
  char *model;
  char *vin;
  char *plate;
  gboolean stock;
  BalieDate unloading_date;
  BalieDate delivery_date;
  BalieDate planned_on;
  BalieDate nlv_date;
  BalieDate k_code_date;
  gboolean approved;
  char *customer_name;
  char *seller;
  BaliePlates plates;
} BalieOrder;

typedef enum
{
  BALIE_FIELD_TEXT,
  BALIE_FIELD_DATE,
  BALIE_FIELD_BOOL,
  BALIE_FIELD_KIND,
  BALIE_FIELD_STATUS,
  BALIE_FIELD_PLATES,
} BalieFieldType;

/* In the order of the columns of the CSV. */
typedef enum
{
  BALIE_ORDER_FIELD_NUMBER,
  BALIE_ORDER_FIELD_KIND,
  BALIE_ORDER_FIELD_STATUS,
  BALIE_ORDER_FIELD_DEALER_NUMBER,
  BALIE_ORDER_FIELD_BRAND,
  BALIE_ORDER_FIELD_MODEL,
  BALIE_ORDER_FIELD_VIN,
  BALIE_ORDER_FIELD_PLATE,
  BALIE_ORDER_FIELD_STOCK,
  BALIE_ORDER_FIELD_UNLOADING_DATE,
  BALIE_ORDER_FIELD_DELIVERY_DATE,
  BALIE_ORDER_FIELD_PLANNED_ON,
  BALIE_ORDER_FIELD_NLV_DATE,
  BALIE_ORDER_FIELD_K_CODE_DATE,
  BALIE_ORDER_FIELD_APPROVED,
  BALIE_ORDER_FIELD_CUSTOMER_NAME,
  BALIE_ORDER_FIELD_SELLER,
  BALIE_ORDER_FIELD_PLATES,
  BALIE_ORDER_N_FIELDS,
} BalieOrderField;

/**
 * BalieOrderFieldInfo:
 * @code: the name in CSV, JSON, history and the database column, e.g. "order_number"
 * @label: untranslated English label, marked with N_()
 * @dutch_headers: (array zero-terminated=1): Dutch CSV headers understood on import, folded; the
 *   first one is the one written by a Dutch export
 * @type: how it is read and written
 * @max_bytes: longest text kept
 *
 * One row per field; history, CSV, conflicts, undo and the SQL columns all work from it.
 */
typedef struct
{
  const char *code;
  const char *label;
  const char *const *dutch_headers;
  BalieFieldType type;
  gsize max_bytes;
} BalieOrderFieldInfo;

BalieOrder *balie_order_new (void);
BalieOrder *balie_order_copy (const BalieOrder *self);
void balie_order_free (BalieOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOrder, balie_order_free)

const BalieOrderFieldInfo *balie_order_field_get_info (BalieOrderField field);
gboolean balie_order_field_find (const char *code_or_header, BalieOrderField *field);

/* Values as canonical text: ISO dates, "yes"/"no", "new"/"used", status codes, "long:2". */
char *balie_order_dup_value (const BalieOrder *self, BalieOrderField field);
gboolean
balie_order_set_value (BalieOrder *self, BalieOrderField field, const char *text, GError **error);
gboolean balie_order_field_equal (const BalieOrder *a, const BalieOrder *b, BalieOrderField field);

/* The same value as a person reads it, translated, dates by locale; never NULL. */
char *balie_order_dup_display (const BalieOrder *self, BalieOrderField field);

const char *balie_order_kind_to_code (BalieOrderKind kind);
const char *balie_order_kind_to_label (BalieOrderKind kind);
const char *balie_order_status_to_code (BalieOrderStatus status);
const char *balie_order_status_to_label (BalieOrderStatus status);

char *balie_order_dup_search_text (const BalieOrder *self);

G_END_DECLS
