"""/ws/notifications: a hello, then every order as it is placed, and a ping when nothing happens."""

import asyncio
from contextlib import suppress

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from erp.neurolink import neurolink
from erp.settings import load

_PING_EVERY = 5

router = APIRouter()


@router.websocket("/ws/notifications")
async def notifications(socket: WebSocket) -> None:
    settings = load()
    await socket.accept()
    await socket.send_json({"type": "hello", "release": settings.release, "slot": settings.slot})
    sender = asyncio.create_task(_send(socket))
    try:
        # Nothing is expected from the other side but its leaving.
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        pass
    finally:
        sender.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await sender


async def _send(socket: WebSocket) -> None:
    with neurolink.inbox() as inbox:
        while True:
            try:
                await socket.send_text(await asyncio.wait_for(inbox.get(), _PING_EVERY))
            except asyncio.TimeoutError:
                await socket.send_json({"type": "ping"})
