/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-resolver.h"
#include "link-fixture.h"

/*
 * What may be connected to is judged by the address a name has led to, each time anew, and by no other than the one that is
 * connected to. In these cases 127.0.0.1 is allowed and everything else is "outside"; a server listens on two of them.
 */

typedef struct
{
  FakeResolver *resolver;
  GSocket *outside;             /* 127.0.0.2, the peer's port */
  GPtrArray *judged;            /* under the lock: addresses as text */
  GMutex lock;
} World;

static gboolean
is_allowed (GSocketAddress  *address,
            GObject         *object,
            GError         **error)
{
  World *world = g_object_get_data (object, "world");
  char *text = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
  gboolean allowed = g_str_equal (text, "127.0.0.1");

  g_mutex_lock (&world->lock);
  g_ptr_array_add (world->judged, text);
  g_mutex_unlock (&world->lock);
  if (!allowed)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "It lies outside.");
  return allowed;
}

static gboolean
was_judged (World      *world,
            const char *text)
{
  gboolean found;

  g_mutex_lock (&world->lock);
  found = g_ptr_array_find_with_equal_func (world->judged, text, g_str_equal, NULL);
  g_mutex_unlock (&world->lock);
  return found;
}

static void
script_sign_in_and_wait (RawPeer  *peer,
                         gpointer  data)
{
  if (raw_peer_sign_in (peer))
    raw_peer_wait (peer);
}

static GSocket *
listen_outside (guint16 port)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.2", port);
  g_autoptr(GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  g_socket_bind (socket, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  return socket;
}

/* Nobody has come to the door that is closed to us. */
static void
assert_no_visitor (World *world)
{
  g_autoptr(GSocket) visitor = g_socket_accept (world->outside, NULL, NULL);

  g_assert_null (visitor);
}

static void
begin (LinkFixture       *f,
       World             *world,
       const char *const *answers)
{
  g_autoptr(GObject) object = g_object_new (G_TYPE_OBJECT, NULL);
  g_autofree char *by_number = NULL;
  g_autofree char *url = NULL;
  guint16 port;

  *world = (World) { .judged = g_ptr_array_new_with_free_func (g_free), .resolver = fake_resolver_install (answers) };
  g_mutex_init (&world->lock);
  g_object_set_data (object, "world", world);
  f->options.check_address = is_allowed;
  f->options.check_object = object;
  f->peer = raw_peer_new (NULL, script_sign_in_and_wait, NULL);
  by_number = raw_peer_dup_url (f->peer);
  port = (guint16) g_ascii_strtoull (strrchr (by_number, ':') + 1, NULL, 10);
  world->outside = listen_outside (port);
  url = g_strdup_printf ("ws://csms.example:%u/mobile-client", port);
  link_fixture_begin_url (f, url);
  /* The link keeps it as long as it is needed. */
  f->options.check_object = NULL;
}

static void
end (LinkFixture *f,
     World       *world)
{
  g_assert_finalize_object (g_steal_pointer (&f->link));
  assert_no_visitor (world);
  fake_resolver_remove (world->resolver);
  g_object_unref (world->outside);
  g_ptr_array_unref (world->judged);
  g_mutex_clear (&world->lock);
}

static void
test_allowed (LinkFixture   *f,
              gconstpointer  data)
{
  World world;

  begin (f, &world, (const char *[]) { "127.0.0.1", NULL });
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  g_assert_true (was_judged (&world, "127.0.0.1"));
  end (f, &world);
}

static void
test_refused (LinkFixture   *f,
              gconstpointer  data)
{
  World world;

  begin (f, &world, (const char *[]) { data, NULL });
  g_assert_cmpstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_NOT_ALLOWED), ==, "It lies outside.");
  g_assert_cmpuint (raw_peer_get_connections (f->peer), ==, 0);
  end (f, &world);
}

/* The one that is refused stands first, last, and in the other family: it is passed over, the other is taken. */
static void
test_passed_over (LinkFixture   *f,
                  gconstpointer  data)
{
  World world;

  begin (f, &world, (const char *[]) { data, NULL });
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  g_assert_cmpuint (f->errors->len, ==, 0);
  end (f, &world);
}

/* Allowed at first, and led elsewhere once it is trusted. */
static void
test_rebound (LinkFixture   *f,
              gconstpointer  data)
{
  World world;

  begin (f, &world, (const char *[]) { "127.0.0.1", "127.0.0.2", NULL });
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  csms_link_reconnect_now (f->link);
  g_assert_cmpstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_NOT_ALLOWED), ==, "It lies outside.");
  g_assert_true (was_judged (&world, "127.0.0.2"));
  g_assert_cmpuint (raw_peer_get_connections (f->peer), ==, 1);
  end (f, &world);
}

/* A refusal is no end: what a name leads to changes when a computer moves. */
static void
test_tries_again (LinkFixture   *f,
                  gconstpointer  data)
{
  World world;

  begin (f, &world, (const char *[]) { "127.0.0.2", "127.0.0.1", NULL });
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_NOT_ALLOWED);
  csms_link_network_changed (f->link);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  end (f, &world);
}

/* Allowed but dead, and another that is not allowed: it is the dead one that is told of. */
static void
test_dead_and_refused (LinkFixture   *f,
                       gconstpointer  data)
{
  World world;

  begin (f, &world, (const char *[]) { "127.0.0.2 127.0.0.1", NULL });
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  raw_peer_free (g_steal_pointer (&f->peer));
  WAIT_FOR (f->errors->len > 0);
  g_assert_false (link_fixture_has_error (f, CSMS_CLIENT_ERROR_NOT_ALLOWED));
  csms_link_network_changed (f->link);
  WAIT_FOR (link_fixture_has_error (f, CSMS_CLIENT_ERROR_CONNECT));
  g_assert_false (link_fixture_has_error (f, CSMS_CLIENT_ERROR_NOT_ALLOWED));
  end (f, &world);
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

  add ("/client/checked-address/allowed", test_allowed, NULL);
  add ("/client/checked-address/refused/one", test_refused, "127.0.0.2");
  add ("/client/checked-address/refused/all", test_refused, "127.0.0.2 ::1 127.0.0.3");
  add ("/client/checked-address/passed-over/first", test_passed_over, "127.0.0.2 127.0.0.1");
  add ("/client/checked-address/passed-over/last", test_passed_over, "127.0.0.1 127.0.0.2");
  add ("/client/checked-address/passed-over/other-family", test_passed_over, "::1 127.0.0.1");
  add ("/client/checked-address/rebound", test_rebound, NULL);
  add ("/client/checked-address/tries-again", test_tries_again, NULL);
  add ("/client/checked-address/dead-and-refused", test_dead_and_refused, NULL);

  return g_test_run ();
}
