/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-private.h"

#include "csms-operator-types.h"

struct _CsmsCommand {
  GObject parent_instance;

  CsmsCommandMachine machine;
  CsmsCommandKind kind;
  int connector_id;
  gint64 since_ms;
  gint64 created_ms;
  gint64 changed_ms;
  gint64 sent_ms;
  gint64 ended_us;

  char *id;
  char *station_id;
  char *id_tag;
  char *transaction_id;
  char *prior_transaction_id;
  char *correlation_id;
  char *message;
  GHashTable *disowned;         /* transactions of others on this connector since */
  GHashTable *rejections;       /* correlation ids of what was rejected before our own was known */
};

enum {
  PROP_0,
  PROP_KIND,
  PROP_STATE,
  PROP_REASON,
  PROP_STATION_ID,
  PROP_CONNECTOR_ID,
  PROP_ID_TAG,
  PROP_TRANSACTION_ID,
  PROP_CORRELATION_ID,
  PROP_MESSAGE,
  PROP_SENT_MS,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsCommand, csms_command, G_TYPE_OBJECT)

static void
csms_command_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CsmsCommand *self = CSMS_COMMAND (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->machine.state);
      break;
    case PROP_REASON:
      g_value_set_enum (value, self->machine.reason);
      break;
    case PROP_STATION_ID:
      g_value_set_string (value, self->station_id);
      break;
    case PROP_CONNECTOR_ID:
      g_value_set_int (value, self->connector_id);
      break;
    case PROP_ID_TAG:
      g_value_set_string (value, self->id_tag);
      break;
    case PROP_TRANSACTION_ID:
      g_value_set_string (value, self->transaction_id);
      break;
    case PROP_CORRELATION_ID:
      g_value_set_string (value, self->correlation_id);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_SENT_MS:
      g_value_set_int64 (value, self->sent_ms);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
csms_command_finalize (GObject *object)
{
  CsmsCommand *self = CSMS_COMMAND (object);

  g_free (self->id);
  g_free (self->station_id);
  g_free (self->id_tag);
  g_free (self->transaction_id);
  g_free (self->prior_transaction_id);
  g_free (self->correlation_id);
  g_free (self->message);
  g_hash_table_unref (self->disowned);
  g_hash_table_unref (self->rejections);
  G_OBJECT_CLASS (csms_command_parent_class)->finalize (object);
}

static void
csms_command_class_init (CsmsCommandClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = csms_command_get_property;
  object_class->finalize = csms_command_finalize;

  props[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, CSMS_TYPE_COMMAND_KIND, CSMS_COMMAND_START, flags);
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CSMS_TYPE_COMMAND_STATE, CSMS_COMMAND_LOOKING_UP, flags);
  props[PROP_REASON] = g_param_spec_enum ("reason", NULL, NULL, CSMS_TYPE_COMMAND_REASON, CSMS_COMMAND_REASON_NONE, flags);
  props[PROP_STATION_ID] = g_param_spec_string ("station-id", NULL, NULL, NULL, flags);
  props[PROP_CONNECTOR_ID] = g_param_spec_int ("connector-id", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_ID_TAG] = g_param_spec_string ("id-tag", NULL, NULL, NULL, flags);
  props[PROP_TRANSACTION_ID] = g_param_spec_string ("transaction-id", NULL, NULL, NULL, flags);
  props[PROP_CORRELATION_ID] = g_param_spec_string ("correlation-id", NULL, NULL, NULL, flags);
  props[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  props[PROP_SENT_MS] = g_param_spec_int64 ("sent-ms", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_COMMAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_command_init (CsmsCommand *self)
{
  self->disowned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rejections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CsmsCommand *
csms_command_new (const CsmsCommandIntent *intent)
{
  CsmsCommand *self;

  g_assert (intent->station_id != NULL && intent->connector_id > 0);

  self = g_object_new (CSMS_TYPE_COMMAND, NULL);
  self->id = g_uuid_string_random ();
  self->created_ms = self->changed_ms = g_get_real_time () / 1000;
  self->kind = intent->kind;
  self->station_id = g_strdup (intent->station_id);
  self->connector_id = intent->connector_id;
  self->id_tag = g_strdup (intent->id_tag);
  self->transaction_id = g_strdup (intent->transaction_id);
  self->prior_transaction_id = g_strdup (intent->prior_transaction_id);
  self->since_ms = intent->since_ms;
  csms_command_machine_init (&self->machine, intent->kind == CSMS_COMMAND_STOP && intent->transaction_id == NULL);
  return self;
}

static gboolean
set_text (CsmsCommand *self, char **field, const char *text, guint prop)
{
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  return TRUE;
}

static gboolean
take_news (CsmsCommand *self, const CsmsCommandNews *news)
{
  gboolean changed = FALSE;

  if (news->transaction_id != NULL)
    changed |= set_text (self, &self->transaction_id, news->transaction_id, PROP_TRANSACTION_ID);
  if (news->correlation_id != NULL)
    changed |= set_text (self, &self->correlation_id, news->correlation_id, PROP_CORRELATION_ID);
  if (news->sent_ms != 0 && self->sent_ms == 0)
    {
      self->sent_ms = news->sent_ms;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SENT_MS]);
      changed = TRUE;
    }
  return changed;
}

gboolean
csms_command_tell (CsmsCommand *self, CsmsCommandInput input, const CsmsCommandNews *news, gint64 now_us)
{
  g_autoptr (CsmsCommand) kept = g_object_ref (self);
  CsmsCommandMachine before = self->machine;
  gboolean moved, changed = FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  moved = csms_command_machine_apply (&self->machine, input, now_us);
  if (before.state != self->machine.state)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  if (before.reason != self->machine.reason)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REASON]);
  if (moved)
    self->changed_ms = g_get_real_time () / 1000;
  if (moved && !csms_command_state_is_open (self->machine.state))
    self->ended_us = now_us;
  /* The words of an answer that does not count, or no longer does, would contradict the state. */
  if (moved)
    set_text (self, &self->message, news != NULL ? news->message : NULL, PROP_MESSAGE);
  if (news != NULL)
    changed = take_news (self, news);
  g_object_thaw_notify (G_OBJECT (self));
  if (moved || changed)
    g_signal_emit (self, signals[CHANGED], 0);
  return moved;
}

