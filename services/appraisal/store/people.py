"""People as the staffing data has them, and the months that were measured of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy.engine import Row

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.activity import MonthMeasured
from contracts.identity import PegawaiRecorded, Penempatan
from contracts.masa import MasaPenilai, Sebagai
from kernel.penilai import penilai_on
from services.appraisal.domain.appraisal import Dinilai

# Of the person `p` who is appraised, beside an appraisal or a case.
DINILAI = """p.atasan_id, p.kosong, p.jenis_jabatan, p.tmt_jabatan, p.penempatan::text AS penempatan, p.opd,
    p.hari_kerja, p.status, p.masa::text AS masa"""
_TERMS = msgspec.json.Decoder(tuple[MasaPenilai, ...]).decode
_POSTS = msgspec.json.Decoder(tuple[Penempatan, ...]).decode
_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, opd, atasan_id, jenis_jabatan, peran, tmt_jabatan, penempatan,
    kosong, unit, memimpin_unit, hari_kerja, status, masa, nip, jabatan, golongan)
VALUES (:tenant, :asn_id, :nama, :opd, :atasan_id, :jenis_jabatan, :peran, :tmt_jabatan, CAST(:penempatan AS jsonb),
    :kosong, :unit, :memimpin_unit, :hari_kerja, :status, CAST(:masa AS jsonb),
    :nip, :jabatan, :golongan)
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, opd = EXCLUDED.opd,
    atasan_id = EXCLUDED.atasan_id, jenis_jabatan = EXCLUDED.jenis_jabatan, peran = EXCLUDED.peran,
    tmt_jabatan = EXCLUDED.tmt_jabatan, penempatan = EXCLUDED.penempatan, kosong = EXCLUDED.kosong,
    unit = EXCLUDED.unit, memimpin_unit = EXCLUDED.memimpin_unit, hari_kerja = EXCLUDED.hari_kerja,
    status = EXCLUDED.status, masa = EXCLUDED.masa, nip = EXCLUDED.nip, jabatan = EXCLUDED.jabatan,
    golongan = EXCLUDED.golongan
"""
_BULAN = """
INSERT INTO bulan (tenant, asn_id, periode, by_penilai, by_auto, rejected)
VALUES (:tenant, :asn_id, :periode, :by_penilai, :by_auto, :rejected)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET by_penilai = EXCLUDED.by_penilai,
    by_auto = EXCLUDED.by_auto, rejected = EXCLUDED.rejected
"""


async def know(work: Work, people: Sequence[PegawaiRecorded]) -> None:
    """Keep who appraises whom, in which post since when, and who holds which role."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "opd": e.opd, "atasan_id": e.atasan_id,
            "jenis_jabatan": e.jenis_jabatan.value, "peran": list(e.peran), "tmt_jabatan": e.tmt_jabatan,
            "penempatan": json_of(e.penempatan), "kosong": _is_vacant(e, work.today),
            "unit": e.unit, "memimpin_unit": e.memimpin_unit, "hari_kerja": e.hari_kerja, "status": e.status.value,
            "masa": json_of(e.penilai), "nip": e.nip, "jabatan": e.jabatan, "golongan": e.golongan,
        }
        for e in people
    ]  # fmt: skip
    await work.many(_PEGAWAI, rows)


def _is_vacant(e: PegawaiRecorded, today: date) -> bool:
    """Whether nobody at all is pejabat penilai, as one told without a person is the Bupati otherwise (KON P34(4))."""
    term = penilai_on(e.penilai, today)
    return e.atasan_id is None and term is not None and term.sebagai is Sebagai.KOSONG


def dinilai_of(row: Row[Any]) -> Dinilai:
    """The appraised of a row that holds `DINILAI`."""
    fields = {name: row._mapping[name] for name in Dinilai.__struct_fields__}
    return Dinilai(**fields | {"penempatan": _POSTS(row.penempatan), "masa": _TERMS(row.masa)})


async def know_months(work: Work, months: Sequence[MonthMeasured]) -> None:
    """Keep how much of the evidence was verified and how much only approved by the system."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "periode": e.periode, "by_penilai": e.approved_by_penilai,
            "by_auto": e.approved_auto, "rejected": e.rejected,
        }
        for e in months
    ]  # fmt: skip
    await work.many(_BULAN, rows)


async def roles_and_opd(work: Work, actor: Actor) -> tuple[frozenset[str], str | None]:
    """What somebody is here, and in which PD; None of who is not in the staffing data."""
    row = await work.one(
        "SELECT peran, opd FROM pegawai WHERE tenant = :tenant AND asn_id = :id",
        {"tenant": work.tenant, "id": actor.id},
    )
    return (frozenset(["pegawai", *row.peran]), row.opd) if row else (frozenset(), None)


async def roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: `pegawai`, and the roles that identity tells."""
    return (await roles_and_opd(work, actor))[0]
