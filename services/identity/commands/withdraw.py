"""A decree that was recorded by mistake is withdrawn: the term it began is as if it had never been recorded.

Wrong superior data costs people their pay: a wrong date is not mended by recording the right one beside it. What others
decided meanwhile stays decided; the services hear the terms as they now are, like any other change. Roles that a wrong
move or retirement ended are granted anew: who may hold them is for the super administrator to say.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from contracts.vocabulary import StatusPegawai
from kernel.kalender import ONE_DAY
from services.identity import store
from services.identity.commands.career import BUPATI, NipText, Told, tell_on
from services.identity.domain.role import check_other_person
from services.identity.store import pelimpahan, taken_back, terms

NO_RECORD = rule("identity.decree.unknown", 404, "Tidak ada catatan yang mulai pada tanggal itu.", source="implicit")
TWO_STATUSES = rule(
    "identity.decree.two_statuses", 422,
    "Dua status mulai pada tanggal itu; sebutkan yang mana.",
    "status", source="kebijakan",
)  # fmt: skip
ONLY_RECORD = rule(
    "identity.decree.only_record", 409, "Ini satu-satunya catatan; catat penggantinya lebih dahulu.", source="kebijakan"
)
NO_DELEGATION = rule("identity.delegation.unknown", 404, "Penunjukan Plt/Plh itu tidak ditemukan.", source="implicit")
ONLY_SOONER = rule(
    "identity.delegation.only_sooner", 409,
    "Penunjukan hanya dapat diakhiri lebih awal; perpanjangan memerlukan SK baru.",
)  # fmt: skip

Why = Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500, description="why, and on which letter")]


class Withdraw(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The term of a person that begins on `mulai`: a superior, status or post; of `bupati` a status.

    `status`: which one, where two begin on that day.
    """

    nip: NipText
    jenis: Literal["penilai", "status", "jabatan"]
    mulai: date
    alasan: Why
    status: StatusPegawai | None = None


class EndDelegation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last day of a Plt or Plh, brought forward; a day before its first: it is withdrawn."""

    selesai: date
    alasan: Why


async def withdraw(work: Work, actor: Actor, command: Withdraw) -> Told:
    """Take the term back and tell; Refusal 404 for none on that day, 409 for the only one there is."""
    is_bupati = command.nip == BUPATI and command.jenis == "status"
    person = (await store.account_of(work, BUPATI)) if is_bupati else (await store.find(work, command.nip)).asn_id
    check_other_person(actor.id, person)
    status = command.status.value if command.status and command.jenis == "status" else ""
    taken = await taken_back.take_back(work, command.jenis, person, command.mulai, status)
    if not taken:
        raise Refusal(NO_RECORD)
    if len(taken) > 1:
        raise Refusal(TWO_STATUSES)
    if not is_bupati and not await taken_back.count(work, command.jenis, person):
        raise Refusal(ONLY_RECORD)
    detail = {"jenis": command.jenis, "mulai": str(command.mulai), "alasan": command.alasan, "sk": taken[0]}
    await work.audit("decree.withdrawn", str(person), detail)
    below = await terms.below(work, [person], bupati=is_bupati) if command.jenis != "jabatan" else []
    return await tell_on(work, below if is_bupati else [person, *below], command.mulai)


async def end_delegation(work: Work, actor: Actor, pelimpahan_id: UUID, command: EndDelegation) -> Told:
    """End a Plt or Plh earlier than its decree said; Refusal 409 for a later day, which needs a decree of its own."""
    acts = await pelimpahan.lock(work, pelimpahan_id)
    if acts is None:
        raise Refusal(NO_DELEGATION)
    check_other_person(actor.id, acts.pelaksana_id)
    check_other_person(actor.id, acts.pejabat_id)
    if command.selesai >= acts.selesai:
        raise Refusal(ONLY_SOONER)
    await pelimpahan.end(work, pelimpahan_id, acts, command.selesai)
    detail = {"selesai": str(command.selesai), "alasan": command.alasan}
    await work.audit("delegation.ended", str(acts.pejabat_id), detail)
    return await tell_on(work, await terms.below(work, [acts.pejabat_id]), command.selesai + ONE_DAY)
