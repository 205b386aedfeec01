"""GET /inventory/{sku}: what is on the shelf. GET /dashboard: the figures of it all."""

from fastapi import APIRouter, HTTPException
from sqlalchemy import select

from erp import database
from erp.dashboard import dashboard
from erp.models import Product, Stock

router = APIRouter()


@router.get("/inventory/{sku}")
def inventory(sku: str) -> dict[str, object]:
    with database.session() as session:
        on_hand = session.scalar(select(Stock.on_hand).join(Product).where(Product.sku == sku))
    if on_hand is None:
        raise HTTPException(404, f"No product {sku}; GET /products lists them.")
    return {"sku": sku, "on_hand": on_hand}


@router.get("/dashboard")
def figures() -> dict[str, object]:
    return dashboard.figures
