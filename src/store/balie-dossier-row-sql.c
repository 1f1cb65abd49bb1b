/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dossier as a row of table "dossier" and a party as one of table "party", there and back. The
 * statements are made once from the fields' codes, so that a field can't be forgotten in one of them. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-dossier-row-sql.h"

#include "balie-text.h"

typedef const char *(*GetCode) (int field);

static const char *
get_dossier_code (int field)
{
  return balie_dossier_get_spec ((BalieDossierField) field)->code;
}

static const char *
get_party_code (int field)
{
  return balie_party_get_spec ((BaliePartyField) field)->code;
}

/* "code, code, …" */
static char *
make_columns (GetCode get_code, int n)
{
  GString *out = g_string_new (get_code (0));

  for (int i = 1; i < n; i++)
    g_string_append_printf (out, ", %s", get_code (i));
  return g_string_free (out, FALSE);
}

/* "?1, ?2, …" */
static char *
make_parameters (int n)
{
  GString *out = g_string_new ("?1");

  for (int i = 2; i <= n; i++)
    g_string_append_printf (out, ", ?%d", i);
  return g_string_free (out, FALSE);
}

/* "code = ?1, code = ?2, …" */
static char *
make_assignments (GetCode get_code, int n)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s = ?%d", i > 0 ? ", " : "", get_code (i), i + 1);
  return g_string_free (out, FALSE);
}

/* The text made at the first call. */
#define RETURN_ONCE(make)                                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    static const char *text = NULL;                                                                \
    if (g_once_init_enter (&text))                                                                 \
      {                                                                                            \
        g_autofree char *made = (make);                                                            \
        g_once_init_leave (&text, g_intern_string (made));                                         \
      }                                                                                            \
    return text;                                                                                   \
  }                                                                                                \
  G_STMT_END

static char *
make_dossier_select (void)
{
  g_autofree char *columns = make_columns (get_dossier_code, BALIE_N_DOSSIER_FIELDS);

  return g_strconcat ("SELECT id, version, ", columns, ", created_at, changed_at FROM dossier ",
                      NULL);
}

/* Behind the fields: created and changed, archived at, vehicle key, bits filled, search. */
static char *
make_dossier_insert (void)
{
  g_autofree char *columns = make_columns (get_dossier_code, BALIE_N_DOSSIER_FIELDS);
  g_autofree char *parameters = make_parameters (BALIE_N_DOSSIER_FIELDS + 6);

  return g_strconcat (
      "INSERT INTO dossier (", columns,
      ", created_at, changed_at, archived_at, vehicle_key, filled, search, version) "
      "VALUES (",
      parameters, ", 1)", NULL);
}

/* Behind the fields: changed, vehicle key, bits filled of the last five entries, search, id, version.
 * The bits of the parties stay. */
static char *
make_dossier_update (void)
{
  const int n = BALIE_N_DOSSIER_FIELDS;
  g_autofree char *assignments = make_assignments (get_dossier_code, n);

  return g_strdup_printf (
      "UPDATE dossier SET %s, changed_at = ?%d, vehicle_key = ?%d, filled = (filled & %d) | ?%d, "
      "search = ?%d, version = version + 1, archived_at = CASE WHEN ?%d <> 'yes' THEN 0 "
      "WHEN archived = 'yes' THEN archived_at ELSE ?%d END WHERE id = ?%d AND version = ?%d",
      assignments, n + 1, n + 2, (1 << BALIE_N_PARTIES) - 1, n + 3, n + 4,
      BALIE_DOSSIER_ARCHIVED + 1, n + 1, n + 5, n + 6);
}

static char *
make_party_select (void)
{
  g_autofree char *columns = make_columns (get_party_code, BALIE_N_PARTY_FIELDS);

  return g_strconcat ("SELECT id, version, dossier_id, entry, ", columns, " FROM party ", NULL);
}

