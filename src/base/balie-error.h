/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain: codes by what a person can do about them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BALIE_ERROR (balie_error_quark ())

/**
 * BalieError:
 * @BALIE_ERROR_BUG: a mistake of the program itself
 * @BALIE_ERROR_OFFLINE: the remote could not be reached, nothing was sent
 * @BALIE_ERROR_TIMEOUT: the remote did not answer in time; what it did is unknown
 * @BALIE_ERROR_UNCLEAR: bytes were sent but no usable answer came; what it did is unknown
 * @BALIE_ERROR_REFUSED: the remote said no (message is its reason, untrusted plain text)
 * @BALIE_ERROR_UNAVAILABLE: the remote asked to come back later (429, 503, breaker open)
 * @BALIE_ERROR_CONFLICT: someone else changed the same thing, or PON has another live request
 * @BALIE_ERROR_NOT_PERMITTED: the person may not do this
 * @BALIE_ERROR_NOT_FOUND: the thing named does not exist
 * @BALIE_ERROR_INVALID_INPUT: what was given can't be read or is out of range
 * @BALIE_ERROR_BUSY: the same deed is already under way
 * @BALIE_ERROR_STORAGE: the database can't be read or written
 * @BALIE_ERROR_DAMAGED: the database file is damaged
 * @BALIE_ERROR_NEWER: the database was written by a newer Balie
 * @BALIE_ERROR_NOT_CONFIGURED: a remote, mail address or other setting is missing
 * @BALIE_ERROR_SECRET: the secret service is missing, locked or lacks the secret
 * @BALIE_ERROR_CANCELLED: cancelled by the person; never shown
 *
 * What went wrong, by what can be done about it.
 */
typedef enum
{
  BALIE_ERROR_BUG,
  BALIE_ERROR_OFFLINE,
  BALIE_ERROR_TIMEOUT,
  BALIE_ERROR_UNCLEAR,
  BALIE_ERROR_REFUSED,
  BALIE_ERROR_UNAVAILABLE,
  BALIE_ERROR_CONFLICT,
  BALIE_ERROR_NOT_PERMITTED,
  BALIE_ERROR_NOT_FOUND,
  BALIE_ERROR_INVALID_INPUT,
  BALIE_ERROR_BUSY,
  BALIE_ERROR_STORAGE,
  BALIE_ERROR_DAMAGED,
  BALIE_ERROR_NEWER,
  BALIE_ERROR_NOT_CONFIGURED,
  BALIE_ERROR_SECRET,
  BALIE_ERROR_CANCELLED,
} BalieError;

GQuark balie_error_quark (void);
const char *balie_error_code_to_string (BalieError code);
BalieError balie_error_code_from_string (const char *name);
GError *balie_error_from_gio (const GError *error);
gboolean balie_error_is_cancelled (const GError *error);
void balie_error_set_retry_after (GError *error, gint64 seconds);
gint64 balie_error_get_retry_after (const GError *error);

G_END_DECLS
