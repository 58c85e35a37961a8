# SPDX-License-Identifier: GPL-3.0-or-later
"""No test asserts a time: it waits until something is so, and fails when that has taken far too long."""
import time

LIMIT_S = 40
PAUSE_S = 0.2


def wait_for(what, condition, limit_s=LIMIT_S):
    """Returns the first true value of CONDITION; WHAT says in a failure what never came, text or a function."""
    end = time.monotonic() + limit_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f'not within {limit_s} s: {what() if callable(what) else what}')
        time.sleep(PAUSE_S)


def expect(got, wanted):
    assert got == wanted, f'got {got!r}, not {wanted!r}'
