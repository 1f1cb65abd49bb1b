/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switches of an insurer as the clients ask for them. Internal to this layer. */
#pragma once

#include "balie-bipro-client.h"

G_BEGIN_DECLS

const char *balie_bipro_profile_get_version (BalieBiproProfile *self);
const char *balie_bipro_profile_get_consumer_id (BalieBiproProfile *self); /* "": not sent */
const char *balie_bipro_profile_get_category (BalieBiproProfile *self);    /* "": not sent */
/* "", "false" or "true": what listShipments says of acknowledged ones when nobody asks again. */
const char *balie_bipro_profile_get_list_acknowledged (BalieBiproProfile *self);
gboolean balie_bipro_profile_sends_sts_version (BalieBiproProfile *self);
gboolean balie_bipro_profile_sends_wsa_action (BalieBiproProfile *self);
gboolean balie_bipro_profile_sends_action (BalieBiproProfile *self);
gboolean balie_bipro_profile_is_soap12 (BalieBiproProfile *self);
gboolean balie_bipro_profile_acknowledges (BalieBiproProfile *self);
int balie_bipro_profile_get_max_in_flight (BalieBiproProfile *self);

G_END_DECLS
