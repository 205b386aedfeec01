"""Every answer says which release and which slot gave it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ANSWERS = {"http.response.start", "websocket.accept"}


class Stamp:
    """Outermost, around FastAPI's own error handler, so that errors carry the headers too."""

    def __init__(self, app: ASGIApp, release: str, slot: str) -> None:
        self._app = app
        self._headers = [(b"x-release", release.encode()), (b"x-slot", slot.encode())]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def stamped(message: Message) -> None:
            if message["type"] in _ANSWERS:
                message["headers"] = [*message.get("headers", ()), *self._headers]
            await send(message)

        await self._app(scope, receive, stamped)
