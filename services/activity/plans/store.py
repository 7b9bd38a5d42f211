"""Plans by period beside the SKP (KON P17): kept, read as a tree, and who has none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from chassis.ids import new_id
from services.activity.plans.tree import Bagian, parents

_PLAN = """
INSERT INTO rencana (tenant, rencana_id, asn_id, periode, mulai, butir_id, uraian, jumlah)
SELECT :tenant, :id, :asn, :periode, :mulai, b.butir_id, :uraian, :jumlah FROM butir b
WHERE b.tenant = :tenant AND b.asn_id = :asn AND b.butir_id = :butir AND :mulai BETWEEN b.mulai AND b.selesai
ON CONFLICT (tenant, asn_id, periode, mulai, butir_id) DO UPDATE SET uraian = EXCLUDED.uraian, jumlah = EXCLUDED.jumlah
RETURNING rencana_id
"""
_OWN = """
SELECT rencana_id, periode, mulai, butir_id, uraian, jumlah FROM rencana
WHERE tenant = :tenant AND asn_id = :asn AND mulai BETWEEN make_date(:tahun, 1, 1) AND make_date(:tahun, 12, 31)
ORDER BY mulai, periode, uraian, rencana_id
"""
_WITHOUT = """
SELECT p.asn_id, p.nama FROM pegawai p WHERE p.tenant = :tenant AND p.validated AND p.status = 'aktif'
  AND (p.opd = ANY(:opd) OR :whole) AND NOT EXISTS (SELECT FROM rencana r WHERE r.tenant = p.tenant
      AND r.asn_id = p.asn_id AND r.mulai BETWEEN make_date(:tahun, 1, 1) AND make_date(:tahun, 12, 31))
ORDER BY p.nama
"""


class Rencana(Struct, frozen=True):
    """What somebody means to do in a period that begins at `mulai`."""

    periode: str
    mulai: date
    butir_id: UUID
    uraian: str
    jumlah: int


class PlanView(Struct, frozen=True):
    """A plan of one's own; `induk` is the one it is a part of: of the same kinerja, for the next longer period."""

    rencana_id: UUID
    periode: str
    mulai: date
    butir_id: UUID
    uraian: str
    jumlah: int
    induk: UUID | None


class Person(Struct, frozen=True):
    """Somebody without a plan."""

    asn_id: UUID
    nama: str


async def keep(work: Work, asn_id: UUID, one: Rencana) -> UUID | None:
    """Make or change a plan; None where its kinerja does not hold on that day."""
    values = {
        "tenant": work.tenant, "id": new_id(), "asn": asn_id, "periode": one.periode, "mulai": one.mulai,
        "butir": one.butir_id, "uraian": one.uraian, "jumlah": one.jumlah,
    }  # fmt: skip
    row = await work.one(_PLAN, values)
    return row.rencana_id if row else None


async def of_year(work: Work, asn_id: UUID, tahun: int) -> list[PlanView]:
    """Somebody's plans of a year as a tree, in the order of time."""
    rows = await work.all(_OWN, {"tenant": work.tenant, "asn": asn_id, "tahun": tahun})
    induk = parents([Bagian(r.rencana_id, r.butir_id, r.periode, r.mulai) for r in rows])
    return [PlanView(**row._mapping, induk=induk[row.rencana_id]) for row in rows]


async def without(work: Work, opd: Sequence[str], tahun: int, *, whole: bool) -> list[Person]:
    """Who of some PD, or of the whole Pemda, has made no plan in a year."""
    values = {"tenant": work.tenant, "opd": list(opd), "whole": whole, "tahun": tahun}
    return [Person(**row._mapping) for row in await work.all(_WITHOUT, values)]
