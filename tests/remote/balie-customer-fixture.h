/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Driver2 and KP played by a server on loopback that answers as the test says, and their clients. */
#pragma once

#include "balie-driver2-client.h"
#include "balie-kp-client.h"
#include "balie-remote-fixture.h"
#include "balie-test-server.h"

G_BEGIN_DECLS

/**
 * BalieCustomerFixture:
 * @behave: (nullable): answers instead of the plain reply
 * @status: of the plain reply, with @headers, @type and @body
 * @method: what was asked last, like the fields below
 * @everything: all that was ever sent, head and body of every request
 */
typedef struct _BalieCustomerFixture BalieCustomerFixture;
struct _BalieCustomerFixture
{
  BalieTestServer *server;
  BalieRemoteSession *session;
  BalieDriver2Client *driver2;
  BalieKpClient *kp;
  BalieCustomerQuery *query;

  void (*behave) (BalieTestExchange *exchange, BalieCustomerFixture *fixture);
  int status;
  const char *headers;
  const char *type;
  const char *body;

  char *method;
  char *path;
  char *sent;
  char *key;
  GString *everything;
};

/* @profile: (nullable): text of a profile, NULL for the one that ships. */
void balie_customer_fixture_set_up (BalieCustomerFixture *self,
                                    const char *remote_name,
                                    const char *profile);
void balie_customer_fixture_tear_down (BalieCustomerFixture *self);
/* The shipped profile as text. */
char *balie_customer_fixture_read_shipped (const char *remote_name);

BalieCustomerPage *
balie_customer_fixture_search (BalieCustomerFixture *self, int page, GError **error);
BalieCustomer *balie_customer_fixture_get (BalieCustomerFixture *self, GError **error);
BalieCustomer *balie_customer_fixture_create (BalieCustomerFixture *self,
                                              const BalieCustomer *customer,
                                              GError **error);
GPtrArray *balie_customer_fixture_find_vehicles (BalieCustomerFixture *self,
                                                 const char *vin,
                                                 const char *plate,
                                                 GError **error);
/* {"total":@total,"items":[…]} of @n customers from @first on. */
char *balie_customer_fixture_make_page (int first, int n, int total);

G_END_DECLS
