/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dossiers of data/demo/dossiers.txt, with days relative to today. Each is created as a person would
 * do it: what is typed first, then what is loaded from Driver2 or KP, so that its history is a true one. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-demo-dossiers.h"

#include "balie-demo-resource.h"
#include "balie-dossier-change.h"
#include "balie-dossier-draft.h"
#include "balie-dossier-load.h"
#include "balie-error.h"
#include "balie-order-table.h"

#include <string.h>

#define DAY_SECONDS (24 * 60 * 60)
#define DOSSIER "dossier "
#define PERSON "person "

/* What the file says besides the fields. */
#define KEY_CREATED "created"
#define KEY_ORDER "order"
#define KEY_SOURCE "source"
#define PINNED ".pinned"
#define ME "@me"

/**
 * BalieDemoDossiers:
 * @file: (owned): the whole file
 * @clients: (owned): name of a person → client number given to them (char*)
 * @db: (borrowed)
 * @facts: (borrowed): of today
 */
typedef struct
{
  GKeyFile *file;
  GHashTable *clients;
  BalieDb *db;
  const BalieDeskFacts *facts;
} BalieDemoDossiers;

static gboolean
refuse (const char *group, const char *key, GError **error)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "[%s]: “%s” can’t be read", group,
               key);
  return FALSE;
}

/* A day relative to today where the field is a date; who loads the demo where a manager is “me”. */
static char *
dup_value (const BalieDemoDossiers *self, const BalieFieldSpec *spec, const char *text)
{
  gint64 days;

  if (g_str_equal (text, ME))
    return g_strdup (self->facts->user->login);
  if (spec->type != BALIE_VALUE_DATE || strchr ("+-0", text[0]) == NULL)
    return g_strdup (text);
  if (!g_ascii_string_to_signed (text[0] == '+' ? text + 1 : text, 10, -3650, 3650, &days, NULL))
    return g_strdup (text);
  return balie_date_dup_iso (self->facts->today + (BalieDate) days);
}

static gboolean
add_field (const BalieDemoDossiers *self,
           GPtrArray *changes,
           BalieEntry entry,
           const char *code,
           const char *text,
           GError **error)
{
  BalieDossierTarget target;
  g_autofree char *value = NULL;

  if (!balie_dossier_target_find (&target, entry, code, error))
    return FALSE;
  value = dup_value (self, target.spec, text);
  balie_dossier_changes_add (changes, entry, code, "", value);
  return TRUE;
}

/* Persons */

/* Where the person was loaded from; %BALIE_SOURCE_NONE: typed by hand. */
static BalieSource
get_source (const BalieDemoDossiers *self, const char *group)
{
  g_autofree char *code = g_key_file_get_string (self->file, group, KEY_SOURCE, NULL);
  BalieSource source = BALIE_SOURCE_NONE;

  balie_source_from_code (code, &source);
  return source;
}

/* The client number that the person has by now, or shall have. */
static char *
dup_client_number (const BalieDemoDossiers *self, const char *group)
{
  const char *known = g_hash_table_lookup (self->clients, group);

  if (known != NULL)
    return g_strdup (known);
  return g_key_file_get_string (self->file, group, "client_number", NULL);
}

static gboolean
add_person (const BalieDemoDossiers *self,
            GPtrArray *changes,
            BalieEntry entry,
            const char *group,
            GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, error);
  g_autofree char *number = dup_client_number (self, group);

  if (keys == NULL)
    return FALSE;
  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (self->file, group, *key, error);

      if (text == NULL || !add_field (self, changes, entry, *key, text, error))
        return FALSE;
    }
  return number == NULL || add_field (self, changes, entry, "client_number", number, error);
}

static BalieCustomer *
make_customer (const BalieDemoDossiers *self, const char *group, BalieSource source)
{
  BalieCustomer *customer = balie_customer_new (source);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_party_get_spec (i);
      g_autofree char *text = g_key_file_get_string (self->file, group, spec->code, NULL);
      BalieCustomerField field;

      if (text != NULL && balie_party_field_get_customer_field (i, &field))
        balie_customer_set (customer, field, text);
    }
  return customer;
}

