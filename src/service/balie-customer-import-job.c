/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of one claimed import; every end is an outcome. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-customer-import-job.h"

#include "balie-claimer.h"
#include "balie-error.h"
#include "balie-outbox-meaning.h"

#include <glib/gi18n-lib.h>

/* So many of the same name and postcode are looked at. */
#define MAX_PAGES 50

/**
 * BalieImportJob:
 * @client: (owned): at the time of the claim
 * @import: (owned): as claimed
 * @query: (owned) (nullable): what Driver2 is searched by
 * @conflict: (owned) (nullable): Driver2 said that there is one already
 * @page: being searched
 */
typedef struct
{
  BalieDriver2Client *client;
  BalieCustomerImport *import;
  BalieCustomerQuery *query;
  GError *conflict;
  int page;
} BalieImportJob;

static void
free_job (gpointer data)
{
  BalieImportJob *job = data;

  g_clear_object (&job->client);
  g_clear_pointer (&job->import, balie_customer_import_free);
  g_clear_pointer (&job->query, balie_customer_query_free);
  g_clear_error (&job->conflict);
  g_free (job);
}

/* Takes over @task and @outcome. */
static void
end (GTask *task, BalieImportOutcome *outcome)
{
  g_task_return_pointer (task, outcome, (GDestroyNotify) balie_customer_import_outcome_free);
  g_object_unref (task);
}

static void
end_with (GTask *task, BalieOutcomeKind kind)
{
  BalieImportJob *job = g_task_get_task_data (task);
  BalieImportOutcome *outcome = balie_customer_import_outcome_new (kind, job->import);

  if (kind == BALIE_OUTCOME_UNCLEAR)
    outcome->problem = "unclear";
  end (task, outcome);
}

static void
end_done (GTask *task, const BalieCustomer *customer)
{
  BalieImportJob *job = g_task_get_task_data (task);
  BalieImportOutcome *outcome =
      balie_customer_import_outcome_new (BALIE_OUTCOME_RECEIVED, job->import);

  g_free (outcome->number);
  outcome->number = g_strdup (customer->values[BALIE_CUSTOMER_NUMBER]);
  end (task, outcome);
}

static void
end_refused (GTask *task, BalieOutcomeKind kind, const char *problem, const char *reason)
{
  BalieImportJob *job = g_task_get_task_data (task);
  BalieImportOutcome *outcome = balie_customer_import_outcome_new (kind, job->import);

  outcome->problem = problem;
  g_free (outcome->reason);
  outcome->reason = g_strdup (reason);
  end (task, outcome);
}

/* The breaker let nothing out: that is no try. */
static gboolean
was_held_back (BalieDesk *desk, const GError *error)
{
  return g_error_matches (error, BALIE_ERROR, BALIE_ERROR_UNAVAILABLE) &&
         balie_desk_get_remote_state (desk, "driver2") == BALIE_REMOTE_BROKEN;
}

static void
end_failed (GTask *task, BalieOutboxDeed deed, const GError *error)
{
  BalieImportJob *job = g_task_get_task_data (task);
  BalieOutcomeKind kind = balie_outcome_kind_from_error (error, deed);
  BalieImportOutcome *outcome;

  if (kind == BALIE_OUTCOME_REFUSED)
    {
      end_refused (task, kind, "refused", error->message);
      return;
    }
  if (was_held_back (g_task_get_source_object (task), error))
    kind = BALIE_OUTCOME_NOT_TRIED;
  outcome = balie_customer_import_outcome_new (kind, job->import);
  outcome->problem = balie_outcome_get_problem (kind, error);
  outcome->retry_after = balie_error_get_retry_after (error);
  if (kind == BALIE_OUTCOME_NOT_TRIED)
    outcome->retry_after = MAX (outcome->retry_after, 1);
  end (task, outcome);
}

/* Looking for the person */

static void search (GTask *task);

/* (nullable): the one that surely is the person. */
static const BalieCustomer *
find_person (const BalieImportJob *job, const BalieCustomerPage *page)
{
  for (guint i = 0; i < page->customers->len; i++)
    {
      const BalieCustomer *candidate = g_ptr_array_index (page->customers, i);

      if (candidate->values[BALIE_CUSTOMER_NUMBER][0] != '\0' &&
          balie_customer_is_same_person (job->import->customer, candidate))
        return candidate;
    }
  return NULL;
}

