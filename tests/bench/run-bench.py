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
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
TIMEOUT_S = 300

# Events of a burst, of which the first are the warm-up, and the stations they come from. Behind an open window they take longer.
BURST = (250_000, 50_000)
SHORT_BURST = (25_000, 5_000)
FLEET = 1_000
STATIONS = 10_000

# Where distributions keep the modules of node; one from elsewhere does not look there by itself.
NODE_FOLDERS = ['/usr/share/nodejs', '/usr/lib/nodejs', '/usr/lib/node_modules', '/usr/local/lib/node_modules']


class Failure(Exception):
    pass


def run(*command, **variables):
    """Runs a program to its end, without a memory of earlier runs. Returns: the object in the last line it printed."""
    name = os.path.basename(command[0])
    try:
        with tempfile.TemporaryDirectory() as data:
            env = dict(os.environ, GSETTINGS_BACKEND='memory', XDG_DATA_HOME=data, **variables)
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
    if not shutil.which('node'):
        raise Failure('there is no node to compare with; install it')
    try:
        run_node('-e', 'require("ws"); console.log("{}")')
    except Failure as failure:
        raise Failure('node finds no module ws; install it, or name the folder it is in in NODE_PATH') from failure


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
    ratio = round(value / peer, 3) if peer else None
    return {'name': name, 'value': round(value, 2), 'unit': unit, 'peer': round(peer, 2) if peer else None, 'ratio': ratio}


def figure(value):
    return f'{value:,.1f}' if value < 100 else f'{value:,.0f}'


def take_turns(programs):
    """Runs each program in turn, RUNS times. Returns: what they printed, by their names."""
    results = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, program in programs.items():
            results[name].append(program())
    return results


def middle(results, key):
    return statistics.median(result[key] for result in results)


def worst(results, key):
    return max(result[key] for result in results)


def bench_events(bench, source):
    check_node()
    burst = [str(number) for number in BURST]
    with serving(bench, BURST[0], FLEET) as url:
        seat = os.path.join(bench, 'csms-bench-events')
        results = take_turns({
            'console': lambda: run(seat, 'console', url, *burst),
            'node': lambda: run_node(os.path.join(source, 'node-client.js'), url, *burst),
            'guest': lambda: run(seat, 'guest', url, *burst),
        })
    fleets = {json.dumps(result['fleet'], sort_keys=True) for runs in results.values() for result in runs}
    if len(fleets) != 1:
        raise Failure(f'the clients do not agree on the fleet: {" ".join(sorted(fleets))}')

    peer = middle(results['node'], 'eventsPerSecond')
    yield row('events from socket to fleet', middle(results['console'], 'eventsPerSecond'), '1/s', peer)
    yield row('events from socket to fleet, without a screen (csmsctl)', middle(results['guest'], 'eventsPerSecond'), '1/s', peer)
    yield row('processor time for each event', middle(results['console'], 'processorUs'), 'µs', middle(results['node'], 'processorUs'))
    yield row('longest gap of a 16 ms timer in the UI thread meanwhile', worst(results['console'], 'longestGapMs'), 'ms',
              worst(results['node'], 'longestGapMs'))


def bench_burst_in_window(bench, source):
    burst = [str(number) for number in SHORT_BURST]
    with serving(bench, SHORT_BURST[0], FLEET) as url:
        results = take_turns({'window': lambda: run(os.path.join(bench, 'csms-bench-events'), 'window', url, *burst)})['window']
    yield row('events from socket to fleet, window open', middle(results, 'eventsPerSecond'), '1/s')
    yield row('longest gap of a 16 ms timer in the UI thread meanwhile, window open', worst(results, 'longestGapMs'), 'ms')


def bench_window(bench, source):
    with serving(bench, 0, STATIONS) as url:
        results = take_turns({'window': lambda: run(os.path.join(bench, 'csms-bench-window'), url,
                                                    CSMS_BENCH_STARTED_US=str(time.monotonic_ns() // 1000))})['window']
    yield row('start to first frame', middle(results, 'firstFrameMs'), 'ms')
    yield row('start to first frame with 10,000 stations', middle(results, 'listFrameMs'), 'ms')
    yield row('keystroke to filtered list, 10,000 stations', middle(results, 'filterMs'), 'ms')
    yield row('memory at most, 10,000 stations', middle(results, 'peakMemoryMb'), 'MB')


def main():
    if len(sys.argv) != 2:
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    # So that a server started here is ended as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    build, source = os.path.abspath(sys.argv[1]), os.path.dirname(os.path.abspath(__file__))
    rows, failed = [], False
    for benchmark in (bench_events, bench_burst_in_window, bench_window):
        name = benchmark.__name__.removeprefix('bench_').replace('_', ' ')
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
        against = f"   node {figure(one['peer']):>9}   ratio {one['ratio']:.2f}" if one['peer'] else ''
        print(f"{one['name']:<69} {figure(one['value']):>9} {one['unit']:<3}{against}".rstrip())
    return 1 if failed else 0


sys.exit(main())
