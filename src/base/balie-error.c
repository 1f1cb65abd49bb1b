/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain, its stable code names, and the conversion of GIO's errors into it. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-error.h"

#include <glib/gi18n-lib.h>

/* What goes with an error besides its code and message; copied along with it. */
typedef struct
{
  gint64 retry_after; /* seconds, -1 if the remote did not say */
} BalieErrorPrivate;

static void
balie_error_private_init (BalieErrorPrivate *self)
{
  self->retry_after = -1;
}

static void
balie_error_private_copy (const BalieErrorPrivate *from, BalieErrorPrivate *to)
{
  *to = *from;
}

static void
balie_error_private_clear (BalieErrorPrivate *self)
{
}

G_DEFINE_EXTENDED_ERROR (BalieError, balie_error)

/* Stable: they are in logs, JSON and the database. */
static const char *const code_names[] = {
  [BALIE_ERROR_BUG] = "bug",
  [BALIE_ERROR_OFFLINE] = "offline",
  [BALIE_ERROR_TIMEOUT] = "timeout",
  [BALIE_ERROR_UNCLEAR] = "unclear",
  [BALIE_ERROR_REFUSED] = "refused",
  [BALIE_ERROR_UNAVAILABLE] = "unavailable",
  [BALIE_ERROR_CONFLICT] = "conflict",
  [BALIE_ERROR_NOT_PERMITTED] = "not-permitted",
  [BALIE_ERROR_NOT_FOUND] = "not-found",
  [BALIE_ERROR_INVALID_INPUT] = "invalid-input",
  [BALIE_ERROR_BUSY] = "busy",
  [BALIE_ERROR_STORAGE] = "storage",
  [BALIE_ERROR_DAMAGED] = "damaged",
  [BALIE_ERROR_NEWER] = "newer",
  [BALIE_ERROR_NOT_CONFIGURED] = "not-configured",
  [BALIE_ERROR_SECRET] = "secret",
  [BALIE_ERROR_CANCELLED] = "cancelled",
};

/**
 * balie_error_code_to_string:
 * @code: a code
 *
 * Returns: the stable, untranslated name for logs, JSON and the database, e.g. "not-permitted"
 */
const char *
balie_error_code_to_string (BalieError code)
{
  if ((guint) code >= G_N_ELEMENTS (code_names))
    return "bug";
  return code_names[code];
}

/**
 * balie_error_code_from_string:
 * @name: a name as balie_error_code_to_string() gives it
 *
 * Returns: the code; %BALIE_ERROR_BUG for a name that is not known
 */
BalieError
balie_error_code_from_string (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (code_names); i++)
    {
      if (g_strcmp0 (code_names[i], name) == 0)
        return (BalieError) i;
    }
  return BALIE_ERROR_BUG;
}

static BalieError
convert_io_code (int code)
{
  switch (code)
    {
    case G_IO_ERROR_CANCELLED:
      return BALIE_ERROR_CANCELLED;
    case G_IO_ERROR_TIMED_OUT:
      return BALIE_ERROR_TIMEOUT;
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_PROXY_FAILED:
      return BALIE_ERROR_OFFLINE;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_MOUNTED:
      return BALIE_ERROR_NOT_FOUND;
    case G_IO_ERROR_PERMISSION_DENIED:
      return BALIE_ERROR_NOT_PERMITTED;
    case G_IO_ERROR_INVALID_ARGUMENT:
    case G_IO_ERROR_INVALID_DATA:
    case G_IO_ERROR_INVALID_FILENAME:
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
      return BALIE_ERROR_INVALID_INPUT;
    case G_IO_ERROR_BUSY:
    case G_IO_ERROR_PENDING:
    case G_IO_ERROR_EXISTS:
      return BALIE_ERROR_BUSY;
    case G_IO_ERROR_NO_SPACE:
    case G_IO_ERROR_READ_ONLY:
    case G_IO_ERROR_TOO_MANY_OPEN_FILES:
      return BALIE_ERROR_STORAGE;
    default:
      return BALIE_ERROR_UNCLEAR;
    }
}

static BalieError
convert_file_code (int code)
{
  switch (code)
    {
    case G_FILE_ERROR_NOENT:
    case G_FILE_ERROR_NOTDIR:
      return BALIE_ERROR_NOT_FOUND;
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
      return BALIE_ERROR_NOT_PERMITTED;
    case G_FILE_ERROR_ISDIR:
    case G_FILE_ERROR_NAMETOOLONG:
    case G_FILE_ERROR_INVAL:
      return BALIE_ERROR_INVALID_INPUT;
    case G_FILE_ERROR_EXIST:
    case G_FILE_ERROR_AGAIN:
      return BALIE_ERROR_BUSY;
    default:
      return BALIE_ERROR_STORAGE;
    }
}

static BalieError
convert_code (const GError *error)
{
  if (error->domain == G_IO_ERROR)
    return convert_io_code (error->code);
  if (error->domain == G_FILE_ERROR)
    return convert_file_code (error->code);
  if (error->domain == G_RESOLVER_ERROR || error->domain == G_TLS_ERROR)
    return BALIE_ERROR_OFFLINE;
  if (error->domain == G_CONVERT_ERROR || error->domain == G_MARKUP_ERROR ||
      error->domain == G_KEY_FILE_ERROR || error->domain == G_NUMBER_PARSER_ERROR ||
      error->domain == G_REGEX_ERROR || error->domain == G_URI_ERROR)
    return BALIE_ERROR_INVALID_INPUT;
  return BALIE_ERROR_BUG;
}

/**
 * balie_error_from_gio:
 * @error: (nullable): an error of GIO or GLib; one of %BALIE_ERROR is copied
 *
 * Converts at a boundary, once. TLS failures and unreachable hosts mean that nothing was sent; what
 * is not known better counts as unclear.
 *
 * Returns: (transfer full): an error of %BALIE_ERROR whose message keeps the cause
 */
GError *
balie_error_from_gio (const GError *error)
{
  if (!error)
    return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_BUG, _ ("Unknown error"));
  if (error->domain == BALIE_ERROR)
    return g_error_copy (error);
  return g_error_new_literal (BALIE_ERROR, convert_code (error), error->message);
}

/**
 * balie_error_is_cancelled:
 * @error: (nullable): any error
 *
 * Returns: whether the person cancelled, so that nothing is to be said
 */
gboolean
balie_error_is_cancelled (const GError *error)
{
  return error && (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_CANCELLED) ||
                   g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

/**
 * balie_error_set_retry_after:
 * @error: an error of %BALIE_ERROR
 * @seconds: after which trying again makes sense, -1 if not known
 */
void
balie_error_set_retry_after (GError *error, gint64 seconds)
{
  g_return_if_fail (error && error->domain == BALIE_ERROR);

  balie_error_get_private (error)->retry_after = seconds;
}

/**
 * balie_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: the seconds after which the remote asked to be tried again, -1 if it did not say
 */
gint64
balie_error_get_retry_after (const GError *error)
{
  if (!error || error->domain != BALIE_ERROR)
    return -1;
  return balie_error_get_private (error)->retry_after;
}
