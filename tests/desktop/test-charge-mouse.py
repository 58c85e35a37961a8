#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A charge started and stopped with the mouse."""
import re

import tap
from console import Console
from fleet import Fleet
from waiting import expect, wait_for

STARTS = ('remote.start.result', 'transaction.started')
STOPS = ('remote.stop.result', 'transaction.stopped')


def open_start_dialog(console, station):
    console.wait_connection('Live')
    console.click('row', f'{station}, Available, 0 of 2 connectors charging')
    console.click('button', f'Start charging on {station} connector 1')
    return console.find('entry', 'ID tag', within='Start charging?')


def happened(fleet, names):
    return sorted((event['event'], event['stationId'], event['connectorId']) for event in fleet.events(*names))


def start_and_stop(fleet, console, station):
    open_start_dialog(console, station)
    console.write('04A2B9C1F3', window='Start charging?')
    console.click('button', 'Confirm start')
    console.find('notice', 'Charging confirmed', within='Connector 1')
    console.find('row', f'{station}, Charging, 1 of 2 connectors charging')
    expect(happened(fleet, STARTS), [(name, station, 1) for name in STARTS])
    expect([event['idTag'] for event in fleet.events('transaction.started')], ['04A2B9C1F3'])

    console.click('button', f'Stop charging on {station} connector 1')
    console.find('label', re.compile('replug'), within='Stop charging?')
    expect(fleet.events(*STOPS), [])
    console.click('button', 'Confirm stop')
    console.find('notice', 'Stop confirmed', within='Connector 1')
    console.find('button', f'Start charging on {station} connector 1')
    console.find('row', f'{station}, Available, 0 of 2 connectors charging')
    expect(happened(fleet, STOPS), [(name, station, 1) for name in STOPS])
    expect(len(fleet.events(*STARTS)), 2)


def a_charge_is_started_and_stopped():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[2]
        start_and_stop(fleet, console, station)
        console.click('tab', 'Transactions')
        console.find('row', re.compile(rf'^{station}, connector 1, 04A2B9C1F3, \d\d:\d\d, '))


def a_charge_is_started_and_stopped_with_a_server_of_the_field():
    with Fleet('--quiet', '--behaviour', 'deployed') as fleet, Console(*fleet.arguments()) as console:
        start_and_stop(fleet, console, fleet.stations()[4])


def nothing_is_sent_when_the_dialog_is_cancelled():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[0]
        open_start_dialog(console, station)
        console.write('04A2B9C1F3', window='Start charging?')
        console.click('button', 'Cancel')
        console.wait_gone('window', 'Start charging?')
        console.find_ready('button', f'Start charging on {station} connector 1')
        expect(fleet.events(*STARTS), [])


def a_double_click_sends_one_command():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[1]
        open_start_dialog(console, station)
        console.write('04A2B9C1F3', window='Start charging?')
        console.click('button', 'Confirm start', times=2)
        console.find('notice', 'Charging confirmed', within='Connector 1')
        expect(happened(fleet, STARTS), [(name, station, 1) for name in STARTS])


def an_id_tag_that_is_too_long_is_refused_at_once():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        entry = open_start_dialog(console, fleet.stations()[0])
        expect(console.find('button', 'Confirm start').has('sensitive'), False)
        console.write('A' * 20, window='Start charging?')
        wait_for('20 characters', lambda: entry.text() == 'A' * 20)
        console.find('label', '20 of 20')
        console.write('B', window='Start charging?')
        console.find('label', re.compile('Not taken: .* 20 characters at most'))
        expect(entry.text(), 'A' * 20)
        console.find_ready('button', 'Confirm start')
        expect(fleet.events(*STARTS), [])


tap.run(a_charge_is_started_and_stopped, a_charge_is_started_and_stopped_with_a_server_of_the_field,
        nothing_is_sent_when_the_dialog_is_cancelled, a_double_click_sends_one_command,
        an_id_tag_that_is_too_long_is_refused_at_once)
