"""The TDS dashboard: the day's figures, counted every few seconds and served from memory."""

import asyncio
import logging
import time

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from erp import database
from erp.models import Order, Stock

_EVERY = 5
_log = logging.getLogger("erp")


class Dashboard:
    def __init__(self) -> None:
        self.figures: dict[str, object] = {}
        self._counted_at = float("-inf")

    @property
    def healthy(self) -> bool:
        return time.monotonic() - self._counted_at < 4 * _EVERY

    async def run(self) -> None:
        while True:
            try:
                self.figures = await asyncio.to_thread(_count)
                self._counted_at = time.monotonic()
            except SQLAlchemyError as error:
                _log.warning("dashboard: cannot count (%s)", type(error).__name__)
            await asyncio.sleep(_EVERY if self.healthy else 1)


def _count() -> dict[str, object]:
    with database.session() as session:
        orders, turnover = session.execute(select(func.count(Order.id), func.coalesce(func.sum(Order.total), 0))).one()
        units = session.scalar(select(func.sum(Stock.on_hand)))
    return {"orders": orders, "turnover": str(turnover), "units_on_hand": units}


dashboard = Dashboard()
