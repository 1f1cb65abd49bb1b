/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A morning run: one per dealership and local date, with the outcome per order. */
#pragma once

#include <glib.h>

#include "balie-date.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_MAIL_OFF,
  BALIE_MAIL_QUEUED,
  BALIE_MAIL_SENT,
  BALIE_MAIL_FAILED,
} BalieMailState;

/**
 * BalieRunOutcome:
 * @request_key: the request made for it, "" when it only needs attention
 * @rule: the rule's code, "" when it only needs attention
 * @due_on: the day it fell due; earlier than the run's date means caught up
 * @attention: the attention code, "" when requested
 */
typedef struct
{
  char *order_number;
  char *request_key;
  char *rule;
  BalieDate due_on;
  char *attention;
} BalieRunOutcome;

typedef struct
{
  BalieDate date;
  gint64 started_at;
  gint64 finished_at;
  char *desk;
  char *actor;
  int n_requested;
  int n_attention;
  BalieMailState mail;
  GPtrArray *outcomes; /* (element-type BalieRunOutcome) (nullable): only when asked for */
} BalieRun;

BalieRunOutcome *balie_run_outcome_new (void);
void balie_run_outcome_free (BalieRunOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieRunOutcome, balie_run_outcome_free)
BalieRun *balie_run_new (BalieDate date);
void balie_run_free (BalieRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieRun, balie_run_free)
const char *balie_mail_state_to_code (BalieMailState state);

G_END_DECLS
