"""What activity does when identity or skp report a fact: keep the few columns its rules need."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.db import Work
from contracts.event import Fact
from contracts.identity import CalendarDaySet, PegawaiRecorded
from contracts.skp import SkpSet

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, opd, atasan_id, status, validated, tmt_jabatan)
VALUES (:tenant, :asn_id, :nama, :opd, :atasan_id, :status, :validated, :tmt_jabatan)
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, opd = EXCLUDED.opd,
    atasan_id = EXCLUDED.atasan_id, status = EXCLUDED.status, validated = EXCLUDED.validated,
    tmt_jabatan = EXCLUDED.tmt_jabatan
"""
_LIBUR = """
INSERT INTO hari_libur (tenant, tanggal, libur) VALUES (:tenant, :tanggal, :libur)
ON CONFLICT (tenant, tanggal) DO UPDATE SET libur = EXCLUDED.libur
"""
_BUTIR = """
INSERT INTO butir (tenant, butir_id, asn_id, skp_id, kategori, uraian, target, mulai, selesai)
VALUES (:tenant, :butir_id, :asn_id, :skp_id, :kategori, :uraian, :target, :mulai, :selesai)
ON CONFLICT (tenant, butir_id) DO UPDATE SET kategori = EXCLUDED.kategori, uraian = EXCLUDED.uraian,
    target = EXCLUDED.target, mulai = EXCLUDED.mulai, selesai = EXCLUDED.selesai
"""


async def know_pegawai(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who they are, their superior, and whether they are on duty."""
    await work.many(
        _PEGAWAI,
        [
            {
                "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "opd": e.opd, "atasan_id": e.atasan_id,
                "status": e.status.value, "validated": e.validated, "tmt_jabatan": e.tmt_jabatan,
            }
            for e in (fact.event for fact in facts)
        ],
    )  # fmt: skip


async def know_calendar(work: Work, facts: Sequence[Fact[CalendarDaySet]]) -> None:
    """Keep the days on which the Pemda does not work."""
    rows = [{"tenant": work.tenant, "tanggal": f.event.tanggal, "libur": f.event.libur} for f in facts]
    await work.many(_LIBUR, rows)


async def know_butir(work: Work, facts: Sequence[Fact[SkpSet]]) -> None:
    """Keep what an activity may refer to, and from when to when."""
    rows = [
        {
            "tenant": work.tenant, "butir_id": b.butir_id, "asn_id": e.asn_id, "skp_id": e.skp_id,
            "kategori": b.kategori.value, "uraian": b.uraian, "target": b.target, "mulai": e.mulai,
            "selesai": e.selesai,
        }
        for e in (fact.event for fact in facts)
        for b in e.butir
    ]  # fmt: skip
    await work.many(_BUTIR, rows)
