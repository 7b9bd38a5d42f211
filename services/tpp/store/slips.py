"""Slips as they are issued: the version that stands, and those before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.engine import Row

from chassis.db import Work, json_of
from chassis.retelling import State
from contracts.tpp import SlipLine, TppSlipIssued
from services.tpp.domain.facts import Isi, Terbit, slip_issued
from services.tpp.store.policies import named

# What was issued is kept as it was, before its next version takes its place.
_KEEP = """
INSERT INTO slip_lama (tenant, slip_id, version, opd, kelas_jabatan, status, total, lines, alasan, pack, issued_at)
SELECT tenant, slip_id, version, opd, kelas_jabatan, status, total, lines, alasan, pack, issued_at
FROM slip WHERE tenant = :tenant AND slip_id = ANY(:ids)
"""
_SLIP = """
INSERT INTO slip (tenant, slip_id, run_id, asn_id, periode, opd, kelas_jabatan, status, total, lines, alasan, pack,
    issued_at, version, susulan, sidik)
VALUES (:tenant, :slip_id, :run_id, :asn_id, :periode, :opd, :kelas_jabatan, :status, :total, CAST(:lines AS jsonb),
    :alasan, :pack, :now, :version, :susulan, :sidik)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET run_id = EXCLUDED.run_id, opd = EXCLUDED.opd,
    kelas_jabatan = EXCLUDED.kelas_jabatan, status = EXCLUDED.status, total = EXCLUDED.total, lines = EXCLUDED.lines,
    alasan = EXCLUDED.alasan, pack = EXCLUDED.pack, issued_at = EXCLUDED.issued_at, version = EXCLUDED.version,
    susulan = EXCLUDED.susulan, sidik = EXCLUDED.sidik
"""
_VIEW = """
SELECT s.slip_id, s.asn_id, p.nama, p.jabatan, coalesce(s.kelas_jabatan, p.kelas_jabatan) AS kelas_jabatan, s.opd,
    s.periode, s.status, s.total, s.lines::text AS lines, s.alasan, s.pack AS kebijakan, s.version AS versi, s.susulan,
    l.total AS total_sebelum, coalesce(l.alasan, '') AS alasan_sebelum, l.lines::text AS lines_sebelum,
    coalesce(d.tahap, '') AS tahap
FROM slip s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
LEFT JOIN slip_lama l ON l.tenant = s.tenant AND l.slip_id = s.slip_id AND l.version = s.version - 1
LEFT JOIN daftar d ON d.tenant = s.tenant AND d.periode = s.periode AND d.ke = s.susulan
WHERE s.tenant = :tenant
    AND (s.slip_id = :slip_id OR (CAST(:slip_id AS uuid) IS NULL AND s.asn_id = :asn_id AND s.periode = :periode))
"""
_VERSIONS = """
SELECT version AS versi, status, total, lines::text AS lines, alasan, pack AS kebijakan, issued_at
FROM slip_lama WHERE tenant = :tenant AND slip_id = :id
UNION ALL
SELECT version, status, total, lines::text, alasan, pack, issued_at FROM slip
WHERE tenant = :tenant AND slip_id = :id ORDER BY versi DESC
"""
_STATE = """
SELECT s.slip_id, s.run_id, s.asn_id, s.periode, s.opd, s.status, s.total, s.lines::text AS lines, s.alasan, s.pack,
    s.kelas_jabatan, s.version, s.susulan, l.total AS total_sebelum, coalesce(l.status, '') AS status_sebelum,
    coalesce(l.alasan, '') AS alasan_sebelum, l.lines::text AS lines_sebelum
