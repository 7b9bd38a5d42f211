"""Who has yet to do the initial input of the go-live (KUAN P33)."""

from __future__ import annotations

from datetime import date

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


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


async def show(visit: Visit) -> Outcome:
    """In one's PD, or in the Pemda for who oversees it."""
    found, glance = await together(visit.read("skp", "/initial-input", GoLive), glance_of(visit))
    return Shown("pengelola/pengisian-awal.html", {"g": found, "s": glance})
