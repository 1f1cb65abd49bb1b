/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of tables "dossier" and "party", made from the fields' codes, and their way into and out
 * of a row; shared by the store's files. */
#pragma once

#include "balie-dossier-table.h"

G_BEGIN_DECLS

/* The folded texts kept beside a party's values. They stay until the statement ran. */
typedef struct
{
  char *name_key;
  char *email_key;
  char *search;
} BaliePartyTexts;

void balie_party_texts_init (BaliePartyTexts *self, const BalieParty *party);
void balie_party_texts_clear (BaliePartyTexts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BaliePartyTexts, balie_party_texts_clear)

/* "SELECT id, version, …, created_at, changed_at FROM dossier "; the rest of the statement follows. */
const char *balie_dossier_get_select (void);
/* Fields are ?1 …; then version of the row, and what the callers name. */
const char *balie_dossier_get_insert (void);
const char *balie_dossier_get_update (void);
BalieDossier *balie_dossier_read (BalieStmt *stmt);
/* (element-type BalieDossier) */
GPtrArray *balie_dossiers_read (BalieStmt *stmt, GError **error);

/* "SELECT id, version, dossier_id, entry, … FROM party " */
const char *balie_party_get_select (void);
const char *balie_party_get_insert (void);
const char *balie_party_get_update (void);
BalieParty *balie_party_read (BalieStmt *stmt);
/* (element-type BalieParty) */
GPtrArray *balie_parties_read (BalieStmt *stmt, GError **error);

/* A statement that begins with one of the texts above. */
BalieStmt *
balie_db_prepare_joined (BalieDb *db, const char *begin, const char *end, GError **error);

G_END_DECLS
