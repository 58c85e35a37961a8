/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-journal-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz-target.h"

/* A disk that waits for nothing. */
#define MEMORY_FOLDER "/dev/shm"

static const char header[] = "SQLite format 3";

/* A row in each table, and pages so small that a few bytes of damage hit something. */
static const char sound[] =
  "INSERT INTO events (event_id, name, ts_ms, station_id, connector_id, origin, taken_ms, json) VALUES ('evt-1795471631878-7593',"
  " 'connector.status.changed', 1795471631878, 's1', 1, 'pushed', 1, '{\"eventId\":\"evt-1795471631878-7593\","
  "\"event\":\"connector.status.changed\",\"ts\":1795471631878,\"stationId\":\"s1\",\"connectorId\":1,\"status\":\"Available\"}');"
  "INSERT INTO cursor VALUES (1, 'evt-1795471631878-7593', 1795471631878);"
  "INSERT INTO gaps VALUES (1, 2, 'no log', 3);"
  "INSERT INTO recoveries VALUES (1, 143, 1, 2, 3);"
  "INSERT INTO stations VALUES ('s1', 'One', 'Available', 1, 1, 1);"
  "INSERT INTO connectors VALUES ('s1', 1, 'Charging', '7', 'NoError', 1, 'CCS', 50, 40, 0.3);"
  "INSERT INTO transactions VALUES ('s1', '7', 1, 'T', 1, NULL, 0, NULL, 10, 1, NULL, NULL, NULL, 1);"
  "INSERT INTO samples VALUES (1, 's1', '7', 1, 1, 'Energy.Active.Import.Register', 'Wh', '', '', '', '', '10', 10, 1);"
  "INSERT INTO commands VALUES ('c1', 'start', 's1', 1, 'T', NULL, NULL, 1, 1, 1, 1, 'sent', '', NULL, NULL, 1);"
  "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL;";

static char *folder;
static char *path;
static GString *whole;

static void
remove_folder (void)
{
  fuzz_journal_file_remove ();
  g_rmdir (folder);
}

static void
make_whole (void)
{
  g_autoptr (CsmsJournalInbox) inbox = csms_journal_inbox_new ();
  gboolean in_memory = g_file_test (MEMORY_FOLDER, G_FILE_TEST_IS_DIR);
  CsmsJournalStore *store;
  char *bytes;
  gsize length;

  folder = g_build_filename (in_memory ? MEMORY_FOLDER : g_get_tmp_dir (), "csms-fuzz.XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (folder));
  atexit (remove_folder);
  path = g_build_filename (folder, "journal.db", NULL);
  store = csms_journal_store_new (path, inbox);
  g_assert_true (csms_journal_store_open (store, NULL));
  g_assert_cmpint (csms_journal_db_run (&store->db, sound), ==, SQLITE_OK);
  csms_journal_store_free (store);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  whole = g_string_new_len (bytes, length);
  g_free (bytes);
  fuzz_journal_file_remove ();
}

gboolean
fuzz_journal_file_is_meant (const char *data, gsize size)
{
  return size > 0 && (*data == '@' || *data == '#' || (size >= sizeof header && memcmp (data, header, sizeof header) == 0));
}

static void
damage (GString *file, const char *line, gsize length)
{
  g_autofree char *text = g_strndup (line, length);
  char *end = NULL;
  gsize at = length > 1 && file->len > 0 ? g_ascii_strtoull (text + 1, &end, 10) % file->len : 0;
  gsize left = end != NULL && *end == '|' ? length - (end + 1 - text) : 0;

  if (*text == '#')
    g_string_truncate (file, at);
  else if (*text == '@' && file->len > 0 && left > 0)
    memcpy (file->str + at, line + length - left, MIN (left, file->len - at));
}

const char *
fuzz_journal_file_write (const char *data, gsize size)
{
  FuzzLines lines = { data, size };
  g_autoptr (GString) file = NULL;
  const char *line;
  gsize length;
  int fd;

  if (whole == NULL)
    make_whole ();
  if (*data != '@' && *data != '#')
    file = g_string_new_len (data, size);
  else
    {
      file = g_string_new_len (whole->str, whole->len);
      while (fuzz_lines_next (&lines, &line, &length))
        damage (file, line, length);
    }
  fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, file->str, file->len), ==, file->len);
  close (fd);
  return path;
}

void
fuzz_journal_file_remove (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_remove (file);
    }
}
