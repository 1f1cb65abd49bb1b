/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seller's entry: plate types, and reading and writing "long:2+carrier:1". */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-plates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-text.h"

typedef struct
{
  const char *code;
  const char *label;
  const char *dutch[2]; /* folded */
} PlateType;

static const PlateType plate_types[] = {
  { "long", NC_ ("plate type", "Long"), { "lang", NULL } },
  { "rectangular", NC_ ("plate type", "Rectangular"), { "rechthoekig", NULL } },
  { "american", NC_ ("plate type", "American size"), { "amerikaans", NULL } },
  { "motorcycle", NC_ ("plate type", "Motorcycle"), { "motor", NULL } },
  { "taxi-long", NC_ ("plate type", "Taxi long"), { "taxi-lang", NULL } },
  { "taxi-rectangular", NC_ ("plate type", "Taxi rectangular"), { "taxi-rechthoekig", NULL } },
  { "carrier", NC_ ("plate type", "Carrier"), { "fietsendrager", "drager" } },
};

/**
 * balie_plate_type_get_all:
 *
 * Returns: (array zero-terminated=1): the codes of all types, the usual one first
 */
const char *const *
balie_plate_type_get_all (void)
{
  static const char *codes[G_N_ELEMENTS (plate_types) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (plate_types); i++)
        codes[i] = g_intern_static_string (plate_types[i].code);
      g_once_init_leave (&ready, 1);
    }
  return codes;
}

static const PlateType *
find_type (const char *folded, gsize *index)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plate_types); i++)
    {
      const PlateType *type = &plate_types[i];

      if (g_str_equal (folded, type->code) || g_strcmp0 (folded, type->dutch[0]) == 0 ||
          g_strcmp0 (folded, type->dutch[1]) == 0)
        {
          *index = i;
          return type;
        }
    }
  return NULL;
}

/**
 * balie_plate_type_find:
 * @code_or_dutch_name: (nullable): "long", "Lang", "fietsendrager" …
 *
 * Returns: (nullable): the interned code, %NULL if there is no such type
 */
const char *
balie_plate_type_find (const char *code_or_dutch_name)
{
  g_autofree char *folded = balie_text_fold (code_or_dutch_name);
  gsize index;

  g_strdelimit (folded, " _", '-');
  return find_type (folded, &index) ? balie_plate_type_get_all ()[index] : NULL;
}

/**
 * balie_plate_type_get_label:
 * @code: (nullable): a type's code
 *
 * Returns: its translated name, @code itself if it is unknown, never %NULL
 */
const char *
balie_plate_type_get_label (const char *code)
{
  gsize index;
  const PlateType *type = code ? find_type (code, &index) : NULL;

  if (!type)
    return code ? code : "";
  return g_dpgettext2 (GETTEXT_PACKAGE, "plate type", type->label);
}

static gboolean
fail_part (const char *part, const char *expected, GError **error)
{
  g_autofree char *clean = balie_text_dup_clean (part, 60);

  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               /* Translators: %1$s is what was given, %2$s what is expected instead. */
               _ ("Plates: “%1$s” can’t be read; expected is %2$s."), clean, expected);
  return FALSE;
}

/* Reads "type:count" into the next line. */
static gboolean
parse_part (const char *part, BaliePlates *plates, GError **error)
{
  g_auto (GStrv) pair = g_strsplit (part, ":", 2);
  const char *type;
  const char *count;

  if (!pair[0] || !pair[1])
    return fail_part (part, _ ("type:count, such as long:2+carrier:1"), error);
  type = balie_plate_type_find (pair[0]);
  if (!type)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) balie_plate_type_get_all ());

      return fail_part (pair[0], all, error);
    }
  count = g_strstrip (pair[1]);
  if (strlen (count) != 1 || *count < '1' || *count > '0' + BALIE_PLATES_MAX_COUNT)
    return fail_part (part, _ ("a number of plates from 1 to 9"), error);
  for (int i = 0; i < plates->n_lines; i++)
    {
      if (plates->lines[i].type == type)
        return fail_part (part, _ ("each type only once"), error);
    }
  plates->lines[plates->n_lines++] = (BaliePlateLine){ type, *count - '0' };
  return TRUE;
}

/**
 * balie_plates_parse:
 * @text: (nullable): "long:2+carrier:1", also with the Dutch names; empty for none
 * @plates: (out caller-allocates): what it says; untouched on error
 * @error: return location, %BALIE_ERROR_INVALID_INPUT with a translated sentence
 *
 * Returns: whether it could be read
 */
gboolean
balie_plates_parse (const char *text, BaliePlates *plates, GError **error)
{
  g_auto (GStrv) parts = NULL;
  BaliePlates parsed = { 0 };

  if (!balie_text_is_empty (text))
    {
      parts = g_strsplit (text, "+", BALIE_PLATES_MAX_LINES + 1);
      /* Fewer types exist than lines fit, so the check for doubles also keeps the bound. */
      G_STATIC_ASSERT (G_N_ELEMENTS (plate_types) <= BALIE_PLATES_MAX_LINES);
      for (char **part = parts; *part; part++)
        {
          if (!parse_part (g_strstrip (*part), &parsed, error))
            return FALSE;
        }
    }
  *plates = parsed;
  return TRUE;
}

/**
 * balie_plates_dup_text:
 * @plates: an entry
 *
 * Returns: (transfer full): "long:2+carrier:1", "" when empty
 */
char *
balie_plates_dup_text (const BaliePlates *plates)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < plates->n_lines; i++)
    g_string_append_printf (out, "%s%s:%d", i > 0 ? "+" : "", plates->lines[i].type,
                            plates->lines[i].count);
  return g_string_free (out, FALSE);
}

/**
 * balie_plates_dup_label:
 * @plates: an entry
 *
 * Returns: (transfer full): "2 × Long, 1 × Carrier", translated, "" when empty
 */
char *
balie_plates_dup_label (const BaliePlates *plates)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < plates->n_lines; i++)
    g_string_append_printf (out, "%s%d × %s", i > 0 ? ", " : "", plates->lines[i].count,
                            balie_plate_type_get_label (plates->lines[i].type));
  return g_string_free (out, FALSE);
}

static int
get_count (const BaliePlates *plates, const char *type)
{
  for (int i = 0; i < plates->n_lines; i++)
    {
      if (g_str_equal (plates->lines[i].type, type))
        return plates->lines[i].count;
    }
  return 0;
}

/**
 * balie_plates_equal:
 * @a: an entry
 * @b: another
 *
 * Returns: whether both name the same plates, in whatever order
 */
gboolean
balie_plates_equal (const BaliePlates *a, const BaliePlates *b)
{
  if (a->n_lines != b->n_lines)
    return FALSE;
  for (int i = 0; i < a->n_lines; i++)
    {
      if (get_count (b, a->lines[i].type) != a->lines[i].count)
        return FALSE;
    }
  return TRUE;
}
