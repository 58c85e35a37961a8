#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of a telephone's width."""
import tap
import hands
from console import MAIN_WINDOW, Console
from fleet import Fleet
from waiting import expect, wait_for

WIDTH, HEIGHT = 360, 640


def make_narrow(console):
    console.wait_connection()
    hands.resize(MAIN_WINDOW, WIDTH, HEIGHT)
    wait_for('a narrow window', lambda: console.find('window', MAIN_WINDOW).extents()[2:] == (WIDTH, HEIGHT))


def outside(console, role):
    """Returns what of a role lies across the edge of the window."""
    found = []
    for node in console.all(role):
        x, _, width, _ = node.extents()
        if x < 0 or x + width > WIDTH:
            found.append(node.name)
    return found


def a_station_is_shown_with_a_way_back():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        make_narrow(console)
        station = fleet.stations()[2]
        row = f'{station}, Available, 0 of 2 connectors charging'
        start = f'Start charging on {station} connector 1'
        console.click('row', row)
        console.find_ready('button', 'Back')
        console.find_ready('button', start)
        expect(outside(console, 'button'), [])
        console.click('button', 'Back')
        console.wait_gone('button', 'Back')
        console.find_ready('row', row)
        expect(outside(console, 'row') + outside(console, 'entry'), [])
        wait_for('the keyboard on the row again', lambda: console.focused('row') == [row])

        console.click('row', row)
        console.find_ready('button', 'Back')
        console.key('Escape')
        console.wait_gone('button', 'Back')


def a_charge_is_started():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        make_narrow(console)
        station = fleet.stations()[0]
        console.click('row', f'{station}, Available, 0 of 2 connectors charging')
        console.find_ready('button', 'Back')
        console.click('button', f'Start charging on {station} connector 1')
        console.find('entry', 'ID tag')
        console.write('TAG', window='Start charging?')
        console.click('button', 'Confirm start')
        console.find('notice', 'Charging confirmed')
        console.find_ready('button', f'Stop charging on {station} connector 1')
        expect(outside(console, 'button') + outside(console, 'notice'), [])


tap.run(a_station_is_shown_with_a_way_back, a_charge_is_started)
