"""The people whom identity tells of, and the days on which the Pemda does not work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.db import Work, json_of
from contracts.identity import CalendarDaySet, PegawaiRecorded
from contracts.masa import Sebagai
from kernel.penilai import pejabat_on, penilai_on

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, nip, golongan, jabatan, opd, unit, atasan_id, jenis_jabatan, status,
    validated, peran, memimpin_unit, tmt_jabatan, masa_status, sebagai, pejabat_id, penempatan,
    hari_kerja, peran_pd)
VALUES (:tenant, :asn_id, :nama, :nip, :golongan, :jabatan, :opd, :unit, :atasan_id, :jenis_jabatan, :status,
    :validated, :peran, :memimpin_unit, :tmt_jabatan, CAST(:masa_status AS jsonb),
    :sebagai, :pejabat_id, CAST(:penempatan AS jsonb), :hari_kerja, CAST(:peran_pd AS jsonb))
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, nip = EXCLUDED.nip, golongan = EXCLUDED.golongan,
    jabatan = EXCLUDED.jabatan, opd = EXCLUDED.opd, unit = EXCLUDED.unit, atasan_id = EXCLUDED.atasan_id,
    jenis_jabatan = EXCLUDED.jenis_jabatan, status = EXCLUDED.status, validated = EXCLUDED.validated,
    peran = EXCLUDED.peran, memimpin_unit = EXCLUDED.memimpin_unit, tmt_jabatan = EXCLUDED.tmt_jabatan,
    masa_status = EXCLUDED.masa_status, sebagai = EXCLUDED.sebagai, pejabat_id = EXCLUDED.pejabat_id,
    penempatan = EXCLUDED.penempatan, hari_kerja = EXCLUDED.hari_kerja, peran_pd = EXCLUDED.peran_pd
"""
_LIBUR = """
INSERT INTO hari_libur (tenant, tanggal, libur) VALUES (:tenant, :tanggal, :libur)
ON CONFLICT (tenant, tanggal) DO UPDATE SET libur = EXCLUDED.libur
"""
_OPEN = """
SELECT skp_id FROM skp WHERE tenant = :tenant AND asn_id = :asn AND state <> 'closed' AND tahun = :tahun
  AND mulai <= :first ORDER BY skp_id
"""
_WITHIN = """
SELECT skp_id FROM skp WHERE tenant = :tenant AND asn_id = :asn AND (state <> 'closed' OR set_at IS NOT NULL)
  AND mulai <= :last AND selesai >= :first ORDER BY mulai, skp_id
"""
_KNOWN = """
SELECT asn_id, tmt_jabatan, status, atasan_id, sebagai, opd FROM pegawai
WHERE tenant = :tenant AND asn_id = ANY(:ids)
"""


class Known(Struct, frozen=True):
    """What was known of somebody until now."""

    asn_id: UUID
    tmt_jabatan: date
    status: str
    atasan_id: UUID | None
    sebagai: str
    opd: str


async def known(work: Work, ids: Iterable[UUID]) -> dict[UUID, Known]:
    """Those of some people who are known already."""
    rows = await work.all(_KNOWN, {"tenant": work.tenant, "ids": list(ids)})
    return {row.asn_id: Known(**row._mapping) for row in rows}


async def keep_people(work: Work, people: Iterable[PegawaiRecorded]) -> None:
    """Keep what identity tells; the last word on each person holds."""
    await work.many(_PEGAWAI, [_person(work, one) for one in people])


async def keep_days(work: Work, days: Iterable[CalendarDaySet]) -> None:
    """Keep which days of the Pemda are free, and which are worked although they were holidays."""
    await work.many(_LIBUR, [{"tenant": work.tenant, "tanggal": d.tanggal, "libur": d.libur} for d in days])


async def open_plans(work: Work, asn_id: UUID, first: date) -> list[UUID]:
    """The SKPs of a year that began by a day of it and go on."""
    values = {"tenant": work.tenant, "asn": asn_id, "tahun": first.year, "first": first}
    return [row.skp_id for row in await work.all(_OPEN, values)]


async def plans_within(work: Work, asn_id: UUID, first: date, last: date) -> list[UUID]:
    """The SKPs that hold a day of some days."""
    values = {"tenant": work.tenant, "asn": asn_id, "first": first, "last": last}
    return [row.skp_id for row in await work.all(_WITHIN, values)]


def _person(work: Work, e: PegawaiRecorded) -> dict[str, Any]:
    return {
        "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "nip": e.nip, "golongan": e.golongan,
        "jabatan": e.jabatan, "opd": e.opd, "unit": e.unit, "atasan_id": e.atasan_id,
        "jenis_jabatan": e.jenis_jabatan.value, "status": e.status.value, "validated": e.validated,
        "peran": list(e.peran), "memimpin_unit": e.memimpin_unit, "tmt_jabatan": e.tmt_jabatan,
        "masa_status": json_of(e.masa_status), "penempatan": json_of(e.penempatan),
        "hari_kerja": e.hari_kerja, "peran_pd": json_of(e.peran_pd), **_capacity(e, work.today),
    }  # fmt: skip


def _capacity(e: PegawaiRecorded, today: date) -> dict[str, Any]:
    """In what capacity today's penilai acts, and whose post it is; an event from before there were terms says less."""
    acting = penilai_on(e.penilai, today)
    if acting is None or acting.penilai_id != e.atasan_id:
        sebagai = Sebagai.DEFINITIF if e.atasan_id else Sebagai.BUPATI
        return {"sebagai": sebagai.value, "pejabat_id": e.atasan_id}
    return {"sebagai": acting.sebagai.value, "pejabat_id": pejabat_on(e.penilai, today)}
