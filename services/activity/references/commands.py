"""Reference lists that the administrator of a PD keeps for it (KUAN P16(a)), the tupoksi of its posts among them."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal, rule
from services.activity import store
from services.activity.references.rules import Reference, changed
from services.activity.references.store import items, tupoksi

REFERENCE_ENDS_FIRST = rule("activity.reference.ends_first", 422, "Berakhir sebelum mulai.", "selesai")
NOT_KEEPER = rule("activity.reference.not_keeper", 403, "Data rujukan dikelola administrator PD.")
NO_REFERENCE = rule("activity.reference.unknown", 404, "Rujukan tidak ditemukan pada PD Anda.")
NO_TUPOKSI = rule(
    "activity.reference.tupoksi",
    422,
    "Aktivitas Pemda ini merujuk SKP, bukan tupoksi jabatan.",
    "jabatan",
    source="value",
)
NO_BEGINNING = rule("activity.reference.no_beginning", 422, "Isikan sejak kapan tupoksi ini berlaku.", "mulai")

CODE_TAKEN = rule("activity.reference.code_taken", 409, "Kode itu sudah dipakai rujukan lain pada PD Anda.", "kode")


class KeepReference(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of activity with its unit of output; without an id a new one.

    With a `jabatan` it is the tupoksi of that post from `mulai` on, to which activities may refer (KUAN P1(31)); an
    item stays of the post it was made for, and one that is not `aktif` ends today. `kode`: a short one, of this item
    alone in the PD. A new name holds from today on.
    """

    rujukan_id: UUID | None = None
    nama: Annotated[str, Meta(pattern=r"\S", max_length=300)]
    satuan: Annotated[str, Meta(pattern=r"\S", max_length=50)]
    aktif: bool = True
    jabatan: Annotated[str, Meta(pattern=r"\S", max_length=200)] | None = None
    mulai: date | None = None
    selesai: date | None = None
    kode: Annotated[str, Meta(pattern=r"\S", max_length=40)] | None = None


async def keep(work: Work, actor: Actor, command: KeepReference) -> Reference:
    """Add or change an item of the own PD; nobody sees another PD's item here."""
    admin = await store.actor_person(work, actor.id)
    if "admin_pd" not in admin.peran:
        raise Refusal(NOT_KEEPER)
    _check_tupoksi(work, command)
    ends = command.selesai if command.aktif else min(command.selesai or work.today, work.today)
    made = Reference(
        command.rujukan_id or new_id(), command.nama, command.satuan, command.aktif, command.jabatan,
        command.mulai if command.jabatan else None, ends if command.jabatan else None,
        command.kode.strip() if command.kode else None,
    )  # fmt: skip
    if made.kode and await items.is_taken(work, admin.opd, made.kode, made.rujukan_id):
        raise Refusal(CODE_TAKEN)
    version = await items.keep(work, admin.opd, made, new=command.rujukan_id is None)
    if version is None:
        raise Refusal(NO_REFERENCE)
    await tupoksi.keep_name(work, made.rujukan_id, made.nama, made.satuan, new=command.rujukan_id is None)
    if made.jabatan:
        await tupoksi.spread(work, made.rujukan_id)
        await store.arm_first_close(work)
    await work.record(changed(made, admin.opd), version)
    return made


def _check_tupoksi(work: Work, command: KeepReference) -> None:
    if command.jabatan is None:
        return
    rule = store.policy_of(work, work.today)[0].tupoksi_reference
    if not rule.value:
        raise Refusal(NO_TUPOKSI, pasal=rule.pasal)
    if command.mulai is None:
        raise Refusal(NO_BEGINNING)
    if command.selesai is not None and command.selesai < command.mulai:
        raise Refusal(REFERENCE_ENDS_FIRST)


async def listed(work: Work, actor: Actor) -> list[Reference]:
    """The list of the own PD."""
    person = await store.actor_person(work, actor.id)
    return await items.of_opd(work, person.opd)
