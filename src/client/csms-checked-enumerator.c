/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-checked-enumerator.h"

struct _CsmsCheckedEnumerator
{
  GSocketAddressEnumerator parent_instance;

  /* Owned */
  CsmsCheckedAddress *judge;
  GSocketAddressEnumerator *inner;
};

G_DEFINE_FINAL_TYPE (CsmsCheckedEnumerator, csms_checked_enumerator, G_TYPE_SOCKET_ADDRESS_ENUMERATOR)

/* GSocketClient wants a reason when there is nothing at all to connect to. Returns: (nullable) (transfer full) */
static GError *
make_end_error (CsmsCheckedEnumerator *self)
{
  const GError *refusal = csms_checked_address_get_refusal (self->judge);

  return refusal != NULL ? g_error_copy (refusal) : NULL;
}

static GSocketAddress *
csms_checked_enumerator_next (GSocketAddressEnumerator  *enumerator,
                              GCancellable              *cancellable,
                              GError                   **error)
{
  CsmsCheckedEnumerator *self = CSMS_CHECKED_ENUMERATOR (enumerator);
  GError *reason = NULL;
  GSocketAddress *address;

  while ((address = g_socket_address_enumerator_next (self->inner, cancellable, &reason)) != NULL &&
         !csms_checked_address_admits (self->judge, address))
    g_object_unref (address);
  if (address == NULL && reason == NULL)
    reason = make_end_error (self);
  if (reason != NULL)
    g_propagate_error (error, reason);
  return address;
}

static void
on_next (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GTask) task = data;
  CsmsCheckedEnumerator *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(GSocketAddress) address = g_socket_address_enumerator_next_finish (self->inner, result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (address == NULL && error == NULL)
    error = make_end_error (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (address == NULL || csms_checked_address_admits (self->judge, address))
    g_task_return_pointer (task, g_steal_pointer (&address), g_object_unref);
  else
    g_socket_address_enumerator_next_async (self->inner, cancellable, on_next, g_steal_pointer (&task));
}

static void
csms_checked_enumerator_next_async (GSocketAddressEnumerator *enumerator,
                                    GCancellable             *cancellable,
                                    GAsyncReadyCallback       callback,
                                    gpointer                  user_data)
{
  CsmsCheckedEnumerator *self = CSMS_CHECKED_ENUMERATOR (enumerator);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, csms_checked_enumerator_next_async);
  g_socket_address_enumerator_next_async (self->inner, cancellable, on_next, task);
}

static GSocketAddress *
csms_checked_enumerator_next_finish (GSocketAddressEnumerator  *enumerator,
                                     GAsyncResult              *result,
                                     GError                   **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
csms_checked_enumerator_finalize (GObject *object)
{
  CsmsCheckedEnumerator *self = CSMS_CHECKED_ENUMERATOR (object);

  g_clear_object (&self->judge);
  g_clear_object (&self->inner);

  G_OBJECT_CLASS (csms_checked_enumerator_parent_class)->finalize (object);
}

static void
csms_checked_enumerator_class_init (CsmsCheckedEnumeratorClass *klass)
{
  GSocketAddressEnumeratorClass *enumerator_class = G_SOCKET_ADDRESS_ENUMERATOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = csms_checked_enumerator_finalize;

  enumerator_class->next = csms_checked_enumerator_next;
  enumerator_class->next_async = csms_checked_enumerator_next_async;
  enumerator_class->next_finish = csms_checked_enumerator_next_finish;
}

static void
csms_checked_enumerator_init (CsmsCheckedEnumerator *self)
{
}

GSocketAddressEnumerator *
csms_checked_enumerator_new (CsmsCheckedAddress       *judge,
                             GSocketAddressEnumerator *inner)
{
  CsmsCheckedEnumerator *self = g_object_new (CSMS_TYPE_CHECKED_ENUMERATOR, NULL);

  self->judge = g_object_ref (judge);
  self->inner = inner;
  return G_SOCKET_ADDRESS_ENUMERATOR (self);
}
