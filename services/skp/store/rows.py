"""How an SKP, its people and its calendar are found, locked and written."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy.engine import Row

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from chassis.reading import EVERYBODY, Belongs
from contracts.identity import Penempatan
from contracts.masa import MasaStatus, Sebagai
from contracts.refusal import Refusal, rule
from kernel.kalender import Kalender
from kernel.penempatan import pd_spans
from kernel.peran import roles_of
from services.skp.domain.content import Content
from services.skp.domain.measure import counts
from services.skp.domain.skp import Appraised, Pegawai, Skp

CHANGE_OPEN = rule("skp.change.open", 409, "Perubahan SKP ini sudah dibuka dan belum ditetapkan.")
ALREADY_THERE = rule("skp.plan.already_there", 409, "SKP untuk tahun dan tanggal mulai ini sudah ada.")
NO_SKP = rule("skp.plan.unknown", 404, "SKP tidak ditemukan.", source="implicit")
NOT_VALIDATED = rule(
    "skp.person.not_validated", 403, "Akun ini tidak terhubung dengan pegawai yang tervalidasi pada SIASN."
)

_FIND = """
SELECT s.skp_id, s.asn_id, s.tahun, s.mulai, s.selesai, s.state, s.content::text AS content, s.agreed_owner,
    s.agreed_penilai, s.version, s.versi, s.perubahan_dari, s.set_at, s.closed_penilai_id,
    s.closed_sebagai, s.confirmed_at, p.atasan_id, p.opd, p.jenis_jabatan,
    p.sebagai, p.pejabat_id, p.unit, p.memimpin_unit, p.hari_kerja
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.skp_id = :id FOR UPDATE OF s
"""
_PERSON = """
SELECT asn_id, nama, nip, golongan, jabatan, opd, unit, atasan_id, sebagai, pejabat_id, jenis_jabatan, status,
    validated, peran, peran_pd, memimpin_unit, tmt_jabatan, masa_status, penempatan, hari_kerja
FROM pegawai WHERE tenant = :tenant AND asn_id = :id
"""
_ABOVE = """
WITH RECURSIVE up AS (
    SELECT atasan_id, 1 AS n FROM pegawai WHERE tenant = :tenant AND asn_id = :asn
    UNION
    SELECT p.atasan_id, up.n + 1 FROM up JOIN pegawai p ON p.tenant = :tenant AND p.asn_id = up.atasan_id
    WHERE up.n < 12
) SELECT 1 FROM up WHERE atasan_id = :other LIMIT 1
"""
_BINDS = """
SELECT 1 FROM skp WHERE tenant = :tenant AND asn_id = :asn AND skp_id <> :id AND set_at IS NOT NULL
  AND mulai <= :selesai AND selesai >= :mulai LIMIT 1
"""
_INSERT = """
INSERT INTO skp (tenant, skp_id, asn_id, tahun, mulai, selesai, state, content, versi, perubahan_dari, sebab, dokumen,
    dasar_perubahan)
VALUES (:tenant, :id, :asn, :tahun, :mulai, :selesai, 'draft', CAST(:content AS jsonb), :versi, :dari, :sebab, :dokumen,
    CAST(:dasar AS jsonb))
ON CONFLICT (tenant, asn_id, tahun, mulai, versi) WHERE state <> 'closed' OR set_at IS NOT NULL
DO NOTHING RETURNING skp_id, content::text AS content
"""


class Change(Struct, frozen=True):
    """The set SKP that is changed, for which cause, on which documents, and on what else (`dasar`)."""

    dari: Skp
    sebab: str
    dokumen: tuple[UUID, ...]
    dasar: dict[str, Any]


async def insert_draft(
    work: Work, asn_id: UUID, tahun: int, mulai: date, content: Content, change: Change | None = None
) -> tuple[UUID, str]:
    """A new draft, or the next version of a set SKP, with its sidik; Refusal 409 when there is one already."""
    dari = change.dari if change else None
    values = {
        "tenant": work.tenant, "id": new_id(), "asn": asn_id, "tahun": tahun, "mulai": mulai,
        "selesai": dari.selesai if dari else date(tahun, 12, 31), "content": json_of(content),
        "versi": dari.versi + 1 if dari else 1, "dari": dari.skp_id if dari else None,
        "sebab": change.sebab if change else "", "dokumen": list(change.dokumen) if change else [],
        "dasar": json_of(change.dasar) if change else None,
    }  # fmt: skip
    made = await work.one(_INSERT, values)
    if made is None and change:
        raise Refusal(CHANGE_OPEN)
    if made is None:
        raise Refusal(ALREADY_THERE)
    return made.skp_id, sidik_of(made.content)


async def write_content(work: Work, skp_id: UUID, content: Content) -> str:
    """What an SKP says from now on; its sidik."""
    row: Any = await work.one(
        "UPDATE skp SET content = CAST(:content AS jsonb) WHERE tenant = :tenant AND skp_id = :id"
        " RETURNING content::text AS content",
        {"tenant": work.tenant, "id": skp_id, "content": json_of(content)},
    )
    return sidik_of(row.content)


async def lock_skp(work: Work, skp_id: UUID) -> Skp:
    """An SKP with its owner's present place, locked; Refusal 404 when it is not there."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": skp_id})
    if row is None:
        raise Refusal(NO_SKP)
    fields = {name: value for name, value in row._mapping.items() if name != "content"}
    return Skp(isi=content_of(row), sidik=sidik_of(row.content), **fields)


