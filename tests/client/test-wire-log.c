/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "link-fixture.h"

#define CANARY "canary-4711-0815"

typedef struct
{
  char *folder;
  char *path;
  char *aside;
} Place;

static void
place_init (Place *place)
{
  g_autoptr(GError) error = NULL;

  place->folder = g_dir_make_tmp ("csms-wire-XXXXXX", &error);
  g_assert_no_error (error);
  place->path = g_build_filename (place->folder, "wire.jsonl", NULL);
  place->aside = g_strconcat (place->path, ".1", NULL);
}

static void
place_clear (Place *place)
{
  g_remove (place->path);
  g_remove (place->aside);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->path);
  g_free (place->aside);
}

static void
assert_private (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* Returns: the lines, each of which is a JSON object with what every line has */
static GPtrArray *
read_lines (const char *path)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, CANARY));
  g_assert_true (*text == '\0' || g_str_has_suffix (text, "\n"));
  parts = g_strsplit (text, "\n", -1);
  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = json_from_string (parts[i], &error);

      g_assert_no_error (error);
      g_ptr_array_add (lines, json_node_dup_object (node));
      g_assert_true (json_object_has_member (lines->pdata[i], "at"));
      g_assert_true (json_object_has_member (lines->pdata[i], "dir"));
    }
  return lines;
}

static void
add_text (CsmsWireLog *log,
          const char  *text)
{
  g_autoptr(GBytes) frame = g_bytes_new (text, strlen (text));

  csms_wire_log_add (log, CSMS_WIRE_IN, frame);
}

static void
script_echo_key (RawPeer  *peer,
                 gpointer  data)
{
  /* A server that prattles. */
  static const char event[] = "{\"event\":\"audit\",\"ts\":0,\"who\":\"" CANARY "\"}";
  static const char foreign[] = "no JSON: " CANARY;

  if (raw_peer_sign_in (peer) && raw_peer_write_frame (peer, 0x81, event, strlen (event)) &&
      raw_peer_write_frame (peer, 0x81, foreign, strlen (foreign)))
    raw_peer_wait (peer);
}

static void
count (guint *counter)
{
  ++*counter;
}

static void
test_link (LinkFixture   *f,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autofree char *url = NULL;
  CsmsWireLog *log;
  JsonObject *line;
  Place place;

  place_init (&place);
  log = csms_wire_log_new (place.path, &error);
  g_assert_no_error (error);
  f->options.wire_log = log;
  f->peer = raw_peer_new (NULL, script_echo_key, NULL);
  url = raw_peer_dup_url (f->peer);
  f->link = csms_link_new (url, CANARY, &f->options);
  f->options.wire_log = NULL;
  g_signal_connect_swapped (f->link, "foreign", G_CALLBACK (count), &f->foreign);
  csms_link_start (f->link);
  WAIT_FOR (f->foreign == 1);
  g_assert_finalize_object (g_steal_pointer (&f->link));
  g_assert_finalize_object (log);

  assert_private (place.path);
  lines = read_lines (place.path);
  g_assert_cmpuint (lines->len, >=, 4);
  line = lines->pdata[0];
  g_assert_cmpstr (json_object_get_string_member (line, "dir"), ==, "out");
  line = json_object_get_object_member (line, "frame");
  g_assert_cmpstr (json_object_get_string_member (line, "action"), ==, "auth");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (line, "params"), "apiKey"), ==, "[redacted]");
  line = lines->pdata[1];
  g_assert_cmpstr (json_object_get_string_member (line, "dir"), ==, "in");
  line = json_object_get_object_member (json_object_get_object_member (line, "frame"), "result");
  g_assert_cmpstr (json_object_get_string_member (line, "sessionId"), ==, "[redacted]");
  place_clear (&place);
}

