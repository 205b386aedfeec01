"""NeuroLink, the notifications service: one ear on Redis per process, many websockets behind it."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import RedisError

from erp import cache

_CHANNEL = "notifications"
_BACKLOG = 100
_log = logging.getLogger("erp")


class NeuroLink:
    def __init__(self) -> None:
        self._inboxes: set[asyncio.Queue[str]] = set()
        self.healthy = False

    def publish(self, event: dict[str, object]) -> None:
        """Tells everybody who listens. What has happened has happened, whether or not they can be told."""
        try:
            cache.client.publish(_CHANNEL, json.dumps(event))
        except RedisError as error:
            _log.warning("notifications: an event was lost (%s)", error)

    @contextmanager
    def inbox(self) -> Iterator[asyncio.Queue[str]]:
        queue: asyncio.Queue[str] = asyncio.Queue(_BACKLOG)
        self._inboxes.add(queue)
        try:
            yield queue
        finally:
            self._inboxes.discard(queue)

    async def run(self) -> None:
        while True:
            try:
                await self._listen()
            except (RedisError, OSError) as error:
                self.healthy = False
                _log.warning("notifications: Redis does not answer (%s); trying again", error)
                await asyncio.sleep(1)

    async def _listen(self) -> None:
        async with cache.async_client.pubsub() as pubsub:
            await pubsub.subscribe(_CHANNEL)
            self.healthy = True
            async for message in pubsub.listen():
                if message["type"] == "message":
                    self._deliver(message["data"])

    def _deliver(self, event: str) -> None:
        for inbox in self._inboxes:
            # A reader this far behind misses events; the others do not wait for it.
            if not inbox.full():
                inbox.put_nowait(event)


neurolink = NeuroLink()
