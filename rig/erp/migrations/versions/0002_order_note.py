"""A note on an order: the expanding half of the change.

The column comes first, empty and optional, in a release that does not use it yet: the slot still
running the release before can go on writing orders. The release after this one may write it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("orders", sa.Column("note", sa.Text, nullable=True))


def downgrade() -> None:
    op.drop_column("orders", "note")
