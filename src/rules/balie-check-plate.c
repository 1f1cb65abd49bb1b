/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dutch licence plates: the shape gives the sidecode and the dashes; letters and combinations that were
 * never issued are suspect, not refused, because every ban has exceptions on real cars. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-check.h"
#include "balie-text.h"

/* Index is the sidecode; X is a letter, 9 a digit. */
static const char *const shapes[] = {
  NULL,       "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
  "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
};

/* Series beside the sidecodes; a literal letter stands for itself. */
static const char *const special_shapes[] = {
  "AA-9", "AA-99", "AA-999", "CD-9", "CD-99", "CD-999", "CDJ-9", "CDJ-99", "CDJ-999", "X-99-99",
};

/* What foreign plates look like that are met here; Belgium since 2010. */
static const char *const foreign_shapes[] = { "9-XXX-999" };

/* First two letters of sidecode 1 that are not given to ordinary cars. */
static const char *const special_series[] = { "AA", "CD", "BN", "GN", "GV", "ZZ", "HA",
                                              "HF", "FH", "HC", "OA", "LH", NULL };

static const char *const banned_groups[] = { "GVD", "KKK", "NSB", "PKK", "PSV", "TBS", "PVV",
                                             "SGP", "VVD", "KVT", "LPF", "FVD", "BBB", NULL };

static gboolean
character_fits (char mask, char c)
{
  if (mask == '9')
    return g_ascii_isdigit (c);
  if (mask == 'X')
    return g_ascii_isupper (c);
  return mask == c;
}

static gboolean
fits_shape (const char *plate, const char *shape)
{
  for (; *shape; shape++)
    {
      if (*shape == '-')
        continue;
      if (!*plate || !character_fits (*shape, *plate))
        return FALSE;
      plate++;
    }
  return *plate == '\0';
}

static const char *
find_shape (const char *plate)
{
  int sidecode = balie_plate_get_sidecode (plate);

  if (sidecode > 0)
    return shapes[sidecode];
  for (gsize i = 0; i < G_N_ELEMENTS (special_shapes); i++)
    {
      if (fits_shape (plate, special_shapes[i]))
        return special_shapes[i];
    }
  return NULL;
}

static const char *
find_foreign_shape (const char *plate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (foreign_shapes); i++)
    {
      if (fits_shape (plate, foreign_shapes[i]))
        return foreign_shapes[i];
    }
  return NULL;
}

static char *
dup_dashed_as (const char *plate, const char *shape)
{
  GString *out = g_string_new (NULL);

  for (; *shape; shape++)
    g_string_append_c (out, *shape == '-' ? '-' : *plate++);
  return g_string_free (out, FALSE);
}

/**
 * balie_plate_get_sidecode:
 * @plate: (nullable): a plate as stored: upper case, no dashes
 *
 * Returns: 1 to 14, 0 if no shape fits
 */
int
balie_plate_get_sidecode (const char *plate)
{
  if (!plate || strlen (plate) != 6)
    return 0;
  for (gsize i = 1; i < G_N_ELEMENTS (shapes); i++)
    {
      if (fits_shape (plate, shapes[i]))
        return (int) i;
    }
  return 0;
}

/* Letters that occur in a sidecode; vowels and Y only in the old ones, C and Q never. */
static gboolean
letter_is_issued (char letter, int sidecode, gboolean first)
{
  const char *letters = "BDFGHJKLMNPRSTVWXZ";

  if (sidecode <= 3)
    letters = "ABDEFGHJKLMNOPRSTUVWXYZ";
  else if (sidecode == 4)
    letters = first ? "BDFGHJKLMNOPRSTVWXYZ" : "BDFGHJKLMNPRSTVWXYZ";
  else if (sidecode == 12 && first)
    letters = "BDEFGHJKLMNPRSTVWXZ";
  return strchr (letters, letter) != NULL;
}

static gboolean
letters_are_issued (const char *plate, int sidecode)
{
  for (int i = 0; plate[i]; i++)
    {
      if (g_ascii_isupper (plate[i]) && !letter_is_issued (plate[i], sidecode, i == 0))
        return FALSE;
    }
  return TRUE;
}

