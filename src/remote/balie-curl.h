/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcurl, loaded when the first mail is sent: with the twenty libraries behind it, it is the larger
 * half of what the programs would otherwise link at every start. */
#pragma once

/* Its macros would call the functions by name. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <glib.h>

#undef curl_easy_getinfo
#undef curl_easy_setopt

G_BEGIN_DECLS

/**
 * BalieCurl:
 *
 * The functions of libcurl that mail needs, under their names without "curl_".
 */
typedef struct
{
  __typeof__ (curl_global_init) *global_init;
  __typeof__ (curl_easy_init) *easy_init;
  __typeof__ (curl_easy_setopt) *easy_setopt;
  __typeof__ (curl_easy_getinfo) *easy_getinfo;
  __typeof__ (curl_easy_perform) *easy_perform;
  __typeof__ (curl_easy_strerror) *easy_strerror;
  __typeof__ (curl_easy_cleanup) *easy_cleanup;
  __typeof__ (curl_slist_append) *slist_append;
  __typeof__ (curl_slist_free_all) *slist_free_all;
  __typeof__ (curl_mime_init) *mime_init;
  __typeof__ (curl_mime_addpart) *mime_addpart;
  __typeof__ (curl_mime_data) *mime_data;
  __typeof__ (curl_mime_type) *mime_type;
  __typeof__ (curl_mime_encoder) *mime_encoder;
  __typeof__ (curl_mime_subparts) *mime_subparts;
  __typeof__ (curl_mime_free) *mime_free;
} BalieCurl;

const BalieCurl *balie_curl_get (GError **error);

G_END_DECLS
