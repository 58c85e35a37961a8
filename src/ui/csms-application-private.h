/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-background.h"
#include "csms-notifier.h"
#include "csms-search-provider.h"
#include "csms-seating.h"
#include "csms-start-request.h"
#include "csms-window.h"

G_BEGIN_DECLS

struct _CsmsApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings;
  char *settings_problem;
  CsmsServerList *servers;
  CsmsServer *first_server;
  CsmsSeating *seating;
  CsmsNotifier *notifier;
  CsmsBackground *background;
  CsmsStartRequest *start_request;
  CsmsSearchProvider *search_provider;

  guint mute_source;
  gboolean leaving;

  /* Borrowed */
  CsmsDemoFunc demo_func;
  gpointer demo_data;
};

/** csms_application_get_window: Returns: (nullable) (transfer none): the window that was used last */
CsmsWindow *csms_application_get_window (CsmsApplication *self);
/** csms_application_ensure_window: Returns: (transfer none): the console's window, made if there is none */
CsmsWindow *csms_application_ensure_window (CsmsApplication *self);
/** csms_application_add_window: Returns: (transfer none): one more window on the same seat */
CsmsWindow *csms_application_add_window (CsmsApplication *self);
/** csms_application_leave: closes all windows, ends the session in good order, and with that the program */
void csms_application_leave (CsmsApplication *self);
/** csms_application_install_mute: the action that mutes notifications, once there are settings */
void csms_application_install_mute (CsmsApplication *self);
/** csms_application_install_actions: the program's actions, its keys, and how it ends on a signal; once, when it starts up */
void csms_application_install_actions (CsmsApplication *self);

/** csms_application_open_with_key: as csms_application_open_server(); @api_key: (nullable): signs in with this and asks no keyring */
void csms_application_open_with_key (CsmsApplication *self, CsmsServer *server, const char *api_key);

G_END_DECLS
