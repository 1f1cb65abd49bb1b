/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Approve directly", withdrawing and resending: each judged and written in one transaction. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-approval.h"

#include "balie-delivery.h"
#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-order-table.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

#include <glib/gi18n-lib.h>

/**
 * BalieApprovalCall:
 * @numbers: (owned): order numbers
 * @expected: (owned) (nullable): what the person saw
 */
typedef struct
{
  char **numbers;
  BaliePlateRequest *expected;
} BalieApprovalCall;

static void
free_call (gpointer data)
{
  BalieApprovalCall *call = data;

  g_strfreev (call->numbers);
  g_clear_pointer (&call->expected, balie_plate_request_free);
  g_free (call);
}

void
balie_approval_result_free (BalieApprovalResult *self)
{
  if (self == NULL)
    return;
  g_free (self->order_number);
  g_clear_pointer (&self->request, balie_plate_request_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static gboolean
add_activity (BalieDb *db,
              const BalieDeskFacts *facts,
              BalieActivityKind kind,
              const BaliePlateRequest *request,
              const char *value,
              GError **error)
{
  g_autoptr (BalieActivity) activity = balie_activity_new (kind);

  activity->at = facts->now;
  replace (&activity->order_number, request->order_number);
  replace (&activity->request_key, request->key);
  replace (&activity->actor, facts->user->login);
  replace (&activity->desk, facts->desk_name);
  replace (&activity->new_value, value);
  return balie_activity_table_add (db, activity, error);
}

static BaliePlateRequest *
make_copy_of_order (const BalieDeskFacts *facts, const BalieOrder *order)
{
  const char *type = balie_settings_get_text (facts->settings, BALIE_SETTING_REQUEST_TYPE);

  return balie_plate_request_new_for_order (order, type, facts->today);
}

/**
 * balie_approval_make_request:
 * @db: the connection, inside a writing transaction
 * @facts: settings, user and time
 * @order: the order, already judged eligible
 * @origin: by a person or by a rule
 * @rule_code: the rule, "" for a person
 * @request: (out) (transfer full) (optional): the request made
 * @error: BALIE_ERROR_CONFLICT when the order or the VIN has a live request
 *
 * The order's plate approval (RULES.md §2): commits the request with its key, so that it is known
 * before anything is sent.
 *
 * Returns: whether it was made
 */
gboolean
balie_approval_make_request (BalieDb *db,
                             const BalieDeskFacts *facts,
                             BalieOrder *order,
                             BalieRequestOrigin origin,
                             const char *rule_code,
                             BaliePlateRequest **request,
                             GError **error)
{
  g_autoptr (BaliePlateRequest) made = make_copy_of_order (facts, order);
  BalieActivityKind kind = origin == BALIE_ORIGIN_MANUAL ? BALIE_ACTIVITY_REQUEST_APPROVED_BY_PERSON
                                                         : BALIE_ACTIVITY_REQUEST_APPROVED_BY_RULE;

  made->state = BALIE_REQUEST_WAITING;
  made->origin = origin;
  replace (&made->origin_rule, rule_code);
  replace (&made->approved_by, facts->user->login);
  replace (&made->desk, facts->desk_name);
  made->approved_at = facts->now;
  made->updated_at = facts->now;
  if (!balie_request_table_insert (db, made, error) ||
      !add_activity (db, facts, kind, made, rule_code, error) ||
      !balie_explain_order (db, facts, order, NULL, error) ||
      !balie_explain_vin (db, facts, order->vin, order->number, error))
    return FALSE;
  if (request != NULL)
    *request = g_steal_pointer (&made);
  return TRUE;
}

/* Judging one order */

static char *
dup_blocking_labels (guint blocking)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (int i = 0; i < BALIE_N_CONDITIONS; i++)
    {
      if (blocking & (1u << i))
        g_ptr_array_add (labels, (gpointer) balie_condition_to_label (i));
    }
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

static GError *
make_blocked_error (guint blocking)
{
  g_autofree char *labels = NULL;

  if (blocking == 1u << BALIE_CONDITION_REQUESTED)
    return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_CONFLICT,
                                _ ("There is already a request for this order or chassis number"));
  labels = dup_blocking_labels (blocking);
  /* TRANSLATORS: %s is a list of conditions, as "chassis number known, seller's entry filled in" */
  return g_error_new (BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("Not met: %s"), labels);
}

/* The request date is the day itself and may have moved on while the dialog stood open. */
static gboolean
is_as_expected (const BaliePlateRequest *expected, const BaliePlateRequest *now)
{
  g_autoptr (BaliePlateRequest) same_day = balie_plate_request_copy (now);

  same_day->request_date = expected->request_date;
  return balie_plate_request_same_fields (expected, same_day);
}

static gboolean
check_expected (const BalieDeskFacts *facts,
                const BalieOrder *order,
                const BaliePlateRequest *expected,
                GError **error)
{
  g_autoptr (BaliePlateRequest) now = NULL;

  if (expected == NULL)
    return TRUE;
  now = make_copy_of_order (facts, order);
  if (is_as_expected (expected, now))
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                       _ ("The order was changed meanwhile: look at what would be sent again"));
  return FALSE;
}

