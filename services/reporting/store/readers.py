"""Systems of outside parties that read events: let in under which release, what they read, when shut out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_LET_IN = """
INSERT INTO pembaca (tenant, pelepasan_id, nama, dibuka, topik) VALUES (:tenant, :id, :nama, :now, :topik)
"""
_SHUT_OUT = """
UPDATE pembaca SET ditutup = :now, sebab = :sebab WHERE tenant = :tenant AND nama = :nama AND ditutup IS NULL
RETURNING pelepasan_id
"""
_OPEN = """
SELECT pelepasan_id, nama, dibuka, topik, ditutup, sebab, 0 AS dibaca FROM pembaca
WHERE tenant = :tenant AND ditutup IS NULL ORDER BY nama
"""
# what was read while it was open: the same system may be let in again
_OF = """
SELECT p.pelepasan_id, p.nama, p.dibuka, p.topik, p.ditutup, p.sebab,
    CAST(coalesce(sum(b.sampai - b.dari), 0) AS bigint) AS dibaca
FROM pembaca p LEFT JOIN pembacaan b ON b.tenant = p.tenant AND b.pelepasan_id = p.pelepasan_id AND b.nama = p.nama
    AND b.pada >= p.dibuka AND (p.ditutup IS NULL OR b.pada <= p.ditutup)
WHERE p.tenant = :tenant AND p.pelepasan_id = ANY(:ids)
GROUP BY p.pelepasan_id, p.nama, p.dibuka, p.topik, p.ditutup, p.sebab ORDER BY p.dibuka, p.nama
"""
# from where the last reading ended, or from the oldest record that there still was
_READ = """
INSERT INTO pembacaan (tenant, pelepasan_id, nama, topik, partisi, dari, sampai, pada)
SELECT :tenant, :id, :nama, r.topik, r.partisi, greatest(r.awal, k.sampai), r.sampai, :now
FROM unnest(CAST(:topik AS text[]), CAST(:partisi AS int[]), CAST(:awal AS bigint[]), CAST(:sampai AS bigint[]))
    AS r (topik, partisi, awal, sampai)
LEFT JOIN LATERAL (
    SELECT max(b.sampai) AS sampai FROM pembacaan b
    WHERE b.tenant = :tenant AND b.nama = :nama AND b.topik = r.topik AND b.partisi = r.partisi
) k ON true
WHERE r.sampai > greatest(r.awal, k.sampai)
RETURNING sampai - dari AS rekaman
"""


class Reader(Struct, frozen=True):
    """A system that was let in: under which name, to which services' events, from when to when, and why no more.

    `dibaca`: how many records it has read, of all Pemda.
    """

    nama: str
    topik: tuple[str, ...]
    dibuka: datetime
    ditutup: datetime | None
    sebab: str
    dibaca: int


class Progress(Struct, frozen=True):
    """How far a system has read a partition of a service's topic; `awal`: the oldest record that Kafka still has."""

    topik: str
    partisi: int
    awal: int
    sampai: int


async def add(work: Work, nama: str, ident: UUID, topik: Sequence[str]) -> None:
    """Keep that a system is let in; under one name at most one is open."""
    await work.run(_LET_IN, {"tenant": work.tenant, "id": ident, "nama": nama, "now": work.now, "topik": list(topik)})


async def close(work: Work, nama: str, sebab: str) -> list[UUID]:
    """Keep that a system is shut out; the releases under which it was open."""
    rows = await work.all(_SHUT_OUT, {"tenant": work.tenant, "nama": nama, "now": work.now, "sebab": sebab})
    return [row.pelepasan_id for row in rows]


async def open_readers(work: Work) -> list[tuple[UUID, Reader]]:
    """Those that are let in now, each with its release."""
    return [(row.pelepasan_id, _reader(row)) for row in await work.all(_OPEN, {"tenant": work.tenant})]


async def readers_of(work: Work, ids: Sequence[UUID]) -> Mapping[UUID, tuple[Reader, ...]]:
    """The systems of each of these releases, the first first."""
    rows = await work.all(_OF, {"tenant": work.tenant, "ids": list(ids)})
    return {one: tuple(_reader(row) for row in rows if row.pelepasan_id == one) for one in ids}


def _reader(row: object) -> Reader:
    values = {name: getattr(row, name) for name in Reader.__struct_fields__}
    return Reader(**values | {"topik": tuple(values["topik"])})


async def keep_progress(work: Work, nama: str, ident: UUID, read: Sequence[Progress]) -> int:
    """Write down the records that were read since the last time; returns how many there are."""
    lists = {name: [getattr(one, name) for one in read] for name in ("topik", "partisi", "awal", "sampai")}
    values = {"tenant": work.tenant, "id": ident, "nama": nama, "now": work.now}
    return sum(int(row.rekaman) for row in await work.all(_READ, values | lists))
