"""Reads of appraisal: mine, those I make, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.appraisal import SegmenSkp
from services.appraisal import store
from services.appraisal.domain import ide, segmen
from services.appraisal.domain.bkn import Kuadran
from services.appraisal.domain.ide import Ide
from services.appraisal.domain.segmen import Segmen

# For what an office reads what is its own to do (KUAN P26(1)).
MENILAI, MENINDAKLANJUTI = "menilai sebagai pejabat penilai", "menindaklanjuti hasil penilaian"
MENETAPKAN = "merekomendasikan atau menetapkan ide baru"


class AppraisalView(Struct, frozen=True):
    """An appraisal as the appraised and the penilai see it; scores are decimal texts.

    `capaian`: of the year, none while a segment is not measured or the law has no formula; `segmen`: of each SKP.
    `nilai_skp_hari` and `nilai_skp_bulan`: the nilai SKP by either reading of proportional (KON P26, B10).
    `perilaku`: each aspect as it was scored; `banding`: against the standard of the jabatan, di_bawah, sesuai or
    di_atas (KON P27(1)); `bkn`: the predikat for BKN, by itself; `ide_baru`: whether a new idea was set (KON P31(6)).
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


async def _views(work: Work, found: list[store.Read], tahun: int) -> list[AppraisalView]:
    """With the segments as they were when it was signed; of an open one, as they are."""
    known = await store.of_year(work, [one.asn_id for one in found if one.state == "opened"], tahun)
    return [_view(one, known.get(one.asn_id, ())) for one in found]


def _view(one: store.Read, segments: Sequence[Segmen]) -> AppraisalView:
    fields = msgspec.structs.asdict(one)
    del fields["atasan_id"]
    if one.state == "opened":
        fields["segmen"] = tuple(segmen.told(s, one.atasan_id, signed=False) for s in segments)
    return AppraisalView(**fields)


async def mine(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """The actor's own appraisal of a year."""
    return await _views(work, await store.of_person(work, actor.id, tahun), tahun)


async def to_make(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """Those of the actor's direct subordinates; for the Bupati's office, of those without a superior."""
    is_bupati = "bupati" in actor.peran
    found = await (store.below_bupati(work, tahun) if is_bupati else store.below(work, actor.id, tahun))
    await keep_reading(work, actor, "appraisals.read", [one.asn_id for one in found], MENILAI, tahun=tahun)
    return await _views(work, found, tahun)


class IdeaView(Struct, frozen=True):
    """A new idea: recommended, accepted or refused; `menunggu_anda`: it is the reader's to decide."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    state: str
    uraian: str
    manfaat: str
    dokumen: str
    alasan: str
    menunggu_anda: bool


async def ideas(work: Work, actor: Actor, tahun: int) -> list[IdeaView]:
    """The actor's own, those one recommended or decided, and those that wait for one as head of the unit."""
    found = await store.ideas_seen(work, actor.id, tahun, bupati="bupati" in actor.peran)
    views = [await _idea(work, actor, one, nama) for one, nama in found]
    shown = [v for v, (one, _) in zip(views, found, strict=True) if v.menunggu_anda or _is_mine(one, actor.id)]
    await keep_reading(work, actor, "ideas.read", [v.asn_id for v in shown], MENETAPKAN, tahun=tahun)
    return shown


def _is_mine(one: Ide, actor: UUID) -> bool:
    return actor in (one.asn_id, one.recommended_by, one.decided_by)


async def _idea(work: Work, actor: Actor, one: Ide, nama: str) -> IdeaView:
    waits = False
    if one.state == "recommended":
        head = ide.head_of(await store.line_above(work, one.asn_id))
        waits = head == actor.id or (head is None and "bupati" in actor.peran)
    return IdeaView(
        one.appraisal_id, one.asn_id, nama, one.tahun, one.state, one.uraian, one.manfaat, one.dokumen, one.alasan,
        waits,
    )  # fmt: skip


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


async def follow_ups(work: Work, actor: Actor, tahun: int) -> list[FollowUpView]:
    """Cases, missed targets and low results without a case: one's own, one's subordinates', for some all."""
    held = await store.roles(work, actor) | frozenset(actor.peran)
    found = await store.follow_ups(work, actor.id, tahun, everybody=bool(held & _ALL), bupati="bupati" in actor.peran)
    await keep_reading(work, actor, "followups.read", [one.asn_id for one in found], MENINDAKLANJUTI, tahun=tahun)
    return [FollowUpView(**msgspec.structs.asdict(one)) for one in found]
