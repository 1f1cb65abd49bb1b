/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's certification authorities plus those of one file. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BALIE_TYPE_TLS_DATABASE (balie_tls_database_get_type ())
G_DECLARE_FINAL_TYPE (BalieTlsDatabase, balie_tls_database, BALIE, TLS_DATABASE, GTlsDatabase)

GTlsDatabase *balie_tls_database_new (const char *ca_path, GError **error);

G_END_DECLS
