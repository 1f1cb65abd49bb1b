/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the customer search's window share: a real simulator, a desk that asks it, a dossier and
 * the window; and waiting for effects. */
#pragma once

#include "orders-fixture.h"
#include "sim-process.h"

#include "balie-customer-search.h"
#include "balie-dossier-edit.h"
#include "balie-window.h"

typedef struct
{
  OrdersFixture desk;
  SimProcess *sim;
  BalieWindow *window;
  char *dossier;
} CustomersFixture;

/* Once per program, before the first fixture. */
void customers_fixture_prepare (GtkApplication *application);
void customers_fixture_open (CustomersFixture *self);
/* Window, desk and simulator are gone afterwards. */
void customers_fixture_close (CustomersFixture *self);
/* (nullable): the window of that type */
GtkWidget *find_toplevel (const char *type);
GtkWidget *wait_for_toplevel (const char *type);
/* Asks for the search of that entry with a name typed before; the dialog that shows it. */
GtkWidget *customers_fixture_ask (CustomersFixture *self, BalieEntry entry, const char *last_name);
/* Fills one field of a party in, by hand. */
void customers_fixture_type (CustomersFixture *self,
                             BalieEntry entry,
                             BaliePartyField field,
                             const char *value);
/* (transfer full): the party as it is stored */
BalieParty *customers_fixture_dup_party (CustomersFixture *self, BalieEntry entry);
BalieDossierDetail *customers_fixture_dup_dossier (CustomersFixture *self);

gboolean match_entry (GtkWidget *widget, const char *label);
gboolean match_action (GtkWidget *widget, const char *action);
gboolean match_check (GtkWidget *widget, const char *label);
/* The button with that action is to be seen and works. */
gboolean is_offered (GtkWidget *root, const char *action);
void click (GtkWidget *root, const char *label);
void activate (GtkWidget *window, const char *action);
void type_text (GtkWidget *root, const char *entry, const char *text);
