/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users of the dealership, and where its remote systems are. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-administration.h"

#include "balie-administration-write.h"
#include "balie-check.h"
#include "balie-error.h"
#include "balie-order-write.h"
#include "balie-other-tables.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LOGIN_BYTES 64
#define MAX_NAME_BYTES 120
#define MAX_EMAIL_BYTES 254
#define MAX_AGENCIES_BYTES 1000

static gboolean
fail_input (GError **error, const char *message)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, message);
  return FALSE;
}

static void
clean_text (char **text, gsize max_bytes)
{
  char *clean = balie_text_dup_clean (*text, max_bytes);

  g_free (*text);
  *text = clean;
}

/* A restricted sight without an agency would see nothing and say so nowhere. */
static gboolean
check_sight (const BalieUser *user, GError **error)
{
  g_auto (GStrv) agencies = g_strsplit (user->agencies, ",", -1);

  if (user->sight != BALIE_SIGHT_RESTRICTED)
    return TRUE;
  for (char **agency = agencies; *agency != NULL; agency++)
    {
      if (!balie_text_is_empty (*agency))
        return TRUE;
    }
  return fail_input (error, _ ("Name at least one agency, or choose another sight."));
}

static gboolean
check_user (BalieUser *user, GError **error)
{
  static const char *const languages[] = { "nl", "de", "en", NULL };
  g_autofree char *login = balie_text_dup_clean (user->login, MAX_LOGIN_BYTES);
  g_auto (BalieCheck) email = { 0 };

  if (login[0] == '\0' || !g_str_equal (login, user->login) || strpbrk (login, " ,;") != NULL)
    return fail_input (error,
                       _ ("A login has 1 to 64 characters without blanks, commas or semicolons."));
  clean_text (&user->name, MAX_NAME_BYTES);
  clean_text (&user->email, MAX_EMAIL_BYTES);
  clean_text (&user->agencies, MAX_AGENCIES_BYTES);
  email = balie_check_email (user->email);
  if (email.level == BALIE_CHECK_INVALID)
    return fail_input (error, email.hint);
  if (!g_strv_contains (languages, user->language))
    return fail_input (error, _ ("The language of a user is nl, de or en."));
  return check_sight (user, error);
}

static gboolean
has_other_administrator (BalieDb *db, const char *login, gboolean *has_other, GError **error)
{
  g_autoptr (GPtrArray) users = balie_user_table_list (db, error);

  if (users == NULL)
    return FALSE;
  *has_other = FALSE;
  for (guint i = 0; i < users->len; i++)
    {
      const BalieUser *other = g_ptr_array_index (users, i);

      *has_other |= other->administrator && !g_str_equal (other->login, login);
    }
  return TRUE;
}

/* Without an administrator nobody could ever make one again. */
static gboolean
check_administrator_stays (BalieDb *db,
                           const BalieUser *before,
                           const BalieUser *after, /* NULL: removed */
                           GError **error)
{
  gboolean has_other;

  if (before == NULL || !before->administrator || (after != NULL && after->administrator))
    return TRUE;
  if (!has_other_administrator (db, before->login, &has_other, error))
    return FALSE;
  return has_other ||
         fail_input (error,
                     _ ("This is the last administrator. Make somebody else administrator first."));
}

/* Rights only: name and address are nobody's business in the history. */
static char *
describe_user (const BalieUser *user)
{
  g_autofree char *roles = NULL;

  if (user == NULL)
    return g_strdup ("");
  roles = balie_roles_dup_text (user->roles);
  return g_strdup_printf ("roles %s; administrator %s; sight %s%s%s", roles,
                          user->administrator ? "yes" : "no", balie_sight_to_code (user->sight),
                          *user->agencies != '\0' ? "; agencies " : "", user->agencies);
}

static gboolean
write_user (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  BalieUser *user = data;
  g_autoptr (BalieUser) before = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  if (!check_user (user, error))
    return FALSE;
  before = balie_user_table_find (db, user->login, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!check_administrator_stays (db, before, user, error))
    return FALSE;
  old_value = describe_user (before);
  new_value = describe_user (user);
  return balie_user_table_put (db, user, error) &&
         balie_history_add (db, facts, BALIE_ACTIVITY_USER_CHANGED, "", user->login, old_value,
                            new_value, error);
}

static gboolean
remove_user (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  const char *login = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieUser) before = balie_user_table_find (db, login, &local);
  g_autofree char *old_value = describe_user (before);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return check_administrator_stays (db, before, NULL, error) &&
         balie_user_table_remove (db, login, error) &&
         balie_history_add (db, facts, BALIE_ACTIVITY_USER_CHANGED, "", login, old_value, "",
                            error);
}

static gboolean
check_smtp_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if ((g_str_equal (scheme, "smtp") || g_str_equal (scheme, "smtps")) &&
      !balie_text_is_empty (g_uri_get_host (uri)))
    return TRUE;
  return fail_input (error, _ ("url: the address of a mail server is smtp://host:port or "
                               "smtps://host:port."));
}

