"""Changes of a set SKP: a new version for a cause, with its documents."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from contracts.skp import SkpChangeOpened
from services.skp import store
from services.skp.commands.step import SkpState, check_issuer, move, policy_of, with_ids
from services.skp.domain import change, content, course
from services.skp.domain.skp import Skp
from services.skp.policy import SkpPolicy

BASES = ("sk", "surat")  # what a change may rest on
Nomor = Annotated[str, Meta(max_length=200)]


class ChangeSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a set SKP is changed, with its documents (KON P19, KUAN P23(2)). Dates: of the sickness or assignment.

    Of an assignment: who gave it (`pemberi_tugas`, or the Bupati), and that it keeps from the tugas dan fungsi
    (KON P19(2)e). Of another cause: whose approval there is (`persetujuan_oleh`), and of when (KON P19(3)).
    """

    sebab: Annotated[str, Meta(max_length=100)]
    dokumen: Annotated[tuple[UUID, ...], Meta(max_length=50)] = ()
    mulai: date | None = None
    selesai: date | None = None
    penugasan: Annotated[str, Meta(max_length=50)] = ""
    persetujuan: Nomor = ""
    pemberi_tugas: UUID | None = None
    pemberi_tugas_bupati: bool = False
    menghalangi: bool = False
    persetujuan_oleh: Annotated[str, Meta(max_length=64)] = ""
    persetujuan_tanggal: date | None = None


async def check_proposer(work: Work, actor: Actor, one: Skp) -> None:
    """Who opens a change of an SKP, and calls it off; the Bupati for those the Bupati appraises (reading B27)."""
    proposer = await store.find_person(work, actor.id)
    reviews = proposer is not None and "pengelola_kinerja" in proposer.peran and proposer.opd == one.opd
    may = policy_of(work, one).change_proposers.value
    change.check_proposer(one.asn_id, actor.id, store.is_penilai(one, actor), reviews, may)


async def open_change(work: Work, actor: Actor, skp_id: UUID, command: ChangeSkp) -> SkpState:
    """A draft of the next version for its owner to write; the present one binds until the new one is set (B31)."""
    one = await store.lock_skp(work, skp_id)
    policy = policy_of(work, one)
    await check_proposer(work, actor, one)
    course.check_beside(one.state, "change")
    change.check_running_year(one.tahun, work.today, only=policy.change_in_year_only.value)
    spell = (command.mulai, command.selesai) if command.mulai and command.selesai else None
    causes = policy.change_causes.value
    change.check_cause(command.sebab, causes, spell, command.penugasan, command.persetujuan)
    change.check_assignment(command.sebab, causes, prevents=command.menghalangi)
    approved_on = command.persetujuan_tanggal
    change.check_approval(command.sebab, causes, command.persetujuan_oleh, approved_on, work.today)
    if causes and command.sebab == change.ASSIGNMENT:
        await _check_assigner(work, one, command, policy)
    documents = await store.documents_of(work, (one.asn_id, actor.id), command.dokumen, BASES)
    if not causes or command.dokumen:
        change.check_documents(documents, len(command.dokumen))
    kept = store.Change(one, command.sebab, tuple(documents), _grounds(command))
    fresh, sidik = await store.insert_draft(work, one.asn_id, one.tahun, one.mulai, _anew(one), kept)
    event = SkpChangeOpened(
        skp_id=skp_id,
        asn_id=one.asn_id,
        baru_id=fresh,
        sebab=command.sebab,
        dokumen_sha256=tuple(documents.values()),
        **_grounds(command),
    )
    await move(work, one, "set", event)
    await work.audit("skp.change_opened", str(skp_id), {"sebab": command.sebab})
    return SkpState(fresh, "draft", sidik=sidik)


def _grounds(command: ChangeSkp) -> dict[str, Any]:
    """What a change rests on beside its cause and documents, as it is kept and told."""
    names = ("mulai", "selesai", "penugasan", "pemberi_tugas", "pemberi_tugas_bupati", "menghalangi", "persetujuan",
             "persetujuan_oleh", "persetujuan_tanggal")  # fmt: skip
    return {name: getattr(command, name) for name in names}


async def _check_assigner(work: Work, one: Skp, command: ChangeSkp, policy: SkpPolicy) -> None:
    """An assignment is of who leads the unit of the employee or one above it (KON P19(2)e)."""
    sk = content.SuratKeputusan(
        nomor="-", tanggal=work.today, pemberi_id=command.pemberi_tugas, pemberi_bupati=command.pemberi_tugas_bupati
    )
    try:
        await check_issuer(work, one, sk, policy, "tugas")
    except Refusal:
        raise Refusal(change.NO_ASSIGNER) from None


def _anew(one: Skp) -> content.Content:
    """The same plan with kinerja of its own: the former ones stay what was reported on until now."""
    isi = one.isi
    butir = tuple(msgspec.structs.replace(b, butir_id=None) for b in isi.butir)
    return with_ids(msgspec.structs.replace(isi, butir=butir))
