"""Circumstances of people as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.tpp.domain.keadaan import NO_PERSON, UNKNOWN, Keadaan

MOST = 500
# Of one person at a time: two clerks who record the same decree at once agree on one.
_PERSON = "SELECT asn_id FROM pegawai WHERE tenant = :tenant AND nip = :nip AND validated FOR UPDATE"
_OF = """
SELECT keadaan_id, asn_id, kode, mulai, selesai, nomor, dibatalkan, diakhiri_pada IS NOT NULL AS diakhiri
FROM keadaan_pegawai WHERE tenant = :tenant AND asn_id = :asn_id
"""
_ONE = """
SELECT keadaan_id, asn_id, kode, mulai, selesai, nomor, dibatalkan, diakhiri_pada IS NOT NULL AS diakhiri
FROM keadaan_pegawai WHERE tenant = :tenant AND keadaan_id = :id FOR UPDATE
"""
_RECORD = """
INSERT INTO keadaan_pegawai (tenant, keadaan_id, asn_id, kode, mulai, selesai, nomor, tanggal, catatan, dicatat_oleh,
    dicatat_pada)
VALUES (:tenant, :keadaan_id, :asn_id, :kode, :mulai, :selesai, :nomor, :tanggal, :catatan, :oleh, :now)
"""
_END = """
UPDATE keadaan_pegawai SET selesai = coalesce(:selesai, selesai), dibatalkan = CAST(:selesai AS text) IS NULL,
    diakhiri_oleh = :oleh, diakhiri_pada = :now, alasan = :alasan
WHERE tenant = :tenant AND keadaan_id = :id
"""
_LIST = """
SELECT k.keadaan_id, p.nip, p.nama, p.opd, k.kode, k.mulai, k.selesai, k.nomor, k.tanggal, k.catatan, k.dicatat_pada,
    k.dibatalkan, k.diakhiri_pada, k.alasan
FROM keadaan_pegawai k JOIN pegawai p ON p.tenant = k.tenant AND p.asn_id = k.asn_id
WHERE k.tenant = :tenant AND (CAST(:nip AS text) IS NULL OR p.nip = :nip)
ORDER BY k.dicatat_pada DESC, k.keadaan_id LIMIT :most
"""


class CircumstanceLine(Struct, frozen=True):
    """A circumstance with whom it concerns."""

    keadaan_id: UUID
    nip: str
    nama: str
    opd: str
    kode: str
    mulai: str
    selesai: str | None
    nomor: str
    tanggal: date
    catatan: str
    dicatat_pada: datetime
    dibatalkan: bool
    diakhiri_pada: datetime | None
    alasan: str


async def person_of(work: Work, nip: str) -> UUID:
    """Whom a NIP means, locked; Refusal 404 where it is nobody's."""
    row = await work.one(_PERSON, {"tenant": work.tenant, "nip": nip})
    if row is None:
        raise Refusal(NO_PERSON)
    found: UUID = row.asn_id
    return found


async def known_of(work: Work, asn_id: UUID) -> Sequence[Keadaan]:
    """Every circumstance of a person that was recorded."""
    rows = await work.all(_OF, {"tenant": work.tenant, "asn_id": asn_id})
    return [Keadaan(**row._mapping) for row in rows]


async def one_of(work: Work, keadaan_id: UUID) -> Keadaan:
    """One, locked; Refusal 404 where there is none."""
    row = await work.one(_ONE, {"tenant": work.tenant, "id": keadaan_id})
    if row is None:
        raise Refusal(UNKNOWN)
    return Keadaan(**row._mapping)


async def record(work: Work, actor: Actor, new: Keadaan, tanggal: date, catatan: str) -> None:
    """Keep it."""
    fields = {
        "keadaan_id": new.keadaan_id, "asn_id": new.asn_id, "kode": new.kode, "mulai": new.mulai,
        "selesai": new.selesai, "nomor": new.nomor,
    }  # fmt: skip
    more = {"tanggal": tanggal, "catatan": catatan, "oleh": actor.id, "now": work.now}
    await work.run(_RECORD, {"tenant": work.tenant, **fields, **more})


async def end(work: Work, actor: Actor, keadaan_id: UUID, selesai: str | None, alasan: str) -> None:
    """It ends after a month, or (None) is taken back altogether."""
    key = {"tenant": work.tenant, "id": keadaan_id, "selesai": selesai, "oleh": actor.id}
    await work.run(_END, {**key, "now": work.now, "alasan": alasan})


async def listed(work: Work, nip: str | None) -> list[CircumstanceLine]:
    """The last ones of everybody, or those of one person, the newest first."""
    rows = await work.all(_LIST, {"tenant": work.tenant, "nip": nip, "most": MOST})
    return [CircumstanceLine(**row._mapping) for row in rows]
