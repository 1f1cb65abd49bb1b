/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests plate requests: every pair of states, the shared fields, copies; and the history's sentences. */
#include "config.h"

#include "balie-activity.h"
#include "balie-mail.h"
#include "balie-plate-request.h"
#include "balie-remote-config.h"
#include "balie-run.h"

/* Who may follow whom, by code; staying is always allowed. */
static const char *const followers[][2] = {
  { "none", "waiting" },
  { "waiting", "sending unknown requested approved rejected withdrawal-asked withdrawn" },
  { "sending", "waiting unknown requested approved rejected withdrawal-asked withdrawn" },
  { "unknown", "waiting sending requested approved rejected withdrawal-asked withdrawn" },
  { "requested", "approved rejected withdrawal-asked withdrawn" },
  { "approved", "" },
  { "rejected", "requested approved" },
  { "withdrawal-asked", "requested approved rejected withdrawn" },
  { "withdrawn", "withdrawal-asked approved" },
};

static void
test_transitions (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (followers) == BALIE_REQUEST_N_STATES);
  for (gsize i = 0; i < G_N_ELEMENTS (followers); i++)
    {
      g_auto (GStrv) next = g_strsplit (followers[i][1], " ", -1);
      BalieRequestState from;

      g_assert_true (balie_request_state_from_code (followers[i][0], &from));
      for (int to = 0; to < BALIE_REQUEST_N_STATES; to++)
        {
          gboolean expected =
              to == (int) from ||
              g_strv_contains ((const char *const *) next, balie_request_state_to_code (to));

          g_test_message ("%s → %s", followers[i][0], balie_request_state_to_code (to));
          g_assert_cmpint (balie_request_state_can_become (from, to), ==, expected);
        }
    }
}

static void
test_state_names (void)
{
  for (int i = 0; i < BALIE_REQUEST_N_STATES; i++)
    {
      BalieRequestState state;
      gboolean closed =
          i == BALIE_REQUEST_NONE || i == BALIE_REQUEST_REJECTED || i == BALIE_REQUEST_WITHDRAWN;

      g_assert_true (balie_request_state_from_code (balie_request_state_to_code (i), &state));
      g_assert_cmpint (state, ==, i);
      g_assert_cmpint (balie_request_state_is_live (i), ==, !closed);
      g_assert_cmpstr (balie_request_state_to_label (i), !=, "");
    }
  g_assert_false (balie_request_state_from_code ("", NULL));
  g_assert_false (balie_request_state_from_code (NULL, NULL));
}

static BalieOrder *
make_order (void)
{
  BalieOrder *order = balie_order_new ();

  balie_order_set_value (order, BALIE_ORDER_FIELD_NUMBER, "1001", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_BRAND, "Audi", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_DEALER_NUMBER, "01234", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_VIN, "WAUZZZ8K9BA123456", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_DELIVERY_DATE, "2026-03-27", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_PLATES, "long:2+carrier:1", NULL);
  return order;
}

static void
test_for_order (void)
{
  g_autoptr (BalieOrder) order = make_order ();
  g_autoptr (BaliePlateRequest) request = balie_plate_request_new_for_order (order, "new", 20532);
  g_autoptr (BaliePlateRequest) other = balie_plate_request_new_for_order (order, "new", 20532);
  g_autofree char *plates = balie_plates_dup_text (&request->plates);

  g_assert_true (g_uuid_string_is_valid (request->key));
  g_assert_cmpstr (request->key, !=, other->key);
  g_assert_cmpint (request->state, ==, BALIE_REQUEST_WAITING);
  g_assert_cmpstr (request->order_number, ==, "1001");
  g_assert_cmpstr (request->brand, ==, "Audi");
  g_assert_cmpstr (request->dealer_number, ==, "01234");
  g_assert_cmpstr (request->vin, ==, "WAUZZZ8K9BA123456");
  g_assert_cmpstr (request->request_type, ==, "new");
  g_assert_cmpint (request->request_date, ==, 20532);
  g_assert_cmpint (request->delivery_date, ==, order->delivery_date);
  g_assert_cmpstr (plates, ==, "long:2+carrier:1");
  g_assert_cmpstr (request->pon_id, ==, "");
}

static void
test_same_fields (void)
{
  static const BalieOrderField shared[] = {
    BALIE_ORDER_FIELD_BRAND,
    BALIE_ORDER_FIELD_DEALER_NUMBER,
    BALIE_ORDER_FIELD_VIN,
  };
  g_autoptr (BalieOrder) order = make_order ();
  g_autoptr (BaliePlateRequest) request = balie_plate_request_new_for_order (order, "new", 1);
  g_autoptr (BaliePlateRequest) later = balie_plate_request_new_for_order (order, "new", 99);
  g_autoptr (BaliePlateRequest) type = balie_plate_request_new_for_order (order, "dup", 1);
  g_autoptr (BaliePlateRequest) date = balie_plate_request_copy (request);
  g_autoptr (BaliePlateRequest) turned = balie_plate_request_copy (request);
  g_autoptr (BaliePlateRequest) more = balie_plate_request_copy (request);

  g_assert_true (balie_plate_request_same_fields (request, later));
  g_assert_false (balie_plate_request_same_fields (request, type));
  date->delivery_date = BALIE_DATE_NONE;
  g_assert_false (balie_plate_request_same_fields (request, date));
  g_assert_true (balie_plates_parse ("carrier:1+long:2", &turned->plates, NULL));
  g_assert_true (balie_plate_request_same_fields (request, turned));
  g_assert_true (balie_plates_parse ("carrier:2+long:2", &more->plates, NULL));
  g_assert_false (balie_plate_request_same_fields (request, more));
  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      g_autoptr (BalieOrder) changed = make_order ();
      g_autoptr (BaliePlateRequest) other = NULL;

      balie_order_set_value (changed, shared[i], "x", NULL);
      other = balie_plate_request_new_for_order (changed, "new", 1);
      g_assert_false (balie_plate_request_same_fields (request, other));
    }
}

