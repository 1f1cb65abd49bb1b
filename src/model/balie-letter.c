/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter of an insurer with its documents, and the insurer it came from: plain data. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-letter.h"

#include <glib/gi18n-lib.h>

#include "balie-text.h"

static const struct
{
  const char *code;
  const char *label;
} kinds[BALIE_N_LETTER_KINDS] = {
  [BALIE_LETTER_APPLICATION_REQUEST] = { "application-request",
                                         NC_ ("letter", "Application request") },
  [BALIE_LETTER_QUERY] = { "query", NC_ ("letter", "Query") },
  [BALIE_LETTER_MISSING_DOCUMENTS] = { "missing-documents", NC_ ("letter", "Missing documents") },
  [BALIE_LETTER_CANCELLATION] = { "cancellation", NC_ ("letter", "Cancellation") },
  [BALIE_LETTER_APPLICATION_REMINDER] = { "application-reminder",
                                          NC_ ("letter", "Application reminder") },
  [BALIE_LETTER_PAYMENT_REMINDER] = { "payment-reminder", NC_ ("letter", "Payment reminder") },
  [BALIE_LETTER_CONFIRMATION] = { "confirmation", NC_ ("letter", "Insurance confirmation (eVB)") },
  [BALIE_LETTER_OTHER] = { "other", NC_ ("letter", "Other letter") },
};

static const struct
{
  const char *code;
  const char *label;
} categories[BALIE_N_LETTER_CATEGORIES] = {
  [BALIE_LETTER_IMPORTANT] = { "important", N_ ("Important letters") },
  [BALIE_LETTER_REMINDER] = { "reminder", N_ ("Urgent reminders") },
};

static const char *const urgencies[] = {
  "",
  NC_ ("urgency", "To do"),
  NC_ ("urgency", "Urgent"),
  NC_ ("urgency", "Very urgent"),
};

/**
 * balie_letter_kind_to_code:
 * @kind: a kind
 *
 * Returns: its stable code, e.g. "application-request"
 */
const char *
balie_letter_kind_to_code (BalieLetterKind kind)
{
  g_return_val_if_fail ((guint) kind < BALIE_N_LETTER_KINDS, "other");

  return kinds[kind].code;
}

/**
 * balie_letter_kind_from_code:
 * @code: (nullable): a code
 * @kind: (out): the kind, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_letter_kind_from_code (const char *code, BalieLetterKind *kind)
{
  for (int i = 0; i < BALIE_N_LETTER_KINDS; i++)
    {
      if (g_strcmp0 (code, kinds[i].code) != 0)
        continue;
      *kind = (BalieLetterKind) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_letter_kind_to_label:
 * @kind: a kind
 *
 * Returns: its translated name
 */
const char *
balie_letter_kind_to_label (BalieLetterKind kind)
{
  g_return_val_if_fail ((guint) kind < BALIE_N_LETTER_KINDS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "letter", kinds[kind].label);
}

/**
 * balie_letter_category_to_code:
 * @category: a category
 *
 * Returns: "important" or "reminder"
 */
const char *
balie_letter_category_to_code (BalieLetterCategory category)
{
  g_return_val_if_fail ((guint) category < BALIE_N_LETTER_CATEGORIES, "important");

  return categories[category].code;
}

/**
 * balie_letter_category_from_code:
 * @code: (nullable): a code; "reminders" is understood too
 * @category: (out): the category, untouched if unknown
 *
 * Returns: whether it is known
 */
