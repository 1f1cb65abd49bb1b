/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands: what each is called, takes and does. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MANY G_MAXUINT

static const BalieCommandOption common_options[] = {
  { "database", "URI", N_ ("Database: sqlite:PATH; default $BALIE_DATABASE or the user’s own") },
  { "as", "LOGIN", N_ ("Acts as this user; default the login of the operating system") },
  { "format", "FORMAT", N_ ("table, json or csv") },
  { "date", "DATE", N_ ("Takes YYYY-MM-DD for today") },
  { "lang", "LANGUAGE", N_ ("nl, de or en") },
  { "help", NULL, N_ ("Shows help on the program or the command") },
  { "version", NULL, N_ ("Shows the version") },
  { NULL },
};

static const BalieCommandOption import_options[] = {
  { "dry-run", NULL, N_ ("Only says what would happen") },
  { NULL },
};

static const BalieCommandOption export_options[] = {
  { "filter", "FILTER", N_ ("all, due, upcoming, attention, requested, approved or rejected") },
  { "search", "TEXT", N_ ("Only orders with this text") },
  { "excel", NULL, N_ ("For a spreadsheet: semicolons, words and dates of the language") },
  { NULL },
};

static const BalieCommandOption list_options[] = {
  { "filter", "FILTER", N_ ("all, due, upcoming, attention, requested, approved or rejected") },
  { "search", "TEXT", N_ ("Only orders with this text") },
  { NULL },
};

static const BalieCommandOption run_options[] = {
  { "dry-run", NULL, N_ ("Only says what would happen; also with automatic approval off") },
  { NULL },
};

static const BalieCommandOption request_list_options[] = {
  { "filter", "FILTER",
    N_ ("all, open, waiting, unknown, requested, approved, rejected, withdrawn or problem") },
  { "search", "TEXT", N_ ("Only requests with this text") },
  { NULL },
};

static const BalieCommandOption customer_options[] = {
  { "source", "SOURCE",
    N_ ("driver2, kp, or auto: Driver2, then KP when nothing was found and a last name is given") },
  { "last-name", "TEXT", N_ ("Last name; without one KP can’t be searched") },
  { "first-name", "TEXT", N_ ("First name; KP then finds private persons only") },
  { "customer-number", "TEXT", N_ ("Client number") },
  { "vat-number", "TEXT", N_ ("VAT number") },
  { "email", "TEXT", N_ ("E-mail address") },
  { "phone", "TEXT", N_ ("Phone number") },
  { "postcode", "TEXT", N_ ("Postcode") },
  { "country", "TEXT", N_ ("Country") },
  { "page", "N", N_ ("Page, ten persons each; 1 by default") },
  { NULL },
};

static const BalieCommandOption vehicle_options[] = {
  { "vin", "VIN", N_ ("Chassis number") },
  { "plate", "PLATE", N_ ("Licence plate") },
  { NULL },
};

static const BalieCommandOption dossier_list_options[] = {
  { "filter", "FILTER", N_ ("open, mine, no-owner, not-in-driver2, archived or all") },
  { "search", "TEXT", N_ ("Only dossiers with this text") },
  { NULL },
};

static const BalieCommandOption dossier_show_options[] = {
  { "identity", NULL, N_ ("With identity data; that they were shown is logged") },
  { NULL },
};

static const BalieCommandOption person_options[] = {
  { "client-number", "NUMBER", N_ ("Client number") },
  { "external-reference", "NUMBER", N_ ("Number in Driver2") },
  { "last-name", "NAME", N_ ("Last name, with one of the following") },
  { "first-name", "NAME", N_ ("First name") },
  { "email", "ADDRESS", N_ ("E-mail address") },
  { "phone", "NUMBER", N_ ("Phone") },
  { "postcode", "CODE", N_ ("Postcode") },
  { NULL },
};

