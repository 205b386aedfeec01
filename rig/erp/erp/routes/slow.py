"""GET /slow?seconds=N: a request that takes its time, for whoever wants to see a slot drain."""

import asyncio

from fastapi import APIRouter, Query

router = APIRouter()


@router.get("/slow")
async def slow(seconds: float = Query(5, ge=0, le=300)) -> dict[str, float]:
    await asyncio.sleep(seconds)
    return {"slept": seconds}
