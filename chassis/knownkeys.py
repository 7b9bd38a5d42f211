"""The public keys that identity told last, kept in a service's own database (a JWKS, RFC 7517)."""

from __future__ import annotations

import msgspec
from joserfc.jwk import KeySet
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis import telemetry
from chassis.transient import is_transient

_LOAD = text("SELECT document FROM known_keys")
_SAVE = text(
    "INSERT INTO known_keys (document) VALUES (:document)"
    " ON CONFLICT (one) DO UPDATE SET document = EXCLUDED.document, at = clock_timestamp()"
)


class KnownKeys:
    """Loads and saves the one key set of a service."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def load(self) -> KeySet | None:
        """The keys told last, None where none ever were."""
        async with self._engine.connect() as connection:
            document = (await connection.execute(_LOAD)).scalar_one_or_none()
        return KeySet.import_key_set(msgspec.json.decode(document)) if document else None

    async def save(self, keys: KeySet) -> None:
        """Keep a key set; a database that takes no writes just now loses nothing but the copy."""
        document = msgspec.json.encode(keys.as_dict(private=False)).decode()
        try:
            async with self._engine.begin() as connection:
                await connection.execute(_SAVE, {"document": document})
        except Exception as err:
            if not is_transient(err):
                raise
            telemetry.get_logger().warning("keys_not_kept", error=type(err).__name__)
