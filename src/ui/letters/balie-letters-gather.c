/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All letters of a list, read page by page, for its export and for paper; and what a line of either says. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letters-gather.h"

#include "balie-check.h"
#include "balie-moment.h"

#include <glib/gi18n-lib.h>

#define PAGE 500

typedef struct
{
  GArray *ids;
  GPtrArray *letters;
  guint n_read;
} Gathering;

static void
free_gathering (gpointer data)
{
  Gathering *gathering = data;

  g_array_unref (gathering->ids);
  g_ptr_array_unref (gathering->letters);
  g_free (gathering);
}

static void
free_letter (gpointer data)
{
  balie_letter_free (data);
}

static void read_page (GTask *task);

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Gathering *gathering = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = balie_letters_get_rows_finish (BALIE_DESK (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      g_ptr_array_add (gathering->letters, balie_letter_copy (rows->pdata[i]));
  read_page (g_steal_pointer (&task));
}

static void
read_page (GTask *task)
{
  Gathering *gathering = g_task_get_task_data (task);
  guint n = MIN (PAGE, gathering->ids->len - gathering->n_read);
  const guint32 *ids = (const guint32 *) (void *) gathering->ids->data + gathering->n_read;

  if (n == 0)
    {
      g_task_return_pointer (task, g_ptr_array_ref (gathering->letters),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  gathering->n_read += n;
  balie_letters_get_rows_async (g_task_get_source_object (task), ids, n,
                                g_task_get_cancellable (task), page_read_cb, task);
}

/**
 * balie_letters_gather_async:
 * @desk: the desk
 * @ids: (element-type guint32) (transfer full): in display order
 * @cancellable: (nullable): ends it
 * @callback: when all are read
 * @user_data: for @callback
 */
void
balie_letters_gather_async (BalieDesk *desk,
                            GArray *ids,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  Gathering *gathering = g_new0 (Gathering, 1);

  g_task_set_source_tag (task, balie_letters_gather_async);
  gathering->ids = ids;
  gathering->letters = g_ptr_array_new_with_free_func (free_letter);
  g_task_set_task_data (task, gathering, free_gathering);
  read_page (task);
}

/**
 * balie_letters_gather_finish:
 * @desk: the desk
 * @result: of balie_letters_gather_async()
 * @error: return location
 *
 * Returns: (transfer full) (element-type BalieLetter): in display order
 */
GPtrArray *
balie_letters_gather_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_letters_column_get_title:
 * @column: a column
 *
 * Returns: (transfer none): its translated header
 */
const char *
balie_letters_column_get_title (BalieLettersColumn column)
{
  static const char *const titles[BALIE_N_LETTERS_COLUMNS] = {
    [BALIE_LETTERS_KIND] = N_ ("Kind"),           [BALIE_LETTERS_INSURER] = N_ ("Insurer"),
    [BALIE_LETTERS_CATEGORY] = N_ ("Category"),   [BALIE_LETTERS_URGENCY] = N_ ("Urgency"),
    [BALIE_LETTERS_REFERENCE] = N_ ("Reference"), [BALIE_LETTERS_PLATE] = N_ ("Licence plate"),
    [BALIE_LETTERS_RECEIVED] = N_ ("Received"),   [BALIE_LETTERS_RESPOND_BY] = N_ ("Respond by"),
    [BALIE_LETTERS_STATE] = N_ ("State"),         [BALIE_LETTERS_ORDER] = N_ ("Order"),
    [BALIE_LETTERS_DOSSIER] = N_ ("Dossier"),
  };

  g_return_val_if_fail ((guint) column < BALIE_N_LETTERS_COLUMNS, "");

  return g_dgettext (GETTEXT_PACKAGE, titles[column]);
}

/**
 * balie_letters_column_dup_text:
 * @column: a column
 * @letter: a letter
 *
 * Returns: (transfer full): plain text, "" for nothing
 */
char *
balie_letters_column_dup_text (BalieLettersColumn column, const BalieLetter *letter)
{
  switch (column)
    {
    case BALIE_LETTERS_KIND:
      return g_strdup (balie_letter_kind_to_label (letter->kind));
    case BALIE_LETTERS_INSURER:
      return g_strdup (letter->insurer);
    case BALIE_LETTERS_CATEGORY:
      return g_strdup (balie_letter_category_to_label (letter->category));
    case BALIE_LETTERS_URGENCY:
      return g_strdup (balie_urgency_to_label (letter->urgency));
    case BALIE_LETTERS_REFERENCE:
      return g_strdup (balie_letter_get_reference (letter));
    case BALIE_LETTERS_PLATE:
      return balie_plate_dup_dashed (letter->plate);
    case BALIE_LETTERS_RECEIVED:
      return balie_moment_dup_text (letter->received_at);
    case BALIE_LETTERS_RESPOND_BY:
      return letter->respond_by == BALIE_DATE_NONE ? g_strdup ("")
                                                   : balie_date_dup_local (letter->respond_by);
    case BALIE_LETTERS_STATE:
      return g_strdup (letter->state == BALIE_LETTER_DONE ? C_ ("letter", "Done")
                                                          : C_ ("letter", "Open"));
    case BALIE_LETTERS_ORDER:
      return g_strdup (letter->order_number);
    case BALIE_LETTERS_DOSSIER:
      return g_strdup (letter->dossier_number);
    case BALIE_N_LETTERS_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}
