/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "customer_import": the outbox of persons to be made in Driver2, exactly once each. */
#pragma once

#include "balie-customer.h"
#include "balie-db.h"

G_BEGIN_DECLS

/**
 * BalieImportState:
 * @BALIE_IMPORT_WAITING: nothing was sent yet
 * @BALIE_IMPORT_SENDING: claimed, on its way
 * @BALIE_IMPORT_UNKNOWN: sent, outcome not known: Driver2 is searched for the person before it is sent again
 * @BALIE_IMPORT_DONE: Driver2 has the person under @number
 * @BALIE_IMPORT_FAILED: Driver2 said no; a person may try again (becomes WAITING)
 */
typedef enum
{
  BALIE_IMPORT_WAITING,
  BALIE_IMPORT_SENDING,
  BALIE_IMPORT_UNKNOWN,
  BALIE_IMPORT_DONE,
  BALIE_IMPORT_FAILED,
  BALIE_N_IMPORT_STATES,
} BalieImportState;

const char *balie_import_state_to_code (BalieImportState state);

/**
 * BalieCustomerImport:
 * @key: UUID, never changes, sent as Idempotency-Key
 * @customer: what is to be made, without a VAT number
 * @person_key: unique among those not failed: one person is not made twice by two dossiers
 * @number: Driver2's, "" until done
 * @reason: why Driver2 said no, cleaned plain text
 * @problem: code of the last error ("offline", "timeout" …), "" if none
 * @next_attempt_at: seconds since 1970
 */
typedef struct
{
  char *key;
  BalieImportState state;
  BalieCustomer *customer;
  char *person_key;
  char *number;
  char *reason;
  char *problem;
  int attempts;
  gint64 next_attempt_at;
  char *claimed_by;
  gint64 claimed_at;
  char *actor;
  gint64 created_at;
  gint64 updated_at;
} BalieCustomerImport;

BalieCustomerImport *balie_customer_import_new (const BalieCustomer *customer);
BalieCustomerImport *balie_customer_import_copy (const BalieCustomerImport *self);
void balie_customer_import_free (BalieCustomerImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieCustomerImport, balie_customer_import_free)

/* Changes are noted as table "imports" (id 0). */

/* CONFLICT when one with that person key is there and not failed. */
gboolean
balie_customer_import_table_insert (BalieDb *db, const BalieCustomerImport *import, GError **error);
/* CONFLICT unless it is still in @expected. */
gboolean balie_customer_import_table_update (BalieDb *db,
                                             const BalieCustomerImport *import,
                                             BalieImportState expected,
                                             GError **error);
/* NULL without error: none. */
BalieCustomerImport *balie_customer_import_table_get (BalieDb *db, const char *key, GError **error);
BalieCustomerImport *
balie_customer_import_table_find_person (BalieDb *db, const char *person_key, GError **error);
/* Waiting and unknown ones whose time has come; sending ones with a claim older than @stale_before or by
 * one of @dead_claimers become unknown first. Marks them as claimed. */
GPtrArray *balie_customer_import_table_claim (BalieDb *db,
                                              const char *claimer,
                                              gint64 now,
                                              gint64 stale_before,
                                              const char *const *dead_claimers,
                                              guint limit,
                                              GError **error);
/* The first half of it alone. */
gboolean balie_customer_import_table_free_claims (BalieDb *db,
                                                  gint64 now,
                                                  gint64 stale_before,
                                                  const char *const *dead_claimers,
                                                  GError **error);
GPtrArray *balie_customer_import_table_get_claimers (BalieDb *db, GError **error);
/* G_MAXINT64 when none waits. */
gint64 balie_customer_import_table_get_next_attempt (BalieDb *db, GError **error);
GPtrArray *
balie_customer_import_table_list (BalieDb *db, gboolean open_only, guint limit, GError **error);

G_END_DECLS
