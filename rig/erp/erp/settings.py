"""What the environment says, read once at start."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RELEASE_FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Switches:
    """Faults to order (see README.md); none is on unless asked for."""

    never_healthy: bool
    sick_after: float | None
    flap: float | None
    slow: float
    error_rate: float
    leaky_log: bool
    ignore_sigterm: bool
    crash_at_start: bool
    drop: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    database_url: str
    redis_url: str
    release: str
    slot: str
    switches: Switches


def switches_file(folder: Path = RELEASE_FOLDER) -> dict[str, str]:
    """KEY=VALUE lines shipped with a release, so that one release can be broken and the next not."""
    path = folder / "switches.env"
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {key.strip(): value.strip() for key, value in pairs}


def number(values: dict[str, str], key: str) -> float | None:
    text = values.get(key, "")
    try:
        return float(text) if text else None
    except ValueError:
        raise SystemExit(f"{key}={text} is not a number: give one, or leave {key} away.") from None


@cache
def load() -> Settings:
    values = switches_file() | dict(os.environ)
    if not values.get("DATABASE_URL"):
        raise SystemExit("DATABASE_URL is not set: give postgresql://USER:PASSWORD@HOST:PORT/DATABASE.")

    def on(key: str) -> bool:
        return values.get(key, "") in ("1", "true", "yes")

    def on_database(name: str) -> bool:
        return not name or values["DATABASE_URL"].endswith(f"/{name}")

    return Settings(
        database_url=values["DATABASE_URL"],
        redis_url=values.get("REDIS_URL", "redis://127.0.0.1:6379/0"),
        release=values.get("TSH_RELEASE", "unknown"),
        slot=values.get("TSH_SLOT", "unknown"),
        switches=Switches(
            never_healthy=on("ERP_NEVER_HEALTHY"),
            sick_after=number(values, "ERP_SICK_AFTER") if on_database(values.get("ERP_SICK_ON", "")) else None,
            flap=number(values, "ERP_FLAP"),
            slow=(number(values, "ERP_SLOW") or 0) / 1000,
            error_rate=number(values, "ERP_ERROR_RATE") or 0,
            leaky_log=on("ERP_LEAKY_LOG"),
            ignore_sigterm=on("ERP_IGNORE_SIGTERM"),
            crash_at_start=on("ERP_CRASH_AT_START"),
            drop=tuple(path.strip() for path in values.get("ERP_DROP", "").split(",") if path.strip()),
        ),
    )
