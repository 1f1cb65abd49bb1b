/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing an order: fields with history, conflict detection, undo and restore of one value. */
#pragma once

#include "balie-desk.h"
#include "balie-order.h"

G_BEGIN_DECLS

/**
 * BalieOrderChange:
 * @base: canonical text the person started from
 * @value: canonical text they want
 */
typedef struct
{
  BalieOrderField field;
  char *base;
  char *value;
} BalieOrderChange;

/* One change per field; the caller's copy. */
GPtrArray *balie_order_changes_new (void);
void balie_order_changes_add (GPtrArray *changes,
                              BalieOrderField field,
                              const char *base,
                              const char *value);

/**
 * BalieOrderConflict:
 * @mine: what this person wants
 * @theirs: what stands there now, changed since they opened it
 */
typedef struct
{
  BalieOrderField field;
  char *mine;
  char *theirs;
  char *their_actor;
  gint64 their_time;
} BalieOrderConflict;

/**
 * BalieOrderEditResult:
 * @order: the order as it stands after the call
 * @conflicts: (element-type BalieOrderConflict): fields not written because someone else changed
 *   them meanwhile; changes of other fields were written
 * @activity_ids: of what was written, for undo
 */
typedef struct
{
  BalieOrder *order;
  GPtrArray *conflicts;
  GArray *activity_ids;
} BalieOrderEditResult;

void balie_order_edit_result_free (BalieOrderEditResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOrderEditResult, balie_order_edit_result_free)

/* Writes each change whose field still holds its base; the rest come back as conflicts.
 * A change of the VIN, brand, dealer number or plates while a request is being sent or unclear is
 * refused with BALIE_ERROR_BUSY. Setting the delivery date on an order without one sets planned-on. */
void balie_order_edit_async (BalieDesk *desk,
                             const char *number,
                             GPtrArray *changes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
BalieOrderEditResult *
balie_order_edit_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Creates an order by hand; CONFLICT when the number exists. */
void balie_order_create_async (BalieDesk *desk,
                               const BalieOrder *order,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BalieOrder *balie_order_create_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Undo of what an edit wrote (its activity ids), or restoring one old value: both are new edits. */
void balie_order_undo_async (BalieDesk *desk,
                             const char *number,
                             GArray *activity_ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
BalieOrderEditResult *
balie_order_undo_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
