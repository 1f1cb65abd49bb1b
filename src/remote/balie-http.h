/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP core: one object per remote with all limits of CONTRACTS: connect 10 s, body 8 MiB,
 * redirects within the origin, TLS always verified, plain HTTP only to loopback, retries with
 * jittered back-off for idempotent requests, Retry-After, circuit breaker. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BALIE_HTTP_MAX_BODY (8 * 1024 * 1024)
#define BALIE_HTTP_CONNECT_SECONDS 10
#define BALIE_HTTP_TOTAL_SECONDS 120

/**
 * BalieRemoteState:
 * @BALIE_REMOTE_UNUSED: nothing was asked yet
 * @BALIE_REMOTE_UP: the last call was answered
 * @BALIE_REMOTE_DOWN: the last calls failed; still tried
 * @BALIE_REMOTE_BROKEN: breaker open: calls fail at once until balie_http_get_retry_at()
 */
typedef enum
{
  BALIE_REMOTE_UNUSED,
  BALIE_REMOTE_UP,
  BALIE_REMOTE_DOWN,
  BALIE_REMOTE_BROKEN,
} BalieRemoteState;

#define BALIE_TYPE_HTTP (balie_http_get_type ())
G_DECLARE_FINAL_TYPE (BalieHttp, balie_http, BALIE, HTTP, GObject)

/**
 * BalieHttpRequest:
 * @idempotent: may be sent again by the core itself after a failure (GET, or a safe PUT); false for
 *   everything whose repetition the caller decides
 * @max_tries: how often at most when idempotent (1 = never again)
 * @until_answered: not again once an answer has begun, whatever it is: a person waits for it
 * @total_seconds: 0 for the default
 */
typedef struct
{
  char *method;
  char *url;
  GHashTable *headers; /* char* → char*, (nullable) */
  GBytes *body;        /* (nullable) */
  char *content_type;
  gboolean idempotent;
  gboolean until_answered;
  guint max_tries;
  guint total_seconds;
} BalieHttpRequest;

/* Any HTTP status is a response; a BALIE_ERROR is one of OFFLINE (nothing was sent), TIMEOUT,
 * UNCLEAR (bytes may have arrived; also body too large or cut), UNAVAILABLE (breaker open),
 * INVALID_INPUT (address or redirect not allowed), NOT_CONFIGURED (file of authorities unreadable),
 * CANCELLED. */
typedef struct
{
  guint status;
  char *content_type;
  GBytes *body;
  gint64 retry_after;  /* seconds from now, -1 if not said */
  GHashTable *headers; /* name in lower case → value, (nullable) */
} BalieHttpResponse;

BalieHttpRequest *balie_http_request_new (const char *method, const char *url);
void balie_http_request_set_header (BalieHttpRequest *self, const char *name, const char *value);
void balie_http_request_set_json (BalieHttpRequest *self, const char *json);
void balie_http_request_free (BalieHttpRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieHttpRequest, balie_http_request_free)
void balie_http_response_free (BalieHttpResponse *self);
const char *balie_http_response_get_header (const BalieHttpResponse *self, const char *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieHttpResponse, balie_http_response_free)

/* signal "state-changed" () */
BalieHttp *balie_http_new (const char *remote_name);
void balie_http_set_authority_file (BalieHttp *self, const char *ca_path);
gboolean balie_http_set_client_certificate (BalieHttp *self, const char *path, GError **error);
void balie_http_set_time_scale (BalieHttp *self, double scale);
void balie_http_send_async (BalieHttp *self,
                            BalieHttpRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
BalieHttpResponse *balie_http_send_finish (BalieHttp *self, GAsyncResult *result, GError **error);
BalieRemoteState balie_http_get_state (BalieHttp *self);
gint64 balie_http_get_retry_at (BalieHttp *self);
const char *balie_http_get_remote_name (BalieHttp *self);
void balie_http_reset_breaker (BalieHttp *self);

/* The sentence-free reason of a problem answer (RFC 9457 title and detail, cleaned), or NULL. */
char *balie_http_response_dup_problem (const BalieHttpResponse *response);
gboolean balie_http_check_url (const char *url, GError **error);

G_END_DECLS
