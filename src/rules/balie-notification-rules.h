/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told about a letter, and why or why not. Pure: every cell of role × sight × category × choice is
 * a test. Source: seed 001, SCREENS.md "Letters". */
#pragma once

#include "balie-notification.h"

G_BEGIN_DECLS

/**
 * BalieNotificationReason:
 * @BALIE_REASON_DEFAULT_ADMINISTRATOR: yes: administrators by default
 * @BALIE_REASON_DEFAULT_RESTRICTED: yes: users of one or more agencies by default
 * @BALIE_REASON_DEFAULT_OTHERS: no: everybody else by default
 * @BALIE_REASON_CHOSEN: an administrator said so
 * @BALIE_REASON_NO_SIGHT: no: may not see the portfolio
 * @BALIE_REASON_OTHER_AGENCY: no: restricted to other agencies
 * @BALIE_REASON_NO_ADDRESS: no: the user has no e-mail address
 * @BALIE_REASON_DEPUTY: yes: stands in for somebody absent
 * @BALIE_REASON_ABSENT: no: absent, handed over
 */
typedef enum
{
  BALIE_REASON_DEFAULT_ADMINISTRATOR,
  BALIE_REASON_DEFAULT_RESTRICTED,
  BALIE_REASON_DEFAULT_OTHERS,
  BALIE_REASON_CHOSEN,
  BALIE_REASON_NO_SIGHT,
  BALIE_REASON_OTHER_AGENCY,
  BALIE_REASON_NO_ADDRESS,
  BALIE_REASON_DEPUTY,
  BALIE_REASON_ABSENT,
  BALIE_N_REASONS,
} BalieNotificationReason;

typedef struct
{
  gboolean email;
  BalieNotificationReason reason;
} BalieNotificationVerdict;

/* Whether a letter of @agency ("" unknown: only full sight sees it) is in the user's portfolio. */
gboolean balie_notification_sees (const BalieUser *user, const char *agency);
/* The setting's effect, as the dialog shows it: choice, or default by role and sight. */
BalieNotificationVerdict balie_notification_preview (const BalieUser *user, BalieMailChoice choice);
/* For one letter, without absence. */
BalieNotificationVerdict
balie_notification_decide (const BalieUser *user, BalieMailChoice choice, const char *agency);
char *balie_notification_reason_dup_text (BalieNotificationReason reason); /* translated */

/* A user with what they chose and when they are away. */
typedef struct
{
  const BalieUser *user;
  BalieMailChoice email[BALIE_N_LETTER_CATEGORIES];
  gboolean desktop[BALIE_N_LETTER_CATEGORIES];
  const BalieAvailability *availability; /* (nullable) */
} BalieNotificationPerson;

/**
 * BalieNotificationRecipient:
 * @person: index into the persons given
 * @for_person: index of who is absent, or -1
 * @not_before: minutes from now until the quiet hours end, 0 to send now
 */
typedef struct
{
  guint person;
  int for_person;
  BalieNotificationReason reason;
  int not_before;
} BalieNotificationRecipient;

/* GArray of BalieNotificationRecipient, each person at most once, mails of one letter. A deputy gets it only
 * if the deputy sees the agency; a chain of absences is followed, a circle ended. @minute: of the day in the
 * dealership's zone. */
GArray *balie_notification_select (const BalieNotificationPerson *persons,
                                   guint n_persons,
                                   BalieLetterCategory category,
                                   const char *agency,
                                   BalieDate today,
                                   int minute);

/* The agencies of @agencies for which nobody gets a mail of that category. (transfer full) */
char **balie_notification_find_uncovered (const BalieNotificationPerson *persons,
                                          guint n_persons,
                                          BalieLetterCategory category,
                                          const char *const *agencies,
                                          BalieDate today);

/* Until when a user is not to be told, by mail or on the desktop: minutes from @minute of the day on; 0: tell now. */
int balie_availability_count_quiet_minutes (const BalieAvailability *availability, int minute);
/* “Mails that arrive between 18:00 and 07:00 come together at 07:00.” Translated. */
char *balie_availability_dup_sentence (const BalieAvailability *availability);

G_END_DECLS