static const BalieCommandOption erase_options[] = {
  { "client-number", "NUMBER", N_ ("Client number") },
  { "external-reference", "NUMBER", N_ ("Number in Driver2") },
  { "last-name", "NAME", N_ ("Last name, with one of the following") },
  { "first-name", "NAME", N_ ("First name") },
  { "email", "ADDRESS", N_ ("E-mail address") },
  { "phone", "NUMBER", N_ ("Phone") },
  { "postcode", "CODE", N_ ("Postcode") },
  { "orders", NULL, N_ ("Also the customer’s name of orders") },
  { "yes", NULL, N_ ("Really; this can’t be undone") },
  { NULL },
};

static const BalieCommandOption brand_options[] = {
  { "vag", "yes|no", N_ ("Belongs to the group") },
  { "served", "yes|no", N_ ("Plates are requested for it") },
  { "aliases", "A,B", N_ ("Other spellings") },
  { "dealer-number", "NUMBER", N_ ("The dealership’s number for the brand") },
  { NULL },
};

static const BalieCommandOption user_options[] = {
  { "name", "NAME", N_ ("Name") },
  { "email", "ADDRESS", N_ ("E-mail address") },
  { "language", "LANGUAGE", N_ ("nl, de or en") },
  { "roles", "A,B",
    N_ ("seller, sales-admin-new, sales-admin-used, sales-manager-new, sales-manager-used") },
  { "sight", "SIGHT", N_ ("none, full or restricted") },
  { "agencies", "A,B", N_ ("Agencies that a restricted user sees") },
  { "administrator", "yes|no", N_ ("May change settings and users") },
  { NULL },
};

static const BalieCommandOption insurer_options[] = {
  { "sts-url", "URL", N_ ("Address of the login service (BiPRO 410)") },
  { "transfer-url", "URL", N_ ("Address of the letters (BiPRO 430)") },
  { "user", "LOGIN", N_ ("User at the insurer") },
  { "profile", "FILE", N_ ("The insurer’s switches; an empty name goes back to those that ship") },
  { "password-file", "FILE", N_ ("Keeps the first line of FILE in the Secret Service") },
  { NULL },
};

static const BalieCommandOption letter_list_options[] = {
  { "filter", "FILTER", N_ ("open, important, reminders, overdue, unlinked, done or all") },
  { "insurer", "NAME", N_ ("Only letters of this insurer") },
  { "search", "TEXT", N_ ("Only letters with this text") },
  { NULL },
};

static const BalieCommandOption letter_sync_options[] = {
  { "insurer", "NAME", N_ ("Only this insurer") },
  { "again", NULL, N_ ("Also what was acknowledged before") },
  { "unlock", NULL, N_ ("Tries a locked login again: the password was put right") },
  { NULL },
};

static const BalieCommandOption remote_options[] = {
  { "user", "LOGIN", N_ ("User or client id at the remote system") },
  { "profile", "FILE", N_ ("Connector profile; an empty name goes back to the one that ships") },
  { "password-file", "FILE", N_ ("Keeps the first line of FILE in the Secret Service") },
  { NULL },
};

static const BalieCommandOption demo_options[] = {
  { "pon", "URL", N_ ("Address of the plate gateway, for instance balie-sim’s") },
  { "sim", "URL", N_ ("Address of balie-sim, for all remote systems") },
  { NULL },
};

