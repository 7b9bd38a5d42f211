"""Signed access tokens for people of a benchmark, and the address where their keys are published."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import ECKey

from bench.ground import TENANT, person
from chassis.auth import ISSUER, TOKEN_TYPE


class Signer:
    """Signs as identity does: ES256, `typ=at+jwt`."""

    def __init__(self) -> None:
        self._key = ECKey.generate_key("P-256", {"kid": "bench", "alg": "ES256", "use": "sig"})

    def token(self, n: int, *audience: str) -> str:
        """An access token of person n, good for an hour."""
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": list(audience), "sub": str(person(n)), "tenant": TENANT, "iat": now,
            "exp": now + 3600, "sid": "bench", "peran": [],
        }  # fmt: skip
        return jwt.encode({"alg": "ES256", "typ": TOKEN_TYPE, "kid": "bench"}, claims, self._key, algorithms=["ES256"])

    async def known_to_identity(self, connection: Any) -> None:
        """Let the real identity publish this key too, as one that signs no more; `connection`: to its database."""
        public = json.dumps(self._key.as_dict(private=False))
        await connection.execute(
            "INSERT INTO signing_key (kid, wrapped, public, made_at) VALUES ('bench', '', $1::jsonb, '2020-01-01')",
            public,
        )

    @asynccontextmanager
    async def published(self, port: int) -> AsyncIterator[None]:
        """Answer for identity at its port: its public keys and nothing else."""

        async def keys(request: web.Request) -> web.Response:
            published: dict[str, Any] = self._key.as_dict(private=False)
            return web.json_response({"keys": [published]})

        app = web.Application()
        app.router.add_get("/api/identity/jwks", keys)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()
