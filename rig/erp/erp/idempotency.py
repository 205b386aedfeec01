"""The same order sent twice is one order: the first answer is kept in Redis and given again."""

from types import TracebackType

from fastapi import HTTPException

from erp import cache

_DAY = 24 * 60 * 60
# Long enough for any order; short enough that a slot killed halfway does not block the key for long.
_WORKING_SECONDS = 30
_WORKING = "working"


class Replay:
    """`answer` is what was answered the first time, if there was one; else say what to `keep`."""

    def __init__(self, user: str, key: str | None) -> None:
        self._key = f"idempotency:{user}:{key}" if key else None
        self.answer: str | None = None
        self._kept = False

    def __enter__(self) -> "Replay":
        if self._key and not cache.client.set(self._key, _WORKING, nx=True, ex=_WORKING_SECONDS):
            self.answer = cache.client.get(self._key)
            if self.answer in (None, _WORKING):
                raise HTTPException(409, "The same order is being placed right now; ask again in a second.")
        return self

    def keep(self, answer: str) -> None:
        self._kept = True
        if self._key:
            cache.client.set(self._key, answer, ex=_DAY)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._key and self.answer is None and not self._kept:
            cache.client.delete(self._key)
