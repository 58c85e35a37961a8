/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "csms-simulator.h"

G_BEGIN_DECLS

#define SIM_TEST_KEY "test-mobile-key-123"

/** Iterates the default main context until @condition holds; fails the test after 20 s. */
#define sim_wait(condition)                                   \
  G_STMT_START                                                \
    {                                                         \
      gint64 sim_end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
                                                              \
      while (!(condition))                                    \
        {                                                     \
          if (g_get_monotonic_time () > sim_end)              \
            g_error ("%s: still not: %s", G_STRLOC, #condition); \
          sim_iterate ();                                     \
        }                                                     \
    }                                                         \
  G_STMT_END

/** One turn of the default main context, of 50 ms at most. */
void sim_iterate (void);

/** A quiet simulator on a free port: 4 stations of 2 connectors, fast, SIM_TEST_KEY is its key. Change what the
 * test needs, then start it with sim_start(). */
CsmsSimulatorConfig sim_config    (CsmsSimulatorBehaviour     behaviour);

/** Returns: (transfer full): a simulator that listens */
CsmsSimulator      *sim_start     (const CsmsSimulatorConfig *config);

/** A plain operator: a libsoup WebSocket and queues of what came by it. */
typedef struct
{
  SoupSession *soup;
  SoupWebsocketConnection *socket;
  GError *error;      /* why it could not connect */
  GQueue events;      /* of JsonObject: frames with an event, oldest first */
  GQueue replies;     /* of JsonObject: frames with an id and no event */
  GQueue others;      /* of char *: text of every other frame */
  GQueue order;       /* of char *: the name of each event, the id of each reply, as they came */
  guint n_binary;
  guint last_id;
  gboolean closed;
} SimClient;

/** Connects to @path of @simulator ("/mobile-client"); waits until it is open or has failed. */
SimClient  *sim_client_new        (CsmsSimulator *simulator,
                                   const char    *path);

/** As sim_client_new(), to `/mobile-client`, with auth passed. */
SimClient  *sim_client_new_authenticated (CsmsSimulator *simulator);

void        sim_client_free       (SimClient     *self);

/** Sends text as it stands. */
void        sim_client_send_raw   (SimClient     *self,
                                   const char    *text);

/** Sends a request; @params is JSON text or %NULL. Returns: (transfer full): its id */
char       *sim_client_send       (SimClient     *self,
                                   const char    *action,
                                   const char    *params);

/** Waits for the reply to @id. Returns: (transfer full): the frame */
JsonObject *sim_client_wait_reply (SimClient     *self,
                                   const char    *id);

/** Sends and waits. Returns: (transfer full): the reply frame */
JsonObject *sim_client_request    (SimClient     *self,
                                   const char    *action,
                                   const char    *params);

/** Sends and waits for a success. Returns: (transfer full): its result */
JsonNode   *sim_client_result     (SimClient     *self,
                                   const char    *action,
                                   const char    *params);

/** Sends and waits. Returns: the code of the error that came, 0 for a success */
gint64      sim_client_error      (SimClient     *self,
                                   const char    *action,
                                   const char    *params);

/** Passes auth. */
void        sim_client_auth       (SimClient     *self);

/** Waits for an event and takes it, and it alone, from the queue. @station_id may be %NULL for any.
 * Returns: (transfer full): it */
JsonObject *sim_client_wait_event (SimClient     *self,
                                   const char    *event,
                                   const char    *station_id);

/** Waits for that connector.status.changed and takes it. Returns: (transfer full): it */
JsonObject *sim_client_wait_status (SimClient    *self,
                                   const char    *station_id,
                                   const char    *status);

/** Returns: how many events of that name are in the queue, or of any for %NULL */
guint       sim_client_count      (SimClient     *self,
                                   const char    *event);

/** Sends a ping and waits for its reply: what the server had to send before is here then. */
void        sim_client_settle     (SimClient     *self);

/** Forgets the events that have come. */
void        sim_client_forget     (SimClient     *self);

/** Returns: (transfer full) (nullable): the station of that id in getStations, %NULL where it is not */
JsonObject *sim_client_find_station (SimClient   *self,
                                   const char    *station_id);

/** Returns: (transfer full): connector @number as getStations has it, which must be there */
JsonObject *sim_client_find_connector (SimClient *self,
                                   const char    *station_id,
                                   gint64         number);

/** Returns: whether @object has a member @name that is null */
gboolean    sim_is_null           (JsonObject    *object,
                                   const char    *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimClient, sim_client_free)

G_END_DECLS
