/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every fuzz target is: a parser fed with bytes, by libFuzzer or by our own driver. */
#pragma once

#include <glib.h>

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
