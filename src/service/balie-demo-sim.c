/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator as a child process: it holds our end of its standard input and so ends with us. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-demo.h"

#include "balie-error.h"
#include "balie-http.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

#define START_SECONDS 15
#define GREETING "listening "
/* So that a request is seen to be at PON before the plate comes. */
#define DECIDE_AFTER "15s"
#define FAST_LINE "150ms"
#define SLOW_LINE "2s..8s"

struct _BalieDemoSim
{
  GObject parent_instance;

  GSubprocess *process; /* (owned) (nullable): NULL once stopped */
  BalieHttp *http;      /* (owned) */
  char *url;            /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalieDemoSim, balie_demo_sim, G_TYPE_OBJECT)

/**
 * BalieDemoSimStart:
 * @sim: (owned): what is being started
 * @output: (owned): where it says its address
 * @cancellable: (owned): ends the waiting
 * @timeout: source id
 */
typedef struct
{
  BalieDemoSim *sim;
  GDataInputStream *output;
  GCancellable *cancellable;
  guint timeout;
  gulong chained;
  gboolean timed_out;
} BalieDemoSimStart;

static void
balie_demo_sim_dispose (GObject *object)
{
  balie_demo_sim_stop (BALIE_DEMO_SIM (object));
  G_OBJECT_CLASS (balie_demo_sim_parent_class)->dispose (object);
}

static void
balie_demo_sim_finalize (GObject *object)
{
  BalieDemoSim *self = BALIE_DEMO_SIM (object);

  g_clear_object (&self->http);
  g_free (self->url);
  G_OBJECT_CLASS (balie_demo_sim_parent_class)->finalize (object);
}

static void
balie_demo_sim_class_init (BalieDemoSimClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_demo_sim_dispose;
  object_class->finalize = balie_demo_sim_finalize;
}

static void
balie_demo_sim_init (BalieDemoSim *self)
{
  self->http = balie_http_new ("sim");
}

/**
 * balie_demo_addresses_new_of_sim:
 * @url: of a simulator, without a path
 *
 * Returns: (transfer full): where it has its remote systems
 */
BalieDemoAddresses *
balie_demo_addresses_new_of_sim (const char *url)
{
  BalieDemoAddresses *self = g_new0 (BalieDemoAddresses, 1);

  self->pon = g_strconcat (url, "/pon/v1", NULL);
  self->driver2 = g_strconcat (url, "/driver2/v1", NULL);
  self->kp = g_strconcat (url, "/kp/v1", NULL);
  self->bipro = g_strconcat (url, "/bipro", NULL);
  return self;
}

BalieDemoAddresses *
balie_demo_addresses_copy (const BalieDemoAddresses *self)
{
  BalieDemoAddresses *copy = g_new0 (BalieDemoAddresses, 1);

  copy->pon = g_strdup (self->pon);
  copy->driver2 = g_strdup (self->driver2);
  copy->kp = g_strdup (self->kp);
  copy->bipro = g_strdup (self->bipro);
  return copy;
}

void
balie_demo_addresses_free (BalieDemoAddresses *self)
{
  g_free (self->pon);
  g_free (self->driver2);
  g_free (self->kp);
  g_free (self->bipro);
  g_free (self);
}

/* Finding it */

static char *
dup_if_program (const char *directory, const char *place)
{
  g_autofree char *path = g_build_filename (directory, place, "balie-sim", NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

/* Installed beside us, or in the build tree two folders away. */
static char *
dup_beside_us (void)
{
  static const char *const places[] = { "", "../sim", "../../sim", "../../src/sim" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self != NULL ? g_path_get_dirname (self) : NULL;

  for (gsize i = 0; directory != NULL && i < G_N_ELEMENTS (places); i++)
    {
      char *path = dup_if_program (directory, places[i]);

      if (path != NULL)
        return path;
    }
  return NULL;
}

static char *
find_program (GError **error)
{
  const char *named = g_getenv ("BALIE_SIM");
  char *path;

  if (named != NULL && named[0] != '\0')
    return g_strdup (named);
  path = dup_beside_us ();
  if (path == NULL)
    path = g_find_program_in_path ("balie-sim");
  if (path == NULL)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND,
                         _ ("The program balie-sim is not installed"));
  return path;
}

/* Starting it */

static void
free_start (gpointer data)
{
  BalieDemoSimStart *start = data;

  g_clear_handle_id (&start->timeout, g_source_remove);
  g_clear_object (&start->output);
  g_clear_object (&start->sim);
  g_clear_object (&start->cancellable);
  g_free (start);
}

static GSubprocess *
spawn (const char *program, const char *state_file, gboolean slow_line, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) program);
  g_ptr_array_add (argv, (gpointer) "--exit-with-stdin");
  g_ptr_array_add (argv, (gpointer) "--decide-after");
  g_ptr_array_add (argv, (gpointer) DECIDE_AFTER);
  g_ptr_array_add (argv, (gpointer) "--latency");
  g_ptr_array_add (argv, (gpointer) (slow_line ? SLOW_LINE : FAST_LINE));
  if (state_file != NULL)
    {
      g_ptr_array_add (argv, (gpointer) "--state");
      g_ptr_array_add (argv, (gpointer) state_file);
    }
  g_ptr_array_add (argv, NULL);
  return g_subprocess_newv ((const char *const *) argv->pdata,
                            G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  BalieDemoSimStart *start = user_data;

  start->timeout = 0;
  start->timed_out = TRUE;
  g_cancellable_cancel (start->cancellable);
  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static GError *
make_start_error (const BalieDemoSimStart *start, const GError *cause)
{
  if (start->timed_out)
    return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_TIMEOUT,
                                _ ("balie-sim did not start in time"));
  if (cause != NULL)
    return balie_error_from_gio (cause);
  return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                              _ ("balie-sim ended instead of starting"));
}

