"""A person gets another NIP and keeps the record: account, SKP, activities and results go on under the new number."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.cells import nip_of
from chassis.db import Work
from contracts.refusal import Refusal
from services.identity import store
from services.identity.commands.career import NipText, Nomor, Told
from services.identity.domain.renumbering import TAKEN, check_grade, check_number
from services.identity.domain.role import check_other_person
from services.identity.store import numbering, terms


class ChangeNip(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number somebody bears from now on, by a decree of `tanggal`: of a PNS, say, who was PPPK until then.

    `golongan`: of who becomes another kind of ASN; otherwise it stays.
    """

    nip: NipText
    nip_baru: NipText
    tanggal: date
    sk: Nomor
    golongan: Annotated[str, Meta(max_length=20)] = ""


async def change_nip(work: Work, actor: Actor, command: ChangeNip) -> Told:
    """Keep the person, change the number and (as it says) the kind of ASN, and tell; the old one is nobody else's."""
    person = await store.find(work, command.nip)
    check_other_person(actor.id, person.asn_id)
    new = nip_of(command.nip_baru)
    parts = check_number(person.nip, new, command.tanggal, work.today)
    golongan = command.golongan or (person.golongan if person.jenis == parts.jenis.value else "")
    check_grade(parts.jenis, golongan)
    if await numbering.is_taken(work, new, person.asn_id):
        raise Refusal(TAKEN)
    change = numbering.Change(person.asn_id, person.nip, new, parts.jenis.value, golongan)
    await numbering.renumber(work, change, command.tanggal, command.sk, actor.id)
    await store.end_sessions(work, person.asn_id)
    await work.audit("nip.changed", str(person.asn_id), {"sk": command.sk, "tanggal": str(command.tanggal)})
    ids = [person.asn_id, *await terms.below(work, [person.asn_id])]
    await store.tell(work, ids)
    return Told(len(ids))
