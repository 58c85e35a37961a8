/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-memory.h"

#include "csms-operator-types.h"

/* The words are those of the enumerations, so that the journal can be read without this program. */

static const char *
to_word (GType type, int value)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (words, value);

  g_assert (found != NULL);
  return found->value_nick;
}

static gboolean
from_word (GType type, const char *word, int *value)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (type);
  const GEnumValue *found = word != NULL ? g_enum_get_value_by_nick (words, word) : NULL;

  if (found == NULL)
    return FALSE;
  *value = found->value;
  return TRUE;
}

void
csms_command_describe (CsmsCommand *self, CsmsJournalCommand *entry)
{
  CsmsCommandPast past;

  csms_command_get_past (self, &past);
  *entry = (CsmsJournalCommand) {
    .id = past.id,
    .kind = to_word (CSMS_TYPE_COMMAND_KIND, csms_command_get_kind (self)),
    .station_id = csms_command_get_station_id (self),
    .connector_id = csms_command_get_connector_id (self),
    .id_tag = csms_command_get_id_tag (self),
    .transaction_id = csms_command_get_transaction_id (self),
    .prior_transaction_id = csms_command_get_prior_transaction_id (self),
    .since_ms = csms_command_get_since_ms (self),
    .created_ms = past.created_ms,
    .sent_ms = past.sent_ms,
    .changed_ms = past.changed_ms,
    .state = to_word (CSMS_TYPE_COMMAND_STATE, past.state),
    .reason = past.reason != CSMS_COMMAND_REASON_NONE ? to_word (CSMS_TYPE_COMMAND_REASON, past.reason) : "",
    .correlation_id = past.correlation_id,
    .message = past.message,
    .open = csms_command_state_is_open (past.state),
  };
}

CsmsCommand *
csms_command_remember (const CsmsJournalCommand *entry)
{
  int kind, state, reason = CSMS_COMMAND_REASON_NONE;
  CsmsCommandIntent intent = {
    .station_id = entry->station_id,
    .connector_id = entry->connector_id,
    .id_tag = entry->id_tag,
    .transaction_id = entry->transaction_id,
    .prior_transaction_id = entry->prior_transaction_id,
    .since_ms = entry->since_ms,
  };
  CsmsCommandPast past = {
    .id = entry->id,
    .created_ms = entry->created_ms,
    .changed_ms = entry->changed_ms,
    .sent_ms = entry->sent_ms,
    .correlation_id = entry->correlation_id,
    .message = entry->message,
  };

  if (entry->id == NULL || entry->station_id == NULL || entry->connector_id <= 0
      || !from_word (CSMS_TYPE_COMMAND_KIND, entry->kind, &kind)
      || !from_word (CSMS_TYPE_COMMAND_STATE, entry->state, &state))
    return NULL;
  if (entry->reason != NULL && *entry->reason != '\0' && !from_word (CSMS_TYPE_COMMAND_REASON, entry->reason, &reason))
    return NULL;
  intent.kind = (CsmsCommandKind) kind;
  past.state = (CsmsCommandState) state;
  past.reason = (CsmsCommandReason) reason;
  return csms_command_new_kept (&intent, &past);
}
