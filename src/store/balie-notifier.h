/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carries notes of changes from the store's threads to the main context that listens. */
#pragma once

#include "balie-db-private.h"

G_BEGIN_DECLS

/**
 * BalieNotifier:
 *
 * Notes may be added from any thread; those that wait are merged, and told in one go by the main
 * context given. Nothing is told any more once it is freed.
 */
typedef struct _BalieNotifier BalieNotifier;
typedef void (*BalieNotifierFunc) (const BalieDbNote *note, gpointer data);

BalieNotifier *balie_notifier_new (GMainContext *context, BalieNotifierFunc func, gpointer data);
void balie_notifier_add (BalieNotifier *self, const GPtrArray *notes);
void balie_notifier_free (BalieNotifier *self);

G_END_DECLS
