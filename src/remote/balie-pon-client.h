/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The importer's gateway for licence plates, through a connector profile. */
#pragma once

#include "balie-plate-request.h"
#include "balie-remote-session.h"

G_BEGIN_DECLS

/**
 * BaliePonAnswer:
 * @key: the idempotency key if the gateway tells it, else ""
 * @status: one of BALIE_REQUEST_REQUESTED, _APPROVED, _REJECTED, _WITHDRAWN
 * @plate: clean, without dashes, "" if none
 * @reason: cleaned plain text of at most 500 bytes, "" if none
 */
typedef struct
{
  char *id;
  char *key;
  BalieRequestState status;
  char *plate;
  char *reason;
  char *updated_at;
} BaliePonAnswer;

typedef struct
{
  GPtrArray *items; /* (element-type BaliePonAnswer) */
  int next;         /* 0: no further page */
} BaliePonPage;

void balie_pon_answer_free (BaliePonAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaliePonAnswer, balie_pon_answer_free)
void balie_pon_page_free (BaliePonPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaliePonPage, balie_pon_page_free)

#define BALIE_TYPE_PON_CLIENT (balie_pon_client_get_type ())
G_DECLARE_FINAL_TYPE (BaliePonClient, balie_pon_client, BALIE, PON_CLIENT, GObject)

BaliePonClient *balie_pon_client_new (BalieRemoteSession *session);
/* How many requests at once the gateway takes, by its profile. */
int balie_pon_client_get_max_in_flight (BaliePonClient *self);

/* Exactly the eight fields, nothing else, with the request's key.
 * Errors: OFFLINE (not sent), TIMEOUT / UNCLEAR (outcome unknown: ask after it by key),
 * UNAVAILABLE (429/503: come back after balie_pon_error_get_retry_after()), CONFLICT (409),
 * REFUSED (422 and other 4xx: closed, message is the cleaned reason), SECRET (no secret, or 401/403:
 * not the request's fault). A 2xx with plate missing counts as requested until the plate is there. */
void balie_pon_client_create_async (BaliePonClient *self,
                                    const BaliePlateRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
BaliePonAnswer *
balie_pon_client_create_finish (BaliePonClient *self, GAsyncResult *result, GError **error);

/* NULL without error: PON does not know the key, so nothing was done. */
void balie_pon_client_find_async (BaliePonClient *self,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BaliePonAnswer *
balie_pon_client_find_finish (BaliePonClient *self, GAsyncResult *result, GError **error);

void balie_pon_client_list_async (BaliePonClient *self,
                                  const char *updated_since,
                                  int page,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BaliePonPage *
balie_pon_client_list_finish (BaliePonClient *self, GAsyncResult *result, GError **error);

/* TRUE: withdrawn. FALSE with REFUSED: PON says no (e.g. already approved); NOT_FOUND: not there. */
void balie_pon_client_withdraw_async (BaliePonClient *self,
                                      const char *pon_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
balie_pon_client_withdraw_finish (BaliePonClient *self, GAsyncResult *result, GError **error);

/* A harmless read that proves address and credentials. */
void balie_pon_client_test_async (BaliePonClient *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean balie_pon_client_test_finish (BaliePonClient *self, GAsyncResult *result, GError **error);

gint64 balie_pon_error_get_retry_after (const GError *error);

G_END_DECLS