static void
end_absent (GTask *task)
{
  BalieImportJob *job = g_task_get_task_data (task);

  if (job->conflict != NULL)
    end_refused (task, BALIE_OUTCOME_CONFLICT, "conflict", job->conflict->message);
  else
    end_with (task, BALIE_OUTCOME_ABSENT);
}

/* That Driver2 has somebody is sure; who it is will be asked after later. */
static void
end_search_failed (GTask *task, const GError *error)
{
  BalieImportJob *job = g_task_get_task_data (task);

  if (job->conflict == NULL)
    end_failed (task, BALIE_OUTBOX_ASK, error);
  else
    end_with (task, BALIE_OUTCOME_UNCLEAR);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieImportJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page =
      balie_driver2_client_search_finish (job->client, result, &error);
  const BalieCustomer *person;

  if (page == NULL)
    {
      end_search_failed (task, error);
      return;
    }
  person = find_person (job, page);
  if (person != NULL)
    end_done (task, person);
  else if (page->has_more && page->customers->len > 0 && job->page < MAX_PAGES)
    {
      job->page++;
      search (task);
    }
  else
    end_absent (task);
}

static BalieCustomerQuery *
make_query (const BalieCustomer *customer)
{
  BalieCustomerQuery *query = balie_customer_query_new ();

  balie_customer_query_set (query, BALIE_CRITERION_LAST_NAME,
                            customer->values[BALIE_CUSTOMER_LAST_NAME]);
  balie_customer_query_set (query, BALIE_CRITERION_FIRST_NAME,
                            customer->values[BALIE_CUSTOMER_FIRST_NAME]);
  balie_customer_query_set (query, BALIE_CRITERION_POSTCODE,
                            customer->values[BALIE_CUSTOMER_POSTCODE]);
  return query;
}

static void
search (GTask *task)
{
  BalieImportJob *job = g_task_get_task_data (task);

  if (job->query == NULL)
    {
      job->query = make_query (job->import->customer);
      job->page = 1;
    }
  if (balie_customer_query_is_empty (job->query))
    end_absent (task);
  else
    balie_driver2_client_search_async (job->client, job->query, job->page,
                                       g_task_get_cancellable (task), searched_cb, task);
}

/* Sending */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieImportJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomer) customer =
      balie_driver2_client_create_finish (job->client, result, &error);

  if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_CONFLICT))
    {
      job->conflict = g_steal_pointer (&error);
      search (task);
    }
  else if (customer == NULL)
    end_failed (task, BALIE_OUTBOX_SEND, error);
  else if (customer->values[BALIE_CUSTOMER_NUMBER][0] == '\0')
    end_with (task, BALIE_OUTCOME_UNCLEAR);
  else
    end_done (task, customer);
}

static void
start (GTask *task)
{
  BalieImportJob *job = g_task_get_task_data (task);

  if (job->import->state != BALIE_IMPORT_SENDING)
    search (task);
  else if (!balie_driver2_client_can_create (job->client))
    end_refused (task, BALIE_OUTCOME_REFUSED, "refused",
                 _ ("Driver2 takes no new customers from here."));
  else
    balie_driver2_client_create_async (job->client, job->import->key, job->import->customer,
                                       g_task_get_cancellable (task), created_cb, task);
}

void
balie_customer_import_job_async (BalieDesk *desk,
                                 const BalieCustomerImport *claimed,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieImportJob *job = g_new0 (BalieImportJob, 1);
  g_autoptr (GError) error = NULL;
  BalieDriver2Client *client = balie_desk_get_driver2 (desk, &error);

  g_task_set_source_tag (task, balie_customer_import_job_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, free_job);
  job->import = balie_customer_import_copy (claimed);
  if (client == NULL)
    {
      end_failed (task, BALIE_OUTBOX_ASK, error);
      return;
    }
  job->client = g_object_ref (client);
  if (balie_desk_get_now (desk) - claimed->claimed_at > BALIE_CLAIM_FRESH_SECONDS ||
      g_cancellable_is_cancelled (cancellable))
    end_with (task, BALIE_OUTCOME_NOT_TRIED);
  else
    start (task);
}

BalieImportOutcome *
balie_customer_import_job_finish (BalieDesk *desk, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
