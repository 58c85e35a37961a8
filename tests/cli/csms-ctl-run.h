/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "csms-simulator-thread.h"

G_BEGIN_DECLS

#define CTL_KEY "ctl-key-4711"

/** Ctl: a simulator, a key file for it, and the last run of csmsctl against it. */
typedef struct
{
  CsmsSimulatorThread *simulator;
  char *folder;
  char *key_file;
  char *out;
  char *err;
  int status;
  GPtrArray *lines; /* JsonObject a line of stdout */
} Ctl;

/** ctl_set_up: @config: (nullable): changed from a quiet fleet in guide behaviour; its key is added */
void ctl_set_up (Ctl *self, const CsmsSimulatorConfig *config);
void ctl_tear_down (Ctl *self);
/** ctl_default_config: a quiet fleet of 3 stations with 2 connectors, with short waits */
CsmsSimulatorConfig ctl_default_config (CsmsSimulatorBehaviour behaviour);
/** ctl_spawn: csmsctl with --json, --url, --api-key-file and @line */
GSubprocess *ctl_spawn (Ctl *self, const char *line);
/** ctl_finish: waits for @process (transfer full) and takes in what it said */
void ctl_finish (Ctl *self, GSubprocess *process);
/** ctl_finish_deaf: as ctl_finish() for one whose stdout nobody reads any more: takes in only its stderr */
void ctl_finish_deaf (Ctl *self, GSubprocess *process);
void ctl_run (Ctl *self, const char *line);
/** ctl_run_into: ctl_run() with @file for its stdout */
void ctl_run_into (Ctl *self, const char *file, const char *line);
const char *ctl_text (Ctl *self, guint line, const char *member);
/** ctl_assert_members: that line @line has exactly the members named, in any order, separated by spaces */
void ctl_assert_members (JsonObject *object, const char *names);
/** ctl_station: Returns: (transfer full): the id of the simulator's first station */
char *ctl_station (Ctl *self, guint index);
guint ctl_count_requests (Ctl *self, const char *action);
guint ctl_actuations (Ctl *self, const char *station_id, guint connector);

G_END_DECLS
