"""The teams of a Pemda with their members (KON P36)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work


class MemberView(Struct, frozen=True):
    """A member from the first to the last day."""

    asn_id: UUID
    nip: str
    nama: str
    opd: str
    peran: str
    kompetensi: str
    sk: str
    tanggal_sk: date | None
    mulai: date
    selesai: date


class TeamView(Struct, frozen=True):
    """A team; `berlaku`: today is within its term."""

    tim_id: UUID
    sk: str
    tanggal: date
    mulai: date
    selesai: date
    berlaku: bool
    anggota: tuple[MemberView, ...]


_MEMBERS = """
SELECT a.tim_id, a.asn_id, p.nip, p.nama, p.opd, a.peran, a.kompetensi, a.sk, a.tanggal_sk, a.mulai, a.selesai
FROM anggota_tim a
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id WHERE a.tenant = :tenant ORDER BY a.mulai, a.peran, p.nama
"""


async def teams(work: Work) -> list[TeamView]:
    """All teams, the latest first."""
    rows = await work.all(
        "SELECT tim_id, sk, tanggal, mulai, selesai FROM tim WHERE tenant = :tenant ORDER BY mulai DESC",
        {"tenant": work.tenant},
    )
    members: dict[UUID, list[MemberView]] = {}
    for row in await work.all(_MEMBERS, {"tenant": work.tenant}):
        fields = dict(row._mapping)
        members.setdefault(fields.pop("tim_id"), []).append(MemberView(**fields))
    return [
        TeamView(
            **row._mapping,
            berlaku=row.mulai <= work.today <= row.selesai,
            anggota=tuple(members.get(row.tim_id, ())),
        )
        for row in rows
    ]
