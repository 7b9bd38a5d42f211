"""Monitoring may recommend that an SKP be changed, on objective evidence (KON P18(1, 5-6))."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from contracts.refusal import Refusal
from services.skp.domain import recommendation
from tests.laws import cited

OWNER, OTHER = UUID(int=1), UUID(int=2)
KEPT, STRANGE = UUID(int=11), UUID(int=12)
WHY, AROUND = "Target tidak lagi sesuai.", "Bidang digabung."


def _refused(
    alasan: str, around: str, bukti: tuple[str, ...], dokumen: tuple[UUID, ...]
) -> tuple[int, str | None, str]:
    with pytest.raises(Refusal) as refused:
        recommendation.check_ground(alasan, around, bukti, dokumen, {KEPT})
    return refused.value.status, refused.value.field, cited(refused.value)


@pytest.mark.parametrize("bukti", [(), ("",), ("  ", "\n")])
def test_kon_p18_6_without_evidence_nothing_is_recommended(bukti: tuple[str, ...]) -> None:
    assert _refused(WHY, AROUND, bukti, ()) == (422, "bukti", "KON 18(6)")


@pytest.mark.parametrize(
    ("bukti", "dokumen", "kept"),
    [(("Notula 3/2026",), (), ("Notula 3/2026",)), ((), (KEPT,), ()), ((" ", " Notula "), (KEPT,), ("Notula",))],
)
def test_kon_p18_6_one_piece_of_evidence_is_enough(
    bukti: tuple[str, ...], dokumen: tuple[UUID, ...], kept: tuple[str, ...]
) -> None:
    assert recommendation.check_ground(WHY, AROUND, bukti, dokumen, {KEPT}) == kept


def test_kon_p18_6_evidence_is_what_is_kept_and_the_change_around_the_organisation_is_named() -> None:
    assert _refused(WHY, AROUND, ("Notula",), (KEPT, STRANGE)) == (422, "dokumen[1]", "KON 18(6)")
    assert _refused(WHY, " ", ("Notula",), ()) == (422, "perubahan_lingkungan", "KON 18(6)")
    assert _refused("", AROUND, ("Notula",), ()) == (422, "alasan", "KON 18(6)")


# Who monitors: KON P18(1) the penilai, P18(5) helped by the pengelola kinerja; nobody his own, and none without penilai.
@pytest.mark.parametrize("penilai", [True, False])
@pytest.mark.parametrize("helps", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("vacant", [True, False])
def test_kon_p18_6_who_recommends(penilai: bool, helps: bool, own: bool, vacant: bool) -> None:
    may = [(p, h) for p, h in ((True, False), (False, True), (True, True)) if not own and not vacant]

    def check() -> None:
        actor = OWNER if own else OTHER
        recommendation.check_monitor(OWNER, actor, penilai=penilai, helps_in_pd=helps, vacant=vacant)

    if (penilai, helps) in may:
        return check()
    with pytest.raises(Refusal) as refused:
        check()
    assert refused.value.status == 403 and "KON 18(1)" in cited(refused.value)


@pytest.mark.parametrize(("today", "fine"), [
    (date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False),
])  # fmt: skip
def test_kon_p18_6_monitoring_is_of_the_running_year(today: date, fine: bool) -> None:
    if fine:
        return recommendation.check_monitored_year(2026, today)
    with pytest.raises(Refusal) as refused:
        recommendation.check_monitored_year(2026, today)
    assert (refused.value.status, cited(refused.value)) == (409, "KON 18(1)")