gboolean
balie_letter_category_from_code (const char *code, BalieLetterCategory *category)
{
  if (g_strcmp0 (code, "reminders") == 0)
    code = categories[BALIE_LETTER_REMINDER].code;
  for (int i = 0; i < BALIE_N_LETTER_CATEGORIES; i++)
    {
      if (g_strcmp0 (code, categories[i].code) != 0)
        continue;
      *category = (BalieLetterCategory) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_letter_category_to_label:
 * @category: a category
 *
 * Returns: its translated name: "Important letters", "Urgent reminders"
 */
const char *
balie_letter_category_to_label (BalieLetterCategory category)
{
  g_return_val_if_fail ((guint) category < BALIE_N_LETTER_CATEGORIES, "");

  return _ (categories[category].label);
}

/**
 * balie_urgency_to_label:
 * @urgency: 0 to 3
 *
 * Returns: its translated name, "" for 0
 */
const char *
balie_urgency_to_label (int urgency)
{
  g_return_val_if_fail (urgency >= 0 && urgency < (int) G_N_ELEMENTS (urgencies), "");

  return urgency == 0 ? "" : g_dpgettext2 (GETTEXT_PACKAGE, "urgency", urgencies[urgency]);
}

/**
 * balie_letter_document_new:
 *
 * Returns: (transfer full): an empty document
 */
BalieLetterDocument *
balie_letter_document_new (void)
{
  BalieLetterDocument *self = g_new0 (BalieLetterDocument, 1);

  self->name = g_strdup ("");
  self->type = g_strdup ("application/octet-stream");
  return self;
}

static BalieLetterDocument *
copy_document (const BalieLetterDocument *self)
{
  BalieLetterDocument *copy = g_new0 (BalieLetterDocument, 1);

  copy->id = self->id;
  copy->name = g_strdup (self->name);
  copy->type = g_strdup (self->type);
  copy->n_bytes = self->n_bytes;
  return copy;
}

/**
 * balie_letter_document_free:
 * @self: (nullable) (transfer full): a document
 */
void
balie_letter_document_free (BalieLetterDocument *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->type);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

/* All texts of a letter, for making, copying and freeing it. */
static void
visit_texts (BalieLetter *self, void (*visit) (char **text))
{
  char **texts[] = {
    &self->insurer,        &self->shipment,    &self->code,
    &self->title,          &self->application, &self->policy,
    &self->partner,        &self->agency,      &self->evb,
    &self->plate,          &self->done_by,     &self->order_number,
    &self->dossier_number, &self->linked_by,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    visit (texts[i]);
}

static void
make_empty (char **text)
{
  *text = g_strdup ("");
}

static void
duplicate (char **text)
{
  *text = g_strdup (*text);
}

static void
release (char **text)
{
  g_clear_pointer (text, g_free);
}

/**
 * balie_letter_new:
 *
 * Returns: (transfer full): an open letter of which nothing is known
 */
BalieLetter *
balie_letter_new (void)
{
  BalieLetter *self = g_new0 (BalieLetter, 1);

  visit_texts (self, make_empty);
  self->kind = BALIE_LETTER_OTHER;
  self->respond_by = BALIE_DATE_NONE;
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_document_free);
  return self;
}

/**
 * balie_letter_copy:
 * @self: (nullable): a letter
 *
 * Returns: (transfer full) (nullable): the same once more, without the documents' data
 */
BalieLetter *
balie_letter_copy (const BalieLetter *self)
{
  BalieLetter *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieLetter, 1);
  *copy = *self;
  visit_texts (copy, duplicate);
  copy->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_document_free);
  for (guint i = 0; i < self->documents->len; i++)
    g_ptr_array_add (copy->documents, copy_document (g_ptr_array_index (self->documents, i)));
  return copy;
}

/**
 * balie_letter_free:
 * @self: (nullable) (transfer full): a letter
 */
void
balie_letter_free (BalieLetter *self)
{
  if (!self)
    return;
  visit_texts (self, release);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self);
}

/**
 * balie_letter_get_reference:
 * @self: a letter
 *
 * Returns: application, policy or eVB number, whichever is there first; "" if none is
 */
const char *
balie_letter_get_reference (const BalieLetter *self)
{
  if (*self->application)
    return self->application;
  return *self->policy ? self->policy : self->evb;
}

/**
 * balie_letter_dup_search_text:
 * @self: a letter
 *
 * Returns: (transfer full): folded, everything a search should find it by
 */
char *
balie_letter_dup_search_text (const BalieLetter *self)
{
  g_autofree char *joined =
      g_strjoin (" ", self->insurer, self->application, self->policy, self->partner, self->evb,
                 self->plate, self->order_number, self->dossier_number, self->title, NULL);

  return balie_text_fold (joined);
}

/**
 * balie_insurer_new:
 * @name: as the dealership calls it
 *
 * Returns: (transfer full): an insurer without addresses
 */
BalieInsurer *
balie_insurer_new (const char *name)
{
  BalieInsurer *self = g_new0 (BalieInsurer, 1);

  self->name = g_strdup (name ? name : "");
  self->sts_url = g_strdup ("");
  self->transfer_url = g_strdup ("");
  self->user = g_strdup ("");
  self->profile = g_strdup ("");
  self->locked = g_strdup ("");
  self->last_problem = g_strdup ("");
  return self;
}

/**
 * balie_insurer_copy:
 * @self: (nullable): an insurer
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieInsurer *
balie_insurer_copy (const BalieInsurer *self)
{
  BalieInsurer *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieInsurer, 1);
  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->sts_url = g_strdup (self->sts_url);
  copy->transfer_url = g_strdup (self->transfer_url);
  copy->user = g_strdup (self->user);
  copy->profile = g_strdup (self->profile);
  copy->locked = g_strdup (self->locked);
  copy->last_problem = g_strdup (self->last_problem);
  return copy;
}

/**
 * balie_insurer_free:
 * @self: (nullable) (transfer full): an insurer
 */
void
balie_insurer_free (BalieInsurer *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->sts_url);
  g_free (self->transfer_url);
  g_free (self->user);
  g_free (self->profile);
  g_free (self->locked);
  g_free (self->last_problem);
  g_free (self);
}

/**
 * balie_insurer_dup_secret_name:
 * @self: an insurer
 *
 * Returns: (transfer full): under which its password is kept, e.g. "bipro-musterversicherung"; safe as a
 *   file's name
 */
char *
balie_insurer_dup_secret_name (const BalieInsurer *self)
{
  g_autofree char *code = balie_text_dup_alnum_upper (self->name);
  g_autofree char *lower = g_ascii_strdown (code, -1);

  return g_strconcat ("bipro-", lower, NULL);
}
