"""Figures over time: months in a row, units of a PD, and how honestly entries are decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work

# What a person's month came to: as it was measured, or so far.
_MONTHS = """
SELECT p.asn_id, p.opd, p.unit, m.periode, coalesce(b.by_penilai, j.by_penilai) AS penilai,
    coalesce(b.by_auto, j.by_auto) AS sistem, coalesce(b.rejected, j.rejected) AS dikembalikan,
    coalesce(b.pending, j.submitted - j.by_penilai - j.by_auto - j.rejected) AS belum
FROM pegawai p CROSS JOIN unnest(CAST(:months AS text[])) AS m (periode)
LEFT JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = m.periode
LEFT JOIN bulan_berjalan j ON j.tenant = p.tenant AND j.asn_id = p.asn_id AND j.periode = m.periode
WHERE p.tenant = :tenant AND p.validated {narrowed}
"""
_SUMS = """
coalesce(sum(penilai), 0)::bigint AS penilai, coalesce(sum(sistem), 0)::bigint AS sistem,
coalesce(sum(dikembalikan), 0)::bigint AS dikembalikan, coalesce(sum(belum), 0)::bigint AS belum
"""
# Months that somebody has entries in: nobody without any is looked at, other than above.
_TREND = """
SELECT t.periode, {sums} FROM (
    SELECT asn_id, periode, by_penilai AS penilai, by_auto AS sistem, rejected AS dikembalikan, pending AS belum
    FROM bulan WHERE tenant = :tenant AND periode = ANY(:months)
    UNION ALL
    SELECT asn_id, periode, by_penilai, by_auto, rejected, submitted - by_penilai - by_auto - rejected
    FROM bulan_berjalan j WHERE tenant = :tenant AND periode = ANY(:months) AND NOT EXISTS (
        SELECT FROM bulan b WHERE b.tenant = j.tenant AND b.asn_id = j.asn_id AND b.periode = j.periode)
) t JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = t.asn_id AND p.validated {narrowed} GROUP BY t.periode
"""
_UNITS = "SELECT unit AS nama, count(*) AS asn, {sums} FROM ({months}) t GROUP BY unit ORDER BY unit"
_PEOPLE = """
SELECT coalesce(o.nama, t.opd) AS nama, count(*) AS asn, {sums}, count(*) FILTER (WHERE penilai > 0) AS o_penilai,
    count(*) FILTER (WHERE sistem > 0) AS o_sistem, count(*) FILTER (WHERE dikembalikan > 0) AS o_dikembalikan,
    count(*) FILTER (WHERE belum > 0) AS o_belum,
    count(*) FILTER (WHERE penilai + sistem + dikembalikan + belum > 0) AS o_semua
FROM ({months}) t LEFT JOIN opd o ON o.tenant = :tenant AND o.kode = t.opd GROUP BY t.opd, o.nama ORDER BY nama
"""
# A pile: entries that one penilai approved in one act, from :pile on. Days are of the entries.
_HONEST = """
WITH dipilih AS (
    SELECT c.asn_id, c.keadaan, c.penilai_id, c.diputus, c.masuk FROM catatan c
    {joined} WHERE c.tenant = :tenant AND c.tanggal BETWEEN :dari AND :sampai {narrowed}
), tumpukan AS (
    SELECT count(*) AS n FROM dipilih WHERE keadaan = 'approved' AND penilai_id IS NOT NULL
    GROUP BY penilai_id, diputus HAVING count(*) >= :pile
)
SELECT count(*) FILTER (WHERE keadaan = 'approved') AS penilai, count(*) FILTER (WHERE keadaan = 'auto') AS sistem,
    count(DISTINCT asn_id) FILTER (WHERE keadaan IN ('approved', 'auto')) AS orang,
    (SELECT coalesce(sum(n), 0) FROM tumpukan)::bigint AS bertumpuk,
    round(CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM diputus - masuk) / 3600)
        FILTER (WHERE keadaan = 'approved' AND masuk IS NOT NULL) AS numeric), 1)::text AS median_jam
FROM dipilih
"""


class Counts(Struct, frozen=True):
    """Entries by what became of them."""

    penilai: int
    sistem: int
    dikembalikan: int
    belum: int


class Month(Struct, frozen=True):
    """A month of several."""

    periode: str
    penilai: int
    sistem: int
    dikembalikan: int
    belum: int


class Unit(Struct, frozen=True):
    """A unit in a month, with its people."""

    nama: str
    asn: int
    penilai: int
    sistem: int
    dikembalikan: int
    belum: int


class Honest(Struct, frozen=True):
    """How entries of a month were decided: by a penilai or by the system, and how.

    `median_jam`: hours from an entry to its approval, the middle one, as a decimal text; None: nothing was approved.
    `bertumpuk`: how many of those that a penilai approved were in an act for many at once. `orang`: whose they are.
    """

    penilai: int
    sistem: int
    orang: int
    bertumpuk: int
    median_jam: str | None


class Behind(Struct, frozen=True):
    """A PD in a month: its entries by what became of them, and how many people are behind each figure."""

    nama: str
    asn: int
    sel: tuple[int, ...]
    orang: tuple[int, ...]


async def trend(work: Work, months: Sequence[str], *, opd: str = "", asn_id: UUID | None = None) -> list[Month]:
    """Months in their order: of a person, of a PD or (both empty) of the Pemda."""
    narrowed = "AND p.asn_id = :asn_id" if asn_id else "AND p.opd = :opd" if opd else ""
    sql = _TREND.format(sums=_SUMS, narrowed=narrowed)
    rows = await _all(work, sql, months=list(months), opd=opd, asn_id=asn_id)
    found = {row.periode: Month(**row._mapping) for row in rows}
    return [found.get(periode) or Month(periode, 0, 0, 0, 0) for periode in months]


async def units(work: Work, periode: str, opd: str) -> list[Unit]:
    """The units of a PD in a month."""
    sql = _UNITS.format(sums=_SUMS, months=_MONTHS.format(narrowed="AND p.opd = :opd"))
    return [Unit(**row._mapping) for row in await _all(work, sql, months=[periode], opd=opd)]


async def behind(work: Work, periode: str) -> list[Behind]:
    """Every PD in a month, for what is published."""
    sql = _PEOPLE.format(sums=_SUMS, months=_MONTHS.format(narrowed=""))
    rows = await _all(work, sql, months=[periode])
    kinds = ("penilai", "sistem", "dikembalikan", "belum")
    found = []
    for row in rows:
        cells = tuple(int(getattr(row, name)) for name in kinds)
        people = tuple(int(getattr(row, f"o_{name}")) for name in (*kinds, "semua"))
        found.append(Behind(row.nama, int(row.asn), (*cells, sum(cells)), people))
    return found


async def honest(
    work: Work, dari: date, sampai: date, pile: int, *, opd: str = "", penilai_id: UUID | None = None
) -> Honest:
    """Of the Pemda, of a PD, or of what one penilai decided."""
    narrowed = "AND c.penilai_id = :penilai_id" if penilai_id else "AND p.opd = :opd" if opd else ""
    joined = "JOIN pegawai p ON p.tenant = c.tenant AND p.asn_id = c.asn_id" if opd else ""
    sql = _HONEST.format(narrowed=narrowed, joined=joined)
    (row,) = await _all(work, sql, dari=dari, sampai=sampai, pile=pile, opd=opd, penilai_id=penilai_id)
    return Honest(**row._mapping)


async def _all(work: Work, sql: str, **given: Any) -> list[Any]:
    values = {"tenant": work.tenant, **given}
    return await work.all(sql, {name: value for name, value in values.items() if f":{name}" in sql})
