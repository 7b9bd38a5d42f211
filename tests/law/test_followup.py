"""Tindak lanjut of a final result (KON P45-47; readings B4, B15, B20, B42)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.refusal import Refusal
from services.appraisal.domain import followup
from tests.laws import cited
from tests.laws import pasal as pasal_of

JPT = ("Cukup", "Kurang", "Sangat Kurang")  # KON P46(1)
OTHERS = ("Kurang", "Sangat Kurang")  # KON P47(1)


def refused(act: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Refusal) as found:
        act()
    return found.value.status, pasal_of(found.value, "KON")


# In post the whole year, target missed and normal conditions unless said otherwise.
@pytest.mark.parametrize(
    ("jabatan", "predikat", "change", "found"),
    [
        ("jpt_pratama", "Cukup", {}, ("jpt", "")),
        ("jpt_pratama", "Kurang", {}, ("jpt", "")),
        ("jpt_pratama", "Sangat Kurang", {}, ("jpt", "")),
        ("jpt_pratama", "Baik", {}, (None, "")),
        ("jpt_pratama", "Cukup", {"whole_year": False}, (None, "kurang_setahun")),
        ("jpt_pratama", "Cukup", {"met": True}, (None, "target_terpenuhi")),  # Cukup through behaviour: a flag
        ("jpt_pratama", "Cukup", {"kahar": True}, (None, "keadaan_kahar")),
        *[(j, "Cukup", {}, (None, "")) for j in ("administrator", "pengawas", "pelaksana", "fungsional")],
        *[(j, "Kurang", {}, ("lainnya", "")) for j in ("administrator", "pengawas", "pelaksana", "fungsional")],
        ("fungsional", "Sangat Kurang", {"whole_year": False, "met": True}, ("lainnya", "")),
        ("fungsional", "Baik", {}, (None, "")),
    ],
)
def test_kon_p46_1_kon_p47_1_who_is_given_time_to_improve(
    jabatan: str, predikat: str, change: dict[str, bool], found: tuple[str | None, str]
) -> None:
    facts = {"met": False, "whole_year": True, "kahar": False} | change
    assert followup.ground(jabatan, predikat, jpt=JPT, others=OTHERS, **facts) == found


@pytest.mark.parametrize(
    ("since", "whole"), [(date(2025, 1, 1), True), (date(2025, 1, 2), False), (date(2025, 6, 1), False)]
)
def test_kon_p46_1_one_year_in_one_post(since: date, whole: bool) -> None:
    assert followup.in_one_post(since, 2025) is whole


@pytest.mark.parametrize(
    ("final", "review"),
    [
        (date(2026, 2, 17), date(2026, 8, 17)), (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)), (date(2026, 12, 31), date(2027, 6, 30)), (date(2026, 6, 1), date(2026, 12, 1)),
    ],
)  # fmt: skip
def test_kon_p46_1_reading_b20_six_months_from_the_day_it_became_final(final: date, review: date) -> None:
    assert followup.review_on(final, 6) == review


def test_kon_p45_1_a_target_is_met_from_a_hundred_unrounded() -> None:
    assert followup.is_met(Decimal(100), Decimal(100)) and not followup.is_met(Decimal("99.9999999"), Decimal(100))


# KON P46(3-4), P47(2-3): reading B42.
STEPS = """
          review test decide
opened      x     -     -
reviewed    -     x     -
tested      -     -     x
closed      -     -     -
"""
FROM = {"review": "opened", "test": "reviewed", "decide": "tested"}


@pytest.mark.parametrize("jalur", ["jpt", "lainnya"])
@pytest.mark.parametrize("line", STEPS.strip().splitlines()[1:])
def test_kon_p46_3_kon_p47_2_no_step_is_skipped_or_repeated(line: str, jalur: followup.Jalur) -> None:
    state, *marks = line.split()
    for act, mark in zip(STEPS.split()[:3], marks, strict=True):
        if mark == "x":
            followup.check_step(state, FROM[act], jalur)
        else:
            status, pasal = refused(lambda a=act: followup.check_step(state, FROM[a], jalur))
            assert status == 409 and pasal == ("46(3-4)" if jalur == "jpt" else "47(2-3)")


def test_kon_p46_1_kon_p47_1_nobody_is_reviewed_before_his_time_is_over() -> None:
    due = date(2026, 8, 17)
    followup.check_time(due, due, "jpt")
    assert refused(lambda: followup.check_time(date(2026, 8, 16), due, "jpt")) == (409, "46(1)")


def test_kon_p47_3_who_meets_the_standard_is_not_moved_and_a_jpt_is_the_ppks_decision() -> None:
    assert followup.after_review(True) == ("closed", "membaik") and followup.after_review(False)[0] == "reviewed"
    assert followup.after_test("lainnya", True) == ("closed", "memenuhi_standar")
    for jalur, passed in (("lainnya", False), ("jpt", True), ("jpt", False)):
        assert followup.after_test(jalur, passed) == ("tested", "")


def test_kon_p47_3_reading_b4_a_paper_of_the_pyb_is_no_decree() -> None:
    followup.check_decree("ppk", "SK.9/2026", "lainnya")
    assert refused(lambda: followup.check_decree("pyb", "SK.9/2026", "lainnya")) == (409, "47(2-3)")
    assert refused(lambda: followup.check_decree("ppk", " ", "lainnya"))[0] == 422


# state × decree → what is refused; `L` the others, `J` a JPT; a placement ends on 2028-08-31, and today is before or after
DECREES = """
tested  L ditempatkan_sementara       before -
tested  J ditempatkan_sementara       before 409 KON 47(4)
placed  L ditempatkan_sementara       before 409 KON 47(2-3)
opened  L ditempatkan_sementara       before 409 KON 47(2-3)
tested  L diberhentikan_dengan_hormat after  409 KON 47(5)
placed  L diberhentikan_dengan_hormat before 409 KON 47(4-5)
placed  L diberhentikan_dengan_hormat after  -
closed  L diberhentikan_dengan_hormat after  409 KON 47(5)
placed  L dipindahkan                 before -
placed  L tetap                       after  -
tested  L diturunkan                  before -
tested  J diturunkan                  before -
reviewed L dipindahkan                before 409 KON 47(2-3)
reviewed J dipindahkan                before 409 KON 46(3-4)
"""


@pytest.mark.parametrize("line", DECREES.split("\n")[1:-1])
def test_kon_p47_4_5_what_may_be_decreed_from_which_state(line: str) -> None:
    state, whose, outcome, when, *refused = line.split(maxsplit=4)
    until = date(2028, 8, 31) if state == "placed" else None
    today = date(2028, 8, 31) if when == "before" else date(2028, 9, 1)
    jalur: Any = "jpt" if whose == "J" else "lainnya"
    given: Any = outcome
    if refused == ["-"]:
        return followup.check_outcome(state, given, jalur, until, today)
    with pytest.raises(Refusal) as caught:
        followup.check_outcome(state, given, jalur, until, today)
    assert f"{caught.value.status} {cited(caught.value)}" == refused[0]
    return None


@pytest.mark.parametrize(
    ("since", "until"), [("2026-09-01", "2027-08-31"), ("2028-02-29", "2029-02-27"), ("2027-01-01", "2027-12-31")]
)
def test_kon_p47_4_a_year_counts_its_first_day(since: str, until: str) -> None:
    assert followup.placed_until(date.fromisoformat(since), 12) == date.fromisoformat(until)
