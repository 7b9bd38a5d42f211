"""What a month is computed from: the facts of others as they are kept, and how they stand on its last day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from contracts.activity import DayFilled, DayMissed, MissedDayJudged, MonthMeasured
from contracts.appraisal import AppraisalFinalized
from contracts.event import Fact
from contracts.identity import Penempatan
from contracts.masa import MasaStatus
from contracts.tpp import SlipLine
from kernel.penempatan import penempatan_on
from kernel.penilai import status_on
from services.tpp.domain.slip import Finding, Month, Person
from services.tpp.store.slips import read_lines

_BULAN = """
INSERT INTO bulan (tenant, asn_id, periode, kuantitas_approved, kuantitas_target, approved_auto, pending, hari_kosong,
    kosong, ada_skp, version, event_id, traceparent)
VALUES (:tenant, :asn_id, :periode, :kuantitas_approved, :kuantitas_target, :approved_auto, :pending, :hari_kosong,
    :kosong, :ada_skp, :version, :event_id, :traceparent)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET kuantitas_approved = EXCLUDED.kuantitas_approved,
    kuantitas_target = EXCLUDED.kuantitas_target, approved_auto = EXCLUDED.approved_auto,
    pending = EXCLUDED.pending, hari_kosong = EXCLUDED.hari_kosong, kosong = EXCLUDED.kosong,
    ada_skp = EXCLUDED.ada_skp,
    version = EXCLUDED.version, event_id = EXCLUDED.event_id, traceparent = EXCLUDED.traceparent
WHERE bulan.version < EXCLUDED.version
"""
_TEMUAN = """
INSERT INTO temuan (tenant, asn_id, tanggal, sengaja, version, event_id)
VALUES (:tenant, :asn_id, :tanggal, :sengaja, :version, :event_id)
ON CONFLICT (tenant, tanggal, asn_id) DO UPDATE SET sengaja = EXCLUDED.sengaja, version = EXCLUDED.version,
    event_id = EXCLUDED.event_id
WHERE temuan.version < EXCLUDED.version
"""
_NILAI = """
INSERT INTO nilai (tenant, asn_id, tahun, predikat, nilai_kinerja, event_id)
VALUES (:tenant, :asn_id, :tahun, :predikat, :nilai_kinerja, :event_id)
ON CONFLICT (tenant, asn_id, tahun) DO UPDATE SET predikat = EXCLUDED.predikat,
    nilai_kinerja = EXCLUDED.nilai_kinerja, event_id = EXCLUDED.event_id
WHERE (nilai.predikat, nilai.nilai_kinerja) IS DISTINCT FROM (EXCLUDED.predikat, EXCLUDED.nilai_kinerja)
"""
_INPUT = """
SELECT p.asn_id, p.opd, p.jenis, p.status, p.masa_status::text AS masa_status, p.kelas_jabatan, p.tmt_jabatan,
    p.penempatan::text AS penempatan, p.event_id AS person_fact, b.kuantitas_approved, b.kuantitas_target,
    b.approved_auto, b.pending, b.hari_kosong, b.kosong, b.ada_skp, b.event_id AS month_fact, b.traceparent, s.slip_id,
    s.status AS old_status, s.total AS old_total, s.lines::text AS old_lines, s.alasan AS old_alasan, s.opd AS old_opd,
    s.pack AS old_pack, s.kelas_jabatan AS old_kelas, coalesce(s.version, 0) AS version
FROM pegawai p
LEFT JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = :periode
LEFT JOIN slip s ON s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.periode = :periode
WHERE p.tenant = :tenant AND p.validated ORDER BY p.asn_id
"""
_FINDINGS = """
SELECT asn_id, tanggal, event_id FROM temuan
WHERE tenant = :tenant AND tanggal >= :first AND tanggal <= :last AND sengaja ORDER BY tanggal
"""
_POSTS = msgspec.json.Decoder(tuple[Penempatan, ...]).decode
_SPELLS = msgspec.json.Decoder(tuple[MasaStatus, ...]).decode


async def keep_months(work: Work, facts: Sequence[Fact[MonthMeasured]]) -> None:
    """A newer version over an older one."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "periode": e.periode,
            "kuantitas_approved": e.kuantitas_approved, "kuantitas_target": e.kuantitas_target,
            "approved_auto": e.approved_auto, "pending": e.pending, "hari_kosong": len(e.hari_kosong),
            "kosong": list(e.hari_kosong), "ada_skp": e.ada_skp, "version": fact.version, "event_id": fact.id,
            "traceparent": fact.traceparent,
        }
        for fact in facts
        for e in (fact.event,)
    ]  # fmt: skip
    await work.many(_BULAN, rows)


