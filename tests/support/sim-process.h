/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the real balie-sim ($BALIE_SIM) for a test and talks to it over loopback. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process;
  SoupSession *session;
  char *url; /* without a path */
} SimProcess;

/* What came back; @error is set when no whole answer came. */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  GBytes *body;
  JsonNode *json; /* NULL when the body is not JSON */
  GError *error;
} SimReply;

/* Options end with NULL. */
SimProcess *sim_process_start (const char *option, ...) G_GNUC_NULL_TERMINATED;
SimReply *
sim_process_send (SimProcess *self, const char *method, const char *path, const char *body);
/* @key: the header Idempotency-Key, NULL for none. */
SimReply *sim_process_post_request (SimProcess *self, const char *key, const char *body);
SimReply *sim_process_post_customer (SimProcess *self, const char *key, const char *body);
SoupMessage *
sim_process_new_message (SimProcess *self, const char *method, const char *path, const char *body);
/* PUT /control/KNOB with a text. */
void sim_process_set (SimProcess *self, const char *knob, const char *value);
JsonArray *sim_process_dup_array (SimProcess *self, const char *path);
/* SIGTERM, and it must end well. */
void sim_process_stop (SimProcess *self);
void sim_process_kill (SimProcess *self);

void sim_reply_free (SimReply *self);
const char *sim_reply_get (SimReply *self, const char *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimReply, sim_reply_free)

G_END_DECLS
