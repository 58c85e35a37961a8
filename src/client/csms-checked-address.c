/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-checked-address.h"

#include "csms-checked-enumerator.h"

struct _CsmsCheckedAddress
{
  GObject parent_instance;

  /* Owned */
  GSocketConnectable *inner;
  GObject *check_object;
  GError *refusal;              /* the first */

  CsmsAddressCheck check;
  gboolean admitted;            /* any */
};

static void csms_checked_address_connectable_init (GSocketConnectableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsCheckedAddress, csms_checked_address, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SOCKET_CONNECTABLE, csms_checked_address_connectable_init))

static GSocketAddressEnumerator *
csms_checked_address_enumerate (GSocketConnectable *connectable)
{
  CsmsCheckedAddress *self = CSMS_CHECKED_ADDRESS (connectable);

  return csms_checked_enumerator_new (self, g_socket_connectable_enumerate (self->inner));
}

static GSocketAddressEnumerator *
csms_checked_address_proxy_enumerate (GSocketConnectable *connectable)
{
  CsmsCheckedAddress *self = CSMS_CHECKED_ADDRESS (connectable);

  return csms_checked_enumerator_new (self, g_socket_connectable_proxy_enumerate (self->inner));
}

static char *
csms_checked_address_to_string (GSocketConnectable *connectable)
{
  return g_socket_connectable_to_string (CSMS_CHECKED_ADDRESS (connectable)->inner);
}

static void
csms_checked_address_finalize (GObject *object)
{
  CsmsCheckedAddress *self = CSMS_CHECKED_ADDRESS (object);

  g_clear_object (&self->inner);
  g_clear_object (&self->check_object);
  g_clear_error (&self->refusal);

  G_OBJECT_CLASS (csms_checked_address_parent_class)->finalize (object);
}

static void
csms_checked_address_class_init (CsmsCheckedAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_checked_address_finalize;
}

static void
csms_checked_address_connectable_init (GSocketConnectableIface *iface)
{
  iface->enumerate = csms_checked_address_enumerate;
  iface->proxy_enumerate = csms_checked_address_proxy_enumerate;
  iface->to_string = csms_checked_address_to_string;
}

static void
csms_checked_address_init (CsmsCheckedAddress *self)
{
}

CsmsCheckedAddress *
csms_checked_address_new (GSocketConnectable *inner,
                          CsmsAddressCheck    check,
                          GObject            *check_object)
{
  CsmsCheckedAddress *self = g_object_new (CSMS_TYPE_CHECKED_ADDRESS, NULL);

  self->inner = g_object_ref (inner);
  self->check = check;
  self->check_object = check_object != NULL ? g_object_ref (check_object) : NULL;
  return self;
}

GSocketConnectable *
csms_checked_address_get_inner (CsmsCheckedAddress *self)
{
  return self->inner;
}

gboolean
csms_checked_address_admits (CsmsCheckedAddress *self,
                             GSocketAddress     *address)
{
  g_autoptr(GError) refusal = NULL;

  if (self->check == NULL || self->check (address, self->check_object, &refusal))
    {
      self->admitted = TRUE;
      return TRUE;
    }

  g_assert (refusal != NULL);
  if (self->refusal == NULL)
    self->refusal = g_steal_pointer (&refusal);
  return FALSE;
}

const GError *
csms_checked_address_get_refusal (CsmsCheckedAddress *self)
{
  return self->admitted ? NULL : self->refusal;
}
