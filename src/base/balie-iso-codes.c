/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries and languages by their ISO codes, named in the language of the process (iso-codes). The
 * lists are read once, by whichever thread comes first, and never change then; names are looked up at
 * each call, because the language may be another one. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-iso-codes.h"

#include <libintl.h>
#include <string.h>

#include "balie-iso-words.h"
#include "balie-json.h"
#include "balie-mo-file.h"
#include "balie-text.h"

#define MAX_CODE 80

/* @names: code → English name; @codes: code of every folded word; @order: what is offered. */
typedef struct
{
  const char *domain;
  GHashTable *names;
  GHashTable *codes;
  GPtrArray *order;
} List;

typedef struct
{
  List countries;
  List languages;
} Lists;

static const char *const neighbours[] = { "NL", "BE", "DE", "LU", "FR" };
static const char *const neighbour_names[] = { "Netherlands", "Belgium", "Germany", "Luxembourg",
                                               "France" };
static const char *const regions[] = { "nl-NL", "nl-BE", "fr-BE", "de-DE", "de-BE", "fr-FR",
                                       "fr-LU", "de-LU", "lb-LU", "de-AT", "de-CH", "en-GB" };
static const char *const tongues[] = { "nl", "fr", "de", "lb", "en" };
static const char *const tongue_names[] = { "Dutch; Flemish", "French", "German",
                                            "Luxembourgish; Letzeburgesch", "English" };
/* Languages whose names of everything are understood, besides English. */
static const char *const read_languages[] = { "nl", "de", "fr" };

/* Letters of any script and digits, folded: "Pays-Bas" is "paysbas". */
static char *
dup_key (const char *text)
{
  g_autofree char *folded = balie_text_fold (text);
  GString *out = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* The first one that claims a word has it. */
static void
add_word (List *list, const char *word, const char *code)
{
  char *key = dup_key (word);

  if (*key && !g_hash_table_contains (list->codes, key))
    g_hash_table_insert (list->codes, key, g_strdup (code));
  else
    g_free (key);
}

/* Every part of "Dutch; Flemish", and the whole. */
static void
add_words (List *list, const char *words, const char *code)
{
  g_auto (GStrv) parts = g_strsplit (words ? words : "", ";", -1);

  for (guint i = 0; parts[i]; i++)
    add_word (list, parts[i], code);
  add_word (list, words, code);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  const char *text = NULL;

  return balie_json_get_optional_text (object, name, &text, NULL) ? text : NULL;
}

static JsonNode *
read_json (const char *directory, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (directory, "iso-codes", "json", file, NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  return balie_json_parse (text, length, NULL);
}

static void
add_entry (List *list, JsonObject *entry)
{
  static const char *const members[] = { "alpha_3", "bibliographic", "common_name", "name",
                                         "official_name" };
  const char *code = get_text (entry, "alpha_2");
  const char *name = get_text (entry, "common_name");

  name = name ? name : get_text (entry, "name");
  if (!code || !name || strlen (code) != 2)
    return;
  if (!g_hash_table_contains (list->names, code))
    {
      g_hash_table_insert (list->names, g_strdup (code), g_strdup (name));
      g_ptr_array_add (list->order, g_strdup (code));
    }
  add_word (list, code, code);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    add_words (list, get_text (entry, members[i]), code);
}

/* The names of the same entries in the languages that are read. */
static void
add_translations (List *list, const char *directory, JsonArray *entries)
{
  static const char *const members[] = { "common_name", "name", "official_name" };
  g_autofree char *file = g_strconcat (list->domain, ".mo", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (read_languages); i++)
    {
      g_autofree char *path =
          g_build_filename (directory, "locale", read_languages[i], "LC_MESSAGES", file, NULL);
      g_autoptr (GHashTable) texts = balie_mo_file_read (path);

      for (guint j = 0; j < json_array_get_length (entries); j++)
        {
          JsonObject *entry = json_array_get_object_element (entries, j);
          const char *code = get_text (entry, "alpha_2");

          for (gsize k = 0; code && k < G_N_ELEMENTS (members); k++)
            {
              const char *text = get_text (entry, members[k]);

              add_words (list, text ? g_hash_table_lookup (texts, text) : NULL, code);
            }
        }
    }
}

/* Whether the list was there. */
static gboolean
read_list (List *list, const char *directory, const char *member)
{
  g_autoptr (JsonNode) root = read_json (directory, list->domain);
  JsonArray *entries;

  if (!root || !JSON_NODE_HOLDS_OBJECT (root) ||
      !balie_json_get_array (json_node_get_object (root), member, &entries, NULL))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (entries, i)))
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (entries); i++)
    add_entry (list, json_array_get_object_element (entries, i));
  add_translations (list, directory, entries);
  return TRUE;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorts what was read, with @first before it, and ends it. */
