/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of insurers that are about one person, and emptying them.
 *
 * A letter is the person's when it is linked to a dossier whose owner, driver or insured the person is,
 * or to an order in the person's name; brokers, assessors and the like only have to do with it. What
 * stays of a letter is an empty shell: insurer, shipment, code, agency, dates, state and links. With the
 * shipment it keeps the letter from being fetched again as a new one. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-personal-letters.h"

#include "balie-dossier-table.h"
#include "balie-letter-rules.h"
#include "balie-letter-table.h"
#include "balie-sql.h"

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

/* Each once, and none that is in @but (nullable). */
static gboolean
add_linked (BalieDb *db,
            const char *sql,
            gint64 id,
            GArray *letters,
            const GArray *but,
            GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);
  g_autoptr (GArray) found = NULL;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, id);
  found = balie_stmt_read_ids (stmt, error);
  for (guint i = 0; found && i < found->len; i++)
    {
      gint64 letter = g_array_index (found, gint64, i);

      if (!has_id (letters, letter) && (!but || !has_id (but, letter)))
        g_array_append_val (letters, letter);
    }
  return found != NULL;
}

gboolean
balie_personal_letters_find (BalieDb *db, BaliePersonPlaces *places, GError **error)
{
  for (guint i = 0; i < places->party_ids->len; i++)
    {
      if (!add_linked (db,
                       "SELECT letter.id FROM letter JOIN dossier ON dossier.number = "
                       "letter.dossier_number JOIN party ON party.dossier_id = dossier.id "
                       "WHERE party.id = ?1 AND party.entry IN ('owner', 'driver', 'insured') "
                       "AND letter.dossier_number <> '' ORDER BY letter.id",
                       g_array_index (places->party_ids, gint64, i), places->letter_ids, NULL,
                       error))
        return FALSE;
    }
  for (guint i = 0; i < places->order_ids->len; i++)
    {
      if (!add_linked (db,
                       "SELECT letter.id FROM letter JOIN orders ON orders.order_number = "
                       "letter.order_number WHERE orders.id = ?1 AND letter.order_number <> '' "
                       "ORDER BY letter.id",
                       g_array_index (places->order_ids, gint64, i), places->order_letter_ids,
                       places->letter_ids, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_on_letter (BalieDb *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, id);
  return balie_stmt_run (stmt, error);
}

static void
clear (char **text)
{
  g_free (*text);
  *text = g_strdup ("");
}

/* The insurer's words give way to those of the code. */
static gboolean
empty_letter (BalieDb *db, gint64 id, GError **error)
{
  g_autoptr (BalieLetter) letter = balie_letter_table_get (db, id, NULL, error);

  if (!letter)
    return FALSE;
  g_free (letter->title);
  letter->title = balie_letter_code_dup_label (letter->code);
  clear (&letter->application);
  clear (&letter->policy);
  clear (&letter->partner);
  clear (&letter->evb);
  clear (&letter->plate);
  return balie_letter_table_update (db, letter, error);
}

/* Mails that told of it go too: one that still waits is composed anew, of what is left. */
gboolean
balie_personal_letters_erase (BalieDb *db, const GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!empty_letter (db, id, error) ||
          !run_on_letter (db, "DELETE FROM letter_document WHERE letter_id = ?1", id, error) ||
          !run_on_letter (db,
                          "UPDATE mail SET text = '', html = '' WHERE kind = 'letters' AND id IN "
                          "(SELECT mail_id FROM letter_notice WHERE letter_id = ?1)",
                          id, error))
        return FALSE;
      balie_db_note_change (db, "mails", 0);
    }
  return TRUE;
}
