/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an import, told to the parties that wait for it. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-customer-import-parties.h"

#include "balie-dossier-draft.h"
#include "balie-history.h"

/**
 * Deed:
 * @facts: the desk's, with who asked for the import as the user
 * @user: (owned)
 */
typedef struct
{
  BalieDeskFacts facts;
  BalieUser *user;
} Deed;

/* Whoever's program does the sending, history names the person who wanted it. */
static void
init_deed (Deed *deed, const BalieDeskFacts *facts, const BalieCustomerImport *import)
{
  deed->facts = *facts;
  deed->user = balie_user_copy (facts->user);
  if (import->actor[0] != '\0')
    {
      g_free (deed->user->login);
      deed->user->login = g_strdup (import->actor);
    }
  deed->facts.user = deed->user;
}

static gboolean
tell (BalieDb *db,
      const Deed *deed,
      const BalieDossier *dossier,
      const BalieParty *party,
      BalieActivityKind kind,
      const char *value,
      GError **error)
{
  return balie_history_add_of_dossier (db, &deed->facts, kind,
                                       dossier->values[BALIE_DOSSIER_NUMBER],
                                       balie_entry_to_code (party->entry), "", "", value, error);
}

static gboolean
follow (BalieDb *db,
        const Deed *deed,
        const BalieParty *waiting,
        const BalieCustomerImport *import,
        GError **error)
{
  gboolean is_done = import->state == BALIE_IMPORT_DONE;
  g_autoptr (BalieDossierDraft) draft =
      balie_dossier_draft_open_by_id (db, waiting->dossier_id, error);
  BalieParty *party;

  if (draft == NULL)
    return FALSE;
  party = draft->parties[waiting->entry];
  balie_party_put_value (party, BALIE_PARTY_IMPORT, is_done ? "" : import->key);
  if (is_done && party->values[BALIE_PARTY_EXTERNAL_REFERENCE][0] == '\0')
    {
      balie_party_put_value (party, BALIE_PARTY_EXTERNAL_REFERENCE, import->number);
      balie_party_record_loaded (party, BALIE_PARTY_EXTERNAL_REFERENCE, import->number);
    }
  if (!balie_dossier_draft_save (draft, db, &deed->facts, NULL, error))
    return FALSE;
  return !is_done || tell (db, deed, draft->dossier, party, BALIE_ACTIVITY_CUSTOMER_IMPORTED,
                           import->number, error);
}

gboolean
balie_customer_import_parties_follow (BalieDb *db,
                                      const BalieDeskFacts *facts,
                                      const char *key,
                                      const BalieCustomerImport *import,
                                      GError **error)
{
  g_autoptr (GPtrArray) parties = balie_party_table_find_by_import (db, key, error);
  gboolean done = parties != NULL;
  Deed deed;

  init_deed (&deed, facts, import);
  for (guint i = 0; done && i < parties->len; i++)
    done = follow (db, &deed, g_ptr_array_index (parties, i), import, error);
  balie_user_free (deed.user);
  return done;
}

gboolean
balie_customer_import_parties_tell_failure (BalieDb *db,
                                            const BalieDeskFacts *facts,
                                            const BalieCustomerImport *import,
                                            GError **error)
{
  g_autoptr (GPtrArray) parties = balie_party_table_find_by_import (db, import->key, error);
  gboolean done = parties != NULL;
  Deed deed;

  init_deed (&deed, facts, import);
  for (guint i = 0; done && i < parties->len; i++)
    {
      const BalieParty *party = g_ptr_array_index (parties, i);
      g_autoptr (BalieDossier) dossier =
          balie_dossier_table_get_by_id (db, party->dossier_id, error);

      done =
          dossier != NULL && tell (db, &deed, dossier, party, BALIE_ACTIVITY_CUSTOMER_IMPORT_FAILED,
                                   import->problem, error);
    }
  balie_user_free (deed.user);
  return done;
}
