/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call of baliectl: what the command line said, the desk it works on, how it waits and fails. */
#pragma once

#include "balie-command.h"
#include "balie-desk.h"
#include "balie-output.h"

G_BEGIN_DECLS

/* Exit statuses, as CONTRACTS has them. */
typedef enum
{
  BALIE_EXIT_OK = 0,
  BALIE_EXIT_ITEMS_FAILED = 1,
  BALIE_EXIT_USAGE = 2,
  BALIE_EXIT_UNREACHABLE = 3,
  BALIE_EXIT_NOT_PERMITTED = 4,
} BalieExit;

/**
 * BalieCli:
 * @command: (borrowed): what is to be done, static
 * @options: (owned): name without dashes → value, "" for a switch
 * @operands: (owned): the rest, as given
 * @format: how results are written
 * @desk: (owned) (nullable): open once balie_cli_open() was called
 * @cancellable: (owned): cancelled by SIGINT and SIGTERM
 */
struct _BalieCli
{
  const BalieCommand *command;
  GHashTable *options;
  GPtrArray *operands;
  BalieOutputFormat format;
  BalieDesk *desk;
  GCancellable *cancellable;
};

const char *balie_cli_get_option (BalieCli *self, const char *name);
const char *balie_cli_get_operand (BalieCli *self, guint index);

/* Opens the desk and looks whether the user may read at all; BALIE_EXIT_OK or what to end with. */
BalieExit balie_cli_open (BalieCli *self);
BalieExit balie_cli_check (BalieCli *self, BalieDeed deed);

/**
 * BalieWait:
 *
 * Waits for one asynchronous call: give balie_wait_done_cb() and the address of one that is zero as
 * callback and data, then finish with what balie_wait_for() gives. The result lives until
 * balie_wait_clear().
 */
typedef struct
{
  GAsyncResult *result;
} BalieWait;

void balie_wait_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *balie_wait_for (BalieWait *self);
void balie_wait_clear (BalieWait *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieWait, balie_wait_clear)

/* Says on standard error what went wrong and what can be done; gives what to end with. */
BalieExit balie_cli_fail (const GError *error);
/* The same, for what is no plate request; @hint (nullable): when a system can't be reached. */
BalieExit balie_cli_fail_hinting (const GError *error, const char *hint);
/* The same for one item of several. */
BalieExit balie_cli_fail_item (const char *item, const GError *error);
/* What a failure of this kind ends with. */
BalieExit balie_cli_exit_of (const GError *error);
/* Something was given that makes no sense. */
BalieExit balie_cli_refuse_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
void balie_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The more serious of two. */
BalieExit balie_cli_worse (BalieExit a, BalieExit b);

G_END_DECLS
