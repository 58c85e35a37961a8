#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shorter day by the keyboard alone: connected, started and stopped by the palette, looked at from afar."""
import re

import tap
from console import Console
from fleet import API_KEY, Fleet
from session import Keyring
from waiting import expect, wait_for

PALETTE = 'Command palette'
ID_TAG = '04A2B9C1F3'


def connect(console, fleet):
    """The keyboard is in the first entry when the program comes up; no entry of libadwaita 1.2 tells the bus so."""
    entry = console.find('entry', 'Server address')
    console.write(fleet.url)
    wait_for('the address', lambda: entry.text() == fleet.url)
    console.key('Tab')
    console.write(API_KEY)
    console.key('Return')
    console.wait_connection()


def command(console, typed, line):
    """Has the palette do what its first line says, which is to be LINE."""
    console.key('ctrl+k')
    wait_for('the keyboard in the palette', lambda: console.focused('entry', PALETTE) == ['Command'])
    console.write(typed, window=PALETTE)
    wait_for(lambda: f'{line!r} on top; there is {console.names("row", within=PALETTE)}',
             lambda: console.names('row', within=PALETTE)[:1] == [line])
    console.key('Return', window=PALETTE)
    console.wait_gone('window', PALETTE)


def start(console, fleet, station):
    command(console, f'{station} 1 start', f'Start charging on {station} connector 1…, Available')
    console.find('entry', 'ID tag', within='Start charging?')
    console.write(ID_TAG, window='Start charging?')
    console.find_ready('button', 'Confirm start')
    console.key('Return', window='Start charging?')
    console.find('notice', 'Charging confirmed')
    console.find_ready('button', f'Stop charging on {station} connector 1')
    expect([(event['stationId'], event['connectorId'], event['idTag']) for event in fleet.events('transaction.started')],
           [(station, 1, ID_TAG)])


def look_from_afar(console, station):
    console.key('F11')
    console.find('group', re.compile(f'^{station}, Charging, '))
    console.key('Escape')
    console.wait_gone('group', re.compile(f'^{station}, Charging, '))


def stop(console, fleet, station):
    command(console, f'stop {station}/1', f'Stop charging on {station} connector 1…, Charging')
    console.find_ready('button', 'Confirm stop')
    # Enter alone must not stop a charge that someone is waiting for.
    expect(console.focused('button', 'Stop charging?'), ['Cancel'])
    console.tab_to('Confirm stop', 'Stop charging?')
    console.key('Return', window='Stop charging?')
    console.find('notice', 'Stop confirmed')
    expect([event['stationId'] for event in fleet.events('transaction.stopped')], [station])


def find_the_charge(console, station):
    command(console, f'transactions {ID_TAG}', f'Search transactions for “{ID_TAG}”')
    console.find('row', re.compile(rf'^{station}, connector 1, {ID_TAG}, .*Completed$'))
    expect(console.focused('entry'), ['Search transactions'])


def a_day_without_the_mouse():
    with Fleet() as fleet, Keyring(), Console() as console:
        station = fleet.stations()[3]
        connect(console, fleet)
        start(console, fleet, station)
        look_from_afar(console, station)
        stop(console, fleet, station)
        find_the_charge(console, station)
        console.key('ctrl+q')
        wait_for('the end of the program', lambda: console.program.poll() is not None)


tap.run(a_day_without_the_mouse)
