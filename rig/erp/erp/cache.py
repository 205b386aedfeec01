"""Redis: tokens, idempotency keys and notifications."""

import redis
import redis.asyncio

from erp.settings import load

_URL = load().redis_url

client = redis.Redis.from_url(_URL, decode_responses=True, socket_timeout=2, socket_connect_timeout=1)
async_client = redis.asyncio.Redis.from_url(_URL, decode_responses=True, socket_connect_timeout=1)
probe_client = redis.asyncio.Redis.from_url(_URL, socket_timeout=1, socket_connect_timeout=1)
