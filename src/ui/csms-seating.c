/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-seating.h"

struct _CsmsSeating
{
  GObject parent_instance;

  /* Owned */
  CsmsOperator *operator;
  char *fresh_key;
  CsmsWireLog *wire_log;
  guint n_leaving;

  /* Borrowed */
  GApplication *application;
};

enum
{
  PROP_OPERATOR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsSeating, csms_seating, G_TYPE_OBJECT)

/* A key that was typed just now need not come back from the keyring first, which may be locked or missing. */
static void
start (CsmsSeating *self)
{
  if (self->operator == NULL || self->n_leaving > 0)
    return;
  if (self->fresh_key != NULL)
    csms_operator_use_key (self->operator, self->fresh_key);
  else
    csms_operator_start (self->operator);
  g_clear_pointer (&self->fresh_key, csms_key_free);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsSeating) self = user_data;
  g_autoptr (GApplication) application = g_object_ref (self->application);

  csms_operator_stop_finish (CSMS_OPERATOR (source), result, NULL);
  self->n_leaving--;
  start (self);
  g_application_release (application);
}

static void
leave (CsmsSeating *self)
{
  g_autoptr (CsmsOperator) old = g_steal_pointer (&self->operator);

  if (old == NULL)
    return;
  self->n_leaving++;
  g_application_hold (self->application);
  csms_operator_stop_async (old, NULL, left_cb, g_object_ref (self));
}

static void
csms_seating_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsSeating *self = CSMS_SEATING (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      g_value_set_object (value, self->operator);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_seating_dispose (GObject *object)
{
  CsmsSeating *self = CSMS_SEATING (object);

  g_clear_pointer (&self->fresh_key, csms_key_free);
  g_clear_object (&self->operator);
  g_clear_object (&self->wire_log);

  G_OBJECT_CLASS (csms_seating_parent_class)->dispose (object);
}

static void
csms_seating_class_init (CsmsSeatingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = csms_seating_get_property;
  object_class->dispose = csms_seating_dispose;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
csms_seating_init (CsmsSeating *self)
{
}

CsmsSeating *
csms_seating_new (GApplication *application)
{
  CsmsSeating *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (CSMS_TYPE_SEATING, NULL);
  self->application = application;
  return self;
}

void
csms_seating_set_wire_log (CsmsSeating *self, CsmsWireLog *log)
{
  g_return_if_fail (CSMS_IS_SEATING (self));
  g_return_if_fail (log == NULL || CSMS_IS_WIRE_LOG (log));

  g_set_object (&self->wire_log, log);
}

void
csms_seating_take (CsmsSeating *self, CsmsServer *server, const char *api_key)
{
  g_return_if_fail (CSMS_IS_SEATING (self));
  g_return_if_fail (server == NULL || CSMS_IS_SERVER (server));

  if (server == NULL && self->operator == NULL)
    return;
  g_clear_pointer (&self->fresh_key, csms_key_free);
  self->fresh_key = csms_key_dup (api_key);
  leave (self);
  if (server != NULL)
    {
      self->operator = csms_operator_new (server);
      csms_operator_set_wire_log (self->operator, self->wire_log);
    }
  start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

CsmsOperator *
csms_seating_get_operator (CsmsSeating *self)
{
  g_return_val_if_fail (CSMS_IS_SEATING (self), NULL);

  return self->operator;
}
