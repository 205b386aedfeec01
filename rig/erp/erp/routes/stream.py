"""GET /stream?seconds=N: numbered events, ten a second, for whoever wants to see a stream outlive a switch."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

_EVERY = 0.1

router = APIRouter()


@router.get("/stream")
async def stream(seconds: float = Query(5, ge=0, le=300)) -> StreamingResponse:
    return StreamingResponse(
        _events(round(seconds / _EVERY)),
        media_type="text/event-stream",
        # Or nginx would keep the events until there are enough of them.
        headers={"X-Accel-Buffering": "no"},
    )


async def _events(count: int) -> AsyncIterator[str]:
    for number in range(1, count + 1):
        yield f"id: {number}\ndata: tick\n\n"
        await asyncio.sleep(_EVERY)
    yield f"event: end\ndata: {count}\n\n"
