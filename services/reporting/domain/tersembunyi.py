"""Which figures of a public table are hidden so that nobody finds a person in it. Pure.

Cells about fewer than `least` people are hidden (KUAN P29: results are published; 26(1): confidentiality stays), then
as many further cells as it takes that no hidden one follows from the rows and columns around it. Rows of small PD are
put together first, because the size of a PD is public.

Every row adds up to its last cell and every column to its last row. Hidden cells are the edges between the rows and
columns of a graph; a cell follows from the others exactly when its edge is a bridge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

Cell = tuple[int, int]
REST = "Perangkat daerah kecil"


class Baris(Struct, frozen=True):
    """A PD: people, the entries of each kind, and how many people are behind each of these figures."""

    nama: str
    asn: int
    sel: tuple[int, ...]
    orang: tuple[int, ...]


class Tampak(Struct, frozen=True):
    """A row as everybody may see it: None is hidden. The last cell is the sum of the others."""

    nama: str
    asn: int
    sel: tuple[int | None, ...]


def merged(rows: Sequence[Baris], least: int) -> list[Baris]:
    """The rows, those of fewer than `least` people put together; with one more where that is still too few."""
    small = sorted((r for r in rows if r.asn < least), key=lambda r: (r.asn, r.nama))
    large = sorted((r for r in rows if r.asn >= least), key=lambda r: (r.asn, r.nama))
    while small and large and sum(r.asn for r in small) < least:
        small.append(large.pop(0))
    kept = sorted(large, key=lambda r: r.nama)
    return [*kept, added(REST, small)] if small else kept


def added(nama: str, rows: Sequence[Baris]) -> Baris:
    """Several rows as one."""
    return Baris(nama, sum(r.asn for r in rows), _sums([r.sel for r in rows]), _sums([r.orang for r in rows]))


def _sums(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


def shown(rows: Sequence[Baris], total: Baris, least: int) -> tuple[list[Tampak], Tampak | None]:
    """The table and its last row as everybody may see them; nothing at all where the whole is about too few people.

    `total`: the whole, whose people are counted once each. A row's last cell and people are those of all its kinds.
    """
    if total.asn < least:
        return [], None
    table = [*merged(rows, least), total]
    hide = hidden([r.sel for r in table], [r.orang for r in table], least)
    seen = [
        Tampak(r.nama, r.asn, tuple(None if (n, c) in hide else v for c, v in enumerate(r.sel)))
        for n, r in enumerate(table)
    ]
    return seen[:-1], seen[-1]


def hidden(values: Sequence[Sequence[int]], people: Sequence[Sequence[int]], least: int) -> frozenset[Cell]:
    """The cells to hide; the last row and the last column are sums and may be hidden like any other."""
    hide = {(r, c) for r, row in enumerate(people) for c, n in enumerate(row) if 0 < n < least}
    while found := bridges(hide):
        hide |= _around(min(found), hide, values)
    return frozenset(hide)


def _around(cell: Cell, hide: set[Cell], values: Sequence[Sequence[int]]) -> set[Cell]:
    """What to hide besides a cell so that it follows from nothing: the other corners of a rectangle.

    Of all rectangles the one that hides the fewest zeros, for a zero protects little, and then the smallest figures.
    """
    r, c = cell

    def cost(corners: set[Cell]) -> tuple[int, int, list[Cell]]:
        figures = [values[row][column] for row, column in corners - hide]
        return sum(figure == 0 for figure in figures), sum(figures), sorted(corners)

    rectangles = [
        {(r, other), (row, c), (row, other)}
        for row in range(len(values))
        for other in range(len(values[0]))
        if row != r and other != c
    ]
    return min(rectangles, key=cost)


def bridges(cells: set[Cell]) -> list[Cell]:
    """The cells that follow from the others: edges on no circle of the graph of rows and columns."""
    near: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for r, c in cells:
        near["r", r].append(("c", c))
        near["c", c].append(("r", r))
    seen: dict[tuple[str, int], int] = {}
    low: dict[tuple[str, int], int] = {}
    found: list[Cell] = []

    def walk(at: tuple[str, int], before: tuple[str, int] | None) -> None:
        seen[at] = low[at] = len(seen)
        for to in near[at]:
            if to == before:
                continue
            if to in seen:
                low[at] = min(low[at], seen[to])
                continue
            walk(to, at)
            low[at] = min(low[at], low[to])
            if low[to] > seen[at]:
                found.append((at[1], to[1]) if at[0] == "r" else (to[1], at[1]))

    for start in sorted(near):
        if start not in seen:
            walk(start, None)
    return found
