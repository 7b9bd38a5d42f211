"""Two years in a row (KON P42; reading B12)."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from services.appraisal.domain.prioritas import list_of
from services.appraisal.policy import AppraisalPolicy

PACKS = Packs.load(str(REPOSITORY / "regulations"))
# year before / year: SB, B, C, K
TABLE = """
      SB          B          C K
SB    talent_pool nyaris     - -
B     nyaris      kompetensi - -
C     -           -          - -
K     -           -          - -
"""
NAMES = {"SB": "Sangat Baik", "B": "Baik", "C": "Cukup", "K": "Kurang"}


@pytest.mark.parametrize("line", TABLE.split("\n")[2:-1])
def test_kon_p42_the_same_predikat_two_years_in_a_row(line: str) -> None:
    lists = PACKS.resolve("konsel", date(2026, 12, 31)).section("appraisal", AppraisalPolicy).priority_lists.value
    before, *cells = line.split()
    for now, cell in zip(NAMES, cells, strict=True):
        assert list_of(NAMES[before], NAMES[now], lists) == (None if cell == "-" else cell), (before, now)


def test_kuan_without_a_predikat_there_is_no_list() -> None:
    lists = PACKS.resolve("kuansing", date(2026, 12, 31)).section("appraisal", AppraisalPolicy).priority_lists.value
    assert list_of("", "", lists) is None and list_of("Baik", "Baik", lists) is None
