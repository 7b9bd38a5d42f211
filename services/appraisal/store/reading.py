"""What is read of appraisals and of what follows from them, as typed rows."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.appraisal import SegmenSkp
from services.appraisal.domain.bkn import Kuadran
from services.appraisal.store.appraisals import read_bkn, read_segmen

_VIEW = """
SELECT a.appraisal_id, a.asn_id, p.nama, p.jenis_jabatan, a.tahun, a.state, a.target, a.capaian::text AS capaian,
    a.nilai_perilaku::text AS nilai_perilaku, a.nilai_kinerja::text AS nilai_kinerja, a.predikat, a.hasil,
    a.manfaat, a.late, a.segmen::text AS segmen, a.nilai_skp_hari::text AS nilai_skp_hari,
    a.nilai_skp_bulan::text AS nilai_skp_bulan, p.atasan_id,
    a.perilaku::text AS perilaku, a.banding::text AS banding, a.bkn::text AS bkn, a.ide_baru
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun
"""
_TEXTS = msgspec.json.Decoder(dict[str, str]).decode
_MINE = f"{_VIEW} AND a.asn_id = :actor"
_BELOW = f"{_VIEW} AND p.atasan_id = :actor ORDER BY p.nama LIMIT 500"
_BELOW_BUPATI = f"{_VIEW} AND p.atasan_id IS NULL AND NOT p.kosong ORDER BY p.nama LIMIT 500"
_FOLLOW_UPS = """
SELECT a.appraisal_id, a.asn_id, p.nama, a.predikat, a.target_met AS target_terpenuhi, a.no_case, a.final_on,
    t.kasus_id, t.dasar, t.review_on, t.state, t.hasil
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
LEFT JOIN tindak_lanjut t ON t.tenant = a.tenant AND t.appraisal_id = a.appraisal_id
WHERE a.tenant = :tenant AND a.tahun = :tahun AND a.state = 'final'
    AND (t.kasus_id IS NOT NULL OR NOT a.target_met OR a.no_case <> '')
    AND (:all OR :actor IN (a.asn_id, p.atasan_id) OR (:bupati AND p.atasan_id IS NULL))
ORDER BY t.review_on, p.nama, a.asn_id LIMIT 1000
"""


class Read(Struct, frozen=True, kw_only=True):
    """An appraisal beside the name and the present superior of the appraised; scores are decimal texts."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    jenis_jabatan: str
    tahun: int
    state: str
    target: str
    capaian: str | None
    nilai_perilaku: str | None
    nilai_kinerja: str | None
    predikat: str | None
    hasil: str
    manfaat: str
    late: bool
    segmen: tuple[SegmenSkp, ...]
    nilai_skp_hari: str | None
    nilai_skp_bulan: str | None
    atasan_id: UUID | None
    perilaku: dict[str, str]
    banding: dict[str, str]
    bkn: Kuadran | None
    ide_baru: bool


class FollowUp(Struct, frozen=True, kw_only=True):
    """A final result from which something follows, with its case where there is one."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    predikat: str
    target_terpenuhi: bool
    no_case: str
    final_on: date
    kasus_id: UUID | None
    dasar: str | None
    review_on: date | None
    state: str | None
    hasil: str | None


async def of_person(work: Work, asn_id: UUID, tahun: int) -> list[Read]:
    """Somebody's appraisal of a year."""
    return await _read(work, _MINE, {"tahun": tahun, "actor": asn_id})


async def below(work: Work, asn_id: UUID, tahun: int) -> list[Read]:
    """Those of somebody's direct subordinates, by name."""
    return await _read(work, _BELOW, {"tahun": tahun, "actor": asn_id})


async def below_bupati(work: Work, tahun: int) -> list[Read]:
    """Those of whoever has no superior below the Bupati, by name."""
    return await _read(work, _BELOW_BUPATI, {"tahun": tahun})


async def _read(work: Work, statement: str, values: dict[str, object]) -> list[Read]:
    rows = await work.all(statement, {"tenant": work.tenant, **values})
    return [_typed(row) for row in rows]


def _typed(row: Row[Any]) -> Read:
    held = {
        "segmen": read_segmen(row.segmen), "perilaku": _TEXTS(row.perilaku), "banding": _TEXTS(row.banding),
        "bkn": read_bkn(row.bkn) if row.bkn else None,
    }  # fmt: skip
    return Read(**{**row._mapping, **held})


async def follow_ups(work: Work, actor: UUID, tahun: int, *, everybody: bool, bupati: bool) -> list[FollowUp]:
    """Cases, missed targets and low results without a case, as far as somebody may see them."""
    values = {"tenant": work.tenant, "tahun": tahun, "actor": actor, "bupati": bupati, "all": everybody}
    return [FollowUp(**row._mapping) for row in await work.all(_FOLLOW_UPS, values)]
