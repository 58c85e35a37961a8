#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: run-bench.py BUILD_DIR

Runs the benchmarks of BUILD_DIR, prints a table and writes BUILD_DIR/bench.json. Ends with 1 when one of them failed.

Figures of two programs are only compared within one call, in alternating runs, since the machine may be busy with other
things: what counts is the ratio of their medians. All of them are new processes on the same server, which has made what
it sends beforehand; the clock starts after the same warm-up, and in the end they must agree on the state of the fleet.
"""
import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import time

RUNS = 5
EVENTS = 200_000
WARM_UP = 50_000
FLEET = 1_000
STATIONS = 10_000
TIMEOUT_S = 300

# Where distributions keep the modules of node; one from elsewhere does not look there by itself.
NODE_FOLDERS = ['/usr/share/nodejs', '/usr/lib/nodejs', '/usr/lib/node_modules', '/usr/local/lib/node_modules']

SEATS = [('paced', 'events from socket to fleet'),
         ('window', 'events from socket to fleet, window open'),
         ('unpaced', 'events from socket to fleet, without a screen (csmsctl)')]


class Failure(Exception):
    pass


def run(*command, **variables):
    """Runs a program to its end. Returns: the object in the last line it printed."""
    name = os.path.basename(command[0])
    env = dict(os.environ, GSETTINGS_BACKEND='memory', **variables)
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=TIMEOUT_S, env=env)
        if done.returncode != 0:
            raise Failure(f'{name} ended with status {done.returncode}: {done.stderr.strip()}')
        return json.loads(done.stdout.splitlines()[-1])
    except OSError as error:
        raise Failure(f'{name} cannot be run: {error.strerror}') from error
    except subprocess.TimeoutExpired as error:
        raise Failure(f'{name} did not end within {TIMEOUT_S} s') from error
    except (IndexError, ValueError) as error:
        raise Failure(f'{name} printed no figures') from error


def run_node(*arguments):
    folders = [os.environ.get('NODE_PATH', '')] + NODE_FOLDERS
    return run('node', *arguments, NODE_PATH=':'.join(filter(None, folders)))


def check_node():
    try:
        run_node('-e', 'require("ws"); console.log("{}")')
    except Failure as failure:
        raise Failure(f'the peer needs node and its module ws; install it, or name its folder in NODE_PATH: {failure}') from failure


@contextlib.contextmanager
def serving(bench, events, stations):
    with subprocess.Popen([os.path.join(bench, 'csms-bench-server'), str(events), str(stations)],
                          stdout=subprocess.PIPE, text=True) as server:
        try:
            port = server.stdout.readline().strip()
            if not port:
                raise Failure('csms-bench-server does not start')
            yield f'ws://127.0.0.1:{port}/mobile-client'
        finally:
            server.kill()


def row(name, value, unit, peer=None):
    return {'name': name, 'value': value, 'unit': unit, 'peer': peer, 'ratio': round(value / peer, 3) if peer else None}


def bench_events(bench, source):
    check_node()
    total = str(EVENTS + WARM_UP)
    programs = {seat: lambda url, seat=seat: run(os.path.join(bench, 'csms-bench-events'), seat, url, total, str(WARM_UP))
                for seat, _ in SEATS}
    programs['node'] = lambda url: run_node(os.path.join(source, 'node-client.js'), url, total, str(WARM_UP))
    results = {name: [] for name in programs}
    with serving(bench, total, FLEET) as url:
        for _ in range(RUNS):
            for name, program in programs.items():
                results[name].append(program(url))
    fleets = {json.dumps(result['fleet'], sort_keys=True) for runs in results.values() for result in runs}
    if len(fleets) != 1:
        raise Failure(f'the clients do not agree on the fleet: {" ".join(sorted(fleets))}')

    rate = {name: statistics.median(result['eventsPerSecond'] for result in runs) for name, runs in results.items()}
    for seat, name in SEATS:
        yield row(name, rate[seat], '1/s', rate['node'])
    yield row('longest gap of a 16 ms timer in the UI thread meanwhile', max(r['longestGapMs'] for r in results['paced']), 'ms')
    yield row('longest gap of a 16 ms timer in the UI thread meanwhile, window open',
              max(r['longestGapMs'] for r in results['window']), 'ms')


def bench_window(bench, source):
    with serving(bench, 0, STATIONS) as url:
        results = [run(os.path.join(bench, 'csms-bench-window'), url, CSMS_BENCH_STARTED_US=str(time.monotonic_ns() // 1000))
                   for _ in range(RUNS)]
    for key, name, unit in [('firstFrameMs', 'start to first frame', 'ms'),
                            ('listFrameMs', 'start to first frame with 10,000 stations', 'ms'),
                            ('filterMs', 'keystroke to filtered list, 10,000 stations', 'ms'),
                            ('peakMemoryMb', 'memory at most, 10,000 stations', 'MB')]:
        yield row(name, statistics.median(result[key] for result in results), unit)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.splitlines()[0])
    # So that a server started here is ended as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    build, source = os.path.abspath(sys.argv[1]), os.path.dirname(os.path.abspath(__file__))
    rows, failed = [], False
    for benchmark in (bench_events, bench_window):
        name = benchmark.__name__.removeprefix('bench_')
        print(f'bench: {name}, {RUNS} runs', file=sys.stderr)
        try:
            rows += list(benchmark(os.path.join(build, 'tests', 'bench'), source))
        except Failure as failure:
            print(f'bench: {name} failed: {failure}', file=sys.stderr)
            failed = True

    with open(os.path.join(build, 'bench.json'), 'w', encoding='utf-8') as file:
        json.dump(rows, file, indent=2)
        file.write('\n')
    for one in rows:
        against = f"   node {one['peer']:>9,.0f}   ratio {one['ratio']:.2f}" if one['peer'] else ''
        print(f"{one['name']:<70} {one['value']:>11,.1f} {one['unit']:<3}{against}")
    return 1 if failed else 0


sys.exit(main())
