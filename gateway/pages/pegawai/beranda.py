"""The home page: what is due today, what came back, the month so far, who appraises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import Glance, glance_of, me_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_beranda import Home
from gateway.pages.visit import Visit

_TO_DO = {"dikembalikan": "/aktivitas/{}/ubah", "draf": "/aktivitas/catat?draf={}", "bantuan": "/aktivitas/{}"}


class Slip(msgspec.Struct):
    """The last TPP, as far as the home page names it."""

    periode: str
    total: int | Decimal


async def show(visit: Visit) -> Outcome:
    """One read of activity carries the page; who is nobody of the staffing data has another one."""
    me, glance, home = await together(
        me_of(visit),
        glance_of(visit),
        spare(visit.read("activity", "/home", Home)),
    )
    if me.pegawai is None:
        return Go("/antrean") if "bupati" in me.peran else Go("/menu")
    today = _today(home, glance) if home else None
    return Shown("pegawai/beranda.html", {"rumah": home, "hari_ini": today, "s": glance, "saya": me, "alamat": address})


def _today(home: Home, glance: Glance) -> str:
    """How today stands: `belum`, `sudah`, or `bebas` where it is no duty day."""
    found = next((day for day in home.bulan.hari if day.tanggal == glance.hari_ini), None)
    if found is None or not found.wajib:
        return "bebas"
    return "sudah" if found.catatan else "belum"


def address(jenis: str, ident: UUID) -> str:
    """Where something that waits is done."""
    return _TO_DO[jenis].format(ident)


def left(days: tuple[date, ...], today: date, until: date) -> int:
    """Working days from tomorrow to a day."""
    return sum(today < day <= until for day in days)