async def keep_findings(work: Work, facts: Sequence[Fact[MissedDayJudged] | Fact[DayMissed] | Fact[DayFilled]]) -> None:
    """What the penilai found of a missed day; None while nobody has judged it as it is now (KUAN P31(1), A24)."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "tanggal": e.tanggal,
            "sengaja": e.sengaja if isinstance(e, MissedDayJudged) else None, "version": fact.version,
            "event_id": fact.id,
        }
        for fact in facts
        for e in (fact.event,)
    ]  # fmt: skip
    await work.many(_TEMUAN, rows)


async def keep_results(work: Work, facts: Sequence[Fact[AppraisalFinalized]]) -> None:
    """The final result of a year (KON P43)."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "tahun": e.tahun,
            "predikat": e.predikat.value if e.predikat else None, "nilai_kinerja": e.nilai_kinerja,
            "event_id": fact.id,
        }
        for fact in facts
        for e in (fact.event,)
    ]  # fmt: skip
    await work.many(_NILAI, rows)


class Standing(msgspec.Struct, frozen=True):
    """A person with the month as measured, and the slip that stands (version 0: none yet)."""

    asn_id: UUID
    opd: str
    person: Person
    month: Month | None
    traceparent: str | None
    slip_id: UUID | None
    version: int
    status: str
    total: int
    alasan: str
    pack: str
    lines: tuple[SlipLine, ...]


async def standing(work: Work, periode: str, last: date) -> list[Standing]:
    """Everyone whom a month concerns; `last` is its last day."""
    rows = await work.all(_INPUT, {"tenant": work.tenant, "periode": periode})
    found: dict[UUID, list[Finding]] = defaultdict(list)
    span = {"tenant": work.tenant, "first": last.replace(day=1), "last": last}
    for row in await work.all(_FINDINGS, span):
        found[row.asn_id].append(Finding(tanggal=row.tanggal, fact=str(row.event_id)))
    return [_standing(row, last, found.get(row.asn_id, [])) for row in rows]


def _standing(row: Any, last: date, findings: list[Finding]) -> Standing:
    kelas, opd = _post(row, last)
    held = status_on(_SPELLS(row.masa_status), last) if row.masa_status else None
    return Standing(
        asn_id=row.asn_id,
        opd=opd,
        person=Person(
            jenis=row.jenis,
            status=held.value if held else row.status,
            kelas_jabatan=kelas,
            fact=str(row.person_fact),
        ),
        month=_month(row, findings),
        traceparent=row.traceparent,
        slip_id=row.slip_id,
        version=row.version,
        status=row.old_status or "",
        total=row.old_total or 0,
        alasan=row.old_alasan or "",
        pack=row.old_pack or "",
        lines=read_lines(row.old_lines) if row.old_lines else (),
    )


def _post(row: Any, last: date) -> tuple[int, str]:
    """The kelas jabatan and the OPD of the post that was held on the last day of the month (reading C2)."""
    post = penempatan_on(_POSTS(row.penempatan), last)
    if post is not None and post.kelas_jabatan is not None:
        return post.kelas_jabatan, post.opd
    # told before posts had a class: one taken up after the month changes nothing of a slip that was issued
    moved = row.slip_id is not None and row.tmt_jabatan is not None and row.tmt_jabatan > last
    kelas = row.old_kelas if moved and row.old_kelas is not None else row.kelas_jabatan
    return kelas, row.old_opd if moved else row.opd


def _month(row: Any, findings: list[Finding]) -> Month | None:
    if row.month_fact is None:
        return None
    return Month(
        approved=row.kuantitas_approved,
        target=row.kuantitas_target,
        ada_skp=row.ada_skp,
        auto=row.approved_auto,
        pending=row.pending,
        missing=row.hari_kosong,
        fact=str(row.month_fact),
        sengaja=tuple(f for f in findings if f.tanggal in row.kosong),
    )