FROM slip s LEFT JOIN slip_lama l ON l.tenant = s.tenant AND l.slip_id = s.slip_id AND l.version = s.version - 1
WHERE s.tenant = :tenant AND s.slip_id = ANY(:ids) ORDER BY s.slip_id
"""
read_lines = msgspec.json.Decoder(tuple[SlipLine, ...]).decode


class Stored(msgspec.Struct, frozen=True):
    """A slip as it stands, with the names of its owner and what the version before it said.

    `tahap`: how far the list is that carries this version; `susulan`: which list, 0 for the first of the month.
    """

    slip_id: UUID
    asn_id: UUID
    nama: str
    jabatan: str
    kelas_jabatan: int
    opd: str
    periode: str
    status: str
    total: int
    lines: tuple[SlipLine, ...]
    alasan: str
    kebijakan: str
    versi: int
    susulan: int
    tahap: str
    total_sebelum: int | None
    alasan_sebelum: str
    lines_sebelum: tuple[SlipLine, ...]


class SlipVersion(msgspec.Struct, frozen=True):
    """A slip as it was issued once."""

    versi: int
    status: str
    total: int
    lines: tuple[SlipLine, ...]
    alasan: str
    kebijakan: str
    issued_at: datetime


def is_example(work: Work, pack: str) -> bool:
    """Whether a policy of amounts binds nobody."""
    return any(one.head.example for one in work.packs if one.id == pack)


async def keep_slips(work: Work, issued: Sequence[TppSlipIssued], prints: Sequence[str]) -> None:
    """The versions before step aside; these stand now, each with its print."""
    again = [event.slip_id for event in issued if event.versi > 1]
    if again:
        await work.run(_KEEP, {"tenant": work.tenant, "ids": again})
    await work.many(_SLIP, [_row(work, event) | {"sidik": sidik} for event, sidik in zip(issued, prints, strict=True)])


def _row(work: Work, event: TppSlipIssued) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "slip_id": event.slip_id, "run_id": event.run_id, "asn_id": event.asn_id,
        "periode": event.periode, "opd": event.opd, "kelas_jabatan": event.kelas_jabatan, "status": event.status,
        "total": event.total, "lines": json_of(event.lines), "alasan": event.alasan, "pack": event.pack,
        "now": work.now, "version": event.versi, "susulan": event.susulan,
    }  # fmt: skip


async def slip_of(
    work: Work, *, slip_id: UUID | None = None, asn_id: UUID | None = None, periode: str = ""
) -> Stored | None:
    """A slip by its id, or by its owner and month."""
    row = await work.one(_VIEW, {"tenant": work.tenant, "slip_id": slip_id, "asn_id": asn_id, "periode": periode})
    if row is None:
        return None
    fields = dict(row._mapping)
    lines, before = fields.pop("lines"), fields.pop("lines_sebelum")
    return Stored(**fields, lines=read_lines(lines), lines_sebelum=read_lines(before) if before else ())


async def versions_of(work: Work, slip_id: UUID) -> list[SlipVersion]:
    """Every version as it was issued, the newest first."""
    rows = await work.all(_VERSIONS, {"tenant": work.tenant, "id": slip_id})
    return [SlipVersion(**{**row._mapping, "lines": read_lines(row.lines)}) for row in rows]


async def slips_again(work: Work, rows: Sequence[Any]) -> list[State]:
    """The slips of a page as their events say them, each against the version before it."""
    ids = [row.slip_id for row in rows]
    names = await named(work)
    return [_issued(work, row, names) for row in await work.all(_STATE, {"tenant": work.tenant, "ids": ids})]


def _issued(work: Work, row: Row[Any], names: Mapping[str, str]) -> State:
    now = Isi(row.status, row.total, read_lines(row.lines), row.alasan)
    by = Terbit(
        run_id=row.run_id, periode=row.periode, susulan=row.susulan, pack=row.pack, contoh=is_example(work, row.pack),
        dasar=names.get(row.pack, ""),
    )  # fmt: skip
    before = None
    if row.lines_sebelum:
        before = Isi(row.status_sebelum, row.total_sebelum, read_lines(row.lines_sebelum), row.alasan_sebelum)
    event = slip_issued(
        row.slip_id, row.asn_id, row.opd, row.kelas_jabatan, now, by, versi=row.version, before=before
    )  # fmt: skip
    return event, row.version
