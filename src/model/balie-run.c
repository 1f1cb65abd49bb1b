/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A morning run and its outcomes: plain data. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-run.h"

/**
 * balie_run_outcome_new:
 *
 * Returns: (transfer full): an empty outcome
 */
BalieRunOutcome *
balie_run_outcome_new (void)
{
  BalieRunOutcome *self = g_new0 (BalieRunOutcome, 1);

  self->order_number = g_strdup ("");
  self->request_key = g_strdup ("");
  self->rule = g_strdup ("");
  self->due_on = BALIE_DATE_NONE;
  self->attention = g_strdup ("");
  return self;
}

/**
 * balie_run_outcome_free:
 * @self: (nullable) (transfer full): an outcome
 */
void
balie_run_outcome_free (BalieRunOutcome *self)
{
  if (!self)
    return;
  g_free (self->order_number);
  g_free (self->request_key);
  g_free (self->rule);
  g_free (self->attention);
  g_free (self);
}

/**
 * balie_run_new:
 * @date: the local day it is for
 *
 * Returns: (transfer full): a run that has not begun
 */
BalieRun *
balie_run_new (BalieDate date)
{
  BalieRun *self = g_new0 (BalieRun, 1);

  self->date = date;
  self->desk = g_strdup ("");
  self->actor = g_strdup ("");
  self->mail = BALIE_MAIL_OFF;
  return self;
}

/**
 * balie_run_free:
 * @self: (nullable) (transfer full): a run
 */
void
balie_run_free (BalieRun *self)
{
  if (!self)
    return;
  g_free (self->desk);
  g_free (self->actor);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_free (self);
}

/**
 * balie_mail_state_to_code:
 * @state: a state
 *
 * Returns: "off", "queued", "sent" or "failed"
 */
const char *
balie_mail_state_to_code (BalieMailState state)
{
  static const char *const codes[] = {
    [BALIE_MAIL_OFF] = "off",
    [BALIE_MAIL_QUEUED] = "queued",
    [BALIE_MAIL_SENT] = "sent",
    [BALIE_MAIL_FAILED] = "failed",
  };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (codes), "off");

  return codes[state];
}
