/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for asynchronous calls, and a certification authority made for the test. */
#pragma once

#include <gio/gio.h>

#include "balie-http.h"

G_BEGIN_DECLS

/* An answer to an asynchronous call, for use as the callback's data. */
typedef struct
{
  GAsyncResult *result;
} BalieAwait;

void balie_await_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *balie_await (BalieAwait *await);
void balie_await_clear (BalieAwait *await);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieAwait, balie_await_clear)

BalieHttpResponse *balie_await_http (BalieHttp *http,
                                     BalieHttpRequest *request,
                                     GCancellable *cancellable,
                                     GError **error);
void balie_await_quiet (gboolean (*is_so) (gpointer), gpointer data);

char *balie_test_make_directory (void);
void balie_test_remove_directory (char *path);
/* A directory with ca.pem, and for each kind good, expired, other (host), unknown (CA) one PEM. */
char *balie_test_make_authority (void);
GTlsCertificate *balie_test_load_certificate (const char *directory, const char *kind);

G_END_DECLS
