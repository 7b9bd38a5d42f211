"""Reference lists that the administrator of a PD keeps for it (KUAN P16(a))."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.activity import ReferenceChanged
from contracts.refusal import forbidden, unknown
from services.activity import store

_NEW = """
INSERT INTO rujukan (tenant, rujukan_id, opd, nama, satuan, aktif, version)
VALUES (:tenant, :id, :opd, :nama, :satuan, :aktif, 1) RETURNING version
"""
_CHANGE = """
UPDATE rujukan SET nama = :nama, satuan = :satuan, aktif = :aktif, version = version + 1
WHERE tenant = :tenant AND rujukan_id = :id AND opd = :opd RETURNING version
"""


class KeepReference(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of activity with its unit of output; without an id a new one."""

    rujukan_id: UUID | None = None
    nama: Annotated[str, Meta(min_length=1, max_length=300)]
    satuan: Annotated[str, Meta(min_length=1, max_length=50)]
    aktif: bool = True


class Reference(Struct, frozen=True):
    """An item of the list of a PD."""

    rujukan_id: UUID
    nama: str
    satuan: str
    aktif: bool


async def keep(work: Work, actor: Actor, command: KeepReference) -> Reference:
    """Add or change an item of the own PD; another PD's is not there for him."""
    admin = await store.actor_person(work, actor.id)
    if "admin_pd" not in admin.peran:
        raise forbidden("Data rujukan dikelola administrator PD.", "16 a")
    made = Reference(command.rujukan_id or new_id(), command.nama, command.satuan, command.aktif)
    values = {
        "tenant": work.tenant, "id": made.rujukan_id, "opd": admin.opd, "nama": made.nama, "satuan": made.satuan,
        "aktif": made.aktif,
    }  # fmt: skip
    row = await work.one(_CHANGE if command.rujukan_id else _NEW, values)
    if row is None:
        raise unknown("Rujukan tidak ditemukan pada PD Anda.", "16 a")
    event = ReferenceChanged(
        rujukan_id=made.rujukan_id, opd=admin.opd, nama=made.nama, satuan=made.satuan, aktif=made.aktif
    )
    await work.record(event, row.version)
    return made


async def listed(work: Work, actor: Actor) -> list[Reference]:
    """The list of the own PD."""
    person = await store.actor_person(work, actor.id)
    rows = await work.all(
        "SELECT rujukan_id, nama, satuan, aktif FROM rujukan WHERE tenant = :tenant AND opd = :opd ORDER BY nama",
        {"tenant": work.tenant, "opd": person.opd},
    )
    return [Reference(**row._mapping) for row in rows]
