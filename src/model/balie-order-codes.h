/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the listed values of an order, in English or Dutch. */
#pragma once

#include "balie-order.h"

G_BEGIN_DECLS

char *balie_order_dup_word_key (const char *text);
gboolean balie_order_kind_from_word (const char *word, BalieOrderKind *kind);
gboolean balie_order_status_from_word (const char *word, BalieOrderStatus *status);
gboolean balie_order_bool_from_word (const char *word, gboolean *value);

G_END_DECLS
