"""The tables, as this release uses them."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Column, DateTime, ForeignKey, Integer, Numeric, String, func
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class Product(Base):
    __tablename__ = "products"

    id: int = Column(Integer, primary_key=True)
    sku: str = Column(String(32), nullable=False, unique=True)
    name: str = Column(String(200), nullable=False)
    price: Decimal = Column(Numeric(12, 2), nullable=False)


class Stock(Base):
    __tablename__ = "stock"

    product_id: int = Column(ForeignKey("products.id"), primary_key=True)
    on_hand: int = Column(Integer, nullable=False)


class Customer(Base):
    __tablename__ = "customers"

    id: int = Column(Integer, primary_key=True)
    code: str = Column(String(32), nullable=False, unique=True)
    name: str = Column(String(200), nullable=False)


class User(Base):
    __tablename__ = "users"

    id: int = Column(Integer, primary_key=True)
    name: str = Column(String(64), nullable=False, unique=True)
    password: str = Column(String(128), nullable=False)


class Order(Base):
    __tablename__ = "orders"

    id: int = Column(Integer, primary_key=True)
    customer_id: int = Column(ForeignKey("customers.id"), nullable=False)
    placed_by: str = Column(String(64), nullable=False)
    placed_at: datetime = Column(DateTime(timezone=True), server_default=func.now(), nullable=False)
    total: Decimal = Column(Numeric(14, 2), nullable=False)
    items = relationship("OrderItem")


class OrderItem(Base):
    __tablename__ = "order_items"

    order_id: int = Column(ForeignKey("orders.id"), primary_key=True)
    product_id: int = Column(ForeignKey("products.id"), primary_key=True)
    quantity: int = Column(Integer, nullable=False)
    price: Decimal = Column(Numeric(12, 2), nullable=False)
