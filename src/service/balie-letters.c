/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading letters, always within the sight of the person who reads. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letters.h"

#include "balie-desk-run.h"
#include "balie-notification-rules.h"
#include "balie-other-tables.h"

#define ACTIVITY_LIMIT 200
#define CANDIDATE_LIMIT 8

/**
 * BalieLetterRead:
 * @query: texts are those below, viewer and today come from the transaction
 * @insurer: (owned)
 * @search: (owned)
 * @ids: (owned) (nullable)
 * @id: of one letter
 * @document_id: of one of its documents
 *
 * What is to be read, on its way to the store's thread.
 */
typedef struct
{
  BalieLetterQuery query;
  char *insurer;
  char *search;
  guint32 *ids;
  gsize n_ids;
  gint64 id;
  gint64 document_id;
} BalieLetterRead;

static void
free_read (gpointer data)
{
  BalieLetterRead *asked = data;

  g_free (asked->insurer);
  g_free (asked->search);
  g_free (asked->ids);
  g_free (asked);
}

static BalieLetterRead *
make_read (gint64 id)
{
  BalieLetterRead *asked = g_new0 (BalieLetterRead, 1);

  asked->id = id;
  return asked;
}

static gpointer
run_query (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  BalieLetterRead *asked = data;

  if (!balie_desk_facts_check (facts, BALIE_DEED_SEE_LETTERS, error))
    return NULL;
  asked->query.viewer = facts->user;
  asked->query.today = facts->today;
  asked->query.insurer = asked->insurer;
  asked->query.search = asked->search;
  return balie_letter_table_query (db, &asked->query, error);
}

static gpointer
run_get_rows (BalieDb *db,
              const BalieDeskFacts *facts,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  BalieLetterRead *asked = data;
  g_autoptr (GPtrArray) rows = balie_letter_table_get_rows (db, asked->ids, asked->n_ids, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      BalieLetter *letter = rows->pdata[i];

      if (letter == NULL)
        continue;
      if (!balie_notification_sees (facts->user, letter->agency))
        {
          rows->pdata[i] = NULL;
          balie_letter_free (letter);
        }
      else if (!balie_letter_table_load_documents (db, letter, error))
        {
          return NULL;
        }
    }
  return g_steal_pointer (&rows);
}