CsmsCommand *
csms_command_new_kept (const CsmsCommandIntent *intent, const CsmsCommandPast *past)
{
  CsmsCommand *self = csms_command_new (intent);

  g_free (self->id);
  self->id = g_strdup (past->id);
  self->created_ms = past->created_ms;
  self->changed_ms = past->changed_ms;
  self->sent_ms = past->sent_ms;
  self->correlation_id = g_strdup (past->correlation_id);
  self->message = g_strdup (past->message);
  self->machine = csms_command_machine_wake (past->state, past->reason);
  if (self->machine.state != past->state)
    self->changed_ms = g_get_real_time () / 1000;
  if (!csms_command_state_is_open (self->machine.state))
    self->ended_us = g_get_monotonic_time ();
  return self;
}

void
csms_command_get_past (CsmsCommand *self, CsmsCommandPast *past)
{
  *past = (CsmsCommandPast) {
    .id = self->id,
    .state = self->machine.state,
    .reason = self->machine.reason,
    .created_ms = self->created_ms,
    .changed_ms = self->changed_ms,
    .sent_ms = self->sent_ms,
    .correlation_id = self->correlation_id,
    .message = self->message,
  };
}

void
csms_command_disown (CsmsCommand *self, const char *transaction_id)
{
  if (transaction_id != NULL)
    g_hash_table_add (self->disowned, g_strdup (transaction_id));
}

gboolean
csms_command_is_disowned (CsmsCommand *self, const char *transaction_id)
{
  return g_hash_table_contains (self->disowned, transaction_id);
}

void
csms_command_note_rejection (CsmsCommand *self, const char *correlation_id)
{
  if (correlation_id != NULL && self->correlation_id == NULL)
    g_hash_table_add (self->rejections, g_strdup (correlation_id));
}

gboolean
csms_command_was_rejected (CsmsCommand *self, const char *correlation_id)
{
  return correlation_id != NULL && g_hash_table_contains (self->rejections, correlation_id);
}

gint64
csms_command_get_ended_us (CsmsCommand *self)
{
  return self->ended_us;
}

gint64
csms_command_get_since_ms (CsmsCommand *self)
{
  return self->since_ms;
}

const char *
csms_command_get_prior_transaction_id (CsmsCommand *self)
{
  return self->prior_transaction_id;
}

const char *
csms_command_get_id (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), NULL);

  return self->id;
}

CsmsCommandKind
csms_command_get_kind (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), CSMS_COMMAND_START);

  return self->kind;
}

CsmsCommandState
csms_command_get_state (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), CSMS_COMMAND_REFUSED);

  return self->machine.state;
}

CsmsCommandReason
csms_command_get_reason (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), CSMS_COMMAND_REASON_NONE);

  return self->machine.reason;
}

gboolean
csms_command_is_open (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), FALSE);

  return csms_command_state_is_open (self->machine.state);
}

const char *
csms_command_get_station_id (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), NULL);

  return self->station_id;
}

int
csms_command_get_connector_id (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), 0);

  return self->connector_id;
}

const char *
csms_command_get_id_tag (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), NULL);

  return self->id_tag;
}

const char *
csms_command_get_transaction_id (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), NULL);

  return self->transaction_id;
}

const char *
csms_command_get_correlation_id (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), NULL);

  return self->correlation_id;
}

const char *
csms_command_get_message (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), NULL);

  return self->message;
}

gint64
csms_command_get_sent_ms (CsmsCommand *self)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (self), 0);

  return self->sent_ms;
}
