/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unsaved input of a dossier: what a load takes over, and what stays. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "balie-unsaved-dossier.h"

static BalieDossierDetail *
make_detail (const char *last_name, const char *client_number, const char *loaded_at)
{
  BalieDossierDetail *detail = g_new0 (BalieDossierDetail, 1);

  detail->dossier = balie_dossier_new ();
  detail->parties = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_free);
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    g_ptr_array_add (detail->parties, balie_party_new ((BalieEntry) i));
  balie_party_set (detail->parties->pdata[0], BALIE_PARTY_LAST_NAME, last_name, NULL);
  balie_party_set (detail->parties->pdata[0], BALIE_PARTY_CLIENT_NUMBER, client_number, NULL);
  balie_party_set (detail->parties->pdata[0], BALIE_PARTY_LOADED_AT, loaded_at, NULL);
  return detail;
}

static const char *
get_name (BalieUnsavedDossier *draft)
{
  return balie_unsaved_dossier_get_value (draft, BALIE_ENTRY_OWNER, BALIE_PARTY_LAST_NAME);
}

/* The beginning of a name, typed to find the person, is no unsaved input once the person is loaded. */
static void
test_loaded (void)
{
  g_autoptr (BalieDossierDetail) before = make_detail ("", "", "");
  g_autoptr (BalieDossierDetail) after = make_detail ("Goderis", "1", "1774000000");
  g_autoptr (BalieUnsavedDossier) draft = balie_unsaved_dossier_new (before);

  balie_unsaved_dossier_set_value (draft, BALIE_ENTRY_OWNER, BALIE_PARTY_LAST_NAME, "god");
  balie_unsaved_dossier_set_stored (draft, after);
  g_assert_cmpstr (get_name (draft), ==, "Goderis");
  g_assert_cmpuint (balie_unsaved_dossier_get_n_changed (draft), ==, 0);
}

/* Saving a new party gives it a client number; what was typed over the saved name meanwhile stays. */
static void
test_typed_while_saving (void)
{
  g_autoptr (BalieDossierDetail) before = make_detail ("", "", "");
  g_autoptr (BalieDossierDetail) after = make_detail ("Goderis", "1", "");
  g_autoptr (BalieUnsavedDossier) draft = balie_unsaved_dossier_new (before);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new ();
  g_autoptr (GPtrArray) changes = NULL;

  balie_unsaved_dossier_set_value (draft, BALIE_ENTRY_OWNER, BALIE_PARTY_LAST_NAME, "Goderis");
  changes = balie_unsaved_dossier_dup_changes (draft);
  balie_unsaved_dossier_set_value (draft, BALIE_ENTRY_OWNER, BALIE_PARTY_LAST_NAME, "Goder");
  balie_unsaved_dossier_note_saved (draft, changes, conflicts);
  balie_unsaved_dossier_set_stored (draft, after);
  g_assert_cmpstr (get_name (draft), ==, "Goder");
  g_assert_cmpuint (balie_unsaved_dossier_get_n_changed (draft), ==, 1);
}

/* Nobody is told what stands there of identity data, so mine is written whatever it is. */
static void
test_identity_kept (void)
{
  g_autoptr (BalieDossierDetail) before = make_detail ("Goderis", "1", "");
  g_autoptr (BalieUnsavedDossier) draft = balie_unsaved_dossier_new (before);
  g_autoptr (GPtrArray) changes = NULL;
  const BalieDossierChange *change;

  balie_unsaved_dossier_set_value (draft, BALIE_ENTRY_OWNER, BALIE_PARTY_NATIONAL_NUMBER, "2");
  balie_unsaved_dossier_rebase_field (draft, BALIE_ENTRY_OWNER, BALIE_PARTY_NATIONAL_NUMBER, "");
  changes = balie_unsaved_dossier_dup_changes (draft);
  g_assert_cmpuint (changes->len, ==, 1);
  change = g_ptr_array_index (changes, 0);
  g_assert_true (change->decided);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unsaved-dossier/loaded", test_loaded);
  g_test_add_func ("/unsaved-dossier/typed-while-saving", test_typed_while_saving);
  g_test_add_func ("/unsaved-dossier/identity-kept", test_identity_kept);
  return g_test_run ();
}
