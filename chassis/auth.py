"""Who is asking: access tokens (JWT, ES256, `typ=at+jwt`) checked against identity's published keys."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

import aiohttp
import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from chassis import telemetry
from chassis.ids import quick_id
from chassis.revocation import Ended
from contracts.refusal import Refusal

ISSUER = "ekinerja"
TOKEN_TYPE = "at+jwt"
_MAX_TOKEN = 4096
_CACHE = 20_000
_LEEWAY = 5


class Actor(msgspec.Struct, frozen=True):
    """The person or system behind a request. `peran` holds system roles only; offices are looked up.

    `limited`: what must be done first (another password, a second factor); until then only a few routes are open.
    """

    tenant: str
    id: UUID
    expires: float
    peran: tuple[str, ...] = ()
    session: str = ""
    limited: str = ""


class Unauthenticated(Exception):
    """No token, or one that proves nothing."""


FetchKeys = Callable[[], Awaitable[KeySet]]


def fetch_from(url: str) -> FetchKeys:
    """Fetch a JWKS over HTTP."""

    async def fetch() -> KeySet:
        timeout = aiohttp.ClientTimeout(total=3)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            answer.raise_for_status()
            return KeySet.import_key_set(await answer.json())

    return fetch


class Verifier:
    """Checks tokens for one audience; keys are fetched again when an unknown one signs, at most each 5 s."""

    def __init__(self, audience: str, fetch: FetchKeys, now: Callable[[], float] = time.time) -> None:
        self._audience = audience
        self._fetch = fetch
        self._now = now
        self._keys: KeySet | None = None
        self._fetched = -1e9
        self._lock = asyncio.Lock()
        self._known: OrderedDict[bytes, Actor] = OrderedDict()
        self.ended = Ended()

    def known(self, authorization: bytes) -> Actor | None:
        """The actor behind an Authorization header whose token was checked before and holds; else None, ask `actor`."""
        if authorization[:7] != b"Bearer ":
            return None
        found = self._known.get(sha256(authorization[7:]).digest())
        if found is None or found.expires <= self._now() or found.session in self.ended:
            return None
        return found

    async def actor(self, token: str) -> Actor:
        """The actor of a valid token whose session has not ended; Unauthenticated otherwise."""
        actor = await self._remembered(token)
        if actor.session in self.ended:
            raise Unauthenticated("sesi sudah diakhiri")
        return actor

    async def _remembered(self, token: str) -> Actor:
        digest = sha256(token.encode()).digest()
        if known := self._known.get(digest):
            if known.expires > self._now():
                return known
            del self._known[digest]
            raise Unauthenticated("token kedaluwarsa")
        actor = await self._check(token)
        self._known[digest] = actor
        while len(self._known) > _CACHE:
            self._known.popitem(last=False)
        return actor

    async def _check(self, token: str) -> Actor:
        if len(token) > _MAX_TOKEN:
            raise Unauthenticated("token terlalu panjang")
        try:
            return self._decode(token, await self._key_set())
        except (JoseError, ValueError, KeyError, msgspec.ValidationError):
            pass
        try:
            return self._decode(token, await self._key_set(fresh=True))
        except (JoseError, ValueError, KeyError, msgspec.ValidationError) as err:
            raise Unauthenticated(f"token tidak sah ({type(err).__name__})") from err

    def _decode(self, token: str, keys: KeySet) -> Actor:
        decoded = jwt.decode(token, keys, algorithms=["ES256"])
        claims: dict[str, Any] = decoded.claims
        audience = claims.get("aud", [])
        audience = [audience] if isinstance(audience, str) else audience
        expires = float(claims["exp"])
        if decoded.header.get("typ") != TOKEN_TYPE or claims.get("iss") != ISSUER:
            raise ValueError("wrong typ or iss")
        if self._audience not in audience or expires + _LEEWAY <= self._now():
            raise ValueError("wrong audience or expired")
        return Actor(
            tenant=str(claims["tenant"]),
            id=quick_id(claims["sub"]),
            expires=expires,
            peran=tuple(claims.get("peran", ())),
            session=str(claims.get("sid", "")),
            limited=str(claims.get("limited", "")),
        )

    async def _key_set(self, fresh: bool = False) -> KeySet:
        async with self._lock:
            stale = time.monotonic() - self._fetched > 5
            if self._keys is None or (fresh and stale):
                try:
                    self._keys = await self._fetch()
                    self._fetched = time.monotonic()
                except (aiohttp.ClientError, OSError, TimeoutError) as err:
                    telemetry.get_logger().warning("jwks_unavailable", error=type(err).__name__)
                    if self._keys is None:
                        raise Refusal("Kunci pengenal belum dapat diambil.", "implicit", 401) from err
            return self._keys


def bearer(headers: Any) -> str | None:
    """The token of the Authorization header of a raw ASGI scope."""
    for name, value in headers:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            return str(value[7:].decode("ascii", errors="replace")).strip()
    return None
