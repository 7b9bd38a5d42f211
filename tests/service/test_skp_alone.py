"""One plan binds at a time, and comes down from the superior's own, whoever acts for him (KON P8, P15(3), P19)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.service.hosted import Hosted
from tests.service.people import KASI, REVIEWER, STAF, STAF2, pegawai, term
from tests.service.planning import REVIEW, Planning, butir, open_planning

BOTH = pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
ALONE = {"kuansing": (409, "", "23(2)"), "konsel": (409, "", "19(1)")}


@BOTH
async def test_kon_p19_kuan_p23_2_what_binds_is_changed_and_not_written_again_beside_it(
    skp: Hosted, tenant: str
) -> None:
    planning = await open_planning(skp, tenant)
    await planning.plan()
    second = await planning.draft(STAF, butir(await planning.first(KASI)), mulai="2026-02-01")
    assert (await planning.ask("POST", f"/sasaran/{second}/submit", who=STAF)).problem() == ALONE[planning.tenant]


async def test_kon_p15_3_two_plans_of_one_time_are_not_both_set(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    both = [await kon.draft(STAF, butir(await kon.first(KASI)), mulai=m) for m in ("2026-01-01", "2026-02-01")]
    for skp in both:
        await kon.good("POST", f"/sasaran/{skp}/submit", who=STAF)
        await kon.good("POST", f"/sasaran/{skp}/review", REVIEW, who=REVIEWER)
        for who in (STAF, KASI):
            await kon.good("POST", f"/sasaran/{skp}/agree", who=who)
    await kon.good("POST", f"/sasaran/{both[1]}/set", who=KASI)
    assert (await kon.ask("POST", f"/sasaran/{both[0]}/set", who=KASI)).problem() == ALONE[kon.tenant]


async def test_kon_p15_3_a_segment_does_not_reach_into_the_one_before(kon: Planning) -> None:
    await kon.plan()
    await kon.at("2026-05-01T08:00")
    await kon.service.hear(pegawai(STAF, KASI, tmt_jabatan=date(2026, 5, 1)), tenant="konsel")
    early = await kon.draft(STAF, butir(await kon.first(KASI)), mulai="2026-04-30")
    assert (await kon.ask("POST", f"/sasaran/{early}/submit", who=STAF)).problem() == ALONE[kon.tenant]
    fresh = await kon.draft(STAF, butir(await kon.first(KASI)), mulai="2026-05-01")
    assert (await kon.through(fresh, STAF, KASI))["state"] == "set"


@BOTH
async def test_kuan_p8_1_kon_p8_under_a_plh_the_plan_comes_down_from_the_officials_own(
    skp: Hosted, tenant: str
) -> None:
    """STAF2, without a plan of his own, acts for KASI."""
    planning = await open_planning(skp, tenant)
    await planning.plan_down_to(KASI)
    await skp.hear(pegawai(STAF, STAF2, penilai=(term(KASI), term(STAF2, sebagai="plh"))), tenant=tenant)
    made = await planning.draft(STAF, butir(await planning.first(KASI)))
    assert (await planning.through(made, STAF, STAF2))["state"] == "set"
