/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desktop notifications of what happened to plate requests and of new letters, whichever program got the answer: read
 * from the history after the entry this desk saw last; and of searches that ended unseen. libnotify waits for the daemon, so every call
 * that talks to it is made on a worker's thread, one after the other; its signals arrive on the main
 * thread. Without a daemon nothing is shown and nothing else changes. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-desktop-notifier.h"

#include "balie-clock.h"
#include "balie-error.h"
#include "balie-news.h"
#include "balie-notice.h"
#include "balie-worker.h"

#include <glib/gi18n-lib.h>
#include <libnotify/notify.h>

#define DEBOUNCE_MS 400
#define KEY_LENGTH 16
#define SEARCH_PREFIX "search:"
#define LETTER_PREFIX "letter:"
#define LETTERS_SUFFIX "-letters"
#define QUIET_SECONDS 60

struct _BalieDesktopNotifier
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk; /* (nullable): NULL once stopped */
  GSettings *settings;
  BalieWorker *worker; /* (nullable): made when first needed */
  GCancellable *cancellable;
  GHashTable
      *shown;     /* key → NotifyNotification, until closed; the key is an order's number, "" of a
                      * summary, "search:" and the number of a search */
  char *database; /* key of the database in the settings */

  /* State */
  BalieNewsMark seen;
  guint delay_id;
  guint quiet_id; /* looks again whether quiet hours are over */
  gboolean busy;
  gboolean again;
};

enum
{
  ACTIVATED,
  SEARCH_ACTIVATED,
  LETTER_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieDesktopNotifier, balie_desktop_notifier, G_TYPE_OBJECT)

static void load (BalieDesktopNotifier *self);

/* The address itself may hold a password: only its fingerprint is kept. */
static char *
dup_database_key (BalieDesk *desk)
{
  const char *uri = balie_store_get_uri (balie_desk_get_store (desk));
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);

  return g_strndup (sum, KEY_LENGTH);
}

/* Beside the number of all there is one of letters, which stays behind during quiet hours. */
static char *
dup_letters_key (BalieDesktopNotifier *self)
{
  return g_strconcat (self->database, LETTERS_SUFFIX, NULL);
}

static void
read_seen (BalieDesktopNotifier *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, "last-seen-activity");
  g_autofree char *letters = dup_letters_key (self);

  self->seen = (BalieNewsMark){ -1, -1 };
  g_variant_lookup (kept, self->database, "x", &self->seen.all);
  g_variant_lookup (kept, letters, "x", &self->seen.letters);
}

static void
keep_seen (BalieDesktopNotifier *self, const BalieNewsMark *seen)
{
  g_autoptr (GVariant) kept = NULL;
  g_autofree char *letters = dup_letters_key (self);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  gint64 value;

  if (seen->all == self->seen.all && seen->letters == self->seen.letters)
    return;
  self->seen = *seen;
  kept = g_settings_get_value (self->settings, "last-seen-activity");
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "{&sx}", &key, &value))
    if (g_strcmp0 (key, self->database) != 0 && g_strcmp0 (key, letters) != 0)
      g_variant_builder_add (&builder, "{sx}", key, value);
  g_variant_builder_add (&builder, "{sx}", self->database, seen->all);
  g_variant_builder_add (&builder, "{sx}", letters, seen->letters);
  g_settings_set_value (self->settings, "last-seen-activity", g_variant_builder_end (&builder));
}

static void
action_chosen_cb (NotifyNotification *notification, char *action, gpointer user_data)
{
  BalieDesktopNotifier *self = g_object_get_data (G_OBJECT (notification), "notifier");
  const char *key = g_object_get_data (G_OBJECT (notification), "key");
  const char *token = notify_notification_get_activation_token (notification);

  if (self == NULL)
    return;
  if (g_str_has_prefix (key, SEARCH_PREFIX))
    g_signal_emit (self, signals[SEARCH_ACTIVATED], 0,
                   (guint) g_ascii_strtoull (key + strlen (SEARCH_PREFIX), NULL, 10), token);
  else if (g_str_has_prefix (key, LETTER_PREFIX))
    g_signal_emit (self, signals[LETTER_ACTIVATED], 0,
                   g_ascii_strtoll (key + strlen (LETTER_PREFIX), NULL, 10), token);
  else
    g_signal_emit (self, signals[ACTIVATED], 0, key, token);
}

/* On the worker's thread. */
static gpointer
show (gpointer data, GCancellable *cancellable, GError **error)
{
  NotifyNotification *notification = data;
  const char *label = g_object_get_data (G_OBJECT (notification), "button");
  GList *caps;

  if (!notify_is_initted () && !notify_init ("Balie"))
    return NULL;
  caps = notify_get_server_caps ();
  if (g_list_find_custom (caps, "actions", (GCompareFunc) g_strcmp0) != NULL)
    {
      notify_notification_add_action (notification, "default", label, action_chosen_cb, NULL, NULL);
      notify_notification_add_action (notification, "open", label, action_chosen_cb, NULL, NULL);
    }
  g_list_free_full (caps, g_free);
  notify_notification_show (notification, error);
  return NULL;
}

