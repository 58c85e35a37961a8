#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A charge started and stopped without the mouse."""
import tap
from console import Console
from fleet import Fleet
from waiting import expect, wait_for


def choose(console, station):
    console.key('ctrl+f')
    wait_for('the keyboard in the search', lambda: console.focused('entry') == ['Search stations'])
    console.write(station)
    row = f'{station}, Available, 0 of 2 connectors charging'
    wait_for('that station alone', lambda: console.names('row', within='Stations') == [row])
    console.key('Down')
    wait_for('the keyboard on its row', lambda: console.focused('row') == [row])
    console.key('Return')
    console.find_ready('button', f'Start charging on {station} connector 1')


def start(console, id_tag):
    console.key('s')
    console.find('entry', 'ID tag', within='Start charging?')
    console.write(id_tag, window='Start charging?')
    console.find_ready('button', 'Confirm start')
    console.key('Return', window='Start charging?')
    console.find('notice', 'Charging confirmed')


def a_charge_is_started_and_stopped():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[3]
        console.wait_connection('Live')
        choose(console, station)
        start(console, 'TAG-OF-KEYS')
        started = fleet.events('transaction.started')
        expect([(event['stationId'], event['idTag']) for event in started], [(station, 'TAG-OF-KEYS')])

        console.key('x')
        console.find('button', 'Confirm stop')
        # Enter alone must not stop a charge that someone is waiting for.
        expect(console.focused('button', 'Stop charging?'), ['Cancel'])
        console.tab_to('Confirm stop', 'Stop charging?')
        console.key('Return', window='Stop charging?')
        console.find('notice', 'Stop confirmed')
        console.find_ready('button', f'Start charging on {station} connector 1')
        expect([event['stationId'] for event in fleet.events('transaction.stopped')], [station])


def the_second_connector_is_reached_by_tab():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[0]
        console.wait_connection('Live')
        choose(console, station)
        button = f'Start charging on {station} connector 2'
        console.tab_to(button)
        console.key('space')
        console.find('entry', 'ID tag')
        console.key('Escape', window='Start charging?')
        console.wait_gone('window', 'Start charging?')
        wait_for('the keyboard back on the button', lambda: console.focused('button') == [button])


def letters_in_an_entry_are_letters():
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        console.wait_connection('Live')
        choose(console, fleet.stations()[0])
        console.key('ctrl+f')
        wait_for('the keyboard in the search', lambda: console.focused('entry') == ['Search stations'])
        console.write('sxsx')
        wait_for('the letters', lambda: console.find('entry', 'Search stations').text() == 'sxsx')
        expect(console.names('window'), ['CSMS Operator'])


tap.run(a_charge_is_started_and_stopped, the_second_connector_is_reached_by_tab, letters_in_an_entry_are_letters)
