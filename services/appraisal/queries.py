"""Reads of appraisal: mine, and those I make."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work


class AppraisalView(Struct, frozen=True):
    """An appraisal as the appraised and the penilai see it; scores are decimal texts."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    jenis_jabatan: str
    tahun: int
    state: str
    target: str
    capaian: str | None
    nilai_perilaku: str | None
    nilai_kinerja: str | None
    predikat: str | None
    hasil: str
    manfaat: str
    late: bool


_VIEW = """
SELECT a.appraisal_id, a.asn_id, p.nama, p.jenis_jabatan, a.tahun, a.state, a.target, a.capaian::text AS capaian,
    a.nilai_perilaku::text AS nilai_perilaku, a.nilai_kinerja::text AS nilai_kinerja, a.predikat, a.hasil,
    a.manfaat, a.late
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tahun = :tahun
"""


def _views(rows: list[Any]) -> list[AppraisalView]:
    return [AppraisalView(**row._mapping) for row in rows]


async def mine(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """The actor's own appraisal of a year."""
    parameters = {"tenant": work.tenant, "tahun": tahun, "actor": actor.id}
    return _views(await work.all(f"{_VIEW} AND a.asn_id = :actor", parameters))


async def to_make(work: Work, actor: Actor, tahun: int) -> list[AppraisalView]:
    """Those of the actor's direct subordinates; for the Bupati's office, of those without a superior."""
    below = "p.atasan_id IS NULL" if "bupati" in actor.peran else "p.atasan_id = :actor"
    parameters = {"tenant": work.tenant, "tahun": tahun, "actor": actor.id}
    if "bupati" in actor.peran:
        del parameters["actor"]
    return _views(await work.all(f"{_VIEW} AND {below} ORDER BY p.nama LIMIT 500", parameters))
