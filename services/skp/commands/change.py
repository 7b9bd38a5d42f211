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
from services.skp.policy import SkpPolicy

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


async def check_proposer(work: Work, actor: Actor, row: Any) -> None:
    """Who opens a change of an SKP, and calls it off; for whom the Bupati appraises, he (reading B27)."""
    proposer = await store.find_person(work, actor.id)
    reviews = proposer is not None and "pengelola_kinerja" in proposer.peran and proposer.opd == row.opd
    may = policy_of(work, row).change_proposers.value
    change.check_proposer(row.asn_id, actor.id, store.is_penilai(row, actor), reviews, may)


async def open_change(work: Work, actor: Actor, skp_id: UUID, command: ChangeSkp) -> SkpState:
    """A draft of the next version for its owner to write; the present one binds until the new one is set (B31)."""
    row = await store.lock_skp(work, skp_id)
    policy = policy_of(work, row)
    await check_proposer(work, actor, row)
    course.check_beside(row.state, "change")
    change.check_running_year(row.tahun, work.today, only=policy.change_in_year_only.value)
    spell = (command.mulai, command.selesai) if command.mulai and command.selesai else None
    causes = policy.change_causes.value
    change.check_cause(command.sebab, causes, spell, command.penugasan, command.persetujuan)
    change.check_assignment(command.sebab, causes, prevents=command.menghalangi)
    approved_on = command.persetujuan_tanggal
    change.check_approval(command.sebab, causes, command.persetujuan_oleh, approved_on, work.today)
    if causes and command.sebab == change.ASSIGNMENT:
        await _check_assigner(work, row, command, policy)
    documents = await _documents(work, row.asn_id, actor.id, command.dokumen)
    if not causes or command.dokumen:
        change.check_documents(documents, len(command.dokumen))
    kept = store.Change(row, command.sebab, tuple(d.dokumen_id for d in documents), _grounds(command))
    fresh, sidik = await store.insert_draft(work, row.asn_id, row.tahun, row.mulai, _anew(row), kept)
    event = SkpChangeOpened(
        skp_id=skp_id,
        asn_id=row.asn_id,
        baru_id=fresh,
        sebab=command.sebab,
        dokumen_sha256=tuple(d.sha256 for d in documents),
        **_grounds(command),
    )
    await move(work, row, "set", event)
    await work.audit("skp.change_opened", str(skp_id), {"sebab": command.sebab})
    return SkpState(fresh, "draft", sidik=sidik)


def _grounds(command: ChangeSkp) -> dict[str, Any]:
    """What a change rests on beside its cause and documents, as it is kept and told."""
    names = ("mulai", "selesai", "penugasan", "pemberi_tugas", "pemberi_tugas_bupati", "menghalangi", "persetujuan",
             "persetujuan_oleh", "persetujuan_tanggal")  # fmt: skip
    return {name: getattr(command, name) for name in names}


async def _check_assigner(work: Work, row: Any, command: ChangeSkp, policy: SkpPolicy) -> None:
    """An assignment is of who leads the unit of the employee or one above it (KON P19(2)e)."""
    sk = content.SuratKeputusan(
        nomor="-", tanggal=work.today, pemberi_id=command.pemberi_tugas, pemberi_bupati=command.pemberi_tugas_bupati
    )
    try:
        await check_issuer(work, row, sk, policy, "tugas")
    except Refusal:
        raise Refusal(change.NO_ASSIGNER) from None


def _anew(row: Any) -> content.Content:
    """The same plan with kinerja of its own: the former ones stay what was reported on until now."""
    isi = store.content_of(row)
    butir = tuple(msgspec.structs.replace(b, butir_id=None) for b in isi.butir)
    return with_ids(msgspec.structs.replace(isi, butir=butir))


async def _documents(work: Work, owner: UUID, actor: UUID, ids: tuple[UUID, ...]) -> list[Any]:
    """Those of the named documents that are an SK or a letter, and the owner's or the proposer's own."""
    return await work.all(
        "SELECT dokumen_id, sha256 FROM dokumen WHERE tenant = :tenant AND dokumen_id = ANY(CAST(:ids AS uuid[]))"
        " AND asn_id IN (:owner, :actor) AND jenis IN ('sk', 'surat')",
        {"tenant": work.tenant, "ids": list(ids), "owner": owner, "actor": actor},
    )
