"""The lists of a month: who is paid what by which list, and what the heads of the PD said of their part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.tpp.domain.daftar import NO_LIST, Daftar, Pd, Signed, Tahap

_LATEST = """
SELECT ke, tahap FROM daftar WHERE tenant = :tenant AND periode = :periode ORDER BY ke DESC LIMIT 1
"""
_OPEN = """
INSERT INTO daftar (tenant, periode, ke, tahap, dibuka_pada) VALUES (:tenant, :periode, :ke, 'draf', :now)
"""
_TOUCHED = """
DELETE FROM daftar_pd p WHERE tenant = :tenant AND periode = :periode AND ke = :ke AND opd IN (
    SELECT b.opd FROM daftar_baris b WHERE b.tenant = p.tenant AND b.periode = p.periode AND b.ke = p.ke
        AND b.slip_id = ANY(:ids)
    UNION SELECT s.opd FROM slip s WHERE s.tenant = p.tenant AND s.slip_id = ANY(:ids)
) RETURNING opd
"""
_AGAIN = """
DELETE FROM daftar_pd WHERE tenant = :tenant AND periode = :periode AND ke = :ke AND opd = ANY(:opd) RETURNING opd
"""
# What an earlier list of the month pays is paid; this one adds the rest, or takes it back.
_LINES = """
INSERT INTO daftar_baris (tenant, periode, ke, asn_id, slip_id, slip_versi, opd, total, sebelum, dibayar)
SELECT s.tenant, s.periode, :ke, s.asn_id, s.slip_id, s.version, s.opd, s.total, b.sebelum, s.total - b.sebelum
FROM slip s CROSS JOIN LATERAL (
    SELECT coalesce(sum(e.dibayar), 0) AS sebelum FROM daftar_baris e
    WHERE e.tenant = s.tenant AND e.periode = s.periode AND e.asn_id = s.asn_id AND e.ke < :ke
) b
WHERE s.tenant = :tenant AND s.slip_id = ANY(:ids)
ON CONFLICT (tenant, periode, ke, asn_id) DO UPDATE SET slip_versi = EXCLUDED.slip_versi, opd = EXCLUDED.opd,
    total = EXCLUDED.total, sebelum = EXCLUDED.sebelum, dibayar = EXCLUDED.dibayar
"""
_NOTHING = """
DELETE FROM daftar_baris WHERE tenant = :tenant AND periode = :periode AND ke = :ke AND dibayar = 0
"""
_DAFTAR = """
SELECT ke, tahap, dibuka_pada, final_oleh, final_pada, diekspor_pada, nomor FROM daftar
WHERE tenant = :tenant AND periode = :periode ORDER BY ke
"""
_PARTS = """
SELECT b.ke, b.opd, count(*) AS orang, sum(b.dibayar)::bigint AS jumlah, p.setuju, coalesce(p.alasan, '') AS alasan,
    p.oleh, p.pada
FROM daftar_baris b LEFT JOIN daftar_pd p
    ON p.tenant = b.tenant AND p.periode = b.periode AND p.ke = b.ke AND p.opd = b.opd
WHERE b.tenant = :tenant AND b.periode = :periode
GROUP BY b.ke, b.opd, p.setuju, p.alasan, p.oleh, p.pada ORDER BY b.ke, b.opd
"""
_SAY = """
INSERT INTO daftar_pd (tenant, periode, ke, opd, setuju, alasan, oleh, pada)
VALUES (:tenant, :periode, :ke, :opd, :setuju, :alasan, :oleh, :now)
ON CONFLICT (tenant, periode, ke, opd) DO UPDATE SET setuju = EXCLUDED.setuju, alasan = EXCLUDED.alasan,
    oleh = EXCLUDED.oleh, pada = EXCLUDED.pada
"""
_FINAL = """
UPDATE daftar SET tahap = 'final', final_oleh = :oleh, final_pada = :now, nomor = :nomor, jabatan = :jabatan
WHERE tenant = :tenant AND periode = :periode AND ke = :ke
"""
_EXPORTED = """
UPDATE daftar SET tahap = 'diekspor', diekspor_oleh = :oleh, diekspor_pada = :now
WHERE tenant = :tenant AND periode = :periode AND ke = :ke AND tahap = 'final'
"""
_ROWS = """
SELECT b.asn_id, p.nip, p.nama, p.jabatan, coalesce(s.kelas_jabatan, p.kelas_jabatan) AS kelas_jabatan, b.opd,
    b.slip_id, b.slip_versi, b.total, b.sebelum, b.dibayar
