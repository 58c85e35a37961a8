#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A charge as it stands in the file that is exported."""
import csv
import datetime
import re
import tempfile
from pathlib import Path

import tap
from console import Console
from fleet import Fleet
from waiting import expect

ID_TAG = '04A2B9C1F3'


def charge(fleet, console, station):
    console.wait_connection('Live')
    console.click('row', f'{station}, Available, 0 of 2 connectors charging')
    console.click('button', f'Start charging on {station} connector 1')
    console.find('entry', 'ID tag', within='Start charging?')
    console.write(ID_TAG, window='Start charging?')
    console.click('button', 'Confirm start')
    console.find('notice', 'Charging confirmed', within='Connector 1')
    console.click('button', f'Stop charging on {station} connector 1')
    console.click('button', 'Confirm stop')
    console.find('notice', 'Stop confirmed', within='Connector 1')
    console.click('tab', 'Transactions')
    console.find('row', re.compile(rf'^{station}, connector 1, {ID_TAG}, .*Completed$'))
    start, = fleet.events('transaction.started')
    stop, = fleet.events('transaction.stopped')
    return start, stop


def export(console, path):
    console.click('button', 'Export CSV…')
    console.save_as('Export transactions', path)
    return path.read_bytes()


def time_of(event):
    return datetime.datetime.fromtimestamp(event['ts'] / 1000, datetime.timezone.utc)


def a_charge_stands_in_the_exported_file():
    with Fleet('--quiet') as fleet, Console(*fleet.arguments()) as console, tempfile.TemporaryDirectory() as folder:
        station = fleet.stations()[2]
        start, stop = charge(fleet, console, station)
        text = export(console, Path(folder, 'charges.csv'))
        expect(text.count(b'\r\n'), text.count(b'\n'))
        expect(text[:8], b'station,')
        rows = list(csv.DictReader(text.decode('utf-8').splitlines()))
        row, = [row for row in rows if row['transaction'] == str(start['transactionId']) and row['station'] == station]
        expect((row['connector'], row['id_tag'], row['status']), ('1', ID_TAG, 'completed'))
        expect(float(row['energy_kwh']), round(stop['totalKWh'], 6))
        for event, column in ((start, 'start_time'), (stop, 'stop_time')):
            told = datetime.datetime.fromisoformat(row[column])
            assert told.tzinfo, row[column]
            assert abs((told - time_of(event)).total_seconds()) < 2, (row[column], event)
        # Nothing is left beside it.
        expect([path.name for path in Path(folder).iterdir()], ['charges.csv'])


def the_periods_are_a_click_away():
    with Fleet('--quiet') as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[2]
        charge(fleet, console, station)
        console.click('button', 'Yesterday')
        console.wait_gone('row', re.compile(rf'^{station}, connector 1, {ID_TAG}'))
        console.click('button', 'Today')
        console.find('row', re.compile(rf'^{station}, connector 1, {ID_TAG}'))


tap.run(a_charge_stands_in_the_exported_file, the_periods_are_a_click_away)
