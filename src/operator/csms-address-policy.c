/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-address-policy.h"

#include <glib/gi18n-lib.h>

struct _CsmsAddressPolicy {
  GObject parent_instance;

  gboolean encrypted;           /* never changes */

  /* CsmsAddressSafety, atomic: set in one thread and read in the other */
  int allowed;
  int admitted;
  int needed;
};

G_DEFINE_FINAL_TYPE (CsmsAddressPolicy, csms_address_policy, G_TYPE_OBJECT)

static void
csms_address_policy_class_init (CsmsAddressPolicyClass *klass)
{
}

static void
csms_address_policy_init (CsmsAddressPolicy *self)
{
}

CsmsAddressPolicy *
csms_address_policy_new (const char *url, CsmsAddressSafety allowed)
{
  CsmsAddressPolicy *self = g_object_new (CSMS_TYPE_ADDRESS_POLICY, NULL);

  self->encrypted = g_str_has_prefix (url, "wss://");
  self->allowed = (int) allowed;
  return self;
}

void
csms_address_policy_set_allowed (CsmsAddressPolicy *self, CsmsAddressSafety allowed)
{
  g_return_if_fail (CSMS_IS_ADDRESS_POLICY (self));

  g_atomic_int_set (&self->needed, CSMS_ADDRESS_ENCRYPTED);
  g_atomic_int_set (&self->allowed, (int) allowed);
}

static CsmsAddressSafety
judge (GSocketAddress *address)
{
  if (!G_IS_INET_SOCKET_ADDRESS (address) || G_IS_PROXY_ADDRESS (address))
    return CSMS_ADDRESS_PUBLIC;
  return csms_address_judge (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

gboolean
csms_address_policy_check (GSocketAddress *address, GObject *object, GError **error)
{
  CsmsAddressPolicy *self = CSMS_ADDRESS_POLICY (object);
  CsmsAddressSafety safety = self->encrypted ? CSMS_ADDRESS_ENCRYPTED : judge (address);
  int needed = g_atomic_int_get (&self->needed);

  if (safety <= CSMS_ADDRESS_LOOPBACK || (int) safety <= g_atomic_int_get (&self->allowed))
    {
      g_atomic_int_set (&self->admitted, (int) safety);
      return TRUE;
    }

  /* Of several addresses the least is asked about: it is enough to get through. */
  if (needed == CSMS_ADDRESS_ENCRYPTED || (int) safety < needed)
    g_atomic_int_set (&self->needed, (int) safety);
  g_set_error_literal (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT, csms_address_policy_explain (safety));
  return FALSE;
}

CsmsAddressSafety
csms_address_policy_get_admitted (CsmsAddressPolicy *self)
{
  g_return_val_if_fail (CSMS_IS_ADDRESS_POLICY (self), CSMS_ADDRESS_ENCRYPTED);

  return (CsmsAddressSafety) g_atomic_int_get (&self->admitted);
}

CsmsAddressSafety
csms_address_policy_get_needed (CsmsAddressPolicy *self)
{
  g_return_val_if_fail (CSMS_IS_ADDRESS_POLICY (self), CSMS_ADDRESS_ENCRYPTED);

  return (CsmsAddressSafety) g_atomic_int_get (&self->needed);
}

const char *
csms_address_policy_explain (CsmsAddressSafety needed)
{
  if (needed == CSMS_ADDRESS_PRIVATE)
    return _("The connection to this server is not encrypted: whoever is in the same network could read and change the API key and all commands.");
  return _("The connection to this server is not encrypted: the API key and all commands could be read and changed on the way.");
}
