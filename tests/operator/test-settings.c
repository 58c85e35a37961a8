/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <locale.h>

#include "csms-retention.h"
#include "csms-server-private.h"
#include "csms-settings.h"

#define URL "ws://10.0.0.5:8081/mobile-client"

static GSettings *
new_settings (void)
{
  g_autoptr (GError) error = NULL;
  GSettings *settings = csms_settings_new (&error);

  g_assert_no_error (error);
  return settings;
}

static GSettings *
new_child (const char *url)
{
  g_autoptr (GError) error = NULL;
  GSettings *settings = csms_settings_new_server (url, &error);

  g_assert_no_error (error);
  return settings;
}

static void
iterate_until (gboolean (*condition) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Beside the program, from any folder, with nothing in the environment. */
static void
test_found_from_anywhere (void)
{
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (GSettings) settings = NULL;

  g_assert_cmpint (g_chdir ("/"), ==, 0);
  settings = new_settings ();
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 1280);
  g_assert_cmpint (g_chdir (before), ==, 0);
}

static void
test_child_has_a_path_of_its_own (void)
{
  g_autoptr (GSettings) one = new_child (URL);
  g_autoptr (GSettings) again = new_child (URL);
  g_autoptr (GSettings) other = new_child ("ws://10.0.0.5:8081/");
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, URL, -1);
  g_autofree char *expected = g_strconcat ("/com/example/CsmsOperator/servers/", digest, "/", NULL);
  g_autofree char *path = NULL, *path_again = NULL, *path_other = NULL;

  g_object_get (one, "path", &path, NULL);
  g_object_get (again, "path", &path_again, NULL);
  g_object_get (other, "path", &path_other, NULL);
  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpstr (path_again, ==, expected);
  g_assert_cmpstr (path_other, !=, expected);
}

static void
test_id_tags (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_auto (GStrv) tags = NULL;

  g_settings_reset (settings, "id-tags");
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *tag = g_strdup_printf ("TAG%u", i);

      csms_id_tags_remember (settings, tag);
    }
  csms_id_tags_remember (settings, "tag20");
  tags = g_settings_get_strv (settings, "id-tags");
  g_assert_cmpuint (g_strv_length (tags), ==, 20);
  g_assert_cmpstr (tags[0], ==, "tag20");
  g_assert_cmpstr (tags[1], ==, "TAG24");
  g_assert_false (g_strv_contains ((const char *const *) tags, "TAG20"));
}

static gboolean
is_written (gpointer data)
{
  g_autofree char *id = g_settings_get_string (data, "last-event-id");

  return g_str_equal (id, "evt-1795471640112-3302");
}

static void
count (guint *counter)
{
  ++*counter;
}

/* However many events: one write, and the last one's. */
static void
test_remembers_seldom (void)
{
  g_autoptr (GSettings) child = new_child (URL);
  g_autoptr (CsmsServer) server = csms_server_new_saved (URL, child);
  g_autoptr (CsmsServer) later = NULL;
  guint writes = 0;

  g_assert_null (csms_server_get_last_event_id (server));
  g_signal_connect_swapped (child, "changed::last-event-id", G_CALLBACK (count), &writes);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("evt-17954716%05u-1", i);

      csms_server_remember_event (server, id);
    }
  csms_server_remember_event (server, "evt-1795471640112-3302");
  g_assert_cmpuint (writes, ==, 0);
  g_assert_cmpstr (csms_server_get_last_event_id (server), ==, "evt-1795471640112-3302");
  iterate_until (is_written, child);
  g_assert_cmpuint (writes, ==, 1);

  later = csms_server_new_saved (URL, child);
  g_assert_cmpstr (csms_server_get_last_event_id (later), ==, "evt-1795471640112-3302");
  csms_server_forget (server);
  g_assert_false (is_written (child));
}

static void
test_flush_loses_nothing (void)
{
  g_autoptr (GSettings) child = new_child (URL);
  g_autoptr (CsmsServer) server = csms_server_new_saved (URL, child);
  g_autofree char *session = NULL;

  csms_server_remember_event (server, "evt-1795471640112-3302");
  csms_server_remember_session (server, "sess-1795471631857", 1795471631857);
  csms_server_flush (server);
  g_assert_true (is_written (child));
  session = g_settings_get_string (child, "session-id");
  g_assert_cmpstr (session, ==, "sess-1795471631857");
  g_assert_cmpint (g_settings_get_int64 (child, "session-started"), ==, 1795471631857);
  csms_server_forget (server);
}

