/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "csms-sim-session.h"
#include "csms-sim-world.h"

G_BEGIN_DECLS

/** A request being answered, alive for the time of the call it is passed to. */
typedef struct
{
  CsmsSimWorld *world;
  CsmsSimSession *session;
  const char *id_json; /* JSON text, to be echoed */
  JsonObject *params;  /* NULL: none */
} CsmsSimRequest;

/** Returns: (transfer none) (nullable): a parameter that is a string and not empty */
const char *csms_sim_request_get_text    (const CsmsSimRequest *self,
                                          const char           *name);

/** Returns: whether the parameter is an integer, then in *@value. A string of digits is none (trap 11). */
gboolean    csms_sim_request_get_int     (const CsmsSimRequest *self,
                                          const char           *name,
                                          gint64               *value);

/** Returns: (transfer full) (nullable): the JSON text of a parameter; %NULL where it is missing or null */
char       *csms_sim_request_dup_json    (const CsmsSimRequest *self,
                                          const char           *name);

/** Returns: the integer in a parameter, @otherwise where there is none, kept between 0 and @most */
guint       csms_sim_request_get_limit   (const CsmsSimRequest *self,
                                          guint                 otherwise,
                                          guint                 most);

/** Replies 400; in deployed behaviour and with @soft a success that carries an error. */
void        csms_sim_request_refuse      (const CsmsSimRequest *self,
                                          gboolean              soft,
                                          const char           *message);

G_END_DECLS
