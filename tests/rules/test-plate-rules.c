/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the plate-request rules say what RULES.md says: its examples, conditions and states. */
#include "config.h"

#include "balie-plate-rules.h"

typedef struct
{
  BalieBrandTable *brands;
  BalieSettings *settings;
  BalieOrder *order;
  BalieDate today;
} Fixture;

static BalieDate
read_date (const char *text)
{
  BalieDate date = BALIE_DATE_NONE;

  g_assert_true (!*text || balie_date_parse (text, &date));
  return date;
}

static void
set (BalieOrder *order, BalieOrderField field, const char *value)
{
  g_autoptr (GError) error = NULL;

  balie_order_set_value (order, field, value, &error);
  g_assert_no_error (error);
}

/* "new Volkswagen, VIN known, 2 long plates, not approved yet" with the order's own tick on. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->brands = balie_brand_table_new_shipped ();
  fixture->settings = balie_settings_new (NULL);
  fixture->order = balie_order_new ();
  fixture->today = read_date ("2026-03-20");
  set (fixture->order, BALIE_ORDER_FIELD_NUMBER, "1001");
  set (fixture->order, BALIE_ORDER_FIELD_BRAND, "Volkswagen");
  set (fixture->order, BALIE_ORDER_FIELD_DEALER_NUMBER, "01234");
  set (fixture->order, BALIE_ORDER_FIELD_VIN, "WVWZZZ1KZ8W123456");
  set (fixture->order, BALIE_ORDER_FIELD_PLATES, "long:2");
  set (fixture->order, BALIE_ORDER_FIELD_APPROVED, "yes");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  balie_brand_table_unref (fixture->brands);
  balie_settings_unref (fixture->settings);
  balie_order_free (fixture->order);
}

static BalieExplanation
explain (Fixture *fixture, const BaliePlateRequest *live, const BaliePlateRequest *closed)
{
  BaliePlateFacts facts = { live, closed };

  return balie_plate_rules_explain (fixture->order, &facts, fixture->brands, fixture->settings,
                                    fixture->today);
}

static void
assert_blocking (const BalieExplanation *explanation, const char *expected)
{
  g_auto (GStrv) codes = balie_explanation_dup_blocking_codes (explanation);
  g_autofree char *joined = g_strjoinv (" ", codes);

  g_assert_cmpstr (joined, ==, expected);
}

/* RULES.md, section 4: L, D, P, N, stock, K → rule, due on, what happens today. */
static const struct
{
  const char *l, *d, *p, *n, *stock, *k;
  const char *rule, *due_on, *outcome;
} examples[] = {
  { "2026-03-06", "", "", "", "", "", "unloaded", "2026-03-20", "requested" },
  { "2026-03-07", "", "", "", "", "", "unloaded", "2026-03-21", "waits" },
  { "2026-03-06", "", "", "2026-03-27", "", "", "nlv", "2026-03-20", "requested" },
  { "", "", "", "2026-03-28", "", "", "nlv", "2026-03-21", "waits" },
  { "2026-03-06", "2026-03-27", "2026-03-20", "", "", "", "planned", "2026-03-20", "requested" },
  { "2026-03-01", "2026-03-27", "2026-03-16", "", "", "", "", "", "planned-late" },
  { "2026-03-10", "2026-03-27", "2026-03-12", "2026-03-28", "", "", "planned", "2026-03-20",
    "requested" },
  { "2026-03-10", "2026-03-27", "2026-03-12", "2026-03-27", "", "", "", "",
    "planned-not-before-nlv" },
  { "", "2026-03-27", "2026-03-12", "", "", "", "", "", "not-unloaded" },
  { "", "", "", "", "yes", "2026-03-06", "stock", "2026-03-20", "requested" },
  { "2026-01-06", "", "", "", "yes", "", "", "", "stock-no-k-code" },
  { "2025-02-15", "", "", "", "", "", "unloaded", "2025-03-01", "requested" },
  /* Beside the page: nothing known, and the day of planning unknown. */
  { "", "", "", "", "", "", "", "", "no-dates" },
  { "2026-03-06", "2026-03-27", "", "", "", "", "planned", "2026-03-20", "requested" },
  { "2026-03-05", "2026-03-27", "", "", "", "", "", "", "planned-late" },
};

