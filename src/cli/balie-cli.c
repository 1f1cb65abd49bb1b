/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call of baliectl: what the command line said, the desk it works on, how it waits and fails. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-error.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What can be done about an error, by its code; the error's own message says what went wrong. */
static const struct
{
  BalieError code;
  BalieExit exit;
  const char *hint;
} sentences[] = {
  { BALIE_ERROR_OFFLINE, BALIE_EXIT_UNREACHABLE,
    N_ ("Nothing was sent. What waits stays queued; “baliectl requests sync” tries again.") },
  { BALIE_ERROR_TIMEOUT, BALIE_EXIT_UNREACHABLE,
    N_ ("What became of it is not known yet; “baliectl requests sync” asks after it.") },
  { BALIE_ERROR_UNCLEAR, BALIE_EXIT_UNREACHABLE,
    N_ ("What became of it is not known yet; “baliectl requests sync” asks after it.") },
  { BALIE_ERROR_UNAVAILABLE, BALIE_EXIT_UNREACHABLE,
    N_ ("It asked to come back later. What waits stays queued; “baliectl requests sync” tries "
        "again.") },
  { BALIE_ERROR_NOT_CONFIGURED, BALIE_EXIT_UNREACHABLE,
    N_ ("“baliectl remotes set” and “baliectl settings set” say where to find it.") },
  { BALIE_ERROR_SECRET, BALIE_EXIT_UNREACHABLE,
    N_ ("“baliectl remotes set NAME --password-file FILE” keeps a password.") },
  { BALIE_ERROR_STORAGE, BALIE_EXIT_UNREACHABLE, NULL },
  { BALIE_ERROR_DAMAGED, BALIE_EXIT_UNREACHABLE,
    N_ ("“baliectl db repair” puts the newest good copy in its place.") },
  { BALIE_ERROR_NEWER, BALIE_EXIT_UNREACHABLE, N_ ("Use the newer Balie.") },
  { BALIE_ERROR_NOT_PERMITTED, BALIE_EXIT_NOT_PERMITTED, NULL },
  { BALIE_ERROR_INVALID_INPUT, BALIE_EXIT_USAGE, NULL },
};

/**
 * balie_cli_get_option:
 * @self: the call
 * @name: without the dashes
 *
 * Returns: (nullable): its value, "" for a switch that was given, %NULL when it was not given
 */
const char *
balie_cli_get_option (BalieCli *self, const char *name)
{
  return g_hash_table_lookup (self->options, name);
}

/**
 * balie_cli_get_operand:
 * @self: the call
 * @index: which
 *
 * Returns: (nullable): it, %NULL when there are not so many
 */
const char *
balie_cli_get_operand (BalieCli *self, guint index)
{
  return index < self->operands->len ? self->operands->pdata[index] : NULL;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

static BalieClock *
make_clock (BalieCli *self)
{
  const char *text = balie_cli_get_option (self, "date");
  BalieDate date;

  /* It was looked at when the command line was read. */
  if (text == NULL || !balie_date_parse (text, &date))
    return balie_clock_new_system ();
  return balie_clock_new_on_date (date);
}

/**
 * balie_cli_open:
 * @self: the call
 *
 * Opens the desk and looks whether the user may read at all.
 *
 * Returns: %BALIE_EXIT_OK, or what to end with after it was said why
 */
BalieExit
balie_cli_open (BalieCli *self)
{
  g_autoptr (BalieClock) clock = make_clock (self);
  g_autoptr (GError) error = NULL;

  self->desk = balie_desk_open_sync (balie_cli_get_option (self, "database"),
                                     balie_cli_get_option (self, "as"), clock, &error);
  if (self->desk == NULL)
    return balie_cli_fail (error);
  g_unix_signal_add (SIGINT, interrupted_cb, self->cancellable);
  g_unix_signal_add (SIGTERM, interrupted_cb, self->cancellable);
  return balie_cli_check (self, BALIE_DEED_READ);
}

/**
 * balie_cli_check:
 * @self: the call, with its desk open
 * @deed: what is to be done
 *
 * Returns: %BALIE_EXIT_OK, or %BALIE_EXIT_NOT_PERMITTED after it was said why
 */
BalieExit
balie_cli_check (BalieCli *self, BalieDeed deed)
{
  g_autoptr (GError) error = NULL;

  return balie_desk_check (self->desk, deed, &error) ? BALIE_EXIT_OK : balie_cli_fail (error);
}

/**
 * balie_wait_done_cb:
 * @source: (nullable): what the call was made on
 * @result: its result
 * @user_data: a #BalieWait
 *
 * The callback to give.
 */
void
balie_wait_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieWait *self = user_data;

  self->result = g_object_ref (result);
}