/* On the worker's thread. */
static gpointer
close_shown (gpointer data, GCancellable *cancellable, GError **error)
{
  notify_notification_close (data, error);
  return NULL;
}

static void
work_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  balie_worker_run_finish (BALIE_WORKER (source), result, &error);
  if (error != NULL && !balie_error_is_cancelled (error))
    g_debug ("No notification daemon: %s", error->message);
}

static void
run (BalieDesktopNotifier *self, BalieWorkerFunc func, NotifyNotification *notification)
{
  if (self->worker == NULL)
    self->worker = balie_worker_new ("balie-notify");
  balie_worker_run_async (self->worker, G_PRIORITY_DEFAULT, func, g_object_ref (notification),
                          g_object_unref, NULL, NULL, work_done_cb, NULL);
}

static void
closed_cb (NotifyNotification *notification, gpointer user_data)
{
  BalieDesktopNotifier *self = g_object_get_data (G_OBJECT (notification), "notifier");
  const char *key = g_object_get_data (G_OBJECT (notification), "key");

  if (self != NULL && g_hash_table_lookup (self->shown, key) == notification)
    g_hash_table_remove (self->shown, key);
}

static void
tell (BalieDesktopNotifier *self, const BalieNotice *notice, const char *key, const char *button)
{
  g_autofree char *body = g_markup_escape_text (notice->body, -1);
  NotifyNotification *notification =
      notify_notification_new (notice->summary, body, BALIE_APPLICATION_ID);

  balie_desktop_notifier_withdraw (self, key);
  notify_notification_set_hint_string (notification, "desktop-entry", BALIE_APPLICATION_ID);
  notify_notification_set_category (notification, "transfer.complete");
  g_object_set_data (G_OBJECT (notification), "notifier", self);
  g_object_set_data_full (G_OBJECT (notification), "key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (notification), "button", g_strdup (button), g_free);
  g_signal_connect (notification, "closed", G_CALLBACK (closed_cb), NULL);
  g_hash_table_replace (self->shown, g_strdup (key), notification);
  run (self, show, notification);
}

static char *
make_letter_key (gint64 id)
{
  return g_strdup_printf (LETTER_PREFIX "%" G_GINT64_FORMAT, id);
}

static void
tell_letter (BalieDesktopNotifier *self, const BalieNotice *notice)
{
  g_autofree char *key = make_letter_key (notice->letter_id);

  tell (self, notice, key,
        notice->letter_id == BALIE_NOTICE_LETTERS ? _ ("Show Letters") : _ ("Open Letter"));
}

static void
tell_news (BalieDesktopNotifier *self, const BalieNotice *notice)
{
  if (notice->letter_id != 0)
    {
      tell_letter (self, notice);
      return;
    }
  tell (self, notice, notice->order_number,
        *notice->order_number != '\0' ? _ ("Open Order") : _ ("Open Balie"));
}

static void
withdraw_stepped (BalieDesktopNotifier *self, GHashTable *stepped)
{
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, stepped);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    balie_desktop_notifier_withdraw (self, number);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  BalieDesktopNotifier *self = user_data;

  self->delay_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (BalieDesktopNotifier *self)
{
  if (self->delay_id == 0)
    self->delay_id = g_timeout_add (DEBOUNCE_MS, delay_over_cb, self);
}

static gboolean
quiet_over_cb (gpointer user_data)
{
  BalieDesktopNotifier *self = user_data;

  self->quiet_id = 0;
  schedule (self);
  return G_SOURCE_REMOVE;
}

/* By short probes of the wall clock: one long wait would be wrong after a suspend. */
static void
await_end_of_quiet (BalieDesktopNotifier *self)
{
  if (self->quiet_id == 0)
    self->quiet_id = g_timeout_add ((guint) (QUIET_SECONDS * 1000 * balie_clock_get_time_scale ()),
                                    quiet_over_cb, self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieDesktopNotifier) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieNews) news = balie_news_load_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GPtrArray) notices = NULL;

  self->busy = FALSE;
  if (self->desk == NULL || news == NULL)
    return;
  withdraw_stepped (self, news->stepped);
  notices = balie_notice_list_new (news);
  for (guint i = 0; i < notices->len; i++)
    tell_news (self, notices->pdata[i]);
  keep_seen (self, &news->seen);
  if (news->is_quiet)
    await_end_of_quiet (self);
  if (self->again)
    schedule (self);
  self->again = FALSE;
}