static gpointer
run_count (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree gint64 *counts = g_new0 (gint64, BALIE_N_LETTER_FILTERS);

  if (!balie_letter_table_count (db, facts->user, facts->today, counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}

static gboolean
add_candidates (BalieDb *db,
                const BalieDeskFacts *facts,
                const char *text,
                GPtrArray *orders,
                GError **error)
{
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, text, facts->today);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (*text == '\0' || orders->len > 0)
    return TRUE;
  query->limit = CANDIDATE_LIMIT;
  ids = balie_order_table_query_ids (db, query, NULL, error);
  if (ids == NULL)
    return FALSE;
  rows = balie_order_table_get_rows (db, (const guint32 *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      if (rows->pdata[i] != NULL)
        g_ptr_array_add (orders, g_steal_pointer (&rows->pdata[i]));
    }
  return TRUE;
}

/* Only for what belongs to nothing yet: orders that have the letter's plate, or its numbers anywhere. */
static gboolean
load_candidates (BalieDb *db,
                 const BalieDeskFacts *facts,
                 BalieLetterDetail *detail,
                 GError **error)
{
  const BalieLetter *letter = detail->letter;

  detail->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_order_row_free);
  if (*letter->order_number != '\0')
    return TRUE;
  return add_candidates (db, facts, letter->plate, detail->candidates, error) &&
         add_candidates (db, facts, letter->application, detail->candidates, error) &&
         add_candidates (db, facts, letter->policy, detail->candidates, error);
}

static gboolean
load_related (BalieDb *db, const BalieDeskFacts *facts, BalieLetterDetail *detail, GError **error)
{
  const BalieLetter *letter = detail->letter;

  detail->related = balie_letter_table_find_related (db, letter->insurer, letter->application,
                                                     letter->policy, error);
  if (detail->related == NULL)
    return FALSE;
  for (guint i = detail->related->len; i > 0; i--)
    {
      const BalieLetter *other = detail->related->pdata[i - 1];

      if (other->id == letter->id || !balie_notification_sees (facts->user, other->agency))
        g_ptr_array_remove_index (detail->related, i - 1);
    }
  return TRUE;
}

static gpointer
run_load (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieLetterRead *asked = data;
  g_autoptr (BalieLetterDetail) detail = g_new0 (BalieLetterDetail, 1);

  detail->letter = balie_letter_table_get (db, asked->id, facts->user, error);
  if (detail->letter == NULL || !load_related (db, facts, detail, error) ||
      !load_candidates (db, facts, detail, error))
    return NULL;
  detail->activity = balie_activity_table_get_of_letter (db, asked->id, ACTIVITY_LIMIT, error);
  return detail->activity != NULL ? g_steal_pointer (&detail) : NULL;
}

static gpointer
run_get_document (BalieDb *db,
                  const BalieDeskFacts *facts,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  BalieLetterRead *asked = data;

  return balie_letter_table_get_document (db, asked->id, asked->document_id, facts->user, error);
}

/**
 * balie_letters_query_async:
 * @desk: the desk
 * @slot: the newest query of it wins
 * @query: which, and in which order; its viewer and today are the desk's, whatever stands there
 */
void
balie_letters_query_async (BalieDesk *desk,
                           gconstpointer slot,
                           const BalieLetterQuery *query,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  BalieLetterRead *asked = make_read (0);

  asked->query = *query;
  asked->insurer = g_strdup (query->insurer);
  asked->search = g_strdup (query->search);
  balie_desk_run_newest_async (desk, slot, run_query, asked, free_read,
                               (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * balie_letters_query_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED without sight; CANCELLED when a newer query was made
 *
 * Returns: (transfer full) (element-type guint32): ids in display order
 */
GArray *
balie_letters_query_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_letters_get_rows_async (BalieDesk *desk,
                              const guint32 *ids,
                              gsize n_ids,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  BalieLetterRead *asked = make_read (0);

  asked->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  asked->n_ids = n_ids;
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_SEE_LETTERS, run_get_rows, asked,
                        free_read, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                        user_data);
}

/**
 * balie_letters_get_rows_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type BalieLetter): in the order asked for, documents without
 *   data; %NULL where the letter is gone or out of sight
 */
GPtrArray *
balie_letters_get_rows_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_letters_count_async (BalieDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_count, NULL, NULL, g_free,
                        cancellable, callback, user_data);
}

/* Returns: (transfer full) (array fixed-size=BALIE_N_LETTER_FILTERS): per filter; zeros without sight */
gint64 *
balie_letters_count_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_letter_detail_free (BalieLetterDetail *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->letter, balie_letter_free);
  g_clear_pointer (&self->related, g_ptr_array_unref);
  g_clear_pointer (&self->activity, g_ptr_array_unref);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_free (self);
}

void
balie_letters_load_async (BalieDesk *desk,
                          gint64 id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_SEE_LETTERS, run_load, make_read (id),
                        free_read, (GDestroyNotify) balie_letter_detail_free, cancellable, callback,
                        user_data);
}

/**
 * balie_letters_load_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_FOUND, also for what is out of sight
 *
 * Returns: (transfer full): the letter and what is around it
 */
BalieLetterDetail *
balie_letters_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_letters_get_document_async (BalieDesk *desk,
                                  gint64 letter_id,
                                  gint64 document_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  BalieLetterRead *asked = make_read (letter_id);

  asked->document_id = document_id;
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_SEE_LETTERS, run_get_document, asked,
                        free_read, (GDestroyNotify) balie_letter_document_free, cancellable,
                        callback, user_data);
}

/* Returns: (transfer full): the document with its bytes; NOT_FOUND, also when out of sight */
BalieLetterDocument *
balie_letters_get_document_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}
