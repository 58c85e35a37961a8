/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificates.h"

#include <glib/gstdio.h>
#include <stdlib.h>

struct _Certificates
{
  char *folder;
};

gboolean
certificates_skip (void)
{
  g_autofree char *certtool = g_find_program_in_path ("certtool");

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    g_test_skip ("no TLS here: glib-networking is missing");
  else if (certtool == NULL)
    g_test_skip ("certtool is missing");
  else
    return FALSE;
  return TRUE;
}

/*
 * GIO shakes hands in a thread of GLib's pool, which then stays idle with the thread-local storage of a module that was loaded
 * later; some leak checkers stumble over that when the program ends.
 */
static gboolean
has_pool_threads (void)
{
  g_autoptr(GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;

  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/comm", task);
      g_autofree char *name = NULL;

      if (g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "pool-"))
        return TRUE;
    }
  return FALSE;
}

static void
end_idle_threads (void)
{
  gint64 until_us = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  g_thread_pool_set_max_unused_threads (0);
  while (has_pool_threads () && g_get_monotonic_time () < until_us)
    {
      g_thread_pool_stop_unused_threads ();
      g_usleep (10000);
    }
}

Certificates *
certificates_new (void)
{
  static gsize once;
  Certificates *self = g_new0 (Certificates, 1);
  g_autoptr(GError) error = NULL;

  if (g_once_init_enter (&once))
    {
      atexit (end_idle_threads);
      g_once_init_leave (&once, 1);
    }

  self->folder = g_dir_make_tmp ("csms-certificates-XXXXXX", &error);
  g_assert_no_error (error);
  return self;
}

void
certificates_free (Certificates *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

static char *
dup_file (Certificates *self,
          const char   *name,
          const char   *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return g_build_filename (self->folder, file, NULL);
}

static void
run (GStrvBuilder *arguments)
{
  g_auto(GStrv) argv = g_strv_builder_end (arguments);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) certtool = NULL;
  g_autofree char *said = NULL;

  certtool = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (certtool, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (certtool))
    g_error ("certtool: %s", said);
}

static void
make_key (Certificates *self,
          const char   *key,
          const char   *option)
{
  g_autoptr(GStrvBuilder) arguments = g_strv_builder_new ();

  g_strv_builder_add_many (arguments, "certtool", "--generate-privkey", "--outfile", key, NULL);
  if (option != NULL && g_str_has_prefix (option, "--bits"))
    g_strv_builder_add_many (arguments, "--key-type=rsa", option, NULL);
  else
    g_strv_builder_add (arguments, "--key-type=ecdsa");
  run (arguments);
}

void
certificates_make (Certificates *self,
                   const char   *name,
                   const char   *issuer,
                   const char   *template,
                   const char   *option)
{
  g_autoptr(GStrvBuilder) arguments = g_strv_builder_new ();
  g_autofree char *key = dup_file (self, name, ".key");
  g_autofree char *certificate = dup_file (self, name, ".pem");
  g_autofree char *lines = dup_file (self, name, ".template");

  make_key (self, key, option);
  g_assert_true (g_file_set_contents (lines, template, -1, NULL));
  g_strv_builder_add_many (arguments, "certtool", issuer != NULL ? "--generate-certificate" : "--generate-self-signed",
                           "--load-privkey", key, "--template", lines, "--outfile", certificate, NULL);
  if (issuer != NULL)
    {
      g_autofree char *issuer_key = dup_file (self, issuer, ".key");
      g_autofree char *issuer_certificate = dup_file (self, issuer, ".pem");

      g_strv_builder_add_many (arguments, "--load-ca-privkey", issuer_key, "--load-ca-certificate", issuer_certificate, NULL);
    }
  if (option != NULL && g_str_has_prefix (option, "--hash"))
    g_strv_builder_add (arguments, option);
  run (arguments);
}

void
certificates_make_good (Certificates *self)
{
  certificates_make (self, "ca", NULL, "cn = Depot authority\nca\ncert_signing_key\nserial = 1\nexpiration_days = 30\n", NULL);
  certificates_make (self, "good", "ca",
                     "cn = csms\ndns_name = localhost\nip_address = 127.0.0.1\ntls_www_server\nserial = 2\nexpiration_days = 30\n", NULL);
}

char *
certificates_dup_path (Certificates *self,
                       const char   *name)
{
  return dup_file (self, name, ".pem");
}

static char *
read_file (Certificates *self,
           const char   *name,
           const char   *suffix)
{
  g_autofree char *path = dup_file (self, name, suffix);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

GTlsCertificate *
certificates_load (Certificates *self,
                   const char   *name,
                   const char   *more)
{
  g_autofree char *own = read_file (self, name, ".pem");
  g_autofree char *key = read_file (self, name, ".key");
  g_autofree char *other = more != NULL ? read_file (self, more, ".pem") : NULL;
  g_autoptr(GTlsCertificate) issuer = NULL;
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate;

  /* Not from a file that holds both: GIO leaves an issuer out that it does not believe. */
  if (other != NULL)
    issuer = g_tls_certificate_new_from_pem (other, -1, &error);
  g_assert_no_error (error);
  certificate = g_initable_new (g_tls_backend_get_certificate_type (g_tls_backend_get_default ()), NULL, &error,
                                "certificate-pem", own, "private-key-pem", key, "issuer", issuer, NULL);
  g_assert_no_error (error);
  return certificate;
}