static void
test_examples (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      BalieExplanation explanation;
      g_autofree char *due_on = NULL;
      const char *attention;
      gboolean due;

      g_test_message ("example %" G_GSIZE_FORMAT, i);
      fixture->order->unloading_date = read_date (examples[i].l);
      fixture->order->delivery_date = read_date (examples[i].d);
      fixture->order->planned_on = read_date (examples[i].p);
      fixture->order->nlv_date = read_date (examples[i].n);
      fixture->order->k_code_date = read_date (examples[i].k);
      fixture->order->stock = *examples[i].stock != '\0';
      explanation = explain (fixture, NULL, NULL);
      due_on = balie_date_dup_iso (explanation.due_on);
      attention = balie_attention_to_code (explanation.attention);
      due = balie_explanation_is_due (&explanation, fixture->today);
      g_assert_true (balie_explanation_is_eligible (&explanation));
      g_assert_cmpstr (balie_rule_to_code (explanation.rule), ==, examples[i].rule);
      g_assert_cmpstr (due_on, ==, examples[i].due_on);
      g_assert_cmpstr (due          ? "requested"
                       : *attention ? attention
                                    : "waits",
                       ==, examples[i].outcome);
    }
}

/* Breaks one condition of an order that meets all. */
static void
break_condition (BalieOrder *order, BaliePlateRequest *live, int condition)
{
  static const struct
  {
    BalieOrderField field;
    const char *value;
  } breakers[BALIE_N_CONDITIONS] = {
    [BALIE_CONDITION_KIND] = { BALIE_ORDER_FIELD_KIND, "used" },
    [BALIE_CONDITION_DELIVERED] = { BALIE_ORDER_FIELD_STATUS, "delivered" },
    [BALIE_CONDITION_VIN] = { BALIE_ORDER_FIELD_VIN, "WVWZZZ1KZ8W12345" },
    [BALIE_CONDITION_PLATE] = { BALIE_ORDER_FIELD_PLATE, "GBB-01-B" },
    [BALIE_CONDITION_APPROVED] = { BALIE_ORDER_FIELD_APPROVED, "no" },
    [BALIE_CONDITION_BRAND] = { BALIE_ORDER_FIELD_BRAND, "Cupra" },
    [BALIE_CONDITION_CANCELLED] = { BALIE_ORDER_FIELD_STATUS, "cancelled" },
    [BALIE_CONDITION_PLATES] = { BALIE_ORDER_FIELD_PLATES, "" },
    [BALIE_CONDITION_REQUESTED] = { 0, NULL },
    [BALIE_CONDITION_DEALER] = { BALIE_ORDER_FIELD_DEALER_NUMBER, " " },
  };

  if (condition == BALIE_CONDITION_REQUESTED)
    live->state = BALIE_REQUEST_UNKNOWN;
  else
    set (order, breakers[condition].field, breakers[condition].value);
}

static void
check_pair (Fixture *fixture, int first, int second)
{
  g_autoptr (BaliePlateRequest) live = balie_plate_request_new ();
  g_autoptr (BalieOrder) whole = balie_order_copy (fixture->order);
  const char *code = balie_condition_to_code (first);
  g_autofree char *expected =
      first == second ? g_strdup (code)
                      : g_strdup_printf ("%s %s", code, balie_condition_to_code (second));
  g_autofree char *release = NULL;
  BalieExplanation explanation;

  break_condition (fixture->order, live, first);
  break_condition (fixture->order, live, second);
  explanation = explain (fixture, live, NULL);
  assert_blocking (&explanation, expected);
  g_assert_false (balie_explanation_is_eligible (&explanation));
  g_assert_false (balie_explanation_is_due (&explanation, fixture->today));
  g_assert_cmpint (explanation.rule, ==, BALIE_RULE_UNLOADED);
  g_assert_cmpint (explanation.due_on, ==, fixture->today);
  release = balie_condition_dup_release (first, fixture->order);
  g_assert_cmpint (strlen (release), >, 10);
  g_assert_cmpint (strlen (balie_condition_to_label (first)), >, 5);
  balie_order_free (fixture->order);
  fixture->order = g_steal_pointer (&whole);
}

static void
test_conditions (Fixture *fixture, gconstpointer data)
{
  fixture->order->unloading_date = fixture->today - 14;
  for (int i = 0; i < BALIE_N_CONDITIONS; i++)
    {
      for (int j = i; j < BALIE_N_CONDITIONS; j++)
        {
          /* An order has one status. */
          if (i != BALIE_CONDITION_DELIVERED || j != BALIE_CONDITION_CANCELLED)
            check_pair (fixture, i, j);
        }
    }
}

static void
test_all_block_without_attention (Fixture *fixture, gconstpointer data)
{
  BalieExplanation explanation;
  BalieOrder *empty = balie_order_new ();

  empty->kind = BALIE_ORDER_KIND_USED;
  balie_order_free (fixture->order);
  fixture->order = empty;
  explanation = explain (fixture, NULL, NULL);
  assert_blocking (&explanation, "kind vin approved brand plates dealer");
  g_assert_cmpint (explanation.attention, ==, BALIE_ATTENTION_NONE);
  g_assert_cmpint (explanation.due_on, ==, BALIE_DATE_NONE);
}

