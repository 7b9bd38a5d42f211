"""Exports: what was asked for, how far it is, and its file in pieces."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.reporting.domain.ekspor import UNKNOWN

_COLUMNS = "ekspor_id, jenis, periode, bentuk, tujuan, opd, dibuat, baris, ukuran, sha256, keadaan, oleh, pada, sampai"
_ADD = """
INSERT INTO ekspor (tenant, ekspor_id, jenis, periode, bentuk, tujuan, opd, dibuat, baris, ukuran, sha256, keadaan,
    oleh, pada)
VALUES (:tenant, :id, :jenis, :periode, :bentuk, :tujuan, :opd, 0, 0, 0, '', 'dibuat', :oleh, :now)
"""
_ONE = f"SELECT {_COLUMNS} FROM ekspor WHERE tenant = :tenant AND ekspor_id = :id"
_MINE = f"SELECT {_COLUMNS} FROM ekspor WHERE tenant = :tenant AND oleh = :oleh ORDER BY pada DESC, ekspor_id LIMIT 100"
_BUSY = "SELECT count(*) AS n FROM ekspor WHERE tenant = :tenant AND oleh = :oleh AND keadaan = 'dibuat'"
_PUT = """
INSERT INTO ekspor_bagian (tenant, ekspor_id, ke, mulai, isi) VALUES (:tenant, :id, :ke, :mulai, :isi)
"""
_STEP = """
UPDATE ekspor SET dibuat = dibuat + 1, baris = baris + :baris, ukuran = ukuran + :ukuran
WHERE tenant = :tenant AND ekspor_id = :id
"""
_READY = """
UPDATE ekspor SET keadaan = 'siap', ukuran = :ukuran, sha256 = :sha256, sampai = :sampai
WHERE tenant = :tenant AND ekspor_id = :id
"""
_PIECES = """
SELECT ke, mulai, isi FROM ekspor_bagian
WHERE tenant = :tenant AND ekspor_id = :id AND mulai <= :last AND mulai + length(isi) > :first ORDER BY ke
"""
_CLEAR = "DELETE FROM ekspor_bagian WHERE tenant = :tenant AND ekspor_id = :id"
_GONE = "UPDATE ekspor SET keadaan = 'dihapus' WHERE tenant = :tenant AND ekspor_id = :id"
WHOLE = 2**62


class Ekspor(Struct, frozen=True):
    """An export. `dibuat`: how many of its PD are in it; `ukuran`: bytes; `sampai`: until when the file is kept."""

    ekspor_id: UUID
    jenis: str
    periode: str
    bentuk: str
    tujuan: str
    opd: tuple[str, ...]
    dibuat: int
    baris: int
    ukuran: int
    sha256: str
    keadaan: str
    oleh: UUID
    pada: datetime
    sampai: datetime | None

    @property
    def persen(self) -> int:
        return 100 * self.dibuat // max(len(self.opd), 1)


async def add(work: Work, actor: Actor, ident: UUID, wanted: dict[str, Any]) -> None:
    """Keep a new one; `wanted`: jenis, periode, bentuk, tujuan, opd."""
    await work.run(_ADD, {"tenant": work.tenant, "id": ident, "oleh": actor.id, "now": work.now, **wanted})


async def one(work: Work, ident: UUID, *, lock: bool = False) -> Ekspor:
    """An export; Refusal 404."""
    row = await work.one(_ONE + (" FOR UPDATE" if lock else ""), {"tenant": work.tenant, "id": ident})
    if row is None:
        raise Refusal(UNKNOWN)
    return _export(row)


async def mine(work: Work, actor: Actor) -> list[Ekspor]:
    """What somebody asked for, the newest first, at most a hundred."""
    rows = await work.all(_MINE, {"tenant": work.tenant, "oleh": actor.id})
    return [_export(row) for row in rows]


async def busy(work: Work, actor: Actor) -> int:
    """How many of somebody's are being made."""
    row = await work.one(_BUSY, {"tenant": work.tenant, "oleh": actor.id})
    return int(row.n) if row else 0


def _export(row: Any) -> Ekspor:
    values = dict(row._mapping)
    return Ekspor(**values | {"opd": tuple(values["opd"])})


async def put(work: Work, ident: UUID, ke: int, mulai: int, isi: bytes) -> None:
    """Keep a piece that begins at a byte."""
    await work.run(_PUT, {"tenant": work.tenant, "id": ident, "ke": ke, "mulai": mulai, "isi": isi})


async def step(work: Work, ident: UUID, baris: int, ukuran: int) -> None:
    """One PD more is in it."""
    await work.run(_STEP, {"tenant": work.tenant, "id": ident, "baris": baris, "ukuran": ukuran})


async def ready(work: Work, ident: UUID, ukuran: int, sha256: str, sampai: datetime) -> None:
    """The file is whole."""
    values = {"ukuran": ukuran, "sha256": sha256, "sampai": sampai}
    await work.run(_READY, {"tenant": work.tenant, "id": ident, **values})


async def pieces(work: Work, ident: UUID, first: int = 0, last: int = WHOLE) -> list[tuple[int, bytes]]:
    """Where each piece that holds a byte of a range begins, and the piece."""
    found = await work.all(_PIECES, {"tenant": work.tenant, "id": ident, "first": first, "last": last})
    return [(row.mulai, bytes(row.isi)) for row in found]


async def clear(work: Work, ident: UUID) -> None:
    """Take the pieces away."""
    await work.run(_CLEAR, {"tenant": work.tenant, "id": ident})


async def gone(work: Work, ident: UUID) -> None:
    """The file was kept long enough."""
    await clear(work, ident)
    await work.run(_GONE, {"tenant": work.tenant, "id": ident})
