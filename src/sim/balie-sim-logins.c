/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logins at the simulated insurers: passwords, wrong tries, lock-outs, and the tokens given out. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-logins.h"

#include "balie-json.h"

/**
 * BalieSimLogins:
 * @state: (borrowed): where wrong tries are remembered
 * @wrong: (owned): "insurer/user" → wrong tries in a row
 * @tokens: (owned): token with the insurer before it → when it was given, microseconds
 * @lifetime: of tokens, microseconds
 *
 * Tokens do not survive the simulator: a client must live with that.
 */
struct _BalieSimLogins
{
  BalieSimState *state;
  GHashTable *wrong;
  GHashTable *tokens;
  gint64 lifetime;
};

/**
 * balie_sim_logins_new:
 * @state: where wrong tries are remembered; must outlive them
 * @lifetime: of tokens, microseconds
 *
 * Returns: (transfer full): nobody has tried anything
 */
BalieSimLogins *
balie_sim_logins_new (BalieSimState *state, gint64 lifetime)
{
  BalieSimLogins *self = g_new0 (BalieSimLogins, 1);

  self->state = state;
  self->lifetime = lifetime;
  self->wrong = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static void
note_wrong (BalieSimLogins *self, const char *login, int n)
{
  JsonObject *line = json_object_new ();

  g_hash_table_insert (self->wrong, g_strdup (login), GINT_TO_POINTER (n));
  json_object_set_string_member (line, "line", "login");
  json_object_set_string_member (line, "login", login);
  json_object_set_int_member (line, "wrong", n);
  balie_sim_state_add (self->state, line, TRUE);
}

/**
 * balie_sim_logins_restore:
 * @self: the logins
 * @line: a line "login" of the state
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
balie_sim_logins_restore (BalieSimLogins *self, JsonObject *line, GError **error)
{
  const char *login;
  gint64 n;

  if (!balie_json_get_text (line, "login", &login, error) ||
      !balie_json_get_int (line, "wrong", 0, BALIE_SIM_MAX_WRONG, &n, error))
    return FALSE;
  g_hash_table_insert (self->wrong, g_strdup (login), GINT_TO_POINTER ((int) n));
  return TRUE;
}

/**
 * balie_sim_logins_try:
 * @self: the logins
 * @insurer: whose
 * @user: any name
 * @password: what was sent
 *
 * Returns: (nullable): the number of the refusal; from the fifth wrong try on also the right
 *   password is refused
 */
const char *
balie_sim_logins_try (BalieSimLogins *self,
                      const char *insurer,
                      const char *user,
                      const char *password)
{
  g_autofree char *login = g_strconcat (insurer, "/", user, NULL);
  int n = GPOINTER_TO_INT (g_hash_table_lookup (self->wrong, login));

  if (n >= BALIE_SIM_MAX_WRONG)
    return "00965";
  if (g_str_equal (password, BALIE_SIM_EXPIRED_PASSWORD))
    return "00966";
  if (!g_str_equal (password, BALIE_SIM_PASSWORD) || *user == '\0')
    {
      note_wrong (self, login, n + 1);
      return n + 1 >= BALIE_SIM_MAX_WRONG ? "00965" : "00961";
    }
  if (n > 0)
    note_wrong (self, login, 0);
  return NULL;
}

/**
 * balie_sim_logins_set_lifetime:
 * @self: the logins
 * @lifetime: microseconds
 *
 * Also of tokens that were given out before.
 */
void
balie_sim_logins_set_lifetime (BalieSimLogins *self, gint64 lifetime)
{
  self->lifetime = lifetime;
}

gint64
balie_sim_logins_get_lifetime (BalieSimLogins *self)
{
  return self->lifetime;
}

/**
 * balie_sim_logins_give_token:
 * @self: the logins
 * @insurer: whose
 *
 * Returns: (transfer full): a new token
 */
char *
balie_sim_logins_give_token (BalieSimLogins *self, const char *insurer)
{
  g_autofree char *uuid = g_uuid_string_random ();
  char *token = g_strconcat ("bipro:", uuid, NULL);
  gint64 now = g_get_real_time ();

  g_hash_table_insert (self->tokens, g_strconcat (insurer, "/", token, NULL),
                       g_memdup2 (&now, sizeof now));
  return token;
}

/**
 * balie_sim_logins_knows_token:
 * @self: the logins
 * @insurer: whose
 * @token: what was sent
 *
 * Returns: whether it was given out by this insurer and has not expired
 */
gboolean
balie_sim_logins_knows_token (BalieSimLogins *self, const char *insurer, const char *token)
{
  g_autofree char *key = g_strconcat (insurer, "/", token, NULL);
  const gint64 *given = g_hash_table_lookup (self->tokens, key);

  return given != NULL && g_get_real_time () - *given < self->lifetime;
}

/**
 * balie_sim_logins_unlock_all:
 * @self: the logins
 *
 * Forgets all wrong tries.
 */
void
balie_sim_logins_unlock_all (BalieSimLogins *self)
{
  g_autoptr (GList) logins = g_hash_table_get_keys (self->wrong);

  for (GList *l = logins; l != NULL; l = l->next)
    {
      g_autofree char *login = g_strdup (l->data);

      note_wrong (self, login, 0);
    }
}

/**
 * balie_sim_logins_dup_locked:
 * @self: the logins
 *
 * Returns: (transfer full): those that are locked
 */
char *
balie_sim_logins_dup_locked (BalieSimLogins *self)
{
  g_autoptr (GList) logins =
      g_list_sort (g_hash_table_get_keys (self->wrong), (GCompareFunc) g_strcmp0);
  GString *text = g_string_new (NULL);

  for (GList *l = logins; l != NULL; l = l->next)
    if (GPOINTER_TO_INT (g_hash_table_lookup (self->wrong, l->data)) >= BALIE_SIM_MAX_WRONG)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", (char *) l->data);
  return g_string_free (text, FALSE);
}

/**
 * balie_sim_logins_free:
 * @self: (transfer full): the logins
 */
void
balie_sim_logins_free (BalieSimLogins *self)
{
  g_hash_table_unref (self->wrong);
  g_hash_table_unref (self->tokens);
  g_free (self);
}
