/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses a remote may have, and which redirects stay within it. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-http-url.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "balie-error.h"
#include "balie-http.h"

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, why);
  return FALSE;
}

/* Blanks and control characters are mistakes of typing, or worse. */
static gboolean
is_plain (const char *url)
{
  for (const char *p = url; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == '\\')
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_parts (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return refuse (error, _ ("The address must begin with https://."));
  if (!host || !*host)
    return refuse (error, _ ("The address names no server."));
  if (g_uri_get_userinfo (uri))
    return refuse (error, _ ("User name and password don’t belong in the address."));
  if (g_uri_get_fragment (uri))
    return refuse (error, _ ("The address must not contain “#”."));
  if (g_str_equal (scheme, "http") && !balie_http_url_is_loopback (uri))
    return refuse (error, _ ("Without encryption (http://) only this computer may be used; "
                             "the address must begin with https://."));
  return TRUE;
}

/**
 * balie_http_url_parse:
 * @url: an address
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full): its parts, %NULL if it may not be used
 */
GUri *
balie_http_url_parse (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  if (url && g_utf8_validate (url, -1, NULL) && is_plain (url))
    uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (!uri)
    {
      refuse (error, _ ("This is not a web address."));
      return NULL;
    }
  if (!check_parts (uri, error))
    return NULL;
  return g_steal_pointer (&uri);
}

/**
 * balie_http_url_is_loopback:
 * @uri: an address
 *
 * Returns: whether it is this machine's by its very text: 127.0.0.0/8, ::1 or localhost
 */
gboolean
balie_http_url_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = NULL;

  if (!host)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address && g_inet_address_get_is_loopback (address);
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

/**
 * balie_http_url_same_origin:
 * @a: an address with a host
 * @b: another
 *
 * Returns: whether scheme, host and port are the same
 */
gboolean
balie_http_url_same_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         get_port (a) == get_port (b);
}

/**
 * balie_http_check_url:
 * @url: (nullable): an address as typed
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: whether a remote may have it: https, or http to loopback only
 */
gboolean
balie_http_check_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = balie_http_url_parse (url, error);

  return uri != NULL;
}