/* Fills in @result: an error in it is about this order alone. */
static gboolean
judge (BalieDb *db,
       const BalieDeskFacts *facts,
       const BaliePlateRequest *expected,
       BalieApprovalResult *result,
       GError **error)
{
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, result->order_number, error);
  BalieExplained explained;

  if (row == NULL || !balie_explain_compute (db, facts, row->order, &explained, error))
    return FALSE;
  result->blocking = explained.explanation.blocking;
  if (result->blocking != 0)
    {
      g_propagate_error (error, make_blocked_error (result->blocking));
      return FALSE;
    }
  if (!check_expected (facts, row->order, expected, error))
    return FALSE;
  return balie_approval_make_request (db, facts, row->order, BALIE_ORIGIN_MANUAL, "",
                                      &result->request, error);
}

static gboolean
is_about_one_order (const GError *error)
{
  return g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND) ||
         g_error_matches (error, BALIE_ERROR, BALIE_ERROR_CONFLICT) ||
         g_error_matches (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT) ||
         g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
}

static BalieApprovalResult *
approve_one (BalieDb *db,
             const BalieDeskFacts *facts,
             const char *number,
             const BaliePlateRequest *expected,
             GError **error)
{
  BalieApprovalResult *result = g_new0 (BalieApprovalResult, 1);

  result->order_number = g_strdup (number);
  if (!balie_desk_facts_check (facts, BALIE_DEED_APPROVE_DIRECTLY, &result->error))
    return result;
  if (judge (db, facts, expected, result, &result->error) || is_about_one_order (result->error))
    return result;
  g_propagate_error (error, g_steal_pointer (&result->error));
  balie_approval_result_free (result);
  return NULL;
}

static gpointer
approve_in_store (BalieDb *db,
                  const BalieDeskFacts *facts,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  BalieApprovalCall *call = data;
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_approval_result_free);

  for (gsize i = 0; call->numbers[i] != NULL; i++)
    {
      BalieApprovalResult *result =
          approve_one (db, facts, call->numbers[i], call->expected, error);

      if (result == NULL)
        return NULL;
      g_ptr_array_add (results, result);
    }
  return g_steal_pointer (&results);
}

/* Preview */

static gpointer
preview_in_store (BalieDb *db,
                  const BalieDeskFacts *facts,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, data, error);

  return row == NULL ? NULL : make_copy_of_order (facts, row->order);
}

/* Withdrawing and resending */

/* Another desk may be working on it: its claim stays, and what it learns is taken over. */
static gboolean
ask_for_withdrawal (BalieDb *db,
                    const BalieDeskFacts *facts,
                    BaliePlateRequest *request,
                    GError **error)
{
  BalieRequestState from = request->state;
  gboolean never_sent =
      from == BALIE_REQUEST_WAITING && request->attempts == 0 && request->claimed_by[0] == '\0';
  BalieActivityKind kind =
      never_sent ? BALIE_ACTIVITY_REQUEST_WITHDRAWN : BALIE_ACTIVITY_WITHDRAWAL_ASKED;

  request->state = never_sent ? BALIE_REQUEST_WITHDRAWN : BALIE_REQUEST_WITHDRAWAL_ASKED;
  request->next_attempt_at = 0;
  request->updated_at = facts->now;
  replace (&request->problem, "");
  return balie_request_table_update (db, request, from, error) &&
         add_activity (db, facts, kind, request, "", error) &&
         balie_explain_request (db, facts, request, error);
}

static gpointer
withdraw_in_store (BalieDb *db,
                   const BalieDeskFacts *facts,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (BaliePlateRequest) request = balie_request_table_get (db, data, error);

  if (request == NULL)
    return NULL;
  switch (request->state)
    {
    case BALIE_REQUEST_WAITING:
    case BALIE_REQUEST_SENDING:
    case BALIE_REQUEST_UNKNOWN:
    case BALIE_REQUEST_REQUESTED:
      if (!ask_for_withdrawal (db, facts, request, error))
        return NULL;
      break;
    case BALIE_REQUEST_WITHDRAWAL_ASKED:
    case BALIE_REQUEST_WITHDRAWN:
      break;
    case BALIE_REQUEST_APPROVED:
    case BALIE_REQUEST_REJECTED:
    case BALIE_REQUEST_NONE:
    case BALIE_REQUEST_N_STATES:
    default:
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("This request is decided and can’t be withdrawn"));
      return NULL;
    }
  return g_steal_pointer (&request);
}

