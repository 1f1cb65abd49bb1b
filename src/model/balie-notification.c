/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told about letters: plain data. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-notification.h"

static const char *const choice_codes[BALIE_N_CHOICES] = {
  [BALIE_CHOICE_DEFAULT] = "default",
  [BALIE_CHOICE_YES] = "yes",
  [BALIE_CHOICE_NO] = "no",
};

/**
 * balie_mail_choice_to_code:
 * @choice: a choice
 *
 * Returns: "default", "yes" or "no"
 */
const char *
balie_mail_choice_to_code (BalieMailChoice choice)
{
  g_return_val_if_fail ((guint) choice < BALIE_N_CHOICES, "default");

  return choice_codes[choice];
}

/**
 * balie_mail_choice_from_code:
 * @code: (nullable): a code
 * @choice: (out): the choice, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_mail_choice_from_code (const char *code, BalieMailChoice *choice)
{
  for (int i = 0; i < BALIE_N_CHOICES; i++)
    {
      if (g_strcmp0 (code, choice_codes[i]) != 0)
        continue;
      *choice = (BalieMailChoice) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_notification_preference_new:
 * @login: whose
 * @category: of which letters
 *
 * Returns: (transfer full): the default, with desktop notifications
 */
BalieNotificationPreference *
balie_notification_preference_new (const char *login, BalieLetterCategory category)
{
  BalieNotificationPreference *self = g_new0 (BalieNotificationPreference, 1);

  self->login = g_strdup (login ? login : "");
  self->category = category;
  self->set_by = g_strdup ("");
  self->desktop = TRUE;
  return self;
}

/**
 * balie_notification_preference_free:
 * @self: (nullable) (transfer full): a preference
 */
void
balie_notification_preference_free (BalieNotificationPreference *self)
{
  if (!self)
    return;
  g_free (self->login);
  g_free (self->set_by);
  g_free (self);
}

/**
 * balie_availability_new:
 * @login: whose
 *
 * Returns: (transfer full): always there, no quiet hours
 */
BalieAvailability *
balie_availability_new (const char *login)
{
  BalieAvailability *self = g_new0 (BalieAvailability, 1);

  self->login = g_strdup (login ? login : "");
  self->deputy = g_strdup ("");
  self->absent_from = BALIE_DATE_NONE;
  self->absent_until = BALIE_DATE_NONE;
  return self;
}

/**
 * balie_availability_copy:
 * @self: (nullable): quiet hours and absence
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieAvailability *
balie_availability_copy (const BalieAvailability *self)
{
  BalieAvailability *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieAvailability, 1);
  *copy = *self;
  copy->login = g_strdup (self->login);
  copy->deputy = g_strdup (self->deputy);
  return copy;
}

/**
 * balie_availability_free:
 * @self: (nullable) (transfer full): quiet hours and absence
 */
void
balie_availability_free (BalieAvailability *self)
{
  if (!self)
    return;
  g_free (self->login);
  g_free (self->deputy);
  g_free (self);
}
