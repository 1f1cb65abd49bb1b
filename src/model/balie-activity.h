/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of history: who, when, at which desk, what, from which value to which. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BALIE_ACTIVITY_ORDER_CREATED,
  BALIE_ACTIVITY_FIELD_CHANGED,
  BALIE_ACTIVITY_REQUEST_APPROVED_BY_PERSON, /* "Approve directly" */
  BALIE_ACTIVITY_REQUEST_APPROVED_BY_RULE,
  BALIE_ACTIVITY_REQUEST_SENT,
  BALIE_ACTIVITY_REQUEST_UNCLEAR,
  BALIE_ACTIVITY_REQUEST_RECEIVED,
  BALIE_ACTIVITY_PLATE_ISSUED,
  BALIE_ACTIVITY_REQUEST_REJECTED,
  BALIE_ACTIVITY_WITHDRAWAL_ASKED,
  BALIE_ACTIVITY_WITHDRAWAL_REFUSED,
  BALIE_ACTIVITY_REQUEST_WITHDRAWN,
  BALIE_ACTIVITY_RUN_FINISHED,
  BALIE_ACTIVITY_SETTING_CHANGED,
  BALIE_ACTIVITY_USER_CHANGED,
  BALIE_ACTIVITY_DOSSIER_CREATED,
  BALIE_ACTIVITY_PARTY_LOADED,   /* new_value: source code */
  BALIE_ACTIVITY_PARTIES_MERGED, /* old_value: client number given up, new_value: kept */
  BALIE_ACTIVITY_IDENTITY_SHOWN,
  BALIE_ACTIVITY_CUSTOMER_IMPORTED,      /* new_value: Driver2 number */
  BALIE_ACTIVITY_CUSTOMER_IMPORT_FAILED, /* new_value: problem code */
  BALIE_ACTIVITY_DATA_EXPORTED,          /* new_value: how many places; never whose */
  BALIE_ACTIVITY_DATA_ERASED,            /* new_value: how many places; never whose */
  BALIE_ACTIVITY_RETENTION_APPLIED,      /* field: kind, new_value: how many */
  BALIE_ACTIVITY_LETTER_RECEIVED,        /* field: category's code, new_value: urgency */
  BALIE_ACTIVITY_APPLICATION_FILED,
  BALIE_ACTIVITY_N_KINDS,
} BalieActivityKind;

/**
 * BalieActivity:
 * @id: ever growing, 0 while not stored
 * @order_number: "" when not about an order
 * @request_key: "" when not about a request
 * @dossier_number: "" when not about a dossier
 * @entry: code of the panel's entry, "" when about the dossier itself
 * @letter_id: 0 when not about a letter
 * @field: code of the field or setting, "" if none
 */
typedef struct
{
  gint64 id;
  gint64 at;
  BalieActivityKind kind;
  char *order_number;
  char *request_key;
  char *dossier_number;
  char *entry;
  char *actor;
  char *desk;
  char *field;
  char *old_value;
  char *new_value;
  gint64 letter_id;
} BalieActivity;

BalieActivity *balie_activity_new (BalieActivityKind kind);
BalieActivity *balie_activity_copy (const BalieActivity *self);
void balie_activity_free (BalieActivity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieActivity, balie_activity_free)

const char *balie_activity_kind_to_code (BalieActivityKind kind);
gboolean balie_activity_kind_from_code (const char *code, BalieActivityKind *kind);
char *balie_activity_dup_sentence (const BalieActivity *self);

G_END_DECLS
