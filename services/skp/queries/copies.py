"""Copies that are owed, handed over and overdue (KUAN P23(3))."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings, keep_reading
from kernel.peran import IN_PD
from services.skp import store
from services.skp.queries.lists import scope_of


class Copy(Struct, frozen=True):
    """A document that was handed over."""

    dokumen_id: UUID
    nama: str
    sha256: str


class CopiesView(Struct, frozen=True):
    """What somebody owes the penilai (`kepada`; None: the Bupati): `pemicu` awal_tahun or pindah.

    `karena_gangguan`: overdue or late, and excused by an outage of the last day (X8).
    """

    salinan_id: UUID
    asn_id: UUID
    nama: str
    opd: str
    pemicu: str
    kepada: UUID | None
    due_on: date
    overdue: bool
    delivered_at: datetime | None
    late: bool
    karena_gangguan: bool
    dokumen: tuple[Copy, ...]


_LIST = """
SELECT s.salinan_id, s.asn_id, p.nama, p.opd, s.pemicu, s.kepada, s.due_on, s.overdue, s.delivered_at, s.late,
    s.karena_gangguan, s.dokumen
FROM salinan s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.due_on BETWEEN make_date(:tahun, 1, 1) AND make_date(:tahun, 12, 31)
  AND (s.asn_id = :actor OR s.kepada = :actor OR (:helps
    AND (CAST(:opd AS text[]) IS NULL OR p.opd = ANY(CAST(:opd AS text[])))))
ORDER BY s.due_on, p.opd, p.nama, s.salinan_id
"""


async def listed(work: Work, actor: Actor, tahun: int) -> list[CopiesView]:
    """One's own, those addressed to oneself as penilai, and for the helpers those of the PD or the Pemda."""
    opd = await scope_of(work, actor)
    helps = opd is None or bool(IN_PD & await store.roles(work, actor))
    values = {"tenant": work.tenant, "tahun": tahun, "actor": actor.id, "helps": helps, "opd": opd}
    rows = await work.all(_LIST, values)
    kept = await work.all(
        "SELECT dokumen_id, nama, sha256 FROM dokumen"
        " WHERE tenant = :tenant AND dokumen_id = ANY(CAST(:ids AS uuid[]))",
        {"tenant": work.tenant, "ids": [d for row in rows for d in row.dokumen]},
    )
    copies = {d.dokumen_id: Copy(**d._mapping) for d in kept}
    if helps:
        await keep_group_readings(work, "copies.read", opd, "mengawasi penyerahan salinan", tahun=tahun)
    else:
        people = [row.asn_id for row in rows]
        await keep_reading(work, actor, "copies.read", people, "menerima salinan sebagai pejabat penilai", tahun=tahun)
    return [CopiesView(**dict(row._mapping) | {"dokumen": tuple(copies[d] for d in row.dokumen)}) for row in rows]
