/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings and brands of the dealership, and the end of the first run. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-administration.h"

#include "balie-administration-write.h"
#include "balie-desk-snapshot.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-order-write.h"
#include "balie-other-tables.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define MAX_BRAND_BYTES 80
#define MAX_ALIASES_BYTES 400
#define MAX_DEALER_NUMBER_BYTES 32

/**
 * BalieBrandChange:
 * @brand: (owned) (nullable): NULL to remove @replaces
 * @replaces: (owned) (nullable): name it had before
 */
typedef struct
{
  BalieBrand *brand;
  char *replaces;
} BalieBrandChange;

static gboolean
set_one (BalieDb *db,
         const BalieDeskFacts *facts,
         const char *code,
         const char *value,
         gboolean *affects_rules,
         GError **error)
{
  g_autofree char *canonical = NULL;
  const char *old_value;
  BalieSettingKey key;

  if (!balie_setting_find (code, &key))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("There is no setting “%s”."),
                   code);
      return FALSE;
    }
  if (!balie_setting_check (key, value, &canonical, error))
    return FALSE;
  old_value = balie_settings_get_text (facts->settings, key);
  if (g_str_equal (old_value, canonical))
    return TRUE;
  *affects_rules |= balie_setting_get_info (key)->affects_rules;
  return balie_setting_table_set (db, key, canonical, error) &&
         balie_history_add (db, facts, BALIE_ACTIVITY_SETTING_CHANGED, "", code, old_value,
                            canonical, error);
}

static gboolean
write_settings (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  char **codes_and_values = data;
  gboolean affects_rules = FALSE;

  for (gsize i = 0; codes_and_values[i] != NULL; i += 2)
    {
      if (codes_and_values[i + 1] == NULL)
        {
          g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       _ ("The setting “%s” was given no value."), codes_and_values[i]);
          return FALSE;
        }
      if (!set_one (db, facts, codes_and_values[i], codes_and_values[i + 1], &affects_rules, error))
        return FALSE;
    }
  return !affects_rules || balie_explain_mark_all (db, error);
}

static void
free_brand_change (gpointer data)
{
  BalieBrandChange *change = data;

  g_clear_pointer (&change->brand, balie_brand_free);
  g_free (change->replaces);
  g_free (change);
}

/* A brand as one value of history. */
static char *
describe_brand (const BalieBrand *brand)
{
  if (brand == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s; aliases %s; vag %s; served %s; dealer number %s", brand->name,
                          brand->aliases, brand->vag ? "yes" : "no", brand->served ? "yes" : "no",
                          brand->dealer_number);
}

static gboolean
log_brand (BalieDb *db,
           const BalieDeskFacts *facts,
           const BalieBrand *before,
           const BalieBrand *after,
           GError **error)
{
  g_autofree char *old_value = describe_brand (before);
  g_autofree char *new_value = describe_brand (after);

  return balie_history_add (db, facts, BALIE_ACTIVITY_SETTING_CHANGED, "", "brand", old_value,
                            new_value, error);
}

static void
clean_text (char **text, gsize max_bytes)
{
  char *clean = balie_text_dup_clean (*text, max_bytes);

  g_free (*text);
  *text = clean;
}

/* No spelling may mean two brands: which one is served would be chance. */
static gboolean
check_spelling (BalieBrandTable *brands,
                const char *spelling,
                const BalieBrand *before,
                GError **error)
{
  const BalieBrand *other = balie_brand_table_find (brands, spelling);

  if (balie_text_is_empty (spelling) || other == NULL || other == before)
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT, _ ("“%s” already means the brand %s."),
               spelling, other->name);
  return FALSE;
}

