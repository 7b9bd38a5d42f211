"""SIASN-shaped files: XLSX with its sheets, or CSV with the people alone; every cell as text.

The sheet of the people is PEGAWAI, or the only one there is; titles are read however they are spelt (`Kode Unit`).
"""

from __future__ import annotations

from msgspec import Struct

from chassis import sheets
from chassis.cells import title_of
from chassis.records import Record, records_of
from contracts.refusal import Refusal, rule
from services.identity.domain.row import COLUMNS, UNIT_COLUMNS

NO_SHEET = rule("identity.file.no_sheet", 422, "Lembar PEGAWAI tidak ada dalam berkas.", "berkas", source="implicit")
TOO_LONG = rule("identity.file.too_long", 422, "Lembar PEGAWAI lebih dari {most} baris.", "berkas", source="implicit")
EMPTY_SHEET = rule(
    "identity.file.empty", 422, "Lembar PEGAWAI kosong atau tanpa kolom NIP.", "berkas", source="implicit"
)

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
        raise Refusal(NO_SHEET)
    titles, people = records_of(found[PEOPLE], COLUMNS, ALIASES)
    if len(people) > LIMIT:
        raise Refusal(TOO_LONG, most=LIMIT)
    if not people or "NIP" not in titles:
        raise Refusal(EMPTY_SHEET)
    return File(people, records_of(found.get("OPD", []), UNIT_COLUMNS)[1])
