/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** What one subscribe request asked for (trap 16). */
typedef struct _CsmsSimSubscription CsmsSimSubscription;

/** @params: (nullable): of the request; what makes no sense in it matches nothing.
 *
 * Returns: (transfer full): the subscription of that id */
CsmsSimSubscription *csms_sim_subscription_new       (const char                *id,
                                                      JsonObject                *params);

/** Frees a subscription. */
void                 csms_sim_subscription_free      (CsmsSimSubscription       *self);

/** Returns: (transfer none): its id */
const char          *csms_sim_subscription_get_id    (const CsmsSimSubscription *self);

/** Returns: whether its events list holds what is no string, on which the recorded server breaks (trap 11) */
gboolean             csms_sim_subscription_is_broken (const CsmsSimSubscription *self);

/** Returns: whether it asks for stations at all like @station_id; %NULL is an event of no station */
gboolean             csms_sim_subscription_has_station (const CsmsSimSubscription *self,
                                                        const char                *station_id);

/** Returns: whether it asks for @event of @station_id */
gboolean             csms_sim_subscription_matches   (const CsmsSimSubscription *self,
                                                      const char                *event,
                                                      const char                *station_id);

G_END_DECLS
