/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the command line: common options stand before or after the command. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-command-line.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

/* How far the command line was read. */
typedef struct
{
  BalieCli *cli;
  int argc;
  char **argv;
  int at;
  const char *group;
  gboolean only_operands;
} Reader;

static const BalieCommandOption *
find_in (const BalieCommandOption *options, const char *name, gsize length)
{
  for (; options != NULL && options->name != NULL; options++)
    if (strlen (options->name) == length && strncmp (options->name, name, length) == 0)
      return options;
  return NULL;
}

static const BalieCommandOption *
find_option (Reader *reader, const char *name, gsize length)
{
  const BalieCommandOption *option = find_in (balie_command_get_common_options (), name, length);

  if (option == NULL && reader->cli->command != NULL)
    option = find_in (reader->cli->command->options, name, length);
  return option;
}

/* "--name", "--name=value" or "--name value". */
static gboolean
read_option (Reader *reader)
{
  const char *word = reader->argv[reader->at];
  const char *name = g_str_equal (word, "-h") ? "help" : word + 2;
  const char *equals = strchr (name, '=');
  gsize length = equals != NULL ? (gsize) (equals - name) : strlen (name);
  const BalieCommandOption *option = g_str_has_prefix (word, "--") || g_str_equal (word, "-h")
                                         ? find_option (reader, name, length)
                                         : NULL;
  const char *value = equals != NULL ? equals + 1 : NULL;

  if (option == NULL)
    {
      balie_cli_refuse_usage (_ ("“%s” is not an option here."), word);
      return FALSE;
    }
  if (option->argument == NULL && value != NULL)
    {
      balie_cli_refuse_usage (_ ("--%s takes no value."), option->name);
      return FALSE;
    }
  if (option->argument != NULL && value == NULL)
    value = reader->at + 1 < reader->argc ? reader->argv[++reader->at] : NULL;
  if (option->argument != NULL && value == NULL)
    {
      balie_cli_refuse_usage (_ ("--%s needs a value."), option->name);
      return FALSE;
    }
  g_hash_table_replace (reader->cli->options, (gpointer) option->name,
                        g_strdup (value != NULL ? value : ""));
  return TRUE;
}

static gboolean
read_word (Reader *reader)
{
  BalieCli *cli = reader->cli;
  const char *word = reader->argv[reader->at];

  if (cli->command != NULL)
    {
      g_ptr_array_add (cli->operands, g_strdup (word));
      return TRUE;
    }
  if (reader->group == NULL)
    {
      if (!balie_command_has_group (word))
        {
          balie_cli_refuse_usage (_ ("“%s” is not a command."), word);
          return FALSE;
        }
      reader->group = word;
      cli->command = balie_command_find (word, NULL);
      return TRUE;
    }
  cli->command = balie_command_find (reader->group, word);
  if (cli->command == NULL)
    balie_cli_refuse_usage (_ ("“%s %s” is not a command."), reader->group, word);
  return cli->command != NULL;
}

static gboolean
read_words (Reader *reader)
{
  for (reader->at = 1; reader->at < reader->argc; reader->at++)
    {
      const char *word = reader->argv[reader->at];

      if (!reader->only_operands && g_str_equal (word, "--"))
        reader->only_operands = TRUE;
      else if (!reader->only_operands && word[0] == '-' && word[1] != '\0')
        {
          if (!read_option (reader))
            return FALSE;
        }
      else if (!read_word (reader))
        return FALSE;
    }
  return TRUE;
}

/* --help and --version, and what is no whole command. */
static gboolean
answer_alone (Reader *reader, BalieExit *status)
{
  BalieCli *cli = reader->cli;
  gboolean wants_help = balie_cli_get_option (cli, "help") != NULL;
  g_autofree char *text = NULL;

  *status = BALIE_EXIT_OK;
  if (!wants_help && balie_cli_get_option (cli, "version") != NULL)
    text = g_strdup ("baliectl " BALIE_VERSION "\n");
  else if (cli->command != NULL && !wants_help)
    return FALSE;
  else if (cli->command != NULL)
    text = balie_command_dup_own_help (cli->command);
  else if (reader->group != NULL)
    text = balie_command_dup_group_help (reader->group);
  else
    text = balie_command_dup_help ();
  if (cli->command == NULL && !wants_help && balie_cli_get_option (cli, "version") == NULL)
    {
      fputs (text, stderr);
      *status = BALIE_EXIT_USAGE;
    }
  else
    fputs (text, stdout);
  return TRUE;
}

static gboolean
check_operands (BalieCli *cli)
{
  guint n = cli->operands->len;

  if (n < cli->command->min_operands)
    balie_cli_refuse_usage (_ ("Something is missing: %s"), cli->command->operands);
  else if (n > cli->command->max_operands)
    balie_cli_refuse_usage (_ ("“%s” is too much here."),
                            balie_cli_get_operand (cli, cli->command->max_operands));
  else
    return TRUE;
  return FALSE;
}

/* A program reads JSON where that is what the call is for; a person at a terminal does not. */
static BalieOutputFormat
get_default_format (BalieCli *cli)
{
  gboolean is_for_programs =
      cli->command->run == balie_orders_explain_run || cli->command->run == balie_morning_run_run;

  return is_for_programs && !isatty (STDOUT_FILENO) ? BALIE_OUTPUT_JSON : BALIE_OUTPUT_TABLE;
}

static gboolean
check_common_options (BalieCli *cli)
{
  static const char *const languages[] = { "nl", "de", "en", NULL };
  const char *format = balie_cli_get_option (cli, "format");
  const char *date = balie_cli_get_option (cli, "date");
  const char *language = balie_cli_get_option (cli, "lang");
  BalieDate day;

  cli->format = get_default_format (cli);
  if (format != NULL && !balie_output_format_from_code (format, &cli->format))
    balie_cli_refuse_usage (_ ("“%s” is not a format: table, json or csv."), format);
  else if (date != NULL && !balie_date_parse (date, &day))
    balie_cli_refuse_usage (_ ("“%s” is not a date such as 2026-03-20."), date);
  else if (language != NULL && !g_strv_contains (languages, language))
    balie_cli_refuse_usage (_ ("“%s” is not a language: nl, de or en."), language);
  else
    return TRUE;
  return FALSE;
}

/**
 * balie_command_line_read:
 * @argc: how many words
 * @argv: the words
 * @cli: filled in
 * @status: (out): what to end with when there is nothing to run
 *
 * Reads the command line; shows help or version, or says what is wrong.
 *
 * Returns: whether there is a command to run
 */
gboolean
balie_command_line_read (int argc, char **argv, BalieCli *cli, BalieExit *status)
{
  Reader reader = { .cli = cli, .argc = argc, .argv = argv };

  *status = BALIE_EXIT_USAGE;
  if (!read_words (&reader) || answer_alone (&reader, status))
    return FALSE;
  *status = BALIE_EXIT_USAGE;
  return check_operands (cli) && check_common_options (cli);
}

/**
 * balie_command_line_find_language:
 * @argc: how many words
 * @argv: the words
 *
 * Returns: (nullable): the value of --lang, wherever it stands
 */
const char *
balie_command_line_find_language (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--"))
        return NULL;
      if (g_str_has_prefix (argv[i], "--lang="))
        return argv[i] + strlen ("--lang=");
      if (g_str_equal (argv[i], "--lang") && i + 1 < argc)
        return argv[i + 1];
    }
  return NULL;
}
