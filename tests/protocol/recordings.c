/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recordings.h"

#include <string.h>

static const char * const recordings[] = {
  "01_auth", "03_start_stop", "05_subscriptions", "07_expiry_limits_watchdog_restart", "08_replay", "09_fleet_sizes",
};

/* `frame` is the last member of a line, and `bytes` its length as it was on the wire. */
static void
read_line (const char   *line,
           RecordedFunc  func)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *object = json_node_get_object (node);
  const char *direction = json_object_get_string_member_with_default (object, "dir", "");
  JsonNode *frame = json_object_get_member (object, "frame");
  Recorded recorded = { FALSE };

  recorded.connection = json_object_get_string_member_with_default (object, "conn", "");
  recorded.is_request = g_str_equal (direction, "out");
  if (g_str_has_prefix (recorded.connection, "CP:") || frame == NULL || !JSON_NODE_HOLDS_OBJECT (frame))
    return;

  recorded.frame = json_node_get_object (frame);
  recorded.n_bytes = json_object_get_int_member (object, "bytes");
  recorded.bytes = line + strlen (line) - 1 - recorded.n_bytes;
  g_assert_true (g_str_has_prefix (recorded.bytes - strlen ("\"frame\":"), "\"frame\":"));
  func (&recorded);
}

void
recordings_read (RecordedFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.jsonl", recordings[i]);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "wire", name, NULL);
      g_autofree char *contents = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      lines = g_strsplit (contents, "\n", -1);
      for (guint l = 0; lines[l] != NULL; l++)
        {
          if (*lines[l] != '\0')
            read_line (lines[l], func);
        }
    }
}
