"""Attendance as it is kept: the day that stands, those before it, the files it came from, what people object to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.refusal import Refusal
from services.tpp.domain.kehadiran import NO_OBJECTION
from services.tpp.domain.masukan import Hari

MOST = 500
_PEOPLE = "SELECT nip, asn_id FROM pegawai WHERE tenant = :tenant AND validated AND nip <> ''"
# What changes is kept as it was before the new word takes its place; what is the same is not touched.
_INCOMING = """
WITH i AS (
    SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS r(asn_id uuid, tanggal date, masuk time, pulang time, keterangan text)
)
"""
_OLD = f"""{_INCOMING}
INSERT INTO presensi_lama (tenant, asn_id, tanggal, masuk, pulang, keterangan, sumber, version, dicatat_pada)
SELECT p.tenant, p.asn_id, p.tanggal, p.masuk, p.pulang, p.keterangan, p.sumber, p.version, p.dicatat_pada
FROM presensi p JOIN i USING (asn_id, tanggal)
WHERE p.tenant = :tenant
    AND (p.masuk, p.pulang, p.keterangan) IS DISTINCT FROM (i.masuk, i.pulang, i.keterangan)
"""
_KEEP = f"""{_INCOMING}
INSERT INTO presensi AS p (tenant, asn_id, tanggal, masuk, pulang, keterangan, sumber, version, dicatat_pada)
SELECT :tenant, asn_id, tanggal, masuk, pulang, keterangan, :sumber, 1, :now FROM i ORDER BY tanggal, asn_id
ON CONFLICT (tenant, tanggal, asn_id) DO UPDATE SET masuk = EXCLUDED.masuk, pulang = EXCLUDED.pulang,
    keterangan = EXCLUDED.keterangan, sumber = EXCLUDED.sumber, version = p.version + 1, dicatat_pada = :now
WHERE (p.masuk, p.pulang, p.keterangan) IS DISTINCT FROM (EXCLUDED.masuk, EXCLUDED.pulang, EXCLUDED.keterangan)
"""
# Two imports, or an import and an answer, never write at once: versions stay in order.
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('tpp.presensi:' || :tenant, 0))"
_IMPORTED = """
INSERT INTO impor_presensi (tenant, impor_id, nama, profil, sidik, baris, berubah, ditolak, oleh, pada)
VALUES (:tenant, :impor_id, :nama, :profil, :sidik, :baris, :berubah, :ditolak, :oleh, :now)
"""
_IMPORTS = """
SELECT impor_id, nama, profil, baris, berubah, ditolak, pada FROM impor_presensi
WHERE tenant = :tenant ORDER BY pada DESC, impor_id LIMIT 50
"""
_DAYS = """
SELECT p.tanggal, p.masuk, p.pulang, p.keterangan, p.version, s.sanggahan_id, s.alasan, s.diterima,
    coalesce(s.jawaban, '') AS jawaban
FROM presensi p LEFT JOIN LATERAL (
    SELECT * FROM sanggahan_presensi o WHERE o.tenant = p.tenant AND o.asn_id = p.asn_id AND o.tanggal = p.tanggal
    ORDER BY o.pada DESC LIMIT 1
) s ON true
WHERE p.tenant = :tenant AND p.asn_id = :asn_id AND p.tanggal BETWEEN :first AND :last ORDER BY p.tanggal
"""
_OBJECT = """
INSERT INTO sanggahan_presensi (tenant, sanggahan_id, asn_id, tanggal, alasan, pada)
VALUES (:tenant, :id, :asn_id, :tanggal, :alasan, :now) ON CONFLICT DO NOTHING RETURNING sanggahan_id
"""
_OBJECTIONS = """
SELECT s.sanggahan_id, n.nip, n.nama, n.opd, s.tanggal, p.masuk, p.pulang, p.keterangan, s.alasan, s.pada
FROM sanggahan_presensi s
JOIN pegawai n ON n.tenant = s.tenant AND n.asn_id = s.asn_id
JOIN presensi p ON p.tenant = s.tenant AND p.asn_id = s.asn_id AND p.tanggal = s.tanggal
WHERE s.tenant = :tenant AND s.diterima IS NULL ORDER BY s.pada, s.sanggahan_id LIMIT :most
"""
_OBJECTION = """
SELECT sanggahan_id, asn_id, tanggal, diterima FROM sanggahan_presensi
WHERE tenant = :tenant AND sanggahan_id = :id FOR UPDATE
"""
_ANSWER = """
UPDATE sanggahan_presensi SET diterima = :diterima, jawaban = :jawaban, dijawab_oleh = :oleh, dijawab_pada = :now
WHERE tenant = :tenant AND sanggahan_id = :id
"""


class Imported(Struct, frozen=True):
    """A file that was taken: rows in it, days that changed, cells that were refused."""

    impor_id: UUID
    nama: str
    profil: str
    baris: int
    berubah: int
    ditolak: int
    pada: datetime


class Day(Struct, frozen=True):
    """A day of one's own, with the last objection to it (`diterima` None with a `sanggahan_id`: it is open)."""

    tanggal: date
    masuk: time | None
    pulang: time | None
    keterangan: str
    version: int
    sanggahan_id: UUID | None
    alasan: str | None
    diterima: bool | None
    jawaban: str


