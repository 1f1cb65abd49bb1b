/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plate requests for several commands: delivering some and saying how they stand. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-request-pages.h"

#include <glib/gi18n-lib.h>

#define PAGE 500

/**
 * balie_request_pages_deliver:
 * @cli: the call
 * @keys: (nullable): only these requests
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what came of it
 */
BalieDeliverySummary *
balie_request_pages_deliver (BalieCli *cli, const char *const *keys, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_delivery_sync_async (cli->desk, keys, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_delivery_sync_finish (cli->desk, balie_wait_for (&wait), error);
}

/**
 * balie_request_pages_judge:
 * @summary: what came of a delivery
 *
 * Says what went wrong and what stays queued.
 *
 * Returns: the exit status; what stays queued could not be brought to PON
 */
BalieExit
balie_request_pages_judge (const BalieDeliverySummary *summary)
{
  BalieExit status = BALIE_EXIT_OK;

  if (summary->problem != NULL)
    status = balie_cli_fail (summary->problem);
  if (summary->n_left > 0)
    {
      balie_cli_say (g_dngettext (GETTEXT_PACKAGE, "%d request stays queued.",
                                  "%d requests stay queued.", (unsigned long) summary->n_left),
                     summary->n_left);
      status = balie_cli_worse (status, BALIE_EXIT_UNREACHABLE);
    }
  /* A remote's address that can't be used is nothing that was typed now. */
  return status == BALIE_EXIT_USAGE ? BALIE_EXIT_UNREACHABLE : status;
}

/**
 * balie_request_pages_load:
 * @cli: the call
 * @filter: which requests
 * @search: (nullable): text
 * @offset: how many to leave out
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BaliePlateRequest): a page, newest first; an empty
 *   one at the end
 */
GPtrArray *
balie_request_pages_load (BalieCli *cli,
                          BalieRequestFilter filter,
                          const char *search,
                          guint offset,
                          GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_requests_list_async (cli->desk, filter, search, PAGE, offset, cli->cancellable,
                             balie_wait_done_cb, &wait);
  return balie_requests_list_finish (cli->desk, balie_wait_for (&wait), error);
}

/**
 * balie_request_pages_find:
 * @cli: the call
 * @keys: (element-type utf8): of requests made lately
 * @error: return location
 *
 * Returns: (transfer full) (nullable): key → request, of those that there are
 */
GHashTable *
balie_request_pages_find (BalieCli *cli, GPtrArray *keys, GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                        (GDestroyNotify) balie_plate_request_free);
  guint n_read = PAGE;

  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (wanted, keys->pdata[i]);
  for (guint offset = 0; n_read == PAGE && g_hash_table_size (found) < keys->len; offset += PAGE)
    {
      g_autoptr (GPtrArray) page =
          balie_request_pages_load (cli, BALIE_REQUEST_FILTER_ALL, NULL, offset, error);

      if (page == NULL)
        return NULL;
      n_read = page->len;
      for (guint i = 0; i < page->len; i++)
        {
          const BaliePlateRequest *request = page->pdata[i];
          BaliePlateRequest *copy;

          if (!g_hash_table_contains (wanted, request->key))
            continue;
          copy = balie_plate_request_copy (request);
          g_hash_table_replace (found, copy->key, copy);
        }
    }
  return g_steal_pointer (&found);
}
