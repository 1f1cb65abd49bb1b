/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands: what each is called, takes and does. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BalieCli BalieCli;

/**
 * BalieCommandOption:
 * @name: without the dashes
 * @argument: (nullable): what stands for its value in the help, %NULL for a switch
 * @help: untranslated, marked with N_()
 */
typedef struct
{
  const char *name;
  const char *argument;
  const char *help;
} BalieCommandOption;

/**
 * BalieCommand:
 * @group: first word
 * @verb: (nullable): second word, %NULL when the group is the whole command
 * @operands: how they stand in the help, "" for none
 * @min_operands: at least so many
 * @max_operands: at most so many
 * @options: (nullable) (array zero-terminated=1): its own, besides the common ones
 * @summary: untranslated, one line, marked with N_()
 * @run: does it and gives the exit status
 */
typedef struct
{
  const char *group;
  const char *verb;
  const char *operands;
  guint min_operands;
  guint max_operands;
  const BalieCommandOption *options;
  const char *summary;
  int (*run) (BalieCli *cli);
} BalieCommand;

const BalieCommandOption *balie_command_get_common_options (void);
const BalieCommand *balie_command_find (const char *group, const char *verb);
gboolean balie_command_has_group (const char *group);
char *balie_command_dup_help (void);
char *balie_command_dup_group_help (const char *group);
char *balie_command_dup_own_help (const BalieCommand *command);

/* One function for each command, each in the file of its noun. */
int balie_orders_import_run (BalieCli *cli);
int balie_orders_export_run (BalieCli *cli);
int balie_orders_list_run (BalieCli *cli);
int balie_orders_explain_run (BalieCli *cli);
int balie_orders_history_run (BalieCli *cli);
int balie_orders_approve_run (BalieCli *cli);
int balie_morning_run_run (BalieCli *cli);
int balie_requests_list_run (BalieCli *cli);
int balie_requests_sync_run (BalieCli *cli);
int balie_requests_withdraw_run (BalieCli *cli);
int balie_requests_resend_run (BalieCli *cli);
int balie_customers_search_run (BalieCli *cli);
int balie_vehicles_search_run (BalieCli *cli);
int balie_imports_list_run (BalieCli *cli);
int balie_imports_sync_run (BalieCli *cli);
int balie_imports_retry_run (BalieCli *cli);
int balie_dossiers_list_run (BalieCli *cli);
int balie_dossiers_show_run (BalieCli *cli);
int balie_dossiers_create_run (BalieCli *cli);
int balie_dossiers_set_run (BalieCli *cli);
int balie_dossiers_history_run (BalieCli *cli);
int balie_dossiers_import_run (BalieCli *cli);
int balie_personal_data_find_run (BalieCli *cli);
int balie_personal_data_export_run (BalieCli *cli);
int balie_personal_data_erase_run (BalieCli *cli);
int balie_retention_command_run (BalieCli *cli);
int balie_settings_list_run (BalieCli *cli);
int balie_settings_get_run (BalieCli *cli);
int balie_settings_set_run (BalieCli *cli);
int balie_brands_list_run (BalieCli *cli);
int balie_brands_set_run (BalieCli *cli);
int balie_brands_remove_run (BalieCli *cli);
int balie_users_list_run (BalieCli *cli);
int balie_users_add_run (BalieCli *cli);
int balie_users_set_run (BalieCli *cli);
int balie_users_remove_run (BalieCli *cli);
int balie_insurers_list_run (BalieCli *cli);
int balie_insurers_add_run (BalieCli *cli);
int balie_insurers_remove_run (BalieCli *cli);
int balie_letters_sync_run (BalieCli *cli);
int balie_letters_list_run (BalieCli *cli);
int balie_letters_save_run (BalieCli *cli);
int balie_letters_done_run (BalieCli *cli);
int balie_letters_reopen_run (BalieCli *cli);
int balie_letters_file_run (BalieCli *cli);
int balie_notifications_list_run (BalieCli *cli);
int balie_notifications_set_run (BalieCli *cli);
int balie_notifications_coverage_run (BalieCli *cli);
int balie_remotes_list_run (BalieCli *cli);
int balie_remotes_set_run (BalieCli *cli);
int balie_mail_send_run (BalieCli *cli);
int balie_mail_test_run (BalieCli *cli);
int balie_doctor_command_run (BalieCli *cli);
int balie_db_backup_run (BalieCli *cli);
int balie_db_repair_run (BalieCli *cli);
int balie_demo_load_run (BalieCli *cli);

G_END_DECLS