/* Nothing is lost while it turns once, and nothing but the newest is kept. */
static void
test_bounded (LinkFixture   *f,
              gconstpointer  data)
{
  const gsize bound = 256 * 1024;
  g_autofree char *filler = g_strnfill (1000, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) old = NULL;
  g_autoptr(GPtrArray) new = NULL;
  CsmsWireLog *log;
  gint64 last = -1;
  struct stat info;
  Place place;

  place_init (&place);
  log = csms_wire_log_new_bounded (place.path, bound, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"n\":%u,\"filler\":\"%s\"}", i, filler);

      add_text (log, text);
    }
  g_assert_finalize_object (log);

  assert_private (place.path);
  assert_private (place.aside);
  g_assert_cmpint (stat (place.path, &info), ==, 0);
  g_assert_cmpint (info.st_size, <=, bound + 128 * 1024);
  g_assert_cmpint (stat (place.aside, &info), ==, 0);
  g_assert_cmpint (info.st_size, <=, bound + 128 * 1024);
  old = read_lines (place.aside);
  new = read_lines (place.path);
  g_ptr_array_extend_and_steal (old, g_steal_pointer (&new));
  for (guint i = 0; i < old->len; i++)
    {
      gint64 n = json_object_get_int_member (json_object_get_object_member (old->pdata[i], "frame"), "n");

      g_assert_true (last == -1 || n == last + 1);
      last = n;
    }
  g_assert_cmpint (last, ==, 2999);
  place_clear (&place);
}

/* More at once than the disk is given room to follow: what is left out is counted, and nobody waits. */
static void
test_flood (LinkFixture   *f,
            gconstpointer  data)
{
  const gsize size = 8 * 1024 * 1024;
  g_autofree char *filler = g_strnfill (size, ' ');
  g_autoptr(GBytes) frame = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  CsmsWireLog *log;
  guint told = 0;
  Place place;

  filler[0] = '"';
  filler[size - 1] = '"';
  frame = g_bytes_new_static (filler, size);
  place_init (&place);
  log = csms_wire_log_new (place.path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 60; i++)
    csms_wire_log_add (log, CSMS_WIRE_IN, frame);
  /* Whatever was dropped is told by the next that was not. */
  while (told == 0)
    {
      g_autofree char *text = NULL;

      add_text (log, "{\"last\":true}");
      g_usleep (20000);
      g_assert_true (g_file_get_contents (place.path, &text, NULL, NULL));
      told = strstr (text, "{\"last\":true}") != NULL;
    }
  g_assert_finalize_object (log);

  lines = read_lines (place.path);
  told = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *line = lines->pdata[i];

      if (json_object_has_member (line, "dropped"))
        told += (guint) json_object_get_int_member (line, "dropped");
      else if (JSON_NODE_HOLDS_VALUE (json_object_get_member (line, "frame")))
        told++;
    }
  g_assert_cmpuint (told, ==, 60);
  place_clear (&place);
}

static void
assert_refused (const char *path)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (csms_wire_log_new (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_file (LinkFixture   *f,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *link = NULL;
  g_autofree char *text = NULL;
  CsmsWireLog *log;
  Place place;

  place_init (&place);
  /* One that is there is continued, and closed to others. */
  g_assert_true (g_file_set_contents (place.path, "{\"at\":1,\"dir\":\"in\",\"frame\":{}}\n", -1, NULL));
  g_assert_cmpint (g_chmod (place.path, 0644), ==, 0);
  log = csms_wire_log_new (place.path, &error);
  g_assert_no_error (error);
  assert_private (place.path);
  add_text (log, "{\"second\":2}");
  g_assert_finalize_object (log);
  g_assert_true (g_file_get_contents (place.path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "{\"at\":1,\"dir\":\"in\",\"frame\":{}}\n{\"at\":"));

  link = g_build_filename (place.folder, "link", NULL);
  g_assert_cmpint (symlink (place.path, link), ==, 0);
  assert_refused (link);
  g_remove (link);
  assert_refused (place.folder);
  assert_refused ("/dev/null");
  assert_refused ("/nonexistent/wire.jsonl");
  place_clear (&place);
}

static void
add (const char  *name,
     void       (*test) (LinkFixture *, gconstpointer))
{
  g_test_add (name, LinkFixture, NULL, link_fixture_set_up, test, link_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  add ("/client/wire-log/link", test_link);
  add ("/client/wire-log/bounded", test_bounded);
  add ("/client/wire-log/flood", test_flood);
  add ("/client/wire-log/file", test_file);

  return g_test_run ();
}
