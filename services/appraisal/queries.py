"""Reads of appraisal: mine, and those I make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.appraisal import SegmenSkp
from services.appraisal import store
from services.appraisal.domain import segmen
from services.appraisal.domain.segmen import Segmen

# For what an office reads what is its own to do (KUAN P26(1)).
MENILAI, MENINDAKLANJUTI = "menilai sebagai pejabat penilai", "menindaklanjuti hasil penilaian"


class AppraisalView(Struct, frozen=True):
    """An appraisal as the appraised and the penilai see it; scores are decimal texts.

    `capaian`: of the year, none while a segment is not measured or the law has no formula; `segmen`: of each SKP.
    `nilai_skp_hari` and `nilai_skp_bulan`: the nilai SKP by either reading of proportional (KON P26, B10).
    """

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
    segmen: tuple[SegmenSkp, ...] = ()
    nilai_skp_hari: str | None = None
    nilai_skp_bulan: str | None = None


_VIEW = """
SELECT a.appraisal_id, a.asn_id, p.nama, p.jenis_jabatan, a.tahun, a.state, a.target, a.capaian::text AS capaian,
    a.nilai_perilaku::text AS nilai_perilaku, a.nilai_kinerja::text AS nilai_kinerja, a.predikat, a.hasil,
    a.manfaat, a.late, a.segmen::text AS segmen, a.nilai_skp_hari::text AS nilai_skp_hari,
    a.nilai_skp_bulan::text AS nilai_skp_bulan, p.atasan_id
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun
"""


async def _views(work: Work, rows: list[Any], tahun: int) -> list[AppraisalView]:
    """With the segments as they were when it was signed; of an open one, as they are."""
    known: dict[UUID, list[Segmen]] = {}
    for row in await store.of_year(work, [r.asn_id for r in rows if r.state == "opened"], tahun):
        known.setdefault(row.asn_id, []).append(store.segmen_of(row))
    return [_view(row, segmen.laid_out(known.get(row.asn_id, ()))) for row in rows]


def _view(row: Any, segments: Sequence[Segmen]) -> AppraisalView:
    fields = dict(row._mapping)
    penilai, signed = fields.pop("atasan_id"), msgspec.json.decode(fields.pop("segmen"), type=tuple[SegmenSkp, ...])
    if row.state == "opened":
        signed = tuple(segmen.told(one, penilai, signed=False) for one in segments)
    return AppraisalView(**fields, segmen=signed)


async def mine(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """The actor's own appraisal of a year."""
    parameters = {"tenant": work.tenant, "tahun": tahun, "actor": actor.id}
    return await _views(work, await work.all(f"{_VIEW} AND a.asn_id = :actor", parameters), tahun)


async def to_make(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """Those of the actor's direct subordinates; for the Bupati's office, of those without a superior."""
    below = "p.atasan_id IS NULL AND NOT p.kosong" if "bupati" in actor.peran else "p.atasan_id = :actor"
    parameters = {"tenant": work.tenant, "tahun": tahun, "actor": actor.id}
    if "bupati" in actor.peran:
        del parameters["actor"]
    rows = await work.all(f"{_VIEW} AND {below} ORDER BY p.nama LIMIT 500", parameters)
    await keep_reading(work, actor, "appraisals.read", [row.asn_id for row in rows], MENILAI, tahun=tahun)
    return await _views(work, rows, tahun)


class FollowUpView(Struct, frozen=True):
    """What follows from a final result. `no_case`: why a low predikat opened none; `kasus_id` and what is with it: the
    case, its review day, its state and how it closed."""

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


_ALL = frozenset({
    "tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota", "pyb", "ppk", "ka_bkpsdm", "inspektorat",
    "bupati",  # he is the PPK
})  # fmt: skip
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


async def follow_ups(work: Work, actor: Actor, tahun: int) -> list[FollowUpView]:
    """Cases, missed targets and low results without a case: one's own, one's subordinates', for some all."""
    held = await store.roles(work, actor) | frozenset(actor.peran)
    values = {"tenant": work.tenant, "tahun": tahun, "actor": actor.id, "bupati": "bupati" in actor.peran}
    rows = await work.all(_FOLLOW_UPS, values | {"all": bool(held & _ALL)})
    await keep_reading(work, actor, "followups.read", [row.asn_id for row in rows], MENINDAKLANJUTI, tahun=tahun)
    return [FollowUpView(**row._mapping) for row in rows]
