/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All letters of the simulated insurers: the portfolio that is there at first, and those added since. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-letters.h"

#include "balie-error.h"
#include "balie-json.h"

/**
 * BalieSimLetters:
 * @state: (borrowed): where they are remembered
 * @all: (owned): (element-type BalieSimLetter): in the order in which they were provided
 * @has_portfolio: it was made once, now or by an earlier simulator
 */
struct _BalieSimLetters
{
  BalieSimState *state;
  GPtrArray *all;
  gboolean has_portfolio;
};

/**
 * balie_sim_letters_new:
 * @state: where they are remembered; must outlive them
 *
 * Returns: (transfer full): none yet
 */
BalieSimLetters *
balie_sim_letters_new (BalieSimState *state)
{
  BalieSimLetters *self = g_new0 (BalieSimLetters, 1);

  self->state = state;
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_sim_letter_free);
  return self;
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
restore_acknowledged (BalieSimLetters *self, JsonObject *line, GError **error)
{
  const char *insurer, *id;
  BalieSimLetter *letter;

  if (!balie_json_get_text (line, "insurer", &insurer, error) ||
      !balie_json_get_text (line, "id", &id, error))
    return FALSE;
  letter = balie_sim_letters_find (self, insurer, id);
  if (letter != NULL)
    return balie_json_get_int (line, "at", 0, G_MAXINT64 / 2, &letter->acknowledged_at, error);
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "there is no letter %.30s", id);
  return FALSE;
}

/**
 * balie_sim_letters_restore:
 * @self: the letters
 * @line: of the state
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
balie_sim_letters_restore (BalieSimLetters *self, JsonObject *line, GError **error)
{
  const char *kind = json_object_get_string_member (line, "line");
  BalieSimLetter *letter;

  if (g_str_equal (kind, "portfolio"))
    {
      self->has_portfolio = TRUE;
      return TRUE;
    }
  if (g_str_equal (kind, "acknowledged"))
    return restore_acknowledged (self, line, error);
  letter = balie_sim_letter_read (line, error);
  if (letter == NULL)
    return FALSE;
  g_ptr_array_add (self->all, letter);
  return TRUE;
}

static void
remember (BalieSimLetters *self, const BalieSimLetter *letter)
{
  JsonObject *line = balie_sim_letter_to_json (letter);

  json_object_set_string_member (line, "line", "letter");
  balie_sim_state_add (self->state, line, TRUE);
}

/* The group of its code: the first three digits. */
static char *
dup_umbrella (const char *code)
{
  return g_strdup_printf ("%.3s000000", code);
}

/* The one given last by this insurer, and one more. */
static char *
dup_next_id (BalieSimLetters *self, const BalieSimLetter *letter)
{
  for (guint n = self->all->len + 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("L%09u", n);

      if (balie_sim_letters_find (self, letter->insurer, id) == NULL)
        return g_steal_pointer (&id);
    }
}

static void
complete (BalieSimLetters *self, BalieSimLetter *letter)
{
  if (*letter->id == '\0')
    {
      g_free (letter->id);
      letter->id = dup_next_id (self, letter);
    }
  if (*letter->category == '\0')
    {
      g_free (letter->category);
      letter->category = dup_umbrella (letter->code);
    }
  if (letter->provided_at == 0)
    letter->provided_at = get_now ();
}

/**
 * balie_sim_letters_add:
 * @self: the letters
 * @object: what it is to be; at least its code
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full) (nullable): the letter as it became
 */
JsonObject *
balie_sim_letters_add (BalieSimLetters *self, JsonObject *object, GError **error)
{
  g_autoptr (BalieSimLetter) letter = balie_sim_letter_read (object, error);
  JsonObject *made;

  if (letter == NULL)
    return NULL;
  if (balie_sim_letters_find (self, letter->insurer, letter->id) != NULL)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           "There is a letter with this id already.");
      return NULL;
    }
  complete (self, letter);
  remember (self, letter);
  made = balie_sim_letter_to_json (letter);
  g_ptr_array_add (self->all, g_steal_pointer (&letter));
  return made;
}

static void
portfolio_made_cb (JsonObject *letter, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  JsonObject *made;

  /* A simulator that ended while it made the portfolio left the first of it. */
  if (balie_sim_letters_find (user_data, json_object_get_string_member (letter, "insurer"),
                              json_object_get_string_member (letter, "id")) != NULL)
    return;
  made = balie_sim_letters_add (user_data, letter, &error);
  if (made == NULL)
    g_error ("the portfolio: %s", error->message);
  json_object_unref (made);
}

/**
 * balie_sim_letters_begin:
 * @self: the letters
 * @with_portfolio: whether there shall be one
 *
 * Makes the portfolio unless an earlier simulator did.
 */
void
balie_sim_letters_begin (BalieSimLetters *self, gboolean with_portfolio)
{
  JsonObject *line;

  if (self->has_portfolio || !with_portfolio)
    return;
  balie_sim_portfolio_make (get_now (), portfolio_made_cb, self);
  line = json_object_new ();
  json_object_set_string_member (line, "line", "portfolio");
  balie_sim_state_add (self->state, line, TRUE);
  self->has_portfolio = TRUE;
}

/**
 * balie_sim_letters_find:
 * @self: the letters
 * @insurer: the insurer's part of the path
 * @id: its id of the shipment
 *
 * Returns: (transfer none) (nullable): the letter
 */
BalieSimLetter *
balie_sim_letters_find (BalieSimLetters *self, const char *insurer, const char *id)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      BalieSimLetter *letter = self->all->pdata[i];

      if (g_str_equal (letter->id, id) && g_str_equal (letter->insurer, insurer))
        return letter;
    }
  return NULL;
}

/**
 * balie_sim_letters_get_all:
 * @self: the letters
 *
 * Returns: (transfer none) (element-type BalieSimLetter): in the order in which they were provided
 */
GPtrArray *
balie_sim_letters_get_all (BalieSimLetters *self)
{
  return self->all;
}

/**
 * balie_sim_letters_acknowledge:
 * @self: the letters
 * @letter: one of them
 *
 * Notes that it was acknowledged, if it was not yet.
 */
void
balie_sim_letters_acknowledge (BalieSimLetters *self, BalieSimLetter *letter)
{
  JsonObject *line;

  if (letter->acknowledged_at != 0)
    return;
  letter->acknowledged_at = get_now ();
  line = json_object_new ();
  json_object_set_string_member (line, "line", "acknowledged");
  json_object_set_string_member (line, "insurer", letter->insurer);
  json_object_set_string_member (line, "id", letter->id);
  json_object_set_int_member (line, "at", letter->acknowledged_at);
  balie_sim_state_add (self->state, line, TRUE);
}

/**
 * balie_sim_letters_to_json:
 * @self: the letters
 *
 * Returns: (transfer full): an array of all
 */
JsonNode *
balie_sim_letters_to_json (BalieSimLetters *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    json_array_add_object_element (array, balie_sim_letter_to_json (self->all->pdata[i]));
  json_node_take_array (node, array);
  return node;
}

/**
 * balie_sim_letters_free:
 * @self: (transfer full): the letters
 */
void
balie_sim_letters_free (BalieSimLetters *self)
{
  g_ptr_array_unref (self->all);
  g_free (self);
}