/* A password in the address would end up in the database, and in every log that names it. */
static gboolean
check_url (const char *name, const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  if (uri != NULL && g_uri_get_userinfo (uri) != NULL)
    return fail_input (error,
                       _ ("url: no user or password in the address; they have their own place."));
  if (g_str_equal (name, "smtp"))
    return check_smtp_url (url, error);
  if (balie_http_check_url (url, error))
    return TRUE;
  g_prefix_error (error, "url: ");
  return FALSE;
}

static gboolean
check_remote (BalieRemoteConfig *remote, GError **error)
{
  g_autoptr (BalieProfile) profile = NULL;

  if (!g_strv_contains (balie_remote_config_get_names (), remote->name))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   _ ("There is no remote “%s”; there are driver2, kp, pon, bipro and smtp."),
                   remote->name);
      return FALSE;
    }
  g_strstrip (remote->url);
  if (remote->url[0] != '\0' && !check_url (remote->name, remote->url, error))
    return FALSE;
  if (balie_text_is_empty (remote->profile))
    return TRUE;
  profile = balie_profile_parse (remote->name, remote->profile, "profile", error);
  return profile != NULL;
}

static gboolean
write_remote (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  BalieRemoteConfig *remote = data;
  g_autoptr (BalieRemoteConfig) before = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *field = NULL;

  if (!check_remote (remote, error))
    return FALSE;
  before = balie_remote_table_get (db, remote->name, &local);
  if (local != NULL && !g_error_matches (local, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  field = g_strdup_printf ("remote-%s", remote->name);
  return balie_remote_table_put (db, remote, error) &&
         balie_history_add (db, facts, BALIE_ACTIVITY_SETTING_CHANGED, "", field,
                            before != NULL ? before->url : "", remote->url, error);
}

static gpointer
run_list_users (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return balie_user_table_list (db, error);
}

static const BalieRemoteConfig *
find_remote (GPtrArray *stored, const char *name)
{
  for (guint i = 0; i < stored->len; i++)
    {
      const BalieRemoteConfig *remote = g_ptr_array_index (stored, i);

      if (g_str_equal (remote->name, name))
        return remote;
    }
  return NULL;
}

/* Every remote there can be, whether or not it is set. */
static gpointer
run_list_remotes (BalieDb *db,
                  const BalieDeskFacts *facts,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  const char *const *names = balie_remote_config_get_names ();
  g_autoptr (GPtrArray) stored = balie_remote_table_list (db, error);
  GPtrArray *all;

  if (stored == NULL)
    return NULL;
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_remote_config_free);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const BalieRemoteConfig *remote = find_remote (stored, names[i]);

      g_ptr_array_add (all, remote != NULL ? balie_remote_config_copy (remote)
                                           : balie_remote_config_new (names[i]));
    }
  return all;
}

void
balie_administration_put_user_async (BalieDesk *desk,
                                     const BalieUser *user,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  balie_administration_write_async (desk, BALIE_DEED_CHANGE_USERS, write_user,
                                    balie_user_copy (user), (GDestroyNotify) balie_user_free, NULL,
                                    NULL, cancellable, callback, user_data);
}

/**
 * balie_administration_put_user_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT (also for the last administrator)
 *
 * Returns: whether the user was written
 */
gboolean
balie_administration_put_user_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_administration_write_finish (desk, result, error);
}

void
balie_administration_remove_user_async (BalieDesk *desk,
                                        const char *login,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  balie_administration_write_async (desk, BALIE_DEED_CHANGE_USERS, remove_user, g_strdup (login),
                                    g_free, NULL, NULL, cancellable, callback, user_data);
}

/**
 * balie_administration_remove_user_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND, INVALID_INPUT for the last administrator
 *
 * Returns: whether the user was removed
 */
gboolean
balie_administration_remove_user_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_administration_write_finish (desk, result, error);
}

void
balie_administration_list_users_async (BalieDesk *desk,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_list_users, NULL, NULL,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/* Returns: (transfer full) (element-type BalieUser) */
GPtrArray *
balie_administration_list_users_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_administration_put_remote_async (BalieDesk *desk,
                                       const BalieRemoteConfig *remote,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  balie_administration_write_async (
      desk, BALIE_DEED_CHANGE_SETTINGS, write_remote, balie_remote_config_copy (remote),
      (GDestroyNotify) balie_remote_config_free, NULL, NULL, cancellable, callback, user_data);
}

/**
 * balie_administration_put_remote_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT (names "url" or the member of the profile)
 *
 * Returns: whether it was written; the next call to the remote goes to the new address
 */
gboolean
balie_administration_put_remote_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_administration_write_finish (desk, result, error);
}

void
balie_administration_list_remotes_async (BalieDesk *desk,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_list_remotes, NULL, NULL,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/* Returns: (transfer full) (element-type BalieRemoteConfig) */
GPtrArray *
balie_administration_list_remotes_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}
