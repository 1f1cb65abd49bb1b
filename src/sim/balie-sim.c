/* SPDX-License-Identifier: GPL-3.0-or-later */
/* balie-sim: a stand-in for the remote systems, for the demo and for tests; loopback only. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-server.h"

#include "balie-error.h"
#include "balie-json.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

/* Of an insurer's token. */
#define TOKEN_LIFETIME (30 * 60 * G_TIME_SPAN_SECOND)

/* What the command line says. */
typedef struct
{
  int port;
  char *latency;
  char *faults;
  gint64 seed;
  char *state;
  char *decide_after;
  char *bearer;
  gboolean exit_with_stdin;
  gboolean no_letters;
  gboolean version;
} Options;

/* What the program is made of. */
typedef struct
{
  BalieSimBehaviour behaviour;
  BalieSimState *state;
  BalieSimRequests *requests;
  BalieSimRegister *who;
  BalieSimLetters *letters;
  BalieSimLogins *logins;
  BalieSimJournal *journal;
  BalieSimServer *server;
} Program;

static const char description[] =
    "It stands in for the remote systems in the demo and in tests; the real systems' addresses "
    "are\n"
    "set per remote in Balie. It listens on 127.0.0.1 only and prints one line,\n"
    "\"listening http://127.0.0.1:PORT\", when it does.\n"
    "\n"
    "Simulated: Driver2 under /driver2/v1, KP under /kp/v1, PON under /pon/v1, insurers under "
    "/bipro.\n"
    "\n"
    "Driver2 and KP have some thousands of fictional customers and vehicles, the same for the "
    "same\n"
    "seed, and a fixed cast that the manual page lists:\n"
    "  Goderis, Thiemen      Driver2's customer 74050\n"
    "  Jansen Peeters Müller more than a hundred each\n"
    "  Zoveel                10,000 in Driver2\n"
    "  Kaapstra, Femke       in KP only\n"
    "  Onvolledig, Piet      in KP only, and Driver2 refuses to import him\n"
    "  Nieuwkoper Handel BV  in KP only, a company with a VAT number\n"
    "  Tweezijde, An         in both\n"
    "\n"
    "A plate request is received, and gets its verdict after --decide-after: a plate of the "
    "present\n"
    "series (KXX-99-X, vans V-99-XXX). By the end of the chassis number:\n"
    "  …999  rejected after that time\n"
    "  …998  rejected at once, in the answer to the request\n"
    "  …997  approved at once, in the answer to the request\n"
    "\n"
    "Insurers: BiPRO 410 under /bipro/410 and 430 under /bipro/430, described at ?wsdl; any login "
    "with\n"
    "the password geheim (abgelaufen: expired; five wrong ones lock it). The same under\n"
    "  /bipro/nordlicht  no filter by category\n"
    "  /bipro/pool       wants wsa:Action and a consumer id, does not list again, ZIP\n"
    "  /bipro/autohaus   base64 in place, version 2.6.1.0.0, xsi:nil, only groups as codes\n"
    "  /bipro/altwerk    version 2.5.0.1.0, no category, faults only, nothing after "
    "acknowledging\n"
    "\n"
    "Faults, each with its own probability for every request; the first that hits is taken. With\n"
    "a remote before it (driver2.hang:1) it counts there only, and that remote has no others:\n"
    "  drop-before  closes the connection before reading\n"
    "  drop-after   does the work, then closes\n"
    "  hang         does the work, never answers\n"
    "  500          fails; half of the times the work is done\n"
    "  503, 429     with Retry-After: 1; nothing is done\n"
    "  garbage      does the work, answers what is not JSON\n"
    "  truncate     does the work, cuts the answer in the middle\n"
    "  wrong-type   does the work, answers members of a wrong type\n"
    "  huge         does the work, answers 100 MB that look like JSON\n"
    "  slow         does the work, answers one byte a second\n"
    "\n"
    "For tests, free of faults and latency:\n"
    "  GET /control/journal   what it was asked: time, method, path, query, key, vin, body,\n"
    "                         status (that left, 0 if none), result (of the work), fault\n"
    "  GET /control/requests  all plate requests with their history\n"
    "  GET /control/customers, /persons, /vehicles   what Driver2 and KP have\n"
    "  GET /control/imports   customers that were made, with their keys\n"
    "  PUT /control/faults    {\"faults\": SPEC}\n"
    "  PUT /control/latency   {\"latency\": \"100ms\"} or {\"latency\": \"100ms,driver2=2s..8s\"}\n"
    "  PUT /control/decide    {\"after\": \"2s\"} or {\"after\": \"never\"}, also for what waits\n"
    "  GET /control/letters   what the insurers have; POST adds one: at least its code of nine "
    "digits\n"
    "  PUT /control/tokens    {\"lifetime\": \"10s\"}, also of tokens given out before\n"
    "  PUT /control/logins    {\"locked\": \"\"} unlocks all\n";

static void
free_options (Options *options)
{
  g_free (options->latency);
  g_free (options->faults);
  g_free (options->state);
  g_free (options->decide_after);
  g_free (options->bearer);
}

