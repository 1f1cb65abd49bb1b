/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told about letters: the administrators' choice per user and category, and the user's own part. */
#pragma once

#include "balie-letter.h"
#include "balie-user.h"

G_BEGIN_DECLS

/* @BALIE_CHOICE_DEFAULT follows role and sight; the others stay. */
typedef enum
{
  BALIE_CHOICE_DEFAULT,
  BALIE_CHOICE_YES,
  BALIE_CHOICE_NO,
  BALIE_N_CHOICES,
} BalieMailChoice;

const char *balie_mail_choice_to_code (BalieMailChoice choice); /* "default", "yes", "no" */
gboolean balie_mail_choice_from_code (const char *code, BalieMailChoice *choice);

/**
 * BalieNotificationPreference:
 * @email: set by administrators only
 * @set_by: login of who chose, "" for a default
 * @desktop: the user's own
 *
 * One user's, one category's.
 */
typedef struct
{
  char *login;
  BalieLetterCategory category;
  BalieMailChoice email;
  char *set_by;
  gint64 set_at;
  gboolean desktop;
} BalieNotificationPreference;

BalieNotificationPreference *balie_notification_preference_new (const char *login,
                                                                BalieLetterCategory category);
void balie_notification_preference_free (BalieNotificationPreference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieNotificationPreference, balie_notification_preference_free)

/**
 * BalieAvailability:
 * @quiet_from: minutes after midnight of the dealership's zone; equal to @quiet_until: no quiet hours
 * @quiet_until: may be on the next day
 * @deputy: login who gets the mails during an absence, "" if none
 * @absent_from: first day, BALIE_DATE_NONE: not absent
 * @absent_until: last day
 *
 * A user's quiet hours and absence.
 */
typedef struct
{
  char *login;
  int quiet_from;
  int quiet_until;
  char *deputy;
  BalieDate absent_from;
  BalieDate absent_until;
} BalieAvailability;

BalieAvailability *balie_availability_new (const char *login);
BalieAvailability *balie_availability_copy (const BalieAvailability *self);
void balie_availability_free (BalieAvailability *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieAvailability, balie_availability_free)

G_END_DECLS