static void
greeted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieDemoSimStart *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish_utf8 (start->output, result, NULL, &error);
  GCancellable *caller = g_task_get_cancellable (task);

  g_clear_handle_id (&start->timeout, g_source_remove);
  if (caller != NULL)
    g_cancellable_disconnect (caller, start->chained);
  if (line == NULL || !g_str_has_prefix (line, GREETING) ||
      !balie_http_check_url (line + strlen (GREETING), NULL))
    {
      balie_demo_sim_stop (start->sim);
      g_task_return_error (task, make_start_error (start, error));
      return;
    }
  start->sim->url = g_strdup (line + strlen (GREETING));
  g_task_return_pointer (task, g_object_ref (start->sim), g_object_unref);
}

static void
await_greeting (GTask *task)
{
  BalieDemoSimStart *start = g_task_get_task_data (task);
  GCancellable *caller = g_task_get_cancellable (task);

  start->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (start->sim->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (start->output), FALSE);
  start->cancellable = g_cancellable_new ();
  start->timeout = g_timeout_add_seconds (START_SECONDS, timed_out_cb, start);
  if (caller != NULL)
    start->chained = g_cancellable_connect (caller, G_CALLBACK (caller_cancelled_cb),
                                            g_object_ref (start->cancellable), g_object_unref);
  g_data_input_stream_read_line_async (start->output, G_PRIORITY_DEFAULT, start->cancellable,
                                       greeted_cb, task);
}

/**
 * balie_demo_sim_start_async:
 * @state_file: (nullable): where it remembers everything
 * @slow_line: as slow as the real systems can be
 *
 * Starts $BALIE_SIM, the one beside this program, or the one in the path.
 */
void
balie_demo_sim_start_async (const char *state_file,
                            gboolean slow_line,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  BalieDemoSimStart *start = g_new0 (BalieDemoSimStart, 1);
  GError *error = NULL;
  g_autofree char *program = find_program (&error);
  g_autoptr (GError) cause = NULL;

  g_task_set_source_tag (task, balie_demo_sim_start_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, start, free_start);
  start->sim = g_object_new (BALIE_TYPE_DEMO_SIM, NULL);
  if (program != NULL)
    start->sim->process = spawn (program, state_file, slow_line, &cause);
  if (cause != NULL)
    error = balie_error_from_gio (cause);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  await_greeting (task);
}

BalieDemoSim *
balie_demo_sim_start_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
balie_demo_sim_get_url (BalieDemoSim *self)
{
  g_return_val_if_fail (BALIE_IS_DEMO_SIM (self), NULL);

  return self->url;
}

static void
line_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) response =
      balie_http_send_finish (BALIE_HTTP (source), result, &error);

  if (response == NULL)
    g_warning ("The simulator's line was not switched: %s", error->message);
}

void
balie_demo_sim_set_slow_line (BalieDemoSim *self, gboolean slow)
{
  g_autofree char *url = NULL;
  g_autoptr (BalieHttpRequest) request = NULL;

  g_return_if_fail (BALIE_IS_DEMO_SIM (self));

  if (self->process == NULL)
    return;
  url = g_strconcat (self->url, "/control/latency", NULL);
  request = balie_http_request_new ("PUT", url);
  balie_http_request_set_json (request, slow ? "{\"latency\": \"" SLOW_LINE "\"}"
                                             : "{\"latency\": \"" FAST_LINE "\"}");
  request->idempotent = TRUE;
  request->max_tries = 3;
  balie_http_send_async (self->http, request, NULL, line_set_cb, NULL);
}

void
balie_demo_sim_stop (BalieDemoSim *self)
{
  g_return_if_fail (BALIE_IS_DEMO_SIM (self));

  if (self->process == NULL)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
}
