"""The keys that sign access tokens, wrapped; of the whole installation, so outside of a Pemda's unit of work."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

MOST = 3  # the newest signs, the two before still verify
_ALONE = text("SELECT pg_advisory_xact_lock(7)")
_ANY = text("SELECT 1 FROM signing_key")
_ADD = text("INSERT INTO signing_key (kid, wrapped, public) VALUES (:kid, :wrapped, CAST(:public AS jsonb))")
_NEWEST = text("SELECT kid, wrapped, public::text AS public FROM signing_key ORDER BY made_at DESC, kid LIMIT :most")


class SigningKey(Struct, frozen=True):
    """A key: its id, its private half wrapped, its public half as JSON."""

    kid: str
    wrapped: bytes
    public: str


async def alone(connection: AsyncConnection) -> None:
    """From now until the end of the transaction no other process makes the first key."""
    await connection.execute(_ALONE)


async def is_there(connection: AsyncConnection) -> bool:
    """Whether the installation has a key."""
    return (await connection.execute(_ANY)).first() is not None


async def add(connection: AsyncConnection, key: SigningKey) -> None:
    """Keep another key, which signs from now on."""
    await connection.execute(_ADD, {"kid": key.kid, "wrapped": key.wrapped, "public": key.public})


async def newest(connection: AsyncConnection) -> list[SigningKey]:
    """The keys that verify, the one that signs first."""
    rows = (await connection.execute(_NEWEST, {"most": MOST})).all()
    return [SigningKey(row.kid, bytes(row.wrapped), row.public) for row in rows]
