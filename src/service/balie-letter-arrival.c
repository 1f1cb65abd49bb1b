/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a shipment that was fetched: letters, classed, linked, with who is to be told. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letter-arrival.h"

#include "balie-dossier-table.h"
#include "balie-error.h"
#include "balie-history.h"
#include "balie-letter-rules.h"
#include "balie-letter-table.h"
#include "balie-notifications.h"
#include "balie-order-table.h"
#include "balie-text.h"

#define MAX_TITLE_BYTES 300
#define MAX_NUMBER_BYTES 60
#define MAX_CODE_BYTES 20
/* An insurance confirmation has seven characters; a plate is written behind its own word. */
#define EVB_PATTERN "\\beVB(?:[- ]?(?:Nr\\.?|Nummer))?\\s*:?\\s*([A-Z0-9]{7})\\b"
#define PLATE_PATTERN                                                                              \
  "\\bKennzeichen\\s*:?\\s*(\\p{Lu}{1,3}[- ]\\p{Lu}{1,2}[- ]?[0-9]{1,4}[EH]?)(?![\\p{L}\\p{N}])"

static void
take_clean (char **target, const char *value, gsize max_bytes)
{
  g_free (*target);
  *target = balie_text_dup_clean (value != NULL ? value : "", max_bytes);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

/* The first group of the first match, "" for none. */
static char *
dup_match (const char *pattern, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (regex == NULL || !g_regex_match (regex, text, 0, &match))
    return g_strdup ("");
  return g_match_info_fetch (match, 1);
}

static void
read_text_facts (BalieLetter *letter, const char *text)
{
  g_autofree char *evb = dup_match (EVB_PATTERN, text);
  g_autofree char *plate = dup_match (PLATE_PATTERN, text);

  g_free (letter->evb);
  letter->evb = balie_text_dup_alnum_upper (evb);
  g_free (letter->plate);
  letter->plate = balie_text_dup_alnum_upper (plate);
}

static void
share_documents (BalieLetter *letter, const BalieTransfer *transfer)
{
  for (guint i = 0; transfer->documents != NULL && i < transfer->documents->len; i++)
    {
      const BalieLetterDocument *from = transfer->documents->pdata[i];
      BalieLetterDocument *document = balie_letter_document_new ();

      replace (&document->name, from->name);
      replace (&document->type, from->type);
      document->n_bytes = from->n_bytes;
      document->data = from->data != NULL ? g_bytes_ref (from->data) : g_bytes_new (NULL, 0);
      g_ptr_array_add (letter->documents, document);
    }
}

static BalieLetter *
make_letter (const BalieDeskFacts *facts,
             const char *insurer,
             const BalieShipmentContent *content,
             guint position)
{
  const BalieTransfer *transfer = content->transfers->pdata[position];
  BalieLetter *letter = balie_letter_new ();

  replace (&letter->insurer, insurer);
  replace (&letter->shipment, content->id);
  letter->transfer = (int) position;
  take_clean (&letter->code, transfer->code, MAX_CODE_BYTES);
  take_clean (&letter->title, transfer->text, MAX_TITLE_BYTES);
  take_clean (&letter->application,
              balie_text_is_empty (transfer->own_application) ? transfer->application
                                                              : transfer->own_application,
              MAX_NUMBER_BYTES);
  take_clean (&letter->policy, transfer->policy, MAX_NUMBER_BYTES);
  take_clean (&letter->partner, transfer->partner, MAX_NUMBER_BYTES);
  take_clean (&letter->agency, transfer->agency, MAX_NUMBER_BYTES);
  letter->received_at = content->provided_at > 0 ? content->provided_at : facts->now;
  letter->respond_by = transfer->respond_by;
  read_text_facts (letter, transfer->text != NULL ? transfer->text : "");
  share_documents (letter, transfer);
  return letter;
}

/* Class */

/* Letters about the same application that came before, whatever the order in which they were fetched. */
static int
count_earlier (const BalieLetter *letter, GPtrArray *related)
{
  int n = 0;

  for (guint i = 0; i < related->len; i++)
    {
      const BalieLetter *other = related->pdata[i];

      n += *letter->application != '\0' && g_str_equal (other->application, letter->application) &&
           balie_letter_closes_when_filed (other->kind) &&
           other->received_at <= letter->received_at;
    }
  return n;
}

static void
classify (const BalieDeskFacts *facts,
          BalieLetter *letter,
          const BalieTransfer *transfer,
          GPtrArray *related)
{
  BalieLetterFacts letter_facts = {
    .code = letter->code,
    .document_kinds = (const char *const *) transfer->document_kinds,
    .text = letter->title,
    .n_earlier = count_earlier (letter, related),
    .respond_by = letter->respond_by,
  };
  BalieLetterClass class = balie_letter_classify (&letter_facts, facts->today);

  letter->kind = class.kind;
  letter->category = class.category;
  letter->urgency = class.urgency;
  if (*letter->title == '\0')
    {
      g_free (letter->title);
      letter->title = balie_letter_code_dup_label (letter->code);
    }
}

/* Links */

/* @row stays %NULL when there is none. */
static gboolean
find_order (BalieDb *db, const char *number, BalieOrderRow **row, GError **error)
{
  g_autoptr (GError) local = NULL;

  balie_order_table_has (db, number, row, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
link_order (BalieDb *db, BalieLetter *letter, const char *number, GError **error)
{
  g_autoptr (BalieOrderRow) row = NULL;

  if (*number == '\0' || *letter->order_number != '\0')
    return TRUE;
  if (!find_order (db, number, &row, error))
    return FALSE;
  if (row != NULL)
    replace (&letter->order_number, row->order->number);
  return TRUE;
}

static gboolean
link_dossier (BalieDb *db, BalieLetter *letter, const char *number, GError **error)
{
  g_autoptr (BalieDossier) dossier = NULL;
  g_autoptr (GError) local = NULL;

  if (*number == '\0' || *letter->dossier_number != '\0')
    return TRUE;
  dossier = balie_dossier_table_get (db, number, &local);
  if (dossier != NULL)
    {
      replace (&letter->dossier_number, dossier->values[BALIE_DOSSIER_NUMBER]);
      return link_order (db, letter, dossier->values[BALIE_DOSSIER_ORDER_NUMBER], error);
    }
  if (g_error_matches (local, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What an earlier letter of the same application, policy or eVB belongs to, so does this one. */
static void
link_like (BalieLetter *letter, GPtrArray *related)
{
  for (guint i = related->len; i > 0; i--)
    {
      const BalieLetter *other = related->pdata[i - 1];

      if (*letter->order_number != '\0' || *letter->dossier_number != '\0')
        return;
      replace (&letter->order_number, other->order_number);
      replace (&letter->dossier_number, other->dossier_number);
    }
}

/* Only when it is the only one: a wrong link is worse than none. */
static gboolean
link_by_search (BalieDb *db,
                const BalieDeskFacts *facts,
                BalieLetter *letter,
                const char *plate,
                GError **error)
{
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, plate, facts->today);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const BalieOrderRow *row;

  if (*plate == '\0' || *letter->order_number != '\0')
    return TRUE;
  query->limit = 2;
  ids = balie_order_table_query_ids (db, query, NULL, error);
  if (ids == NULL)
    return FALSE;
  rows = balie_order_table_get_rows (db, (const guint32 *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  row = rows->len == 1 ? rows->pdata[0] : NULL;
  if (row != NULL && g_str_equal (row->order->plate, plate))
    replace (&letter->order_number, row->order->number);
  return TRUE;
}

static gboolean
take_only_dossier (BalieLetter *letter, GPtrArray *dossiers)
{
  if (dossiers == NULL)
    return FALSE;
  if (dossiers->len == 1 && *letter->dossier_number == '\0')
    {
      const BalieDossier *dossier = dossiers->pdata[0];

      replace (&letter->dossier_number, dossier->values[BALIE_DOSSIER_NUMBER]);
    }
  g_ptr_array_unref (dossiers);
  return TRUE;
}

static gboolean
link_dossier_around (BalieDb *db, BalieLetter *letter, GError **error)
{
  if (*letter->order_number != '\0' &&
      !take_only_dossier (letter,
                          balie_dossier_table_find_by_order (db, letter->order_number, error)))
    return FALSE;
  return *letter->plate == '\0' || take_only_dossier (letter, balie_dossier_table_find_by_vehicle (
                                                                  db, "", letter->plate, error));
}

static gboolean
take_plate (BalieDb *db, BalieLetter *letter, GError **error)
{
  g_autoptr (BalieOrderRow) row = NULL;

  if (*letter->order_number == '\0' || *letter->plate != '\0')
    return TRUE;
  if (!find_order (db, letter->order_number, &row, error))
    return FALSE;
  if (row != NULL)
    replace (&letter->plate, row->order->plate);
  return TRUE;
}

/* By application number (ours, then the insurer's), then as related letters, then by plate. */
static gboolean
link_letter (BalieDb *db,
             const BalieDeskFacts *facts,
             BalieLetter *letter,
             const BalieTransfer *transfer,
             GPtrArray *related,
             GError **error)
{
  const char *theirs = transfer->application != NULL ? transfer->application : "";

  if (!link_order (db, letter, letter->application, error) ||
      !link_dossier (db, letter, letter->application, error) ||
      !link_order (db, letter, theirs, error) || !link_dossier (db, letter, theirs, error))
    return FALSE;
  link_like (letter, related);
  if (!link_by_search (db, facts, letter, letter->plate, error) ||
      !link_dossier_around (db, letter, error) || !take_plate (db, letter, error))
    return FALSE;
  if (*letter->order_number != '\0' || *letter->dossier_number != '\0')
    replace (&letter->linked_by, "auto");
  return TRUE;
}

static gboolean
store_letter (BalieDb *db,
              const BalieDeskFacts *facts,
              BalieLetter *letter,
              const BalieTransfer *transfer,
              GError **error)
{
  g_autoptr (GPtrArray) related = balie_letter_table_find_related (
      db, letter->insurer, letter->application, letter->policy, error);
  g_autofree char *urgency = NULL;

  if (related == NULL)
    return FALSE;
  classify (facts, letter, transfer, related);
  if (!link_letter (db, facts, letter, transfer, related, error) ||
      !balie_letter_table_insert (db, letter, error))
    return FALSE;
  urgency = g_strdup_printf ("%d", letter->urgency);
  return balie_history_add_of_letter (db, facts, BALIE_ACTIVITY_LETTER_RECEIVED, letter->id,
                                      balie_letter_category_to_code (letter->category), "", urgency,
                                      NULL, error) &&
         balie_notifications_note_letter (db, facts, letter, error);
}

/**
 * balie_letter_arrival_store:
 * @db: a connection, in a writing transaction
 * @facts: of the desk
 * @insurer: name of the insurer
 * @content: what was fetched
 * @n_new: (out): how many letters it has
 * @error: return location; CONFLICT when it is stored already
 *
 * Returns: whether all of it is stored; on an error the transaction must not be committed
 */
gboolean
balie_letter_arrival_store (BalieDb *db,
                            const BalieDeskFacts *facts,
                            const char *insurer,
                            const BalieShipmentContent *content,
                            int *n_new,
                            GError **error)
{
  if (!balie_letter_table_put_shipment (db, insurer, content->id, facts->now, error))
    return FALSE;
  for (guint i = 0; i < content->transfers->len; i++)
    {
      g_autoptr (BalieLetter) letter = make_letter (facts, insurer, content, i);

      if (!store_letter (db, facts, letter, content->transfers->pdata[i], error))
        return FALSE;
    }
  *n_new = (int) content->transfers->len;
  return TRUE;
}
