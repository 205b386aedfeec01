"""The application that uvicorn serves: erp.main:app."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI

from erp.dashboard import dashboard
from erp.faults import Faults, ignore_sigterm
from erp.neurolink import neurolink
from erp.routes import auth, health, inventory, notifications, orders, products, slow, stream
from erp.settings import load
from erp.stamp import Stamp

# A handler of the ERP's own: one on the root would say everything of uvicorn's twice.
_handler = logging.StreamHandler()
_handler.setFormatter(logging.Formatter("%(levelname)s:     %(message)s"))
logging.getLogger("erp").addHandler(_handler)

settings = load()

if settings.switches.crash_at_start:
    raise RuntimeError("ERP_CRASH_AT_START is on: this release crashes at start.")


@asynccontextmanager
async def services(_: FastAPI) -> AsyncIterator[None]:
    if settings.switches.ignore_sigterm:
        ignore_sigterm()
    tasks = [asyncio.create_task(neurolink.run()), asyncio.create_task(dashboard.run())]
    yield
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task


api = FastAPI(title="Sample wholesale ERP", version=settings.release)
api.router.lifespan_context = services
for module in (health, auth, products, inventory, orders, notifications, slow, stream):
    api.include_router(module.router)

app = Stamp(Faults(api, settings.switches), settings.release, settings.slot)
