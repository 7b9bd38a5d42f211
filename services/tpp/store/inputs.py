"""What a month is computed from: the facts of others as they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.db import Work
from contracts.activity import DayFilled, DayMissed, MissedDayJudged, MonthMeasured
from contracts.appraisal import AppraisalFinalized
from contracts.event import Fact

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
