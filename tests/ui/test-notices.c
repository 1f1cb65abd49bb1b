/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What notifications say: one each for a few, one for many, nothing stale, no customer. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "balie-notice.h"

static void
replace (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static BalieNews *
new_news (void)
{
  BalieNews *news = g_new0 (BalieNews, 1);

  news->items = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_news_item_free);
  news->stepped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return news;
}

static BalieNewsItem *
add (BalieNews *news, BalieActivityKind kind, const char *order, const char *plate)
{
  BalieNewsItem *item = g_new0 (BalieNewsItem, 1);

  item->activity = balie_activity_new (kind);
  replace (&item->activity->order_number, order);
  item->brand = g_strdup ("Škoda");
  item->model = g_strdup ("Octavia");
  item->plate = g_strdup (plate);
  item->reason = g_strdup ("");
  item->is_current = TRUE;
  g_ptr_array_add (news->items, item);
  return item;
}

static void
test_issued (void)
{
  g_autoptr (BalieNews) news = new_news ();
  g_autoptr (GPtrArray) notices = NULL;
  BalieNotice *notice;

  add (news, BALIE_ACTIVITY_PLATE_ISSUED, "20261", "K123BB");
  notices = balie_notice_list_new (news);
  g_assert_cmpuint (notices->len, ==, 1);
  notice = notices->pdata[0];
  g_assert_cmpstr (notice->summary, ==, "Licence plate K-123-BB issued");
  g_assert_cmpstr (notice->body, ==, "Škoda Octavia, order 20261");
  g_assert_cmpstr (notice->order_number, ==, "20261");
}

static void
test_rejected (void)
{
  g_autoptr (BalieNews) news = new_news ();
  g_autoptr (GPtrArray) notices = NULL;
  BalieNewsItem *item = add (news, BALIE_ACTIVITY_REQUEST_REJECTED, "20262", "");
  BalieNotice *notice;

  replace (&item->reason, "Unknown dealer <12>");
  notices = balie_notice_list_new (news);
  g_assert_cmpuint (notices->len, ==, 1);
  notice = notices->pdata[0];
  g_assert_nonnull (strstr (notice->summary, "20262"));
  g_assert_cmpstr (notice->body, ==, "Unknown dealer <12>");
}

static void
test_many (void)
{
  g_autoptr (BalieNews) news = new_news ();
  g_autoptr (GPtrArray) three = NULL;
  g_autoptr (GPtrArray) four = NULL;
  BalieNotice *notice;

  add (news, BALIE_ACTIVITY_PLATE_ISSUED, "1", "K123BB");
  add (news, BALIE_ACTIVITY_PLATE_ISSUED, "2", "K124BB");
  add (news, BALIE_ACTIVITY_PLATE_ISSUED, "3", "K125BB");
  three = balie_notice_list_new (news);
  g_assert_cmpuint (three->len, ==, 3);

  add (news, BALIE_ACTIVITY_REQUEST_REJECTED, "4", "");
  four = balie_notice_list_new (news);
  g_assert_cmpuint (four->len, ==, 1);
  notice = four->pdata[0];
  g_assert_cmpstr (notice->order_number, ==, "");
  g_assert_nonnull (strstr (notice->body, "3 licence plates issued"));
  g_assert_nonnull (strstr (notice->body, "1 plate request rejected"));
}

static void
test_run (void)
{
  g_autoptr (BalieNews) news = new_news ();
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) with_answers = NULL;
  BalieNotice *notice;
  BalieNewsItem *run;

  add (news, BALIE_ACTIVITY_RUN_FINISHED, "", "");
  run = add (news, BALIE_ACTIVITY_RUN_FINISHED, "", "");
  alone = balie_notice_list_new (news);
  g_assert_cmpuint (alone->len, ==, 1);
  notice = alone->pdata[0];
  g_assert_cmpstr (notice->body, ==, "Nothing was requested and nothing needs attention.");
  run->n_requested = 12;
  run->n_attention = 1;
  g_clear_pointer (&alone, g_ptr_array_unref);
  alone = balie_notice_list_new (news);
  notice = alone->pdata[0];
  g_assert_cmpstr (notice->body, ==, "The run requested plates for 12 orders, 1 needs attention");

  for (int i = 0; i < 5; i++)
    add (news, BALIE_ACTIVITY_PLATE_ISSUED, "1", "K123BB");
  with_answers = balie_notice_list_new (news);
  g_assert_cmpuint (with_answers->len, ==, 1);
  notice = with_answers->pdata[0];
  g_assert_cmpstr (notice->summary, ==, "The morning run has finished");
  g_assert_cmpstr (
      notice->body, ==,
      "The run requested plates for 12 orders, 1 needs attention, 5 licence plates issued");
}

static void
test_stale (void)
{
  g_autoptr (BalieNews) news = new_news ();
  g_autoptr (GPtrArray) notices = NULL;

  add (news, BALIE_ACTIVITY_REQUEST_REJECTED, "1", "")->is_current = FALSE;
  notices = balie_notice_list_new (news);
  g_assert_cmpuint (notices->len, ==, 0);
}

/* Neither who it is about nor what it says; several are one. */
static void
test_letters (void)
{
  g_autoptr (BalieNews) news = new_news ();
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) many = NULL;
  BalieNewsItem *item = add (news, BALIE_ACTIVITY_LETTER_RECEIVED, "", "");
  BalieNotice *notice;

  item->activity->letter_id = 7;
  item->is_reminder = TRUE;
  item->urgency = 3;
  one = balie_notice_list_new (news);
  g_assert_cmpuint (one->len, ==, 1);
  notice = one->pdata[0];
  g_assert_cmpint (notice->letter_id, ==, 7);
  g_assert_cmpstr (notice->summary, ==, "Urgent reminder from an insurer");
  g_assert_cmpstr (notice->body, ==, "Very urgent");
  for (int i = 0; i < 3; i++)
    add (news, BALIE_ACTIVITY_LETTER_RECEIVED, "", "");
  many = balie_notice_list_new (news);
  g_assert_cmpuint (many->len, ==, 1);
  notice = many->pdata[0];
  g_assert_cmpint (notice->letter_id, ==, BALIE_NOTICE_LETTERS);
  g_assert_cmpstr (notice->summary, ==, "4 new letters from insurers");
}

/* After quiet hours two letters are one summary; a single one is told as itself. */
static void
test_letters_after_quiet (void)
{
  g_autoptr (BalieNews) news = new_news ();
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;

  news->was_quiet = TRUE;
  add (news, BALIE_ACTIVITY_LETTER_RECEIVED, "", "")->activity->letter_id = 7;
  one = balie_notice_list_new (news);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (((BalieNotice *) one->pdata[0])->letter_id, ==, 7);
  add (news, BALIE_ACTIVITY_LETTER_RECEIVED, "", "");
  two = balie_notice_list_new (news);
  g_assert_cmpuint (two->len, ==, 1);
  g_assert_cmpstr (((BalieNotice *) two->pdata[0])->summary, ==, "2 new letters from insurers");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notices/issued", test_issued);
  g_test_add_func ("/notices/rejected", test_rejected);
  g_test_add_func ("/notices/many", test_many);
  g_test_add_func ("/notices/run", test_run);
  g_test_add_func ("/notices/stale", test_stale);
  g_test_add_func ("/notices/letters", test_letters);
  g_test_add_func ("/notices/letters-after-quiet", test_letters_after_quiet);
  return g_test_run ();
}
