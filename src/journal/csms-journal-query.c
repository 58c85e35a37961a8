/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-query.h"

#include <string.h>

#include "csms-fold.h"

CsmsJournalQuery *
csms_journal_query_copy (const CsmsJournalQuery *query)
{
  CsmsJournalQuery *self = g_new (CsmsJournalQuery, 1);

  *self = *query;
  self->names = (const char *const *) g_strdupv ((char **) query->names);
  self->station_id = g_strdup (query->station_id);
  self->transaction_id = g_strdup (query->transaction_id);
  self->id_tag = g_strdup (query->id_tag);
  self->text = g_strdup (query->text);
  return self;
}

void
csms_journal_query_free (CsmsJournalQuery *query)
{
  g_strfreev ((char **) query->names);
  g_free ((char *) query->station_id);
  g_free ((char *) query->transaction_id);
  g_free ((char *) query->id_tag);
  g_free ((char *) query->text);
  g_free (query);
}

static gboolean
is_something (const char *text)
{
  return text != NULL && *text != '\0';
}

gboolean
csms_journal_query_needs_rows (const CsmsJournalQuery *query)
{
  return (query->names != NULL && query->names[0] != NULL) || query->connector_id >= 0 || query->transaction_id != NULL ||
         query->id_tag != NULL || is_something (query->text);
}

gboolean
csms_journal_query_has_time (const CsmsJournalQuery *query,
                             gint64                  ms)
{
  return (query->from_ms == 0 || ms >= query->from_ms) && (query->to_ms == 0 || ms < query->to_ms);
}

static gboolean
is_same (const char *wanted,
         const char *text)
{
  return wanted == NULL || g_strcmp0 (wanted, text) == 0;
}

static gboolean
is_same_tag (const char *wanted,
             const char *id_tag)
{
  return wanted == NULL || (id_tag != NULL && g_ascii_strcasecmp (wanted, id_tag) == 0);
}

/* As the operator reads it in a list. */
static gboolean
is_in_place (const char *needle,
             const char *station_id,
             int         connector_id)
{
  g_autofree char *place = NULL;

  if (station_id == NULL || strchr (needle, '/') == NULL || connector_id <= 0)
    return FALSE;
  place = g_strdup_printf ("%s/%d", station_id, connector_id);
  return csms_fold_contains (place, needle);
}

static gboolean
is_named (const CsmsJournalQuery *query,
          const char             *name)
{
  if (query->names == NULL || query->names[0] == NULL)
    return TRUE;
  return (name != NULL && g_strv_contains (query->names, name)) != query->other_names;
}

gboolean
csms_journal_query_matches_fields (const CsmsJournalQuery  *query,
                                   const CsmsJournalFields *fields)
{
  if (!csms_journal_query_has_time (query, fields->ts_ms))
    return FALSE;
  if (!is_named (query, fields->name) || !is_same (query->station_id, fields->station_id) ||
      !is_same (query->transaction_id, fields->transaction_id) || !is_same_tag (query->id_tag, fields->id_tag))
    return FALSE;
  if (query->connector_id >= 0 && query->connector_id != fields->connector_id)
    return FALSE;
  return !is_something (query->text) || csms_fold_contains (fields->json, query->text) ||
         csms_fold_contains (fields->name, query->text) || is_in_place (query->text, fields->station_id, fields->connector_id);
}

gboolean
csms_journal_query_matches_event (const CsmsJournalQuery *query,
                                  const CsmsEventRecord  *event)
{
  const CsmsJournalFields fields = {
    .ts_ms = event->ts_ms,
    .name = event->name,
    .station_id = event->station_id,
    .connector_id = event->connector_id,
    .transaction_id = event->transaction_id,
    .id_tag = event->id_tag,
    .json = event->json,
  };

  return csms_journal_query_matches_fields (query, &fields);
}

gboolean
csms_journal_query_matches_transaction (const CsmsJournalQuery      *query,
                                        const CsmsTransactionRecord *transaction)
{
  if (!is_same (query->station_id, transaction->station_id) || !is_same (query->transaction_id, transaction->transaction_id) ||
      !is_same_tag (query->id_tag, transaction->id_tag))
    return FALSE;
  if (query->connector_id >= 0 && query->connector_id != transaction->connector_id)
    return FALSE;
  return !is_something (query->text) || csms_fold_contains (transaction->station_id, query->text) ||
         csms_fold_contains (transaction->id_tag, query->text) || csms_fold_contains (transaction->transaction_id, query->text) ||
         csms_fold_contains (transaction->reason, query->text) ||
         is_in_place (query->text, transaction->station_id, transaction->connector_id);
}
