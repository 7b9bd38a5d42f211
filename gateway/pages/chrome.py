"""The frame of every page: the Pemda, the person, the pages they may open, and how much waits."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from chassis.inherited import KEPALA_BADAN
from gateway.pages import words
from gateway.pages.ask import spare, together
from gateway.pages.duties import Group, Item
from gateway.pages.menu import groups, tabs
from gateway.pages.visit import Visit


class Person(msgspec.Struct):
    """Somebody of the staffing data."""

    asn_id: UUID
    nip: str
    nama: str
    jabatan: str
    opd: str
    unit: str


class Superior(msgspec.Struct):
    """Who appraises, from when on; without a name the Bupati, or a vacant post (`sebagai`)."""

    mulai: date
    sebagai: str
    nama: str | None = None
    jabatan: str | None = None


class Me(msgspec.Struct):
    """The account that asks. `peran`: with `kepala_badan` at the end where it has the Pemda's role of that office."""

    account_id: UUID
    peran: tuple[str, ...]
    bawahan: int
    pegawai: Person | None = None
    penilai: Superior | None = None

    @property
    def nama(self) -> str:
        return self.pegawai.nama if self.pegawai else words.nama_peran(self.peran[0]) if self.peran else "Akun"


class Glance(msgspec.Struct):
    """The Pemda's day and what waits."""

    sekarang: datetime
    hari_ini: date
    hari_kerja: tuple[date, ...] = ()
    pesan_baru: int = 0
    bawahan: int = 0
    antrean: int = 0
    terlambat: int = 0
    paling_lambat: date | None = None
    hari_memutus: int | None = None

    def tenggat(self, due: date | None) -> words.Tenggat | None:
        """A last day of a penilai as it is drawn."""
        return words.tenggat(due, self.hari_kerja, self.hari_ini, self.hari_memutus)


async def me_of(visit: Visit) -> Me:
    """The account that asks."""
    found: Me = await visit.read("identity", "/me", Me)
    pemda = visit.regencies.get(visit.tenant)
    if pemda and pemda.kepala_badan in found.peran:
        found.peran = (*found.peran, KEPALA_BADAN)
    return found


async def glance_of(visit: Visit) -> Glance:
    """The Pemda's day, and what waits for the person who asks."""
    found: Glance = await visit.read("activity", "/glance", Glance)
    return found


class Chrome(msgspec.Struct):
    """Everything of it for one page."""

    me: Me
    glance: Glance | None
    menu: list[Group]
    tabs: list[Item]


async def read(visit: Visit) -> Chrome:
    """Who is here is needed; the counts are spared when activity is away."""
    me, glance = await together(me_of(visit), spare(glance_of(visit)))
    pemda = visit.regencies.get(visit.tenant)
    waiting = glance.antrean if glance else 0
    found = groups(me.peran, me.pegawai is not None, me.bawahan, waiting, pemda)
    return Chrome(me, glance, found, tabs(found))
