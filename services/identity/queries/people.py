"""Reads of identity: who am I, who is there, which days are free."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.refusal import forbidden
from services.identity import store


class PegawaiView(Struct, frozen=True):
    """A person as the roster shows them."""

    asn_id: UUID
    nip: str
    nama: str
    jenis: str
    jabatan: str
    opd: str
    unit: str
    status: str
    validated: bool


class Me(Struct, frozen=True):
    """The account that asks: its person (none for a bootstrap account), its roles, its subordinates."""

    account_id: UUID
    tenant: str
    peran: tuple[str, ...]
    bawahan: int
    pegawai: PegawaiView | None


class HariLibur(Struct, frozen=True):
    """A day off, or (`libur=false`) a day that is worked after all."""

    tanggal: date
    libur: bool
    nama: str


_VIEW = "SELECT asn_id, nip, nama, jenis, jabatan, opd, unit, status, validated FROM pegawai"


async def me(work: Work, actor: Actor) -> Me:
    """Who is asking."""
    row = await work.one(f"{_VIEW} WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id})
    below = 0
    if row is not None:
        counted = await work.one(
            "SELECT count(DISTINCT asn_id) AS n FROM hubungan WHERE tenant = :tenant AND penilai_id = :id",
            {"tenant": work.tenant, "id": actor.id},
        )
        below = counted.n if counted else 0
    held = tuple(sorted(await store.roles_of(work, actor.id)))
    return Me(actor.id, work.tenant, held, below, PegawaiView(**row._mapping) if row else None)


async def roster(work: Work, actor: Actor, opd: str | None) -> list[PegawaiView]:
    """The people of an OPD; who has a role of a PD, as its administrator, sees his own (KUAN P1(23))."""
    own = await store.bound_to(work, actor, "list_pegawai")
    if own is not None and opd is not None and opd not in own:
        raise forbidden("Hanya PD sendiri yang dapat dilihat.", "KUAN 1(23)")
    shown = own if opd is None else [opd]
    await keep_group_readings(work, "roster.read", shown, "mengelola data dan akun pegawai")
    rows = await work.all(
        f"{_VIEW} WHERE tenant = :tenant AND (CAST(:opd AS text[]) IS NULL OR opd = ANY(CAST(:opd AS text[])))"
        " ORDER BY opd, nama",
        {"tenant": work.tenant, "opd": shown},
    )
    return [PegawaiView(**row._mapping) for row in rows]


async def calendar(work: Work, year: int) -> list[HariLibur]:
    """The days off of a year."""
    rows = await work.all(
        "SELECT tanggal, libur, nama FROM hari_libur WHERE tenant = :tenant"
        " AND tanggal BETWEEN make_date(:year, 1, 1) AND make_date(:year, 12, 31) ORDER BY tanggal",
        {"tenant": work.tenant, "year": year},
    )
    return [HariLibur(**row._mapping) for row in rows]
