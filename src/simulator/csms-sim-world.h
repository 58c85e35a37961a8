/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-clock.h"
#include "csms-sim-fleet.h"
#include "csms-sim-hub.h"
#include "csms-sim-log.h"
#include "csms-simulator.h"

G_BEGIN_DECLS

typedef struct _CsmsSimBackend CsmsSimBackend;
typedef struct _CsmsSimDriver CsmsSimDriver;
typedef struct _CsmsSimRemote CsmsSimRemote;
typedef struct _CsmsSimServer CsmsSimServer;

/** What the parts of one simulator share. It belongs to the CsmsSimulator, which outlives them all. */
typedef struct
{
  const CsmsSimulatorConfig *config;
  gboolean deployed;
  gboolean database_down;
  CsmsSimClock *clock;
  CsmsSimLog *log;
  CsmsSimHub *hub;
  CsmsSimFleet *fleet;
  CsmsSimBackend *backend;
  CsmsSimDriver *driver;
  CsmsSimRemote *remote;
  CsmsSimServer *server;
  GRand *rand;
} CsmsSimWorld;

G_END_DECLS
