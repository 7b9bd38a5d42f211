"""A Tim Penilai Kinerja: formed, changed, and told whole after every change (KON P36)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.db import Work
from contracts.identity import AnggotaTim
from services.identity.domain.facts import Tim, team_recorded

_NEXT = """
UPDATE tim SET version = version + 1 WHERE tenant = :tenant AND tim_id = :id
RETURNING tim_id, sk, tanggal, mulai, selesai, version
"""
_MEMBERS = """
SELECT a.tim_id, a.asn_id, p.opd, a.peran, a.sk, a.mulai, a.selesai, a.tanggal_sk FROM anggota_tim a
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tim_id = ANY(CAST(:ids AS uuid[])) ORDER BY a.mulai, a.peran, a.asn_id
"""


# Two decrees at once: the second sees the first's team.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"
_LAST_DAY = "SELECT max(selesai) AS selesai FROM tim WHERE tenant = :tenant AND selesai >= :day"
_FORM = """
INSERT INTO tim (tenant, tim_id, sk, tanggal, mulai, selesai, formed_by, formed_at)
VALUES (:tenant, :id, :sk, :tanggal, :mulai, :selesai, :actor, :now)
"""
_LOCK = "SELECT tim_id, mulai, selesai FROM tim WHERE tenant = :tenant AND tim_id = :id FOR UPDATE"
_JOIN = """
INSERT INTO anggota_tim (tenant, tim_id, asn_id, peran, kompetensi, sk, tanggal_sk, mulai, selesai)
VALUES (:tenant, :tim, :asn, :peran, :kompetensi, :sk, :tanggal_sk, :mulai, :selesai)
"""
_SERVING = """
SELECT a.asn_id, a.peran, a.kompetensi, a.mulai, a.selesai, p.nip, p.opd FROM anggota_tim a
JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.tim_id = :tim AND a.selesai >= :day ORDER BY a.peran, p.nip
"""
_LEAVE = """
UPDATE anggota_tim SET selesai = :last
WHERE tenant = :tenant AND tim_id = :tim AND asn_id = :asn AND mulai = :since
"""
_END_ROLE = """
UPDATE peran SET selesai = :last WHERE tenant = :tenant AND account_id = :asn AND peran = :peran AND selesai > :last
"""


class Masa(Struct, frozen=True):
    """A team and its term, both days included."""

    tim_id: UUID
    mulai: date
    selesai: date


class Anggota(Struct, frozen=True):
    """A member with their term."""

    asn_id: UUID
    peran: str
    kompetensi: str
    mulai: date
    selesai: date
    nip: str
    opd: str


async def last_day_before(work: Work, day: date) -> date | None:
    """The last day of the teams that still serve on a day; no other decree forms a team until this one is done."""
    await work.run(_ALONE, {"name": f"tim/{work.tenant}"})
    row = await work.one(_LAST_DAY, {"tenant": work.tenant, "day": day})
    return row.selesai if row else None


async def keep_team(work: Work, team: Masa, sk: str, tanggal: date, by: UUID) -> None:
    """A team by a Keputusan Bupati of a date."""
    values = {"id": team.tim_id, "sk": sk, "tanggal": tanggal, "mulai": team.mulai, "selesai": team.selesai}
    await work.run(_FORM, {"tenant": work.tenant, "actor": by, "now": work.now, **values})


async def lock_team(work: Work, tim_id: UUID) -> Masa | None:
    """None: there is none."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": tim_id})
    return Masa(**row._mapping) if row else None


async def serving(work: Work, tim_id: UUID, day: date) -> list[Anggota]:
    """Who is a member on a day, or will be."""
    rows = await work.all(_SERVING, {"tenant": work.tenant, "tim": tim_id, "day": day})
    return [Anggota(**row._mapping) for row in rows]


async def keep_member(work: Work, one: Anggota, tim_id: UUID, sk: str, tanggal: date) -> None:
    """Somebody is a member by a Keputusan Bupati of a date."""
    values = {"tim": tim_id, "asn": one.asn_id, "peran": one.peran, "kompetensi": one.kompetensi}
    term = {"sk": sk, "tanggal_sk": tanggal, "mulai": one.mulai, "selesai": one.selesai}
    await work.run(_JOIN, {"tenant": work.tenant, **values, **term})


async def keep_left(work: Work, one: Anggota, tim_id: UUID, last: date) -> None:
    """A member, and their role with it, ends with a day."""
    values = {"tenant": work.tenant, "asn": one.asn_id, "peran": one.peran, "last": last}
    await work.run(_LEAVE, {**values, "tim": tim_id, "since": one.mulai})
    await work.run(_END_ROLE, values)


async def tell_team(work: Work, tim_id: UUID) -> None:
    """Record a team as it is now, with everybody who is, was or will be a member of it."""
    values = {"tenant": work.tenant, "id": tim_id}
    (row,) = await work.all(_NEXT, values)
    tim = Tim(row.tim_id, row.sk, row.tanggal, row.mulai, row.selesai)
    members = await members_of(work, [tim_id])
    await work.record(team_recorded(tim, members.get(tim_id, [])), row.version)


async def members_of(work: Work, teams: Collection[UUID]) -> dict[UUID, list[AnggotaTim]]:
    """Everybody who is, was or will be a member, as teams are told with them."""
    found: dict[UUID, list[AnggotaTim]] = {}
    for row in await work.all(_MEMBERS, {"tenant": work.tenant, "ids": list(teams)}):
        fields = dict(row._mapping)
        found.setdefault(fields.pop("tim_id"), []).append(AnggotaTim(**fields))
    return found
