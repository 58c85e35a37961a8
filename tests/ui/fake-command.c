/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-command.h"

struct _CsmsCommand
{
  GObject parent_instance;

  char *id;
  char *station_id;
  char *id_tag;
  char *transaction_id;
  char *message;
  int connector_id;
  CsmsCommandKind kind;
  CsmsCommandState state;
  CsmsCommandReason reason;
  gint64 sent_ms;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (CsmsCommand, csms_command, G_TYPE_OBJECT)

static void
csms_command_finalize (GObject *object)
{
  CsmsCommand *self = CSMS_COMMAND (object);

  g_free (self->id);
  g_free (self->station_id);
  g_free (self->id_tag);
  g_free (self->transaction_id);
  g_free (self->message);

  G_OBJECT_CLASS (csms_command_parent_class)->finalize (object);
}

static void
csms_command_class_init (CsmsCommandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_command_finalize;
  changed_signal = g_signal_new ("changed", CSMS_TYPE_COMMAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_command_init (CsmsCommand *self)
{
}

CsmsCommand *
fake_command_new (CsmsCommandKind kind, const char *station_id, int connector_id, const char *id_tag, const char *transaction_id)
{
  CsmsCommand *self = g_object_new (CSMS_TYPE_COMMAND, NULL);

  self->id = g_uuid_string_random ();
  self->kind = kind;
  self->station_id = g_strdup (station_id);
  self->connector_id = connector_id;
  self->id_tag = g_strdup (id_tag);
  self->transaction_id = g_strdup (transaction_id);
  self->state = CSMS_COMMAND_SENDING;
  return self;
}

void
fake_command_change (CsmsCommand *self, CsmsCommandState state, CsmsCommandReason reason, const char *message)
{
  self->state = state;
  self->reason = reason;
  g_free (self->message);
  self->message = g_strdup (message);
  g_signal_emit (self, changed_signal, 0);
}

void
fake_command_set_sent_ms (CsmsCommand *self, gint64 sent_ms)
{
  self->sent_ms = sent_ms;
}

const char *
csms_command_get_id (CsmsCommand *self)
{
  return self->id;
}

CsmsCommandKind
csms_command_get_kind (CsmsCommand *self)
{
  return self->kind;
}

CsmsCommandState
csms_command_get_state (CsmsCommand *self)
{
  return self->state;
}

CsmsCommandReason
csms_command_get_reason (CsmsCommand *self)
{
  return self->reason;
}

gboolean
csms_command_is_open (CsmsCommand *self)
{
  return self->state != CSMS_COMMAND_CONFIRMED && self->state != CSMS_COMMAND_REFUSED && self->state != CSMS_COMMAND_HANDLED;
}

const char *
csms_command_get_station_id (CsmsCommand *self)
{
  return self->station_id;
}

int
csms_command_get_connector_id (CsmsCommand *self)
{
  return self->connector_id;
}

const char *
csms_command_get_id_tag (CsmsCommand *self)
{
  return self->id_tag;
}

const char *
csms_command_get_transaction_id (CsmsCommand *self)
{
  return self->transaction_id;
}

const char *
csms_command_get_correlation_id (CsmsCommand *self)
{
  return NULL;
}

const char *
csms_command_get_message (CsmsCommand *self)
{
  return self->message;
}

gint64
csms_command_get_sent_ms (CsmsCommand *self)
{
  return self->sent_ms;
}
