/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every state meets every outcome: what becomes of a request, as one table. */
#include "config.h"

#include "balie-delivery-record.h"

#include <string.h>

#define NOW 1774000000
#define CLAIMED_AT (NOW - 5)
#define EARLIER "2026-03-20T09:00:00Z"
#define LATER "2026-03-20T09:00:01.5Z"

/* A letter per state: - none, w waiting, s sending, u unknown, r requested, a approved, x rejected,
 * k withdrawal asked, d withdrawn. */
static const char letters[] = "-wsuraxkd";

/* A line per outcome, a column per state from waiting on: what the state is afterwards. Upper case:
 * history tells it. */
static const struct
{
  BalieOutcomeKind kind;
  const char *after;
} table[] = {
  /*                                   wsuraxkd */
  { BALIE_OUTCOME_RECEIVED, "RRRraRkK" },    { BALIE_OUTCOME_ISSUED, "AAAAAAAA" },
  { BALIE_OUTCOME_REJECTED, "XXXXaxXd" },    { BALIE_OUTCOME_WITHDRAWN, "DDDDaxDd" },
  { BALIE_OUTCOME_ABSENT, "wwwraxDd" },      { BALIE_OUTCOME_WITHDRAWAL_REFUSED, "wsuraxRd" },
  { BALIE_OUTCOME_OFFLINE, "wwuraxkd" },     { BALIE_OUTCOME_UNCLEAR, "UUuraxkd" },
  { BALIE_OUTCOME_UNAVAILABLE, "wwuraxkd" }, { BALIE_OUTCOME_LOCKED_OUT, "wwuraxkd" },
  { BALIE_OUTCOME_CONFLICT, "XXXraxDd" },    { BALIE_OUTCOME_REFUSED, "XXXraxDd" },
  { BALIE_OUTCOME_NOT_TRIED, "wwuraxkd" },
};

static void
set (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static BaliePlateRequest *
make_request (BalieRequestState state)
{
  BaliePlateRequest *request = balie_plate_request_new ();

  set (&request->key, "11111111-1111-4111-8111-111111111111");
  set (&request->order_number, "A-1");
  set (&request->claimed_by, "desk/1/1");
  set (&request->pon_id, state > BALIE_REQUEST_UNKNOWN ? "PR-1" : "");
  set (&request->pon_updated_at, state > BALIE_REQUEST_UNKNOWN ? EARLIER : "");
  set (&request->plate, state == BALIE_REQUEST_APPROVED ? "KDD01D" : "");
  request->claimed_at = CLAIMED_AT;
  request->state = state;
  return request;
}

static BalieOutcome *
make_outcome (BalieOutcomeKind kind, const BaliePlateRequest *request, const char *updated_at)
{
  BalieOutcome *outcome = balie_outcome_new_for (kind, request);

  set (&outcome->pon_id, "PR-1");
  set (&outcome->plate, kind == BALIE_OUTCOME_ISSUED ? "KXX99X" : "");
  set (&outcome->reason, "because");
  set (&outcome->pon_updated_at, updated_at);
  outcome->problem = "offline";
  return outcome;
}

static BalieRequestState
find_state (char letter)
{
  const char *found = strchr (letters, g_ascii_tolower (letter));

  g_assert_nonnull (found);
  return (BalieRequestState) (found - letters);
}

static void
check_cell (BalieOutcomeKind kind, BalieRequestState from, char expected)
{
  g_autoptr (BaliePlateRequest) request = make_request (from);
  g_autoptr (BalieOutcome) outcome = make_outcome (kind, request, LATER);
  g_auto (BalieTransition) transition = balie_delivery_apply (request, outcome, NOW, 0);

  g_test_message ("outcome %d on %s", kind, balie_request_state_to_code (from));
  g_assert_cmpstr (balie_request_state_to_code (request->state), ==,
                   balie_request_state_to_code (find_state (expected)));
  g_assert_cmpint (transition.activity != NULL, ==, g_ascii_isupper (expected));
  g_assert_true (balie_request_state_can_become (from, request->state));
  g_assert_true (transition.changed || request->state == from);
  g_assert_cmpint (transition.reopened, ==,
                   !balie_request_state_is_live (from) &&
                       balie_request_state_is_live (request->state));
  if (transition.activity != NULL)
    g_assert_cmpstr (transition.activity->order_number, ==, "A-1");
  if (transition.changed)
    g_assert_cmpstr (request->claimed_by, ==, "");
}

static void
test_every_outcome_on_every_state (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, BALIE_N_OUTCOMES);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_cmpuint (strlen (table[i].after), ==, BALIE_REQUEST_N_STATES - 1);
      for (int state = BALIE_REQUEST_WAITING; state < BALIE_REQUEST_N_STATES; state++)
        check_cell (table[i].kind, state, table[i].after[state - 1]);
    }
}

/* An answer that was already known, or an older one, moves nothing that PON decided since. */
static void
test_replayed_answers_change_nothing (void)
{
  static const struct
  {
    BalieOutcomeKind kind;
    BalieRequestState state;
  } cases[] = {
    { BALIE_OUTCOME_RECEIVED, BALIE_REQUEST_REQUESTED },
    { BALIE_OUTCOME_RECEIVED, BALIE_REQUEST_APPROVED },
    { BALIE_OUTCOME_RECEIVED, BALIE_REQUEST_REJECTED },
    { BALIE_OUTCOME_RECEIVED, BALIE_REQUEST_WITHDRAWN },
    { BALIE_OUTCOME_RECEIVED, BALIE_REQUEST_WITHDRAWAL_ASKED },
    { BALIE_OUTCOME_ISSUED, BALIE_REQUEST_APPROVED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BaliePlateRequest) request = make_request (cases[i].state);
      g_autoptr (BalieOutcome) outcome = make_outcome (cases[i].kind, request, EARLIER);
      g_auto (BalieTransition) transition = balie_delivery_apply (request, outcome, NOW, 0);

      g_assert_false (transition.changed);
      g_assert_null (transition.activity);
      g_assert_cmpint (request->state, ==, cases[i].state);
    }
}

