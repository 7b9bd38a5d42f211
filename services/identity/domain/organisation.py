"""OPD and the units inside them: what lies in what. Pure. `above`: a unit → the one it lies in, or empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from contracts.refusal import Refusal, rule
from services.identity.domain.row import OpdRow, RefusedRow, Row

STILL_THERE = rule(
    "identity.unit.still_there", 409,
    "Masih ada {people} pegawai yang ditempatkan di sana pada OPD yang lama; catat dahulu penempatannya yang baru.",
)  # fmt: skip
UNKNOWN = rule("identity.unit.no_parent", 422, "Unit induk tidak dikenal.", "induk", source="implicit")
CIRCLE = rule(
    "identity.unit.circle", 422, "Sebuah unit tidak berada di bawah dirinya sendiri.", "induk", source="implicit"
)


def check_above(kode: str, induk: str, above: Mapping[str, str]) -> None:
    """Refusal 422: the superior unit is not known, or lies, over any number of steps, inside this one."""
    if induk and induk not in above:
        raise Refusal(UNKNOWN)
    if lies_in(induk, kode, above):
        raise Refusal(CIRCLE)


def check_leaves_nobody(
    kode: str, places: Iterable[tuple[str, str, int]], before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    """Refusal 409: people of a unit, or of one inside it, would not be in their OPD any more.

    Each moves by a decree of their own. `places`: OPD, unit, how many people are there.
    """
    inside = [place for place in places if lies_in(place[1], kode, before)]
    n = sum(n for opd, unit, n in inside if not wrong_place(opd, unit, before) and wrong_place(opd, unit, after))
    if n:
        raise Refusal(STILL_THERE, people=n)


def lies_in(unit: str, inside: str, above: Mapping[str, str]) -> bool:
    """Whether a unit is that one or lies in it."""
    at, passed = unit, set[str]()
    while at and at not in passed:
        if at == inside:
            return True
        passed.add(at)
        at = above.get(at, "")
    return False


def check_units(
    units: Mapping[int, OpdRow], stored: Mapping[str, str], places: Collection[tuple[str, str, int]] = ()
) -> list[RefusedRow]:
    """The rows of the organisation in a file whose superior unit is neither in it nor known, that form a circle, or
    that take a unit from under people who are not in the file (`places`: OPD, unit, how many of them are there)."""
    above = {**stored, **{unit.kode: unit.induk for unit in units.values()}}
    refused = []
    for number, unit in units.items():
        if unit.induk and unit.induk not in above:
            refused.append(RefusedRow(number, "OPD.INDUK", UNKNOWN.text))
        elif lies_in(unit.induk, unit.kode, above):
            refused.append(RefusedRow(number, "OPD.INDUK", CIRCLE.text))
        elif stored.get(unit.kode, unit.induk) != unit.induk:
            try:
                check_leaves_nobody(unit.kode, places, stored, above)
            except Refusal as refusal:
                refused.append(RefusedRow(number, "OPD.INDUK", refusal.message))
    return refused


def check_places(rows: Mapping[int, Row], above: Mapping[str, str]) -> list[RefusedRow]:
    """The rows of people whose OPD or unit nobody knows, or whose unit is none of that OPD."""
    refused = []
    for number, row in rows.items():
        if column := wrong_place(row.opd, row.unit, above):
            refused.append(RefusedRow(number, f"KODE_{column.upper()}", REASONS[column]))
    return refused


REASONS = {
    "opd": "OPD tidak dikenal: tidak ada dalam lembar OPD maupun data, atau kode itu sebuah unit.",
    "unit": "Unit tidak dikenal, atau bukan unit OPD itu.",
}


def wrong_place(opd: str, unit: str, above: Mapping[str, str]) -> str:
    """`opd` (not known, or a unit of another) or `unit`, whichever is wrong with a place; empty: nothing."""
    if above.get(opd) != "":
        return "opd"
    return "" if unit in above and lies_in(unit, opd, above) else "unit"
