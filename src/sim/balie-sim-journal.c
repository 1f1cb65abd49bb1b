/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulator was really asked, in order, for tests. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-journal.h"

#include "balie-sim-duration.h"

/* Of a body so much is kept. */
#define MAX_BODY 16384

/**
 * BalieSimJournal:
 * @entries: (owned): array of objects, oldest first
 * @state: (borrowed): where entries are kept as well
 */
struct _BalieSimJournal
{
  JsonArray *entries;
  BalieSimState *state;
};

/**
 * balie_sim_journal_new:
 * @state: where entries are kept; must outlive the journal
 *
 * Returns: (transfer full): an empty journal
 */
BalieSimJournal *
balie_sim_journal_new (BalieSimState *state)
{
  BalieSimJournal *self = g_new0 (BalieSimJournal, 1);

  self->entries = json_array_new ();
  self->state = state;
  return self;
}

static char *
dup_query (const BalieSimAsk *ask)
{
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (ask->query != NULL)
    {
      g_hash_table_iter_init (&iter, ask->query);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", (char *) name,
                                (char *) value);
    }
  return g_string_free (text, FALSE);
}

static void
set_text (JsonObject *entry, const char *name, const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  json_object_set_string_member (entry, name, valid);
}

/**
 * balie_sim_journal_note:
 * @self: the journal
 * @time: microseconds since 1970
 * @ask: what was asked
 * @answer: (nullable): says what it was about
 * @status: HTTP status that leaves, 0 when none does
 * @result: HTTP status that the work came to, 0 when it was not done
 * @fault: what met it
 *
 * Adds an entry, also to the state.
 */
void
balie_sim_journal_note (BalieSimJournal *self,
                        gint64 time,
                        const BalieSimAsk *ask,
                        const BalieSimAnswer *answer,
                        guint status,
                        guint result,
                        BalieSimFault fault)
{
  JsonObject *entry = json_object_new ();
  g_autofree char *moment = balie_sim_moment_dup_text (time);
  g_autofree char *query = dup_query (ask);
  gsize length = 0;
  const char *data = g_bytes_get_data (ask->body, &length);

  json_object_set_string_member (entry, "line", "asked");
  json_object_set_string_member (entry, "time", moment);
  set_text (entry, "method", ask->method, -1);
  set_text (entry, "path", ask->path, -1);
  set_text (entry, "query", query, -1);
  set_text (entry, "key", ask->key, -1);
  json_object_set_string_member (entry, "vin",
                                 answer != NULL && answer->vin != NULL ? answer->vin : "");
  set_text (entry, "operation",
            answer != NULL && answer->operation != NULL ? answer->operation : "", -1);
  set_text (entry, "body", data != NULL ? data : "", MIN (length, MAX_BODY));
  json_object_set_int_member (entry, "status", status);
  json_object_set_int_member (entry, "result", result);
  json_object_set_string_member (entry, "fault", balie_sim_fault_to_code (fault));
  balie_sim_state_add (self->state, json_object_ref (entry), FALSE);
  json_object_remove_member (entry, "line");
  json_array_add_object_element (self->entries, entry);
}

/**
 * balie_sim_journal_restore:
 * @self: the journal
 * @entry: (transfer none): an entry read back from the state
 *
 * Adds it to the journal alone.
 */
void
balie_sim_journal_restore (BalieSimJournal *self, JsonObject *entry)
{
  json_object_remove_member (entry, "line");
  json_array_add_object_element (self->entries, json_object_ref (entry));
}

/**
 * balie_sim_journal_to_json:
 * @self: the journal
 *
 * Returns: (transfer full): an array of all entries
 */
JsonNode *
balie_sim_journal_to_json (BalieSimJournal *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (node, self->entries);
  return node;
}

/**
 * balie_sim_journal_free:
 * @self: (transfer full): the journal
 *
 * Frees it.
 */
void
balie_sim_journal_free (BalieSimJournal *self)
{
  json_array_unref (self->entries);
  g_free (self);
}
