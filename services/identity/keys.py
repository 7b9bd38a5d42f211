"""The keys that sign access tokens: ES256, wrapped at rest, published as a JWKS, rotated by adding one."""

from __future__ import annotations

import base64
import hmac
import os
import time
from typing import Any
from uuid import UUID, uuid4

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.auth import ISSUER, TOKEN_TYPE, Archive, FetchKeys
from chassis.db import Database
from chassis.settings import Settings
from services.identity.store import signing
from services.identity.store.signing import SigningKey

ACCESS_SECONDS = 300
AUDIENCE = ["gateway", "identity", "skp", "activity", "appraisal", "tpp", "reporting"]
_REFRESH = 5.0


class Keys:
    """The signing keys of the installation; the newest signs, all of them verify."""

    def __init__(self, database: Database, secret: str) -> None:
        self._database = database
        master = base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))[:32]
        self.cipher = AESGCM(master)
        self._marking = hmac.digest(master, b"marks", "sha256")
        self._signing: ECKey | None = None
        self._public: dict[str, Any] = {"keys": []}
        self._read = -_REFRESH

    def mark(self, *parts: object) -> bytes:
        """32 bytes that nobody without the key secret can make of these parts, and that say nothing about them."""
        return hmac.digest(self._marking, "\x1f".join(map(str, parts)).encode(), "sha256")

    async def ensure(self) -> None:
        """Make the first key of an installation, once, however many processes start."""
        async with self._database.engine.begin() as connection:
            await signing.alone(connection)
            if not await signing.is_there(connection):
                await self._add(connection)
        await self.refresh()

    async def rotate(self) -> str:
        """Add a key, which signs from now on; returns its id."""
        async with self._database.engine.begin() as connection:
            kid = await self._add(connection)
        await self.refresh()
        return kid

    async def _add(self, connection: AsyncConnection) -> str:
        kid = uuid4().hex
        key = ECKey.generate_key("P-256", {"kid": kid, "use": "sig", "alg": "ES256"})
        nonce = os.urandom(12)
        private = msgspec.json.encode(key.as_dict(private=True))
        wrapped = nonce + self.cipher.encrypt(nonce, private, kid.encode())
        public = msgspec.json.encode(key.as_dict(private=False)).decode()
        await signing.add(connection, SigningKey(kid, wrapped, public))
        return kid

    async def refresh(self) -> None:
        async with self._database.engine.begin() as connection:
            found = await signing.newest(connection)
        newest = found[0]
        private = self.cipher.decrypt(newest.wrapped[:12], newest.wrapped[12:], newest.kid.encode())
        self._signing = ECKey.import_key(msgspec.json.decode(private))
        self._public = {"keys": [msgspec.json.decode(key.public) for key in found]}
        self._read = time.monotonic()

    async def published(self) -> dict[str, Any]:
        """The JWKS."""
        if time.monotonic() - self._read > _REFRESH:
            await self.refresh()
        return self._public

    def fetch(self) -> FetchKeys:
        """The same keys, for identity's own verifier."""

        async def keys() -> KeySet:
            return KeySet.import_key_set(await self.published())  # type: ignore[arg-type]

        return keys

    def access_token(
        self,
        tenant: str,
        account_id: UUID,
        session: UUID,
        peran: list[str],
        limited: str = "",
        *,
        seconds: int = ACCESS_SECONDS,
        archive: Archive | None = None,
    ) -> str:
        """A token of five minutes or fewer `seconds`; `peran` only names system roles that are not offices (operator).

        A limited one is for nobody but identity and the gateway; `archive`: of who is in service no more.
        """
        assert self._signing is not None
        now = int(time.time())
        claims = {
            "iss": ISSUER, "sub": str(account_id), "tenant": tenant, "aud": AUDIENCE[:2] if limited else AUDIENCE,
            "iat": now, "exp": now + seconds, "jti": uuid4().hex, "sid": str(session), "peran": peran,
            "limited": limited, **({"arsip": msgspec.to_builtins(archive)} if archive else {}),
        }  # fmt: skip
        header = {"alg": "ES256", "typ": TOKEN_TYPE, "kid": self._signing.kid}
        return jwt.encode(header, claims, self._signing, algorithms=["ES256"])


def keys_of(database: Database, settings: Settings) -> Keys:
    return Keys(database, settings.key_secret)
