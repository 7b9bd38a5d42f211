"""Sessions of the Tim Penilai by hand, from the text of KON P35-37."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from contracts.refusal import Refusal
from services.appraisal.domain import sidang as domain
from services.appraisal.domain.sidang import About, Anggota, Pertimbangan, Sidang
from tests.laws import cited

CHAIR, SECRETARY, ONE, TWO, THREE, FOUR, FIVE, STAF, KASI, RESULT, CASE = (UUID(int=n) for n in range(1, 12))
TEAM = (
    Anggota(CHAIR, "tim_penilai_ketua"), Anggota(SECRETARY, "tim_penilai_sekretaris"),
    *(Anggota(one, "tim_penilai_anggota") for one in (ONE, TWO, THREE, FOUR, FIVE)),
)  # fmt: skip
TODAY = date(2026, 3, 9)
CALLED = Sidang(
    sidang_id=UUID(int=99), tanggal=TODAY, pukul="09.00", tempat="BKPSDM", agenda="Kenaikan pangkat", undangan=TEAM,
    oleh=UUID(int=98),
)  # fmt: skip
SAID = Pertimbangan(perkara="b", asn_id=STAF, tahun=2025, appraisal_id=RESULT, isi="Layak.")
KNOWN = About(asn_id=STAF, atasan_id=KASI, appraisal_id=RESULT)


def refused(ask: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        ask()
    return caught.value.status, cited(caught.value)


def held(*came: UUID) -> Sidang:
    return domain.open_with(CALLED, came or (CHAIR, SECRETARY, ONE, TWO), TODAY)


@pytest.mark.parametrize(("came", "valid"), [
    ((CHAIR, SECRETARY, ONE), False), ((CHAIR, ONE, TWO), False), ((SECRETARY, ONE, TWO, THREE, FOUR, FIVE), False),
    ((CHAIR, SECRETARY, ONE, TWO), True), ((CHAIR, SECRETARY, ONE, TWO, THREE, FOUR, FIVE), True), ((), False),
    ((CHAIR, SECRETARY, ONE, ONE), False),
])  # fmt: skip
def test_kon_p37_2_valid_with_chair_secretary_and_two_members(came: tuple[UUID, ...], valid: bool) -> None:
    if valid:
        assert domain.open_with(CALLED, came, TODAY).state == "opened"
    else:
        assert refused(lambda: domain.open_with(CALLED, came, TODAY)) == (409, "KON 37(2)")


def test_kon_p37_1_it_is_called_for_a_day_to_come_and_held_on_it() -> None:
    assert domain.convene(CALLED, TODAY)[1].undangan == tuple(member.asn_id for member in TEAM)
    assert refused(lambda: domain.convene(CALLED, date(2026, 3, 10))) == (422, "KON 37(1)")
    assert refused(lambda: domain.convene(replace(CALLED, undangan=TEAM[:3]), TODAY)) == (409, "KON 36(2), 37(2)")
    early = replace(CALLED, tanggal=date(2026, 3, 10))
    assert refused(lambda: domain.open_with(early, (CHAIR, SECRETARY, ONE, TWO), TODAY)) == (409, "KON 37(2)")
    stranger = (CHAIR, SECRETARY, ONE, TWO, STAF)
    assert refused(lambda: domain.open_with(CALLED, stranger, TODAY)) == (422, "KON 36(2), 37(2)")


@pytest.mark.parametrize("perkara", "abcdefg")
def test_kon_p35_2_seven_subjects_each_on_a_final_result(perkara: Any) -> None:
    said = replace(SAID, perkara=perkara, nomor_permintaan="800/12" if perkara == "g" else "")
    assert domain.consider(held(), said, KNOWN).putusan == (said,)
    assert refused(lambda: domain.consider(held(), said, replace(KNOWN, appraisal_id=None))) == (422, "KON 35(2)")


def test_kon_p35_2_g_only_on_request() -> None:
    for number in ("", "  "):
        said = replace(SAID, perkara="g", nomor_permintaan=number)
        assert refused(lambda said=said: domain.consider(held(), said, KNOWN)) == (422, "KON 35(2)g")


@pytest.mark.parametrize(("about", "declared", "without"), [
    (KNOWN, (), ()), (replace(KNOWN, atasan_id=ONE), (), (ONE,)), (replace(KNOWN, asn_id=THREE), (), (THREE,)),
    (replace(KNOWN, atasan_id=ONE), (TWO,), (ONE, TWO)), (KNOWN, (THREE,), (THREE,)),
])  # fmt: skip
def test_kon_p37_conflict_the_person_the_superior_and_who_declares_it_do_not_decide(
    about: About, declared: tuple[UUID, ...], without: tuple[UUID, ...]
) -> None:
    said = replace(SAID, asn_id=about.asn_id, berbenturan=declared)
    wide = held(CHAIR, SECRETARY, ONE, TWO, THREE, FOUR)
    assert domain.consider(wide, said, about).putusan[0].berbenturan == without
    if without:
        narrow = held(CHAIR, SECRETARY, *sorted({ONE, *without})[:1], *({TWO, THREE} - {ONE}))
        many = replace(said, berbenturan=tuple(sorted({ONE, TWO, THREE})))
        assert refused(lambda: domain.consider(narrow, many, about))[0] == 409


@pytest.mark.parametrize("office", [CHAIR, SECRETARY])
def test_kon_p37_conflict_without_chair_or_secretary_nothing_is_decided(office: UUID) -> None:
    everybody = held(*(member.asn_id for member in TEAM))
    about = replace(KNOWN, atasan_id=office)
    assert refused(lambda: domain.consider(everybody, SAID, about)) == (409, "kebijakan")


def test_kon_p37_conflict_is_declared_of_who_is_present() -> None:
    said = replace(SAID, berbenturan=(FIVE,))
    assert refused(lambda: domain.consider(held(), said, KNOWN)) == (422, "kebijakan")


def test_kon_p35_a_consideration_may_be_about_the_open_follow_up() -> None:
    found = domain.consider(held(), SAID, replace(KNOWN, kasus_id=CASE), follow_up=True)
    assert found.putusan[0].kasus_id == CASE
    assert refused(lambda: domain.consider(held(), SAID, KNOWN, follow_up=True)) == (422, "kebijakan")


STATES = {"convened": "open", "opened": "consider minutes", "recorded": "propose", "proposed": ""}
STEPS: dict[str, Callable[[Sidang], Any]] = {
    "open": lambda one: domain.open_with(one, (CHAIR, SECRETARY, ONE, TWO), TODAY),
    "consider": lambda one: domain.consider(one, SAID, KNOWN),
    "minutes": lambda one: domain.record(one, "Sidang dibuka pukul 09.00."),
    "propose": lambda one: domain.propose(one, CHAIR),
}


@pytest.mark.parametrize(("state", "step"), list(product(STATES, STEPS)))
def test_kon_p37_each_step_has_its_state(state: Any, step: str) -> None:
    one = replace(domain.consider(held(), SAID, KNOWN), state=state)
    if step in STATES[state].split():
        STEPS[step](one)
    else:
        assert refused(lambda: STEPS[step](one)) == (409, "KON 35(2), 37")


def test_kon_p35_minutes_without_a_consideration_are_none_and_what_is_proposed_is_counted() -> None:
    assert refused(lambda: domain.record(held(), "Kosong")) == (409, "KON 35(2)")
    recorded = domain.record(domain.consider(held(), SAID, KNOWN), "Ada.")
    after, event = domain.propose(recorded, CHAIR)
    assert (after.state, event.hadir, event.pertimbangan, event.oleh) == ("proposed", 4, 1, CHAIR)
    full = replace(held(), putusan=(SAID,) * domain.MOST)
    assert refused(lambda: domain.consider(full, SAID, KNOWN)) == (409, "kebijakan")
