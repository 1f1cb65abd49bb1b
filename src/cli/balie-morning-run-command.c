/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl morning-run. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-request-pages.h"

#include "balie-mail-queue.h"
#include "balie-morning-run.h"

#include <glib/gi18n-lib.h>

/**
 * Report:
 * @run: (owned) (nullable): the run, or what one would be
 * @requests: (owned) (nullable): key → request, how those of the run stand now
 * @status: "done", "already-done" or "off"
 * @mail: "sent", "off" or "failed"
 * @is_new: this call did it, so what it requested is this call's
 *
 * What is told of a run.
 */
typedef struct
{
  BalieDate date;
  BalieRun *run;
  GHashTable *requests;
  const char *status;
  const char *mail;
  gboolean is_new;
  gboolean is_dry;
} Report;

static void
clear_report (Report *report)
{
  g_clear_pointer (&report->run, balie_run_free);
  g_clear_pointer (&report->requests, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, clear_report)

static guint
get_n_outcomes (const Report *report)
{
  return report->run != NULL && report->run->outcomes != NULL ? report->run->outcomes->len : 0;
}

static const BaliePlateRequest *
find_request (const Report *report, const BalieRunOutcome *outcome)
{
  return report->requests != NULL ? g_hash_table_lookup (report->requests, outcome->request_key)
                                  : NULL;
}

static const char *
get_state_code (const Report *report, const BalieRunOutcome *outcome)
{
  const BaliePlateRequest *request = find_request (report, outcome);

  return request != NULL ? balie_request_state_to_code (request->state) : NULL;
}

static void
set_text_or_null (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
make_outcome (const Report *report, const BalieRunOutcome *outcome)
{
  JsonObject *object = json_object_new ();
  g_autofree char *due = balie_output_dup_date (outcome->due_on);

  json_object_set_string_member (object, "order", outcome->order_number);
  set_text_or_null (object, "request", outcome->request_key);
  set_text_or_null (object, "rule", outcome->rule);
  set_text_or_null (object, "due_on", due);
  set_text_or_null (object, "attention", outcome->attention);
  set_text_or_null (object, "state", get_state_code (report, outcome));
  return object;
}

static void
write_json (const Report *report)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *date = balie_output_dup_date (report->date);
  JsonObject *object = json_object_new ();
  JsonArray *requested = json_array_new ();
  JsonArray *attention = json_array_new ();
  JsonArray *outcomes = json_array_new ();

  for (guint i = 0; i < get_n_outcomes (report); i++)
    {
      const BalieRunOutcome *outcome = report->run->outcomes->pdata[i];

      if (report->is_new)
        json_array_add_string_element (*outcome->attention == '\0' ? requested : attention,
                                       outcome->order_number);
      json_array_add_object_element (outcomes, make_outcome (report, outcome));
    }
  json_object_set_string_member (object, "date", date);
  json_object_set_string_member (object, "run", report->status);
  json_object_set_array_member (object, "requested", requested);
  json_object_set_array_member (object, "attention", attention);
  json_object_set_string_member (object, "mail", report->mail);
  json_object_set_boolean_member (object, "dry_run", report->is_dry);
  json_object_set_array_member (object, "outcomes", outcomes);
  json_node_take_object (node, object);
  balie_output_json (node);
}

static void
write_list (BalieCli *cli, const Report *report)
{
  static const BalieColumn columns[] = {
    { "order", N_ ("Order"), BALIE_COLUMN_TEXT },
    { "rule", N_ ("Rule"), BALIE_COLUMN_TEXT },
    { "due_on", N_ ("Due on"), BALIE_COLUMN_TEXT },
    { "attention", N_ ("Needs attention"), BALIE_COLUMN_TEXT },
    { "state", N_ ("State"), BALIE_COLUMN_TEXT },
    { "request", N_ ("Key"), BALIE_COLUMN_TEXT },
  };
  g_autoptr (BalieOutput) output =
      balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < get_n_outcomes (report); i++)
    {
      const BalieRunOutcome *outcome = report->run->outcomes->pdata[i];
      const BaliePlateRequest *request = find_request (report, outcome);
      g_autofree char *due = balie_output_dup_date (outcome->due_on);
      const char *values[] = { outcome->order_number,
                               outcome->rule,
                               due,
                               outcome->attention,
                               get_state_code (report, outcome),
                               outcome->request_key };

      if (cli->format == BALIE_OUTPUT_TABLE && request != NULL)
        values[4] = balie_request_state_to_label (request->state);
      balie_output_add (output, values);
    }
}

static void
write_report (BalieCli *cli, const Report *report)
{
  static const BalieColumn columns[] = {
    { "date", N_ ("Date"), BALIE_COLUMN_TEXT },
    { "run", N_ ("Run"), BALIE_COLUMN_TEXT },
    { "mail", N_ ("Mail"), BALIE_COLUMN_TEXT },
  };
  g_autofree char *date = balie_output_dup_date (report->date);
  const char *values[] = { date, report->status, report->mail };

  if (cli->format == BALIE_OUTPUT_JSON)
    {
      write_json (report);
      return;
    }
  if (cli->format == BALIE_OUTPUT_TABLE)
    {
      balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), values);
      if (get_n_outcomes (report) == 0)
        return;
      balie_output_line ("");
    }
  write_list (cli, report);
}

