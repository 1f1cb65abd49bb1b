/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Driver2 through a connector profile. Each call is one question; repeating what may have had an effect
 * is the caller's decision. Main thread only; a call under way holds a reference on its client. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-driver2-client.h"

#include "balie-customer-call.h"
#include "balie-json.h"
#include "balie-profile-private.h"
#include "balie-text.h"

/* Somebody who does not exist, and whose name says why the server is asked. */
#define TEST_NAME "Balie-test"

struct _BalieDriver2Client
{
  GObject parent_instance;

  BalieCustomerCaller *caller; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalieDriver2Client, balie_driver2_client, G_TYPE_OBJECT)

static void
balie_driver2_client_finalize (GObject *object)
{
  BalieDriver2Client *self = BALIE_DRIVER2_CLIENT (object);

  g_clear_pointer (&self->caller, balie_customer_caller_free);
  G_OBJECT_CLASS (balie_driver2_client_parent_class)->finalize (object);
}

static void
balie_driver2_client_class_init (BalieDriver2ClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_driver2_client_finalize;
}

static void
balie_driver2_client_init (BalieDriver2Client *self)
{
}

static GHashTable *
create_values (const char *name, const char *value)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (value && *value)
    g_hash_table_insert (values, g_strdup (name), g_strdup (value));
  return values;
}

static gboolean
has_operation (BalieDriver2Client *self, const char *operation)
{
  return balie_profile_has_operation (balie_customer_caller_get_profile (self->caller), operation);
}

static gpointer
read_customer (BalieProfile *profile,
               const BalieHttpResponse *response,
               BalieSource source,
               int page,
               GError **error)
{
  return balie_customer_read_body (profile, response, source, error);
}

static gpointer
read_vehicles (BalieProfile *profile,
               const BalieHttpResponse *response,
               BalieSource source,
               int page,
               GError **error)
{
  return balie_vehicles_read_body (profile, response, error);
}

/**
 * balie_driver2_client_new:
 * @session: of the remote "driver2"
 *
 * Returns: (transfer full): a client
 */
BalieDriver2Client *
balie_driver2_client_new (BalieRemoteSession *session)
{
  BalieDriver2Client *self = g_object_new (BALIE_TYPE_DRIVER2_CLIENT, NULL);

  self->caller = balie_customer_caller_new (session, BALIE_SOURCE_DRIVER2);
  return self;
}

/**
 * balie_driver2_client_takes:
 * @self: a client
 * @criterion: what a customer may be searched by
 *
 * Returns: whether the profile sends it
 */
gboolean
balie_driver2_client_takes (BalieDriver2Client *self, BalieCriterion criterion)
{
  g_return_val_if_fail (BALIE_IS_DRIVER2_CLIENT (self), FALSE);

  return balie_customer_caller_takes (self->caller, criterion);
}

