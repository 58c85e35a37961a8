/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-glossary.h"

#include <glib/gi18n.h>

typedef struct {
  const char *word;
  const char *meaning;
  const char *next_step;
} Entry;

static const Entry statuses[] = {
  [CSMS_CONNECTOR_STATUS_UNKNOWN] =
    { "Unknown", N_("nothing heard about it yet"), N_("Wait for the station to report, or refresh the station.") },
  [CSMS_CONNECTOR_STATUS_AVAILABLE] =
    { "Available", N_("ready for a car"), N_("Plug in a car and start charging.") },
  [CSMS_CONNECTOR_STATUS_PREPARING] =
    { "Preparing", N_("a car or an ID tag is there, not charging yet"), N_("Start charging, or wait for the driver to plug in or to show a tag.") },
  [CSMS_CONNECTOR_STATUS_CHARGING] =
    { "Charging", N_("energy is flowing"), N_("Nothing to do.") },
  [CSMS_CONNECTOR_STATUS_SUSPENDED_EV] =
    { "SuspendedEV", N_("the car has paused the charge"), N_("The car is full, too warm or on a timer. It goes on, or the driver unplugs.") },
  [CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE] =
    { "SuspendedEVSE", N_("the station has paused the charge"), N_("Look for a power limit, load management or an ID tag that is no longer accepted.") },
  [CSMS_CONNECTOR_STATUS_FINISHING] =
    { "Finishing", N_("charge over, the cable is still plugged in"), N_("Ask the driver to unplug; until then nobody else can charge here.") },
  [CSMS_CONNECTOR_STATUS_RESERVED] =
    { "Reserved", N_("kept for one ID tag"), N_("Only that ID tag can start a charge until the reservation ends.") },
  [CSMS_CONNECTOR_STATUS_UNAVAILABLE] =
    { "Unavailable", N_("taken out of service"), N_("Put it back into service at the server when the work on it is done.") },
  [CSMS_CONNECTOR_STATUS_FAULTED] =
    { "Faulted", N_("needs help, see the error code"), N_("Read the error code; a restart or a technician is needed before it can charge.") },
  [CSMS_CONNECTOR_STATUS_OTHER] =
    { NULL, N_("a word of the station’s own"), N_("Look it up in the documents of the station’s maker.") },
};

static const Entry error_codes[] = {
  { "ConnectorLockFailure", N_("the plug cannot be locked or unlocked"),
    N_("Ask the driver to push the plug in fully and try again. If it stays, send a technician to check the lock.") },
  { "EVCommunicationError", N_("the station and the car do not understand each other"),
    N_("Ask the driver to unplug, wait a moment and plug in again. If other cars fail here too, have the station checked.") },
  { "GroundFailure", N_("current is leaking to earth"),
    N_("The station has switched this connector off to protect people. Keep it out of use and send a technician to check the cable, the plug and the earth connection.") },
  { "HighTemperature", N_("the station is too hot inside"),
    N_("It gives less power or none until it has cooled down. If it comes back, have the fans and the air inlets cleaned.") },
  { "InternalError", N_("a part of the station has failed"),
    N_("Restart the station. If the error comes back, send its maker the time and this code.") },
  { "LocalListConflict", N_("the station’s own list of ID tags disagrees with the server’s"),
    N_("Send the station its list again from the server. Until then it may accept or refuse the wrong ID tags.") },
  { "NoError", N_("no error"), N_("Nothing to do.") },
  { "OtherError", N_("an error that OCPP has no word for"),
    N_("Look at the station’s own display or log for the maker’s code.") },
  { "OverCurrentFailure", N_("more current flowed than the connector allows"),
    N_("The charge was cut off. If it comes back, have the cable and the car’s charger checked.") },
  { "OverVoltage", N_("the supply voltage is too high"),
    N_("The station waits until the voltage is back in range. If it comes back, have the supply checked.") },
  { "PowerMeterFailure", N_("the energy meter cannot be read"),
    N_("Charges may not be measured or billed rightly. Take the connector out of service and send a technician.") },
  { "PowerSwitchFailure", N_("the contactor does not switch"),
    N_("The outlet may stay live or stay off. Take it out of service at once and send a technician.") },
  { "ReaderFailure", N_("the ID tag reader does not work"),
    N_("Drivers cannot show a tag here; charging can still be started from this console.") },
  { "ResetFailure", N_("the station could not restart"),
    N_("Try the restart again later; if it fails again, someone has to switch the station off and on.") },
  { "UnderVoltage", N_("the supply voltage is too low"),
    N_("The station waits until the voltage is back in range. If it comes back, have the supply and its fuses checked.") },
  { "WeakSignal", N_("the radio signal is weak"),
    N_("Commands and values may come late or get lost. Have the antenna or the place of the modem checked.") },
};

static const Entry stop_reasons[] = {
  { "DeAuthorized", N_("the ID tag was no longer accepted"), N_("Check the tag’s account at the server.") },
  { "EmergencyStop", N_("the emergency button was pressed"), N_("Find out why before the button is released.") },
  { "EVDisconnected", N_("the cable was unplugged at the car"), N_("Nothing to do.") },
  { "HardReset", N_("the station was restarted hard"), N_("If nobody asked for it, look at the station’s log.") },
  { "Local", N_("stopped at the station, by tag or button"), N_("Nothing to do.") },
  { "Other", N_("a reason that OCPP has no word for"), N_("Look at the station’s log if it happens often.") },
  { "PowerLoss", N_("the station lost its power supply"), N_("Check the supply and its fuses if it happens again.") },
  { "Reboot", N_("the station started again during the charge"), N_("If nobody asked for it, look at the station’s log.") },
  { "Remote", N_("stopped from a console or an app"), N_("Nothing to do.") },
  { "SoftReset", N_("the station was restarted in good order"), N_("Nothing to do.") },
  { "UnlockCommand", N_("the connector was unlocked from afar"), N_("Nothing to do.") },
};

static CsmsMeaning
translate (const Entry *entry)
{
  return (CsmsMeaning) { _(entry->meaning), _(entry->next_step) };
}

static gboolean
look_up (const Entry *table, gsize n, const char *word, CsmsMeaning *meaning)
{
  for (gsize i = 0; i < n; i++)
    {
      if (g_strcmp0 (table[i].word, word) == 0)
        {
          *meaning = translate (&table[i]);
          return TRUE;
        }
    }
  return FALSE;
}

CsmsMeaning
csms_glossary_status (CsmsConnectorStatus status)
{
  if ((gsize) status >= G_N_ELEMENTS (statuses))
    status = CSMS_CONNECTOR_STATUS_OTHER;
  return translate (&statuses[status]);
}

gboolean
csms_glossary_error_code (const char *code, CsmsMeaning *meaning)
{
  g_return_val_if_fail (meaning != NULL, FALSE);

  if (look_up (error_codes, G_N_ELEMENTS (error_codes), code, meaning))
    return TRUE;
  meaning->meaning = _("a code of the station’s maker");
  meaning->next_step = _("Look it up in the documents of the station’s maker.");
  return FALSE;
}

gboolean
csms_glossary_stop_reason (const char *reason, CsmsMeaning *meaning)
{
  g_return_val_if_fail (meaning != NULL, FALSE);

  if (look_up (stop_reasons, G_N_ELEMENTS (stop_reasons), reason, meaning))
    return TRUE;
  meaning->meaning = reason == NULL ? _("the server gave no reason") : _("a reason of the station’s own");
  meaning->next_step = _("Look at the station’s log if it happens often.");
  return FALSE;
}
