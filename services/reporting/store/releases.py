"""Releases of data: what was asked for, what each who is asked has said, and what was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.retelling import AFTER_UUID, State
from contracts.refusal import Refusal
from services.reporting.domain.pelepasan import UNKNOWN, Kata, Pelepasan, recorded
from services.reporting.store.asked import asked_of

_INSERT = """
INSERT INTO pelepasan (tenant, pelepasan_id, pihak, tujuan, dasar, data, dari, sampai, opd, berlaku_sampai,
    topik, dimohon_oleh, dimohon_pada, version)
VALUES (:tenant, :pelepasan_id, :pihak, :tujuan, :dasar, :data, :dari, :sampai, :opd, :berlaku_sampai,
    :topik, :oleh, :now, 1)
"""
_COLUMNS = """
pelepasan_id, pihak, tujuan, dasar, data, dari, sampai, opd, berlaku_sampai, topik, dimohon_oleh, dimohon_pada
"""
_ONE = f"SELECT {_COLUMNS} FROM pelepasan WHERE tenant = :tenant AND pelepasan_id = :id"
_MANY = f"""
SELECT {_COLUMNS} FROM pelepasan
WHERE tenant = :tenant AND (CAST(:opd AS text[]) IS NULL OR opd && CAST(:opd AS text[]))
    AND dimohon_pada >= :since AND dimohon_pada < :until
ORDER BY dimohon_pada DESC, pelepasan_id LIMIT 500
"""
PAGE = f"""
SELECT pelepasan_id::text AS place, {_COLUMNS}, version FROM pelepasan
WHERE tenant = :tenant AND pelepasan_id > {AFTER_UUID} ORDER BY pelepasan_id LIMIT :most FOR UPDATE
"""
_WORDS = """
SELECT pelepasan_id, sebagai, opd, sikap, alasan, oleh, pada FROM pelepasan_kata
WHERE tenant = :tenant AND pelepasan_id = ANY(:ids) ORDER BY pada
"""
_SAY = """
INSERT INTO pelepasan_kata (tenant, pelepasan_id, sebagai, opd, sikap, alasan, oleh, pada)
VALUES (:tenant, :id, :sebagai, :opd, :sikap, :alasan, :oleh, :now)
ON CONFLICT (tenant, pelepasan_id, sebagai, opd) DO UPDATE SET sikap = EXCLUDED.sikap, alasan = EXCLUDED.alasan,
    oleh = EXCLUDED.oleh, pada = EXCLUDED.pada
"""
_NEXT = """
UPDATE pelepasan SET version = version + 1 WHERE tenant = :tenant AND pelepasan_id = :id RETURNING version
"""
_TAKEN = """
SELECT pelepasan_id, ke, oleh, pada, data, opd, bulan, baris, orang, sha256 FROM pengambilan
WHERE tenant = :tenant AND pelepasan_id = ANY(:ids) ORDER BY pelepasan_id, ke
"""
_TAKE = """
INSERT INTO pengambilan (tenant, pelepasan_id, ke, oleh, pada, data, opd, bulan, baris, orang, sha256)
SELECT :tenant, :id, coalesce(max(ke), 0) + 1, :oleh, :now, :data, :opd, :bulan, :baris, :orang, :sha256
FROM pengambilan WHERE tenant = :tenant AND pelepasan_id = :id RETURNING ke
"""
_TAKE_OF = """
INSERT INTO pengambilan_orang (tenant, pelepasan_id, ke, asn_id, pada, baris)
SELECT :tenant, :id, :ke, p.asn_id, :now, p.baris
FROM unnest(CAST(:people AS uuid[]), CAST(:counts AS int[])) AS p (asn_id, baris)
"""
# By kind of data: the titles of the columns, and the rows of a PD in a month between two days, person by person.
ROWS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "catatan": (
        ("NIP", "Tanggal", "Kategori", "Kuantitas", "Keadaan"),
        "SELECT p.asn_id, p.nip, c.tanggal, c.kategori, c.kuantitas, c.keadaan FROM pegawai p JOIN catatan c"
        " ON c.tenant = p.tenant AND c.asn_id = p.asn_id AND c.tanggal BETWEEN :dari AND :sampai"
        " WHERE p.tenant = :tenant AND p.opd = :opd ORDER BY p.nip, c.tanggal, c.activity_id",
    ),
    "bulan": (
        ("NIP", "Bulan", "Catatan", "Disetujui penilai", "Disetujui sistem", "Dikembalikan", "Belum diputus"),
        "SELECT p.asn_id, p.nip, b.periode, b.submitted, b.by_penilai, b.by_auto, b.rejected, b.pending FROM pegawai p"
        " JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = :bulan"
        " WHERE p.tenant = :tenant AND p.opd = :opd ORDER BY p.nip",
    ),
    "nilai": (
        ("NIP", "Tahun", "Nilai kinerja", "Predikat"),
        "SELECT p.asn_id, p.nip, n.tahun, n.nilai_kinerja::text, n.predikat FROM pegawai p"
        " JOIN nilai n ON n.tenant = p.tenant AND n.asn_id = p.asn_id AND n.tahun = CAST(left(:bulan, 4) AS int)"
        " WHERE p.tenant = :tenant AND p.opd = :opd ORDER BY p.nip",
    ),
    "tpp": (
        ("NIP", "Bulan", "Status", "TPP (Rp)"),
        "SELECT p.asn_id, p.nip, s.periode, s.status, s.total FROM pegawai p"
        " JOIN slip s ON s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.periode = :bulan"
        " WHERE p.tenant = :tenant AND p.opd = :opd ORDER BY p.nip",
    ),
}


class Said(Struct, frozen=True):
    """What somebody who is asked has said, when and why."""

    sebagai: str
    opd: str
    sikap: str
    alasan: str
    oleh: UUID
    pada: datetime


class Taken(Struct, frozen=True):
    """One taking: data, PD and month, how many rows about how many people, and the file's SHA-256."""

    ke: int
    oleh: UUID
    pada: datetime
    data: str
    opd: str
    bulan: str
    baris: int
    orang: int
    sha256: str


