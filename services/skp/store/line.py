"""Everybody's terms under their superiors, and the next superior who is there to be told (KUAN P23(4), A22)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from chassis.db import Work, json_of
from contracts.identity import PegawaiRecorded, Penempatan
from contracts.masa import MasaPenilai, Sebagai
from contracts.vocabulary import StatusPegawai
from kernel import garis
from kernel.garis import Atasan, Kepada, Orang, above

_KEEP = """
INSERT INTO masa_penilai (tenant, asn_id, masa) VALUES (:tenant, :asn, CAST(:masa AS jsonb))
ON CONFLICT (tenant, asn_id) DO UPDATE SET masa = EXCLUDED.masa
"""
_ONE = """
SELECT p.atasan_id, p.sebagai, p.tmt_jabatan, p.status, p.penempatan::text AS penempatan, m.masa::text AS masa
FROM pegawai p LEFT JOIN masa_penilai m ON m.tenant = p.tenant AND m.asn_id = p.asn_id
WHERE p.tenant = :tenant AND p.asn_id = :asn
"""


async def keep_line(work: Work, people: Iterable[PegawaiRecorded]) -> None:
    """Keep the terms told; the last word on each person holds."""
    rows = [{"tenant": work.tenant, "asn": p.asn_id, "masa": json_of(p.penilai)} for p in people]
    await work.many(_KEEP, rows)


async def next_superior(work: Work, asn_id: UUID, day: date) -> Kepada:
    """Who is told that the penilai of somebody is late."""

    async def find(one: UUID) -> Orang | None:
        return await _orang(work, one)

    person = await find(asn_id)
    late = above(person.masa, day) if person else Atasan(None, Sebagai.KOSONG, day)
    return await garis.next_superior(late, day, find)


async def _orang(work: Work, asn_id: UUID) -> Orang | None:
    row = await work.one(_ONE, {"tenant": work.tenant, "asn": asn_id})
    if row is None:
        return None
    masa = msgspec.json.decode(row.masa, type=tuple[MasaPenilai, ...]) if row.masa else ()
    today = MasaPenilai(
        mulai=row.tmt_jabatan, selesai=None, penilai_id=row.atasan_id, sebagai=Sebagai(row.sebagai)
    )  # told before there were terms
    posts = msgspec.json.decode(row.penempatan, type=tuple[Penempatan, ...])
    return Orang(masa or (today,), posts, StatusPegawai(row.status))
