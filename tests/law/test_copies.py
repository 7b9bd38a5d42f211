"""When copies of documents must be with the penilai (KUAN P23(3), reading A8)."""

from __future__ import annotations

import tomllib
from datetime import date
from uuid import UUID

import msgspec
import pytest

from chassis.settings import REPOSITORY
from contracts.refusal import Refusal
from kernel.kalender import Kalender
from services.skp.domain import salinan
from services.skp.policy import Copies
from tests.laws import cited
from tests.service.planning import post

# 1 January is a holiday; 2 January 2027 and 2028 are a Saturday and a Sunday.
KALENDER = Kalender({date(y, 1, 1): True for y in range(2025, 2030)})
A, B, DOC = UUID(int=1), UUID(int=2), UUID(int=3)


def copies_of(pack: str) -> Copies:
    body = tomllib.loads((REPOSITORY / "regulations" / f"{pack}.toml").read_text())
    return msgspec.convert(body["skp"]["copies"]["value"], Copies)


@pytest.mark.parametrize(
    ("tahun", "due"), [(2026, "2026-01-02"), (2027, "2027-01-04"), (2028, "2028-01-03"), (2029, "2029-01-02")]
)
def test_kuan_p23_3_due_on_the_first_working_day_of_the_year(tahun: int, due: str) -> None:
    assert salinan.year_due(tahun, copies_of("kuansing-65-2019"), KALENDER) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("today", "tahun", "opens"),
    [("2026-01-02", 2026, "2025-12-01"), ("2026-01-03", 2027, "2026-12-01"), ("2026-12-31", 2027, "2026-12-01")],
)
def test_kuan_p23_3_the_next_year_follows_the_one_that_is_due(today: str, tahun: int, opens: str) -> None:
    found = salinan.year_to_open(date.fromisoformat(today), copies_of("kuansing-65-2019"), KALENDER)
    assert found == (tahun, date.fromisoformat(opens))


def test_kuan_p23_3_due_on_the_effective_date_of_a_move() -> None:
    assert salinan.move_due(date(2026, 4, 1), copies_of("kuansing-65-2019"), KALENDER) == date(2026, 4, 1)
    assert salinan.move_due(date(2026, 4, 4), copies_of("kuansing-65-2019"), KALENDER) == date(2026, 4, 4), "a Saturday"


def test_kuan_p23_3_a_move_is_to_a_new_place_of_duty() -> None:
    posts = [
        post("2026-04-01", "BKPP.PA", "BKPP"), post("2024-01-02"), post("2025-06-01", jabatan="Analis Muda"),
        post("2026-09-01", "BKPP.MUTASI", "BKPP"),
    ]  # fmt: skip
    assert salinan.moves(posts) == [date(2026, 4, 1), date(2026, 9, 1)]
    assert salinan.moves([]) == salinan.moves(posts[:1]) == []


def test_kon_has_no_such_duty() -> None:
    """KUAN P23(3) is of Kuantan Singingi alone."""
    assert copies_of("konsel-67-2024") == Copies(awal_tahun=None, pindah=None)


@pytest.mark.parametrize(
    ("actor", "delivered", "wanted", "found", "status"),
    [(B, False, 1, {DOC: "x"}, 403), (A, True, 1, {DOC: "x"}, 409), (A, False, 1, {}, 422), (A, False, 0, {}, 422)],
)
def test_kuan_p23_3_handed_over_once_by_the_person_with_his_own_documents(
    actor: UUID, delivered: bool, wanted: int, found: dict[UUID, str], status: int
) -> None:
    salinan.check_delivery(A, A, False, 1, {DOC: "x"})
    with pytest.raises(Refusal) as refused:
        salinan.check_delivery(A, actor, delivered, wanted, found)
    assert refused.value.status == status and "23(3)" in cited(refused.value)
