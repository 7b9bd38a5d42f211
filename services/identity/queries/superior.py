"""Who appraises somebody today, by name: what an employee must be able to see, and to say is wrong."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from kernel.penilai import penilai_on
from services.identity.store import terms


class SuperiorView(Struct, frozen=True):
    """The superior from `mulai` on, by which decree; without a name the Bupati, or a vacant post (`sebagai`)."""

    mulai: date
    sebagai: str
    penilai_id: UUID | None
    nama: str | None
    jabatan: str | None
    sk: str


async def superior_today(work: Work, asn_id: UUID) -> SuperiorView | None:
    """Who acts today: the superior, the Plt or Plh, the next superior (KON P34); None: none was ever recorded."""
    term = penilai_on((await terms.terms_of(work, [asn_id]))[asn_id].penilai, work.today)
    if term is None:
        return None
    who = await work.one(
        "SELECT nama, jabatan FROM pegawai WHERE tenant = :tenant AND asn_id = :id",
        {"tenant": work.tenant, "id": term.penilai_id},
    )
    nama, jabatan = (who.nama, who.jabatan) if who else (None, None)
    return SuperiorView(term.mulai, term.sebagai.value, term.penilai_id, nama, jabatan, "")