static const BalieCommand commands[] = {
  { "orders", "import", "FILE.csv", 1, 1, import_options,
    N_ ("Adds or updates orders by their number; every refused line is named"),
    balie_orders_import_run },
  { "orders", "export", "FILE.csv", 1, 1, export_options, N_ ("Writes orders to a file"),
    balie_orders_export_run },
  { "orders", "list", "", 0, 0, list_options, N_ ("Lists orders"), balie_orders_list_run },
  { "orders", "explain", "[ORDER…]", 0, MANY, NULL,
    N_ ("Says why each order is due or not; all orders when none is named"),
    balie_orders_explain_run },
  { "orders", "history", "ORDER", 1, 1, NULL, N_ ("Who changed what, and when"),
    balie_orders_history_run },
  { "orders", "approve", "ORDER…", 1, MANY, NULL,
    N_ ("“Approve directly”: requests the plates now; this can’t be taken back"),
    balie_orders_approve_run },
  { "morning-run", NULL, "", 0, 0, run_options,
    N_ ("Requests what is due; once per date, again does nothing"), balie_morning_run_run },
  { "requests", "list", "", 0, 0, request_list_options, N_ ("Lists plate requests"),
    balie_requests_list_run },
  { "requests", "sync", "", 0, 0, NULL,
    N_ ("Sends what is waiting, asks after what is unclear, fetches new states"),
    balie_requests_sync_run },
  { "requests", "withdraw", "KEY", 1, 1, NULL, N_ ("Takes a request back, if PON agrees"),
    balie_requests_withdraw_run },
  { "requests", "resend", "KEY", 1, 1, NULL, N_ ("Tries a waiting or unclear request again now"),
    balie_requests_resend_run },
  { "customers", "search", "", 0, 0, customer_options, N_ ("Searches customers in Driver2 and KP"),
    balie_customers_search_run },
  { "vehicles", "search", "", 0, 0, vehicle_options,
    N_ ("Searches a vehicle in Driver2, with its owner, driver and insured"),
    balie_vehicles_search_run },
  { "imports", "list", "", 0, 0, NULL, N_ ("Lists the persons of KP to be added to Driver2"),
    balie_imports_list_run },
  { "imports", "sync", "", 0, 0, NULL, N_ ("Adds those that wait, asks after what is unclear"),
    balie_imports_sync_run },
  { "imports", "retry", "KEY", 1, 1, NULL, N_ ("Tries one again that Driver2 did not take"),
    balie_imports_retry_run },
  { "dossiers", "list", "", 0, 0, dossier_list_options, N_ ("Lists dossiers"),
    balie_dossiers_list_run },
  { "dossiers", "show", "NUMBER", 1, 1, dossier_show_options,
    N_ ("Shows a dossier with the thirteen entries of its panel"), balie_dossiers_show_run },
  { "dossiers", "create", "[FIELD=VALUE…]", 0, MANY, NULL,
    N_ ("Creates a dossier; a party’s fields are called owner.last_name"),
    balie_dossiers_create_run },
  { "dossiers", "set", "NUMBER FIELD VALUE", 3, 3, NULL, N_ ("Changes a field of a dossier"),
    balie_dossiers_set_run },
  { "dossiers", "history", "NUMBER", 1, 1, NULL, N_ ("Who changed what, and when"),
    balie_dossiers_history_run },
  { "dossiers", "import", "FILE.csv", 1, 1, import_options,
    N_ ("Adds or updates dossiers by their number; every refused line is named"),
    balie_dossiers_import_run },
  { "personal-data", "find", "", 0, 0, person_options, N_ ("Counts where one person’s data stand"),
    balie_personal_data_find_run },
  { "personal-data", "export", "", 0, 0, person_options,
    N_ ("Writes all data of one person as JSON; this is logged"), balie_personal_data_export_run },
  { "personal-data", "erase", "", 0, 0, erase_options,
    N_ ("Erases all data of one person; this is logged"), balie_personal_data_erase_run },
  { "retention", "run", "", 0, 0, NULL,
    N_ ("Removes what is past the retention periods of the settings"),
    balie_retention_command_run },
  { "settings", "list", "", 0, 0, NULL, N_ ("Lists the dealership’s settings"),
    balie_settings_list_run },
  { "settings", "get", "KEY", 1, 1, NULL, N_ ("Shows a setting"), balie_settings_get_run },
  { "settings", "set", "KEY VALUE", 2, 2, NULL, N_ ("Changes a setting"), balie_settings_set_run },
  { "brands", "list", "", 0, 0, NULL, N_ ("Lists the brands"), balie_brands_list_run },
  { "brands", "set", "NAME", 1, 1, brand_options, N_ ("Adds or changes a brand"),
    balie_brands_set_run },
  { "brands", "remove", "NAME", 1, 1, NULL, N_ ("Removes a brand"), balie_brands_remove_run },
  { "users", "list", "", 0, 0, NULL, N_ ("Lists the users"), balie_users_list_run },
  { "users", "add", "LOGIN", 1, 1, user_options, N_ ("Adds a user"), balie_users_add_run },
  { "users", "set", "LOGIN", 1, 1, user_options, N_ ("Changes a user"), balie_users_set_run },
  { "users", "remove", "LOGIN", 1, 1, NULL, N_ ("Removes a user; the history stays"),
    balie_users_remove_run },
  { "insurers", "list", "", 0, 0, NULL, N_ ("Lists the insurers"), balie_insurers_list_run },
  { "insurers", "add", "NAME", 1, 1, insurer_options,
    N_ ("Adds an insurer, or changes it; a locked login is tried again"), balie_insurers_add_run },
  { "insurers", "remove", "NAME", 1, 1, NULL, N_ ("Removes an insurer; its letters stay"),
    balie_insurers_remove_run },
  { "letters", "sync", "", 0, 0, letter_sync_options,
    N_ ("Fetches letters, and tells by mail who is to be told"), balie_letters_sync_run },
  { "letters", "list", "", 0, 0, letter_list_options, N_ ("Lists the letters you may see"),
    balie_letters_list_run },
  { "letters", "save", "ID DIR", 2, 2, NULL, N_ ("Writes the documents of a letter into a folder"),
    balie_letters_save_run },
  { "letters", "done", "ID…", 1, MANY, NULL, N_ ("Marks letters as done"), balie_letters_done_run },
  { "letters", "reopen", "ID…", 1, MANY, NULL, N_ ("Marks letters as open again"),
    balie_letters_reopen_run },
  { "letters", "file", "ID", 1, 1, NULL,
    N_ ("The application asked for is filed: its request and reminders are done"),
    balie_letters_file_run },
  { "notifications", "list", "[LOGIN]", 0, 1, NULL, N_ ("Lists who is told about letters by mail"),
    balie_notifications_list_run },
  { "notifications", "set", "LOGIN important|reminders yes|no|default", 3, 3, NULL,
    N_ ("Sets whether a user is told by mail"), balie_notifications_set_run },
  { "notifications", "coverage", "", 0, 0, NULL,
    N_ ("Lists the agencies for which nobody gets urgent reminders"),
    balie_notifications_coverage_run },
  { "remotes", "list", "", 0, 0, NULL, N_ ("Lists the remote systems"), balie_remotes_list_run },
  { "remotes", "set", "NAME [URL]", 1, 2, remote_options,
    N_ ("Sets the address of driver2, kp, pon, bipro or smtp"), balie_remotes_set_run },
  { "mail", "send", "", 0, 0, NULL, N_ ("Sends the mails that are queued"), balie_mail_send_run },
  { "mail", "test", "", 0, 0, NULL, N_ ("Sends a test mail to the recipients of the settings"),
    balie_mail_test_run },
  { "doctor", NULL, "", 0, 0, NULL, N_ ("Checks the installation, one line per check"),
    balie_doctor_command_run },
  { "db", "backup", "", 0, 0, NULL, N_ ("Writes a copy of the database beside it"),
    balie_db_backup_run },
  { "db", "repair", "", 0, 0, NULL,
    N_ ("Puts the newest good copy, or what can be read, in place of a damaged database"),
    balie_db_repair_run },
  { "demo", "load", "", 0, 0, demo_options, N_ ("Fills an empty database with the demo dealership"),
    balie_demo_load_run },
};