static BalieRun *
load_run (BalieCli *cli, BalieDate date, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_morning_run_load_async (cli->desk, date, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_morning_run_load_finish (cli->desk, balie_wait_for (&wait), error);
}

/* What a run would be, were it done now. */
static const char *
foresee_status (BalieCli *cli, BalieDate date)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieRun) run = load_run (cli, date, &error);

  if (run != NULL)
    return "already-done";
  return balie_settings_get_switch (balie_desk_get_settings (cli->desk),
                                    BALIE_SETTING_AUTOMATIC_APPROVAL)
             ? "done"
             : "off";
}

static BalieExit
run_dry (BalieCli *cli)
{
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (Report) report = { .is_new = TRUE, .is_dry = TRUE, .mail = "off" };

  report.date = balie_desk_get_today (cli->desk);
  balie_morning_run_preview_async (cli->desk, report.date, cli->cancellable, balie_wait_done_cb,
                                   &wait);
  report.run = balie_morning_run_preview_finish (cli->desk, balie_wait_for (&wait), &error);
  if (report.run == NULL)
    return balie_cli_fail (error);
  report.status = foresee_status (cli, report.date);
  write_report (cli, &report);
  return BALIE_EXIT_OK;
}

static BalieExit
deliver (BalieCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDeliverySummary) summary = balie_request_pages_deliver (cli, NULL, &error);

  return summary != NULL ? balie_request_pages_judge (summary) : balie_cli_fail (error);
}

static BalieExit
send_mail (BalieCli *cli)
{
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  balie_mail_queue_retry_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  balie_mail_queue_send_finish (cli->desk, balie_wait_for (&wait), &error);
  if (error == NULL)
    return BALIE_EXIT_OK;
  balie_cli_fail_hinting (error, NULL);
  balie_cli_say (_ ("The mail stays queued; “baliectl mail send” tries again."));
  return BALIE_EXIT_ITEMS_FAILED;
}

static const char *
get_mail_word (const BalieRun *run)
{
  switch (run->mail)
    {
    case BALIE_MAIL_SENT:
      return "sent";
    case BALIE_MAIL_OFF:
      return "off";
    case BALIE_MAIL_QUEUED:
    case BALIE_MAIL_FAILED:
    default:
      return "failed";
    }
}

/* How the requests of the run stand after the delivery; each rejected one is named. */
static BalieExit
look_at_requests (BalieCli *cli, Report *report)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  BalieExit status = BALIE_EXIT_OK;

  for (guint i = 0; i < get_n_outcomes (report); i++)
    {
      const BalieRunOutcome *outcome = report->run->outcomes->pdata[i];

      if (*outcome->request_key != '\0')
        g_ptr_array_add (keys, outcome->request_key);
    }
  report->requests = balie_request_pages_find (cli, keys, &error);
  if (report->requests == NULL)
    return balie_cli_fail (error);
  for (guint i = 0; i < keys->len; i++)
    {
      const BaliePlateRequest *request = g_hash_table_lookup (report->requests, keys->pdata[i]);

      if (request == NULL || request->state != BALIE_REQUEST_REJECTED)
        continue;
      balie_cli_say (_ ("%s: rejected: %s"), request->order_number, request->reason);
      status = BALIE_EXIT_ITEMS_FAILED;
    }
  return status;
}

/* A run that another call was killed in is brought to its end as well. */
static BalieExit
finish_run (BalieCli *cli, Report *report)
{
  BalieExit status = deliver (cli);
  g_autoptr (GError) error = NULL;
  BalieRun *run;

  if (report->run->mail != BALIE_MAIL_OFF)
    status = balie_cli_worse (status, send_mail (cli));
  /* What a person cancelled is still to be told of. */
  g_cancellable_reset (cli->cancellable);
  run = load_run (cli, report->date, &error);
  if (run == NULL)
    return error != NULL ? balie_cli_worse (status, balie_cli_fail (error)) : status;
  g_clear_pointer (&report->run, balie_run_free);
  report->run = run;
  report->mail = get_mail_word (run);
  if (report->is_new)
    status = balie_cli_worse (status, look_at_requests (cli, report));
  else
    look_at_requests (cli, report);
  return status;
}

static BalieExit
run_really (BalieCli *cli)
{
  static const char *const words[] = { "done", "already-done", "off" };
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieRunResult) result = NULL;
  g_auto (Report) report = { .mail = "off" };
  BalieExit status = BALIE_EXIT_OK;

  balie_morning_run_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  result = balie_morning_run_finish (cli->desk, balie_wait_for (&wait), &error);
  if (result == NULL)
    return balie_cli_fail (error);
  report.date = result->date;
  report.status = words[result->status];
  report.is_new = result->status == BALIE_RUN_DONE;
  report.run = g_steal_pointer (&result->run);
  if (report.run != NULL)
    status = finish_run (cli, &report);
  write_report (cli, &report);
  if (result->status == BALIE_RUN_OFF)
    balie_cli_say (_ (
        "Automatic approval is off; “baliectl settings set automatic-approval on” turns it on."));
  return status;
}

/**
 * balie_morning_run_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_morning_run_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);

  if (status != BALIE_EXIT_OK)
    return status;
  if (balie_cli_get_option (cli, "dry-run") != NULL)
    return run_dry (cli);
  status = balie_cli_check (cli, BALIE_DEED_RUN_NOW);
  return status == BALIE_EXIT_OK ? run_really (cli) : status;
}
