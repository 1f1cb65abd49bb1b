/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads libcurl once, when it is first needed. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-curl.h"

#include <gmodule.h>

#include "balie-error.h"

typedef struct
{
  const char *name;
  gsize offset;
} Symbol;

#define SYMBOL(name)                                                                               \
  {                                                                                                \
    "curl_" #name, G_STRUCT_OFFSET (BalieCurl, name)                                               \
  }

static const Symbol symbols[] = {
  SYMBOL (global_init),  SYMBOL (easy_init),      SYMBOL (easy_setopt),  SYMBOL (easy_getinfo),
  SYMBOL (easy_perform), SYMBOL (easy_strerror),  SYMBOL (easy_cleanup), SYMBOL (slist_append),
  SYMBOL (mime_init),    SYMBOL (slist_free_all), SYMBOL (mime_addpart), SYMBOL (mime_data),
  SYMBOL (mime_type),    SYMBOL (mime_encoder),   SYMBOL (mime_free),    SYMBOL (mime_subparts),
};

static BalieCurl functions;

/* Stays loaded: its threads and keys outlive any use. */
static gpointer
load (gpointer error)
{
  GModule *module = g_module_open (BALIE_LIBCURL, G_MODULE_BIND_LOCAL);

  for (gsize i = 0; module && i < G_N_ELEMENTS (symbols); i++)
    if (!g_module_symbol (module, symbols[i].name,
                          (gpointer *) G_STRUCT_MEMBER_P (&functions, symbols[i].offset)))
      module = NULL;
  if (!module)
    {
      g_warning ("libcurl can't be loaded: %s", g_module_error ());
      return NULL;
    }
  functions.global_init (CURL_GLOBAL_DEFAULT);
  return &functions;
}

/**
 * balie_curl_get:
 * @error: return location; NOT_CONFIGURED when the library is not installed
 *
 * From any thread.
 *
 * Returns: (transfer none) (nullable): its functions
 */
const BalieCurl *
balie_curl_get (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const BalieCurl *curl = g_once (&once, load, NULL);

  if (!curl)
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED, "%s can't be loaded",
                 BALIE_LIBCURL);
  return curl;
}
