"""Who has yet to begin: without a plan of any period (KON P9), without the initial input of the go-live (KUAN P33)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import year_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


class Planless(msgspec.Struct):
    """Somebody without a plan."""

    asn_id: UUID
    nama: str


class NotYet(msgspec.Struct):
    """Somebody whose initial input is not done."""

    nama: str
    opd: str


class OfPd(msgspec.Struct):
    """A PD: of so many, so many done."""

    opd: str
    pegawai: int
    selesai: int


class GoLive(msgspec.Struct):
    """How many initial inputs are done, and who is missing."""

    mulai: date
    sampai: date
    lewat: bool
    pegawai: int
    selesai: int
    tepat_waktu: int
    ringkasan: str
    opd: tuple[OfPd, ...]
    belum: tuple[NotYet, ...]


async def planless(visit: Visit) -> Outcome:
    """Of this year, or the one asked for."""
    glance = await glance_of(visit)
    year = year_of(visit.query.get("tahun", ""), glance.hari_ini.year)
    found: list[Planless] = await visit.read("activity", "/plans/missing", list[Planless], tahun=year)
    return Shown("pengelola/belum-rencana.html", {"orang": found, "s": glance, "tahun": year})


async def golive(visit: Visit) -> Outcome:
    """In one's PD, or in the Pemda for who oversees it."""
    found, glance = await together(visit.read("skp", "/initial-input", GoLive), glance_of(visit))
    return Shown("pengelola/pengisian-awal.html", {"g": found, "s": glance})
