"""Everybody's terms under his superiors, and the next superior who is there to be told (KUAN P23(4), A22)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from chassis.db import Work, json_of
from contracts.identity import PegawaiRecorded, Penempatan
from contracts.penilai import MasaPenilai, Sebagai
from services.skp.domain.garis import LONGEST, Atasan, Orang, above, is_there

_KEEP = """
INSERT INTO masa_penilai (tenant, asn_id, masa) VALUES (:tenant, :asn, CAST(:masa AS jsonb))
ON CONFLICT (tenant, asn_id) DO UPDATE SET masa = EXCLUDED.masa
"""
_ONE = """
SELECT p.atasan_id, p.sebagai, p.tmt_jabatan, p.status, p.penempatan::text AS penempatan, m.masa::text AS masa
FROM pegawai p LEFT JOIN masa_penilai m ON m.tenant = p.tenant AND m.asn_id = p.asn_id
WHERE p.tenant = :tenant AND p.asn_id = :asn
"""
Peran = Literal["", "bupati", "pengelola_e_kinerja"]


class Kepada(NamedTuple):
    """Who is told: a person, or (None) who holds a role."""

    asn_id: UUID | None
    peran: Peran


async def keep_line(work: Work, people: Iterable[PegawaiRecorded]) -> None:
    """Keep the terms told; the last word on each person holds."""
    rows = [{"tenant": work.tenant, "asn": p.asn_id, "masa": json_of(p.penilai)} for p in people]
    await work.many(_KEEP, rows)


async def next_superior(work: Work, asn_id: UUID, day: date) -> Kepada:
    """Whom it concerns that the penilai of somebody is late: his superior, past every post in which nobody is.

    Above the line stands the Bupati. Where the Bupati himself is late, or the line is not known, it is the pengelola
    e-kinerja who looks after the system (section 5).
    """
    person = await _orang(work, asn_id)
    late = above(person.masa, day) if person else Atasan(None, Sebagai.KOSONG, day)
    for _ in range(LONGEST):
        if late.asn_id is None or (person := await _orang(work, late.asn_id)) is None:
            break
        found = above(person.masa, late.on)
        if found.sebagai is Sebagai.BUPATI:
            return Kepada(None, "bupati")
        if found.asn_id is None:
            break
        there = await _orang(work, found.asn_id)
        if found.sebagai is not Sebagai.KOSONG and is_there(there, found.on, day):
            return Kepada(found.asn_id, "")
        late = found
    return Kepada(None, "pengelola_e_kinerja")


async def _orang(work: Work, asn_id: UUID) -> Orang | None:
    row = await work.one(_ONE, {"tenant": work.tenant, "asn": asn_id})
    if row is None:
        return None
    masa = msgspec.json.decode(row.masa, type=tuple[MasaPenilai, ...]) if row.masa else ()
    today = MasaPenilai(
        mulai=row.tmt_jabatan, selesai=None, penilai_id=row.atasan_id, sebagai=Sebagai(row.sebagai)
    )  # told before there were terms
    return Orang(masa or (today,), msgspec.json.decode(row.penempatan, type=tuple[Penempatan, ...]), row.status)
