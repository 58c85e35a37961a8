/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Writes JSON text into a GString. Replies with 10,000 stations and bursts of events are written
 * this way because a tree of nodes for each would cost more than all the rest of the server.
 * A comma is set by itself wherever one is due. All functions may be called in any thread.
 */

/** Appends @text as a JSON string, or null; text that is not UTF-8 is mended first. */
void csms_sim_json_string        (GString    *out,
                                  const char *text);

/** Appends a comma where the last thing written needs one before the next member or element. */
void csms_sim_json_comma         (GString    *out);

/** Appends `"name":` with a comma before it where one is due. */
void csms_sim_json_name          (GString    *out,
                                  const char *name);

/** Appends a member whose value is text, or null for a %NULL @value. */
void csms_sim_json_member_string (GString    *out,
                                  const char *name,
                                  const char *value);

/** Appends a member whose value is an integer. */
void csms_sim_json_member_int    (GString    *out,
                                  const char *name,
                                  gint64      value);

/** Appends a member whose value is a number, in the shortest form that reads back the same; null
 * where @value is not finite. */
void csms_sim_json_member_double (GString    *out,
                                  const char *name,
                                  double      value);

/** Appends a member whose value is true or false. */
void csms_sim_json_member_bool   (GString    *out,
                                  const char *name,
                                  gboolean    value);

/** Appends a member whose value, @json, is JSON text already. */
void csms_sim_json_member_raw    (GString    *out,
                                  const char *name,
                                  const char *json);

/** Appends a member whose value is the ISO 8601 form of @ms, milliseconds since 1970, in UTC. */
void csms_sim_json_member_time   (GString    *out,
                                  const char *name,
                                  gint64      ms);

G_END_DECLS
