/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's certification authorities plus those of one file. Both are asked; a certificate is
 * good when one of them finds nothing wrong with it. Immutable, usable from GIO's TLS threads. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-tls-database.h"

struct _BalieTlsDatabase
{
  GTlsDatabase parent_instance;

  GTlsDatabase *system; /* (owned) */
  GTlsDatabase *own;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalieTlsDatabase, balie_tls_database, G_TYPE_TLS_DATABASE)

/* What is wrong, said by the database that knows the issuer. */
static GTlsCertificateFlags
choose_flags (GTlsCertificateFlags by_system, GTlsCertificateFlags by_own)
{
  if (by_system == 0 || by_own == 0)
    return 0;
  return by_own & G_TLS_CERTIFICATE_UNKNOWN_CA ? by_system : by_own;
}

static GTlsCertificateFlags
balie_tls_database_verify_chain (GTlsDatabase *database,
                                 GTlsCertificate *chain,
                                 const char *purpose,
                                 GSocketConnectable *identity,
                                 GTlsInteraction *interaction,
                                 GTlsDatabaseVerifyFlags flags,
                                 GCancellable *cancellable,
                                 GError **error)
{
  BalieTlsDatabase *self = BALIE_TLS_DATABASE (database);
  g_autoptr (GError) local = NULL;
  GTlsCertificateFlags by_system, by_own;

  by_system = g_tls_database_verify_chain (self->system, chain, purpose, identity, interaction,
                                           flags, cancellable, &local);
  if (!local)
    by_own = g_tls_database_verify_chain (self->own, chain, purpose, identity, interaction, flags,
                                          cancellable, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return G_TLS_CERTIFICATE_GENERIC_ERROR;
    }
  return choose_flags (by_system, by_own);
}

static void
balie_tls_database_finalize (GObject *object)
{
  BalieTlsDatabase *self = BALIE_TLS_DATABASE (object);

  g_clear_object (&self->system);
  g_clear_object (&self->own);
  G_OBJECT_CLASS (balie_tls_database_parent_class)->finalize (object);
}

static void
balie_tls_database_class_init (BalieTlsDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_tls_database_finalize;
  G_TLS_DATABASE_CLASS (klass)->verify_chain = balie_tls_database_verify_chain;
}

static void
balie_tls_database_init (BalieTlsDatabase *self)
{
}

/**
 * balie_tls_database_new:
 * @ca_path: a PEM file of certification authorities
 * @error: return location, of GIO
 *
 * Returns: (transfer full): a database, %NULL if the file can't be read
 */
GTlsDatabase *
balie_tls_database_new (const char *ca_path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (ca_path, NULL);
  g_autoptr (GTlsDatabase) own = g_tls_file_database_new (absolute, error);
  BalieTlsDatabase *self;

  if (!own)
    return NULL;
  self = g_object_new (BALIE_TYPE_TLS_DATABASE, NULL);
  self->system = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  self->own = g_steal_pointer (&own);
  return G_TLS_DATABASE (self);
}