static void
test_vin_shapes (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "",
    "WVWZZZ1KZ8W1234567",
    "WVWZZZ1KZ8WI23456",
    "WVWZZZ1KZ8WO23456",
    "WVWZZZ1KZ8WQ23456",
    "WVWZZZ1KZ8W12345É",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      BalieExplanation explanation;

      set (fixture->order, BALIE_ORDER_FIELD_VIN, bad[i]);
      explanation = explain (fixture, NULL, NULL);
      assert_blocking (&explanation, "vin");
    }
  set (fixture->order, BALIE_ORDER_FIELD_VIN, "wvw-zzz 1kz8w123456");
  g_assert_true (explain (fixture, NULL, NULL).blocking == 0);
}

static void
test_brands (Fixture *fixture, gconstpointer data)
{
  static const char *const served[] = {
    "VW",
    "volkswagen",
    " VOLKSWAGEN ",
    "VWB",
    "vw bedrijfswagens",
    "Volkswagen Nutzfahrzeuge",
    "audi",
    "seat",
    "skoda",
    "ŠKODA",
    "S\xcc\x8ckoda",
    "porsche",
    "BENTLEY",
    "Lamborghini",
    "bugatti",
  };
  static const char *const refused[] = {
    "CUPRA", "cupra", "Opel", "", "VolksWagenX", "Seat Cupra"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (served); i++)
    {
      set (fixture->order, BALIE_ORDER_FIELD_BRAND, served[i]);
      g_assert_cmpuint (explain (fixture, NULL, NULL).blocking, ==, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      BalieExplanation explanation;

      set (fixture->order, BALIE_ORDER_FIELD_BRAND, refused[i]);
      explanation = explain (fixture, NULL, NULL);
      assert_blocking (&explanation, "brand");
    }
}

static void
test_live_requests (Fixture *fixture, gconstpointer data)
{
  static const char *const blocks[] = {
    "waiting", "sending", "unknown", "requested", "approved", "withdrawal-asked", NULL,
  };

  for (int state = 0; state < BALIE_REQUEST_N_STATES; state++)
    {
      g_autoptr (BaliePlateRequest) request = balie_plate_request_new ();
      BalieExplanation explanation;
      const char *code = balie_request_state_to_code (state);

      request->state = state;
      explanation = explain (fixture, request, NULL);
      assert_blocking (&explanation, g_strv_contains (blocks, code) ? "requested" : "");
    }
}

static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BaliePlateRequest) rejected = NULL;
  BalieExplanation explanation;

  fixture->order->unloading_date = fixture->today - 20;
  rejected = balie_plate_request_new_for_order (fixture->order, "new", fixture->today - 5);
  rejected->state = BALIE_REQUEST_REJECTED;
  explanation = explain (fixture, NULL, rejected);
  g_assert_cmpint (explanation.attention, ==, BALIE_ATTENTION_REJECTED);
  g_assert_true (balie_explanation_is_eligible (&explanation));
  g_assert_false (balie_explanation_is_due (&explanation, fixture->today));
  g_assert_cmpint (balie_order_state_get (&explanation, BALIE_REQUEST_REJECTED), ==,
                   BALIE_ORDER_STATE_REJECTED);

  /* What is not shared does not matter; what is shared frees it. */
  set (fixture->order, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Somebody");
  explanation = explain (fixture, NULL, rejected);
  g_assert_cmpint (explanation.attention, ==, BALIE_ATTENTION_REJECTED);
  set (fixture->order, BALIE_ORDER_FIELD_PLATES, "long:2+carrier:1");
  explanation = explain (fixture, NULL, rejected);
  g_assert_cmpint (explanation.attention, ==, BALIE_ATTENTION_NONE);
  g_assert_true (balie_explanation_is_due (&explanation, fixture->today));

  /* What a person withdrew the run does not request again; a rejection of a blocked order asks for
   * no decision. */
  set (fixture->order, BALIE_ORDER_FIELD_PLATES, "long:2");
  rejected->state = BALIE_REQUEST_WITHDRAWN;
  explanation = explain (fixture, NULL, rejected);
  g_assert_cmpint (explanation.attention, ==, BALIE_ATTENTION_WITHDRAWN);
  g_assert_false (balie_explanation_is_due (&explanation, fixture->today));
  rejected->state = BALIE_REQUEST_REJECTED;
  fixture->order->approved = FALSE;
  explanation = explain (fixture, NULL, rejected);
  g_assert_cmpint (explanation.attention, ==, BALIE_ATTENTION_NONE);
  g_assert_cmpint (explanation.rule, ==, BALIE_RULE_UNLOADED);
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  g_autofree char *early = NULL;
  g_autofree char *late = NULL;

  fixture->order->nlv_date = read_date ("1900-01-01");
  early = balie_date_dup_iso (explain (fixture, NULL, NULL).due_on);
  g_assert_cmpstr (early, ==, "1900-01-01");
  fixture->order->nlv_date = BALIE_DATE_NONE;
  fixture->order->unloading_date = read_date ("2199-12-31");
  late = balie_date_dup_iso (explain (fixture, NULL, NULL).due_on);
  g_assert_cmpstr (late, ==, "2199-12-31");
}

