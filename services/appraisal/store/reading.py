"""What is read of appraisals and of what follows from them, as typed rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
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
    a.signed_at, a.delivered_at, a.received_at, a.returned_at, a.objection_until, a.signed_as,
    a.asn_id <> a.returned_by AS ditetapkan_atasan, a.lapsed, a.objected,
    a.perilaku::text AS perilaku, a.banding::text AS banding, a.bkn::text AS bkn, a.ide_baru,
    a.reported_in IS NOT NULL AS dilaporkan
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun
"""
_TEXTS = msgspec.json.Decoder(dict[str, str]).decode
_MINE = f"{_VIEW} AND a.asn_id = :actor"
_BELOW = f"{_VIEW} AND p.atasan_id = :actor ORDER BY p.nama LIMIT 500"
_BELOW_BUPATI = f"{_VIEW} AND p.atasan_id IS NULL AND NOT p.kosong ORDER BY p.nama LIMIT 500"
# What waits: for the penilai or the superior whom a lapsed term concerns, for the penilai who kept a paper back, for
# the pengelola kinerja of a PD whose people did not take theirs.
_WAITING = """
SELECT a.appraisal_id, a.asn_id, p.nama, p.opd, p.jenis_jabatan, a.tahun, a.state, a.lapsed, a.substitute_until
FROM appraisal a
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun AND NOT a.objected
  AND ((a.lapsed <> '' AND (a.lapsed_to = :actor OR a.lapsed_to_role = ANY(CAST(:office AS text[]))))
    OR a.asn_id = ANY(ARRAY(SELECT asn_id FROM pegawai WHERE tenant = :tenant AND (atasan_id = :actor
        OR (:helper AND opd = :opd) OR (:bupati AND atasan_id IS NULL AND NOT kosong)))))
  AND (
    (a.lapsed <> '' AND (a.lapsed_to = :actor OR a.lapsed_to_role = ANY(CAST(:office AS text[]))))
    OR (a.state = 'signed' AND (p.atasan_id = :actor OR (:bupati AND p.atasan_id IS NULL AND NOT p.kosong)))
    OR (a.state = 'delivered' AND a.lapsed = 'penerimaan' AND p.opd = :opd AND :helper AND a.asn_id <> :actor))
ORDER BY a.substitute_until, p.nama LIMIT 500
"""
_FOLLOW_UPS = """
SELECT a.appraisal_id, a.asn_id, p.nama, a.predikat, a.target_met AS target_terpenuhi, a.no_case, a.final_on,
    t.kasus_id, t.dasar, t.review_on, t.state, t.hasil, t.sementara_sampai
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
LEFT JOIN tindak_lanjut t ON t.tenant = a.tenant AND t.appraisal_id = a.appraisal_id
WHERE a.tenant = :tenant AND a.tahun = :tahun AND a.state = 'final'
    AND (t.kasus_id IS NOT NULL OR NOT a.target_met OR a.no_case <> '')
    AND (:all OR a.asn_id = ANY(ARRAY(SELECT CAST(:actor AS uuid) UNION ALL SELECT asn_id FROM pegawai
        WHERE tenant = :tenant AND (atasan_id = :actor OR (:bupati AND atasan_id IS NULL)))))
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
    signed_at: datetime | None
    delivered_at: datetime | None
    received_at: datetime | None
    returned_at: datetime | None
    objection_until: date | None
    signed_as: str
    ditetapkan_atasan: bool | None
    lapsed: str
    objected: bool
    dilaporkan: bool


class Waiting(Struct, frozen=True, kw_only=True):
    """A paper that waits for somebody's act; `lapsed`: the act whose term has passed, empty where none has."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    opd: str
    jenis_jabatan: str
    tahun: int
    state: str
    lapsed: str
    substitute_until: date | None


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
    sementara_sampai: date | None


async def of_person(work: Work, asn_id: UUID, tahun: int) -> list[Read]:
    """Somebody's appraisal of a year."""
    return await _read(work, _MINE, {"tahun": tahun, "actor": asn_id})


async def person(work: Work, asn_id: UUID) -> str:
    """The name of somebody in the staffing data; empty where they are not in it."""
    row = await work.one(
        "SELECT nama FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": asn_id}
    )
    return row.nama if row else ""


async def waiting(
    work: Work, actor: UUID, tahun: int, *, office: Collection[str], opd: str | None, helper: bool
) -> list[Waiting]:
    """The papers of a year that wait for somebody; `helper`: as the pengelola kinerja of the PD `opd`."""
    values = {
        "tenant": work.tenant, "tahun": tahun, "actor": actor, "office": sorted(office), "bupati": "bupati" in office,
        "opd": opd or "", "helper": helper,
    }  # fmt: skip
    return [Waiting(**row._mapping) for row in await work.all(_WAITING, values)]


async def below(work: Work, asn_id: UUID, tahun: int) -> list[Read]:
    """Those of somebody's direct subordinates, by name."""
    return await _read(work, _BELOW, {"tahun": tahun, "actor": asn_id})


async def below_bupati(work: Work, tahun: int) -> list[Read]:
    """The people who have no superior below the Bupati, by name."""
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