FROM daftar_baris b
JOIN pegawai p ON p.tenant = b.tenant AND p.asn_id = b.asn_id
JOIN slip s ON s.tenant = b.tenant AND s.slip_id = b.slip_id
WHERE b.tenant = :tenant AND b.periode = :periode AND b.ke = :ke AND (:opd = '' OR b.opd = :opd)
ORDER BY b.opd, p.nama, b.asn_id
"""
_UNPAID = """
SELECT p.nama, p.jabatan, s.status, s.alasan FROM slip s
JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.periode = :periode AND s.opd = :opd AND s.status <> 'payable' ORDER BY p.nama, p.asn_id
"""


class Said(Struct, frozen=True):
    """What the head of a PD said of its part; `setuju` None: nothing yet."""

    opd: str
    orang: int
    jumlah: int
    setuju: bool | None
    alasan: str
    oleh: UUID | None
    pada: datetime | None


class Kept(Struct, frozen=True):
    """A list with when it went from stage to stage, and its parts."""

    ke: int
    tahap: Tahap
    dibuka_pada: datetime
    final_oleh: UUID | None
    final_pada: datetime | None
    diekspor_pada: datetime | None
    nomor: UUID | None
    pd: tuple[Said, ...]


class Row(Struct, frozen=True):
    """A person in a list: rupiah of the slip, what earlier lists of the month pay, what this one pays."""

    asn_id: UUID
    nip: str
    nama: str
    jabatan: str
    kelas_jabatan: int
    opd: str
    slip_id: UUID
    slip_versi: int
    total: int
    sebelum: int
    dibayar: int


class Unpaid(Struct, frozen=True):
    """A person of the PD who is paid nothing, and why."""

    nama: str
    jabatan: str
    status: str
    alasan: str


async def open_list(work: Work, periode: str) -> int:
    """The number of the list that what is issued now goes into: the one that is a draft, or the next."""
    key = {"tenant": work.tenant, "periode": periode}
    row = await work.one(_LATEST, key)
    if row is not None and row.tahap == "draf":
        return int(row.ke)
    ke = row.ke + 1 if row is not None else 0
    await work.run(_OPEN, key | {"ke": ke, "now": work.now})
    return int(ke)


async def put_in_list(work: Work, periode: str, ke: int, slip_ids: Sequence[UUID]) -> list[str]:
    """Bring the lines of these slips up to date; returns the PD whose head has to look again."""
    key = {"tenant": work.tenant, "periode": periode, "ke": ke, "ids": list(slip_ids)}
    again = await work.all(_TOUCHED, key)
    await work.run(_LINES, key)
    await work.run(_NOTHING, key)
    return sorted(row.opd for row in again)


async def touch(work: Work, periode: str, ke: int, opd: Sequence[str]) -> list[str]:
    """The part of these PD has changed; returns those whose head has to look again."""
    key = {"tenant": work.tenant, "periode": periode, "ke": ke, "opd": list(opd)}
    return sorted(row.opd for row in await work.all(_AGAIN, key))


async def lists_of(work: Work, periode: str) -> list[Kept]:
    """The lists of a month, the first one first."""
    key = {"tenant": work.tenant, "periode": periode}
    parts = await work.all(_PARTS, key)
    return [
        Kept(**row._mapping, pd=tuple(_said(part) for part in parts if part.ke == row.ke))
        for row in await work.all(_DAFTAR, key)
    ]


def _said(part: Any) -> Said:
    return Said(part.opd, part.orang, part.jumlah, part.setuju, part.alasan, part.oleh, part.pada)


async def list_of(work: Work, periode: str, ke: int) -> Daftar:
    """One list, for the rules; Refusal 404 where there is none. A command that changes it locks the run first."""
    found = next((one for one in await lists_of(work, periode) if one.ke == ke), None)
    if found is None:
        raise Refusal(NO_LIST)
    parts = tuple(Pd(part.opd, part.orang, part.jumlah, part.setuju) for part in found.pd)
    return Daftar(periode, ke, found.tahap, parts, found.nomor)


async def say(work: Work, actor: Actor, daftar: Daftar, opd: str, *, setuju: bool, alasan: str) -> None:
    """Keep what the head of a PD says of its part."""
    values = {"opd": opd, "setuju": setuju, "alasan": alasan, "oleh": actor.id, "now": work.now}
    await work.run(_SAY, {"tenant": work.tenant, "periode": daftar.periode, "ke": daftar.ke, **values})


async def make_final(work: Work, actor: Actor, daftar: Daftar, signed: Signed) -> None:
    """The final word is said."""
    key = {"tenant": work.tenant, "periode": daftar.periode, "ke": daftar.ke}
    said = {"oleh": actor.id, "now": work.now, "nomor": signed.nomor, "jabatan": signed.jabatan}
    await work.run(_FINAL, key | said)


async def make_exported(work: Work, actor: Actor, daftar: Daftar) -> None:
    """The list has been taken for payment; the first time holds."""
    key = {"tenant": work.tenant, "periode": daftar.periode, "ke": daftar.ke}
    await work.run(_EXPORTED, key | {"oleh": actor.id, "now": work.now})


async def rows_of(work: Work, periode: str, ke: int, opd: str = "") -> list[Row]:
    """The people of a list, of one PD or (empty) of all, by PD and name."""
    key = {"tenant": work.tenant, "periode": periode, "ke": ke, "opd": opd}
    return [Row(**row._mapping) for row in await work.all(_ROWS, key)]


async def unpaid_of(work: Work, periode: str, opd: str) -> list[Unpaid]:
    """Who of a PD is paid nothing for a month, and why."""
    key = {"tenant": work.tenant, "periode": periode, "opd": opd}
    return [Unpaid(**row._mapping) for row in await work.all(_UNPAID, key)]