async def binds_already(work: Work, one: Skp) -> bool:
    """Whether another SKP of the same owner is set in the time of this one; until the end nobody else asks."""
    await work.run("SELECT pg_advisory_xact_lock(11, hashtext(:asn))", {"asn": str(one.asn_id)})
    values = {"tenant": work.tenant, "asn": one.asn_id, "id": one.skp_id, "mulai": one.mulai, "selesai": one.selesai}
    return await work.one(_BINDS, values) is not None


async def ended_on(work: Work, asn_id: UUID, tahun: int) -> date | None:
    """The last day of the SKP of a year that a move ended last, while none binds after it."""
    found = await work.one(
        "SELECT max(selesai) AS selesai FROM skp WHERE tenant = :tenant AND asn_id = :asn AND tahun = :tahun"
        " AND state = 'closed' AND set_at IS NOT NULL AND closed_sebab = 'mutasi'",
        {"tenant": work.tenant, "asn": asn_id, "tahun": tahun},
    )
    return found.selesai if found else None


async def person(work: Work, asn_id: UUID) -> Pegawai:
    """Someone this service knows from identity; Refusal 403 for an account without a validated person."""
    found = await find_person(work, asn_id)
    if found is None or not found.validated:
        raise Refusal(NOT_VALIDATED)
    return found


async def find_person(work: Work, asn_id: UUID) -> Pegawai | None:
    """Someone, or None."""
    row = await work.one(_PERSON, {"tenant": work.tenant, "id": asn_id})
    if row is None:
        return None
    fields = dict(row._mapping) | {
        "masa_status": msgspec.convert(row.masa_status, tuple[MasaStatus, ...]),
        "penempatan": msgspec.convert(row.penempatan, tuple[Penempatan, ...]),
    }
    return Pegawai(**fields)


def spells_of(row: Row[Any]) -> list[MasaStatus]:
    """The statuses of a person in a row of a list, as identity told of them."""
    return msgspec.convert(row.masa_status, list[MasaStatus])


async def is_above(work: Work, asn_id: UUID, other: UUID) -> bool:
    """Whether somebody stands in the line of superiors above a person."""
    row = await work.one(_ABOVE, {"tenant": work.tenant, "asn": asn_id, "other": other})
    return row is not None


async def butir_of(work: Work, owners: list[UUID], tahun: int) -> set[UUID]:
    """The kinerja in some people's SKPs of a year, set or not."""
    rows = await work.all(
        "SELECT content::text AS content FROM skp WHERE tenant = :tenant AND asn_id = ANY(CAST(:owners AS uuid[]))"
        " AND tahun = :tahun AND (state <> 'closed' OR set_at IS NOT NULL)",
        {"tenant": work.tenant, "owners": owners, "tahun": tahun},
    )
    return {b.butir_id for row in rows for b in content_of(row).butir if b.butir_id}


async def realised(work: Work, skp_id: UUID) -> list[tuple[str, UUID, int]]:
    """(masa, butir, amount) of everything measured in an SKP that counts, which is what has evidence."""
    rows = await work.all(
        "SELECT masa, butir_id, jumlah, bukti FROM realisasi WHERE tenant = :tenant AND skp_id = :skp",
        {"tenant": work.tenant, "skp": skp_id},
    )
    return [(row.masa, row.butir_id, row.jumlah) for row in rows if counts(row.bukti)]


async def proofs(work: Work, skp_id: UUID, masa: str) -> dict[UUID, str]:
    """The evidence named for each butir in a masa."""
    rows = await work.all(
        "SELECT butir_id, bukti FROM realisasi WHERE tenant = :tenant AND skp_id = :skp AND masa = :masa",
        {"tenant": work.tenant, "skp": skp_id, "masa": masa},
    )
    return {row.butir_id: row.bukti for row in rows}


async def kalender(work: Work, hari_kerja: int = 5) -> Kalender:
    """The working calendar of the Pemda, for units of a working week of five or six days (X6)."""
    rows = await work.all("SELECT tanggal, libur FROM hari_libur WHERE tenant = :tenant", {"tenant": work.tenant})
    return Kalender({row.tanggal: row.libur for row in rows}, hari_kerja)


def is_penilai(whose: Appraised, actor: Actor) -> bool:
    """Whether the actor is pejabat penilai of somebody: in person, or as the Bupati."""
    is_bupati = whose.sebagai == Sebagai.BUPATI.value and "bupati" in actor.peran
    return is_bupati or whose.atasan_id == actor.id


def sidik_of(content: str) -> str:
    """What tells one content of an SKP from another: 16 hex digits over its text as the database writes it."""
    return sha256(content.encode()).hexdigest()[:16]


def content_of(row: Row[Any]) -> Content:
    """What an SKP says, of a row that has its `content` as text."""
    return msgspec.json.decode(row.content, type=Content)


async def belongs(work: Work, actor: Actor) -> list[Belongs]:
    """The PD of somebody, each from when to when, and everybody: readings about a PD are about its people."""
    found = await find_person(work, actor.id)
    if found is None:
        return []
    known = pd_spans(found.penempatan)
    return [Belongs(EVERYBODY), *([Belongs(*one) for one in known] or [Belongs(found.opd)])]


async def roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: `pegawai`, and the roles that identity tells, those for another PD among them."""
    found = await find_person(work, actor.id)
    if found is None:
        return frozenset()
    return roles_of(found, found.penempatan, work.today)
