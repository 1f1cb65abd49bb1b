/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's memory on disk: a file of JSON lines that is only ever added to. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-state.h"

#include "balie-error.h"
#include "balie-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/**
 * BalieSimState:
 * @path: (owned) (nullable): %NULL remembers nothing
 * @fd: the open file, -1 without a path
 */
struct _BalieSimState
{
  char *path;
  int fd;
};

static gboolean
fail (BalieSimState *self, const char *deed, GError **error)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_STORAGE, "%s: can't be %s: %s", self->path, deed,
               g_strerror (errno));
  return FALSE;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= n;
    }
  return TRUE;
}

/**
 * balie_sim_state_open:
 * @path: (nullable): the file, made if it is not there
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the state; %NULL with %BALIE_ERROR_STORAGE, or
 *   %BALIE_ERROR_BUSY when another simulator has the file
 */
BalieSimState *
balie_sim_state_open (const char *path, GError **error)
{
  g_autoptr (BalieSimState) self = g_new0 (BalieSimState, 1);

  self->path = g_strdup (path);
  self->fd = -1;
  if (path == NULL)
    return g_steal_pointer (&self);
  self->fd = g_open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      fail (self, "opened", error);
      return NULL;
    }
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_BUSY, "%s: another balie-sim is using this file",
                   path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
replay_line (BalieSimState *self,
             const char *line,
             gsize length,
             guint number,
             BalieSimStateFunc func,
             gpointer user_data,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) node = balie_json_parse (line, length, &local);

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_set_error (&local, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "not an object");
  if (local == NULL && func (json_node_get_object (node), user_data, &local))
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_DAMAGED, "%s: line %u: %s", self->path, number,
               local != NULL ? local->message : "can't be read");
  return FALSE;
}

/**
 * balie_sim_state_replay:
 * @self: the state
 * @func: (scope call): gets each line
 * @user_data: for @func
 * @error: return location
 *
 * Reads what an earlier simulator left, and drops a last line without an end.
 *
 * Returns: %FALSE with %BALIE_ERROR_DAMAGED that names the line, or %BALIE_ERROR_STORAGE
 */
gboolean
balie_sim_state_replay (BalieSimState *self,
                        BalieSimStateFunc func,
                        gpointer user_data,
                        GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  guint number = 0;
  const char *line;
  const char *end;

  if (self->path == NULL)
    return TRUE;
  if (!g_file_get_contents (self->path, &text, &length, error))
    return FALSE;
  line = text;
  while ((end = memchr (line, '\n', length - (line - text))) != NULL)
    {
      if (!replay_line (self, line, end - line, ++number, func, user_data, error))
        return FALSE;
      line = end + 1;
    }
  if ((gsize) (line - text) < length && ftruncate (self->fd, line - text) != 0)
    return fail (self, "mended", error);
  return TRUE;
}

/**
 * balie_sim_state_add:
 * @self: the state
 * @line: (transfer full): what to remember
 * @durable: whether it must be on the disk before this returns
 *
 * Adds one line. A simulator that can't keep its promise stops at once: nobody may be answered what
 * would be forgotten.
 */
void
balie_sim_state_add (BalieSimState *self, JsonObject *line, gboolean durable)
{
  if (self->path != NULL)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *json = NULL;
      g_autofree char *text = NULL;

      json_node_set_object (node, line);
      json = balie_json_to_text (node, FALSE);
      text = g_strconcat (json, "\n", NULL);
      if (!write_all (self->fd, text, strlen (text)) || (durable && fdatasync (self->fd) != 0))
        g_error ("%s: can't be written: %s", self->path, g_strerror (errno));
    }
  json_object_unref (line);
}

/**
 * balie_sim_state_close:
 * @self: (transfer full): the state
 *
 * Closes and frees it.
 */
void
balie_sim_state_close (BalieSimState *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}
