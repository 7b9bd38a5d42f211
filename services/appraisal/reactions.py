"""What appraisal does when others report facts: know people, open the year, keep its segments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.activity import MonthMeasured
from contracts.appraisal import AppraisalOpened
from contracts.event import Fact
from contracts.identity import PegawaiRecorded
from contracts.masa import Sebagai
from contracts.skp import RealisasiConfirmed, RealisasiMeasured, SkpClosed, SkpSet
from kernel.penilai import penilai_on
from services.appraisal import store
from services.appraisal.domain.judgement import target_of
from services.appraisal.policy import AppraisalPolicy

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, opd, atasan_id, jenis_jabatan, peran, tmt_jabatan, penempatan,
    kosong)
VALUES (:tenant, :asn_id, :nama, :opd, :atasan_id, :jenis_jabatan, :peran, :tmt_jabatan, CAST(:penempatan AS jsonb),
    :kosong)
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, opd = EXCLUDED.opd,
    atasan_id = EXCLUDED.atasan_id, jenis_jabatan = EXCLUDED.jenis_jabatan, peran = EXCLUDED.peran,
    tmt_jabatan = EXCLUDED.tmt_jabatan, penempatan = EXCLUDED.penempatan, kosong = EXCLUDED.kosong
"""
_OPEN = """
INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, pack, version)
VALUES (:tenant, :id, :asn_id, :tahun, 'opened', :target, :pack, 1)
ON CONFLICT (tenant, asn_id, tahun) DO NOTHING RETURNING appraisal_id
"""
_BEGUN = """
INSERT INTO segmen AS s (tenant, skp_id, asn_id, tahun, mulai, selesai, penilai_id, target)
VALUES (:tenant, :skp_id, :asn_id, :tahun, :mulai, :selesai, :penilai, :target)
ON CONFLICT (tenant, skp_id) DO UPDATE SET mulai = EXCLUDED.mulai, target = EXCLUDED.target,
    selesai = CASE WHEN s.sebab = '' THEN EXCLUDED.selesai ELSE s.selesai END
"""
_ENDED = """
INSERT INTO segmen (tenant, skp_id, asn_id, tahun, mulai, selesai, sebab, penilai_id)
VALUES (:tenant, :skp_id, :asn_id, :tahun, :mulai, :selesai, :sebab, :penilai)
ON CONFLICT (tenant, skp_id) DO UPDATE SET selesai = EXCLUDED.selesai, sebab = EXCLUDED.sebab,
    penilai_id = EXCLUDED.penilai_id RETURNING tahun
"""
# told before segments were: what it is of is known from its setting
_ENDED_KNOWN = """
UPDATE segmen SET selesai = :selesai, sebab = :sebab WHERE tenant = :tenant AND skp_id = :skp_id RETURNING tahun
"""
_MEASURED = """
INSERT INTO segmen (tenant, skp_id, asn_id, tahun, mulai, selesai, capaian, belum, measured_on)
VALUES (:tenant, :skp_id, :asn_id, :tahun, :mulai, :selesai, :capaian, :belum, :on)
ON CONFLICT (tenant, skp_id) DO UPDATE SET capaian = EXCLUDED.capaian, belum = EXCLUDED.belum,
    measured_on = CASE WHEN :retold THEN coalesce(segmen.measured_on, EXCLUDED.measured_on)
        ELSE EXCLUDED.measured_on END,
    confirmed = :retold AND segmen.confirmed AND segmen.capaian = EXCLUDED.capaian
"""
_BULAN = """
INSERT INTO bulan (tenant, asn_id, periode, by_penilai, by_auto, rejected)
VALUES (:tenant, :asn_id, :periode, :by_penilai, :by_auto, :rejected)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET by_penilai = EXCLUDED.by_penilai,
    by_auto = EXCLUDED.by_auto, rejected = EXCLUDED.rejected
"""


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who appraises whom, in which post since when, and who holds which role."""
    await work.many(
        _PEGAWAI,
        [
            {
                "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "opd": e.opd, "atasan_id": e.atasan_id,
                "jenis_jabatan": e.jenis_jabatan.value, "peran": list(e.peran), "tmt_jabatan": e.tmt_jabatan,
                "penempatan": json_of(e.penempatan), "kosong": _is_vacant(e, work.today),
            }
            for e in (fact.event for fact in facts)
        ],
    )  # fmt: skip


def _is_vacant(e: PegawaiRecorded, today: date) -> bool:
    """Whether nobody at all is pejabat penilai, as one told without a person is the Bupati otherwise (KON P34(4))."""
    term = penilai_on(e.penilai, today)
    return e.atasan_id is None and term is not None and term.sebagai is Sebagai.KOSONG


async def open_appraisal(work: Work, fact: Fact[SkpSet]) -> None:
    """Open the yearly appraisal once the first SKP of the year is set; each SKP is a segment of it (KON P26)."""
    event = fact.event
    pack = work.packs.resolve(work.tenant, event.mulai)
    target = "; ".join(f"{b.uraian}: {target_of(b)}" for b in event.butir)
    values = {"tenant": work.tenant, "id": new_id(), "asn_id": event.asn_id, "tahun": event.tahun}
    row = await work.one(_OPEN, {**values, "target": target, "pack": pack.id})
    if row is not None:
        scoring = pack.section("appraisal", AppraisalPolicy).scoring.value
        opened = AppraisalOpened(appraisal_id=row.appraisal_id, asn_id=event.asn_id, tahun=event.tahun, scoring=scoring)
        await work.record(opened, 1)
    of = {"skp_id": event.skp_id, "mulai": event.mulai, "selesai": event.selesai, "penilai": event.penilai_id}
    await work.run(_BEGUN, values | of | {"target": target})
    await store.refresh(work, event.asn_id, event.tahun)


async def end_segment(work: Work, fact: Fact[SkpClosed]) -> None:
    """A segment ends; from now on it waits for its own penilai, where he is another (KON P26)."""
    event = fact.event
    values = {
        "tenant": work.tenant, "skp_id": event.skp_id, "asn_id": event.asn_id, "tahun": event.tahun,
        "mulai": event.mulai, "selesai": event.selesai, "sebab": event.sebab, "penilai": event.penilai_id,
    }  # fmt: skip
    row = await work.one(_ENDED if event.tahun and event.mulai else _ENDED_KNOWN, values)
    if row is not None:
        await store.refresh(work, event.asn_id, row.tahun)


async def take_measurement(work: Work, fact: Fact[RealisasiMeasured]) -> None:
    """What the owner measured is of one segment, and what the penilai starts from (KON P25(1), P26)."""
    event = fact.event
    values = {
        "tenant": work.tenant, "skp_id": event.skp_id, "asn_id": event.asn_id, "tahun": event.tahun,
        "mulai": event.mulai or date(event.tahun, 1, 1), "selesai": event.selesai or date(event.tahun, 12, 31),
        "capaian": Decimal(event.capaian), "belum": list(event.belum), "on": event.measured_on,
        "retold": fact.retold,
    }  # fmt: skip
    await work.run(_MEASURED, values)
    await store.refresh(work, event.asn_id, event.tahun)


async def close_segment(work: Work, fact: Fact[RealisasiConfirmed]) -> None:
    """Its own penilai has closed a segment (KON P26)."""
    await work.run(
        "UPDATE segmen SET confirmed = true WHERE tenant = :tenant AND skp_id = :skp",
        {"tenant": work.tenant, "skp": fact.event.skp_id},
    )


async def know_month(work: Work, facts: Sequence[Fact[MonthMeasured]]) -> None:
    """Keep how much of the evidence was verified and how much only approved by the system."""
    await work.many(
        _BULAN,
        [
            {
                "tenant": work.tenant, "asn_id": e.asn_id, "periode": e.periode, "by_penilai": e.approved_by_penilai,
                "by_auto": e.approved_auto, "rejected": e.rejected,
            }
            for e in (fact.event for fact in facts)
        ],
    )  # fmt: skip
