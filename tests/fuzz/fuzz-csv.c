/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV: every record ends, every field is text. */
#include "config.h"

#include "balie-csv-reader.h"
#include "fuzz-target.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (BalieCsvReader) reader = balie_csv_reader_new (stream);
  g_autoptr (GError) error = NULL;
  BalieCsvStatus status;
  gsize n = 0;

  while ((status = balie_csv_reader_next (reader, NULL, &error)) != BALIE_CSV_END &&
         status != BALIE_CSV_FAILED)
    {
      g_assert_cmpuint (++n, <=, size + 1);
      if (status != BALIE_CSV_RECORD)
        continue;
      for (guint i = 0; i < balie_csv_reader_get_n_fields (reader); i++)
        g_assert_true (g_utf8_validate (balie_csv_reader_get_field (reader, i), -1, NULL));
    }
  g_assert_true ((status == BALIE_CSV_FAILED) == (error != NULL));
  return 0;
}
