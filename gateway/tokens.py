"""Access tokens at the door: checked once, remembered until they end, by identity's published keys."""

from __future__ import annotations

import asyncio

import aiohttp
from joserfc.jwk import KeySet

from chassis.auth import Actor, Unauthenticated, Verifier, fetch_from
from chassis.revocation import keep_reading
from contracts.refusal import Refusal
from gateway.answer import Rejected

AUDIENCE = "gateway"
_CHALLENGE = [(b"www-authenticate", b'Bearer realm="e-kinerja"')]


class Tokens:
    """Verifies the tokens of requests; knows whether identity's keys were ever had."""

    def __init__(self, identity: str) -> None:
        self._fetch = fetch_from(f"{identity}/api/identity/jwks")
        self._verifier = Verifier(AUDIENCE, self._had)
        self.ready = False

    async def _had(self) -> KeySet:
        keys = await self._fetch()
        self.ready = True
        return keys

    async def probe(self) -> None:
        """Try until identity has told its keys once."""
        while not self.ready:
            try:
                await self._had()
            except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
                await asyncio.sleep(0.5)

    async def keep_reading(self, redis: str) -> None:
        """Know of sessions that end, for as long as the process lives."""
        await keep_reading(redis, AUDIENCE, self._verifier.ended)

    def known(self, authorization: bytes) -> Actor | None:
        """Who speaks, when the token was checked before; None otherwise."""
        return self._verifier.known(authorization)

    async def actor(self, token: str | None) -> Actor:
        """Who the token speaks for; Rejected 401, or 503 while there are no keys to judge it by."""
        if token is None:
            raise Rejected(401, "Silakan masuk lebih dahulu.", _CHALLENGE)
        try:
            return await self._verifier.actor(token)
        except Unauthenticated as err:
            raise Rejected(401, f"Silakan masuk lagi: {err}.", _CHALLENGE) from None
        except Refusal as err:
            raise Rejected(503, err.message, [(b"retry-after", b"2")]) from None
