"""One person as the staffing data has them: posts, statuses, superiors, who acted for whom, roles, the account.

A reader who finds a wrong superior here also finds by which decree, since when, and what to have changed
(KUAN P1(10-14)).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal, rule
from services.identity import store
from services.identity.queries.people import PegawaiView, view_of
from services.identity.queries.superior import SuperiorView, superior_today
from services.identity.store.standing import why_shut
from services.identity.store.tries import waits_until

NO_PERSON = rule("identity.person.unknown", 404, "Pegawai tidak ditemukan.", source="implicit")
NOT_OPEN = rule("identity.reading.not_yours", 403, "Data pegawai ini tidak terbuka bagi Anda.")
NO_PURPOSE = rule("identity.reading.no_purpose", 422, "Sebutkan tujuan membaca data orang lain.", "tujuan")


class PostView(Struct, frozen=True):
    """A post from `mulai` on, until the next one."""

    mulai: date
    jabatan: str
    jenis_jabatan: str
    kelas_jabatan: int
    opd: str
    unit: str
    memimpin_unit: bool
    sk: str


class StatusView(Struct, frozen=True):
    """A status; without `selesai` until further notice."""

    mulai: date
    selesai: date | None
    status: str
    sk: str
    lembaga: str = ""


class RoleView(Struct, frozen=True):
    """A role within its dates, and the decree it rests on."""

    peran: str
    dasar: str
    mulai: date
    selesai: date | None
    opd: str


class AccountView(Struct, frozen=True):
    """`keadaan` pending, active, blocked or disabled; `kenapa`: why it opens nothing, empty where it does."""

    keadaan: str
    kenapa: str
    kode_kedua: bool
    terkunci_sampai: datetime | None


class PersonView(Struct, frozen=True):
    """A person; `penilai_hari_ini` is who appraises them today, by decree or as a stand-in."""

    pegawai: PegawaiView
    penilai_hari_ini: SuperiorView | None
    jabatan: tuple[PostView, ...]
    status: tuple[StatusView, ...]
    atasan: tuple[SuperiorView, ...]
    peran: tuple[RoleView, ...]
    akun: AccountView | None


LIST = "list_pegawai"
_SUPERIORS = """
SELECT h.mulai, h.sebagai, h.penilai_id, p.nama, p.jabatan, h.sk FROM hubungan h
LEFT JOIN pegawai p ON p.tenant = h.tenant AND p.asn_id = h.penilai_id
WHERE h.tenant = :tenant AND h.asn_id = :id ORDER BY h.mulai DESC
"""
_POSTS = """
SELECT mulai, jabatan, jenis_jabatan, kelas_jabatan, opd, unit, memimpin_unit, sk FROM penempatan
WHERE tenant = :tenant AND asn_id = :id ORDER BY mulai DESC
"""
_STATUSES = """
SELECT mulai, selesai, status, sk, lembaga FROM masa_status WHERE tenant = :tenant AND asn_id = :id ORDER BY mulai DESC
"""
_ROLES = """
SELECT peran, dasar, mulai, selesai, coalesce(nullif(untuk, ''), opd) AS opd FROM peran
WHERE tenant = :tenant AND account_id = :id ORDER BY mulai DESC
"""
_SHUT = {
    "pending": "Belum diaktifkan oleh administrator PD.",
    "blocked": "Dibekukan oleh administrator.",
    "disabled": "Masa berlakunya sudah berakhir.",
}
_ACCOUNT = """
SELECT state, must_change, totp_confirmed FROM account WHERE tenant = :tenant AND account_id = :id
"""


async def person(work: Work, actor: Actor, asn_id: UUID, tujuan: str | None) -> PersonView:
    """Read by the person, the penilai of today, and who lists that PD; Refusal 404, or 403 beyond it."""
    found = await view_of(work, asn_id)
    if found is None:
        raise Refusal(NO_PERSON)
    today = await superior_today(work, asn_id)
    if asn_id != actor.id:
        if not (today and today.penilai_id == actor.id) and not await store.reaches(work, actor, LIST, found.opd):
            raise Refusal(NOT_OPEN)
        if tujuan is None:
            raise Refusal(NO_PURPOSE)
        await keep_reading(work, actor, "person.read", [asn_id], tujuan)
    key = {"tenant": work.tenant, "id": asn_id}
    return PersonView(
        found,
        today,
        tuple(PostView(**row._mapping) for row in await work.all(_POSTS, key)),
        tuple(StatusView(**row._mapping) for row in await work.all(_STATUSES, key)),
        tuple(SuperiorView(**row._mapping) for row in await work.all(_SUPERIORS, key)),
        tuple(RoleView(**row._mapping) for row in await work.all(_ROLES, key)),
        await _account(work, asn_id, found.validated),
    )


async def _account(work: Work, asn_id: UUID, validated: bool) -> AccountView | None:
    row = await work.one(_ACCOUNT, {"tenant": work.tenant, "id": asn_id})
    if row is None:
        return None
    locked = await waits_until(work, asn_id)
    shut = await why_shut(work, asn_id)
    why = shut.message if shut else _why(row, validated, locked)
    return AccountView(row.state, why, row.totp_confirmed, locked)


def _why(row: Any, validated: bool, locked: datetime | None) -> str:
    if not validated:
        return "Data belum tervalidasi pada SIASN."
    if row.state in _SHUT:
        return _SHUT[row.state]
    if locked:
        return "Terkunci sementara karena salah kata kunci."
    return "Kata kunci pertama belum diganti." if row.must_change else ""
