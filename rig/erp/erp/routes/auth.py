"""POST /auth/login, and the token check for the others."""

import secrets

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from sqlalchemy import select

from erp import cache, database
from erp.models import User
from erp.passwords import matches

_TOKEN_SECONDS = 8 * 60 * 60

router = APIRouter(prefix="/auth")
_bearer = HTTPBearer(auto_error=False)


class Credentials(BaseModel):
    user: str
    password: str


@router.post("/login")
def login(credentials: Credentials) -> dict[str, object]:
    with database.session() as session:
        kept = session.scalar(select(User.password).where(User.name == credentials.user))
    if kept is None or not matches(credentials.password, kept):
        raise HTTPException(401, "Wrong user or password.")
    token = secrets.token_urlsafe(24)
    cache.client.set(f"token:{token}", credentials.user, ex=_TOKEN_SECONDS)
    return {"token": token, "expires_in": _TOKEN_SECONDS}


def current_user(credentials: HTTPAuthorizationCredentials | None = Depends(_bearer)) -> str:
    user = cache.client.get(f"token:{credentials.credentials}") if credentials else None
    if user is None:
        raise HTTPException(401, "Log in first (POST /auth/login) and send: Authorization: Bearer TOKEN.")
    return user