/* Behind the fields: name key, e-mail key, search, changed, dossier, entry. */
static char *
make_party_insert (void)
{
  g_autofree char *columns = make_columns (get_party_code, BALIE_N_PARTY_FIELDS);
  g_autofree char *parameters = make_parameters (BALIE_N_PARTY_FIELDS + 6);

  return g_strconcat ("INSERT INTO party (", columns,
                      ", name_key, email_key, search, changed_at, dossier_id, entry, version) "
                      "VALUES (",
                      parameters, ", 1)", NULL);
}

/* Behind the fields: name key, e-mail key, search, changed, id, version. */
static char *
make_party_update (void)
{
  const int n = BALIE_N_PARTY_FIELDS;
  g_autofree char *assignments = make_assignments (get_party_code, n);

  return g_strdup_printf (
      "UPDATE party SET %s, name_key = ?%d, email_key = ?%d, search = ?%d, "
      "changed_at = ?%d, version = version + 1 WHERE id = ?%d AND version = ?%d",
      assignments, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6);
}

const char *
balie_dossier_get_select (void)
{
  RETURN_ONCE (make_dossier_select ());
}

const char *
balie_dossier_get_insert (void)
{
  RETURN_ONCE (make_dossier_insert ());
}

const char *
balie_dossier_get_update (void)
{
  RETURN_ONCE (make_dossier_update ());
}

const char *
balie_party_get_select (void)
{
  RETURN_ONCE (make_party_select ());
}

const char *
balie_party_get_insert (void)
{
  RETURN_ONCE (make_party_insert ());
}

const char *
balie_party_get_update (void)
{
  RETURN_ONCE (make_party_update ());
}

void
balie_party_texts_init (BaliePartyTexts *self, const BalieParty *party)
{
  g_autofree char *name = balie_party_dup_name (party);

  self->name_key = balie_text_fold (name);
  self->email_key = balie_text_fold (party->values[BALIE_PARTY_EMAIL]);
  self->search = balie_party_dup_search_text (party);
}

void
balie_party_texts_clear (BaliePartyTexts *self)
{
  g_clear_pointer (&self->name_key, g_free);
  g_clear_pointer (&self->email_key, g_free);
  g_clear_pointer (&self->search, g_free);
}

static int
read_values (BalieStmt *stmt, int first, char **values, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_free (values[i]);
      values[i] = g_strdup (balie_stmt_get_text (stmt, first + i));
    }
  return first + n;
}

BalieDossier *
balie_dossier_read (BalieStmt *stmt)
{
  BalieDossier *dossier = balie_dossier_new ();
  int i;

  dossier->id = balie_stmt_get_int (stmt, 0);
  dossier->version = balie_stmt_get_int (stmt, 1);
  i = read_values (stmt, 2, dossier->values, BALIE_N_DOSSIER_FIELDS);
  dossier->created_at = balie_stmt_get_int (stmt, i++);
  dossier->changed_at = balie_stmt_get_int (stmt, i++);
  return dossier;
}

BalieParty *
balie_party_read (BalieStmt *stmt)
{
  BalieEntry entry;
  BalieParty *party;

  if (!balie_entry_from_code (balie_stmt_get_text (stmt, 3), &entry))
    entry = BALIE_ENTRY_OWNER;
  party = balie_party_new (entry);
  party->id = balie_stmt_get_int (stmt, 0);
  party->version = balie_stmt_get_int (stmt, 1);
  party->dossier_id = balie_stmt_get_int (stmt, 2);
  read_values (stmt, 4, party->values, BALIE_N_PARTY_FIELDS);
  return party;
}

GPtrArray *
balie_dossiers_read (BalieStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_dossier_free);
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&all);
      g_ptr_array_add (all, balie_dossier_read (stmt));
    }
  return NULL;
}

GPtrArray *
balie_parties_read (BalieStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_free);
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&all);
      g_ptr_array_add (all, balie_party_read (stmt));
    }
  return NULL;
}

BalieStmt *
balie_db_prepare_joined (BalieDb *db, const char *begin, const char *end, GError **error)
{
  g_autofree char *sql = g_strconcat (begin, end, NULL);

  return balie_db_prepare (db, sql, error);
}