static gpointer
resend_in_store (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (BaliePlateRequest) request = balie_request_table_get (db, data, error);

  if (request == NULL)
    return NULL;
  if (request->state == BALIE_REQUEST_SENDING)
    return NULL;
  if (request->state != BALIE_REQUEST_WAITING && request->state != BALIE_REQUEST_UNKNOWN &&
      request->state != BALIE_REQUEST_WITHDRAWAL_ASKED)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("This request is not waiting: there is nothing to send again"));
      return NULL;
    }
  request->next_attempt_at = 0;
  balie_request_table_update (db, request, request->state, error);
  return NULL;
}

/* Public functions */

void
balie_approval_preview_async (BalieDesk *desk,
                              const char *number,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, preview_in_store,
                        g_strdup (number), g_free, (GDestroyNotify) balie_plate_request_free,
                        cancellable, callback, user_data);
}

BaliePlateRequest *
balie_approval_preview_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

/**
 * balie_approval_approve_async:
 * @desk: the desk
 * @numbers: (array zero-terminated=1): orders
 * @expected: (nullable): what the person saw
 *
 * The manual way (RULES.md §2). See the header for what is refused.
 */
void
balie_approval_approve_async (BalieDesk *desk,
                              const char *const *numbers,
                              const BaliePlateRequest *expected,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  BalieApprovalCall *call = g_new0 (BalieApprovalCall, 1);

  call->numbers = g_strdupv ((char **) numbers);
  if (expected != NULL)
    call->expected = balie_plate_request_copy (expected);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, approve_in_store, call, free_call,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
balie_approval_approve_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  GPtrArray *results = balie_desk_run_finish (desk, result, error);

  if (results != NULL)
    balie_delivery_wake (desk);
  return results;
}

void
balie_approval_withdraw_async (BalieDesk *desk,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_WITHDRAW, withdraw_in_store,
                        g_strdup (key), g_free, (GDestroyNotify) balie_plate_request_free,
                        cancellable, callback, user_data);
}

BaliePlateRequest *
balie_approval_withdraw_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  BaliePlateRequest *request = balie_desk_run_finish (desk, result, error);

  if (request != NULL)
    balie_delivery_wake (desk);
  return request;
}

void
balie_approval_resend_async (BalieDesk *desk,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_RESEND, resend_in_store, g_strdup (key),
                        g_free, NULL, cancellable, callback, user_data);
}

gboolean
balie_approval_resend_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  if (!balie_desk_run_finish_done (desk, result, error))
    return FALSE;
  balie_delivery_wake (desk);
  return TRUE;
}

static void
add_field (GStrvBuilder *builder, const char *label, const char *value)
{
  g_strv_builder_add (builder, label);
  g_strv_builder_add (builder, value);
}

static char *
dup_date_or_none (BalieDate date)
{
  if (date == BALIE_DATE_NONE)
    return g_strdup (C_ ("delivery date", "not known yet"));
  return balie_date_dup_local (date);
}

/* "2 × Long" of each line, and the types alone: PON gets them as two fields. */
static void
add_plates (GStrvBuilder *builder, const BaliePlates *plates)
{
  g_autoptr (GString) types = g_string_new (NULL);
  g_autoptr (GString) counts = g_string_new (NULL);

  for (int i = 0; i < plates->n_lines; i++)
    {
      g_string_append_printf (types, "%s%s", i > 0 ? ", " : "",
                              balie_plate_type_get_label (plates->lines[i].type));
      g_string_append_printf (counts, "%s%d", i > 0 ? ", " : "", plates->lines[i].count);
    }
  add_field (builder, _ ("Plate type"), types->str);
  add_field (builder, _ ("Number of plates"), counts->str);
}

/* The code that ships in words; a dealer's own code stands as it is. */
static const char *
get_request_type_label (const char *code)
{
  return g_str_equal (code, "new") ? C_ ("request type", "New") : code;
}

/**
 * balie_plate_request_dup_shared_fields:
 * @request: a request or preview
 *
 * All that leaves the building (RULES.md §5).
 *
 * Returns: (transfer full): label, value, label, value …
 */
char **
balie_plate_request_dup_shared_fields (const BaliePlateRequest *request)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *request_date = balie_date_dup_local (request->request_date);
  g_autofree char *delivery_date = dup_date_or_none (request->delivery_date);

  add_field (builder, _ ("Brand"), request->brand);
  add_field (builder, _ ("Dealer number"), request->dealer_number);
  add_field (builder, _ ("Chassis number"), request->vin);
  add_field (builder, _ ("Request type"), get_request_type_label (request->request_type));
  add_field (builder, _ ("Request date"), request_date);
  add_field (builder, _ ("Delivery date"), delivery_date);
  add_plates (builder, &request->plates);
  return g_strv_builder_end (builder);
}
