"""Products, stock, customers, users, orders, and a first handful of each."""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

from erp.passwords import digest

revision = "0001"
down_revision = None

PRODUCTS = [
    ("RICE-25", "Basmati rice, sack of 25 kg", "41.50"),
    ("SUGAR-50", "White sugar, sack of 50 kg", "38.00"),
    ("FLOUR-25", "Wheat flour, sack of 25 kg", "17.25"),
    ("OIL-18", "Sunflower oil, canister of 18 l", "29.90"),
    ("TEA-10", "Black tea, crate of 10 kg", "62.00"),
    ("DATE-12", "Dates, box of 12 kg", "33.40"),
    ("CHICK-20", "Chickpeas, sack of 20 kg", "24.80"),
    ("TOMATO-12", "Tomato paste, 12 tins of 800 g", "15.60"),
    ("SALT-20", "Table salt, 20 packs of 1 kg", "6.20"),
    ("SOAP-48", "Laurel soap, 48 bars", "27.00"),
    ("LAMP-10", "LED lamps 9 W, carton of 10", "11.90"),
    ("CABLE-100", "Copper cable 2.5 mm², roll of 100 m", "58.75"),
]
CUSTOMERS = [("NORTH", "Northgate Grocers"), ("RIVER", "Riverside Market"), ("OLIVE", "Olive Tree Catering")]
USERS = [("clerk", "clerk-password"), ("manager", "manager-password")]

# Enough for a load test that buys one of a kind a thousand times a second for a quarter of an hour.
OPENING_STOCK = 1_000_000


def upgrade() -> None:
    products = op.create_table(
        "products",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sku", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("price", sa.Numeric(12, 2), nullable=False),
    )
    stock = op.create_table(
        "stock",
        sa.Column("product_id", sa.Integer, sa.ForeignKey("products.id"), primary_key=True),
        sa.Column("on_hand", sa.Integer, sa.CheckConstraint("on_hand >= 0"), nullable=False),
    )
    customers = op.create_table(
        "customers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(32), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
    )
    users = op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("password", sa.String(128), nullable=False),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("placed_by", sa.String(64), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("total", sa.Numeric(14, 2), nullable=False),
    )
    op.create_table(
        "order_items",
        sa.Column("order_id", sa.Integer, sa.ForeignKey("orders.id"), primary_key=True),
        sa.Column("product_id", sa.Integer, sa.ForeignKey("products.id"), primary_key=True),
        sa.Column("quantity", sa.Integer, sa.CheckConstraint("quantity > 0"), nullable=False),
        sa.Column("price", sa.Numeric(12, 2), nullable=False),
    )

    op.bulk_insert(products, [{"sku": sku, "name": name, "price": Decimal(price)} for sku, name, price in PRODUCTS])
    opening = sa.select(products.c.id, sa.literal(OPENING_STOCK))
    op.execute(sa.insert(stock).from_select(["product_id", "on_hand"], opening))
    op.bulk_insert(customers, [{"code": code, "name": name} for code, name in CUSTOMERS])
    op.bulk_insert(users, [{"name": name, "password": digest(password)} for name, password in USERS])


def downgrade() -> None:
    for table in ("order_items", "orders", "users", "customers", "stock", "products"):
        op.drop_table(table)
