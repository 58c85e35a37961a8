/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-address.h"

#include <string.h>

/* Nets that are private without GIO saying so, or are said to be and are not. Everything that is not here is public. */
typedef struct {
  guint8 bytes[16];
  guint bits;
  CsmsAddressSafety safety;
} Net;

/*
 * Not among them, and so public: 0.0.0.0/8, which is nowhere; 100.64.0.0/10, which a provider shares among all its customers;
 * broadcast, multicast, documentation and benchmark nets; IPv6 that carries IPv4 elsewhere (6to4, Teredo, NAT64).
 */
static const Net nets4[] = {
  { { 127 }, 8, CSMS_ADDRESS_LOOPBACK },
  { { 10 }, 8, CSMS_ADDRESS_PRIVATE },
  { { 172, 16 }, 12, CSMS_ADDRESS_PRIVATE },
  { { 192, 168 }, 16, CSMS_ADDRESS_PRIVATE },
  { { 169, 254 }, 16, CSMS_ADDRESS_PRIVATE },
};

static const Net nets6[] = {
  { { [15] = 1 }, 128, CSMS_ADDRESS_LOOPBACK },
  { { 0xfc }, 7, CSMS_ADDRESS_PRIVATE },
  { { 0xfe, 0x80 }, 10, CSMS_ADDRESS_PRIVATE },
};

/* ::ffff:0:0/96: the kernel connects to the IPv4 address in its last four bytes. */
static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };

static gboolean
lies_in (const guint8 *bytes, const Net *net)
{
  guint whole = net->bits / 8, rest = net->bits % 8;

  if (memcmp (bytes, net->bytes, whole) != 0)
    return FALSE;
  return rest == 0 || (bytes[whole] ^ net->bytes[whole]) >> (8 - rest) == 0;
}

static CsmsAddressSafety
look_up (const guint8 *bytes, const Net *nets, gsize n_nets)
{
  for (gsize i = 0; i < n_nets; i++)
    if (lies_in (bytes, &nets[i]))
      return nets[i].safety;
  return CSMS_ADDRESS_PUBLIC;
}

CsmsAddressSafety
csms_address_judge (GInetAddress *address)
{
  const guint8 *bytes;

  g_return_val_if_fail (G_IS_INET_ADDRESS (address), CSMS_ADDRESS_PUBLIC);

  bytes = g_inet_address_to_bytes (address);
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return look_up (bytes, nets4, G_N_ELEMENTS (nets4));
  if (memcmp (bytes, mapped, sizeof mapped) == 0)
    return look_up (bytes + sizeof mapped, nets4, G_N_ELEMENTS (nets4));
  return look_up (bytes, nets6, G_N_ELEMENTS (nets6));
}

/* @host: as it stands in a normalised address */
static CsmsAddressSafety
guess_host (const char *host)
{
  static const char *const local_suffixes[] = { ".local", ".lan", ".home.arpa", ".internal" };
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *plain = NULL;

  if (host[0] == '[')
    {
      plain = g_strndup (host + 1, strcspn (host + 1, "%]"));
      host = plain;
    }
  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return csms_address_judge (address);
  if (g_str_equal (host, "localhost") || g_str_has_suffix (host, ".localhost"))
    return CSMS_ADDRESS_LOOPBACK;
  if (strchr (host, '.') == NULL)
    return CSMS_ADDRESS_PRIVATE;
  for (guint i = 0; i < G_N_ELEMENTS (local_suffixes); i++)
    if (g_str_has_suffix (host, local_suffixes[i]))
      return CSMS_ADDRESS_PRIVATE;
  return CSMS_ADDRESS_PUBLIC;
}

CsmsAddressSafety
csms_address_guess_safety (const char *url)
{
  g_autofree char *host = NULL;
  gsize length;

  g_return_val_if_fail (url != NULL, CSMS_ADDRESS_PUBLIC);

  if (g_str_has_prefix (url, "wss://"))
    return CSMS_ADDRESS_ENCRYPTED;
  host = csms_address_dup_authority (url);
  length = host[0] == '[' ? strcspn (host, "]") + 1 : strcspn (host, ":");
  if (length < strlen (host))
    host[length] = '\0';
  return *host != '\0' ? guess_host (host) : CSMS_ADDRESS_PUBLIC;
}
