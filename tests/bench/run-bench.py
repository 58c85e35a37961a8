#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks of BUILD_DIR, prints a table and writes BUILD_DIR/bench.json.

Figures of two programs are only compared within one call, in alternating runs, since the machine may be busy with other
things: what counts is the ratio of their medians.
"""
import json
import os
import statistics
import subprocess
import sys
import time

RUNS = 5
EVENTS = 200_000
FLEET = 1_000
STATIONS = 10_000

build, source = os.path.abspath(sys.argv[1]), os.path.dirname(os.path.abspath(__file__))
bench = os.path.join(build, 'tests', 'bench')
rows = []


def add(name, value, unit, peer=None):
    ratio = round(value / peer, 3) if peer else None
    rows.append({'name': name, 'value': value, 'unit': unit, 'peer': peer, 'ratio': ratio})


def run(*command, **extra_env):
    env = dict(os.environ, GSETTINGS_BACKEND='memory', **extra_env)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=300, env=env, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def start_server(events, stations):
    server = subprocess.Popen([os.path.join(bench, 'csms-bench-server'), str(events), str(stations)],
                              stdout=subprocess.PIPE, text=True)
    return server, f'ws://127.0.0.1:{int(server.stdout.readline())}/mobile-client'


def bench_events():
    server, url = start_server(EVENTS, FLEET)
    ours, peers, gaps = [], [], []
    try:
        for _ in range(RUNS):
            mine = run(os.path.join(bench, 'csms-bench-events'), url, str(EVENTS))
            ours.append(mine['eventsPerSecond'])
            gaps.append(mine['longestGapMs'])
            peer = run('node', os.path.join(source, 'node-client.js'), url, str(EVENTS),
                       NODE_PATH=os.environ.get('NODE_PATH', '/usr/share/nodejs:/usr/lib/node_modules'))
            peers.append(peer['eventsPerSecond'])
    finally:
        server.kill()
        server.wait()
    add('events from socket to fleet', statistics.median(ours), '1/s', statistics.median(peers))
    add('longest gap of a 16 ms timer in the screen thread, in that burst', max(gaps), 'ms')


def bench_window():
    server, url = start_server(1, STATIONS)
    figures = {}
    try:
        for _ in range(RUNS):
            one = run(os.path.join(bench, 'csms-bench-window'), url, str(STATIONS),
                      CSMS_BENCH_STARTED_US=str(time.monotonic_ns() // 1000))
            for key, value in one.items():
                figures.setdefault(key, []).append(value)
    finally:
        server.kill()
        server.wait()
    median = {key: statistics.median(values) for key, values in figures.items()}
    add('start to first frame', median['firstFrameMs'], 'ms')
    add('start to first frame with 10,000 stations shown', median['listFrameMs'], 'ms')
    add('keystroke to filtered list painted, 10,000 stations', median['filterMs'], 'ms')
    add('memory with 10,000 stations shown', median['peakMemoryMb'], 'MB')


bench_events()
bench_window()
with open(os.path.join(build, 'bench.json'), 'w', encoding='utf-8') as file:
    json.dump(rows, file, indent=2)
    file.write('\n')
for row in rows:
    against = f"   node {row['peer']:,.0f}, ratio {row['ratio']}" if row['peer'] else ''
    print(f"{row['name']:<68} {row['value']:>12,.1f} {row['unit']}{against}")