static void
test_passing_leaves_nothing (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GSettings) child = new_child (URL);
  g_autoptr (CsmsServer) server = csms_server_new_passing (URL, "hunter2");
  g_auto (GStrv) servers = NULL;

  csms_server_remember_event (server, "evt-1795471640112-3302");
  csms_server_flush (server);
  g_assert_true (csms_server_is_passing (server));
  g_assert_cmpstr (csms_server_get_last_event_id (server), ==, "evt-1795471640112-3302");
  g_assert_cmpstr (csms_server_get_name (server), ==, "10.0.0.5:8081");
  g_assert_false (is_written (child));
  servers = g_settings_get_strv (settings, "servers");
  g_assert_cmpuint (g_strv_length (servers), ==, 0);
}

static void
test_list (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (CsmsServerList) list = csms_server_list_new (settings);
  g_autoptr (CsmsServerList) mirror = csms_server_list_new (settings);
  g_autofree char *active = NULL;
  CsmsServer *one, *two;
  guint changes = 0;

  g_signal_connect_swapped (mirror, "items-changed", G_CALLBACK (count), &changes);
  one = csms_server_list_add (list, URL, "Depot");
  two = csms_server_list_add (list, "wss://csms.example/", NULL);
  g_assert_true (csms_server_list_add (list, URL, NULL) == one);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpstr (csms_server_get_name (one), ==, "Depot");
  g_assert_cmpstr (csms_server_get_name (two), ==, "csms.example");
  csms_server_list_set_active (list, two);
  active = g_settings_get_string (settings, "active-server");
  g_assert_cmpstr (active, ==, "wss://csms.example/");
  /* what another program of ours sees */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mirror)), ==, 2);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpstr (csms_server_get_url (csms_server_list_get_active (mirror)), ==, "wss://csms.example/");
  csms_server_list_remove (list, two);
  g_assert_null (csms_server_list_get_active (list));
  g_assert_null (csms_server_list_get_active (mirror));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mirror)), ==, 1);
  csms_server_list_remove (list, one);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mirror)), ==, 0);
}

static void
test_another_program_renames (void)
{
  g_autoptr (GSettings) here = new_child (URL);
  g_autoptr (GSettings) there = new_child (URL);
  g_autoptr (CsmsServer) server = csms_server_new_saved (URL, here);
  guint notified = 0;

  g_signal_connect_swapped (server, "notify::name", G_CALLBACK (count), &notified);
  g_settings_set_string (there, "name", "Depot");
  g_settings_set_boolean (there, "allow-unencrypted", TRUE);
  g_assert_cmpstr (csms_server_get_name (server), ==, "Depot");
  g_assert_cmpint (csms_trust_get_allowed (csms_server_get_trust (server)), ==, CSMS_ADDRESS_PUBLIC);
  g_assert_cmpuint (notified, ==, 1);
  csms_server_forget (server);
}