/**
 * balie_command_get_common_options:
 *
 * Returns: (transfer none) (array zero-terminated=1): options that stand before or after any command
 */
const BalieCommandOption *
balie_command_get_common_options (void)
{
  return common_options;
}

/**
 * balie_command_find:
 * @group: first word
 * @verb: (nullable): second word
 *
 * Returns: (transfer none) (nullable): the command; one without a verb is found with any
 */
const BalieCommand *
balie_command_find (const char *group, const char *verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].group, group) &&
        (commands[i].verb == NULL || g_strcmp0 (commands[i].verb, verb) == 0))
      return &commands[i];
  return NULL;
}

/**
 * balie_command_has_group:
 * @group: first word
 *
 * Returns: whether any command begins with it
 */
gboolean
balie_command_has_group (const char *group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].group, group))
      return TRUE;
  return FALSE;
}

static char *
dup_call (const BalieCommand *command)
{
  return g_strconcat (command->group, command->verb != NULL ? " " : "",
                      command->verb != NULL ? command->verb : "",
                      *command->operands != '\0' ? " " : "", command->operands, NULL);
}

/* "  left      right", the left column padded to @width characters. */
static void
add_pair (GString *help, const char *left, const char *right, int width)
{
  int padding = width - (int) g_utf8_strlen (left, -1);

  if (padding >= 2)
    g_string_append_printf (help, "  %s%*s%s\n", left, padding, "", right);
  else
    g_string_append_printf (help, "  %s\n  %*s%s\n", left, width, "", right);
}