/**
 * balie_driver2_client_search_async:
 * @self: a client
 * @query: whom; what the profile does not send is left out
 * @page: from 1
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_driver2_client_search_async (BalieDriver2Client *self,
                                   const BalieCustomerQuery *query,
                                   int page,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BALIE_IS_DRIVER2_CLIENT (self));
  g_return_if_fail (query);
  g_return_if_fail (page >= 1);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_driver2_client_search_async);
  balie_customer_caller_search (self->caller, task, query, page);
}

BalieCustomerPage *
balie_driver2_client_search_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_driver2_client_get_async:
 * @self: a client
 * @number: the customer's
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_driver2_client_get_async (BalieDriver2Client *self,
                                const char *number,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  BalieCustomerQuestion question = {
    .operation = "get",
    .absent_is_none = TRUE,
    .read = read_customer,
    .result_free = (GDestroyNotify) balie_customer_free,
  };
  GTask *task;

  g_return_if_fail (BALIE_IS_DRIVER2_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_driver2_client_get_async);
  question.values = create_values ("number", number);
  balie_customer_caller_ask (self->caller, task, &question);
}

BalieCustomer *
balie_driver2_client_get_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
balie_driver2_client_can_create (BalieDriver2Client *self)
{
  g_return_val_if_fail (BALIE_IS_DRIVER2_CLIENT (self), FALSE);

  return has_operation (self, "create");
}

/* As the gateway writes it: its own code where the profile has a list, true or false for a switch. */
static JsonNode *
create_node (BalieProfile *profile, BalieCustomerField field, const char *value)
{
  const char *list = balie_customer_get_code_list (field);
  JsonNode *theirs = list ? balie_profile_dup_code_node (profile, list, value) : NULL;

  if (theirs)
    return theirs;
  if (field == BALIE_CUSTOMER_VAT_LIABLE && g_str_equal (value, "yes"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (field == BALIE_CUSTOMER_VAT_LIABLE && g_str_equal (value, "no"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  return json_node_init_string (json_node_alloc (), value);
}

/* The VAT number is not among them: it is never sent to Driver2. */
static GHashTable *
create_nodes (BalieProfile *profile, const char *key, const BalieCustomer *customer)
{
  GHashTable *nodes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);

  g_hash_table_insert (nodes, g_strdup ("key"), json_node_init_string (json_node_alloc (), key));
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    if (i != BALIE_CUSTOMER_VAT_NUMBER && *customer->values[i])
      g_hash_table_insert (nodes, g_strdup (balie_customer_get_spec (i)->wire),
                           create_node (profile, i, customer->values[i]));
  return nodes;
}

/* Those for address and headers. */
static GHashTable *
create_texts (GHashTable *nodes)
{
  GHashTable *values = create_values (NULL, NULL);
  GHashTableIter iter;
  gpointer name, node;

  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, &name, &node))
    g_hash_table_insert (values, g_strdup (name),
                         json_node_get_value_type (node) == G_TYPE_STRING
                             ? json_node_dup_string (node)
                             : balie_json_to_text (node, FALSE));
  return values;
}

/**
 * balie_driver2_client_create_async:
 * @self: a client
 * @key: a UUID that belongs to this customer's making for ever
 * @customer: what is known of them; the VAT number stays here
 * @cancellable: (nullable): frees the connection at once; what Driver2 did is then unknown
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_driver2_client_create_async (BalieDriver2Client *self,
                                   const char *key,
                                   const BalieCustomer *customer,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  BalieCustomerQuestion question = {
    .operation = "create",
    .read = read_customer,
    .result_free = (GDestroyNotify) balie_customer_free,
  };
  GTask *task;

  g_return_if_fail (BALIE_IS_DRIVER2_CLIENT (self));
  g_return_if_fail (key && *key);
  g_return_if_fail (customer);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_driver2_client_create_async);
  question.nodes = create_nodes (balie_customer_caller_get_profile (self->caller), key, customer);
  question.values = create_texts (question.nodes);
  balie_customer_caller_ask (self->caller, task, &question);
}

BalieCustomer *
balie_driver2_client_create_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
balie_driver2_client_can_find_vehicles (BalieDriver2Client *self)
{
  g_return_val_if_fail (BALIE_IS_DRIVER2_CLIENT (self), FALSE);

  return has_operation (self, "vehicles-by-vin") || has_operation (self, "vehicles-by-plate");
}

/**
 * balie_driver2_client_find_vehicles_async:
 * @self: a client
 * @vin: "" to search by plate
 * @plate: "" to search by VIN
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_driver2_client_find_vehicles_async (BalieDriver2Client *self,
                                          const char *vin,
                                          const char *plate,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  BalieCustomerQuestion question = {
    .operation = vin && *vin ? "vehicles-by-vin" : "vehicles-by-plate",
    .read = read_vehicles,
    .result_free = (GDestroyNotify) g_ptr_array_unref,
  };
  g_autofree char *clean = NULL;
  GTask *task;

  g_return_if_fail (BALIE_IS_DRIVER2_CLIENT (self));
  g_return_if_fail ((vin && *vin) || (plate && *plate));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_driver2_client_find_vehicles_async);
  clean = balie_text_dup_alnum_upper (vin && *vin ? vin : plate);
  question.values = create_values (vin && *vin ? "vin" : "plate", clean);
  balie_customer_caller_ask (self->caller, task, &question);
}

GPtrArray *
balie_driver2_client_find_vehicles_finish (BalieDriver2Client *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_driver2_client_test_async:
 * @self: a client
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Searches for somebody who does not exist.
 */
void
balie_driver2_client_test_async (BalieDriver2Client *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (BalieCustomerQuery) query = balie_customer_query_new ();

  balie_customer_query_set (query, BALIE_CRITERION_LAST_NAME, TEST_NAME);
  balie_driver2_client_search_async (self, query, 1, cancellable, callback, user_data);
}

gboolean
balie_driver2_client_test_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BalieCustomerPage) page = balie_driver2_client_search_finish (self, result, error);

  return page != NULL;
}