static void
test_trust (void)
{
  g_autoptr (GSettings) child = new_child (URL);
  g_autoptr (CsmsServer) server = csms_server_new_saved (URL, child);
  g_autoptr (CsmsServer) mirror = csms_server_new_saved (URL, child);
  g_autoptr (CsmsServer) draft = csms_server_new_passing (URL, NULL);
  CsmsTrust *trust = csms_server_get_trust (server);
  CsmsTrust *seen = csms_server_get_trust (mirror);

  g_assert_cmpint (csms_trust_get_allowed (trust), ==, CSMS_ADDRESS_LOOPBACK);
  g_assert_null (csms_trust_get_ca_file (trust));
  csms_trust_allow (trust, CSMS_ADDRESS_LOOPBACK);
  g_assert_cmpint (csms_trust_get_allowed (trust), ==, CSMS_ADDRESS_LOOPBACK);
  csms_trust_allow (trust, CSMS_ADDRESS_PRIVATE);
  g_assert_cmpint (csms_trust_get_allowed (seen), ==, CSMS_ADDRESS_PRIVATE);
  csms_trust_allow (trust, CSMS_ADDRESS_PUBLIC);
  g_assert_cmpint (csms_trust_get_allowed (seen), ==, CSMS_ADDRESS_PUBLIC);
  csms_trust_set_ca_file (trust, "/depot/ca.pem");
  g_assert_cmpstr (csms_trust_get_ca_file (seen), ==, "/depot/ca.pem");
  g_object_set (trust, "allow-unencrypted", FALSE, NULL);
  g_assert_cmpint (csms_trust_get_allowed (seen), ==, CSMS_ADDRESS_PRIVATE);

  /* What was agreed to in a form for this address holds for the server it becomes. */
  csms_trust_allow (csms_server_get_trust (draft), CSMS_ADDRESS_PUBLIC);
  csms_trust_set_ca_file (csms_server_get_trust (draft), "/depot/new.pem");
  csms_trust_take (trust, csms_server_get_trust (draft));
  g_assert_cmpint (csms_trust_get_allowed (seen), ==, CSMS_ADDRESS_PUBLIC);
  g_assert_cmpstr (csms_trust_get_ca_file (seen), ==, "/depot/new.pem");

  /* Forgotten, and then nothing is written any more. */
  csms_server_forget (server);
  g_assert_cmpint (csms_trust_get_allowed (seen), ==, CSMS_ADDRESS_LOOPBACK);
  g_assert_null (csms_trust_get_ca_file (seen));
  csms_trust_allow (trust, CSMS_ADDRESS_PRIVATE);
  g_assert_cmpint (csms_trust_get_allowed (seen), ==, CSMS_ADDRESS_LOOPBACK);
  csms_server_forget (mirror);
}

/* A key never stands in GSettings; there is no place for one in the schema. */
static void
test_schema_has_no_key (void)
{
  g_autoptr (GSettings) child = new_child (URL);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (child, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  g_assert_cmpuint (g_strv_length (keys), ==, 8);
  g_assert_true (g_strv_contains ((const char *const *) keys, "session-id"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "session-started"));
  g_assert_true (g_strv_contains ((const char *const *) keys, "last-event-id"));
}

static void
on_retention_changed (gpointer object)
{
  g_object_set_data (object, "changed", GINT_TO_POINTER (TRUE));
}

/* What the program falls back to is what the schema says. */
static void
test_retention (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);
  CsmsRetention fallback = csms_retention_read (NULL);
  CsmsRetention retention = csms_retention_read (settings);

  g_assert_cmpuint (retention.keep_days, ==, fallback.keep_days);
  g_assert_cmpuint (retention.max_bytes, ==, fallback.max_bytes);
  csms_retention_watch (settings, G_CALLBACK (on_retention_changed), object);
  g_settings_set_uint (settings, CSMS_RETENTION_DAYS_KEY, 0);
  g_assert_true (g_object_get_data (object, "changed"));
  g_object_set_data (object, "changed", NULL);
  g_settings_set_uint (settings, CSMS_RETENTION_MB_KEY, 64);
  g_assert_true (g_object_get_data (object, "changed"));
  retention = csms_retention_read (settings);
  g_assert_cmpuint (retention.keep_days, ==, 0);
  g_assert_cmpuint (retention.max_bytes, ==, 64 * 1024 * 1024);
  g_settings_reset (settings, CSMS_RETENTION_DAYS_KEY);
  g_settings_reset (settings, CSMS_RETENTION_MB_KEY);
}

int
main (int argc, char **argv)
{
  csms_locale_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/settings/found-from-anywhere", test_found_from_anywhere);
  g_test_add_func ("/operator/settings/child-has-a-path-of-its-own", test_child_has_a_path_of_its_own);
  g_test_add_func ("/operator/settings/id-tags", test_id_tags);
  g_test_add_func ("/operator/settings/remembers-seldom", test_remembers_seldom);
  g_test_add_func ("/operator/settings/flush-loses-nothing", test_flush_loses_nothing);
  g_test_add_func ("/operator/settings/passing-leaves-nothing", test_passing_leaves_nothing);
  g_test_add_func ("/operator/settings/list", test_list);
  g_test_add_func ("/operator/settings/another-program-renames", test_another_program_renames);
  g_test_add_func ("/operator/settings/trust", test_trust);
  g_test_add_func ("/operator/settings/retention", test_retention);
  g_test_add_func ("/operator/settings/schema-has-no-key", test_schema_has_no_key);
  return g_test_run ();
}
