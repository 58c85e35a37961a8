/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificates.h"
#include "csms-certificate-purpose.h"
#include "link-fixture.h"

/* Every way a certificate can be bad, each made for the test, against a server that would sign anybody in. */

#define FOR_A_SERVER "tls_www_server\nserial = 7\nexpiration_days = 30\n"
#define FOR_LOCALHOST "cn = csms\ndns_name = localhost\nip_address = 127.0.0.1\n"
#define AUTHORITY "ca\ncert_signing_key\nserial = 3\nexpiration_days = 30\n"
#define LONG_AGO "activation_date = \"2001-01-01 00:00:00\"\nexpiration_date = \"2002-01-01 00:00:00\"\n"
#define FAR_AHEAD "activation_date = \"2090-01-01 00:00:00\"\nexpiration_date = \"2091-01-01 00:00:00\"\n"

typedef struct
{
  const char *name;
  const char *host;             /* NULL: localhost */
  const char *between;          /* NULL: the authority itself signs; else the template of one that it signs */
  gboolean is_kept_back;        /* the one between is not sent */
  const char *issuer;           /* NULL: "ca", or what stands between */
  const char *template;
  const char *option;
  const char *says;             /* what the operator is told */
} BadCase;

static const BadCase bad_cases[] = {
  { "expired", .template = FOR_LOCALHOST "tls_www_server\nserial = 7\n" LONG_AGO, .says = "has expired" },
  { "not-yet-valid", .template = FOR_LOCALHOST "tls_www_server\nserial = 7\n" FAR_AHEAD, .says = "not valid yet" },
  { "wrong-host", .template = "cn = csms\ndns_name = csms.example\n" FOR_A_SERVER, .says = "another host" },
  { "wrong-number", .host = "127.0.0.1", .template = "cn = csms\ndns_name = localhost\nip_address = 127.0.0.2\n" FOR_A_SERVER,
    .says = "another host" },
  { "name-for-a-number", .host = "127.0.0.1", .template = "cn = 127.0.0.1\ndns_name = 127.0.0.1\n" FOR_A_SERVER, .says = "another host" },
  { "wildcard-of-two-labels", .host = "csms.depot.localhost", .template = "cn = csms\ndns_name = *.localhost\n" FOR_A_SERVER,
    .says = "another host" },
  { "wildcard-for-all", .template = "cn = csms\ndns_name = *\n" FOR_A_SERVER, .says = "another host" },
  { "self-signed", .issuer = "self", .template = FOR_LOCALHOST FOR_A_SERVER, .says = "vouches only for itself" },
  { "unknown-authority", .issuer = "stranger", .template = FOR_LOCALHOST FOR_A_SERVER, .says = "not from an authority in" },
  { "weak-key", .template = FOR_LOCALHOST FOR_A_SERVER, .option = "--bits=768", .says = "too weak" },
  { "weak-signature", .template = FOR_LOCALHOST FOR_A_SERVER, .option = "--hash=SHA1", .says = "too weak" },
  { "for-clients-only", .template = FOR_LOCALHOST "tls_www_client\nserial = 7\nexpiration_days = 30\n", .says = "not one for a server" },
  { "issuer-is-no-authority", .between = "cn = shop\nsigning_key\nserial = 3\nexpiration_days = 30\n",
    .template = FOR_LOCALHOST FOR_A_SERVER, .says = "not from an authority in" },
  { "issuer-for-clients-only", .between = "cn = shop\ntls_www_client\n" AUTHORITY,
    .template = FOR_LOCALHOST FOR_A_SERVER, .says = "not one for a server" },
  { "issuer-expired", .between = "cn = shop\nca\ncert_signing_key\nserial = 3\n" LONG_AGO,
    .template = FOR_LOCALHOST FOR_A_SERVER, .says = "has expired" },
  { "issuer-for-other-names", .between = "cn = shop\nnc_permit_dns = example\n" AUTHORITY,
    .template = "cn = csms\ndns_name = localhost\n" FOR_A_SERVER, .says = "" },
  { "chain-cut-short", .between = "cn = shop\n" AUTHORITY, .is_kept_back = TRUE,
    .template = FOR_LOCALHOST FOR_A_SERVER, .says = "not from an authority in" },
};

static void
script_count_heads (RawPeer  *peer,
                    gpointer  data)
{
  g_autofree char *head = raw_peer_read_head (peer);

  if (head != NULL)
    g_atomic_int_inc ((int *) data);
}

static void
script_sign_in_and_wait (RawPeer  *peer,
                         gpointer  data)
{
  if (raw_peer_sign_in (peer))
    raw_peer_wait (peer);
}

static GTlsCertificate *
make_bad (Certificates  *certificates,
          const BadCase *c)
{
  const char *issuer = c->issuer != NULL ? c->issuer : "ca";

  /* Of the same name as the one that is trusted: it is the key that counts. */
  if (g_str_equal (issuer, "stranger"))
    certificates_make (certificates, issuer, NULL, "cn = Depot authority\n" AUTHORITY, NULL);
  if (c->between != NULL)
    {
      issuer = "between";
      certificates_make (certificates, issuer, "ca", c->between, NULL);
    }
  certificates_make (certificates, "bad", g_str_equal (issuer, "self") ? NULL : issuer, c->template, c->option);
  return certificates_load (certificates, "bad", c->between != NULL && !c->is_kept_back ? issuer : NULL);
}

static char *
dup_url (RawPeer    *peer,
         const char *host)
{
  g_autofree char *url = raw_peer_dup_url (peer);

  return g_strdup_printf ("wss://%s%s", host != NULL ? host : "localhost", strrchr (url, ':'));
}