/**
 * balie_wait_for:
 * @self: what was given as data
 *
 * Runs the main loop until the call is done. It can be used again for another call.
 *
 * Returns: (transfer none): the result to finish with
 */
GAsyncResult *
balie_wait_for (BalieWait *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

/**
 * balie_wait_clear:
 * @self: a wait
 *
 * Ready for another call.
 */
void
balie_wait_clear (BalieWait *self)
{
  g_clear_object (&self->result);
}

static gsize
find_sentence (const GError *error)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (sentences) && !g_error_matches (error, BALIE_ERROR, sentences[i].code))
    i++;
  return i;
}

/**
 * balie_cli_exit_of:
 * @error: what went wrong
 *
 * Returns: what such a failure ends with
 */
BalieExit
balie_cli_exit_of (const GError *error)
{
  gsize i = find_sentence (error);

  return i < G_N_ELEMENTS (sentences) ? sentences[i].exit : BALIE_EXIT_ITEMS_FAILED;
}

static void
say_hint (const GError *error)
{
  gsize i = find_sentence (error);

  if (i < G_N_ELEMENTS (sentences) && sentences[i].hint != NULL)
    balie_cli_say ("%s", _ (sentences[i].hint));
}

/**
 * balie_cli_fail:
 * @error: what went wrong
 *
 * Says what went wrong and what can be done.
 *
 * Returns: what to end with
 */
BalieExit
balie_cli_fail (const GError *error)
{
  if (balie_error_is_cancelled (error))
    {
      balie_cli_say (_ ("Cancelled."));
      return BALIE_EXIT_ITEMS_FAILED;
    }
  balie_cli_say ("%s", error->message);
  say_hint (error);
  return balie_cli_exit_of (error);
}

/**
 * balie_cli_fail_hinting:
 * @error: what went wrong
 * @hint: (nullable): translated, what can be done about a system that can't be reached
 *
 * As balie_cli_fail(), for what is no plate request.
 *
 * Returns: what to end with
 */
BalieExit
balie_cli_fail_hinting (const GError *error, const char *hint)
{
  if (!g_error_matches (error, BALIE_ERROR, BALIE_ERROR_OFFLINE) &&
      !g_error_matches (error, BALIE_ERROR, BALIE_ERROR_TIMEOUT) &&
      !g_error_matches (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR) &&
      !g_error_matches (error, BALIE_ERROR, BALIE_ERROR_UNAVAILABLE))
    return balie_cli_fail (error);
  balie_cli_say ("%s", error->message);
  if (hint != NULL)
    balie_cli_say ("%s", hint);
  return balie_cli_exit_of (error);
}

/**
 * balie_cli_fail_item:
 * @item: what of several things it is about
 * @error: what went wrong
 *
 * Says what went wrong with it. An item that makes no sense is a failed item, not wrong usage.
 *
 * Returns: what to end with
 */
BalieExit
balie_cli_fail_item (const char *item, const GError *error)
{
  BalieExit exit = balie_cli_exit_of (error);

  balie_cli_say ("%s: %s", item, error->message);
  return exit == BALIE_EXIT_USAGE ? BALIE_EXIT_ITEMS_FAILED : exit;
}

/**
 * balie_cli_refuse_usage:
 * @format: what makes no sense
 *
 * Says it.
 *
 * Returns: %BALIE_EXIT_USAGE
 */
BalieExit
balie_cli_refuse_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  balie_cli_say ("%s", text);
  balie_cli_say ("%s", _ ("“baliectl --help” says what can be given."));
  return BALIE_EXIT_USAGE;
}

/**
 * balie_cli_say:
 * @format: a message
 *
 * Writes it to standard error as one line.
 */
void
balie_cli_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  valid = g_utf8_make_valid (text, -1);
  /* Text from remote systems must not command the terminal. */
  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  fflush (stdout);
  g_printerr ("baliectl: %s\n", valid);
}

/**
 * balie_cli_worse:
 * @a: an exit status
 * @b: another
 *
 * Returns: the more serious: not permitted, then unreachable, then usage, then failed items
 */
BalieExit
balie_cli_worse (BalieExit a, BalieExit b)
{
  return MAX (a, b);
}