static void
finish_order (List *list, const char *const *first, gsize n_first)
{
  g_autoptr (GPtrArray) read = list->order;

  g_ptr_array_sort (read, compare_codes);
  list->order = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < n_first; i++)
    g_ptr_array_add (list->order, g_strdup (first[i]));
  for (guint i = 0; i < read->len; i++)
    {
      if (!g_ptr_array_find_with_equal_func (list->order, g_ptr_array_index (read, i), g_str_equal,
                                             NULL))
        g_ptr_array_add (list->order, g_strdup (g_ptr_array_index (read, i)));
    }
  g_ptr_array_add (list->order, NULL);
}

static void
init_list (List *list, const char *domain, const BalieIsoWord *words)
{
  list->domain = domain;
  list->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  list->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  list->order = g_ptr_array_new_with_free_func (g_free);
  for (; words->word; words++)
    add_word (list, words->word, words->code);
}

/* What a desk without iso-codes has. */
static void
add_known (List *list, const char *const *codes, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (g_hash_table_contains (list->names, codes[i]))
        continue;
      g_hash_table_insert (list->names, g_strdup (codes[i]), g_strdup (names[i]));
      g_ptr_array_add (list->order, g_strdup (codes[i]));
    }
}

static gboolean
read_directory (Lists *lists, const char *directory)
{
  g_autofree char *locale = g_build_filename (directory, "locale", NULL);

  if (!read_list (&lists->countries, directory, "3166-1") ||
      !read_list (&lists->languages, directory, "639-2"))
    return FALSE;
  bindtextdomain (lists->countries.domain, locale);
  bind_textdomain_codeset (lists->countries.domain, "UTF-8");
  bindtextdomain (lists->languages.domain, locale);
  bind_textdomain_codeset (lists->languages.domain, "UTF-8");
  return TRUE;
}

/* $BALIE_ISO_CODES, if set, is the only data directory looked into. */
static void
read_lists (Lists *lists)
{
  const char *only = g_getenv ("BALIE_ISO_CODES");
  const char *const *directories = g_get_system_data_dirs ();
  const char *built_in = BALIE_ISO_CODES_DATADIR;
  gboolean found = FALSE;

  if (only && *only)
    {
      read_directory (lists, only);
      return;
    }
  for (guint i = 0; directories[i] && !found; i++)
    found = read_directory (lists, directories[i]);
  if (!found && *built_in)
    read_directory (lists, built_in);
}

static const Lists *
get_lists (void)
{
  static gsize ready;
  static Lists lists;

  if (g_once_init_enter (&ready))
    {
      init_list (&lists.countries, "iso_3166-1", balie_country_words);
      init_list (&lists.languages, "iso_639-2", balie_language_words);
      read_lists (&lists);
      add_known (&lists.countries, neighbours, neighbour_names, G_N_ELEMENTS (neighbours));
      add_known (&lists.languages, tongues, tongue_names, G_N_ELEMENTS (tongues));
      finish_order (&lists.countries, neighbours, G_N_ELEMENTS (neighbours));
      finish_order (&lists.languages, regions, G_N_ELEMENTS (regions));
      g_once_init_leave (&ready, 1);
    }
  return &lists;
}

