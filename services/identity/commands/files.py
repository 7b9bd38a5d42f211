"""SIASN-shaped files: XLSX with its sheets, or CSV with the people alone; every cell as text.

The sheet of the people is PEGAWAI, or the only one there is; titles are read however they are spelt (`Kode Unit`).
"""

from __future__ import annotations

from msgspec import Struct

from chassis import sheets
from chassis.cells import title_of
from chassis.records import Record, records_of
from contracts.refusal import lacking
from services.identity.domain.row import COLUMNS, UNIT_COLUMNS

LIMIT = 20_000
PEOPLE = "PEGAWAI"
# SIASN calls the present number the new one.
ALIASES = {"NIP_BARU": "NIP"}


class File(Struct, frozen=True):
    """The rows of the people and of the organisation, each with its number in its sheet."""

    people: list[Record]
    units: list[Record]


def file_of(content: bytes) -> File:
    """What a file says; Refusal 422 when it is no table, has no people, or has a column twice."""
    found = {title_of(name): sheet for name, sheet in sheets.sheets_of(content).items()}
    if PEOPLE not in found and len(found) == 1:
        found = {PEOPLE: next(iter(found.values()))}
    if PEOPLE not in found:
        raise lacking("Lembar PEGAWAI tidak ada dalam berkas.", "implicit", "berkas")
    titles, people = records_of(found[PEOPLE], COLUMNS, ALIASES)
    if len(people) > LIMIT:
        raise lacking(f"Lembar PEGAWAI lebih dari {LIMIT} baris.", "implicit", "berkas")
    if not people or "NIP" not in titles:
        raise lacking("Lembar PEGAWAI kosong atau tanpa kolom NIP.", "implicit", "berkas")
    return File(people, records_of(found.get("OPD", []), UNIT_COLUMNS)[1])
