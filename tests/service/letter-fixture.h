/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters as an insurer would send them, put into a desk's database, and calls made to wait, for tests. */
#pragma once

#include "balie-letters.h"
#include "balie-notifications.h"
#include "desk-fixture.h"

/**
 * ArrivingLetter:
 *
 * One shipment with one letter; what is %NULL or 0 is not said, the code then that of an application request.
 */
typedef struct
{
  const char *shipment;
  const char *code;
  const char *text;
  const char *application;
  const char *own_application;
  const char *policy;
  const char *agency;
  gint64 provided_at;
  BalieDate respond_by; /* 0: none */
} ArrivingLetter;

/* As the sync would store it; @error as of the transaction. */
gboolean try_arrival (BalieDesk *desk, const ArrivingLetter *arriving, GError **error);
/* Its id; it must be stored. */
gint64 arrive (BalieDesk *desk, const ArrivingLetter *arriving);
BalieLetterDetail *load_letter (BalieDesk *desk, gint64 id, GError **error);
BalieLetter *get_letter (BalieDesk *desk, gint64 id);

/* A user with sight, in the first user's name. */
void put_person (BalieDesk *desk,
                 const char *login,
                 BalieRoles roles,
                 gboolean administrator,
                 BalieSight sight,
                 const char *agencies);
/* Who was noted for a letter: "anna rik", by login. */
char *dup_noted (BalieDesk *desk, gint64 letter_id);
/* One row of the database as text. */
char *dup_query (BalieDesk *desk, const char *sql);

BalieLettersResult *
mark (BalieDesk *desk, const gint64 *ids, gsize n_ids, BalieLetterState state, GError **error);
