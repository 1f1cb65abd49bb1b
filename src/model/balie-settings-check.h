/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one value of a setting by its type. */
#pragma once

#include "balie-settings.h"

G_BEGIN_DECLS

char *balie_setting_dup_canonical (BalieSettingType type, gboolean multiline, const char *value);
char *balie_setting_dup_expected (const BalieSettingInfo *info);

G_END_DECLS