/* The person at an entry of a dossier: its group, NULL when none is named. */
static char *
dup_person_group (const BalieDemoDossiers *self, const char *dossier, BalieEntry entry)
{
  g_autofree char *name =
      g_key_file_get_string (self->file, dossier, balie_entry_to_code (entry), NULL);

  return name != NULL ? g_strconcat (PERSON, name, NULL) : NULL;
}

/* What is typed */

static gboolean
add_order (const BalieDemoDossiers *self, GPtrArray *changes, const char *number, GError **error)
{
  static const struct
  {
    const char *code;
    BalieOrderField from;
  } fields[] = {
    { "order_number", BALIE_ORDER_FIELD_NUMBER }, { "vin", BALIE_ORDER_FIELD_VIN },
    { "plate", BALIE_ORDER_FIELD_PLATE },         { "brand", BALIE_ORDER_FIELD_BRAND },
    { "model", BALIE_ORDER_FIELD_MODEL },
  };
  g_autoptr (BalieOrderRow) row = balie_order_table_get (self->db, number, error);

  if (row == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = balie_order_dup_value (row->order, fields[i].from);

      if (!add_field (self, changes, BALIE_ENTRY_NONE, fields[i].code, value, error))
        return FALSE;
    }
  return TRUE;
}

/* A field of the dossier, or "owner.last_name". */
static gboolean
add_typed (const BalieDemoDossiers *self,
           GPtrArray *changes,
           const char *group,
           const char *key,
           GError **error)
{
  g_autofree char *text = g_key_file_get_string (self->file, group, key, error);
  g_auto (GStrv) parts = g_strsplit (key, ".", 2);
  BalieEntry entry;

  if (text == NULL)
    return FALSE;
  if (g_str_equal (key, KEY_ORDER))
    return add_order (self, changes, text, error);
  if (parts[1] == NULL)
    return add_field (self, changes, BALIE_ENTRY_NONE, key, text, error);
  if (!balie_entry_from_code (parts[0], &entry))
    return refuse (group, key, error);
  return add_field (self, changes, entry, parts[1], text, error);
}

/* Whether it is said later, when the dossier is there. */
static gboolean
is_later (const char *key)
{
  return g_str_equal (key, KEY_CREATED) || g_str_equal (key, "archived") ||
         g_str_has_suffix (key, PINNED);
}

static gboolean
add_all_typed (const BalieDemoDossiers *self, GPtrArray *changes, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, error);

  if (keys == NULL)
    return FALSE;
  for (char **key = keys; *key != NULL; key++)
    {
      BalieEntry entry;
      g_autofree char *person = NULL;

      if (is_later (*key))
        continue;
      if (!balie_entry_from_code (*key, &entry) || !balie_entry_is_party (entry))
        {
          if (!add_typed (self, changes, group, *key, error))
            return FALSE;
          continue;
        }
      person = dup_person_group (self, group, entry);
      if (get_source (self, person) == BALIE_SOURCE_NONE &&
          !add_person (self, changes, entry, person, error))
        return FALSE;
    }
  return TRUE;
}

static void
remember_client_number (BalieDemoDossiers *self, const BalieParty *party, const char *person)
{
  g_hash_table_insert (self->clients, g_strdup (person),
                       g_strdup (party->values[BALIE_PARTY_CLIENT_NUMBER]));
}

/* What is loaded */

static gboolean
load_person (const BalieDemoDossiers *self,
             const BalieDeskFacts *then,
             BalieDossierDraft *draft,
             const char *group,
             BalieEntry entry,
             const char *person,
             GError **error)
{
  g_autoptr (BalieCustomer) customer = make_customer (self, person, get_source (self, person));
  g_autoptr (BaliePartyPlan) plan = NULL;
  g_autofree char *number = dup_client_number (self, person);
  g_autofree char *key = g_strconcat (balie_entry_to_code (entry), PINNED, NULL);
  g_autofree char *pinned = g_key_file_get_string (self->file, group, key, NULL);

  if (number != NULL)
    balie_party_put_value (draft->parties[entry], BALIE_PARTY_CLIENT_NUMBER, number);
  plan = balie_party_plan_new (draft->parties[entry], customer);
  return balie_dossier_draft_load (draft, self->db, then, entry, plan,
                                   g_strcmp0 (pinned, "no") != 0, error) &&
         balie_dossier_draft_save (draft, self->db, then, NULL, error);
}

