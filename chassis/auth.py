"""Who is asking: access tokens (JWT, ES256, `typ=at+jwt`) checked against identity's published keys."""

from __future__ import annotations

import asyncio
import base64
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

import aiohttp
import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from chassis import telemetry
from chassis.ids import quick_id
from chassis.revocation import Ended
from contracts.refusal import Refusal, rule

NO_KEYS = rule(
    "keys.unavailable", 503, "Kunci pengenal belum dapat diambil; coba lagi sebentar lagi.", source="implicit"
)

ISSUER = "ekinerja"
TOKEN_TYPE = "at+jwt"
_MAX_TOKEN = 4096
_CACHE = 20_000
LEEWAY_SECONDS = 5
REFETCH_SECONDS = 5.0


class Archive(msgspec.Struct, frozen=True):
    """What an account may do after its holder has left the service: read its own data, write little.

    `status`: why. `until`: the last day on which it opens (YYYY-MM-DD), empty: as long as the status lasts.
    """

    status: str
    until: str = ""


class Actor(msgspec.Struct, frozen=True):
    """The person or system behind a request. `peran` holds system roles only; offices are looked up.

    `limited`: what must be done first (another password, a second factor); until then only a few routes are open.
    `archive`: of who is in service no more.
    """

    tenant: str
    id: UUID
    expires: float
    peran: tuple[str, ...] = ()
    session: str = ""
    limited: str = ""
    archive: Archive | None = None


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


class KeptKeys(Protocol):
    """Where the last key set is kept, so that a process starts and answers while identity is away."""

    async def load(self) -> KeySet | None: ...

    async def save(self, keys: KeySet) -> None: ...


class Verifier:
    """Checks tokens for one audience; keys are fetched again when an unknown one signs, at most each 5 s.

    One fetch at a time; after a failed one the next waits 0.5 s, then twice as long, up to 5 s.
    """

    def __init__(
        self, audience: str, fetch: FetchKeys, now: Callable[[], float] = time.time, kept: KeptKeys | None = None
    ) -> None:
        self._audience = audience
        self._fetch = fetch
        self._now = now
        self._kept = kept
        self._keys: KeySet | None = None
        self._fetched = self._failed = -1e9
        self._pause = 0.0
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
        keys = await self._key_set(fresh=True)
        if self._pause and not _is_signed_by(token, keys):
            raise Refusal(NO_KEYS)
        try:
            return self._decode(token, keys)
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
        if self._audience not in audience or expires + LEEWAY_SECONDS <= self._now():
            raise ValueError("wrong audience or expired")
        return Actor(
            tenant=str(claims["tenant"]),
            id=quick_id(claims["sub"]),
            expires=expires,
            peran=tuple(claims.get("peran", ())),
            session=str(claims.get("sid", "")),
            limited=str(claims.get("limited", "")),
            archive=msgspec.convert(claims.get("arsip"), Archive | None),
        )

    async def _key_set(self, fresh: bool = False) -> KeySet:
        """The keys known, fetched where there are none, or (`fresh`) newer ones may be had; Refusal 503 without any."""
        async with self._lock:
            now = time.monotonic()
            wanted = self._keys is None or (fresh and now - self._fetched > REFETCH_SECONDS)
            if wanted and now - self._failed >= self._pause:
                await self._fetch_keys()
            if self._keys is None and self._kept is not None:
                self._keys = await self._kept.load()
            if self._keys is None:
                raise Refusal(NO_KEYS)
            return self._keys

    async def _fetch_keys(self) -> None:
        try:
            keys = await self._fetch()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as err:
            self._failed = time.monotonic()
            self._pause = min(max(self._pause * 2, 0.5), REFETCH_SECONDS)
            telemetry.get_logger().warning("jwks_unavailable", error=type(err).__name__)
            return
        self._fetched, self._pause = time.monotonic(), 0.0
        if self._kept is not None and (self._keys is None or keys.as_dict() != self._keys.as_dict()):
            await self._kept.save(keys)
        self._keys = keys


def _is_signed_by(token: str, keys: KeySet) -> bool:
    """Whether the token names one of the keys, so that a key we do not have cannot excuse it."""
    try:
        head = msgspec.json.decode(base64.urlsafe_b64decode(token.partition(".")[0] + "=="), type=dict[str, Any])
    except (ValueError, msgspec.MsgspecError):
        return True
    return any(key.kid == head.get("kid") for key in keys.keys)


def bearer(headers: Any) -> str | None:
    """The token of the Authorization header of a raw ASGI scope."""
    for name, value in headers:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            return str(value[7:].decode("ascii", errors="replace")).strip()
    return None
