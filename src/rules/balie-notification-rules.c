/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told about a letter: default by role and sight, the administrators' choice, the portfolio's limits,
 * absence with deputies, and quiet hours. Source: seed 001, SCREENS.md "Letters". */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include "balie-notification-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-text.h"

#define MINUTES_PER_DAY (24 * 60)

static const char *const reason_texts[BALIE_N_REASONS] = {
  [BALIE_REASON_DEFAULT_ADMINISTRATOR] = N_ ("Default for administrators"),
  [BALIE_REASON_DEFAULT_RESTRICTED] = N_ ("Default for users who see certain agencies only"),
  [BALIE_REASON_DEFAULT_OTHERS] = N_ ("Default for everyone else"),
  [BALIE_REASON_CHOSEN] = N_ ("Set by an administrator"),
  [BALIE_REASON_NO_SIGHT] = N_ ("Has no right to see the portfolio, so nothing is mailed"),
  [BALIE_REASON_OTHER_AGENCY] = N_ ("Only gets letters of certain agencies"),
  [BALIE_REASON_NO_ADDRESS] = N_ ("Has no e-mail address"),
  [BALIE_REASON_DEPUTY] = N_ ("Stands in for someone who is absent"),
  [BALIE_REASON_ABSENT] = N_ ("Is absent; someone else stands in"),
};

