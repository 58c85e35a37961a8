/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-life.h"
#include "csms-sim-world.h"
#include "csms-simulator.h"

G_BEGIN_DECLS

/* The struct is shared by csms-simulator.c and csms-simulator-script.c, and by nothing else. */
struct _CsmsSimulator
{
  GObject parent_instance;

  /* owned */
  CsmsSimulatorConfig config; /* with all its text */
  CsmsSimWorld world;
  CsmsSimLife *life;

  guint burst;
  guint burst_next;
  guint burst_timer;
  guint restart_timer;
};

G_END_DECLS