class Objection(Struct, frozen=True):
    """An open objection, beside what the day says now."""

    sanggahan_id: UUID
    nip: str
    nama: str
    opd: str
    tanggal: date
    masuk: time | None
    pulang: time | None
    keterangan: str
    alasan: str
    pada: datetime


class Open(Struct, frozen=True):
    """Whose objection it is, to which day; `diterima` None: nobody has answered."""

    sanggahan_id: UUID
    asn_id: UUID
    tanggal: date
    diterima: bool | None


async def people_by_nip(work: Work) -> dict[str, UUID]:
    """Whom each NIP means."""
    return {row.nip: row.asn_id for row in await work.all(_PEOPLE, {"tenant": work.tenant})}


async def keep(work: Work, days: Sequence[tuple[UUID, Hari]], sumber: str) -> int:
    """The days stand as they are said now; returns how many changed or are new."""
    rows = [
        {"asn_id": who, "tanggal": day.tanggal, "masuk": day.masuk, "pulang": day.pulang, "keterangan": day.keterangan}
        for who, day in days
    ]
    key = {"tenant": work.tenant, "rows": json_of(rows)}
    await work.run(_TURN, {"tenant": work.tenant})
    await work.run(_OLD, key)
    changed = await work.run(_KEEP, {**key, "sumber": sumber, "now": work.now})
    return int(changed.rowcount)


async def keep_import(
    work: Work, actor: Actor, impor_id: UUID, nama: str, profil: str, sidik: str, counted: tuple[int, int, int]
) -> None:
    """Which file it was; counted: rows, days that changed, cells that were refused."""
    baris, berubah, ditolak = counted
    values = {"impor_id": impor_id, "nama": nama, "profil": profil, "sidik": sidik, "oleh": actor.id, "now": work.now}
    more = {"baris": baris, "berubah": berubah, "ditolak": ditolak}
    await work.run(_IMPORTED, {"tenant": work.tenant, **values, **more})


async def imports(work: Work) -> list[Imported]:
    """The last files, the newest first."""
    return [Imported(**row._mapping) for row in await work.all(_IMPORTS, {"tenant": work.tenant})]


async def days_of(work: Work, asn_id: UUID, first: date, last: date) -> list[Day]:
    """The days of a person from one to another."""
    key = {"tenant": work.tenant, "asn_id": asn_id, "first": first, "last": last}
    return [Day(**row._mapping) for row in await work.all(_DAYS, key)]


async def object_to(work: Work, asn_id: UUID, tanggal: date, alasan: str) -> UUID | None:
    """Keep an objection; None where one to the same day is open."""
    values = {"id": new_id(), "asn_id": asn_id, "tanggal": tanggal, "alasan": alasan, "now": work.now}
    row = await work.one(_OBJECT, {"tenant": work.tenant, **values})
    return row.sanggahan_id if row else None


async def objections(work: Work) -> list[Objection]:
    """What waits for an answer, the oldest first."""
    return [Objection(**row._mapping) for row in await work.all(_OBJECTIONS, {"tenant": work.tenant, "most": MOST})]


async def objection_of(work: Work, sanggahan_id: UUID) -> Open:
    """One, locked; Refusal 404 where there is none."""
    row = await work.one(_OBJECTION, {"tenant": work.tenant, "id": sanggahan_id})
    if row is None:
        raise Refusal(NO_OBJECTION)
    return Open(**row._mapping)


async def answer(work: Work, actor: Actor, sanggahan_id: UUID, diterima: bool, jawaban: str) -> None:
    """Keep the answer."""
    key = {"tenant": work.tenant, "id": sanggahan_id, "oleh": actor.id, "now": work.now}
    await work.run(_ANSWER, {**key, "diterima": diterima, "jawaban": jawaban})
