/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the rules on an exhaustive grid of dates and settings with the sentences of RULES.md,
 * section 3, written down a second time as two tables of independent predicates. */
#include "config.h"

#include "balie-plate-rules.h"

/* Days counted from today; UNKNOWN is an empty field. */
#define UNKNOWN G_MAXINT

typedef struct
{
  int l, d, p, n, k;
  gboolean stock;
  int after_unloading, before_nlv, before_delivery, after_k_code;
  guint skipped; /* bits of the codes set to before-delivery, in the order of attentions[] */
} Case;

#define KNOWN(x) ((x) != UNKNOWN)

/* P unknown: the day on which Balie first saw D, which is today. */
static int
planned (const Case *c)
{
  return KNOWN (c->p) ? c->p : 0;
}

static gboolean
unloaded_applies (const Case *c)
{
  return !c->stock && KNOWN (c->l) && !KNOWN (c->d) && !KNOWN (c->n);
}

static gboolean
nlv_applies (const Case *c)
{
  return !c->stock && !KNOWN (c->d) && KNOWN (c->n);
}

static gboolean
planned_applies (const Case *c)
{
  return !c->stock && KNOWN (c->l) && KNOWN (c->d) && planned (c) <= c->l + c->after_unloading &&
         (!KNOWN (c->n) || c->d < c->n);
}

static gboolean
stock_applies (const Case *c)
{
  return c->stock && KNOWN (c->k);
}

static gboolean
not_before_nlv (const Case *c)
{
  return !c->stock && KNOWN (c->d) && KNOWN (c->n) && c->d >= c->n;
}

static gboolean
planned_late (const Case *c)
{
  return !c->stock && KNOWN (c->d) && KNOWN (c->l) && planned (c) > c->l + c->after_unloading;
}

static gboolean
not_unloaded (const Case *c)
{
  return !c->stock && KNOWN (c->d) && !KNOWN (c->l);
}

static gboolean
no_dates (const Case *c)
{
  return !c->stock && !KNOWN (c->l) && !KNOWN (c->d) && !KNOWN (c->n);
}

static gboolean
no_k_code (const Case *c)
{
  return c->stock && !KNOWN (c->k);
}

static const struct
{
  const char *code;
  gboolean (*applies) (const Case *c);
} rules[] = {
  { "unloaded", unloaded_applies },
  { "nlv", nlv_applies },
  { "planned", planned_applies },
  { "stock", stock_applies },
};

/* In the order in which one goes before the other. */
static const struct
{
  const char *code;
  gboolean (*applies) (const Case *c);
} attentions[] = {
  { "planned-not-before-nlv", not_before_nlv },
  { "planned-late", planned_late },
  { "not-unloaded", not_unloaded },
  { "no-dates", no_dates },
  { "stock-no-k-code", no_k_code },
};

static int
get_due (const Case *c, const char *rule)
{
  switch (*rule)
    {
    case 'u':
      return c->l + c->after_unloading;
    case 'n':
      return c->n - c->before_nlv;
    case 'p':
      return c->d - c->before_delivery;
    default:
      return c->k + c->after_k_code;
    }
}

/* What the page says: exactly one rule, or else the first attention that is not skipped. */
static void
expect (const Case *c, const char **rule, const char **attention)
{
  int n_rules = 0, n_attentions = 0;

  *rule = "";
  *attention = "";
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (!rules[i].applies (c))
        continue;
      *rule = rules[i].code;
      n_rules++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (attentions); i++)
    {
      if (!attentions[i].applies (c))
        continue;
      n_attentions++;
      if (!**attention && !(c->skipped & (1u << i)))
        *attention = attentions[i].code;
    }
  /* The page leaves no order out and picks none up twice. */
  g_assert_cmpint (n_rules, <=, 1);
  g_assert_cmpint (n_rules == 1, ==, n_attentions == 0);
  if (n_attentions > 0 && !**attention)
    *rule = "planned";
}

static BalieDate
to_date (BalieDate today, int days)
{
  return KNOWN (days) ? today + days : BALIE_DATE_NONE;
}

