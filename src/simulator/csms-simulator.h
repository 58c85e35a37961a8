/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsSimulator: a CSMS with a virtual fleet behind it, on a WebSocket of this machine.
 *
 * Threads: make, use and unref a simulator in one thread, whose thread-default main context at the
 * time of csms_simulator_new() runs everything it does. csms-simulator-thread.h gives one a thread of its own.
 */

#define CSMS_SIMULATOR_ERROR (csms_simulator_error_quark ())
GQuark csms_simulator_error_quark (void);

typedef enum
{
  CSMS_SIMULATOR_ERROR_LISTEN, /* the address cannot be listened on */
  CSMS_SIMULATOR_ERROR_STATE,  /* the state file cannot be used */
  CSMS_SIMULATOR_ERROR_KEYS,   /* the file of API keys cannot be used */
} CsmsSimulatorError;

typedef enum
{
  CSMS_SIMULATOR_GUIDE,    /* the protocol as published */
  CSMS_SIMULATOR_DEPLOYED, /* as servers in the field were recorded behaving: every trap of the protocol notes */
} CsmsSimulatorBehaviour;

/** How a simulator is set up. Fill it with csms_simulator_config_init() first, then change what matters. */
typedef struct
{
  guint port;                          /* 0: any free one */
  guint stations;                      /* how many; the first 24 are the fleet of the demonstration */
  guint connectors;                    /* a station; 0: as many as each model has */
  guint64 seed;                        /* same seed, same fleet */
  double rate;                         /* events a second of the fleet's own life; 0: a natural pace */
  gint64 session_max_age_s;            /* how long an auth session lasts, in seconds */
  const char *state_path;              /* SQLite file of the event log; NULL: in memory */
  CsmsSimulatorBehaviour behaviour;
  const char *const *api_keys;         /* NULL-terminated; NULL or empty: no key is accepted */
  const char *listen;                  /* address to listen on; NULL: loopback */
  gboolean quiet_fleet;                /* no spontaneous life, everything Available: only what is asked for happens */
  gboolean quiet_mixture;              /* with quiet_fleet: begin with the mixture of states of a living fleet */
  gboolean quiet_metering;             /* with quiet_fleet: a charge sends meter values by itself all the same */
  guint command_timeout_ms;            /* after which a remote command ends in a 504; 5000 */
  guint database_timeout_ms;           /* after which a missing database ends in a 500; 30000 */
  guint ping_interval_ms;              /* between WebSocket pings; no sign of life between two ends the socket; 15000 */
  guint station_delay_ms;              /* a station's thinking time between two steps of a remote start or stop; 300 */
  guint made_up_available_ms;          /* deployed: the Available the server makes up after a stop (trap 12); 2000 */
  guint delta_throttle_ms;             /* deployed: least time between two meter.values.delta (trap 15); 2000 */
  guint log_delay_ms;                  /* deployed: how long an event is pushed before it is logged (trap 3); 30 */
  gint64 clock_offset_ms;              /* how far the server's clock runs ahead of this machine's */
} CsmsSimulatorConfig;

/** Sets *@config to the defaults: any port on loopback, 24 stations as the demonstration has them, guide
 * behaviour, seed 1, a natural pace, 24 h sessions, no API key. */
void csms_simulator_config_init (CsmsSimulatorConfig *config);

#define CSMS_TYPE_SIMULATOR (csms_simulator_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimulator, csms_simulator, CSMS, SIMULATOR, GObject)

/**
 * @config: copied with all its text
 *
 * Returns: (transfer full): a simulator that does not run yet
 */
CsmsSimulator *csms_simulator_new               (const CsmsSimulatorConfig *config);

/**
 * Opens the event log, listens and lets the fleet live.
 *
 * Returns: %FALSE with @error of %CSMS_SIMULATOR_ERROR where it cannot listen or use its state file
 */
gboolean       csms_simulator_start             (CsmsSimulator             *self,
                                                 GError                   **error);

/** Ends every connection without a close frame (as the real one does) and stops listening. Idempotent. */
void           csms_simulator_stop              (CsmsSimulator             *self);

/** Returns: (transfer none): `ws://127.0.0.1:PORT/mobile-client`; %NULL before the first start */
const char    *csms_simulator_get_url           (CsmsSimulator             *self);

/** Returns: the port it listens on, 0 before the first start */
guint          csms_simulator_get_port          (CsmsSimulator             *self);