/* (nullable): the name in the language of the process, of several the first. */
static char *
dup_name (const List *list, const char *code)
{
  const char *name = g_hash_table_lookup (list->names, code);
  const char *translated = name ? dgettext (list->domain, name) : NULL;

  if (!translated)
    return NULL;
  /* “Netherlands, Kingdom of the”, as newer lists have it. */
  return g_strndup (translated, strcspn (translated, g_str_equal (code, "NL") ? ";," : ";"));
}

/**
 * balie_country_dup_name:
 * @code: (nullable): "BE"
 *
 * Returns: (transfer full): "België"; the code itself when no list or catalogue knows it
 */
char *
balie_country_dup_name (const char *code)
{
  char *name = code ? dup_name (&get_lists ()->countries, code) : NULL;

  return name ? name : g_strdup (code ? code : "");
}

/**
 * balie_language_dup_name:
 * @code: (nullable): "nl-BE" or "nl"
 *
 * Returns: (transfer full): "Nederlands (België)" or "Nederlands"; the code itself when unknown
 */
char *
balie_language_dup_name (const char *code)
{
  g_auto (GStrv) parts = g_strsplit (code ? code : "", "-", 2);
  g_autofree char *language = *parts ? dup_name (&get_lists ()->languages, parts[0]) : NULL;
  g_autofree char *country = NULL;

  if (!language)
    return g_strdup (code ? code : "");
  if (!parts[1])
    return g_steal_pointer (&language);
  country = balie_country_dup_name (parts[1]);
  return g_strdup_printf ("%s (%s)", language, country);
}

/**
 * balie_country_get_codes:
 *
 * Returns: (array zero-terminated=1) (transfer none): the neighbours, then the others by their code
 */
const char *const *
balie_country_get_codes (void)
{
  return (const char *const *) get_lists ()->countries.order->pdata;
}

/**
 * balie_language_get_codes:
 *
 * Returns: (array zero-terminated=1) (transfer none): the neighbours' with their country, then bare
 *   ones by their code
 */
const char *const *
balie_language_get_codes (void)
{
  return (const char *const *) get_lists ()->languages.order->pdata;
}

static const char *
find_code (const List *list, const char *text)
{
  g_autofree char *key = text && strlen (text) <= MAX_CODE ? dup_key (text) : NULL;

  return key ? g_hash_table_lookup (list->codes, key) : NULL;
}

/**
 * balie_country_dup_code:
 * @text: (nullable): "België", "Belgium", "be", "BEL" …
 *
 * Returns: (transfer full) (nullable): "BE"; %NULL when unknown
 */
char *
balie_country_dup_code (const char *text)
{
  return g_strdup (find_code (&get_lists ()->countries, text));
}

/* "Nederlands (BE)", "nl-BE", "nl_BE.UTF-8": the part before and after what stands between them. */
static gboolean
split_language (const char *text, char **language, char **country)
{
  gsize at = strcspn (text, "(-_");
  g_autofree char *rest = NULL;

  if (!text[at])
    return FALSE;
  rest = g_strdup (text + at + 1);
  rest[strcspn (rest, ").@")] = '\0';
  *language = g_strndup (text, at);
  *country = g_steal_pointer (&rest);
  return TRUE;
}

/**
 * balie_language_dup_code:
 * @text: (nullable): "Nederlands (België)", "nl_be", "Dutch", "Vlaams" …
 *
 * Returns: (transfer full) (nullable): "nl-BE" or "nl"; %NULL when unknown
 */
char *
balie_language_dup_code (const char *text)
{
  const Lists *lists = get_lists ();
  g_autofree char *language = NULL;
  g_autofree char *country = NULL;
  const char *language_code = find_code (&lists->languages, text);
  const char *country_code;

  if (language_code || !text || strlen (text) > MAX_CODE)
    return g_strdup (language_code);
  if (!split_language (text, &language, &country))
    return NULL;
  language_code = find_code (&lists->languages, language);
  country_code = find_code (&lists->countries, country);
  if (!language_code || !country_code)
    return NULL;
  return g_strdup_printf ("%.2s-%s", language_code, country_code);
}