class Kept(Struct, frozen=True):
    """A release with who asked for it, what was said and what was taken."""

    release: Pelepasan
    dimohon_oleh: UUID
    dimohon_pada: datetime
    kata: tuple[Said, ...]
    diambil: tuple[Taken, ...]


async def add(work: Work, actor: Actor, release: Pelepasan) -> None:
    """Keep a new request; its version is 1."""
    values = {name: getattr(release, name) for name in ("pelepasan_id", "pihak", "tujuan", "dasar", "dari", "sampai")}
    lists = {"data": list(release.data), "opd": list(release.opd), "topik": list(release.topik)}
    until = {"berlaku_sampai": release.berlaku_sampai}
    await work.run(_INSERT, {"tenant": work.tenant, "oleh": actor.id, "now": work.now, **values, **lists, **until})


async def locked(work: Work, ident: UUID) -> Pelepasan:
    """A release that nobody else changes until the end of the unit of work; Refusal 404."""
    row = await work.one(_ONE + " FOR UPDATE", {"tenant": work.tenant, "id": ident})
    if row is None:
        raise Refusal(UNKNOWN)
    return (await kept_of(work, [row]))[0].release


async def one(work: Work, ident: UUID) -> Kept:
    """A release, to look at; Refusal 404."""
    row = await work.one(_ONE, {"tenant": work.tenant, "id": ident})
    if row is None:
        raise Refusal(UNKNOWN)
    return (await kept_of(work, [row]))[0]


async def asked_between(work: Work, since: datetime, until: datetime, opd: Sequence[str] | None) -> list[Kept]:
    """The newest first, at most 500. `opd`: only those about one of these PD; None: all."""
    span = {"since": since, "until": until, "opd": None if opd is None else list(opd)}
    return await kept_of(work, await work.all(_MANY, {"tenant": work.tenant, **span}))


async def kept_of(work: Work, rows: Sequence[Any]) -> list[Kept]:
    """Rows of releases with what was said and taken, in their order."""
    key = {"tenant": work.tenant, "ids": [row.pelepasan_id for row in rows]}
    words = await work.all(_WORDS, key)
    taken = await work.all(_TAKEN, key)
    found = []
    for row in rows:
        said = tuple(_row(Said, one) for one in words if one.pelepasan_id == row.pelepasan_id)
        kata = tuple(msgspec.convert({"sebagai": w.sebagai, "opd": w.opd, "sikap": w.sikap}, Kata) for w in said)
        values = {name: getattr(row, name) for name in Pelepasan.__struct_fields__ if name != "kata"}
        lists = {"data": tuple(row.data), "opd": tuple(row.opd), "topik": tuple(row.topik), "kata": kata}
        fetched = tuple(_row(Taken, one) for one in taken if one.pelepasan_id == row.pelepasan_id)
        found.append(Kept(Pelepasan(**values | lists), row.dimohon_oleh, row.dimohon_pada, said, fetched))
    return found


def _row(shape: Any, row: Any) -> Any:
    return shape(*(getattr(row, name) for name in shape.__struct_fields__))


async def releases_again(work: Work, rows: Sequence[Any]) -> list[State]:
    """The releases of a page of `PAGE` as they stand, to be retold."""
    asked, found = asked_of(work), await kept_of(work, rows)
    return [(recorded(kept.release, asked, work.today), row.version) for kept, row in zip(found, rows, strict=True)]


async def say(work: Work, actor: Actor, ident: UUID, word: Kata, alasan: str) -> int:
    """Keep a word; returns the next version of the release, which the caller has locked."""
    values = {"sebagai": word.sebagai, "opd": word.opd, "sikap": word.sikap, "alasan": alasan, "oleh": actor.id}
    await work.run(_SAY, {"tenant": work.tenant, "id": ident, "now": work.now, **values})
    return await next_version(work, ident)


async def next_version(work: Work, ident: UUID) -> int:
    """The version after the present one."""
    row = await work.one(_NEXT, {"tenant": work.tenant, "id": ident})
    assert row is not None, "the caller has locked it"
    return int(row.version)


async def rows_of(work: Work, data: str, opd: str, bulan: str, dari: date, sampai: date) -> list[tuple[Any, ...]]:
    """The person, then the cells, of each row of a kind of data."""
    sql = ROWS[data][1]
    given = {"tenant": work.tenant, "opd": opd, "bulan": bulan, "dari": dari, "sampai": sampai}
    found = await work.all(sql, {name: value for name, value in given.items() if f":{name}" in sql})
    return [tuple(row) for row in found]


async def keep_taking(work: Work, actor: Actor, ident: UUID, taken: Taken, people: Mapping[UUID, int]) -> int:
    """Write down what was taken, and of whom how many rows; returns the number of the taking."""
    key = {"tenant": work.tenant, "id": ident, "now": work.now}
    what = {name: getattr(taken, name) for name in ("data", "opd", "bulan", "baris", "orang", "sha256")}
    row = await work.one(_TAKE, key | what | {"oleh": actor.id})
    assert row is not None
    counts = {"people": list(people), "counts": list(people.values()), "ke": row.ke}
    await work.run(_TAKE_OF, key | counts)
    return int(row.ke)
