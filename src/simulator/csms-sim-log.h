/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-sim-clock.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_LOG (csms_sim_log_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimLog, csms_sim_log, CSMS, SIM_LOG, GObject)

/** Opens the event log at @path, or in memory for %NULL. Events given to it are stored @delay_ms later.
 *
 * Returns: (transfer full): %NULL with %CSMS_SIMULATOR_ERROR_STATE where the file cannot be used */
CsmsSimLog *csms_sim_log_new          (CsmsSimClock  *clock,
                                       const char    *path,
                                       guint          delay_ms,
                                       GError       **error);

/** Queues an event. @station_id and @connector_json may be %NULL; @data: further members as JSON text
 * without braces. */
void        csms_sim_log_append       (CsmsSimLog    *self,
                                       gint64         ts,
                                       const char    *event_id,
                                       const char    *event,
                                       const char    *station_id,
                                       const char    *connector_json,
                                       const char    *data);

/** Stores what is queued now. */
void        csms_sim_log_flush        (CsmsSimLog    *self);

/** With @broken the database loses whatever it is given. */
void        csms_sim_log_set_broken   (CsmsSimLog    *self,
                                       gboolean       broken);

/** Returns: the row of the event, 0 where there is none. @ts: the millisecond in its id */
gint64      csms_sim_log_find         (CsmsSimLog    *self,
                                       gint64         ts,
                                       const char    *event_id);

/** Appends to @out the elements of a JSON array of stored events, oldest first: those with `ts > @ts`, or, for
 * an @after_row over 0, those stored behind that row. @limit 0: all of them.
 *
 * @last_event_id: (out): id of the last one, or %NULL; g_free() it
 *
 * Returns: how many */
guint       csms_sim_log_write_since  (CsmsSimLog    *self,
                                       gint64         ts,
                                       gint64         after_row,
                                       guint          limit,
                                       GString       *out,
                                       char         **last_event_id);

/** Returns: how many events are stored */
guint       csms_sim_log_count        (CsmsSimLog    *self);

/** Returns: (transfer full) (array zero-terminated=1): the ids of the events stored, in the order they were */
char      **csms_sim_log_dup_event_ids (CsmsSimLog   *self);

G_END_DECLS
