"""Messages to a person, or to whoever holds a role in an OPD."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct, structs

from chassis.db import Work
from chassis.ids import new_id


class Pesan(Struct, frozen=True, kw_only=True):
    """To `kepada`, or (None) to the holders of `peran` in `opd` (None: of the whole Pemda)."""

    jenis: str
    isi: str
    tentang: str
    kepada: UUID | None = None
    peran: str | None = None
    opd: str | None = None
    dari: UUID | None = None


async def send(work: Work, messages: Iterable[Pesan]) -> None:
    """Put messages into the inboxes of their readers."""
    await work.many(
        "INSERT INTO pesan (tenant, pesan_id, kepada, peran, opd, dari, jenis, isi, tentang, at)"
        " VALUES (:tenant, :pesan_id, :kepada, :peran, :opd, :dari, :jenis, :isi, :tentang, :at)",
        [{"tenant": work.tenant, "pesan_id": new_id(), "at": work.now, **structs.asdict(m)} for m in messages],
    )


async def names(work: Work, people: Iterable[UUID]) -> dict[UUID, str]:
    """People of the staffing data by their names."""
    statement = "SELECT asn_id, nama FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(:ids)"
    rows = await work.all(statement, {"tenant": work.tenant, "ids": list(people)})
    return {row.asn_id: row.nama for row in rows}
