"""POST /orders: goods leave the stock and an order is written, or neither."""

import json
from decimal import Decimal

from fastapi import APIRouter, Depends, Header, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from erp import database
from erp.idempotency import Replay
from erp.models import Customer, Order, OrderItem, Product, Stock
from erp.neurolink import neurolink
from erp.routes.auth import current_user

router = APIRouter()


class Item(BaseModel):
    sku: str
    quantity: int = Field(ge=1, le=10_000)


class NewOrder(BaseModel):
    customer: str
    items: list[Item] = Field(min_items=1, max_items=100)


@router.post("/orders", status_code=201)
def place(
    new: NewOrder, user: str = Depends(current_user), idempotency_key: str | None = Header(None, max_length=200)
) -> JSONResponse:
    with Replay(user, idempotency_key) as replay:
        if replay.answer is not None:
            return JSONResponse(json.loads(replay.answer), 201, {"Idempotency-Replayed": "true"})
        order = _write(new, user)
        replay.keep(json.dumps(order))
    neurolink.publish({"type": "order", **order})
    return JSONResponse(order, 201)


def _write(new: NewOrder, user: str) -> dict[str, object]:
    wanted: dict[str, int] = {}
    for item in new.items:
        wanted[item.sku] = wanted.get(item.sku, 0) + item.quantity

    with database.session.begin() as session:
        customer_id = session.scalar(select(Customer.id).where(Customer.code == new.customer))
        if customer_id is None:
            raise HTTPException(404, f"No customer {new.customer}.")
        products = session.scalars(select(Product).where(Product.sku.in_(wanted)).order_by(Product.id)).all()
        if missing := wanted.keys() - {product.sku for product in products}:
            raise HTTPException(404, f"No product {', '.join(sorted(missing))}; GET /products lists them.")

        # Always in the same order of products: two orders for the same goods then wait, not deadlock.
        for product in products:
            _take(session, product, wanted[product.sku])

        order = Order(
            customer_id=customer_id,
            placed_by=user,
            total=sum((product.price * wanted[product.sku] for product in products), Decimal(0)),
            items=[OrderItem(product_id=p.id, quantity=wanted[p.sku], price=p.price) for p in products],
        )
        session.add(order)
        session.flush()
        return {"id": order.id, "customer": new.customer, "total": str(order.total), "items": wanted}


def _take(session: Session, product: Product, quantity: int) -> None:
    taken = session.execute(
        update(Stock)
        .where(Stock.product_id == product.id, Stock.on_hand >= quantity)
        .values(on_hand=Stock.on_hand - quantity)
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:
        raise HTTPException(409, f"Not enough {product.sku} in stock; see GET /inventory/{product.sku}.")
