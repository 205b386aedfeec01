"""How Alembic reaches the database: the address from the environment, one short-lived connection."""

from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from erp.models import Base
from erp.settings import load

if context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name)


def run() -> None:
    # The other slot serves customers meanwhile: a migration that cannot have its lock soon gives up
    # instead of queueing every request behind itself.
    engine = create_engine(
        load().database_url,
        poolclass=NullPool,
        connect_args={"connect_timeout": 5, "options": "-c lock_timeout=5000"},
    )
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Only `alembic upgrade` against a database is supported: leave --sql away.")
run()