static void
load (BalieDesktopNotifier *self)
{
  if (self->busy)
    {
      self->again = TRUE;
      return;
    }
  self->busy = TRUE;
  balie_news_load_async (self->desk, &self->seen, self->cancellable, loaded_cb,
                         g_object_ref (self));
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, gpointer user_data)
{
  if (g_strcmp0 (table, "activity") == 0 || g_strcmp0 (table, "requests") == 0 ||
      g_strcmp0 (table, "letters") == 0)
    schedule (user_data);
}

static void
balie_desktop_notifier_dispose (GObject *object)
{
  balie_desktop_notifier_stop (BALIE_DESKTOP_NOTIFIER (object));

  G_OBJECT_CLASS (balie_desktop_notifier_parent_class)->dispose (object);
}

static void
balie_desktop_notifier_finalize (GObject *object)
{
  BalieDesktopNotifier *self = BALIE_DESKTOP_NOTIFIER (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->shown);
  g_free (self->database);

  G_OBJECT_CLASS (balie_desktop_notifier_parent_class)->finalize (object);
}

static void
balie_desktop_notifier_class_init (BalieDesktopNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_desktop_notifier_dispose;
  object_class->finalize = balie_desktop_notifier_finalize;

  signals[ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SEARCH_ACTIVATED] =
      g_signal_new ("search-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[LETTER_ACTIVATED] =
      g_signal_new ("letter-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
balie_desktop_notifier_init (BalieDesktopNotifier *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (BALIE_APPLICATION_ID);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * balie_desktop_notifier_new:
 * @desk: an open desk
 *
 * Returns: (transfer full): a notifier that first tells what happened since this desk last looked
 */
BalieDesktopNotifier *
balie_desktop_notifier_new (BalieDesk *desk)
{
  BalieDesktopNotifier *self = g_object_new (BALIE_TYPE_DESKTOP_NOTIFIER, NULL);

  self->desk = g_object_ref (desk);
  self->database = dup_database_key (desk);
  read_seen (self);
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  schedule (self);
  return self;
}

/**
 * balie_desktop_notifier_withdraw:
 * @self: a notifier
 * @order_number: the order a person looks at, or that went on; "" for the summary
 *
 * Takes back what was told about it.
 */
void
balie_desktop_notifier_withdraw (BalieDesktopNotifier *self, const char *order_number)
{
  NotifyNotification *notification;

  g_return_if_fail (BALIE_IS_DESKTOP_NOTIFIER (self));

  notification = g_hash_table_lookup (self->shown, order_number);
  if (notification == NULL)
    return;
  g_object_set_data (G_OBJECT (notification), "notifier", NULL);
  run (self, close_shown, notification);
  g_hash_table_remove (self->shown, order_number);
}

/**
 * balie_desktop_notifier_withdraw_letter:
 * @self: a notifier
 * @id: of a letter that a person looks at; the summary of several goes too
 */
void
balie_desktop_notifier_withdraw_letter (BalieDesktopNotifier *self, gint64 id)
{
  g_autofree char *key = make_letter_key (id);
  g_autofree char *all = make_letter_key (BALIE_NOTICE_LETTERS);

  balie_desktop_notifier_withdraw (self, key);
  balie_desktop_notifier_withdraw (self, all);
}

static char *
make_search_key (guint id)
{
  return g_strdup_printf (SEARCH_PREFIX "%u", id);
}

/**
 * balie_desktop_notifier_tell_search:
 * @self: a notifier
 * @id: of the search, what "search-activated" gives back
 * @notice: what to tell
 */
void
balie_desktop_notifier_tell_search (BalieDesktopNotifier *self, guint id, const BalieNotice *notice)
{
  g_autofree char *key = make_search_key (id);

  g_return_if_fail (BALIE_IS_DESKTOP_NOTIFIER (self));

  tell (self, notice, key, _ ("Show Results"));
}

/**
 * balie_desktop_notifier_withdraw_search:
 * @self: a notifier
 * @id: of a search that a person looks at
 */
void
balie_desktop_notifier_withdraw_search (BalieDesktopNotifier *self, guint id)
{
  g_autofree char *key = make_search_key (id);

  balie_desktop_notifier_withdraw (self, key);
}

/**
 * balie_desktop_notifier_stop:
 * @self: a notifier
 *
 * Waits for nothing; what is still shown is taken back, because its button needs this program.
 */
void
balie_desktop_notifier_stop (BalieDesktopNotifier *self)
{
  GHashTableIter iter;
  gpointer notification;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &notification))
    {
      g_object_set_data (notification, "notifier", NULL);
      balie_worker_run_sync (self->worker, close_shown, notification, NULL, NULL);
    }
  g_hash_table_remove_all (self->shown);
  g_clear_object (&self->worker);
}
