/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An insurer's BiPRO services: 410 (token) and 430 (list, get, acknowledge), by the insurer's profile. */
#pragma once

#include "balie-http.h"
#include "balie-letter.h"

G_BEGIN_DECLS

/**
 * BalieBiproProfile:
 *
 * The switches of an insurer, immutable, reference counted: version, consumer-id, list-acknowledged (omit,
 * false, true), category filter, sts-version (on, off), wsa-action (on, off), soap-action (urn, empty), soap
 * (1.1, 1.2), ack (on, off), max-in-flight (1 to 3). One JSON file, validated like a connector profile.
 */
typedef struct _BalieBiproProfile BalieBiproProfile;

BalieBiproProfile *balie_bipro_profile_parse (const char *json, const char *source, GError **error);
BalieBiproProfile *balie_bipro_profile_load_shipped (GError **error);
BalieBiproProfile *balie_bipro_profile_ref (BalieBiproProfile *self);
void balie_bipro_profile_unref (BalieBiproProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieBiproProfile, balie_bipro_profile_unref)

/* One line of listShipments. */
typedef struct
{
  char *id;
  char *category;     /* 3, 6 or 9 digits, "" if not told */
  gint64 provided_at; /* 0 if not told */
  BalieDate available_until;
  gboolean acknowledged;
  int n_transfers;
} BalieShipment;

void balie_shipment_free (BalieShipment *self);

/* A document as it came, name and type untrusted but cleaned; ZIP already unpacked safely. */
typedef struct
{
  char *code;
  char *text;
  char **document_kinds;
  char *application;
  char *own_application; /* AntragsnummerVM */
  char *policy;
  char *partner;
  char *agency;
  BalieDate respond_by;
  GPtrArray *documents; /* (element-type BalieLetterDocument) with data */
} BalieTransfer;

/* Every text "", no day, no documents. */
BalieTransfer *balie_transfer_new (void);
void balie_transfer_free (BalieTransfer *self);

typedef struct
{
  char *id;
  gint64 provided_at;
  GPtrArray *transfers; /* (element-type BalieTransfer) */
} BalieShipmentContent;

void balie_shipment_content_free (BalieShipmentContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieShipmentContent, balie_shipment_content_free)

#define BALIE_TYPE_BIPRO_CLIENT (balie_bipro_client_get_type ())
G_DECLARE_FINAL_TYPE (BalieBiproClient, balie_bipro_client, BALIE, BIPRO_CLIENT, GObject)

/* Errors of every call: OFFLINE, TIMEOUT, UNCLEAR (unreadable), UNAVAILABLE (429, 503, 00940), REFUSED (NOK or
 * a fault; message is the insurer's cleaned text with its number), NOT_FOUND (04003), SECRET (00961, 00964,
 * 00965, 00966: never tried again by itself; 00960, no secret), CANCELLED. */

/* Fails with INVALID_INPUT when an address or the profile is bad. */
BalieBiproClient *balie_bipro_client_new (const BalieInsurer *insurer, GError **error);
BalieHttp *balie_bipro_client_get_http (BalieBiproClient *self);
int balie_bipro_client_get_max_in_flight (BalieBiproClient *self);
gboolean balie_bipro_client_acknowledges (BalieBiproClient *self);
/* TRUE for the codes after which nothing may be tried until a person mended the login. */
gboolean balie_bipro_error_is_lockout (const GError *error);

/* GPtrArray of BalieShipment. @again: those acknowledged too. */
void balie_bipro_client_list_async (BalieBiproClient *self,
                                    gboolean again,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *
balie_bipro_client_list_finish (BalieBiproClient *self, GAsyncResult *result, GError **error);

void balie_bipro_client_get_async (BalieBiproClient *self,
                                   const char *shipment,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BalieShipmentContent *
balie_bipro_client_get_finish (BalieBiproClient *self, GAsyncResult *result, GError **error);

/* Idempotent: acknowledging twice is fine. */
void balie_bipro_client_acknowledge_async (BalieBiproClient *self,
                                           const char *shipment,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean balie_bipro_client_acknowledge_finish (BalieBiproClient *self,
                                                GAsyncResult *result,
                                                GError **error);

/* Fetches a token: proves address and login. */
void balie_bipro_client_test_async (BalieBiproClient *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
balie_bipro_client_test_finish (BalieBiproClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
