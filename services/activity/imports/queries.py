"""What the workbook to start an import from holds: whom one may fill for, and the kinerja they may refer to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.activity import store
from services.activity.imports.prepare import Bagi, check_helper
from services.activity.store.standing import people_of

_BUTIR = """
SELECT p.nip, p.nama, b.kategori, b.uraian, b.butir_id, b.mulai, b.selesai FROM butir b
JOIN pegawai p ON p.tenant = b.tenant AND p.asn_id = b.asn_id
WHERE b.tenant = :tenant AND b.asn_id = ANY(:ids) AND b.selesai >= :since
ORDER BY p.nama, p.nip, b.kategori DESC, b.uraian, b.mulai
"""


class FormButir(Struct, frozen=True):
    """A kinerja of a person, and from when to when it may be referred to."""

    nip: str
    nama: str
    kategori: str
    uraian: str
    butir_id: UUID
    mulai: date
    selesai: date


class Form(Struct, frozen=True):
    """The people (NIP, name) and their kinerja of this year and the last."""

    bagi: str
    people: list[tuple[str, str]]
    butir: list[FormButir]


async def form(work: Work, actor: Actor, bagi: Bagi) -> Form:
    """For oneself, or, as administrator, for the others of the own PD."""
    me = await store.actor_person(work, actor.id)
    people = {me.asn_id: (me.nip, me.nama)}
    if bagi == "pd":
        check_helper(work, me, work.today)
        found = await people_of(work, me.opd)
        people = {p.asn_id: (p.nip, p.nama) for p in found if p.asn_id != me.asn_id}
    since = date(work.today.year - 1, 1, 1)
    rows = await work.all(_BUTIR, {"tenant": work.tenant, "ids": list(people), "since": since})
    return Form(bagi, sorted(people.values(), key=lambda p: p[1]), [FormButir(**row._mapping) for row in rows])
