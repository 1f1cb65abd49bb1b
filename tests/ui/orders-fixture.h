/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the orders' window share: a desk on a database of their own, filled by a real
 * import, and waiting for effects. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"
#include "balie-order-table.h"

#define TEST_TODAY "2026-03-20"

typedef struct
{
  char *folder;
  BalieDesk *desk;
} OrdersFixture;

typedef gboolean (*Condition) (gpointer data);

/* From here on every fixture opens with these orders; see orders_fixture_import_many(). */
void orders_fixture_prepare (guint n);
void orders_fixture_forget_prepared (void);
/* @rows: lines of a CSV without its header; see the header in the .c file */
void orders_fixture_open (OrdersFixture *self);
void orders_fixture_import (OrdersFixture *self, const char *rows);
/* Orders T00001 … with customers “Customer 1” …, all eligible and due at different days. */
void orders_fixture_import_many (OrdersFixture *self, guint n);
void orders_fixture_close (OrdersFixture *self);

void wait_for (Condition condition, gpointer data);
gboolean is_null (gpointer data);
gboolean is_not_null (gpointer data);
/* Handles everything that is ready now. */
void settle (void);

typedef gboolean (*Match) (GtkWidget *widget, const char *text);
GtkWidget *find_widget (GtkWidget *root, Match match, const char *text);
GtkWidget *wait_to_find (GtkWidget *root, Match match, const char *text);
gboolean match_label (GtkWidget *widget, const char *text);
gboolean match_button (GtkWidget *widget, const char *text);
gboolean match_type (GtkWidget *widget, const char *text);

/* Edits one field through the service, as another desk would. */
void orders_fixture_edit (OrdersFixture *self,
                          const char *number,
                          BalieOrderField field,
                          const char *value);
BalieOrderRow *orders_fixture_dup_row (OrdersFixture *self, const char *number);