static gboolean
write_person (BalieDemoDossiers *self,
              const BalieDeskFacts *then,
              const char *number,
              const char *group,
              BalieEntry entry,
              GError **error)
{
  g_autofree char *person = dup_person_group (self, group, entry);
  g_autoptr (BalieDossierDraft) draft = NULL;

  if (person == NULL)
    return TRUE;
  draft = balie_dossier_draft_open (self->db, number, error);
  if (draft == NULL)
    return FALSE;
  if (get_source (self, person) != BALIE_SOURCE_NONE &&
      !load_person (self, then, draft, group, entry, person, error))
    return FALSE;
  remember_client_number (self, draft->parties[entry], person);
  return TRUE;
}

static gboolean
archive (BalieDemoDossiers *self, const BalieDeskFacts *then, const char *number, GError **error)
{
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (self->db, number, error);
  BalieDossierTarget archived;

  if (draft == NULL || !balie_dossier_target_find (&archived, BALIE_ENTRY_NONE, "archived", error))
    return FALSE;
  balie_dossier_draft_set (draft, &archived, "yes");
  return balie_dossier_draft_save (draft, self->db, then, NULL, error);
}

static gboolean
write_later (BalieDemoDossiers *self,
             const BalieDeskFacts *then,
             const char *number,
             const char *group,
             GError **error)
{
  for (int entry = 0; entry < BALIE_N_PARTIES; entry++)
    {
      if (!write_person (self, then, number, group, entry, error))
        return FALSE;
    }
  return !g_key_file_has_key (self->file, group, "archived", NULL) ||
         archive (self, then, number, error);
}

static gboolean
write_dossier (BalieDemoDossiers *self, const char *group, GError **error)
{
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_new ();
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  int ago = g_key_file_get_integer (self->file, group, KEY_CREATED, NULL);
  BalieDeskFacts then = *self->facts;

  /* Those of today were begun a while ago, not in the future. */
  then.now -= ago > 0 ? (gint64) ago * DAY_SECONDS : 60;
  then.today -= ago;
  if (!add_all_typed (self, changes, group, error))
    return FALSE;
  if (!balie_dossier_changes_force (self->db, draft, changes, error))
    return FALSE;
  return balie_dossier_draft_insert (draft, self->db, &then, error) &&
         write_later (self, &then, draft->dossier->values[BALIE_DOSSIER_NUMBER], group, error);
}

static GKeyFile *
load_file (GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) bytes = g_resource_lookup_data (balie_demo_get_resource (),
                                                     "/io/github/baliedesk/Balie/demo/dossiers.txt",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, error))
    return NULL;
  return g_steal_pointer (&file);
}

/* The oldest first, so that numbers grow with time. */
static int
compare_ages (gconstpointer a, gconstpointer b, gpointer file)
{
  return g_key_file_get_integer (file, *(char *const *) b, KEY_CREATED, NULL) -
         g_key_file_get_integer (file, *(char *const *) a, KEY_CREATED, NULL);
}

gboolean
balie_demo_dossiers_write (BalieDb *db, const BalieDeskFacts *facts, GError **error)
{
  g_autoptr (GKeyFile) file = load_file (error);
  g_autoptr (GHashTable) clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) dossiers = g_ptr_array_new ();
  BalieDemoDossiers self = { file, clients, db, facts };
  g_auto (GStrv) groups = NULL;

  if (file == NULL)
    return FALSE;
  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++)
    {
      if (g_str_has_prefix (*group, DOSSIER))
        g_ptr_array_add (dossiers, *group);
    }
  g_ptr_array_sort_with_data (dossiers, compare_ages, file);
  for (guint i = 0; i < dossiers->len; i++)
    {
      const char *group = g_ptr_array_index (dossiers, i);

      if (!write_dossier (&self, group, error))
        {
          g_prefix_error (error, "[%s]: ", group);
          return FALSE;
        }
    }
  return TRUE;
}