/* The network, made worse on purpose. */

typedef enum
{
  CSMS_SIMULATOR_NETWORK_GOOD = 0,
  CSMS_SIMULATOR_NETWORK_STALL = 1 << 0,      /* nothing is sent until this is cleared, then all of it */
  CSMS_SIMULATOR_NETWORK_HALF_OPEN = 1 << 1,  /* sockets of now stay open, but nothing passes any more, either way, ever */
  CSMS_SIMULATOR_NETWORK_SLOW_BYTES = 1 << 2, /* a byte every millisecond */
  CSMS_SIMULATOR_NETWORK_REORDER = 1 << 3,    /* text frames change places in pairs */
  CSMS_SIMULATOR_NETWORK_DUPLICATE = 1 << 4,  /* every text frame comes twice */
  CSMS_SIMULATOR_NETWORK_GARBAGE = 1 << 5,    /* a frame that means nothing before every other */
  CSMS_SIMULATOR_NETWORK_REFUSE = 1 << 6,     /* new WebSockets are refused with HTTP 503 */
  CSMS_SIMULATOR_NETWORK_MUTE_HANDSHAKE = 1 << 7, /* new WebSockets get no answer to their handshake */
} CsmsSimulatorNetwork;

/** Sets the faults of every present and, but for HALF_OPEN, every later connection; replaces those set before. */
void           csms_simulator_set_network       (CsmsSimulator             *self,
                                                 CsmsSimulatorNetwork       faults);

/** Cuts every connection without a close frame. Returns: how many there were */
guint          csms_simulator_drop_clients      (CsmsSimulator             *self);

/** Cuts the oldest connection whose path ends in @segment ("mobile-client", "" for `/`).
 *
 * Returns: %FALSE where there is none */
gboolean       csms_simulator_drop_client       (CsmsSimulator             *self,
                                                 const char                *segment);

/** Closes the port, or opens the same one again; connections stay.
 *
 * Returns: %FALSE with @error of %CSMS_SIMULATOR_ERROR_LISTEN where the port was taken meanwhile */
gboolean       csms_simulator_set_listening     (CsmsSimulator             *self,
                                                 gboolean                   listening,
                                                 GError                   **error);

/** Sends @text as one text frame, as it stands, to every connection. */
void           csms_simulator_send_raw          (CsmsSimulator             *self,
                                                 const char                *text);

/** With @down the database fails: auth and getEventsSince end in a 500 (trap 18), and nothing is logged. */
void           csms_simulator_set_database_down (CsmsSimulator             *self,
                                                 gboolean                   down);

/** Makes every auth session older than its maximum age. */
void           csms_simulator_expire_sessions   (CsmsSimulator             *self);

/** The server goes away for @down_ms and comes back, as after an update: connections are cut; in deployed
 * behaviour it forgets connectors, recent events and transactions (trap 14). The stations go on meanwhile. */
void           csms_simulator_restart           (CsmsSimulator             *self,
                                                 guint                      down_ms);

/* Stations that do as they please with remote commands. */

typedef enum
{
  CSMS_SIMULATOR_COMMAND_NORMAL,         /* obeyed at once */
  CSMS_SIMULATOR_COMMAND_REJECT,         /* refused by the station */
  CSMS_SIMULATOR_COMMAND_IGNORE,         /* never answered */
  CSMS_SIMULATOR_COMMAND_NO_CABLE,       /* a start is accepted, and nobody plugs a cable in */
  CSMS_SIMULATOR_COMMAND_LATE,           /* obeyed, delay_ms late */
  CSMS_SIMULATOR_COMMAND_CHARGING_FIRST, /* status Charging comes delay_ms before transaction.started (trap 12) */
  CSMS_SIMULATOR_COMMAND_NO_STATUS,      /* no status is reported before and after the transaction */
} CsmsSimulatorCommand;

/** Sets how @station_id, or every station for %NULL, treats remote commands from now on. */
void           csms_simulator_set_command_fault (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 CsmsSimulatorCommand       fault,
                                                 guint                      delay_ms);

/* Life by script. All of these return FALSE (NULL, 0) for a station or connector that is not there. */

/** The station reports @status and @error_code (%NULL: `NoError`) for a connector, or for itself with
 * @connector 0. Any word will do. A charge under way is neither begun nor ended by it. */
