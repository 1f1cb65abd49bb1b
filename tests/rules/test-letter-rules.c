/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what a letter is by its code, its words, and what came before it. */
#include "config.h"

#include "balie-letter-rules.h"

#define TODAY 20000

/* Code, earlier letters of the application, days until the day to respond by (99: none said). */
static const struct
{
  const char *code;
  int n_earlier;
  int days;
  BalieLetterKind kind;
  BalieLetterCategory category;
  int urgency;
} rows[] = {
  { "100005100", 0, 99, BALIE_LETTER_APPLICATION_REQUEST, BALIE_LETTER_IMPORTANT, 0 },
  { "100005100", 0, 1, BALIE_LETTER_APPLICATION_REQUEST, BALIE_LETTER_IMPORTANT, 0 },
  { "100005100", 1, 99, BALIE_LETTER_APPLICATION_REMINDER, BALIE_LETTER_REMINDER, 1 },
  { "100005100", 2, 99, BALIE_LETTER_APPLICATION_REMINDER, BALIE_LETTER_REMINDER, 2 },
  { "100005100", 3, 99, BALIE_LETTER_APPLICATION_REMINDER, BALIE_LETTER_REMINDER, 3 },
  { "100005100", 9, 99, BALIE_LETTER_APPLICATION_REMINDER, BALIE_LETTER_REMINDER, 3 },
  { "100005100", 1, 4, BALIE_LETTER_APPLICATION_REMINDER, BALIE_LETTER_REMINDER, 1 },
  { "100005100", 1, 3, BALIE_LETTER_APPLICATION_REMINDER, BALIE_LETTER_REMINDER, 3 },
  { "100005100", 1, -1, BALIE_LETTER_APPLICATION_REMINDER, BALIE_LETTER_REMINDER, 3 },
  { "100005000", 0, 99, BALIE_LETTER_QUERY, BALIE_LETTER_IMPORTANT, 0 },
  { "100005000", 5, 1, BALIE_LETTER_QUERY, BALIE_LETTER_IMPORTANT, 0 },
  { "100005050", 0, 99, BALIE_LETTER_MISSING_DOCUMENTS, BALIE_LETTER_IMPORTANT, 0 },
  { "140012000", 0, 99, BALIE_LETTER_PAYMENT_REMINDER, BALIE_LETTER_REMINDER, 1 },
  { "140012010", 0, 99, BALIE_LETTER_PAYMENT_REMINDER, BALIE_LETTER_REMINDER, 1 },
  { "140012021", 0, 99, BALIE_LETTER_PAYMENT_REMINDER, BALIE_LETTER_REMINDER, 2 },
  { "140012025", 0, 99, BALIE_LETTER_PAYMENT_REMINDER, BALIE_LETTER_REMINDER, 3 },
  { "140012050", 0, 99, BALIE_LETTER_PAYMENT_REMINDER, BALIE_LETTER_REMINDER, 3 },
  { "140012099", 0, 99, BALIE_LETTER_PAYMENT_REMINDER, BALIE_LETTER_REMINDER, 1 },
  { "140012068", 0, 99, BALIE_LETTER_CANCELLATION, BALIE_LETTER_IMPORTANT, 0 },
  { "160011001", 0, 99, BALIE_LETTER_CANCELLATION, BALIE_LETTER_IMPORTANT, 0 },
  { "160014000", 0, 99, BALIE_LETTER_OTHER, BALIE_LETTER_IMPORTANT, 0 },
  { "200010010", 0, 99, BALIE_LETTER_CONFIRMATION, BALIE_LETTER_IMPORTANT, 0 },
  { "140000000", 0, 99, BALIE_LETTER_OTHER, BALIE_LETTER_IMPORTANT, 0 },
  { "899001000", 0, 99, BALIE_LETTER_OTHER, BALIE_LETTER_IMPORTANT, 0 },
  { "777123456", 0, 99, BALIE_LETTER_OTHER, BALIE_LETTER_IMPORTANT, 0 },
  { "", 0, 99, BALIE_LETTER_OTHER, BALIE_LETTER_IMPORTANT, 0 },
};

static void
test_classes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BalieLetterFacts facts = { .code = rows[i].code,
                                 .n_earlier = rows[i].n_earlier,
                                 .respond_by =
                                     rows[i].days == 99 ? BALIE_DATE_NONE : TODAY + rows[i].days };
      BalieLetterClass class = balie_letter_classify (&facts, TODAY);

      g_assert_cmpint (class.kind, ==, rows[i].kind);
      g_assert_cmpint (class.category, ==, rows[i].category);
      g_assert_cmpint (class.urgency, ==, rows[i].urgency);
    }
}

/* The first letter we got may already be a reminder. */
static void
test_words (void)
{
  const char *const kinds[] = { "Antrag", "Erinnerung", NULL };
  BalieLetterFacts facts = { .code = "100005100", .respond_by = BALIE_DATE_NONE };

  facts.document_kinds = kinds;
  g_assert_cmpint (balie_letter_classify (&facts, TODAY).kind, ==,
                   BALIE_LETTER_APPLICATION_REMINDER);
  g_assert_cmpint (balie_letter_classify (&facts, TODAY).urgency, ==, 1);
  facts.document_kinds = NULL;
  facts.text = "2. ERINNERUNG: Antrag fehlt";
  g_assert_cmpint (balie_letter_classify (&facts, TODAY).kind, ==,
                   BALIE_LETTER_APPLICATION_REMINDER);
  g_assert_cmpint (balie_letter_classify (&facts, TODAY).urgency, ==, 2);
  facts.text = "Letzte Erinnerung, Antwort bis 12. März";
  g_assert_cmpint (balie_letter_classify (&facts, TODAY).urgency, ==, 3);
  facts.text = "Erinnerung, Antwort bis 12. März";
  g_assert_cmpint (balie_letter_classify (&facts, TODAY).urgency, ==, 1);
  facts.text = "Bitte Antrag einreichen";
  g_assert_cmpint (balie_letter_classify (&facts, TODAY).kind, ==,
                   BALIE_LETTER_APPLICATION_REQUEST);
}

/* A category is a reminder exactly when there is an urgency. */
static void
test_all_codes (void)
{
  for (int group = 100; group < 1000; group++)
    for (int middle = 0; middle < 40; middle++)
      for (int last = 0; last < 110; last++)
        {
          char code[10];
          BalieLetterFacts facts = { .code = code, .respond_by = BALIE_DATE_NONE };
          BalieLetterClass class;

          g_snprintf (code, sizeof code, "%03d%03d%03d", group, middle, last);
          class = balie_letter_classify (&facts, TODAY);
          g_assert_cmpint (class.category == BALIE_LETTER_REMINDER, ==, class.urgency > 0);
          g_assert_cmpint (class.urgency, <=, 3);
        }
}

static void
test_labels (void)
{
  const struct
  {
    const char *code;
    const char *label;
  } labels[] = {
    { "100005100", "Application requested" },
    { "140012025", "Last dunning letter" },
    { "100000000", "Application and new business" },
    { "100099000", "Application and new business (100099000)" },
    { "777123456", "Letter of kind 777123456" },
    { "", "Letter of kind ?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = balie_letter_code_dup_label (labels[i].code);

      g_assert_cmpstr (label, ==, labels[i].label);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-rules/classes", test_classes);
  g_test_add_func ("/letter-rules/words", test_words);
  g_test_add_func ("/letter-rules/all-codes", test_all_codes);
  g_test_add_func ("/letter-rules/labels", test_labels);
  return g_test_run ();
}
