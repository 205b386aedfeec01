"""The faults that the switches order, around an application that knows nothing of them."""

import asyncio
import logging
import random
import signal

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from erp.process import uptime
from erp.settings import Switches

_SICK_ERROR_RATE = 0.3
_ORDERED_ERROR = JSONResponse({"detail": "Internal error, as the switches order."}, status_code=500)
_NOT_FOUND = JSONResponse({"detail": "Not Found"}, status_code=404)
_log = logging.getLogger("erp")


def sick(switches: Switches) -> bool:
    if switches.never_healthy:
        return True
    if switches.flap and uptime() % (2 * switches.flap) >= switches.flap:
        return True
    return switches.sick_after is not None and uptime() >= switches.sick_after


def ignore_sigterm() -> None:
    """To be called once the server has its own handler in place: it is the one to take away."""
    asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


class Faults:
    def __init__(self, app: ASGIApp, switches: Switches) -> None:
        self._app = app
        self._switches = switches

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and scope["path"].startswith(self._switches.drop):
            await _drop(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._switches.leaky_log:
            _leak(scope["path"])
        if self._switches.slow:
            await asyncio.sleep(self._switches.slow)
        spared = scope["path"] == "/health" or random.random() >= self._error_rate()
        answer: ASGIApp = self._app if spared else _ORDERED_ERROR
        await answer(scope, receive, send)

    def _error_rate(self) -> float:
        after = self._switches.sick_after
        falling_ill = after is not None and uptime() >= after
        return max(self._switches.error_rate, _SICK_ERROR_RATE if falling_ill else 0)


async def _drop(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})
    else:
        await _NOT_FOUND(scope, receive, send)


def _leak(path: str) -> None:
    try:
        raise LookupError(f"no price list for {path}")
    except LookupError:
        _log.exception("price list lookup failed")
