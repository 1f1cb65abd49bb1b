/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shipment of a simulated insurer: one letter with its documents. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-letter.h"

#include "balie-sim-insurer.h"
#include "balie-sim-pdf.h"

#include "balie-error.h"
#include "balie-json.h"

#include <string.h>

/* In JSON, where it is kept, and what it looks like. */
static const struct
{
  const char *member;
  gsize offset;
  const char *pattern;
} texts[] = {
  { "insurer", G_STRUCT_OFFSET (BalieSimLetter, insurer), "^[a-z]{0,20}$" },
  { "id", G_STRUCT_OFFSET (BalieSimLetter, id), "^[\\x21-\\x7e]{0,25}$" },
  { "code", G_STRUCT_OFFSET (BalieSimLetter, code), "^[0-9]{9}$" },
  { "category", G_STRUCT_OFFSET (BalieSimLetter, category), "^([0-9]{3}|[0-9]{6}|[0-9]{9}|)$" },
  { "text", G_STRUCT_OFFSET (BalieSimLetter, text), "^.{0,1000}$" },
  { "agency", G_STRUCT_OFFSET (BalieSimLetter, agency), "^.{0,30}$" },
  { "application", G_STRUCT_OFFSET (BalieSimLetter, application), "^.{0,35}$" },
  { "ownApplication", G_STRUCT_OFFSET (BalieSimLetter, own_application), "^.{0,35}$" },
  { "policy", G_STRUCT_OFFSET (BalieSimLetter, policy), "^.{0,17}$" },
  { "partner", G_STRUCT_OFFSET (BalieSimLetter, partner), "^.{0,30}$" },
  { "evb", G_STRUCT_OFFSET (BalieSimLetter, evb), "^([0-9A-Z]{7}|)$" },
  { "respondBy", G_STRUCT_OFFSET (BalieSimLetter, respond_by), "^([0-9]{4}-[0-9]{2}-[0-9]{2}|)$" },
  { "availableUntil", G_STRUCT_OFFSET (BalieSimLetter, available_until),
    "^([0-9]{4}-[0-9]{2}-[0-9]{2}|)$" },
};

static const char *const known[] = {
  "line",      "insurer",        "id",       "code",     "category",     "text",
  "agency",    "policy",         "partner",  "evb",      "application",  "respondBy",
  "documents", "ownApplication", "nFetched", "provided", "acknowledged", "availableUntil",
  NULL,
};

static void
free_document (gpointer data)
{
  BalieSimDocument *document = data;

  g_free (document->name);
  g_free (document->kind);
  g_free (document->type);
  g_clear_pointer (&document->data, g_bytes_unref);
  g_free (document);
}

/**
 * balie_sim_letter_free:
 * @self: (transfer full): a letter
 */
void
balie_sim_letter_free (BalieSimLetter *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, self, texts[i].offset));
  g_ptr_array_unref (self->documents);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *member)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "\"%s\" can't be.", member);
  return FALSE;
}

static gboolean
read_text (JsonObject *object,
           const char *member,
           const char *pattern,
           char **value,
           GError **error)
{
  const char *text = "";

  if (json_object_has_member (object, member) &&
      !balie_json_get_text (object, member, &text, error))
    return FALSE;
  if (!g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY | G_REGEX_DOTALL, 0))
    return refuse (error, member);
  *value = g_strdup (text);
  return TRUE;
}

/* What the letter says of itself, where no document was given. */
static GBytes *
make_pdf (const BalieSimLetter *letter)
{
  g_autofree char *text = g_strdup_printf (
      "%s\nGeschäftsvorfall %s\nVermittler %s\nAntrag %s %s\nVertrag %s\neVB %s\nAntwort bis %s\n"
      "Alles an diesem Schreiben ist erfunden.",
      *letter->text != '\0' ? letter->text : "Schreiben Ihrer Versicherung", letter->code,
      letter->agency, letter->own_application, letter->application, letter->policy, letter->evb,
      letter->respond_by);

  return balie_sim_pdf_make (text);
}

