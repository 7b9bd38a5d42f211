"""Many SKPs at once: agreed to, set and ratified, all or none, no step skipped (KUAN P5, KON P6, P10(3))."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from contracts.skp import SkpAgreed, SkpSet
from tests.service.hosted import Hosted
from tests.service.people import KABID, KASI, KEPALA, REVIEWER, SEKDA, STAF, STAF2
from tests.service.planning import REVIEW, Planning, butir, open_planning


async def _reviewed(office: Planning, who: UUID) -> str:
    made = await office.draft(who, butir(await office.first(KASI)))
    await office.good("POST", f"/sasaran/{made}/submit", who=who)
    await office.good("POST", f"/sasaran/{made}/review", REVIEW, who=REVIEWER)
    return made


async def _states(office: Planning, *owners: UUID) -> list[str]:
    return [(await office.good("GET", "/sasaran?tahun=2026", who=who))[-1]["state"] for who in owners]


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kon_p6_kuan_p5_4_a_penilai_agrees_to_and_sets_those_of_his_people_at_once(
    skp: Hosted, tenant: str
) -> None:
    pemda = await open_planning(skp, tenant)
    await pemda.plan_down_to(KASI)
    ids = [await _reviewed(pemda, who) for who in (STAF, STAF2)]
    half = await pemda.good("POST", "/sasaran/agree", {"ids": ids}, who=KASI)
    assert [one["state"] for one in half["skp"]] == ["reviewed", "reviewed"], "their owners have not agreed yet"
    for who, made in zip((STAF, STAF2), ids, strict=True):
        await pemda.good("POST", f"/sasaran/{made}/agree", who=who)
    await pemda.service.told()
    done = await pemda.good("POST", "/sasaran/set", {"ids": [*ids, ids[0]]}, who=KASI)
    assert [(one["skp_id"], one["state"], one["late"]) for one in done["skp"]] == [(i, "set", False) for i in ids]
    assert {t["skp_id"] for t in await pemda.service.told(SkpSet)} == set(ids)


async def test_kon_p6_4_one_that_is_in_the_way_stops_all_and_each_is_named(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    ready = await _reviewed(kon, STAF)
    await kon.good("POST", f"/sasaran/{ready}/agree", who=STAF)
    early = await kon.draft(STAF2, butir(await kon.first(KASI)))
    await kon.service.told()
    refused = await kon.ask("POST", "/sasaran/agree", {"ids": [ready, early]}, who=KASI)
    assert refused.problem() == (409, "ids", "6(2-4)"), "a draft is not agreed to before its review"
    assert refused.body["detail"].startswith("1 dari 2 SKP menghalangi.")
    assert [e["field"] for e in refused.body["errors"]] == ["ids[1]"]
    assert await kon.service.told(SkpAgreed) == [] and await _states(kon, STAF, STAF2) == ["reviewed", "draft"]
    await kon.good("POST", "/sasaran/agree", {"ids": [ready]}, who=KASI)
    refused = await kon.ask("POST", "/sasaran/set", {"ids": [ready, early, str(uuid4())]}, who=KASI)
    assert (refused.status, [e["field"] for e in refused.body["errors"]]) == (404, ["ids[1]", "ids[2]"])
    assert await _states(kon, STAF) == ["agreed"] and await kon.service.told(SkpSet) == []
    alone = await kon.ask("POST", "/sasaran/set", {"ids": [early]}, who=KASI)
    assert alone.problem() == (409, "", "6(2-4)"), "of one it is the refusal itself"


async def test_kuan_p5_4_both_agree_before_any_of_many_is_set_and_nobody_elses(kuan: Planning) -> None:
    await kuan.plan_down_to(KASI)
    ids = [await _reviewed(kuan, who) for who in (STAF, STAF2)]
    await kuan.good("POST", "/sasaran/agree", {"ids": ids}, who=KASI)
    assert (await kuan.ask("POST", "/sasaran/set", {"ids": ids}, who=KASI)).problem() == (409, "ids", "5(4)")
    refused = await kuan.ask("POST", "/sasaran/agree", {"ids": ids}, who=STAF)
    assert refused.status == 403, "one's own and that of another"
    assert [e["field"] for e in refused.body["errors"]] == ["ids[1]"]
    assert (await kuan.ask("POST", "/sasaran/set", {"ids": ids}, who=KABID)).status == 403


async def test_kon_p6_many_at_once_by_the_same_key_are_set_once(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    ids = [await _reviewed(kon, who) for who in (STAF, STAF2)]
    for who, skp in zip((STAF, STAF2), ids, strict=True):
        await kon.good("POST", f"/sasaran/{skp}/agree", who=who)
    await kon.good("POST", "/sasaran/agree", {"ids": ids}, who=KASI)
    first = await kon.ask("POST", "/sasaran/set", {"ids": ids}, who=KASI, key="the-same-key-again")
    again = await kon.ask("POST", "/sasaran/set", {"ids": ids}, who=KASI, key="the-same-key-again")
    assert first.status == again.status == 200 and again.body == first.body
    assert again.headers["idempotent-replay"] == "true"


@pytest.mark.parametrize("count", [0, 201])
async def test_kon_p6_none_and_more_than_two_hundred_are_too_few_and_too_many(kon: Planning, count: int) -> None:
    body = {"ids": [str(uuid4()) for _ in range(count)]}
    assert (await kon.ask("POST", "/sasaran/set", body, who=KASI)).status == 422


async def test_kon_p10_3_the_bupati_ratifies_those_of_the_jpt_at_once(kon: Planning) -> None:
    await kon.plan_down_to(SEKDA)
    made = await kon.draft(KEPALA, butir(jenis_indikator="tupoksi"), butir(jenis_indikator="anggaran"))
    assert (await kon.through(made, KEPALA, SEKDA))["state"] == "approved"
    assert (await kon.ask("POST", "/sasaran/ratify", {"ids": [made]}, who=SEKDA)).status == 403
    done = await kon.good("POST", "/sasaran/ratify", {"ids": [made]}, who=kon.bupati)
    assert [one["state"] for one in done["skp"]] == ["set"]
