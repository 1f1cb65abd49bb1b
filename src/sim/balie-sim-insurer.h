/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fictional insurers, each under a path of its own with habits that were seen in the field. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BALIE_SIM_INLINE = 1 << 0,             /* documents as base64 in the envelope, no MTOM */
  BALIE_SIM_ZIPPED = 1 << 1,             /* documents packed as ZIP */
  BALIE_SIM_NO_CATEGORY_FILTER = 1 << 2, /* a category asked for is a schema error */
  BALIE_SIM_WANTS_ACTION = 1 << 3,       /* wsa:Action and no BiPROVersion at the STS */
  BALIE_SIM_WANTS_CONSUMER = 1 << 4,     /* ConsumerID */
  BALIE_SIM_NO_SHOW_AGAIN = 1 << 5,      /* BestaetigeLieferungen must be absent */
  BALIE_SIM_NO_CATEGORY = 1 << 6,        /* shipments without Kategorie, several transfers each */
  BALIE_SIM_ZONELESS = 1 << 7,           /* the token's end without a time zone */
  BALIE_SIM_ONLY_FAULTS = 1 << 8,        /* every failure as a SOAP fault, "nothing there" too */
  BALIE_SIM_NOTHING_IS_NOK = 1 << 9,     /* 04001 comes with NOK */
  BALIE_SIM_NIL = 1 << 10,               /* empty elements as xsi:nil */
  BALIE_SIM_UMBRELLA = 1 << 11,          /* only the group's code: 140000000 */
  BALIE_SIM_ONCE = 1 << 12,              /* an acknowledged shipment can't be fetched: 04002 */
} BalieSimQuirks;

/**
 * BalieSimInsurer:
 * @code: its part of the path, "" for the one that does as the norm says
 * @transfer, @message, @event, @common: prefixes of the namespaces
 */
typedef struct
{
  const char *code;
  const char *version;
  const char *transfer;
  const char *message;
  const char *event;
  const char *common;
  guint quirks;
} BalieSimInsurer;

/* @path: "/410", "/autohaus/430" …; @rest: what follows the insurer's part. NULL if there is none. */
const BalieSimInsurer *balie_sim_insurer_from_path (const char *path, const char **rest);
const BalieSimInsurer *balie_sim_insurer_find (const char *code);
/* NULL behind the last. */
const BalieSimInsurer *balie_sim_insurer_get (guint index);

G_END_DECLS
