"""OPD and the units inside them: what lies in what. Pure. `above`: a unit → the one it lies in, or empty."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.refusal import lacking
from services.identity.domain.row import OpdRow, RefusedRow, Row

UNKNOWN, CIRCLE = "Unit induk tidak dikenal.", "Sebuah unit tidak berada di bawah dirinya sendiri."


def check_above(kode: str, induk: str, above: Mapping[str, str]) -> None:
    """Refusal 422: the superior unit is not known, or lies, over any number of steps, inside this one."""
    if induk and induk not in above:
        raise lacking(UNKNOWN, "implicit", "induk")
    if lies_in(induk, kode, above):
        raise lacking(CIRCLE, "implicit", "induk")


def lies_in(unit: str, inside: str, above: Mapping[str, str]) -> bool:
    """Whether a unit is that one or lies in it."""
    at, passed = unit, set[str]()
    while at and at not in passed:
        if at == inside:
            return True
        passed.add(at)
        at = above.get(at, "")
    return False


def check_units(units: Mapping[int, OpdRow], stored: Mapping[str, str]) -> list[RefusedRow]:
    """The rows of the organisation in a file whose superior unit is neither in it nor known, or that form a circle."""
    above = {**stored, **{unit.kode: unit.induk for unit in units.values()}}
    refused = []
    for number, unit in units.items():
        if unit.induk and unit.induk not in above:
            refused.append(RefusedRow(number, "OPD.INDUK", UNKNOWN))
        elif lies_in(unit.induk, unit.kode, above):
            refused.append(RefusedRow(number, "OPD.INDUK", CIRCLE))
    return refused


def check_places(rows: Mapping[int, Row], above: Mapping[str, str]) -> list[RefusedRow]:
    """The rows of people whose OPD or unit nobody knows, or whose unit is none of that OPD."""
    refused = []
    for number, row in rows.items():
        if column := wrong_place(row.opd, row.unit, above):
            refused.append(RefusedRow(number, f"KODE_{column.upper()}", REASONS[column]))
    return refused


REASONS = {
    "opd": "OPD tidak dikenal: tidak ada dalam lembar OPD maupun data.",
    "unit": "Unit tidak dikenal, atau bukan unit OPD itu.",
}


def wrong_place(opd: str, unit: str, above: Mapping[str, str]) -> str:
    """`opd` or `unit`, whichever is wrong with a place; empty: nothing."""
    if opd not in above:
        return "opd"
    return "" if unit in above and lies_in(unit, opd, above) else "unit"
