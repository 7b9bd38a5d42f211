"""A budget line against its use: by hand."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.refusal import Refusal
from services.tpp.domain.pagu import Bulan, absorbed, check_set

DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("pagu", "months", "expected", "left", "state"),
    [
        # two months of 100: 200 used, ten more like the last are 1,000
        (1200, {"2026-01": Bulan(100, 0), "2026-02": Bulan(0, 100)}, 1200, 1000, "cukup"),
        (1199, {"2026-01": Bulan(100, 0), "2026-02": Bulan(0, 100)}, 1200, 999, "akan_lampau"),
        (199, {"2026-01": Bulan(100, 0), "2026-02": Bulan(0, 100)}, 1200, -1, "lampau"),
        (200, {f"2026-{n:02d}": Bulan(0, 20) for n in range(1, 11)} | {"2026-11": Bulan(0, 0), "2026-12": Bulan(0, 0)},
            200, 0, "cukup"),
        (None, {"2026-01": Bulan(100, 0)}, 1200, None, "tanpa_pagu"),
        (500, {}, 0, 500, "cukup"),
        # a list of differences that takes back more than the month pays expects nothing less than what stands
        (500, {"2026-01": Bulan(100, -130)}, -30, 530, "cukup"),
    ],
)  # fmt: skip
def test_pagu_warns_before_the_year_exceeds_it(
    pagu: int | None, months: dict[str, Bulan], expected: int, left: int | None, state: str
) -> None:
    found = absorbed(pagu, months)
    assert (found.perkiraan, found.sisa, found.keadaan) == (expected, left, state)


def test_pagu_changes_by_a_document_that_is_not_ahead_and_says_something_else() -> None:
    check_set(None, (100, "DPA 1"), DAY, DAY)
    check_set((100, "DPA 1"), (100, "DPA 2"), DAY, DAY)
    for before, tanggal, name in (((100, "DPA 1"), DAY, "same"), (None, date(2026, 1, 6), "decree_ahead")):
        with pytest.raises(Refusal, match=f"tpp.budget.{name}"):
            check_set(before, (100, "DPA 1"), tanggal, DAY)
