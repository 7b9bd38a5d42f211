"""What tpp does when others report facts: keep what a slip is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chassis.db import Work, json_of
from contracts.activity import DayFilled, DayMissed, MissedDayJudged, MonthMeasured
from contracts.appraisal import AppraisalFinalized
from contracts.event import Fact
from contracts.identity import PegawaiRecorded

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, jabatan, opd, jenis, status, kelas_jabatan, validated, peran, event_id,
    tmt_jabatan, masa_status, penempatan)
VALUES (:tenant, :asn_id, :nama, :jabatan, :opd, :jenis, :status, :kelas_jabatan, :validated, :peran, :event_id,
    :tmt_jabatan, CAST(:masa_status AS jsonb), CAST(:penempatan AS jsonb))
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, jabatan = EXCLUDED.jabatan, opd = EXCLUDED.opd,
    jenis = EXCLUDED.jenis, status = EXCLUDED.status, kelas_jabatan = EXCLUDED.kelas_jabatan,
    validated = EXCLUDED.validated, peran = EXCLUDED.peran, event_id = EXCLUDED.event_id,
    tmt_jabatan = EXCLUDED.tmt_jabatan, masa_status = EXCLUDED.masa_status, penempatan = EXCLUDED.penempatan
WHERE (pegawai.nama, pegawai.jabatan, pegawai.opd, pegawai.jenis, pegawai.status, pegawai.kelas_jabatan,
    pegawai.validated, pegawai.peran, pegawai.tmt_jabatan, pegawai.masa_status, pegawai.penempatan)
    IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.jabatan, EXCLUDED.opd, EXCLUDED.jenis, EXCLUDED.status,
    EXCLUDED.kelas_jabatan, EXCLUDED.validated, EXCLUDED.peran, EXCLUDED.tmt_jabatan, EXCLUDED.masa_status,
    EXCLUDED.penempatan)
"""
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


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep whom the pay concerns, in which class."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "jabatan": e.jabatan, "opd": e.opd,
            "jenis": e.jenis.value, "status": e.status.value, "kelas_jabatan": e.kelas_jabatan,
            "validated": e.validated, "peran": list(e.peran), "event_id": fact.id, "tmt_jabatan": e.tmt_jabatan,
            # one status all along is the person's own
            "masa_status": json_of(e.masa_status) if len(e.masa_status) > 1 else None,
            "penempatan": json_of(e.penempatan),
        }
        for fact in facts
        for e in (fact.event,)
    ]  # fmt: skip
    await work.many(_PEGAWAI, rows)


async def know_month(work: Work, facts: Sequence[Fact[MonthMeasured]]) -> None:
    """Keep the measured month as last measured, and where it came from; no slip moves by itself."""
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


async def know_finding(work: Work, facts: Sequence[Fact[MissedDayJudged]]) -> None:
    """Keep what the penilai found of a missed day (KUAN P31(1))."""
    await work.many(_TEMUAN, [_finding(work, fact, fact.event.sengaja) for fact in facts])


async def forget_finding(work: Work, facts: Sequence[Fact[DayMissed] | Fact[DayFilled]]) -> None:
    """A day that is missing, or missing no more: nobody has judged it as it is now (KUAN P31(1), reading A24)."""
    await work.many(_TEMUAN, [_finding(work, fact, None) for fact in facts])


def _finding(work: Work, fact: Fact[Any], sengaja: bool | None) -> dict[str, Any]:
    e = fact.event
    return {
        "tenant": work.tenant, "asn_id": e.asn_id, "tanggal": e.tanggal, "sengaja": sengaja, "version": fact.version,
        "event_id": fact.id,
    }  # fmt: skip


async def know_appraisal(work: Work, facts: Sequence[Fact[AppraisalFinalized]]) -> None:
    """Keep the final result of a year (KON P43)."""
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
