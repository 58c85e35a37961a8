#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One operator's day from the first run on, in one piece: what works alone must also work after all that went before it."""
import csv
import os
import re
from pathlib import Path

import tap
from console import Console
from fleet import API_KEY, Fleet
from session import Keyring, Notifications
from waiting import expect, wait_for

MANY = 500
ID_TAG = '04A2B9C1F3'
# Settings and keyring as an installed program has them.
ENVIRONMENT = {**os.environ, 'GSETTINGS_BACKEND': 'dconf'}
CARD = 'Connector 1'
CLOCK = re.compile(r'^\d\d:\d\d$')
CHART = re.compile(r'^Power \d+\.\d\skW now, \d+\.\d\d\skWh since ')


def connect(console, fleet):
    console.try_server(fleet.url, API_KEY)
    console.find('label', re.compile(rf'^Answered in .*\sms: {MANY} stations$'))
    console.click('button', 'Connect')
    console.wait_connection()
    console.find('button', f'All, {MANY}')


def find_station(console, station):
    console.key('ctrl+f')
    wait_for('the keyboard in the search', lambda: console.focused('entry') == ['Search stations'])
    console.write(station['name'].lower())
    row = f'{station["id"]}, Available, 0 of {len(station["connectors"])} connectors charging'
    wait_for('that station alone', lambda: console.names('row', within='Stations', shown=False) == [row])
    console.click('row', row)


def start(console, fleet, station):
    button = f'Start charging on {station["id"]} connector 1'
    console.click('button', button)
    console.find('entry', 'ID tag', within='Start charging?')
    console.write(ID_TAG, window='Start charging?')
    with fleet.held():
        console.click('button', 'Confirm start')
        console.find('notice', re.compile('^Sent, waiting for the station'), within=CARD)
        console.find('label', 'Off: a command is open', within=CARD)
        expect(console.find('button', button).has('sensitive'), False)
    console.find('notice', 'Charging confirmed', within=CARD)
    console.find('row', f'{station["id"]}, Charging, 1 of {len(station["connectors"])} connectors charging')
    expect([(event['stationId'], event['connectorId'], event['idTag']) for event in fleet.events('transaction.started')],
           [(station['id'], 1, ID_TAG)])


def watch_the_chart(console):
    """Waits until the chart has said three different things of the power and the energy, and returns the last."""
    said = []

    def look():
        for chart in console.all('picture', CHART, within=CARD):
            if chart.name not in said:
                assert chart.description(), chart.name
                said.append(chart.name)
        return len(said) >= 3

    wait_for(lambda: f'a chart that moves; it said {said}', look)
    energies = [float(re.search(r'(\d+\.\d\d)\skWh', words)[1]) for words in said]
    expect(energies, sorted(energies))
    assert energies[-1] > energies[0], said


def stop_from_the_notification(console, fleet, desktop, station):
    number, _, body, actions = desktop.told('Charging started')
    expect(body, f'{station["id"]} {station["name"]}, connector 1, ID tag {ID_TAG}')
    button = dict(zip(actions[1::2], actions[::2]))['Stop…']
    desktop.press(number, button)
    console.find_ready('button', 'Confirm stop')
    expect(fleet.events('transaction.stopped'), [])
    console.click('button', 'Confirm stop')
    console.find('notice', 'Stop confirmed', within=CARD)
    desktop.told('Charging stopped')
    stop, = fleet.events('transaction.stopped')
    return stop


def export(console, station, stop):
    console.key('alt+2')
    console.find('row', re.compile(rf'^{station["id"]}, connector 1, {ID_TAG}, .*Completed$'))
    file = Path(os.environ['HOME'], 'charges.csv')
    console.click('button', 'Export CSV…')
    console.save_as('Export transactions', file)
    row, = csv.DictReader(file.read_text('utf-8').splitlines())
    expect((row['station'], row['station_name'], row['connector']), (station['id'], station['name'], '1'))
    expect((row['transaction'], row['id_tag'], row['status']), (str(stop['transactionId']), ID_TAG, 'completed'))
    expect(float(row['energy_kwh']), round(stop['totalKWh'], 6))


def lose_the_server(console, fleet, station):
    def age():
        return console.find('row', re.compile(f'^{station["id"]}, ')).words()[-1]

    button = f'Start charging on {station["id"]} connector 1'
    console.key('alt+1')
    console.find_ready('button', button)
    assert not CLOCK.search(age()), age()
    fleet.kill()
    console.wait_connection(re.compile('^Connection: Offline'))
    console.find('notice', re.compile(r'^Not connected since \d\d:\d\d, values are old$'))
    # Values that are grey show when they were true, and no age.
    wait_for('a clock time', lambda: CLOCK.search(age()))
    console.find('label', 'Off: not connected', within=CARD)
    expect(console.find('button', button).has('sensitive'), False)


def find_what_was_missed(console, fleet, station):
    fleet.start(elsewhere=True)
    fleet.ask('start', station['id'], '1', '--id-tag', 'MISSED')
    fleet.ask('stop', station['id'], '1')
    missed = fleet.events()
    fleet.kill()
    fleet.start()
    console.wait_connection()
    console.wait_gone('notice', re.compile('^Not connected'))
    console.key('alt+3')
    marker = console.find('row', re.compile(r'\b\d+ events recovered, \d\d:\d\d(:\d\d)? to \d\d:\d\d')).name
    # The connector may have become available again just before the server was killed once more.
    assert int(re.search(r'(\d+) events recovered', marker)[1]) >= len(missed) > 1, (marker, missed)
    for name in ('transaction.started', 'transaction.stopped'):
        console.find('row', re.compile(f', {name}, .*, recovered$'))
    expect(console.get('notice', re.compile('missed')), None)


def a_day_from_the_first_run_on():
    with Fleet('--quiet', '--metered', stations=MANY) as fleet, Keyring(), Notifications() as desktop, Console(environment=ENVIRONMENT) as console:
        station = fleet.ask('stations')[MANY // 2]
        connect(console, fleet)
        find_station(console, station)
        start(console, fleet, station)
        watch_the_chart(console)
        stop = stop_from_the_notification(console, fleet, desktop, station)
        export(console, station, stop)
        lose_the_server(console, fleet, station)
        find_what_was_missed(console, fleet, station)


tap.run(a_day_from_the_first_run_on)
