/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's letters: stored as the sync stores them, each on its day, under the numbers that the simulated
 * insurer gives them, so that fetching brings only what is newer. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-demo-letters.h"

#include "balie-demo-resource.h"
#include "balie-error.h"
#include "balie-letter-arrival.h"
#include "balie-letter-table.h"
#include "balie-secrets.h"

#define FOLDER "/io/github/baliedesk/Balie/demo/"
#define DAY_SECONDS (24 * 60 * 60)
#define INSURER "Nordlicht Versicherung (Demo)"
#define LOGIN "demo"
/* What the simulator takes. */
#define PASSWORD "geheim"

enum
{
  CELL_SHIPMENT,
  CELL_AGO,
  CELL_CODE,
  CELL_AGENCY,
  CELL_APPLICATION,
  CELL_POLICY,
  CELL_RESPOND,
  CELL_KIND,
  CELL_FILE,
  CELL_TEXT,
  N_CELLS,
};

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static GBytes *
load_resource (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);

  return g_resource_lookup_data (balie_demo_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 error);
}

static BalieLetterDocument *
make_document (const char *name, GBytes *pdf)
{
  BalieLetterDocument *document = balie_letter_document_new ();

  replace (&document->name, name);
  replace (&document->type, "application/pdf");
  document->data = g_bytes_ref (pdf);
  document->n_bytes = (gint64) g_bytes_get_size (pdf);
  return document;
}

static BalieTransfer *
make_transfer (const BalieDeskFacts *facts, char **cells, GBytes *pdf)
{
  BalieTransfer *transfer = balie_transfer_new ();
  int respond = (int) g_ascii_strtoll (cells[CELL_RESPOND], NULL, 10);

  replace (&transfer->code, cells[CELL_CODE]);
  replace (&transfer->text, cells[CELL_TEXT]);
  replace (&transfer->own_application, cells[CELL_APPLICATION]);
  replace (&transfer->policy, cells[CELL_POLICY]);
  replace (&transfer->agency, cells[CELL_AGENCY]);
  if (respond != 0)
    transfer->respond_by = facts->today + respond;
  g_strfreev (transfer->document_kinds);
  transfer->document_kinds = g_strsplit (cells[CELL_KIND], ",", -1);
  g_ptr_array_add (transfer->documents, make_document (cells[CELL_FILE], pdf));
  return transfer;
}

static gboolean
write_line (BalieDb *db, const BalieDeskFacts *facts, const char *line, GBytes *pdf, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, ";", -1);
  g_autoptr (BalieShipmentContent) content = g_new0 (BalieShipmentContent, 1);
  BalieDeskFacts then = *facts;
  int ago, n_new;

  content->transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_transfer_free);
  if (g_strv_length (cells) != N_CELLS)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "“%s” has not %d fields", line,
                   N_CELLS);
      return FALSE;
    }
  ago = (int) g_ascii_strtoll (cells[CELL_AGO], NULL, 10);
  then.now -= (gint64) ago * DAY_SECONDS;
  then.today -= ago;
  content->id = g_strdup (cells[CELL_SHIPMENT]);
  content->provided_at = then.now;
  g_ptr_array_add (content->transfers, make_transfer (facts, cells, pdf));
  return balie_letter_arrival_store (db, &then, INSURER, content, &n_new, error);
}

gboolean
balie_demo_letters_write (BalieDb *db, const BalieDeskFacts *facts, GError **error)
{
  g_autoptr (GBytes) bytes = load_resource ("letters.txt", error);
  g_autoptr (GBytes) pdf = bytes != NULL ? load_resource ("letter.pdf", error) : NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (pdf == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      if (**line != '\0' && **line != '#' && !write_line (db, facts, *line, pdf, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
balie_demo_insurer_write (BalieDb *db, const char *url, GError **error)
{
  g_autoptr (BalieInsurer) insurer = balie_insurer_new (INSURER);

  g_free (insurer->sts_url);
  insurer->sts_url = g_strconcat (url, "/410", NULL);
  g_free (insurer->transfer_url);
  insurer->transfer_url = g_strconcat (url, "/430", NULL);
  replace (&insurer->user, LOGIN);
  return balie_insurer_table_put (db, insurer, error);
}

void
balie_demo_insurer_know_password (void)
{
  g_autoptr (BalieInsurer) insurer = balie_insurer_new (INSURER);
  g_autofree char *name = balie_insurer_dup_secret_name (insurer);

  balie_secrets_keep_in_memory (name, PASSWORD);
}
