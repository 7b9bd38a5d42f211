"""The closed survey of behaviour, by hand (KON P29-30; readings B6, B16)."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from services.appraisal.domain import kotak, survei
from services.appraisal.domain.kotak import Jawaban
from services.appraisal.domain.survei import Survei, Undangan
from services.appraisal.policy import AppraisalPolicy
from tests.laws import cited

PACKS = Packs.load(str(REPOSITORY / "regulations"))
KON = PACKS.resolve("konsel", date(2026, 12, 31)).section("appraisal", AppraisalPolicy)
KUAN = PACKS.resolve("kuansing", date(2026, 12, 31)).section("appraisal", AppraisalPolicy)
ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


def policy(**values: Any) -> AppraisalPolicy:
    """The law of Konawe Selatan with other values."""
    fields = asdict(KON)
    return AppraisalPolicy(**fields | {name: replace(fields[name], value=value) for name, value in values.items()})


def answers(rekan: str, bawahan: str = "") -> list[Jawaban]:
    """Answers of four aspects that are all alike, from texts of marks."""
    of = (("rekan", rekan), ("bawahan", bawahan))
    return [Jawaban(group, (int(mark),) * 4) for group, marks in of for mark in marks.split()]  # type: ignore[arg-type]


def test_kon_p29_4_5_sixty_and_forty() -> None:
    """Penilai 90; peers and subordinates 80, 85, 75, 90 (mean 82.5) → 0.6·90 + 0.4·82.5 = 87.0."""
    found = survei.result(answers("80 85", "75 90"), KON)
    assert found.nilai == Decimal("82.5")
    weights = KON.weight_penilai.value, KON.weight_peers.value
    assert survei.combine(Decimal(90), found.nilai, *weights) == Decimal("87.0")
    assert survei.combine(Decimal(90), None, *weights) == Decimal(90), "both groups empty: the penilai counts whole"


# peers | subordinates | together, by halves | shown of peers, subordinates
TABLE = """
80 85 90   | 60 70 80   | 77.5  77.5  | 85   70
80 85 90 85 | 60 70 80  | 78.57 77.5  | 85   70
80 85      | 60 70 80   | 75    75    | -    -
80         | 60         | 70    70    | -    -
80 85 90   |            | 85    85    | 85   -
           | 60 70 80   | 70    70    | -    70
           |            | -     -     | -    -