static void
check_case (const Case *c,
            BalieOrder *order,
            BalieBrandTable *brands,
            BalieSettings *settings,
            BalieDate today)
{
  BalieExplanation explanation;
  const char *rule, *attention;
  gboolean due;

  order->unloading_date = to_date (today, c->l);
  order->delivery_date = to_date (today, c->d);
  order->planned_on = to_date (today, c->p);
  order->nlv_date = to_date (today, c->n);
  order->k_code_date = to_date (today, c->k);
  order->stock = c->stock;
  explanation = balie_plate_rules_explain (order, NULL, brands, settings, today);
  expect (c, &rule, &attention);
  g_assert_cmpuint (explanation.blocking, ==, 0);
  g_assert_cmpstr (balie_rule_to_code (explanation.rule), ==, rule);
  g_assert_cmpstr (balie_attention_to_code (explanation.attention), ==, attention);
  due = *rule && get_due (c, rule) <= 0;
  g_assert_cmpint (explanation.due_on, ==, *rule ? today + get_due (c, rule) : BALIE_DATE_NONE);
  g_assert_cmpint (balie_explanation_is_due (&explanation, today), ==, due);
}

static BalieSettings *
make_settings (const Case *c)
{
  static const char *const keys[] = { "when-planned-not-before-nlv", "when-planned-late",
                                      "when-not-unloaded" };
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

#define PUT(key, number) g_hash_table_insert (values, (char *) key, g_strdup_printf ("%d", number))
  PUT ("days-after-unloading", c->after_unloading);
  PUT ("days-before-nlv", c->before_nlv);
  PUT ("days-before-delivery", c->before_delivery);
  PUT ("days-after-k-code", c->after_k_code);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_hash_table_insert (values, (char *) keys[i],
                         g_strdup (c->skipped & (1u << i) ? "before-delivery" : "attention"));
  return balie_settings_new (values);
}

/* One axis: an empty field, then both sides of each boundary. */
typedef struct
{
  int n;
  int values[16];
} Axis;

static Axis
make_axis (const int *boundaries, int n)
{
  Axis axis = { 1, { UNKNOWN } };

  for (int i = 0; i < n; i++)
    {
      for (int step = -1; step <= 1; step++)
        axis.values[axis.n++] = boundaries[i] + step;
    }
  return axis;
}

static int
walk_dates (Case *c,
            BalieOrder *order,
            BalieBrandTable *brands,
            BalieSettings *settings,
            BalieDate today)
{
  Axis l = make_axis ((int[]){ -c->after_unloading, 0 }, 2);
  Axis d = make_axis ((int[]){ c->before_delivery, 0 }, 2);
  Axis k = make_axis ((int[]){ -c->after_k_code }, 1);
  gint64 n_cases = 0;

  for (gint64 i = 0; i < (gint64) l.n * d.n * k.n * 2; i++)
    {
      Axis p, n;

      c->l = l.values[i % l.n];
      c->d = d.values[i / l.n % d.n];
      c->k = k.values[i / l.n / d.n % k.n];
      c->stock = i / l.n / d.n / k.n % 2;
      p = make_axis ((int[]){ (KNOWN (c->l) ? c->l : 0) + c->after_unloading }, 1);
      n = make_axis ((int[]){ c->before_nlv, KNOWN (c->d) ? c->d : 5 }, 2);
      for (int j = 0; j < p.n * n.n; j++)
        {
          c->p = p.values[j % p.n];
          c->n = n.values[j / p.n];
          check_case (c, order, brands, settings, today);
          n_cases++;
        }
    }
  return (int) n_cases;
}

static BalieOrder *
make_order (void)
{
  BalieOrder *order = balie_order_new ();

  balie_order_set_value (order, BALIE_ORDER_FIELD_BRAND, "Škoda", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_DEALER_NUMBER, "01234", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_VIN, "TMBZZZ1KZ8W123456", NULL);
  balie_order_set_value (order, BALIE_ORDER_FIELD_PLATES, "long:2", NULL);
  order->approved = TRUE;
  return order;
}

static void
test_grid (void)
{
  static const int periods[][4] = { { 14, 7, 7, 14 }, { 3, 20, 0, 30 } };
  g_autoptr (BalieBrandTable) brands = balie_brand_table_new_shipped ();
  g_autoptr (BalieOrder) order = make_order ();
  /* A leap day is between the dates. */
  BalieDate today = balie_date_from_ymd (2028, 3, 1);
  int n_cases = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      for (guint skipped = 0; skipped < 8; skipped++)
        {
          Case c = { .after_unloading = periods[i][0],
                     .before_nlv = periods[i][1],
                     .before_delivery = periods[i][2],
                     .after_k_code = periods[i][3],
                     .skipped = skipped };
          g_autoptr (BalieSettings) settings = make_settings (&c);

          n_cases += walk_dates (&c, order, brands, settings, today);
        }
    }
  g_test_message ("%d cases", n_cases);
  g_assert_cmpint (n_cases, >, 150000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plate-rules/grid", test_grid);
  return g_test_run ();
}
