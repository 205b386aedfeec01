"""This process: how long it has been up."""

import time

_STARTED = time.monotonic()


def uptime() -> float:
    return time.monotonic() - _STARTED
