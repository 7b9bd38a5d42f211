"""Reads of appraisal: mine, those I make, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
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
from services.appraisal.domain.bkn import Kuadran
from services.appraisal.domain.segmen import Segmen
from services.appraisal.policy import AppraisalPolicy
from services.appraisal.queries.surveys import SurveyView, survey_view

# For what an office reads what is its own to do (KUAN P26(1)).
MENILAI = "menilai sebagai pejabat penilai"


class AppraisalView(Struct, frozen=True):
    """An appraisal as the appraised and the penilai see it; scores are decimal texts.

    `capaian`: of the year, none while a segment is not measured or the law has no formula; `segmen`: of each SKP.
    `nilai_skp_hari` and `nilai_skp_bulan`: the nilai SKP by either reading of proportional (KON P26, B10).
    `perilaku`: each aspect as it was scored; `banding`: against the standard of the jabatan, di_bawah, sesuai or
    di_atas (KON P27(1)); `bkn`: the predikat for BKN, by itself; `ide_baru`: whether a new idea was set (KON P31(6)).
    `signed_as`: penilai, or pengganti where their superior set it; `ditetapkan_atasan`: the superior signed in the
    place of the appraised (KON P39). `survei`: what it came to, once closed (KON P30). `belum`: the
    dimensions of the law about which nothing is said yet (KUAN P4, KON P1(17)). `lapsed`: the act
    whose term has passed; `objected`: an objection is open (KON P48); `dilaporkan`: it is in a report (KON P40).
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
    perilaku: dict[str, str] = {}
    banding: dict[str, str] = {}
    bkn: Kuadran | None = None
    ide_baru: bool = False
    signed_at: datetime | None = None
    delivered_at: datetime | None = None
    received_at: datetime | None = None
    returned_at: datetime | None = None
    objection_until: date | None = None
    signed_as: str = ""
    ditetapkan_atasan: bool = False
    lapsed: str = ""
    objected: bool = False
    survei: SurveyView | None = None
    belum: tuple[str, ...] = ()
    dilaporkan: bool = False


async def _views(work: Work, found: list[store.Read], tahun: int, *, penilai: bool) -> list[AppraisalView]:
    """With the segments as they were when it was signed; of an open one, as they are."""
    known = await store.of_year(work, [one.asn_id for one in found if one.state == "opened"], tahun)
    surveys = await store.survey_results(work, [one.appraisal_id for one in found])
    dimensions = work.law_of_today().section("appraisal", AppraisalPolicy).dimensions.value
    views = []
    for one in (_view(each, known.get(each.asn_id, ())) for each in found):
        result = surveys.get(one.appraisal_id)
        told = survey_view(result, one.perilaku if penilai else None) if result else None
        views.append(msgspec.structs.replace(one, survei=told, belum=_missing(one, dimensions)))
    return views


def _view(one: store.Read, segments: Sequence[Segmen]) -> AppraisalView:
    fields = msgspec.structs.asdict(one)
    del fields["atasan_id"]
    fields["ditetapkan_atasan"] = bool(one.ditetapkan_atasan)
    if one.state == "opened":
        fields["segmen"] = tuple(segmen.told(s, one.atasan_id, signed=False) for s in segments)
    return AppraisalView(**fields)


def _missing(one: AppraisalView, dimensions: Sequence[str]) -> tuple[str, ...]:
    said = {
        "target": one.target, "capaian": one.capaian or any(part.capaian for part in one.segmen), "hasil": one.hasil,
        "manfaat": one.manfaat, "perilaku": one.perilaku or one.bkn,
    }  # fmt: skip
    return tuple(name for name in dimensions if not said[name])


async def mine(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """The actor's own appraisal of a year; what the penilai keeps back is not shown before it is released."""
    views = await _views(work, await store.of_person(work, actor.id, tahun), tahun, penilai=False)
    return [_kept_back(one) if one.state == "signed" else one for one in views]


def _kept_back(one: AppraisalView) -> AppraisalView:
    hidden: dict[str, Any] = dict.fromkeys(("nilai_perilaku", "nilai_kinerja", "predikat", "bkn"))
    return msgspec.structs.replace(one, **hidden, hasil="", manfaat="", perilaku={}, banding={})


async def to_make(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """Those of the actor's direct subordinates; for the Bupati's office, of those without a superior."""
    is_bupati = "bupati" in actor.peran
    found = await (store.below_bupati(work, tahun) if is_bupati else store.below(work, actor.id, tahun))
    await keep_reading(work, actor, "appraisals.read", [one.asn_id for one in found], MENILAI, tahun=tahun)
    return await _views(work, found, tahun, penilai=True)