/* Whoever lost the claim must not undo what its new holder does, but what PON said counts. */
static void
test_only_facts_count_without_the_claim (void)
{
  for (int kind = 0; kind < BALIE_N_OUTCOMES; kind++)
    {
      g_autoptr (BaliePlateRequest) request = make_request (BALIE_REQUEST_SENDING);
      g_autoptr (BalieOutcome) outcome = make_outcome (kind, request, LATER);
      g_auto (BalieTransition) transition = { FALSE, NULL, FALSE };

      outcome->claimed_at--;
      transition = balie_delivery_apply (request, outcome, NOW, 0);
      g_assert_cmpint (transition.changed, ==, kind <= BALIE_OUTCOME_WITHDRAWN);
    }
}

static void
test_a_plate_is_taken_over (void)
{
  g_autoptr (BaliePlateRequest) request = make_request (BALIE_REQUEST_UNKNOWN);
  g_autoptr (BalieOutcome) outcome = make_outcome (BALIE_OUTCOME_ISSUED, request, LATER);
  g_auto (BalieTransition) transition = { FALSE, NULL, FALSE };

  request->attempts = 4;
  request->next_attempt_at = NOW + 60;
  set (&request->problem, "timeout");
  outcome->problem = "";
  transition = balie_delivery_apply (request, outcome, NOW, 0);
  g_assert_cmpstr (request->plate, ==, "KXX99X");
  g_assert_cmpstr (request->pon_id, ==, "PR-1");
  g_assert_cmpstr (request->pon_updated_at, ==, LATER);
  g_assert_cmpstr (request->problem, ==, "");
  g_assert_cmpint (request->attempts, ==, 0);
  g_assert_cmpint (request->next_attempt_at, ==, 0);
  g_assert_cmpint (transition.activity->kind, ==, BALIE_ACTIVITY_PLATE_ISSUED);
  g_assert_cmpstr (transition.activity->new_value, ==, "KXX99X");
}

static void
test_failures_come_back_later (void)
{
  g_autoptr (BaliePlateRequest) request = make_request (BALIE_REQUEST_SENDING);
  g_autoptr (BalieOutcome) outcome = make_outcome (BALIE_OUTCOME_UNCLEAR, request, "");
  g_auto (BalieTransition) transition = { FALSE, NULL, FALSE };

  outcome->problem = "timeout";
  transition = balie_delivery_apply (request, outcome, NOW, 0);
  g_assert_cmpstr (request->problem, ==, "timeout");
  g_assert_cmpint (request->attempts, ==, 1);
  g_assert_cmpint (request->next_attempt_at, ==, NOW + 1);
  g_assert_cmpint (balie_delivery_back_off (BALIE_OUTCOME_UNCLEAR, 3, -1, 0), ==, 4);
  g_assert_cmpint (balie_delivery_back_off (BALIE_OUTCOME_UNCLEAR, 60, -1, 0), ==, 300);
  g_assert_cmpint (balie_delivery_back_off (BALIE_OUTCOME_OFFLINE, 1, -1, 0), ==, 5);
  g_assert_cmpint (balie_delivery_back_off (BALIE_OUTCOME_UNAVAILABLE, 1, 90, 0), ==, 90);
  g_assert_cmpint (balie_delivery_back_off (BALIE_OUTCOME_OFFLINE, 60, -1, 0.99), <=, 376);
  g_assert_cmpint (balie_delivery_back_off (BALIE_OUTCOME_OFFLINE, 60, -1, 0.99), >, 330);
}

/* A request that may have been sent once is never again taken for one that was not. */
static void
test_absent_keeps_the_count (void)
{
  g_autoptr (BaliePlateRequest) request = make_request (BALIE_REQUEST_UNKNOWN);
  g_autoptr (BalieOutcome) outcome = make_outcome (BALIE_OUTCOME_ABSENT, request, "");
  g_auto (BalieTransition) transition = { FALSE, NULL, FALSE };

  request->attempts = 1;
  request->next_attempt_at = NOW + 60;
  transition = balie_delivery_apply (request, outcome, NOW, 0);
  g_assert_cmpint (request->state, ==, BALIE_REQUEST_WAITING);
  g_assert_cmpint (request->next_attempt_at, ==, 0);
  g_assert_cmpint (request->attempts, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery-record/every-outcome-on-every-state",
                   test_every_outcome_on_every_state);
  g_test_add_func ("/delivery-record/replayed-answers", test_replayed_answers_change_nothing);
  g_test_add_func ("/delivery-record/claim-lost", test_only_facts_count_without_the_claim);
  g_test_add_func ("/delivery-record/plate", test_a_plate_is_taken_over);
  g_test_add_func ("/delivery-record/failures", test_failures_come_back_later);
  g_test_add_func ("/delivery-record/absent", test_absent_keeps_the_count);
  return g_test_run ();
}