static gboolean
check_brand (BalieBrandTable *brands, BalieBrand *brand, const BalieBrand *before, GError **error)
{
  g_auto (GStrv) aliases = NULL;

  clean_text (&brand->name, MAX_BRAND_BYTES);
  clean_text (&brand->aliases, MAX_ALIASES_BYTES);
  clean_text (&brand->dealer_number, MAX_DEALER_NUMBER_BYTES);
  if (brand->name[0] == '\0')
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("A brand needs a name."));
      return FALSE;
    }
  if (!check_spelling (brands, brand->name, before, error))
    return FALSE;
  aliases = g_strsplit (brand->aliases, ",", -1);
  for (gsize i = 0; aliases[i] != NULL; i++)
    {
      if (!check_spelling (brands, aliases[i], before, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_replaced (BalieBrandTable *brands, const char *name, const BalieBrand **brand, GError **error)
{
  if (name == NULL)
    return TRUE;
  *brand = balie_brand_table_find (brands, name);
  if (*brand != NULL)
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no brand “%s” any more."),
               name);
  return FALSE;
}

static gboolean
write_brand (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  BalieBrandChange *change = data;
  const BalieBrand *before = NULL;

  if (!find_replaced (facts->brands, change->replaces, &before, error))
    return FALSE;
  if (change->brand != NULL && !check_brand (facts->brands, change->brand, before, error))
    return FALSE;
  if (before != NULL &&
      (change->brand == NULL || !g_str_equal (before->name, change->brand->name)) &&
      !balie_brand_table_remove (db, before->name, error))
    return FALSE;
  if (change->brand != NULL && !balie_brand_table_put (db, change->brand, error))
    return FALSE;
  return log_brand (db, facts, before, change->brand, error) && balie_explain_mark_all (db, error);
}

static gboolean
write_first_run_done (BalieDb *db, const BalieDeskFacts *facts, gpointer data, GError **error)
{
  return balie_meta_table_set (db, BALIE_META_FIRST_RUN_DONE, "yes", error);
}

void
balie_administration_set_async (BalieDesk *desk,
                                const char *const *codes_and_values,
                                BalieCountFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  balie_administration_write_async (
      desk, BALIE_DEED_CHANGE_SETTINGS, write_settings, g_strdupv ((char **) codes_and_values),
      (GDestroyNotify) g_strfreev, progress, progress_data, cancellable, callback, user_data);
}

/**
 * balie_administration_set_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT (names the setting; nothing was written)
 *
 * Returns: whether all were set; the desk has them already
 */
gboolean
balie_administration_set_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_administration_write_finish (desk, result, error);
}

static void
change_brand (BalieDesk *desk,
              const BalieBrand *brand,
              const char *replaces,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  BalieBrandChange *change = g_new0 (BalieBrandChange, 1);

  change->brand = brand != NULL ? balie_brand_copy (brand) : NULL;
  change->replaces = g_strdup (replaces);
  balie_administration_write_async (desk, BALIE_DEED_CHANGE_SETTINGS, write_brand, change,
                                    free_brand_change, NULL, NULL, cancellable, callback,
                                    user_data);
}

/* @replaces: (nullable): name of the brand that is changed, NULL for one more. */
void
balie_administration_put_brand_async (BalieDesk *desk,
                                      const BalieBrand *brand,
                                      const char *replaces,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  change_brand (desk, brand, replaces, cancellable, callback, user_data);
}

/**
 * balie_administration_put_brand_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT, NOT_FOUND, CONFLICT (a name or alias means
 *   another brand)
 *
 * Returns: whether it was written and every order explained anew
 */
gboolean
balie_administration_put_brand_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_administration_write_finish (desk, result, error);
}

void
balie_administration_remove_brand_async (BalieDesk *desk,
                                         const char *name,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  change_brand (desk, NULL, name, cancellable, callback, user_data);
}

gboolean
balie_administration_remove_brand_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_administration_write_finish (desk, result, error);
}

void
balie_administration_finish_first_run_async (BalieDesk *desk,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  balie_administration_write_async (desk, BALIE_DEED_CHANGE_SETTINGS, write_first_run_done, NULL,
                                    NULL, NULL, NULL, cancellable, callback, user_data);
}

gboolean
balie_administration_finish_first_run_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_administration_write_finish (desk, result, error);
}
