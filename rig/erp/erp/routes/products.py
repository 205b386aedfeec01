"""GET /products and GET /products/search: what is for sale."""

from decimal import Decimal

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import func, or_, select

from erp import database
from erp.models import Product

router = APIRouter(prefix="/products")


class ProductOut(BaseModel):
    sku: str
    name: str
    price: Decimal

    class Config:
        orm_mode = True


@router.get("", response_model=list[ProductOut])
def products(limit: int = Query(50, ge=1, le=500)) -> list[Product]:
    with database.session() as session:
        return session.scalars(select(Product).order_by(Product.sku).limit(limit)).all()


@router.get("/search", response_model=list[ProductOut])
def search(q: str = Query(min_length=1), limit: int = Query(50, ge=1, le=500)) -> list[Product]:
    found = or_(*(func.lower(column).contains(q.lower(), autoescape=True) for column in (Product.name, Product.sku)))
    with database.session() as session:
        return session.scalars(select(Product).where(found).order_by(Product.sku).limit(limit)).all()