static gboolean
parse_with (GOptionContext *context, Options *options, int *argc, char ***argv, GError **error)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port,
      "Port (0: any that is free)", "PORT" },
    { "latency", 0, 0, G_OPTION_ARG_STRING, &options->latency,
      "How slow it is: 100ms, 2s, 2s..8s, driver2=8s", "TIME" },
    { "faults", 0, 0, G_OPTION_ARG_STRING, &options->faults,
      "Comma list of [REMOTE.]KIND:PROBABILITY", "SPEC" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      "Decides customers, faults, latency and plates (1)", "N" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &options->state,
      "Remembers everything across restarts", "FILE" },
    { "decide-after", 0, 0, G_OPTION_ARG_STRING, &options->decide_after,
      "From received to the verdict (2s), or never", "TIME" },
    { "require-bearer", 0, 0, G_OPTION_ARG_STRING, &options->bearer,
      "Asks for this bearer token", "TOKEN" },
    { "no-letters", 0, 0, G_OPTION_ARG_NONE, &options->no_letters,
      "The insurers have none at first", NULL },
    { "exit-with-stdin", 0, 0, G_OPTION_ARG_NONE, &options->exit_with_stdin,
      "Ends when its standard input is closed", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Shows the version", NULL },
    { NULL },
  };
  /* clang-format on */

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
read_options (int *argc, char ***argv, Options *options, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("– simulated remote systems of Balie");
  g_autofree char *wrong = NULL;

  g_option_context_set_description (context, description);
  if (!parse_with (context, options, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    wrong = g_strdup_printf ("“%s” is not an option", (*argv)[1]);
  else if (options->port < 0 || options->port > 65535)
    wrong = g_strdup ("the port must be from 0 to 65535");
  if (wrong != NULL)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, wrong);
  return wrong == NULL;
}

static gboolean
restore_line (JsonObject *line, gpointer user_data, GError **error)
{
  static const char *const letter_lines[] = { "letter", "portfolio", "acknowledged", NULL };
  Program *program = user_data;
  const char *kind;

  if (!balie_json_get_text (line, "line", &kind, error))
    return FALSE;
  if (g_str_equal (kind, "customer"))
    return balie_sim_register_restore (program->who, line, error);
  if (g_str_equal (kind, "login"))
    return balie_sim_logins_restore (program->logins, line, error);
  if (g_strv_contains (letter_lines, kind))
    return balie_sim_letters_restore (program->letters, line, error);
  if (!g_str_equal (kind, "asked"))
    return balie_sim_requests_restore (program->requests, line, error);
  balie_sim_journal_restore (program->journal, line);
  return TRUE;
}

static BalieSimServer *
make_server (Program *program, guint32 seed)
{
  BalieSimParts parts = { program->journal,    program->requests, program->who,
                          &program->behaviour, program->letters,  program->logins };

  return balie_sim_server_new (&parts, seed);
}

static gboolean
start (Program *program, const Options *options, GError **error)
{
  const char *after = options->decide_after != NULL ? options->decide_after : "2s";
  gint64 decide_after = BALIE_SIM_NEVER;

  program->behaviour.bearer = g_strdup (options->bearer);
  if (!balie_sim_faults_parse (options->faults != NULL ? options->faults : "",
                               &program->behaviour.faults, error) ||
      !balie_sim_latency_parse (options->latency != NULL ? options->latency : "0",
                                &program->behaviour.latency, error) ||
      (!g_str_equal (after, "never") && !balie_sim_duration_parse (after, &decide_after, error)))
    return FALSE;
  program->state = balie_sim_state_open (options->state, error);
  if (program->state == NULL)
    return FALSE;
  program->requests =
      balie_sim_requests_new (program->state, (guint32) options->seed, decide_after);
  program->who = balie_sim_register_new (program->state, (guint32) options->seed);
  program->letters = balie_sim_letters_new (program->state);
  program->logins = balie_sim_logins_new (program->state, TOKEN_LIFETIME);
  program->journal = balie_sim_journal_new (program->state);
  if (!balie_sim_state_replay (program->state, restore_line, program, error))
    return FALSE;
  balie_sim_letters_begin (program->letters, !options->no_letters);
  if (options->state != NULL)
    balie_sim_requests_set_decide_after (program->requests, decide_after);
  program->server = make_server (program, (guint32) options->seed);
  return balie_sim_server_listen (program->server, options->port, error);
}

static void
stop (Program *program)
{
  g_clear_pointer (&program->server, balie_sim_server_free);
  g_clear_pointer (&program->journal, balie_sim_journal_free);
  g_clear_pointer (&program->letters, balie_sim_letters_free);
  g_clear_pointer (&program->logins, balie_sim_logins_free);
  g_clear_pointer (&program->requests, balie_sim_requests_free);
  g_clear_pointer (&program->who, balie_sim_register_free);
  g_clear_pointer (&program->state, balie_sim_state_close);
  g_free (program->behaviour.bearer);
}

static gboolean
signal_came_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
stdin_changed_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char ignored[256];

  if ((condition & G_IO_IN) != 0 && read (fd, ignored, sizeof ignored) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
run (Program *program, gboolean exit_with_stdin)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *url = balie_sim_server_dup_url (program->server);
  guint terminate = g_unix_signal_add (SIGTERM, signal_came_cb, loop);
  guint interrupt = g_unix_signal_add (SIGINT, signal_came_cb, loop);

  if (exit_with_stdin)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, stdin_changed_cb, loop);
  g_print ("listening %s\n", url);
  fflush (stdout);
  g_main_loop_run (loop);
  g_source_remove (terminate);
  g_source_remove (interrupt);
}

int
main (int argc, char **argv)
{
  Options options = { .seed = 1 };
  Program program = { 0 };
  g_autoptr (GError) error = NULL;
  int status = 0;

  setlocale (LC_ALL, "");
  if (!read_options (&argc, &argv, &options, &error))
    status = 2;
  else if (options.version)
    g_print ("balie-sim %s\n", BALIE_VERSION);
  else if (start (&program, &options, &error))
    run (&program, options.exit_with_stdin);
  else
    status = g_error_matches (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT) ? 2 : 1;
  if (error != NULL)
    g_printerr ("balie-sim: %s\n", error->message);
  stop (&program);
  free_options (&options);
  return status;
}