"""


@pytest.mark.parametrize("line", TABLE.split("\n")[1:-1])
def test_kon_reading_b6_groups_are_joined_where_one_is_too_small(line: str) -> None:
    peers, below, used, shown = (cell.strip() for cell in line.split("|"))
    given = answers(peers, below)
    wanted = [None if cell == "-" else Decimal(cell) for cell in used.split()]
    found = [survei.result(given, policy(survey_split=split)).nilai for split in ("bersama", "per_kelompok")]
    assert [None if one is None else round(one, 2) for one in found] == wanted
    told = survei.result(given, KON)
    assert [told.rekan, told.bawahan] == [None if cell == "-" else Decimal(cell) for cell in shown.split()]
    assert (told.n_rekan, told.n_bawahan) == (len(peers.split()), len(below.split()))


def test_kon_p30_a_pemda_may_keep_one_or_two_answers_out() -> None:
    assert survei.result(answers("50 60"), KON).nilai == 55
    assert survei.result(answers("50 60"), policy(survey_min_used=3)).nilai is None
    assert survei.result(answers("50 60"), KON).halo is None, "nor is anything else made of so few"


def test_halo_is_the_spread_within_an_answer() -> None:
    given = [Jawaban("rekan", (80, 80, 80, 80)), Jawaban("rekan", (60, 90, 70, 80)), Jawaban("rekan", (90, 90, 84, 90))]
    assert survei.result(given, KON).halo == 12  # (0 + 30 + 6) / 3


@given(st.lists(st.tuples(st.sampled_from(["rekan", "bawahan"]), st.lists(st.integers(0, 120), min_size=4, max_size=4))
), st.sampled_from(["bersama", "per_kelompok"]))  # fmt: skip
def test_a_result_lies_between_the_marks_and_shows_no_group_of_fewer_than_three(given: Any, split: str) -> None:
    said = [Jawaban(group, tuple(marks)) for group, marks in given]
    found = survei.result(said, policy(survey_split=split))
    means = [Decimal(sum(one.nilai)) / 4 for one in said]
    assert (found.nilai is None) == (not said)
    if found.nilai is not None:
        assert min(means) <= round(found.nilai, 20) <= max(means)
    for group, shown in (("rekan", found.rekan), ("bawahan", found.bawahan)):
        assert shown is None or sum(one.kelompok == group for one in said) >= 3
    if found.rekan is not None or found.bawahan is not None:
        assert all(n == 0 or n >= 3 for n in (found.n_rekan, found.n_bawahan)), "or the other would follow from it"


@given(st.lists(st.tuples(st.sampled_from(["rekan", "bawahan"]), st.lists(st.integers(0, 120), min_size=5, max_size=5)),
    max_size=6), st.integers())  # fmt: skip
def test_a_box_keeps_every_answer_and_has_one_length(given: Any, seed: int) -> None:
    said = [Jawaban(group, tuple(marks)) for group, marks in given]
    box = kotak.empty(6, 5)
    for one in said:
        box = kotak.put(box, one, random.Random(seed).shuffle)
        assert len(box) == 36
    assert sorted(kotak.read(box, 5), key=repr) == sorted(said, key=repr)


def test_a_full_box_takes_no_more() -> None:
    box = kotak.put(kotak.empty(1, 1), Jawaban("rekan", (5,)), list.reverse)
    with pytest.raises(ValueError):
        kotak.put(box, Jawaban("rekan", (5,)), list.reverse)


@pytest.mark.parametrize(
    ("today", "until"),
    [("2026-12-01", "2026-12-15"), ("2027-01-16", "2027-01-30"), ("2027-01-17", None), ("2027-03-01", None)],
)
def test_kon_p32_1_a_survey_ends_before_the_last_day_of_signing(today: str, until: str | None) -> None:
    found = survei.window(date.fromisoformat(today), 2026, KON.survey_days.value, KON.sign_until.value)
    assert (found[1].isoformat() if found else None) == until


def test_kuan_p4_nobody_is_asked() -> None:
    assert not KUAN.peer_input.value and set(KUAN.survey_asked.value.values()) == {0}


def invited(state: str = "asked", asn: UUID = ONE, group: str = "rekan", urutan: int = 0) -> Undangan:
    return Undangan(
        undangan_id=uuid4(), survei_id=THREE, asn_id=asn, kelompok=group, urutan=urutan, state=state,  # type: ignore[arg-type]
    )  # fmt: skip


def survey(state: str = "open") -> Survei:
    return Survei(
        survei_id=THREE, appraisal_id=THREE, asn_id=THREE, tahun=2026, mulai=date(2026, 12, 1),
        sampai=date(2026, 12, 15), aspek=("komitmen",), kotak=b"", state=state,  # type: ignore[arg-type]
    )  # fmt: skip


# state × who × day × survey → what is refused
STATES = [
    (invited(), ONE, "2026-12-15", "open", None), (invited(), ONE, "2026-12-16", "open", (409, "KON 30")),
    (invited(), ONE, "2026-12-10", "closed", (409, "KON 30")), (invited(), TWO, "2026-12-10", "open", (404, "implicit")),
    (invited("reserve"), ONE, "2026-12-10", "open", (404, "implicit")),
    (invited("answered"), ONE, "2026-12-10", "open", (409, "KON 30")),
    (invited("declined"), ONE, "2026-12-10", "open", (409, "KON 30")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "actor", "day", "state", "wanted"), STATES)
def test_kon_p30_once_in_time_and_only_who_is_asked(
    one: Undangan, actor: UUID, day: str, state: str, wanted: tuple[int, str] | None
) -> None:
    if wanted is None:
        return survei.check_invited(one, survey(state), actor, date.fromisoformat(day))
    with pytest.raises(Refusal) as caught:
        survei.check_invited(one, survey(state), actor, date.fromisoformat(day))
    assert (caught.value.status, cited(caught.value)) == wanted
    return None


def test_kon_p16_an_answer_has_the_aspects_of_the_jabatan() -> None:
    assert survei.answer(invited(), survey(), {"komitmen": 90}) == Jawaban("rekan", (90,))
    for marks in ({}, {"komitmen": 90, "kepemimpinan": 90}, {"inisiatif_kerja": 90}):
        with pytest.raises(Refusal) as caught:
            survei.answer(invited(), survey(), marks)
        assert (caught.value.status, caught.value.field) == (422, "nilai")


def test_who_declines_is_replaced_from_the_reserve_of_the_group() -> None:
    lots: Any = {"rekan": [(uuid4(), ONE), (uuid4(), TWO)], "bawahan": [(uuid4(), THREE)]}
    drawn = survei.drawn(lots, {"rekan": 1, "bawahan": 1}, THREE)
    assert [(one.asn_id, one.state) for one in drawn] == [(ONE, "asked"), (TWO, "reserve"), (THREE, "asked")]
    instead = survei.next_of(drawn, drawn[0])
    assert instead is not None and (instead.asn_id, instead.state) == (TWO, "asked")
    assert survei.next_of(drawn, drawn[2]) is None
    assert survei.sent(replace(drawn[0], kali=2), date(2026, 12, 15))[1] == 3
