"""What an import would do, person by person, and the rows that it does not take."""

from __future__ import annotations

import msgspec


class Refused(msgspec.Struct):
    """A row that is not taken."""

    baris: int
    kolom: str
    alasan: str


class Change(msgspec.Struct):
    """A cell that would change."""

    kolom: str
    dari: str
    menjadi: str


class Difference(msgspec.Struct):
    """A person who would be added or changed, or whom the file does not hold."""

    nip: str
    jenis: str
    baris: int
    perubahan: tuple[Change, ...] = ()


class Preview(msgspec.Struct):
    """What it would do."""

    added: int
    changed: int
    unchanged: int
    removed: int
    opd: int
    refused: tuple[Refused, ...]
    differences: tuple[Difference, ...]
    peringatan: tuple[Refused, ...] = ()
    sebagian: bool = False
