/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-roster-reader.h"

#include "csms-journal.h"

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  csms_journal_close_finish (CSMS_JOURNAL (source), result, NULL);
  g_task_return_pointer (task, g_object_ref (g_task_get_task_data (task)), g_object_unref);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  CsmsJournalContents *contents = csms_journal_open_finish (CSMS_JOURNAL (source), result, &error);
  CsmsFleet *fleet;

  if (contents == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  fleet = csms_fleet_new ();
  csms_fleet_restore (fleet, contents->stations, contents->transactions, contents->events);
  csms_journal_contents_free (contents);
  g_task_set_task_data (task, fleet, g_object_unref);
  csms_journal_close_async (CSMS_JOURNAL (source), NULL, on_closed, g_steal_pointer (&task));
}

void
csms_roster_reader_read_async (CsmsServer *server, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *path = NULL;
  g_autoptr (CsmsJournal) journal = NULL;
  GTask *task;

  g_return_if_fail (CSMS_IS_SERVER (server));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_roster_reader_read_async);
  path = csms_journal_dup_path (csms_server_get_url (server));
  /* Opening would make an empty one. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No journal of this server");
      g_object_unref (task);
      return;
    }
  journal = csms_journal_new (path);
  csms_journal_open_async (journal, cancellable, on_opened, task);
}

CsmsFleet *
csms_roster_reader_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
