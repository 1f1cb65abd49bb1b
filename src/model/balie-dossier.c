/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dossier: a plain value, its fields, and the lines that lists and the panel show of it. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-dossier.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-choices.h"
#include "balie-text.h"

/* @entry: the panel's entry it belongs to. */
typedef struct
{
  BalieFieldSpec spec;
  BalieEntry entry;
} Field;

/* clang-format off */
static const Field fields[BALIE_N_DOSSIER_FIELDS] = {
  [BALIE_DOSSIER_NUMBER] = { { "number", NULL, N_ ("Dossier number"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_VIN] = { { "vin", NULL, N_ ("Chassis number"), BALIE_VALUE_CODE, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_PLATE] = { { "plate", NULL, N_ ("Licence plate"), BALIE_VALUE_CODE, 24, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_BRAND] = { { "brand", NULL, N_ ("Brand"), BALIE_VALUE_TEXT, 80, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_MODEL] = { { "model", NULL, N_ ("Model"), BALIE_VALUE_TEXT, 160, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_COLOUR] = { { "colour", NULL, N_ ("Colour"), BALIE_VALUE_TEXT, 80, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_FIRST_REGISTRATION] = { { "first_registration", NULL, N_ ("First registration"), BALIE_VALUE_DATE, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_ORDER_NUMBER] = { { "order_number", NULL, N_ ("Order number"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_REMARKS] = { { "remarks", NULL, N_ ("Remarks"), BALIE_VALUE_LINES, 4000, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_ARCHIVED] = { { "archived", NULL, N_ ("Archived"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_NONE },
  [BALIE_DOSSIER_DIRECT_ORDER] = { { "direct_order", NULL, N_ ("Direct order"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_DIRECT_ORDER },
  [BALIE_DOSSIER_DIRECT_ORDER_NOTE] = { { "direct_order_note", NULL, N_ ("Note"), BALIE_VALUE_LINES, 1000, NULL, FALSE, FALSE }, BALIE_ENTRY_DIRECT_ORDER },
  [BALIE_DOSSIER_PARTS_IN] = { { "parts_in", NULL, N_ ("Parts in"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_PARTS_IN },
  [BALIE_DOSSIER_PARTS_IN_NOTE] = { { "parts_in_note", NULL, N_ ("Note"), BALIE_VALUE_LINES, 1000, NULL, FALSE, FALSE }, BALIE_ENTRY_PARTS_IN },
  [BALIE_DOSSIER_REPLACEMENT_CAR] = { { "replacement_car", NULL, N_ ("Replacement car wanted"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_REPLACEMENT_CAR },
  [BALIE_DOSSIER_REPLACEMENT_FROM] = { { "replacement_from", NULL, N_ ("From"), BALIE_VALUE_DATE, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_REPLACEMENT_CAR },
  [BALIE_DOSSIER_REPLACEMENT_UNTIL] = { { "replacement_until", NULL, N_ ("Until"), BALIE_VALUE_DATE, 40, NULL, FALSE, FALSE }, BALIE_ENTRY_REPLACEMENT_CAR },
  [BALIE_DOSSIER_REPLACEMENT_NOTE] = { { "replacement_note", NULL, N_ ("Note"), BALIE_VALUE_LINES, 1000, NULL, FALSE, FALSE }, BALIE_ENTRY_REPLACEMENT_CAR },
  [BALIE_DOSSIER_MANAGER] = { { "manager", NULL, N_ ("Dossier manager"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE }, BALIE_ENTRY_MANAGER },
  [BALIE_DOSSIER_FINANCE_KIND] = { { "finance_kind", NULL, N_ ("Kind of finance"), BALIE_VALUE_CHOICE, 80, balie_finance_kinds, FALSE, FALSE }, BALIE_ENTRY_FINANCE },
  [BALIE_DOSSIER_FINANCE_COMPANY] = { { "finance_company", NULL, N_ ("Finance company"), BALIE_VALUE_TEXT, 160, NULL, FALSE, FALSE }, BALIE_ENTRY_FINANCE },
  [BALIE_DOSSIER_FINANCE_REFERENCE] = { { "finance_reference", NULL, N_ ("Reference"), BALIE_VALUE_TEXT, 80, NULL, FALSE, FALSE }, BALIE_ENTRY_FINANCE },
  [BALIE_DOSSIER_FINANCE_NOTE] = { { "finance_note", NULL, N_ ("Note"), BALIE_VALUE_LINES, 1000, NULL, FALSE, FALSE }, BALIE_ENTRY_FINANCE },
};
/* clang-format on */

/**
 * balie_dossier_new:
 *
 * Returns: (transfer full): an empty one
 */
BalieDossier *
balie_dossier_new (void)
{
  BalieDossier *self = g_new0 (BalieDossier, 1);

  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    self->values[i] = g_strdup ("");
  return self;
}

/**
 * balie_dossier_copy:
 * @self: a dossier
 *
 * Returns: (transfer full): the same
 */
BalieDossier *
balie_dossier_copy (const BalieDossier *self)
{
  BalieDossier *copy = g_new0 (BalieDossier, 1);

  g_return_val_if_fail (self, copy);

  *copy = *self;
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

/**
 * balie_dossier_free:
 * @self: (nullable): a dossier
 */
void
balie_dossier_free (BalieDossier *self)
{
  if (!self)
    return;
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self);
}

/**
 * balie_dossier_get_spec:
 * @field: which field
 *
 * Returns: (transfer none): what it is
 */
const BalieFieldSpec *
balie_dossier_get_spec (BalieDossierField field)
{
  g_return_val_if_fail ((guint) field < BALIE_N_DOSSIER_FIELDS, &fields[0].spec);

  return &fields[field].spec;
}

/**
 * balie_dossier_find_field:
 * @code: (nullable): "vin" …
 * @field: (out): the field, untouched if there is none
 *
 * Returns: whether there is one
 */
gboolean
balie_dossier_find_field (const char *code, BalieDossierField *field)
{
  for (int i = 0; code && i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      if (!g_str_equal (fields[i].spec.code, code))
        continue;
      *field = (BalieDossierField) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_dossier_field_get_entry:
 * @field: which field
 *
 * Returns: the panel's entry it belongs to, %BALIE_ENTRY_NONE for the dossier's own
 */
BalieEntry
balie_dossier_field_get_entry (BalieDossierField field)
{
  g_return_val_if_fail ((guint) field < BALIE_N_DOSSIER_FIELDS, BALIE_ENTRY_NONE);

  return fields[field].entry;
}

/**
 * balie_dossier_set:
 * @self: a dossier
 * @field: which field
 * @text: (nullable): any bytes; "no" to archived is the same as nothing
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: whether it was set; untouched on error
 */
gboolean
balie_dossier_set (BalieDossier *self, BalieDossierField field, const char *text, GError **error)
{
  char *value;

  g_return_val_if_fail (self && (guint) field < BALIE_N_DOSSIER_FIELDS, FALSE);

  value = balie_field_dup_canonical (&fields[field].spec, text, error);
  if (!value)
    return FALSE;
  if (field == BALIE_DOSSIER_ARCHIVED && g_str_equal (value, "no"))
    *value = '\0';
  g_free (self->values[field]);
  self->values[field] = value;
  return TRUE;
}

/**
 * balie_dossier_is:
 * @self: a dossier
 * @field: a switch
 *
 * Returns: whether it is "yes"
 */
gboolean
balie_dossier_is (const BalieDossier *self, BalieDossierField field)
{
  g_return_val_if_fail (self && (guint) field < BALIE_N_DOSSIER_FIELDS, FALSE);

  return g_str_equal (self->values[field], "yes");
}

static char *
dup_display (const BalieDossier *self, BalieDossierField field)
{
  return balie_field_dup_display (&fields[field].spec, self->values[field]);
}

/* The parts that there are, with @separator between them. */
static char *
join (char **parts, const char *separator)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *parts; parts++)
    {
      if (**parts)
        g_string_append_printf (out, "%s%s", out->len > 0 ? separator : "", *parts);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "Yes, from 13-03-2026 until 20-03-2026". */
static char *
dup_replacement_text (const BalieDossier *self)
{
  g_autofree char *wanted = dup_display (self, BALIE_DOSSIER_REPLACEMENT_CAR);
  g_autofree char *from = dup_display (self, BALIE_DOSSIER_REPLACEMENT_FROM);
  g_autofree char *until = dup_display (self, BALIE_DOSSIER_REPLACEMENT_UNTIL);
  g_autofree char *period = NULL;
  char *parts[] = { wanted, NULL, NULL };

  if (*from && *until)
    /* Translators: a period; %1$s and %2$s are days. */
    period = g_strdup_printf (_ ("from %1$s until %2$s"), from, until);
  else if (*from)
    /* Translators: %s is a day. */
    period = g_strdup_printf (_ ("from %s"), from);
  else
    /* Translators: %s is a day. */
    period = *until ? g_strdup_printf (_ ("until %s"), until) : g_strdup ("");
  parts[1] = period;
  return join (parts, ", ");
}

/* A switch and the first line of its note. */
static char *
dup_switch_text (const BalieDossier *self, BalieDossierField field, BalieDossierField note)
{
  g_autofree char *answer = dup_display (self, field);
  g_autofree char *line = g_strndup (self->values[note], strcspn (self->values[note], "\n"));
  char *parts[] = { answer, line, NULL };

  return join (parts, " · ");
}

static char *
dup_finance_text (const BalieDossier *self)
{
  g_autofree char *kind = dup_display (self, BALIE_DOSSIER_FINANCE_KIND);
  char *parts[] = { kind, self->values[BALIE_DOSSIER_FINANCE_COMPANY],
                    self->values[BALIE_DOSSIER_FINANCE_REFERENCE], NULL };
  g_autofree char *line = NULL;
  char *text = join (parts, " · ");

  if (*text)
    return text;
  g_free (text);
  line = g_strdup (self->values[BALIE_DOSSIER_FINANCE_NOTE]);
  line[strcspn (line, "\n")] = '\0';
  return g_steal_pointer (&line);
}

/**
 * balie_dossier_dup_entry_text:
 * @self: a dossier
 * @entry: one of the last five
 *
 * Returns: (transfer full): one line for the panel: "Yes, until 20-03-2026"; "" when empty
 */
char *
balie_dossier_dup_entry_text (const BalieDossier *self, BalieEntry entry)
{
  g_return_val_if_fail (self, g_strdup (""));

  switch (entry)
    {
    case BALIE_ENTRY_DIRECT_ORDER:
      return dup_switch_text (self, BALIE_DOSSIER_DIRECT_ORDER, BALIE_DOSSIER_DIRECT_ORDER_NOTE);
    case BALIE_ENTRY_PARTS_IN:
      return dup_switch_text (self, BALIE_DOSSIER_PARTS_IN, BALIE_DOSSIER_PARTS_IN_NOTE);
    case BALIE_ENTRY_REPLACEMENT_CAR:
      return dup_replacement_text (self);
    case BALIE_ENTRY_MANAGER:
      return g_strdup (self->values[BALIE_DOSSIER_MANAGER]);
    case BALIE_ENTRY_FINANCE:
      return dup_finance_text (self);
    default:
      return g_strdup ("");
    }
}

/* "K123BB" is "K-123-BB", "1ABC234" "1-ABC-234", "DBBB01" "DB-BB-01"; anything else stays. The plate
 * is not judged here (rules do that), only made readable. */
static char *
dup_dashed (const char *plate)
{
  GString *out = g_string_new (NULL);
  gsize length = strlen (plate);
  guint groups = 1;
  gsize first;

  for (gsize i = 0; i < length; i++)
    {
      gboolean turns = i > 0 && g_ascii_isdigit (plate[i]) != g_ascii_isdigit (plate[i - 1]);

      if (turns)
        {
          g_string_append_c (out, '-');
          groups++;
        }
      g_string_append_c (out, plate[i]);
    }
  first = strcspn (out->str, "-");
  if (length == 6 && groups == 2 && first % 2 == 0)
    g_string_insert_c (out, first == 4 ? 2 : 5, '-');
  else if (groups != 3 || length < 6 || length > 7)
    g_string_assign (out, plate);
  return g_string_free (out, FALSE);
}

/**
 * balie_dossier_dup_vehicle_text:
 * @self: a dossier
 *
 * Returns: (transfer full): “Volkswagen ID.3 · K-123-BB” as far as known, the chassis number when
 *   nothing else is
 */
char *
balie_dossier_dup_vehicle_text (const BalieDossier *self)
{
  g_autofree char *car = NULL;
  g_autofree char *plate = NULL;
  char *names[3] = { NULL };
  char *parts[3] = { NULL };
  char *text;

  g_return_val_if_fail (self, g_strdup (""));

  names[0] = self->values[BALIE_DOSSIER_BRAND];
  names[1] = self->values[BALIE_DOSSIER_MODEL];
  parts[0] = car = join (names, " ");
  parts[1] = plate = dup_dashed (self->values[BALIE_DOSSIER_PLATE]);
  text = join (parts, " · ");
  if (*text)
    return text;
  g_free (text);
  return g_strdup (self->values[BALIE_DOSSIER_VIN]);
}

/**
 * balie_dossier_dup_search_text:
 * @self: a dossier
 *
 * Returns: (transfer full): folded words of all that a search should find it by
 */
char *
balie_dossier_dup_search_text (const BalieDossier *self)
{
  static const BalieDossierField searched[] = {
    BALIE_DOSSIER_NUMBER,          BALIE_DOSSIER_VIN,
    BALIE_DOSSIER_PLATE,           BALIE_DOSSIER_BRAND,
    BALIE_DOSSIER_MODEL,           BALIE_DOSSIER_COLOUR,
    BALIE_DOSSIER_ORDER_NUMBER,    BALIE_DOSSIER_MANAGER,
    BALIE_DOSSIER_FINANCE_COMPANY, BALIE_DOSSIER_FINANCE_REFERENCE,
  };
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (self, g_strdup (""));

  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    {
      g_autofree char *folded = balie_text_fold (self->values[searched[i]]);

      if (*folded)
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", folded);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
