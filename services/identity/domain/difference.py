"""Where a file and the data kept here differ, cell by cell. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from uuid import UUID

import msgspec
from msgspec import Struct

from services.identity.domain.pegawai import Pegawai
from services.identity.domain.row import Row

# What a cell of a row holds.
Cell = str | int | bool | date | Enum
_NOT_KEPT = frozenset({"surat_penunjukan", "tanpa"})


class Change(Struct, frozen=True):
    """A cell that the file would change."""

    kolom: str
    dari: str
    menjadi: str


class Difference(Struct, frozen=True):
    """A person whom the file adds, changes or does not know. `baris` is the row of the file, 0 where there is none."""

    nip: str
    jenis: str
    baris: int
    perubahan: tuple[Change, ...] = ()


def compare(rows: Mapping[int, Row], known: Mapping[str, Pegawai], sebagian: bool = False) -> list[Difference]:
    """What the file would add and change, in its order, then whom it does not hold, by NIP.

    `sebagian`: it is not meant to hold everybody.
    """
    found = [d for number, row in rows.items() if (d := _difference(number, row, known.get(row.nip)))]
    if sebagian:
        return found
    missing = sorted(set(known) - {row.nip for row in rows.values()})
    return [*found, *(Difference(nip, "removed", 0) for nip in missing)]


def open_of(differences: Iterable[Difference], known: Mapping[str, Pegawai]) -> dict[UUID, int]:
    """How many differences each person known here has: one a cell, one for somebody whom the file does not hold."""
    return {known[d.nip].asn_id: len(d.perubahan) or 1 for d in differences if d.nip in known}


def _difference(number: int, row: Row, stored: Pegawai | None) -> Difference | None:
    if stored is None:
        return Difference(row.nip, "added", number)
    changes = tuple(changes_of(row, stored))
    return Difference(row.nip, "changed", number, changes) if changes else None


def changes_of(row: Row, stored: Pegawai) -> Iterable[Change]:
    """The cells in which a row differs from what is stored."""
    for name, value in stored_of(row).items():
        before, after = str(getattr(stored, name)), str(plain(value))
        if before != after:
            yield Change(name.upper(), before, after)


def stored_of(row: Row) -> dict[str, Cell]:
    """What is kept of a row: all but the letter, which is kept with the relation that it made."""
    return {name: value for name, value in msgspec.structs.asdict(row).items() if name not in _NOT_KEPT}


def plain(value: Cell) -> str | int | bool | date:
    """The value of a choice, anything else as it is."""
    return value.value if isinstance(value, Enum) else value


def unseen(now: Iterable[Difference], shown: Iterable[Difference]) -> list[Difference]:
    """What a file would add or change by now that was not shown when it was prepared."""
    seen = {d.nip: d for d in shown}
    found = []
    for one in now:
        before = seen.get(one.nip)
        if before is None or before.jenis != one.jenis:
            found.append(one)
        elif rest := tuple(change for change in one.perubahan if change not in before.perubahan):
            found.append(Difference(one.nip, one.jenis, one.baris, rest))
    return found