/* A ban holds within one group: HS-DF-43 has no SD. BBB is where sidecode 12 began. */
static gboolean
group_is_issued (const char *group, int sidecode)
{
  if (g_strcmp0 (group, "000") == 0)
    return FALSE;
  if (strstr (group, "SS") || strstr (group, "SD"))
    return FALSE;
  if (sidecode == 12 && g_str_equal (group, "BBB"))
    return TRUE;
  return !g_strv_contains (banned_groups, group);
}

static gboolean
groups_are_issued (const char *plate, int sidecode)
{
  g_autofree char *dashed = dup_dashed_as (plate, shapes[sidecode]);
  g_auto (GStrv) groups = g_strsplit (dashed, "-", -1);

  for (char **group = groups; *group; group++)
    {
      if (!group_is_issued (*group, sidecode))
        return FALSE;
    }
  return TRUE;
}

/* Why a plate whose shape fits is unusual all the same; NULL if it is not. */
static const char *
find_doubt (const char *plate, int sidecode)
{
  char series[3] = { plate[0], plate[1], '\0' };

  if (sidecode == 0 || (sidecode == 1 && g_strv_contains (special_series, series)))
    return _ ("This is a plate of a special series (diplomatic, royal house, trade, one-day). "
              "Please check.");
  if (sidecode >= 13)
    return _ ("Plates of this shape are not issued yet. Please check.");
  if (!letters_are_issued (plate, sidecode))
    return _ ("Plates of this shape do not have such letters. Please check.");
  if (!groups_are_issued (plate, sidecode))
    return _ ("This combination is not issued as a rule. Please check.");
  return NULL;
}

/**
 * balie_check_plate:
 * @plate: (nullable): as a person wrote it; case, dashes and blanks do not matter
 *
 * Returns: (transfer full): the outcome; invalid only if no shape fits
 */
BalieCheck
balie_check_plate (const char *plate)
{
  g_autofree char *code = balie_text_dup_code (plate);
  const char *doubt;

  if (!*code)
    return (BalieCheck){ BALIE_CHECK_EMPTY, g_strdup (""), g_strdup ("") };
  if (!find_shape (code))
    return (BalieCheck){ BALIE_CHECK_INVALID, g_strdup (""),
                         g_strdup (_ ("This is not the shape of a Dutch licence plate, such as "
                                      "GBB-01-B.")) };
  doubt = find_doubt (code, balie_plate_get_sidecode (code));
  if (doubt)
    return (BalieCheck){ BALIE_CHECK_SUSPECT, g_steal_pointer (&code), g_strdup (doubt) };
  return (BalieCheck){ BALIE_CHECK_OK, g_steal_pointer (&code), g_strdup ("") };
}

/**
 * balie_plate_is_dutch:
 * @plate: (nullable): a plate, with or without dashes
 *
 * Returns: whether it has the shape of a Dutch one
 */
gboolean
balie_plate_is_dutch (const char *plate)
{
  g_autofree char *code = balie_text_dup_code (plate);

  return find_shape (code) != NULL;
}

/**
 * balie_plate_dup_dashed:
 * @plate: (nullable): a plate, with or without dashes
 *
 * Returns: (transfer full): upper case with the dashes of its sidecode, or of the Belgian shape; as given
 *   where no shape fits
 */
char *
balie_plate_dup_dashed (const char *plate)
{
  g_autofree char *code = balie_text_dup_code (plate);
  const char *shape = find_shape (code);

  if (!shape)
    shape = find_foreign_shape (code);
  if (!shape)
    return balie_text_dup_clean (plate, 64);
  return dup_dashed_as (code, shape);
}

/**
 * balie_plate_dup_spoken:
 * @plate: (nullable): a plate, with or without dashes
 *
 * Returns: (transfer full): for a screen reader: character by character with a pause at each dash,
 *   "G, 0 0 1, B B"
 */
char *
balie_plate_dup_spoken (const char *plate)
{
  g_autofree char *dashed = balie_plate_dup_dashed (plate);
  GString *out = g_string_new (NULL);

  for (const char *p = dashed; *p; p = g_utf8_next_char (p))
    {
      if (*p == '-')
        {
          g_string_append_c (out, ',');
          continue;
        }
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, g_utf8_get_char (p));
    }
  return g_string_free (out, FALSE);
}