gboolean       csms_simulator_set_status        (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector,
                                                 const char                *status,
                                                 const char                *error_code);

/** Someone holds a card to the reader: a charge begins there and then, without a remote command.
 *
 * Returns: (transfer full): the transaction id, or %NULL where it could not begin */
char          *csms_simulator_local_start       (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector,
                                                 const char                *id_tag);

/** The charge ends at the station. @reason: OCPP word, %NULL: `Local`. Returns: %FALSE where none was under way */
gboolean       csms_simulator_local_stop        (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector,
                                                 const char                *reason);

/** The station sends one meter value with one sample. @connector may be 0; @measurand and @unit may be %NULL
 * (not named); @value may be no number (trap 15). The transaction under way, if any, is named. */
gboolean       csms_simulator_send_meter        (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector,
                                                 const char                *measurand,
                                                 const char                *value,
                                                 const char                *unit);

/** The charge under way on @connector reads its meters now: energy, power, currents, voltage, state of charge and
 * temperature, @elapsed_s seconds after the reading before it. */
gboolean       csms_simulator_sample            (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector,
                                                 guint                      elapsed_s);

/** The station loses or finds its connection to the server; coming back it reports the state of all its connectors. */
gboolean       csms_simulator_set_online        (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 gboolean                   online);

/** Lets the fleet live by itself, at the pace of the configuration, or leave that be; what has begun goes on to its end. */
void           csms_simulator_set_living        (CsmsSimulator             *self,
                                                 gboolean                   living);

/** The station leaves getStations and snapshots while its events still flow (trap 13). */
gboolean       csms_simulator_set_hidden        (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 gboolean                   hidden);

/** Changes the name of the station, to any text at all (trap 19). */
gboolean       csms_simulator_set_name          (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 const char                *name);

/** Emits @n connector.status.changed events, round the fleet, as fast as they can be sent. */
void           csms_simulator_emit_burst        (CsmsSimulator             *self,
                                                 guint                      n);

/** Emits an event of any name, pushed and logged like the fleet's own. @connector_json: JSON text or %NULL;
 * @members: the further members as JSON text without braces, or %NULL. An event whose connectorId is not a
 * number is pushed and, in deployed behaviour, never logged (trap 3). */
void           csms_simulator_emit_event        (CsmsSimulator             *self,
                                                 const char                *event,
                                                 const char                *station_id,
                                                 const char                *connector_json,
                                                 const char                *members);

/* What came of it. */

/** Returns: how often current was really switched on at the connector. The count a doubled command would raise. */
guint          csms_simulator_get_actuations    (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector);

/** Returns: (transfer full) (nullable): the true transaction under way at the connector */
char          *csms_simulator_dup_transaction   (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector);

/** Returns: (transfer full): the id of the station at @index in the order the fleet was made; %NULL past its end */
char          *csms_simulator_dup_station_id    (CsmsSimulator             *self,
                                                 guint                      index);

/** Returns: (nullable): the status of the connector as it really is, which an offline station does not tell; an interned word */
const char    *csms_simulator_get_status        (CsmsSimulator             *self,
                                                 const char                *station_id,
                                                 guint                      connector);

/** Returns: whether the station is connected to the server */
gboolean       csms_simulator_get_online        (CsmsSimulator             *self,
                                                 const char                *station_id);

/** Returns: (transfer full) (array zero-terminated=1): the ids of all events stored in the log by now, oldest first */
char         **csms_simulator_dup_event_ids     (CsmsSimulator             *self);

/** Returns: open WebSockets */
guint          csms_simulator_get_n_clients     (CsmsSimulator             *self);

/** Returns: open WebSockets with a valid auth session */
guint          csms_simulator_get_n_authenticated (CsmsSimulator           *self);

/** Returns: WebSockets opened since the start */
guint          csms_simulator_get_n_connections (CsmsSimulator             *self);

/** Returns: events emitted since the start */
guint64        csms_simulator_get_n_events      (CsmsSimulator             *self);

/** Returns: frames received that asked for @action, or for any with %NULL */
guint          csms_simulator_count_requests    (CsmsSimulator             *self,
                                                 const char                *action);

/** Returns: (transfer full) (array zero-terminated=1): the last frames received, oldest first, 1,000 at most */
char         **csms_simulator_dup_frames        (CsmsSimulator             *self);

G_END_DECLS
