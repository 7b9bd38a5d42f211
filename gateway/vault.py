"""Sessions in Valkey: encrypted, each bound to its own key, gone without harm when Valkey forgets them."""

from __future__ import annotations

import hashlib
import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from redis.asyncio import Redis
from redis.exceptions import ReadOnlyError, RedisError

from gateway.answer import Rejected

KEEP_SECONDS = 12 * 3600
LOCK_SECONDS = 10
_AWAY = Rejected(503, "Penyimpanan sesi sedang tidak terjangkau; coba lagi sebentar lagi.", [(b"retry-after", b"2")])


class Kept(msgspec.Struct, frozen=True):
    """What the gateway keeps for a browser: the tokens never leave it. `expires` is the access token's end.

    `limited`: empty, or what has to be done before anything else opens: `sandi`, `totp`.
    """

    tenant: str
    access_token: str
    refresh_token: str
    expires: float
    limited: str = ""


def name_of(sid: str) -> str:
    """The key in Valkey; the cookie cannot be had from it."""
    return "sesi:" + hashlib.sha256(sid.encode()).hexdigest()


class Vault:
    """Reads and writes sessions; Rejected 503 while Valkey is away."""

    def __init__(self, url: str, key: bytes) -> None:
        self._redis = Redis.from_url(url or "redis://127.0.0.1:1/0", socket_timeout=1, socket_connect_timeout=1)
        self._cipher = AESGCM(key)

    async def read(self, sid: str) -> Kept | None:
        """The session, None when there is none or it was not written under this key."""
        name = name_of(sid)
        try:
            sealed: bytes | None = await self._redis.get(name)  # type: ignore[assignment]
        except (RedisError, OSError) as err:
            raise await self._away(err) from err
        if not sealed:
            return None
        try:
            return msgspec.json.decode(self._cipher.decrypt(sealed[:12], sealed[12:], name.encode()), type=Kept)
        except (InvalidTag, msgspec.DecodeError, ValueError):
            return None

    async def write(self, sid: str, kept: Kept) -> None:
        name, nonce = name_of(sid), os.urandom(12)
        sealed = nonce + self._cipher.encrypt(nonce, msgspec.json.encode(kept), name.encode())
        try:
            await self._redis.set(name, sealed, ex=KEEP_SECONDS)
        except (RedisError, OSError) as err:
            raise await self._away(err) from err

    async def forget(self, sid: str) -> None:
        try:
            await self._redis.delete(name_of(sid))
        except (RedisError, OSError) as err:
            raise await self._away(err) from err

    async def lock(self, sid: str) -> bool:
        """Whether we are the one to refresh this session now; the lock falls by itself."""
        try:
            return bool(await self._redis.set(name_of(sid) + ":lock", b"1", nx=True, ex=LOCK_SECONDS))
        except (RedisError, OSError) as err:
            raise await self._away(err) from err

    async def unlock(self, sid: str) -> None:
        try:
            await self._redis.delete(name_of(sid) + ":lock")
        except (RedisError, OSError):
            return

    async def _away(self, err: Exception) -> Rejected:
        """What is told; after a failover the connections to the former primary are let go."""
        if isinstance(err, ReadOnlyError):
            await self._redis.connection_pool.disconnect()
        return _AWAY

    async def close(self) -> None:
        await self._redis.aclose()
