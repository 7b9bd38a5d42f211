"""The people of a list with what the papers of a payment say of each: post of the month, kinds of TPP, deductions."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from contracts.identity import Penempatan
from kernel.penempatan import penempatan_on
from services.tpp.domain.lembar import NOTHING, Pecahan, split
from services.tpp.store.slips import read_lines

# The version that a list carries may have been replaced since; what earlier lists pay is what their last version says.
_PAID = """
WITH versi AS (
    SELECT tenant, slip_id, version, lines, pack FROM slip WHERE tenant = :tenant AND periode = :periode
    UNION ALL
    SELECT l.tenant, l.slip_id, l.version, l.lines, l.pack FROM slip_lama l
    JOIN slip s ON s.tenant = l.tenant AND s.slip_id = l.slip_id
    WHERE l.tenant = :tenant AND s.periode = :periode
)
SELECT b.asn_id, p.nip, p.nama, p.jabatan, p.jenis, p.golongan, p.penempatan::text AS penempatan, b.opd, b.dibayar,
    n.lines::text AS lines, n.pack, e.lines::text AS before
FROM daftar_baris b
JOIN pegawai p ON p.tenant = b.tenant AND p.asn_id = b.asn_id
JOIN versi n ON n.slip_id = b.slip_id AND n.version = b.slip_versi
LEFT JOIN LATERAL (
    SELECT c.slip_id, c.slip_versi FROM daftar_baris c WHERE c.tenant = b.tenant AND c.periode = b.periode
        AND c.asn_id = b.asn_id AND c.ke < b.ke ORDER BY c.ke DESC LIMIT 1
) c ON true
LEFT JOIN versi e ON e.slip_id = c.slip_id AND e.version = c.slip_versi
WHERE b.tenant = :tenant AND b.periode = :periode AND b.ke = :ke
ORDER BY b.opd, p.nama, b.asn_id
"""
_ALL_UNPAID = """
SELECT s.opd, p.nip, p.nama, p.jabatan, s.status, s.alasan FROM slip s
JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.periode = :periode AND s.status <> 'payable' ORDER BY s.opd, p.nama, p.asn_id
"""
_POSTS = msgspec.json.Decoder(tuple[Penempatan, ...]).decode


class Dibayar(msgspec.Struct, frozen=True):
    """A person in a list. `pecahan`: what this list pays, by kind and deduction; its net is `dibayar`."""

    asn_id: UUID
    nip: str
    nama: str
    jabatan: str
    jenis_jabatan: str
    jenis: str
    golongan: str
    opd: str
    dibayar: int
    pack: str
    pecahan: Pecahan


class TidakDibayar(msgspec.Struct, frozen=True):
    """A person who is paid nothing for the month, and why."""

    opd: str
    nip: str
    nama: str
    jabatan: str
    status: str
    alasan: str


async def paid_of(work: Work, periode: str, ke: int) -> list[Dibayar]:
    """The people of a list, by PD and name."""
    year, month = map(int, periode.split("-"))
    last = date(year, month, calendar.monthrange(year, month)[1])
    key = {"tenant": work.tenant, "periode": periode, "ke": ke}
    return [_paid(row, last) for row in await work.all(_PAID, key)]


def _paid(row: Any, last: date) -> Dibayar:
    post = penempatan_on(_POSTS(row.penempatan), last)
    before = split(read_lines(row.before)) if row.before else NOTHING
    return Dibayar(
        asn_id=row.asn_id, nip=row.nip, nama=row.nama, jabatan=post.jabatan if post else row.jabatan,
        jenis_jabatan=post.jenis_jabatan.value if post else "", jenis=row.jenis, golongan=row.golongan, opd=row.opd,
        dibayar=row.dibayar, pack=row.pack, pecahan=split(read_lines(row.lines)).less(before),
    )  # fmt: skip


async def all_unpaid(work: Work, periode: str) -> list[TidakDibayar]:
    """Everybody who is paid nothing for a month, by PD and name."""
    rows = await work.all(_ALL_UNPAID, {"tenant": work.tenant, "periode": periode})
    return [TidakDibayar(**row._mapping) for row in rows]