static void
test_bad (LinkFixture   *f,
          gconstpointer  data)
{
  const BadCase *c = data;
  g_autoptr(Certificates) certificates = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autofree char *ca_file = NULL;
  g_autofree char *url = NULL;
  const char *said;
  int heads = 0;

  if (certificates_skip ())
    return;

  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificate = make_bad (certificates, c);
  ca_file = certificates_dup_path (certificates, "ca");
  f->options.ca_file = ca_file;
  f->peer = raw_peer_new (certificate, script_count_heads, &heads);
  url = dup_url (f->peer, c->host);
  link_fixture_begin_url (f, url);
  said = link_fixture_wait_error (f, CSMS_CLIENT_ERROR_TLS);
  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, c->says));
  g_assert_nonnull (strstr (said, c->host != NULL ? c->host : "localhost"));
  g_assert_cmpint (g_atomic_int_get (&heads), ==, 0);
  link_fixture_stop (f);
}

static void
assert_good (LinkFixture *f,
             const char  *host)
{
  g_autofree char *url = dup_url (f->peer, host);

  link_fixture_begin_url (f, url);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  g_assert_finalize_object (g_steal_pointer (&f->link));
}

static void
test_good (LinkFixture   *f,
           gconstpointer  data)
{
  g_autoptr(Certificates) certificates = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autofree char *ca_file = NULL;

  if (certificates_skip ())
    return;

  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificate = certificates_load (certificates, "good", NULL);
  ca_file = certificates_dup_path (certificates, "ca");
  f->options.ca_file = ca_file;
  f->peer = raw_peer_new (certificate, script_sign_in_and_wait, NULL);
  assert_good (f, "localhost");
  assert_good (f, "127.0.0.1");
}

/* The very certificate that is good by its own authority, to a system that knows nothing of that one. */
static void
test_good_elsewhere (LinkFixture   *f,
                     gconstpointer  data)
{
  g_autoptr(Certificates) certificates = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  int heads = 0;

  if (certificates_skip ())
    return;

  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificate = certificates_load (certificates, "good", NULL);
  link_fixture_begin (f, certificate, script_count_heads, &heads);
  g_assert_nonnull (strstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_TLS), "this system trusts"));
  link_fixture_stop (f);
  g_assert_cmpint (heads, ==, 0);
}

/* By way of one that the authority has signed, and of one that an authority of that one has. */
static void
test_good_by_chain (LinkFixture   *f,
                    gconstpointer  data)
{
  g_autoptr(Certificates) certificates = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autofree char *ca_file = NULL;

  if (certificates_skip ())
    return;

  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificates_make (certificates, "between", "ca", "cn = shop\n" AUTHORITY, NULL);
  certificates_make (certificates, "leaf", "between", "cn = csms\ndns_name = *.depot.localhost\n" FOR_A_SERVER, NULL);
  certificate = certificates_load (certificates, "leaf", "between");
  ca_file = certificates_dup_path (certificates, "ca");
  f->options.ca_file = ca_file;
  f->peer = raw_peer_new (certificate, script_sign_in_and_wait, NULL);
  assert_good (f, "csms.depot.localhost");
}

static void
test_ca_file (LinkFixture   *f,
              gconstpointer  data)
{
  g_autoptr(Certificates) certificates = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autofree char *path = NULL;
  int heads = 0;

  if (certificates_skip ())
    return;

  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificate = certificates_load (certificates, "good", NULL);
  path = certificates_dup_path (certificates, "other");
  if (data != NULL)
    g_assert_true (g_file_set_contents (path, data, -1, NULL));
  f->options.ca_file = path;
  link_fixture_begin (f, certificate, script_count_heads, &heads);
  g_assert_nonnull (strstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_TLS), "other.pem"));
  link_fixture_stop (f);
  g_assert_cmpint (heads, ==, 0);
}

/* What is no certificate, or no longer one, is for nothing. */
static void
test_purpose_of_rubbish (LinkFixture   *f,
                         gconstpointer  data)
{
  g_autoptr(Certificates) certificates = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GByteArray) der = NULL;

  if (certificates_skip ())
    return;

  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificate = certificates_load (certificates, "good", NULL);
  g_object_get (certificate, "certificate", &der, NULL);
  g_assert_true (csms_certificate_is_for_servers (der->data, der->len));
  for (guint length = 0; length < der->len; length++)
    {
      /* In a block of its own, so that a sanitizer sees a step too far. */
      g_autofree guint8 *cut = g_memdup2 (der->data, length);

      g_assert_false (csms_certificate_is_for_servers (cut, length));
    }
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (der->data, der->len);

      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        changed[g_test_rand_int_range (0, (int) der->len)] = (guint8) g_test_rand_int ();
      csms_certificate_is_for_servers (changed, der->len);
    }
}

static void
add (const char     *name,
     void          (*test) (LinkFixture *, gconstpointer),
     gconstpointer   data)
{
  g_test_add (name, LinkFixture, data, link_fixture_set_up, test, link_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *name = g_strconcat ("/client/certificate/bad/", bad_cases[i].name, NULL);

      add (name, test_bad, &bad_cases[i]);
    }
  add ("/client/certificate/good", test_good, NULL);
  add ("/client/certificate/good-elsewhere", test_good_elsewhere, NULL);
  add ("/client/certificate/good-by-chain", test_good_by_chain, NULL);
  add ("/client/certificate/purpose-of-rubbish", test_purpose_of_rubbish, NULL);
  add ("/client/certificate/ca-file/missing", test_ca_file, NULL);
  add ("/client/certificate/ca-file/empty", test_ca_file, "");
  add ("/client/certificate/ca-file/no-certificate", test_ca_file, "certificates will follow by mail\n");
  add ("/client/certificate/ca-file/damaged", test_ca_file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

  return g_test_run ();
}
