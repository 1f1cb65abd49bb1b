/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts with {placeholders}: looking through them and filling them in. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-profile-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads one step: a literal piece (in @literal) or a placeholder (in @name). */
static const char *
read_step (const char *p, char *literal, char **name)
{
  const char *end;

  *name = NULL;
  if ((p[0] == '{' && p[1] == '{') || (p[0] == '}' && p[1] == '}'))
    {
      *literal = *p;
      return p + 2;
    }
  if (*p == '}')
    return NULL;
  if (*p != '{')
    {
      *literal = *p;
      return p + 1;
    }
  end = strchr (p, '}');
  if (!end || end == p + 1 || memchr (p + 1, '{', (gsize) (end - p - 1)))
    return NULL;
  *name = g_strndup (p + 1, (gsize) (end - p - 1));
  return end + 1;
}

/**
 * balie_template_scan:
 * @text: a template
 * @names: (element-type utf8): the placeholders found are added to it
 * @problem: (out) (optional): what is wrong with it
 *
 * Returns: whether its braces are in order
 */
gboolean
balie_template_scan (const char *text, GPtrArray *names, char **problem)
{
  for (const char *p = text; *p;)
    {
      char literal;
      char *name;

      p = read_step (p, &literal, &name);
      if (!p)
        {
          if (problem)
            *problem =
                g_strdup (_ ("a brace is not closed; a brace itself is written “{{” or “}}”"));
          return FALSE;
        }
      if (name)
        g_ptr_array_add (names, name);
    }
  return TRUE;
}

/**
 * balie_template_fill:
 * @text: a template in order
 * @lookup: gives the values
 * @user_data: for @lookup
 *
 * Returns: (transfer full) (nullable): the text, %NULL if one of its placeholders has no value
 */
char *
balie_template_fill (const char *text, BalieTemplateLookup lookup, gpointer user_data)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p;)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      char literal;

      p = read_step (p, &literal, &name);
      g_return_val_if_fail (p, NULL);
      if (!name)
        {
          g_string_append_c (out, literal);
          continue;
        }
      value = lookup (name, user_data);
      if (!value)
        return NULL;
      g_string_append (out, value);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * balie_template_dup_single:
 * @text: a template
 *
 * Returns: (transfer full) (nullable): the name if the template is one placeholder and nothing else
 */
char *
balie_template_dup_single (const char *text)
{
  char literal;
  char *name;
  const char *rest = *text ? read_step (text, &literal, &name) : NULL;

  if (rest && name && !*rest)
    return name;
  if (rest)
    g_free (name);
  return NULL;
}
