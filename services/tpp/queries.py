"""Reads of tpp: a slip, explained, with the versions before it; a run, and what has changed since."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal, rule
from contracts.tpp import SlipDifference, SlipLine
from services.tpp import domain, store

NO_SLIP_YET = rule("tpp.slip.none_yet", 404, "Slip bulan ini belum ada.", source="implicit")
NO_SLIP = rule("tpp.slip.unknown", 404, "Slip tidak ditemukan.", source="implicit")
NO_RUN = rule("tpp.run.unknown", 404, "TPP bulan ini belum dihitung.", source="implicit")
NO_PURPOSE = rule("tpp.slip.no_purpose", 422, "Sebutkan tujuan membaca slip orang lain.", "tujuan")

OTHERS = frozenset({"pengelola_tpp", "ka_bkpp", "ka_bkpsdm", "inspektorat"})


class SlipView(Struct, frozen=True):
    """A slip as its owner sees it: each rupiah with its rule, pasal and the facts it came from.

    `selisih`, `total_sebelum` and `alasan_sebelum`: against the version before; empty and None of a first one.
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
    contoh: bool
    versi: int
    total_sebelum: int | None
    alasan_sebelum: str
    selisih: tuple[SlipDifference, ...]


class SlipVersion(Struct, frozen=True):
    """A slip as it was issued once."""

    versi: int
    status: str
    total: int
    lines: tuple[SlipLine, ...]
    alasan: str
    kebijakan: str
    issued_at: datetime


class RunView(Struct, frozen=True):
    """A finished run. `berubah`: slips that would be issued if it were run again now, for facts that came since."""

    run_id: UUID
    periode: str
    slips: int
    total: int
    pack: str
    run_at: datetime
    versi: int
    berubah: int


_VIEW = """
SELECT s.slip_id, s.asn_id, p.nama, p.jabatan, coalesce(s.kelas_jabatan, p.kelas_jabatan) AS kelas_jabatan, s.opd,
    s.periode, s.status, s.total, s.lines::text AS lines, s.alasan, s.pack AS kebijakan, s.version AS versi,
    l.total AS total_sebelum, coalesce(l.alasan, '') AS alasan_sebelum, l.lines::text AS lines_sebelum
FROM slip s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
LEFT JOIN slip_lama l ON l.tenant = s.tenant AND l.slip_id = s.slip_id AND l.version = s.version - 1
WHERE s.tenant = :tenant
"""
_VERSIONS = """
SELECT version AS versi, status, total, lines::text AS lines, alasan, pack AS kebijakan, issued_at
FROM slip_lama WHERE tenant = :tenant AND slip_id = :id
UNION ALL
SELECT version, status, total, lines::text, alasan, pack, issued_at FROM slip
WHERE tenant = :tenant AND slip_id = :id ORDER BY versi DESC
"""
_RUN = """
SELECT run_id, periode, slips, total, pack, run_at, version AS versi FROM run
WHERE tenant = :tenant AND periode = :periode
"""


def _view(work: Work, row: Any) -> SlipView:
    fields = dict(row._mapping)
    lines, before = store.read_lines(fields.pop("lines")), fields.pop("lines_sebelum")
    changed = domain.differences(store.read_lines(before), lines) if before else ()
    return SlipView(lines=lines, contoh=store.is_example(work, row.kebijakan), selisih=changed, **fields)


async def mine(work: Work, actor: Actor, periode: str) -> SlipView:
    """The actor's own slip of a month."""
    row = await work.one(
        f"{_VIEW} AND s.asn_id = :actor AND s.periode = :periode",
        {"tenant": work.tenant, "actor": actor.id, "periode": periode},
    )
    if row is None:
        raise Refusal(NO_SLIP_YET)
    return _view(work, row)


async def slip(work: Work, actor: Actor, slip_id: UUID, tujuan: str | None) -> SlipView:
    """A slip: one's own, or as one of those who may see others'; the reading of another's is kept with its purpose."""
    row = await work.one(f"{_VIEW} AND s.slip_id = :id", {"tenant": work.tenant, "id": slip_id})
    if row is None or (row.asn_id != actor.id and not await _may_see_others(work, actor)):
        raise Refusal(NO_SLIP)
    if row.asn_id != actor.id:
        if not tujuan:
            raise Refusal(NO_PURPOSE)
        await keep_reading(work, actor, "slip.read", [row.asn_id], tujuan, slip=str(slip_id))
    return _view(work, row)


async def versions(work: Work, actor: Actor, slip_id: UUID, tujuan: str | None) -> list[SlipVersion]:
    """Every version of a slip as it was issued, the newest first, for those who may see the slip."""
    await slip(work, actor, slip_id, tujuan)
    rows = await work.all(_VERSIONS, {"tenant": work.tenant, "id": slip_id})
    return [SlipVersion(**{**r._mapping, "lines": store.read_lines(r.lines)}) for r in rows]


async def run_of(work: Work, periode: str, changed: int) -> RunView:
    """The run of a month."""
    row = await work.one(_RUN, {"tenant": work.tenant, "periode": periode})
    if row is None:
        raise Refusal(NO_RUN)
    return RunView(**row._mapping, berubah=changed)


async def _may_see_others(work: Work, actor: Actor) -> bool:
    row = await work.one(
        "SELECT peran FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id}
    )
    return row is not None and bool(set(row.peran) & OTHERS)