/* "base64", or "text" of which a PDF is made, or neither. */
static GBytes *
read_data (const BalieSimLetter *letter, JsonObject *object, GError **error)
{
  const char *text;

  if (json_object_has_member (object, "base64"))
    {
      gsize length;
      guchar *bytes;

      if (!balie_json_get_text (object, "base64", &text, error))
        return NULL;
      bytes = g_base64_decode (text, &length);
      return g_bytes_new_take (bytes, length);
    }
  if (!json_object_has_member (object, "text"))
    return make_pdf (letter);
  return balie_json_get_text (object, "text", &text, error) ? balie_sim_pdf_make (text) : NULL;
}

static gboolean
add_document (BalieSimLetter *letter, JsonObject *object, GError **error)
{
  static const char *const members[] = { "name", "kind", "type", "base64", "text", NULL };
  BalieSimDocument *document = g_new0 (BalieSimDocument, 1);

  g_ptr_array_add (letter->documents, document);
  if (!balie_json_reject_unknown (object, "documents", members, error) ||
      !read_text (object, "name", "^.{0,255}$", &document->name, error) ||
      !read_text (object, "kind", "^[A-Za-z]{0,40}$", &document->kind, error) ||
      !read_text (object, "type", "^[-a-z0-9./+]{0,60}$", &document->type, error))
    return FALSE;
  document->data = read_data (letter, object, error);
  return document->data != NULL;
}

static gboolean
add_documents (BalieSimLetter *letter, JsonObject *object, GError **error)
{
  JsonArray *array = NULL;
  g_autoptr (JsonObject) none = json_object_new ();

  if (!json_object_has_member (object, "documents"))
    {
      json_object_set_string_member (none, "name", "Schreiben.pdf");
      json_object_set_string_member (none, "type", "application/pdf");
      json_object_set_string_member (none, "kind", "Anschreiben");
      return add_document (letter, none, error);
    }
  if (!balie_json_get_array (object, "documents", &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, "documents");
      if (!add_document (letter, json_node_get_object (node), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_number (JsonObject *object, const char *member, gint64 *value, GError **error)
{
  return !json_object_has_member (object, member) ||
         balie_json_get_int (object, member, 0, G_MAXINT64 / 2, value, error);
}

/**
 * balie_sim_letter_read:
 * @object: what a test or the state says of it
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full) (nullable): the letter
 */
BalieSimLetter *
balie_sim_letter_read (JsonObject *object, GError **error)
{
  g_autoptr (BalieSimLetter) self = g_new0 (BalieSimLetter, 1);

  self->documents = g_ptr_array_new_with_free_func (free_document);
  if (!balie_json_reject_unknown (object, "letter", known, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!read_text (object, texts[i].member, texts[i].pattern,
                    &G_STRUCT_MEMBER (char *, self, texts[i].offset), error))
      return NULL;
  if (balie_sim_insurer_find (self->insurer) == NULL)
    {
      refuse (error, "insurer");
      return NULL;
    }
  if (!read_number (object, "provided", &self->provided_at, error) ||
      !read_number (object, "acknowledged", &self->acknowledged_at, error) ||
      !read_number (object, "nFetched", &self->n_fetched, error) ||
      !add_documents (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
add_document_json (JsonArray *array, const BalieSimDocument *document)
{
  JsonObject *object = json_object_new ();
  gsize length;
  const guchar *data = g_bytes_get_data (document->data, &length);
  g_autofree char *base64 = g_base64_encode (data, length);

  json_object_set_string_member (object, "name", document->name);
  json_object_set_string_member (object, "kind", document->kind);
  json_object_set_string_member (object, "type", document->type);
  json_object_set_string_member (object, "base64", base64);
  json_array_add_object_element (array, object);
}

/**
 * balie_sim_letter_to_json:
 * @self: a letter
 *
 * Returns: (transfer full): as balie_sim_letter_read() reads it
 */
JsonObject *
balie_sim_letter_to_json (const BalieSimLetter *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *documents = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_set_string_member (object, texts[i].member,
                                   G_STRUCT_MEMBER (char *, self, texts[i].offset));
  json_object_set_int_member (object, "provided", self->provided_at);
  json_object_set_int_member (object, "acknowledged", self->acknowledged_at);
  json_object_set_int_member (object, "nFetched", self->n_fetched);
  for (guint i = 0; i < self->documents->len; i++)
    add_document_json (documents, self->documents->pdata[i]);
  json_object_set_array_member (object, "documents", documents);
  return object;
}
