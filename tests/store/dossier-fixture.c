/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dossiers, parties and customers to fill the databases of the store's tests. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "dossier-fixture.h"

#include <stdarg.h>

typedef void (*SetPair) (gpointer self, const char *code, const char *value);

static void
set_pairs (gpointer self, SetPair set, const char *first_pair, va_list pairs)
{
  for (const char *pair = first_pair; pair; pair = va_arg (pairs, const char *))
    {
      g_auto (GStrv) parts = g_strsplit (pair, "=", 2);

      g_assert_nonnull (parts[1]);
      set (self, parts[0], parts[1]);
    }
}

static void
set_dossier_pair (gpointer self, const char *code, const char *value)
{
  BalieDossierField field;

  g_assert_true (balie_dossier_find_field (code, &field));
  set_dossier (self, field, value);
}

static void
set_party_pair (gpointer self, const char *code, const char *value)
{
  BaliePartyField field;

  g_assert_true (balie_party_find_field (code, &field));
  set_party (self, field, value);
}

static void
set_customer_pair (gpointer self, const char *code, const char *value)
{
  BalieCustomerField field;

  g_assert_true (balie_customer_find_field (code, &field));
  balie_customer_set (self, field, value);
}

void
set_party (BalieParty *party, BaliePartyField field, const char *value)
{
  g_autoptr (GError) error = NULL;

  balie_party_set (party, field, value, &error);
  g_assert_no_error (error);
}

void
set_dossier (BalieDossier *dossier, BalieDossierField field, const char *value)
{
  g_autoptr (GError) error = NULL;

  balie_dossier_set (dossier, field, value, &error);
  g_assert_no_error (error);
}

BalieDossier *
make_dossier (const char *first_pair, ...)
{
  BalieDossier *dossier = balie_dossier_new ();
  va_list pairs;

  va_start (pairs, first_pair);
  set_pairs (dossier, set_dossier_pair, first_pair, pairs);
  va_end (pairs);
  return dossier;
}

BalieParty *
make_party (BalieEntry entry, const char *first_pair, ...)
{
  BalieParty *party = balie_party_new (entry);
  va_list pairs;

  va_start (pairs, first_pair);
  set_pairs (party, set_party_pair, first_pair, pairs);
  va_end (pairs);
  return party;
}

BalieCustomer *
make_customer (BalieSource source, const char *first_pair, ...)
{
  BalieCustomer *customer = balie_customer_new (source);
  va_list pairs;

  va_start (pairs, first_pair);
  set_pairs (customer, set_customer_pair, first_pair, pairs);
  va_end (pairs);
  return customer;
}

BalieDossier *
put_dossier (BalieDb *db, const char *first_pair, ...)
{
  BalieDossier *dossier = balie_dossier_new ();
  g_autoptr (GError) error = NULL;
  va_list pairs;

  va_start (pairs, first_pair);
  set_pairs (dossier, set_dossier_pair, first_pair, pairs);
  va_end (pairs);
  balie_dossier_table_insert (db, dossier, TODAY, 1000, &error);
  g_assert_no_error (error);
  return dossier;
}

BalieParty *
put_party (BalieDb *db,
           gint64 dossier_id,
           BalieEntry entry,
           const char *last_name,
           const char *first_name)
{
  BalieParty *party = balie_party_new (entry);
  g_autoptr (GError) error = NULL;

  party->dossier_id = dossier_id;
  set_party (party, BALIE_PARTY_LAST_NAME, last_name);
  set_party (party, BALIE_PARTY_FIRST_NAME, first_name);
  balie_party_table_put (db, party, 1000, &error);
  g_assert_no_error (error);
  return party;
}

char *
join_dossiers (BalieDb *db, const GArray *ids)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieDossier) dossier =
          balie_dossier_table_get_by_id (db, g_array_index (ids, guint32, i), &error);

      g_assert_no_error (error);
      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", dossier->values[BALIE_DOSSIER_NUMBER]);
    }
  return g_string_free (out, FALSE);
}
