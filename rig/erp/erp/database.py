"""PostgreSQL: a pool small enough that two slots fit side by side."""

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

from erp.settings import load

_URL = load().database_url

_engine = create_engine(_URL, pool_size=5, max_overflow=0, pool_timeout=5, pool_pre_ping=True, future=True)
session = sessionmaker(_engine, future=True, expire_on_commit=False)

# The health check has a connection of its own: a busy pool is not a sick database.
_probe_engine = create_engine(
    _URL,
    pool_size=1,
    max_overflow=1,
    pool_timeout=1,
    connect_args={"connect_timeout": 2, "options": "-c statement_timeout=1000"},
)


def probe() -> None:
    """Raises unless the database answers. A connection gone stale is replaced at once."""
    try:
        _ask()
    except Exception:
        _probe_engine.dispose()
        _ask()


def _ask() -> None:
    with _probe_engine.connect() as connection:
        connection.execute(text("SELECT 1"))
