/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CsmsApplication CsmsApplication;

/**
 * CsmsSearchProvider:
 *
 * Lets the shell find stations (org.gnome.Shell.SearchProvider2): those of the seat, or without one those that the journal
 * of the active server last knew; nobody is connected for a question. Main thread.
 */
#define CSMS_TYPE_SEARCH_PROVIDER (csms_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSearchProvider, csms_search_provider, CSMS, SEARCH_PROVIDER, GObject)

/** csms_search_provider_new: @application: (transfer none): outlives this */
CsmsSearchProvider *csms_search_provider_new (CsmsApplication *application);

/** csms_search_provider_export: answers at @path until it is let go of. Returns: whether it could be exported */
gboolean csms_search_provider_export (CsmsSearchProvider *self, GDBusConnection *bus, const char *path, GError **error);

G_END_DECLS
