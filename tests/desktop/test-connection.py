#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that goes away and comes back."""
import re

import tap
from console import Console
from fleet import Fleet
from waiting import expect, wait_for

CLOCK = re.compile(r'^\d\d:\d\d$')


def age(console, station):
    return console.find('row', re.compile(f'^{station}, ')).words()[-1]


def a_server_that_is_gone_makes_values_old_and_buttons_say_why():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        free, busy = fleet.stations()[:2]
        fleet.ask('start', busy, '1', '--id-tag', 'TAG')
        console.wait_connection()
        console.click('row', f'{busy}, Charging, 1 of 2 connectors charging')
        start, stop = f'Start charging on {busy} connector 2', f'Stop charging on {busy} connector 1'
        console.find_ready('button', start)
        console.find_ready('button', stop)
        assert not CLOCK.search(age(console, free)), age(console, free)

        fleet.kill()
        console.wait_connection(re.compile('^Connection: Offline'))
        console.find('notice', re.compile(r'^Not connected since \d\d:\d\d, values are old$'))
        console.find('button', 'Reconnect now')
        wait_for('a clock time', lambda: CLOCK.search(age(console, free)))
        for button, card in ((start, 'Connector 2'), (stop, 'Connector 1')):
            wait_for(f'{button} to be off', lambda name=button: not console.find('button', name).has('sensitive'))
            console.find('label', 'Off: not connected', within=card)
        console.key('s')
        console.find('label', 'Off: not connected', within='CSMS Operator')
        expect(console.get('window', 'Start charging?'), None)

        fleet.start()
        console.wait_connection()
        console.wait_gone('notice', re.compile('^Not connected'))
        console.find_ready('button', start)
        wait_for('an age', lambda: not CLOCK.search(age(console, free)))


def what_was_missed_is_recovered_and_marked():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[0]
        console.wait_connection()
        fleet.kill()
        console.wait_connection(re.compile('^Connection: Offline'))
        fleet.start(elsewhere=True)
        fleet.ask('start', station, '1', '--id-tag', 'MISSED')
        fleet.ask('stop', station, '1')
        missed = [event for event in fleet.events() if event.get('stationId') == station]
        fleet.kill()
        fleet.start()

        console.wait_connection()
        console.key('alt+3')
        console.find('row', re.compile(rf'\b{len(missed)} events recovered, \d\d:\d\d(:\d\d)? to \d\d:\d\d'))
        for name in ('transaction.started', 'transaction.stopped'):
            expect(len(console.names('row', re.compile(f', {name}, .*, recovered$'))), 1)
        expect(console.get('notice', re.compile('missed')), None)


tap.run(a_server_that_is_gone_makes_values_old_and_buttons_say_why, what_was_missed_is_recovered_and_marked)
