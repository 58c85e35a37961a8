#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop is told of charges, and where its answer leads."""
import re

import tap
from console import Console
from fleet import Fleet
from session import Notifications
from waiting import expect, wait_for


def nth(desktop, n):
    return wait_for(lambda: f'notification {n}; there is {desktop.shown()}', lambda: desktop.shown()[n - 1:n])[0]


def a_start_and_a_stop_are_told_and_lead_to_the_station():
    with Fleet() as fleet, Notifications() as desktop, Console(*fleet.arguments()) as console:
        stations = fleet.ask('stations')
        here, there = stations[1], stations[4]
        console.wait_connection()
        console.click('row', f'{here["id"]}, Available, 0 of 2 connectors charging')
        console.find('button', f'Start charging on {here["id"]} connector 1')
        console.key('alt+3')
        wait_for('the events', lambda: console.find('tab', 'Events').has('selected'))

        fleet.ask('start', there['id'], '2', '--id-tag', '04A2B9C1F3')
        number, title, body, actions = nth(desktop, 1)
        expect((title, body), ('Charging started', f'{there["id"]} {there["name"]}, connector 2, ID tag 04A2B9C1F3'))
        expect(actions[:3:2], ['default', f"app.show-station::{there['id']}"])
        expect(actions[3::2], ['Show', 'Stop…'])
        desktop.press(number, 'default')
        console.find('button', f'Stop charging on {there["id"]} connector 2')
        expect(console.find('tab', 'Stations').has('selected'), True)

        fleet.ask('stop', there['id'], '2')
        _, title, body, _ = nth(desktop, 2)
        expect(title, 'Charging stopped')
        what = rf'{there["id"]} {there["name"]}, connector 2, \d+\.\d\d\skWh, \d+\ss, cost \d+\.\d\d'
        assert re.fullmatch(what, body), body
        expect(len(desktop.shown()), 2)


def a_stop_replaces_the_start_and_has_a_button():
    with Fleet() as fleet, Notifications() as desktop, Console(*fleet.arguments()) as console:
        station = fleet.stations()[2]
        console.wait_connection()
        fleet.ask('start', station, '1', '--id-tag', 'TAG')
        first, _, _, _ = nth(desktop, 1)
        fleet.ask('stop', station, '1')
        number, title, _, actions = nth(desktop, 2)
        expect((number, title), (first, 'Charging stopped'))
        desktop.press(number, actions[2])
        console.find('button', f'Start charging on {station} connector 1')


def its_stop_button_asks_in_the_window_and_stops_nothing_by_itself():
    with Fleet() as fleet, Notifications() as desktop, Console(*fleet.arguments()) as console:
        station = fleet.stations()[3]
        console.wait_connection()
        fleet.ask('start', station, '1', '--id-tag', 'TAG')
        number, _, _, actions = nth(desktop, 1)
        desktop.press(number, actions[4])
        console.find_ready('button', 'Confirm stop')
        expect(len(fleet.events('transaction.stopped')), 0)
        console.click('button', 'Confirm stop')
        wait_for('the stop', lambda: fleet.events('transaction.stopped'))
        number, title, _, actions = nth(desktop, 2)
        expect((title, actions[3::2]), ('Charging stopped', ['Show']))


def without_anyone_to_show_them_the_console_goes_on():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[0]
        console.wait_connection()
        fleet.ask('start', station, '1', '--id-tag', 'TAG')
        console.find('row', f'{station}, Charging, 1 of 2 connectors charging')


tap.run(a_start_and_a_stop_are_told_and_lead_to_the_station, a_stop_replaces_the_start_and_has_a_button,
        its_stop_button_asks_in_the_window_and_stops_nothing_by_itself, without_anyone_to_show_them_the_console_goes_on)
