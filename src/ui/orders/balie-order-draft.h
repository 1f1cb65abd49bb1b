/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person changed of an order and has not saved yet: kept until saved or reverted. */
#pragma once

#include "balie-order-edit.h"
#include "balie-order.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_DRAFT (balie_order_draft_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderDraft, balie_order_draft, BALIE, ORDER_DRAFT, GObject)

/* signal "changed" (): some value, or what is stored, is another one */

BalieOrderDraft *balie_order_draft_new (const BalieOrder *stored);
/* What stands in the database now; unsaved values and what they started from are kept. */
void balie_order_draft_set_stored (BalieOrderDraft *self, const BalieOrder *stored);
const BalieOrder *balie_order_draft_get_stored (BalieOrderDraft *self);
/* @text: canonical, or whatever was typed that can't be read */
void balie_order_draft_set_value (BalieOrderDraft *self, BalieOrderField field, const char *text);
char *balie_order_draft_dup_value (BalieOrderDraft *self, BalieOrderField field);
gboolean balie_order_draft_is_changed (BalieOrderDraft *self, BalieOrderField field);
guint balie_order_draft_get_n_changed (BalieOrderDraft *self);
/* Why the value can't be read, NULL if it can. */
char *balie_order_draft_dup_problem (BalieOrderDraft *self, BalieOrderField field);
gboolean balie_order_draft_has_problem (BalieOrderDraft *self);
/* The order as it would be, without values that can't be read. */
BalieOrder *balie_order_draft_dup_order (BalieOrderDraft *self);
GPtrArray *balie_order_draft_dup_changes (BalieOrderDraft *self);
void balie_order_draft_revert (BalieOrderDraft *self);
void balie_order_draft_revert_field (BalieOrderDraft *self, BalieOrderField field);
/* Mine is to replace @theirs: it is what the value starts from now. */
void
balie_order_draft_rebase_field (BalieOrderDraft *self, BalieOrderField field, const char *theirs);

G_END_DECLS
