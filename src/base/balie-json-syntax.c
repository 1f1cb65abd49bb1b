/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict recogniser of JSON without recursion: what json-glib accepts beyond the RFC (comments,
 * assignments, lone surrogates, NUL) and what nests too deep is refused before it is parsed. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-json-syntax.h"

#include <string.h>

#include "balie-json.h"

typedef struct
{
  const char *p;
  const char *end;
  guint depth;
  char stack[BALIE_JSON_MAX_DEPTH]; /* the closing bracket of each open level */
} Scanner;

static void
skip_space (Scanner *scanner)
{
  while (scanner->p < scanner->end && strchr (" \t\r\n", *scanner->p) && *scanner->p)
    scanner->p++;
}

static gboolean
take (Scanner *scanner, char c)
{
  if (scanner->p >= scanner->end || *scanner->p != c)
    return FALSE;
  scanner->p++;
  return TRUE;
}

static gboolean
take_word (Scanner *scanner, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scanner->end - scanner->p) < length || memcmp (scanner->p, word, length) != 0)
    return FALSE;
  scanner->p += length;
  return TRUE;
}

static gboolean
take_digits (Scanner *scanner)
{
  const char *start = scanner->p;

  while (scanner->p < scanner->end && g_ascii_isdigit (*scanner->p))
    scanner->p++;
  return scanner->p > start;
}

static gboolean
take_number (Scanner *scanner)
{
  take (scanner, '-');
  if (!take (scanner, '0') && !take_digits (scanner))
    return FALSE;
  if (take (scanner, '.') && !take_digits (scanner))
    return FALSE;
  if (take (scanner, 'e') || take (scanner, 'E'))
    {
      if (!take (scanner, '+'))
        take (scanner, '-');
      return take_digits (scanner);
    }
  return TRUE;
}

static gboolean
take_hex (Scanner *scanner, guint *value)
{
  *value = 0;
  for (int i = 0; i < 4; i++)
    {
      if (scanner->p >= scanner->end || !g_ascii_isxdigit (*scanner->p))
        return FALSE;
      *value = *value * 16 + (guint) g_ascii_xdigit_value (*scanner->p++);
    }
  return TRUE;
}

/* After the backslash. A surrogate must come as a pair, and U+0000 has no place in a C string. */
static gboolean
take_escape (Scanner *scanner)
{
  guint unit, second;

  if (scanner->p >= scanner->end)
    return FALSE;
  if (!take (scanner, 'u'))
    {
      char c = *scanner->p++;

      return c != '\0' && strchr ("\"\\/bfnrt", c) != NULL;
    }
  if (!take_hex (scanner, &unit) || unit == 0)
    return FALSE;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return FALSE;
  if (unit < 0xd800 || unit > 0xdbff)
    return TRUE;
  return take_word (scanner, "\\u") && take_hex (scanner, &second) && second >= 0xdc00 &&
         second <= 0xdfff;
}

static gboolean
take_string (Scanner *scanner)
{
  if (!take (scanner, '"'))
    return FALSE;
  while (scanner->p < scanner->end)
    {
      guchar c = (guchar) *scanner->p++;

      if (c == '"')
        return TRUE;
      if (c < 0x20 || (c == '\\' && !take_escape (scanner)))
        return FALSE;
    }
  return FALSE;
}

static gboolean
take_name (Scanner *scanner)
{
  skip_space (scanner);
  if (!take_string (scanner))
    return FALSE;
  skip_space (scanner);
  return take (scanner, ':');
}

static gboolean
take_scalar (Scanner *scanner)
{
  if (scanner->p < scanner->end && *scanner->p == '"')
    return take_string (scanner);
  return take_word (scanner, "true") || take_word (scanner, "false") ||
         take_word (scanner, "null") || take_number (scanner);
}

/* Opens a level if a bracket is next; @empty says that it was closed at once. */
static gboolean
open_level (Scanner *scanner, gboolean *empty, gboolean *failed)
{
  char closing = take (scanner, '{') ? '}' : take (scanner, '[') ? ']' : '\0';

  *empty = FALSE;
  if (!closing)
    return FALSE;
  skip_space (scanner);
  if (scanner->depth == BALIE_JSON_MAX_DEPTH)
    *failed = TRUE;
  else if (take (scanner, closing))
    *empty = TRUE;
  else
    {
      scanner->stack[scanner->depth++] = closing;
      *failed = closing == '}' && !take_name (scanner);
    }
  return TRUE;
}

/* After a value: closes levels until another value is due. */
static gboolean
close_levels (Scanner *scanner)
{
  while (scanner->depth > 0)
    {
      char closing = scanner->stack[scanner->depth - 1];

      skip_space (scanner);
      if (take (scanner, ','))
        return closing == ']' || take_name (scanner);
      if (!take (scanner, closing))
        return FALSE;
      scanner->depth--;
    }
  return TRUE;
}

/* Leaves the scanner where it can't go on. */
static gboolean
take_value (Scanner *scanner)
{
  do
    {
      gboolean empty = FALSE, failed = FALSE;

      skip_space (scanner);
      if (open_level (scanner, &empty, &failed))
        {
          if (failed)
            return FALSE;
          if (!empty)
            continue;
        }
      else if (!take_scalar (scanner))
        return FALSE;
      if (!close_levels (scanner))
        return FALSE;
    }
  while (scanner->depth > 0);
  skip_space (scanner);
  return scanner->p == scanner->end;
}

/* @wrong: (out): where they stop being a value */
static gboolean
scan (const char *data, gsize length, const char **wrong)
{
  Scanner scanner = { data, data + length, 0, { 0 } };
  gboolean good;

  if (!g_utf8_validate_len (data, length, wrong))
    return FALSE;
  good = take_value (&scanner);
  *wrong = scanner.p;
  return good;
}

/**
 * balie_json_syntax_check:
 * @data: bytes
 * @length: how many
 *
 * Returns: whether they are exactly one JSON value in UTF-8, nested at most
 *   %BALIE_JSON_MAX_DEPTH deep
 */
gboolean
balie_json_syntax_check (const char *data, gsize length)
{
  const char *wrong;

  return scan (data, length, &wrong);
}

/**
 * balie_json_syntax_find_line:
 * @data: bytes
 * @length: how many
 *
 * Returns: in which line, from 1, they stop being one JSON value; 0 when they are one
 */
guint
balie_json_syntax_find_line (const char *data, gsize length)
{
  const char *wrong;
  guint line = 1;

  if (scan (data, length, &wrong))
    return 0;
  for (const char *p = data; p < wrong; p++)
    line += *p == '\n';
  return line;
}
