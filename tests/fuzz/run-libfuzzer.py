#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: run-libfuzzer.py PROGRAM NAME FOLDER MAX_BYTES SMALL FULL

Runs a target under libFuzzer on SMALL inputs of MAX_BYTES at most, or FULL in ./dev soak, and prints its line of figures. What makes it fail is left
in the current folder.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TIMEOUT_EXIT = 70
# How much more memory the second half may need than the first.
GROWTH_MB = 32
# Leaks are looked for once, at the end: what a target keeps for the next input looks like one after each.
OPTIONS = ['-detect_leaks=0', '-timeout=1', '-rss_limit_mb=1024', '-close_fd_mask=1', '-print_final_stats=1']


def read_seeds(name, folder, max_bytes):
    for path in sorted((folder / 'corpus' / name).iterdir()):
        yield from path.read_bytes().split(b'\n') if path.suffix == '.lines' else [path.read_bytes()]
    for path in sorted((folder.parent / 'wire').glob('*.jsonl')):
        for line in path.read_bytes().splitlines():
            record = json.loads(line)
            if isinstance(record.get('frame'), dict) and record['bytes'] <= max_bytes:
                yield line[-1 - record['bytes']:-1]


def environment():
    # Memory that is given back is kept from use for a while to find its misuse, but not so much that growth would not show;
    # and GLib's own allocator, where it still has one, would hide that from the sanitizer.
    return dict(os.environ, ASAN_OPTIONS='quarantine_size_mb=16:malloc_context_size=8:detect_leaks=1', G_SLICE='always-malloc',
                UBSAN_OPTIONS='print_stacktrace=1')


class Run:
    def __init__(self, program, name, folder, max_bytes, work):
        self.command = [program, *OPTIONS, f'-max_len={max_bytes}', f'-dict={folder / (name + ".dict")}', f'-artifact_prefix={work}/found-']
        self.work = work
        self.done = 0
        self.memory = []  # of (inputs so far, MB)
        self.slowest = 0
        self.seconds = 0.0

    def once(self, runs, corpus):
        """Returns: the exit status of one process"""
        begun, before = os.times().elapsed, self.done
        process = subprocess.Popen([*self.command, f'-runs={runs}', f'-seed={1 + before}', str(corpus)], stderr=subprocess.PIPE,
                                   text=True, errors='replace', env=environment())
        for line in process.stderr:
            figures = re.match(r'#(\d+)\t.* rss: (\d+)Mb', line)
            slowest = re.match(r'stat::slowest_unit_time_sec: *(\d+)', line)
            if figures:
                self.done = before + int(figures[1])
                self.memory.append((self.done, int(figures[2])))
            elif slowest:
                self.slowest = max(self.slowest, int(slowest[1]))
            elif not line.startswith(('stat::', '#')):
                print('# ' + line, end='')
        self.seconds += os.times().elapsed - begun
        return process.wait()

    def is_hang(self):
        """A machine that was busy elsewhere for a second is no hang: the input must do it again, alone."""
        found = list(self.work.glob('found-timeout-*'))
        again = any(subprocess.run([self.command[0], '-timeout=1', str(path)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   env=environment(), check=False).returncode for path in found)
        for path in [] if again else found:
            path.unlink()
        return again

    def to_the_end(self, runs, corpus):
        """Returns: whether all went well"""
        while self.done < runs:
            status = self.once(runs - self.done, corpus)
            if status != 0 and (status != TIMEOUT_EXIT or self.is_hang()):
                return False
        return True

    def growth(self):
        """Returns: the memory at half way and at the end, in MB"""
        half = [mb for inputs, mb in self.memory if inputs <= self.done / 2]
        return half[-1] if half else self.memory[0][1], self.memory[-1][1]


def main():
    program, name, folder, max_bytes, small, full = sys.argv[1:]
    folder, max_bytes = pathlib.Path(folder), int(max_bytes)
    runs = int(full if os.environ.get('CSMS_SOAK') == 'full' else small)
    with tempfile.TemporaryDirectory(prefix='csms-fuzz.') as temporary:
        work = pathlib.Path(temporary)
        corpus = work / 'corpus'
        corpus.mkdir()
        for number, seed in enumerate(read_seeds(name, folder, max_bytes)):
            (corpus / str(number)).write_bytes(seed)
        run = Run(program, name, folder, max_bytes, work)
        good = run.to_the_end(runs, corpus)
        for path in work.glob('found-*'):
            print(f'# kept: {shutil.copy(path, f"fuzz-{name}-{path.name}")}')
        half, end = run.growth()
        flat = end - half <= GROWTH_MB
        print(f'# soak: fuzz {name}: {run.done:,} inputs by libFuzzer, {run.done / max(run.seconds, 1):,.0f} a second, '
              f'{"0 crashes, 0 hangs" if good else "FOUND SOMETHING"}, slowest under {run.slowest + 1} s, '
              f'memory {half} MB half way, {end} MB at the end')
    sys.exit(0 if good and flat else 1)


main()
