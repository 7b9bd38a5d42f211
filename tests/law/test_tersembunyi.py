"""What the public page hides (KUAN P29): cells about fewer than five people, and others so that no sum reveals one.

The oracle knows nothing of graphs: it solves the equations of rows and columns, as somebody who wants to know would.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.domain.tersembunyi import REST, Baris, hidden, merged, shown

CELLS = 4


def row(nama: str, asn: int, *people: int) -> Baris:
    """Three entries for each person behind a figure; a person is behind one figure only."""
    return Baris(nama, asn, (*(3 * n for n in people), 3 * sum(people)), (*people, sum(people)))


def whole(rows: Sequence[Baris]) -> Baris:
    return Baris(
        "Semua", sum(r.asn for r in rows), tuple(map(sum, zip(*(r.sel for r in rows), strict=True))),
        tuple(map(sum, zip(*(r.orang for r in rows), strict=True))),
    )  # fmt: skip


def solvable(hide: set[tuple[int, int]], rows: int, columns: int) -> set[tuple[int, int]]:
    """The hidden cells whose value follows from those that are seen: Gauss, by hand."""
    unknown = sorted(hide)
    equations = [[Fraction(at[0] == r) for at in unknown] for r in range(rows)]
    equations += [[Fraction(at[1] == c) for at in unknown] for c in range(columns)]
    done = 0
    for column in range(len(unknown)):
        pivot = next((n for n in range(done, len(equations)) if equations[n][column]), None)
        if pivot is None:
            continue
        equations[done], equations[pivot] = equations[pivot], equations[done]
        head = equations[done][column]
        equations[done] = [value / head for value in equations[done]]
        for n, line in enumerate(equations):
            if n != done and line[column]:
                equations[n] = [a - line[column] * b for a, b in zip(line, equations[done], strict=True)]
        done += 1
    return {unknown[line.index(1)] for line in equations if sum(1 for value in line if value) == 1}


def test_kuan_p29_a_cell_about_four_people_is_hidden_and_one_about_five_is_not() -> None:
    rows = [row("A", 40, 20, 5, 6, 7), row("B", 40, 20, 4, 6, 7), row("C", 40, 20, 9, 6, 7)]
    seen, total = shown(rows, whole(rows), 5)
    assert seen[1].sel[1] is None and total is not None
    assert seen[0].sel[0] == 60 and seen[1].asn == 40


def test_kuan_p29_a_second_cell_is_hidden_where_a_total_would_reveal_the_first() -> None:
    """B has four people with entries of the second kind: 12. Row and column would tell it, so three more are hidden."""
    rows = [row("A", 40, 20, 5, 6, 7), row("B", 40, 20, 4, 6, 7), row("C", 40, 20, 9, 6, 7)]
    seen, _ = shown(rows, whole(rows), 5)
    nones = [(r, c) for r, one in enumerate(seen) for c, value in enumerate(one.sel) if value is None]
    # the smallest of row B: 18 (third kind); of column two: 15 (A); and A's third kind closes the circle
    assert nones == [(0, 1), (0, 2), (1, 1), (1, 2)]


def test_kuan_p29_small_pd_are_put_together() -> None:
    rows = [row("A", 40, 10, 10, 10, 10), row("B", 2, 1, 1, 0, 0), row("C", 4, 1, 1, 1, 1), row("D", 6, 3, 1, 1, 1)]
    assert [(r.nama, r.asn) for r in merged(rows, 5)] == [("A", 40), ("D", 6), (REST, 6)]
    assert [(r.nama, r.asn) for r in merged(rows[:2], 5)] == [(REST, 42)], "too few still: with the next larger one"


def test_kuan_p29_of_a_pemda_of_four_nothing_is_shown() -> None:
    rows = [row("A", 4, 1, 1, 1, 1)]
    assert shown(rows, whole(rows), 5) == ([], None)


def test_nothing_is_hidden_where_everything_is_about_many() -> None:
    rows = [row("A", 40, 10, 10, 0, 10), row("B", 40, 10, 10, 10, 10)]
    seen, total = shown(rows, whole(rows), 5)
    assert [one.sel for one in [*seen, total] if one] == [
        (30, 30, 0, 30, 90),
        (30, 30, 30, 30, 120),
        (60, 60, 30, 60, 210),
    ]


TABLES = st.lists(
    st.tuples(*([st.integers(0, 12)] * CELLS)).map(lambda cells: row("x", 20, *cells)), min_size=1, max_size=9
)


@given(rows=TABLES)
@settings(max_examples=300, deadline=None)
def test_no_hidden_cell_follows_from_the_others_and_every_small_one_is_hidden(rows: list[Baris]) -> None:
    table = [*rows, whole(rows)]
    hide = hidden([r.sel for r in table], [r.orang for r in table], 5)
    small = {(r, c) for r, one in enumerate(table) for c, n in enumerate(one.orang) if 0 < n < 5}
    assert small <= hide
    assert solvable(set(hide), len(table), CELLS + 1) == set()
    if not small:
        assert not hide


@given(rows=TABLES)
@settings(max_examples=100, deadline=None)
def test_the_oracle_finds_what_the_first_step_alone_would_reveal(rows: list[Baris]) -> None:
    """Cells about few people alone, without the others: where the equations tell one, more was hidden."""
    table = [*rows, whole(rows)]
    small = {(r, c) for r, one in enumerate(table) for c, n in enumerate(one.orang) if 0 < n < 5}
    hide = hidden([r.sel for r in table], [r.orang for r in table], 5)
    assert (len(hide) > len(small)) == bool(solvable(small, len(table), CELLS + 1))