static void
assert_sentence (BalieActivityKind kind,
                 const char *field,
                 const char *old_value,
                 const char *new_value,
                 const char *expected)
{
  g_autoptr (BalieActivity) made = balie_activity_new (kind);
  g_autoptr (BalieActivity) activity = NULL;
  g_autofree char *sentence = NULL;

  g_free (made->field);
  g_free (made->old_value);
  g_free (made->new_value);
  made->field = g_strdup (field);
  made->old_value = g_strdup (old_value);
  made->new_value = g_strdup (new_value);
  activity = balie_activity_copy (made);
  sentence = balie_activity_dup_sentence (activity);
  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentences (void)
{
  assert_sentence (BALIE_ACTIVITY_FIELD_CHANGED, "brand", "Audi", "SEAT", "Brand: “Audi” → “SEAT”");
  assert_sentence (BALIE_ACTIVITY_FIELD_CHANGED, "approved", "no", "yes", "Approved: “No” → “Yes”");
  assert_sentence (BALIE_ACTIVITY_FIELD_CHANGED, "plates", "", "long:2",
                   "Plates: set to “2 × Long”");
  assert_sentence (BALIE_ACTIVITY_FIELD_CHANGED, "nlv_date", "2026-03-28", "",
                   "NLV date: “2026-03-28” removed");
  assert_sentence (BALIE_ACTIVITY_SETTING_CHANGED, "days-before-nlv", "7", "10",
                   "Days before the NLV date: “7” → “10”");
  assert_sentence (BALIE_ACTIVITY_PLATE_ISSUED, "", "", "GB001B", "Plate issued: GB001B");
  assert_sentence (BALIE_ACTIVITY_REQUEST_REJECTED, "", "", "%s %n <b>",
                   "Plate request rejected: %s %n <b>");
  assert_sentence (BALIE_ACTIVITY_REQUEST_REJECTED, "", "", "", "Plate request rejected");
  assert_sentence (BALIE_ACTIVITY_REQUEST_APPROVED_BY_RULE, "", "", "nlv",
                   "Plate request approved by the morning run: before the NLV date");
  for (int i = 0; i < BALIE_ACTIVITY_N_KINDS; i++)
    {
      g_autoptr (BalieActivity) activity = balie_activity_new (i);
      g_autofree char *sentence = balie_activity_dup_sentence (activity);
      BalieActivityKind kind;

      g_assert_cmpstr (sentence, !=, "");
      g_assert_true (balie_activity_kind_from_code (balie_activity_kind_to_code (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
}

/* A line about a dossier says of which, and at which entry; one about an order of none. */
static void
test_activity_of_dossier (void)
{
  g_autoptr (BalieActivity) activity = balie_activity_new (BALIE_ACTIVITY_PARTY_LOADED);
  g_autoptr (BalieActivity) copy = NULL;

  g_assert_cmpstr (activity->dossier_number, ==, "");
  g_assert_cmpstr (activity->entry, ==, "");
  g_free (activity->dossier_number);
  g_free (activity->entry);
  activity->dossier_number = g_strdup ("2026-0001");
  activity->entry = g_strdup ("owner");
  copy = balie_activity_copy (activity);
  g_assert_cmpstr (copy->dossier_number, ==, "2026-0001");
  g_assert_cmpstr (copy->entry, ==, "owner");
  g_assert_true (copy->entry != activity->entry);
}

/* The plain data of the other tables: empty texts, never NULL, and nothing leaks. */
static void
test_plain_data (void)
{
  g_autoptr (BalieRun) run = balie_run_new (20532);
  g_autoptr (BalieRunOutcome) outcome = balie_run_outcome_new ();
  g_autoptr (BalieMail) mail = balie_mail_new ();
  g_autoptr (BalieRemoteConfig) remote = balie_remote_config_new ("pon");
  g_autoptr (BalieRemoteConfig) copy = balie_remote_config_copy (remote);

  run->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_run_outcome_free);
  g_ptr_array_add (run->outcomes, balie_run_outcome_new ());
  g_assert_cmpint (run->date, ==, 20532);
  g_assert_cmpint (outcome->due_on, ==, BALIE_DATE_NONE);
  g_assert_cmpstr (outcome->attention, ==, "");
  g_assert_cmpstr (mail->problem, ==, "");
  g_assert_cmpstr (copy->name, ==, "pon");
  g_assert_true (g_strv_contains (balie_remote_config_get_names (), "smtp"));
  g_assert_cmpstr (balie_mail_state_to_code (BALIE_MAIL_FAILED), ==, "failed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request/transitions", test_transitions);
  g_test_add_func ("/request/state-names", test_state_names);
  g_test_add_func ("/request/for-order", test_for_order);
  g_test_add_func ("/request/same-fields", test_same_fields);
  g_test_add_func ("/activity/sentences", test_sentences);
  g_test_add_func ("/activity/of-dossier", test_activity_of_dossier);
  g_test_add_func ("/plain-data", test_plain_data);
  return g_test_run ();
}
