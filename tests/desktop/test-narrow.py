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
        console.click('row', row)
        start = f'Start charging on {station} connector 1'
        console.find_ready('button', start)
        expect(outside(console, 'button'), [])
        console.click('button', 'Back')
        console.wait_gone('button', start)
        expect(console.get('button', 'Back'), None)
        console.find_ready('row', row)
        expect(outside(console, 'row') + outside(console, 'entry'), [])

        console.click('row', row)
        console.find_ready('button', start)
        console.find_ready('button', start)
        console.key('Escape')
        console.wait_gone('button', start)


tap.run(a_station_is_shown_with_a_way_back)
