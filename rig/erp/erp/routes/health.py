"""GET /health: whether this slot may be given customers."""

import asyncio
import logging
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from erp import cache, database
from erp.dashboard import dashboard
from erp.faults import sick
from erp.neurolink import neurolink
from erp.process import uptime
from erp.settings import load

_PATIENCE = 2.5
_log = logging.getLogger("erp")
# Threads of its own: the request threads may all be waiting for something else.
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="health")

router = APIRouter()


@router.get("/health")
async def health() -> JSONResponse:
    settings = load()
    loop = asyncio.get_running_loop()
    database_answers, redis_answers = await asyncio.gather(
        _answers("database", loop.run_in_executor(_threads, database.probe)),
        _answers("redis", cache.probe_client.ping()),
    )
    checks = {
        "database": database_answers,
        "redis": redis_answers,
        "neurolink": neurolink.healthy,
        "tds_dashboard": dashboard.healthy,
    }
    healthy = all(checks.values()) and not sick(settings.switches)
    return JSONResponse(
        {
            "status": _word(healthy),
            "release": settings.release,
            "slot": settings.slot,
            "uptime": round(uptime(), 3),
            "checks": {name: {"status": _word(ok)} for name, ok in checks.items()},
        },
        status_code=200 if healthy else 503,
    )


def _word(healthy: bool) -> str:
    return "healthy" if healthy else "unhealthy"


async def _answers(name: str, probe: Awaitable[object]) -> bool:
    try:
        await asyncio.wait_for(probe, _PATIENCE)
        return True
    except Exception as error:  # whatever went wrong, it did not answer
        _log.warning("health: %s does not answer (%s)", name, type(error).__name__)
        return False
