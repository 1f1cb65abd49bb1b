/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages of BiPRO 410 and 430: writing requests, reading answers; no network. */
#pragma once

#include "balie-bipro-client.h"
#include "balie-mime.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_BIPRO_TOKEN,
  BALIE_BIPRO_LIST,
  BALIE_BIPRO_GET,
  BALIE_BIPRO_ACKNOWLEDGE,
} BalieBiproOperation;

/* SOAPAction by the profile, without quotes. */
const char *balie_bipro_get_action (BalieBiproProfile *profile, BalieBiproOperation operation);
const char *balie_bipro_get_content_type (BalieBiproProfile *profile);

/* (transfer full): envelopes. */
char *balie_bipro_write_token_request (BalieBiproProfile *profile,
                                       const char *user,
                                       const char *password);
char *balie_bipro_write_list (BalieBiproProfile *profile, const char *token, gboolean again);
char *balie_bipro_write_shipment_request (BalieBiproProfile *profile,
                                          BalieBiproOperation operation,
                                          const char *token,
                                          const char *shipment);

/**
 * BalieBiproAnswer:
 * @message: (nullable): the parts of a multipart answer
 * @document: the envelope
 * @response: (nullable): xf:Response, or the RequestSecurityTokenResponse
 *
 * An answer whose status is OK.
 */
typedef struct
{
  BalieMimeMessage *message;
  gpointer document; /* xmlDocPtr */
  gpointer response; /* xmlNodePtr */
} BalieBiproAnswer;

void balie_bipro_answer_free (BalieBiproAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieBiproAnswer, balie_bipro_answer_free)

/* NULL with an error for a fault, a NOK, or what can't be read; 04001 ("nothing there") is no error whether
 * it comes with OK or NOK. The error's domain is BALIE_ERROR as balie-bipro-client.h says. */
BalieBiproAnswer *balie_bipro_answer_read (BalieBiproOperation operation,
                                           guint http_status,
                                           const char *content_type,
                                           GBytes *body,
                                           GError **error);
/* @expires: (out): seconds since 1970, 0 when not said or without a zone. */
char *balie_bipro_answer_read_token (const BalieBiproAnswer *self, gint64 *expires, GError **error);
GPtrArray *balie_bipro_answer_read_list (const BalieBiproAnswer *self, GError **error);
BalieShipmentContent *balie_bipro_answer_read_shipment (const BalieBiproAnswer *self,
                                                        GError **error);

/* The number of the insurer's message an error came with ("00962"), "" if none. */
const char *balie_bipro_error_get_code (const GError *error);

G_END_DECLS
