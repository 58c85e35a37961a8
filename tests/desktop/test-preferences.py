#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal as the preferences show it: its size, all of it in a file, and nothing left of it."""
import json
import os
import re
from pathlib import Path

import tap
from console import Console
from fleet import Fleet
from waiting import expect, wait_for

EVENTS = re.compile(r'^\d+ events? since ')
ID_TAG = '04A2B9C1F3'


def open_journal(console):
    console.key('ctrl+comma')
    console.turn_to('Journal')
    console.find_ready('row', 'Clear the journal')


def all_events_are_exported_and_the_journal_is_cleared():
    file = Path(os.environ['HOME'], 'out.jsonl')
    with Fleet() as fleet, Console(*fleet.arguments()) as console:
        station = fleet.stations()[0]
        console.wait_connection()
        fleet.ask('start', station, '1', '--id-tag', ID_TAG)
        console.find('row', f'{station}, Charging, 1 of 2 connectors charging')
        open_journal(console)
        wait_for('what is kept', lambda: any(EVENTS.match(word) for word in console.find('row', 'Size now').words()))
        console.click('row', 'Export all events')
        console.save_as('Export all events', file)
        told = [json.loads(line) for line in file.read_text().splitlines()]
        started, = [event for event in told if event['event'] == 'transaction.started']
        expect((started['stationId'], started['idTag']), (station, ID_TAG))

        console.click('row', 'Clear the journal')
        console.click('button', 'Clear')
        console.find('label', 'The journal is cleared.')
        # What is under way is not gone with what was.
        console.find('row', f'{station}, Charging, 1 of 2 connectors charging')


tap.run(all_events_are_exported_and_the_journal_is_cleared)
