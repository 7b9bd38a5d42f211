"""Changes of a set SKP: a new version for a cause, a later tugas tambahan as an addendum."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.refusal import unknown
from contracts.skp import SkpAmended, SkpChangeOpened
from contracts.vocabulary import Kategori
from services.skp import store
from services.skp.commands import step
from services.skp.commands.step import SkpState, check_issuer, move, policy_of, published, with_ids
from services.skp.domain import change, content, course
from services.skp.domain.target import check_target

Nomor = Annotated[str, Meta(max_length=200)]


class ChangeSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a set SKP is changed, with its documents (KON P19, KUAN P23(2)). Dates: of the sickness or assignment."""

    sebab: Annotated[str, Meta(max_length=100)]
    dokumen: tuple[UUID, ...] = ()
    mulai: date | None = None
    selesai: date | None = None
    penugasan: Annotated[str, Meta(max_length=50)] = ""
    persetujuan: Nomor = ""


async def open_change(work: Work, actor: Actor, skp_id: UUID, command: ChangeSkp) -> SkpState:
    """A draft of the next version for its owner to write; the present one binds until the new one is set (B31)."""
    row = await store.lock_skp(work, skp_id)
    policy = policy_of(work, row)
    proposer = await store.find_person(work, actor.id)
    reviews = proposer is not None and "pengelola_kinerja" in proposer.peran and proposer.opd == row.opd
    change.check_proposer(row.asn_id, actor.id, row.atasan_id, reviews)
    course.check_beside(row.state, "change")
    change.check_running_year(row.tahun, work.today)
    spell = (command.mulai, command.selesai) if command.mulai and command.selesai else None
    causes = policy.change_causes.value
    change.check_cause(command.sebab, causes, spell, command.penugasan, command.persetujuan)
    documents = await _documents(work, command.dokumen)
    if not causes or command.dokumen:
        change.check_documents(documents, len(command.dokumen))
    fresh, sidik = await store.insert_draft(work, row.asn_id, row.tahun, row.mulai, _anew(row), row, command.sebab)
    event = SkpChangeOpened(
        skp_id=skp_id,
        asn_id=row.asn_id,
        baru_id=fresh,
        sebab=command.sebab,
        dokumen_sha256=tuple(d.sha256 for d in documents),
    )
    await move(work, row, "set", event)
    await work.audit("skp.change_opened", str(skp_id), {"sebab": command.sebab})
    return SkpState(fresh, "draft", sidik=sidik)


def _anew(row: Any) -> content.Content:
    """The same plan with kinerja of its own: the former ones stay what was reported on until now."""
    isi = store.content_of(row)
    butir = tuple(msgspec.structs.replace(b, butir_id=None) for b in isi.butir)
    return with_ids(msgspec.structs.replace(isi, butir=butir))


async def _documents(work: Work, ids: tuple[UUID, ...]) -> list[Any]:
    return await work.all(
        "SELECT dokumen_id, sha256 FROM dokumen WHERE tenant = :tenant AND dokumen_id = ANY(:ids)"
        " AND jenis IN ('sk', 'surat')",
        {"tenant": work.tenant, "ids": list(ids)},
    )


class Addendum(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tugas tambahan that was given after the SKP had been set (reading B11)."""

    butir: content.Butir


class AddendumState(Struct, frozen=True):
    """The addendum as it stands."""

    addendum_id: UUID
    disepakati: bool


async def propose_addendum(work: Work, actor: Actor, skp_id: UUID, command: Addendum) -> AddendumState:
    """The owner brings it with its SK; it waits for the penilai."""
    row = await store.lock_skp(work, skp_id)
    course.check_owner(row.asn_id, actor.id)
    course.check_beside(row.state, "addendum")
    butir = msgspec.structs.replace(command.butir, butir_id=new_id(), kategori=Kategori.TAMBAHAN)
    policy = policy_of(work, row)
    check_target(butir.target, policy.target_aspects.value, "butir.target")
    content.check_extra(butir, store.content_of(row).butir, policy.tugas_tambahan_mandatory.value, "butir")
    if butir.sk:
        await check_issuer(work, row, butir.sk.pemberi_id, policy, "butir")
    addendum = new_id()
    await work.run(
        "INSERT INTO addendum (tenant, addendum_id, skp_id, butir) VALUES (:tenant, :id, :skp, CAST(:butir AS jsonb))",
        {"tenant": work.tenant, "id": addendum, "skp": skp_id, "butir": json_of(butir)},
    )
    return AddendumState(addendum, False)


async def agree_addendum(work: Work, actor: Actor, addendum_id: UUID) -> AddendumState:
    """With the penilai's agreement it is part of the SKP, from today; no step is repeated, no Bupati asked."""
    found = await work.one(
        "SELECT skp_id, butir::text AS butir, agreed_at FROM addendum"
        " WHERE tenant = :tenant AND addendum_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": addendum_id},
    )
    if found is None:
        raise unknown("Adendum tidak ditemukan.")
    row = await store.lock_skp(work, found.skp_id)
    course.may_set(row.atasan_id, actor.id, actor.peran, vacant=step.is_vacant(row))
    change.check_addendum_open(found.agreed_at is not None)
    course.check_beside(row.state, "addendum")
    butir = msgspec.json.decode(found.butir, type=content.Butir)
    isi = store.content_of(row)
    await store.write_content(work, row.skp_id, msgspec.structs.replace(isi, butir=(*isi.butir, butir)))
    await work.run(
        "UPDATE addendum SET agreed_at = :now WHERE tenant = :tenant AND addendum_id = :id",
        {"tenant": work.tenant, "id": addendum_id, "now": work.now},
    )
    event = SkpAmended(
        skp_id=row.skp_id,
        asn_id=row.asn_id,
        mulai=max(work.today, row.mulai),
        selesai=row.selesai,
        butir=published(butir),
    )
    await move(work, row, "set", event)
    return AddendumState(addendum_id, True)
