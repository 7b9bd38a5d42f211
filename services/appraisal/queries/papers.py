"""What waits for somebody's act, the terms of a year, and objections with their evidence (KON P38-40, P48)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal
from services.appraisal import store
from services.appraisal.domain import bundle, clocks
from services.appraisal.domain import keberatan as domain
from services.appraisal.domain.keberatan import Keberatan
from services.appraisal.policy import AppraisalPolicy

MENETAPKAN, MEMUTUS = "menyelesaikan dokumen penilaian", "memeriksa keberatan"


class TermsView(Struct, frozen=True):
    """The days of the appraisal of a year, for the working week of the reader.

    `safe_until`: the last day of signing after which every later term still ends by `report_by` (B5).
    """

    opens_on: date
    sign_until: date
    safe_until: date
    substitute_from: date
    substitute_until: date
    report_by: date


class WaitingView(Struct, frozen=True):
    """A paper or an objection that waits for the reader.

    `menunggu`: penyampaian (release it), serah_terima (hand it over), penetapan (set it in the place of a signature),
    keberatan (decide), penjelasan (explain); or an act whose term has passed, to be known. `until`:
    the last day of the term, or the target of the system for an objection. `jenis_jabatan`: of a paper, by which its
    perilaku has its aspects.
    """

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    state: str
    menunggu: str
    until: date | None = None
    keberatan_id: UUID | None = None
    jenis_jabatan: str = ""


class ObjectionView(Struct, frozen=True):
    """An objection as its parties and the superior see it. `diminta`, `penjelasan`: by party, penilai or pegawai.

    Of the result as it stands now, which a decision may change (KON P48(4)): `nama` and `jenis_jabatan` of the
    appraised, `nilai_skp` and `perilaku` by aspect as decimal texts; none where the law has no numbers.
    """

    keberatan_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    penilai_id: UUID
    alasan: str
    bukti: tuple[str, ...]
    filed_at: datetime
    state: str
    diminta: dict[str, datetime]
    penjelasan: dict[str, str]
    answer_until: date | None
    decide_by: date
    hasil: str
    pertimbangan: str
    decided_by: UUID | None
    decided_at: datetime | None
    manifest_sha256: str
    nama: str = ""
    jenis_jabatan: str = ""
    nilai_skp: str | None = None
    perilaku: dict[str, str] = {}


async def terms(work: Work, tahun: int) -> TermsView:
    """The days of the appraisal of a year by the law of today, five working days a week."""
    policy = work.law_of_today().section("appraisal", AppraisalPolicy)
    found = clocks.terms(tahun, policy, await store.kalender(work))
    return TermsView(**msgspec.structs.asdict(found))


async def waiting(work: Work, actor: Actor, tahun: int) -> list[WaitingView]:
    """Papers and objections of a year that wait for the actor, papers first."""
    held, opd = await store.roles_and_opd(work, actor)
    office = held | frozenset(actor.peran)
    helper = "pengelola_kinerja" in held
    papers = [
        WaitingView(
            p.appraisal_id,
            p.asn_id,
            p.nama,
            p.tahun,
            p.state,
            _awaited(p, helper),
            p.substitute_until,
            jenis_jabatan=p.jenis_jabatan,
        )
        for p in await store.waiting(work, actor.id, tahun, office=office, opd=opd, helper=helper)
    ]
    found = [*papers, *await _objections(work, actor, tahun)]
    await keep_reading(work, actor, "papers.read", [one.asn_id for one in found], MENETAPKAN, tahun=tahun)
    return found


def _awaited(paper: store.Waiting, helper: bool) -> str:
    if paper.state == "signed":
        return "penyampaian"
    if paper.lapsed == "penerimaan" and helper:
        return "serah_terima"
    return "penetapan" if paper.substitute_until else paper.lapsed


async def _objections(work: Work, actor: Actor, tahun: int) -> list[WaitingView]:
    found = []
    for one, nama in await store.open_objections(work, tahun, actor.id, bupati="bupati" in actor.peran):
        awaited = await _asked_of(work, actor, one)
        if awaited:
            until = one.decide_by if awaited == "keberatan" else one.answer_until
            found.append(
                WaitingView(one.appraisal_id, one.asn_id, nama, tahun, one.state, awaited, until, one.keberatan_id)
            )
    return found


async def _asked_of(work: Work, actor: Actor, one: Keberatan) -> str:
    """What an open objection asks of somebody; nothing of most."""
    for party, who in (("pegawai", one.asn_id), ("penilai", one.penilai_id)):
        if who == actor.id and party in one.diminta and party not in one.penjelasan:
            return "penjelasan"
    return "keberatan" if await _decides(work, actor, one) else ""


async def _decides(work: Work, actor: Actor, one: Keberatan) -> bool:
    appraisal, who = await store.find_appraisal(work, one.appraisal_id)
    above = await store.superior_of_penilai(work, appraisal, who)
    return above.is_held_by(actor.id, actor.peran)


async def objection(work: Work, actor: Actor, keberatan_id: UUID) -> ObjectionView:
    """An objection, for both parties and the superior who decides or has decided it."""
    one = await store.find_objection(work, keberatan_id)
    if actor.id not in (one.asn_id, one.penilai_id, one.decided_by) and not await _decides(work, actor, one):
        raise Refusal(domain.NOT_PARTY)
    await keep_reading(work, actor, "objection.read", [one.asn_id], MEMUTUS)
    fields = msgspec.structs.asdict(one)
    del fields["version"], fields["tahun"]
    result, who = await store.find_appraisal(work, one.appraisal_id)
    skp = result.scores.nilai_skp
    return ObjectionView(
        **fields, nama=await store.person(work, one.asn_id), jenis_jabatan=who.jenis_jabatan,
        nilai_skp=None if skp is None else str(skp), perilaku={name: str(n) for name, n in result.perilaku.items()},
    )  # fmt: skip


async def bundle_of(work: Work, actor: Actor, keberatan_id: UUID) -> bytes:
    """The evidence as it was frozen, a ZIP with the list of its hashes, for the same people."""
    await objection(work, actor, keberatan_id)
    return bundle.zip_of(await store.files_of(work, keberatan_id))