/* An agency's number as it is compared: without blanks, letters in upper case. */
static gboolean
has_agency (const char *agencies, const char *agency)
{
  g_auto (GStrv) list = g_strsplit (agencies, ",", -1);
  g_autofree char *wanted = balie_text_dup_code (agency);

  for (char **item = list; *item; item++)
    {
      g_autofree char *code = balie_text_dup_code (*item);

      if (*code && g_str_equal (code, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_any_agency (const BalieUser *user)
{
  g_autofree char *codes = balie_text_dup_code (user->agencies);

  return strspn (codes, ",") != strlen (codes);
}

/**
 * balie_notification_sees:
 * @user: (nullable): who
 * @agency: (nullable): whose letter, empty when the letter names none
 *
 * Returns: whether such a letter is in the user's portfolio: always with full sight, of the user's
 *   own agencies with restricted sight, never without sight
 */
gboolean
balie_notification_sees (const BalieUser *user, const char *agency)
{
  if (!user || balie_text_is_empty (user->login))
    return FALSE;
  switch (user->sight)
    {
    case BALIE_SIGHT_FULL:
      return TRUE;
    case BALIE_SIGHT_RESTRICTED:
      return !balie_text_is_empty (agency) && has_agency (user->agencies, agency);
    case BALIE_SIGHT_NONE:
    default:
      return FALSE;
    }
}

static BalieNotificationVerdict
decide_default (const BalieUser *user)
{
  if (user->administrator)
    return (BalieNotificationVerdict){ TRUE, BALIE_REASON_DEFAULT_ADMINISTRATOR };
  if (user->sight == BALIE_SIGHT_RESTRICTED && has_any_agency (user))
    return (BalieNotificationVerdict){ TRUE, BALIE_REASON_DEFAULT_RESTRICTED };
  return (BalieNotificationVerdict){ FALSE, BALIE_REASON_DEFAULT_OTHERS };
}

/**
 * balie_notification_preview:
 * @user: who
 * @choice: what an administrator chose
 *
 * Returns: what the setting comes to, whatever the letter: the right to see the portfolio and an
 *   address are needed, then the choice counts, else the default
 */
BalieNotificationVerdict
balie_notification_preview (const BalieUser *user, BalieMailChoice choice)
{
  if (user->sight == BALIE_SIGHT_NONE)
    return (BalieNotificationVerdict){ FALSE, BALIE_REASON_NO_SIGHT };
  if (choice != BALIE_CHOICE_NO && balie_text_is_empty (user->email))
    return (BalieNotificationVerdict){ FALSE, BALIE_REASON_NO_ADDRESS };
  if (choice == BALIE_CHOICE_DEFAULT)
    return decide_default (user);
  return (BalieNotificationVerdict){ choice == BALIE_CHOICE_YES, BALIE_REASON_CHOSEN };
}

/**
 * balie_notification_decide:
 * @user: who
 * @choice: what an administrator chose for the letter's category
 * @agency: (nullable): whose letter
 *
 * Returns: whether a mail about the letter is for the user
 */
BalieNotificationVerdict
balie_notification_decide (const BalieUser *user, BalieMailChoice choice, const char *agency)
{
  BalieNotificationVerdict verdict = balie_notification_preview (user, choice);

  if (verdict.email && !balie_notification_sees (user, agency))
    return (BalieNotificationVerdict){ FALSE, BALIE_REASON_OTHER_AGENCY };
  return verdict;
}

/**
 * balie_notification_reason_dup_text:
 * @reason: a reason
 *
 * Returns: (transfer full): it in words, translated
 */
char *
balie_notification_reason_dup_text (BalieNotificationReason reason)
{
  g_return_val_if_fail ((guint) reason < BALIE_N_REASONS, g_strdup (""));

  return g_strdup (_ (reason_texts[reason]));
}

static gboolean
is_absent (const BalieNotificationPerson *person, BalieDate today)
{
  const BalieAvailability *availability = person->availability;

  return availability && *availability->deputy && availability->absent_from != BALIE_DATE_NONE &&
         availability->absent_from <= today &&
         (availability->absent_until == BALIE_DATE_NONE || today <= availability->absent_until);
}

static int
find_person (const BalieNotificationPerson *persons, guint n_persons, const char *login)
{
  for (guint i = 0; i < n_persons; i++)
    {
      if (g_strcmp0 (persons[i].user->login, login) == 0)
        return (int) i;
    }
  return -1;
}

/* Who stands in: the end of the chain of deputies; -1 when it goes round or leads nowhere. */
static int
follow_deputies (const BalieNotificationPerson *persons,
                 guint n_persons,
                 guint from,
                 BalieDate today)
{
  int at = (int) from;

  for (guint steps = 0; steps < n_persons; steps++)
    {
      at = find_person (persons, n_persons, persons[at].availability->deputy);
      if (at < 0 || !is_absent (&persons[at], today))
        return at;
    }
  return -1;
}

/**
 * balie_availability_count_quiet_minutes:
 * @availability: (nullable): quiet hours
 * @minute: of the day
 *
 * Returns: how many minutes of quiet are left, 0 outside of them
 */
int
balie_availability_count_quiet_minutes (const BalieAvailability *availability, int minute)
{
  int from, until, since;

  if (!availability || availability->quiet_from == availability->quiet_until)
    return 0;
  from = availability->quiet_from;
  until = availability->quiet_until;
  since = (minute - from + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  if (since >= (until - from + MINUTES_PER_DAY) % MINUTES_PER_DAY)
    return 0;
  return (until - minute + MINUTES_PER_DAY) % MINUTES_PER_DAY;
}

static void
add_recipient (GArray *recipients,
               const BalieNotificationPerson *persons,
               BalieNotificationRecipient recipient,
               int minute)
{
  for (guint i = 0; i < recipients->len; i++)
    {
      if (g_array_index (recipients, BalieNotificationRecipient, i).person == recipient.person)
        return;
    }
  recipient.not_before =
      balie_availability_count_quiet_minutes (persons[recipient.person].availability, minute);
  g_array_append_val (recipients, recipient);
}

/* Where @index's mail goes when they are away; nobody loses a letter: without anyone who may see it
 * the absent person gets it all the same. */
static BalieNotificationRecipient
hand_over (const BalieNotificationPerson *persons,
           guint n_persons,
           guint index,
           BalieNotificationReason reason,
           const char *agency,
           BalieDate today)
{
  int deputy = follow_deputies (persons, n_persons, index, today);

  if (deputy < 0 || deputy == (int) index ||
      !balie_notification_sees (persons[deputy].user, agency) ||
      balie_text_is_empty (persons[deputy].user->email))
    return (BalieNotificationRecipient){ index, -1, reason, 0 };
  return (BalieNotificationRecipient){ (guint) deputy, (int) index, BALIE_REASON_DEPUTY, 0 };
}

/**
 * balie_notification_select:
 * @persons: (array length=n_persons): all users
 * @n_persons: how many
 * @category: the letter's
 * @agency: (nullable): the letter's
 * @today: the dealership's day
 * @minute: of that day
 *
 * Returns: (transfer full) (element-type BalieNotificationRecipient): who gets a mail, each once;
 *   those who get it in their own right first
 */
GArray *
balie_notification_select (const BalieNotificationPerson *persons,
                           guint n_persons,
                           BalieLetterCategory category,
                           const char *agency,
                           BalieDate today,
                           int minute)
{
  GArray *recipients = g_array_new (FALSE, FALSE, sizeof (BalieNotificationRecipient));

  for (int absent = 0; absent <= 1; absent++)
    for (guint i = 0; i < n_persons; i++)
      {
        BalieNotificationVerdict verdict =
            balie_notification_decide (persons[i].user, persons[i].email[category], agency);
        BalieNotificationRecipient recipient = { i, -1, verdict.reason, 0 };

        if (!verdict.email || is_absent (&persons[i], today) != absent)
          continue;
        if (absent)
          recipient = hand_over (persons, n_persons, i, verdict.reason, agency, today);
        add_recipient (recipients, persons, recipient, minute);
      }
  return recipients;
}

/**
 * balie_notification_find_uncovered:
 * @persons: (array length=n_persons): all users
 * @n_persons: how many
 * @category: of letters
 * @agencies: (array zero-terminated=1): the agencies there are
 * @today: the dealership's day
 *
 * Returns: (transfer full) (array zero-terminated=1): those whose letters nobody is told about
 */
char **
balie_notification_find_uncovered (const BalieNotificationPerson *persons,
                                   guint n_persons,
                                   BalieLetterCategory category,
                                   const char *const *agencies,
                                   BalieDate today)
{
  g_autoptr (GStrvBuilder) uncovered = g_strv_builder_new ();

  for (; *agencies; agencies++)
    {
      g_autoptr (GArray) recipients =
          balie_notification_select (persons, n_persons, category, *agencies, today, 0);

      if (recipients->len == 0)
        g_strv_builder_add (uncovered, *agencies);
    }
  return g_strv_builder_end (uncovered);
}

/**
 * balie_availability_dup_sentence:
 * @availability: quiet hours
 *
 * Returns: (transfer full): their effect in one translated sentence
 */
char *
balie_availability_dup_sentence (const BalieAvailability *availability)
{
  int from = availability->quiet_from;
  int until = availability->quiet_until;

  if (from == until)
    return g_strdup (_ ("Every letter is told about at once."));
  /* Translators: times of day: from hour and minute, until hour and minute. */
  return g_strdup_printf (
      _ ("What arrives between %1$02d:%2$02d and %3$02d:%4$02d is told about in "
         "one summary at %3$02d:%4$02d."),
      from / 60, from % 60, until / 60, until % 60);
}
