#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of stations: search, filters and their counts."""
import re

import tap
from console import Console
from fleet import Fleet
from waiting import expect, wait_for

MANY = 500
FILTERS = ('Charging', 'Available', 'Attention', 'Offline')


def rows(console):
    return console.names('row', within='Stations', shown=False)


def count(console, name):
    """Returns what stands on a filter's tile."""
    return int(console.find('button', re.compile(rf'^{name}, \d+$')).name.split(', ')[1])


def one_of_many_is_found_by_what_is_typed():
    with Fleet(stations=MANY) as fleet, Console(*fleet.arguments()) as console:
        wanted = fleet.ask('stations')[MANY // 2]
        console.wait_connection()
        console.find('button', f'All, {MANY}')
        for typed in wanted['id'].upper(), wanted['name'].lower():
            console.key('ctrl+f')
            console.key('ctrl+a')
            console.write(typed)
            wait_for(f'{typed} alone', lambda: [row.split(',')[0] for row in rows(console)] == [wanted['id']])
            console.find('button', f'All, {MANY}')

        console.key('ctrl+f')
        console.key('ctrl+a')
        console.write('no station is called this')
        console.click('button', 'Show all stations')
        wait_for('more rows', lambda: len(rows(console)) > 10)
        expect(console.find('entry', 'Search stations').text(), '')


def a_charge_is_found_by_its_id_tag():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[5]
        console.wait_connection()
        fleet.ask('start', station, '1', '--id-tag', 'NEEDLE-72')
        console.click('entry', 'Search stations')
        console.write('needle')
        wait_for('the station of the charge', lambda: rows(console) == [f'{station}, Charging, 1 of 2 connectors charging'])


def filters_show_as_many_as_they_say():
    with Console('--demo') as console:
        console.wait_connection()
        wait_for('the stations', lambda: count(console, 'All') == len(rows(console)) == 24)
        for name in FILTERS:
            assert count(console, name) > 0, name
            console.click('button', re.compile(rf'^{name}, \d+$'))
            # The demo goes on: one look may fall between two changes.
            wait_for(f'as many as {name} says', lambda word=name: count(console, word) == len(rows(console)) < 24)
            words = {row.split(', ')[1] for row in rows(console)}
            assert name == 'Attention' or name in words, words
        console.click('button', re.compile('^All, 24$'))
        wait_for('all of them', lambda: len(rows(console)) == 24)
        wait_for('a sum', lambda: sum(count(console, name) for name in FILTERS) == 24)


def counts_follow_what_happens():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        first, second = fleet.stations()[:2]
        console.wait_connection()
        console.find('button', 'Available, 6')
        console.click('button', 'Charging, 0')
        console.find('button', 'Show all stations')
        for number, station in ((1, first), (2, second)):
            fleet.ask('start', station, '1', '--id-tag', 'TAG')
            console.find('button', f'Charging, {number}')
            console.find('button', f'Available, {6 - number}')
            console.find('row', f'{station}, Charging, 1 of 2 connectors charging')
        fleet.ask('stop', first, '1')
        console.find('button', 'Charging, 1')
        wait_for('one row', lambda: rows(console) == [f'{second}, Charging, 1 of 2 connectors charging'])


tap.run(one_of_many_is_found_by_what_is_typed, a_charge_is_found_by_its_id_tag, filters_show_as_many_as_they_say,
        counts_follow_what_happens)
