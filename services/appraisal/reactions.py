"""What appraisal does when others report facts: know people, open the year, take the measurement."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from chassis.db import Work
from chassis.ids import new_id
from contracts.activity import MonthMeasured
from contracts.appraisal import AppraisalOpened
from contracts.event import Fact
from contracts.identity import PegawaiRecorded
from contracts.skp import RealisasiMeasured, SkpSet
from services.appraisal.domain import target_of
from services.appraisal.policy import AppraisalPolicy

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, opd, atasan_id, jenis_jabatan)
VALUES (:tenant, :asn_id, :nama, :opd, :atasan_id, :jenis_jabatan)
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, opd = EXCLUDED.opd,
    atasan_id = EXCLUDED.atasan_id, jenis_jabatan = EXCLUDED.jenis_jabatan
"""
_OPEN = """
INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, pack, version)
VALUES (:tenant, :id, :asn_id, :tahun, 'opened', :target, :pack, 1)
ON CONFLICT (tenant, asn_id, tahun) DO NOTHING RETURNING appraisal_id
"""
_BULAN = """
INSERT INTO bulan (tenant, asn_id, periode, by_penilai, by_auto, rejected)
VALUES (:tenant, :asn_id, :periode, :by_penilai, :by_auto, :rejected)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET by_penilai = EXCLUDED.by_penilai,
    by_auto = EXCLUDED.by_auto, rejected = EXCLUDED.rejected
"""


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who appraises whom."""
    await work.many(
        _PEGAWAI,
        [
            {
                "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "opd": e.opd, "atasan_id": e.atasan_id,
                "jenis_jabatan": e.jenis_jabatan.value,
            }
            for e in (fact.event for fact in facts)
        ],
    )  # fmt: skip


async def open_appraisal(work: Work, fact: Fact[SkpSet]) -> None:
    """Open the yearly appraisal once the first SKP of the year is set."""
    event = fact.event
    pack = work.packs.resolve(work.tenant, event.mulai)
    target = "; ".join(f"{b.uraian}: {target_of(b)}" for b in event.butir)
    values = {"tenant": work.tenant, "id": new_id(), "asn_id": event.asn_id, "tahun": event.tahun}
    row = await work.one(_OPEN, {**values, "target": target, "pack": pack.id})
    if row is not None:
        scoring = pack.section("appraisal", AppraisalPolicy).scoring.value
        opened = AppraisalOpened(appraisal_id=row.appraisal_id, asn_id=event.asn_id, tahun=event.tahun, scoring=scoring)
        await work.record(opened, 1)


async def take_measurement(work: Work, fact: Fact[RealisasiMeasured]) -> None:
    """The owner's measurement is the SKP value the penilai starts from (KON P25(1)); a signed one stays as it is."""
    await work.run(
        "UPDATE appraisal SET capaian = :capaian WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun"
        " AND state = 'opened'",
        {
            "tenant": work.tenant, "asn": fact.event.asn_id, "tahun": fact.event.tahun,
            "capaian": Decimal(fact.event.capaian),
        },
    )  # fmt: skip


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
