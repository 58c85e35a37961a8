#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a card says of a start that does not simply work, and what can be done about it."""
import re

import tap
from console import Console
from fleet import Fleet
from waiting import expect

UNCONFIRMED = 'Unconfirmed: the station did not answer in time and may still start'


def faulty(name, *options):
    return Fleet('--quiet', '--fault', name, '--command-timeout', '1000', *options)


def start(console, station):
    console.wait_connection()
    console.click('row', f'{station}, Available, 0 of 2 connectors charging')
    console.click('button', f'Start charging on {station} connector 1')
    console.find('entry', 'ID tag')
    console.write('TAG', window='Start charging?')
    console.key('Return', window='Start charging?')


def a_station_that_ignores_it_leaves_it_unconfirmed_until_someone_has_looked():
    with faulty('ignore') as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[0]
        button = f'Start charging on {station} connector 1'
        start(console, station)
        console.find('notice', UNCONFIRMED, within='Connector 1')
        console.find('label', re.compile(r'^Start sent at \d\d:\d\d:\d\d for ID tag TAG\.$'), within='Connector 1')
        console.find('notice', f'Command outcome unknown on {station}/1')
        expect(console.find('button', button).has('sensitive'), False)
        console.find('label', 'Off: a command is open', within='Connector 1')
        console.find_ready('button', f'Start charging on {station} connector 2')

        console.click('button', 'Check again')
        console.find('notice', UNCONFIRMED, within='Connector 1')
        console.click('button', 'Mark as handled')
        console.wait_gone('notice', re.compile('.'))
        expect(console.get('button', 'Show'), None)
        console.find_ready('button', button)
        expect(fleet.events('transaction.started'), [])


def start_late(fleet, console, before):
    station = fleet.stations()[0]
    start(console, station)
    console.find('notice', before, within='Connector 1')
    expect(fleet.events('transaction.started'), [])
    console.find('notice', 'Charging confirmed', within='Connector 1')
    console.find_ready('button', f'Stop charging on {station} connector 1')
    console.wait_gone('notice', re.compile('outcome unknown'))
    expect(len(fleet.events('transaction.started')), 1)


def accepted_is_not_confirmed():
    with faulty('late-start') as fleet, Console(*fleet.arguments()) as console:
        start_late(fleet, console, 'Accepted')


def a_station_that_starts_after_its_time_is_confirmed_after_all():
    with faulty('late-start', '--behaviour', 'deployed') as fleet, Console(*fleet.arguments()) as console:
        start_late(fleet, console, UNCONFIRMED)


def a_server_that_goes_meanwhile_leaves_it_unconfirmed_and_nothing_is_sent_again():
    with Fleet('--quiet', '--fault', 'ignore', '--command-timeout', '60000') as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[0]
        start(console, station)
        console.find('notice', re.compile('^Sent, waiting for the station'))
        fleet.kill()
        console.find('notice', 'Unconfirmed: the connection was lost and the charge may still start')
        fleet.start()
        console.wait_connection()
        console.find_ready('button', 'Check again')
        expect(fleet.events('remote.start.result', 'transaction.started'), [])


tap.run(a_station_that_ignores_it_leaves_it_unconfirmed_until_someone_has_looked,
        accepted_is_not_confirmed,
        a_station_that_starts_after_its_time_is_confirmed_after_all,
        a_server_that_goes_meanwhile_leaves_it_unconfirmed_and_nothing_is_sent_again)
