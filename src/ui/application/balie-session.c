/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One database being worked on: the desk, and for the demo the simulator beside it. Opening goes
 * desk → may this person read? → for the demo: simulator → fictional orders and dossiers (or, when they
 * are there already, its new addresses). Main thread only; closed before it is dropped. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-session.h"

#include "balie-customer-import.h"
#include "balie-letter-sync.h"
#include "balie-delivery.h"
#include "balie-demo.h"
#include "balie-error.h"
#include "balie-personal-data.h"

#include <glib/gi18n-lib.h>

struct _BalieSession
{
  GObject parent_instance;

  /* Owned */
  BalieLaunch *launch;
  BalieDesk *desk;   /* (nullable): once open */
  BalieDemoSim *sim; /* (nullable): in the demo */

  /* State */
  BalieAction action;
};

G_DEFINE_FINAL_TYPE (BalieSession, balie_session, G_TYPE_OBJECT)

/* The line becomes slow only now: loading the demo asks the remote systems too. */
static void
finish (GTask *task, GError *error)
{
  BalieSession *self = g_task_get_source_object (task);

  if (error == NULL && self->sim != NULL && self->launch->slow_line)
    balie_demo_sim_set_slow_line (self->sim, TRUE);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static char *
dup_demo_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "balie", name, NULL);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  balie_demo_connect_finish (BALIE_DESK (source), result, &error);
  finish (task, error);
}

/* The demo of an earlier day: only the addresses are others. */
static void
connect_demo (BalieSession *self, GTask *task)
{
  g_autoptr (BalieDemoAddresses) addresses =
      balie_demo_addresses_new_of_sim (balie_demo_sim_get_url (self->sim));

  balie_demo_connect_async (self->desk, addresses, g_task_get_cancellable (task), connected_cb,
                            task);
}

static void
demo_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  balie_demo_load_finish (BALIE_DESK (source), result, &error);
  if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_CONFLICT))
    {
      g_clear_error (&error);
      connect_demo (g_task_get_source_object (task), g_object_ref (task));
      return;
    }
  finish (task, error);
}

static void
sim_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (BalieDemoAddresses) addresses = NULL;

  self->sim = balie_demo_sim_start_finish (result, &error);
  if (self->sim == NULL)
    {
      finish (task, error);
      return;
    }
  addresses = balie_demo_addresses_new_of_sim (balie_demo_sim_get_url (self->sim));
  balie_demo_load_async (self->desk, addresses, g_task_get_cancellable (task), demo_loaded_cb,
                         g_object_ref (task));
}

/* Names the login: an administrator needs it to add the person. */
static gboolean
check_user (BalieDesk *desk, GError **error)
{
  if (balie_desk_check (desk, BALIE_DEED_READ, NULL))
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED,
               _ ("The login “%s” is not a user of this dealership."),
               balie_desk_get_user (desk)->login);
  return FALSE;
}

static void
desk_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *state_file = NULL;

  self->desk = balie_desk_open_finish (result, &error);
  if (self->desk == NULL || !check_user (self->desk, &error) || !self->launch->demo)
    {
      finish (task, error);
      return;
    }
  self->action = BALIE_ACTION_START_DEMO;
  state_file = dup_demo_path ("demo-sim.json");
  balie_demo_sim_start_async (state_file, FALSE, g_task_get_cancellable (task), sim_started_cb,
                              g_object_ref (task));
}

static void
balie_session_dispose (GObject *object)
{
  balie_session_close (BALIE_SESSION (object));

  G_OBJECT_CLASS (balie_session_parent_class)->dispose (object);
}

static void
balie_session_finalize (GObject *object)
{
  balie_launch_free (BALIE_SESSION (object)->launch);

  G_OBJECT_CLASS (balie_session_parent_class)->finalize (object);
}

static void
balie_session_class_init (BalieSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_session_dispose;
  object_class->finalize = balie_session_finalize;
}

static void
balie_session_init (BalieSession *self)
{
  self->action = BALIE_ACTION_OPEN_DATABASE;
}

/* (transfer full) */
BalieLaunch *
balie_launch_copy (const BalieLaunch *self)
{
  BalieLaunch *copy = g_memdup2 (self, sizeof *self);

  copy->database = g_strdup (self->database);
  copy->login = g_strdup (self->login);
  return copy;
}

/* (skip) */
void
balie_launch_free (BalieLaunch *self)
{
  if (self == NULL)
    return;
  g_free (self->database);
  g_free (self->login);
  g_free (self);
}

/**
 * balie_session_new:
 * @launch: what to open and how
 *
 * Returns: (transfer full): a session that is not open yet
 */
BalieSession *
balie_session_new (const BalieLaunch *launch)
{
  BalieSession *self = g_object_new (BALIE_TYPE_SESSION, NULL);

  self->launch = balie_launch_copy (launch);
  if (launch->demo)
    {
      g_autofree char *path = dup_demo_path ("demo.db");

      g_free (self->launch->database);
      self->launch->database = g_strconcat ("sqlite:", path, NULL);
    }
  return self;
}

/**
 * balie_session_open_async:
 * @self: a session
 * @cancellable: (nullable): cancels it
 * @callback: called when open
 * @user_data: for @callback
 */
void
balie_session_open_async (BalieSession *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (BalieClock) clock = NULL;

  g_task_set_source_tag (task, balie_session_open_async);
  self->action = BALIE_ACTION_OPEN_DATABASE;
  if (self->launch->date != BALIE_DATE_NONE)
    clock = balie_clock_new_on_date (self->launch->date);
  balie_desk_open_async (self->launch->database, self->launch->login, clock, cancellable,
                         desk_opened_cb, task);
}

/**
 * balie_session_open_finish:
 * @self: a session
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: whether the desk is open
 */
gboolean
balie_session_open_finish (BalieSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * balie_session_close:
 * @self: a session
 *
 * Stops the delivery, closes the database, ends the simulated PON.
 */
void
balie_session_close (BalieSession *self)
{
  g_return_if_fail (BALIE_IS_SESSION (self));

  if (self->desk != NULL)
    {
      balie_delivery_stop (self->desk);
      balie_customer_imports_stop (self->desk);
      balie_retention_stop (self->desk);
      balie_letter_sync_stop (self->desk);
      balie_desk_close (self->desk);
    }
  g_clear_object (&self->desk);
  if (self->sim != NULL)
    balie_demo_sim_stop (self->sim);
  g_clear_object (&self->sim);
}

/**
 * balie_session_get_desk:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the desk, once open
 */
BalieDesk *
balie_session_get_desk (BalieSession *self)
{
  return self->desk;
}

/**
 * balie_session_get_launch:
 * @self: a session
 *
 * Returns: (transfer none): what is open and how
 */
const BalieLaunch *
balie_session_get_launch (BalieSession *self)
{
  return self->launch;
}

/**
 * balie_session_get_action:
 * @self: a session
 *
 * Returns: what was being done when opening failed
 */
BalieAction
balie_session_get_action (BalieSession *self)
{
  return self->action;
}

/**
 * balie_session_set_slow_line:
 * @self: a session of the demo
 * @slow: whether the simulated systems take their time
 */
void
balie_session_set_slow_line (BalieSession *self, gboolean slow)
{
  self->launch->slow_line = slow;
  if (self->sim != NULL)
    balie_demo_sim_set_slow_line (self->sim, slow);
}