static void
add_commands (GString *help, const char *group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *call = dup_call (&commands[i]);

      if (group == NULL || g_str_equal (commands[i].group, group))
        add_pair (help, call, _ (commands[i].summary), 26);
    }
}

static void
add_options (GString *help, const BalieCommandOption *options)
{
  for (const BalieCommandOption *option = options; option->name != NULL; option++)
    {
      g_autofree char *left = g_strconcat ("--", option->name, option->argument != NULL ? " " : "",
                                           option->argument != NULL ? option->argument : "", NULL);

      add_pair (help, left, _ (option->help), 26);
    }
}

static void
add_end (GString *help)
{
  g_string_append_printf (help, "\n%s\n", _ ("Common options:"));
  add_options (help, common_options);
  g_string_append_printf (
      help, "\n%s\n",
      _ ("Exit status: 0 all well, 1 some items were refused or failed, 2 wrong usage,\n"
         "3 a remote system or the database can’t be reached, 4 not permitted."));
}

/**
 * balie_command_dup_help:
 *
 * Returns: (transfer full): help on the program
 */
char *
balie_command_dup_help (void)
{
  GString *help = g_string_new (NULL);

  g_string_append_printf (
      help, "%s\n\n%s\n", _ ("Usage: baliectl [OPTION…] COMMAND [OPTION…] [OPERAND…]"),
      _ ("Plate requests and dossiers of a car dealership, from the command line."));
  g_string_append_printf (help, "\n%s\n", _ ("Commands:"));
  add_commands (help, NULL);
  add_end (help);
  return g_string_free (help, FALSE);
}

/**
 * balie_command_dup_group_help:
 * @group: first word of several commands
 *
 * Returns: (transfer full): help on them
 */
char *
balie_command_dup_group_help (const char *group)
{
  GString *help = g_string_new (NULL);

  g_string_append_printf (help, "%s\n", _ ("Commands:"));
  add_commands (help, group);
  add_end (help);
  return g_string_free (help, FALSE);
}

/**
 * balie_command_dup_own_help:
 * @command: a command
 *
 * Returns: (transfer full): help on it
 */
char *
balie_command_dup_own_help (const BalieCommand *command)
{
  GString *help = g_string_new (NULL);
  g_autofree char *call = dup_call (command);

  /* Translators: %s is a command such as “orders list”. */
  g_string_append_printf (help, _ ("Usage: baliectl %s [OPTION…]\n"), call);
  g_string_append_printf (help, "\n%s.\n", _ (command->summary));
  if (command->options != NULL)
    {
      g_string_append_printf (help, "\n%s\n", _ ("Options:"));
      add_options (help, command->options);
    }
  add_end (help);
  return g_string_free (help, FALSE);
}