static void
assert_state (const BalieExplanation *explanation,
              BalieRequestState request,
              BalieDate today,
              const char *expected)
{
  BalieOrderState state = balie_order_state_get (explanation, request);
  g_autofree char *label = balie_order_state_dup_label (state, explanation->due_on, today);

  g_assert_cmpstr (label, ==, expected);
  g_assert_true (g_str_has_suffix (balie_order_state_get_icon_name (state), "-symbolic"));
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  BalieDate today = fixture->today;
  BalieExplanation due = { 0, BALIE_RULE_NLV, today, 0 };
  BalieExplanation late = { 0, BALIE_RULE_NLV, today - 2, 0 };
  BalieExplanation soon = { 0, BALIE_RULE_NLV, today + 2, 0 };
  BalieExplanation blocked = { 1 << BALIE_CONDITION_VIN, BALIE_RULE_NLV, today, 0 };
  BalieExplanation plated = { 1 << BALIE_CONDITION_PLATE, BALIE_RULE_NLV, today, 0 };
  BalieExplanation decide = { 0, 0, BALIE_DATE_NONE, BALIE_ATTENTION_NO_DATES };

  assert_state (&due, BALIE_REQUEST_NONE, today, "Due today");
  assert_state (&late, BALIE_REQUEST_NONE, today, "Due since 2026-03-18");
  assert_state (&soon, BALIE_REQUEST_NONE, today, "Due on 2026-03-22");
  assert_state (&blocked, BALIE_REQUEST_NONE, today, "Not due");
  assert_state (&plated, BALIE_REQUEST_NONE, today, "Plate issued");
  assert_state (&decide, BALIE_REQUEST_NONE, today, "Decision needed");
  assert_state (&blocked, BALIE_REQUEST_WAITING, today, "Waiting to send");
  assert_state (&blocked, BALIE_REQUEST_SENDING, today, "Sending");
  assert_state (&blocked, BALIE_REQUEST_UNKNOWN, today, "Unknown – checking with PON");
  assert_state (&blocked, BALIE_REQUEST_REQUESTED, today, "Requested");
  assert_state (&blocked, BALIE_REQUEST_APPROVED, today, "Plate issued");
  assert_state (&blocked, BALIE_REQUEST_REJECTED, today, "Rejected");
  assert_state (&decide, BALIE_REQUEST_REJECTED, today, "Rejected");
  assert_state (&soon, BALIE_REQUEST_REJECTED, today, "Due on 2026-03-22");
  assert_state (&blocked, BALIE_REQUEST_WITHDRAWAL_ASKED, today, "Withdrawal asked");
  assert_state (&blocked, BALIE_REQUEST_WITHDRAWN, today, "Withdrawn");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = balie_rule_dup_label (BALIE_RULE_UNLOADED, fixture->settings);

  g_assert_cmpstr (label, ==, "14 days after the unloading date");
  for (int i = 0; i < BALIE_N_RULES; i++)
    {
      BalieRule rule;
      g_autofree char *text = balie_rule_dup_label (i, fixture->settings);

      g_assert_true (balie_rule_from_code (balie_rule_to_code (i), &rule));
      g_assert_cmpint (rule, ==, i);
      g_assert_cmpint (*text == '\0', ==, i == BALIE_RULE_NONE);
    }
  for (int i = 0; i < BALIE_N_ATTENTIONS; i++)
    {
      BalieAttention attention;
      g_autofree char *text = balie_attention_dup_label (i);
      g_autofree char *release = balie_attention_dup_release (i, fixture->order, fixture->settings);

      g_assert_true (balie_attention_from_code (balie_attention_to_code (i), &attention));
      g_assert_cmpint (attention, ==, i);
      g_assert_cmpint (*text == '\0', ==, i == BALIE_ATTENTION_NONE);
      g_assert_cmpint (*release == '\0', ==, i == BALIE_ATTENTION_NONE);
    }
  g_assert_false (balie_rule_from_code ("Stock", NULL));
  g_assert_false (balie_attention_from_code ("x", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/plate-rules/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("examples", test_examples);
  ADD ("conditions", test_conditions);
  ADD ("all-block-without-attention", test_all_block_without_attention);
  ADD ("vin-shapes", test_vin_shapes);
  ADD ("brands", test_brands);
  ADD ("live-requests", test_live_requests);
  ADD ("rejected", test_rejected);
  ADD ("range", test_range);
  ADD ("states", test_states);
  ADD ("words", test_words);
  return g_test_run ();
}
