"""Every role of the law in force, how one comes to hold it, and what it may (KUAN P11(1))."""

from __future__ import annotations

import msgspec

from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit


class May(msgspec.Struct):
    """An operation that a role may ask for, by which pasal."""

    layanan: str
    tindakan: str
    pasal: str


class Known(msgspec.Struct):
    """A role of the law, how one comes to hold it, and what it may."""

    peran: str
    melalui: str
    rumpun: bool
    boleh: tuple[May, ...]


class Catalogue(msgspec.Struct):
    """Every role of the law in force, with the pasal that names them."""

    aturan: str
    pasal: str
    peran: tuple[Known, ...]


async def show(visit: Visit) -> Outcome:
    """Every role, and what it may (KUAN P11(1))."""
    found = await visit.read("identity", "/roles/catalogue", Catalogue)
    return Shown("pengelola/katalog.html", {"k": found})
