"""What a draft is for, and all that it still lacks when it is handed in."""

from __future__ import annotations

from uuid import UUID

import pytest

from contracts.skp import SkpSubmitted
from tests.service.hosted import Hosted
from tests.service.people import KASI, KEPALA, STAF
from tests.service.planning import Planning, butir, extra, open_planning


async def test_kuan_p5_p7_p9_handing_in_names_every_lack_at_once(kuan: Planning) -> None:
    await kuan.plan_down_to(KASI)
    induk = await kuan.first(KASI)
    late = extra(STAF, tanggal="2026-02-01")
    isi = kuan.content(butir(str(UUID(int=1)), indikator=" "), butir(induk, bulanan=[10] * 11 + [9]), late)
    made = (await kuan.good("POST", "/sasaran", {"tahun": 2026, "isi": isi | {"benar": False}}, who=STAF))["skp_id"]
    await kuan.service.told()
    refused = await kuan.ask("POST", f"/sasaran/{made}/submit", who=STAF)
    assert refused.problem() == (422, "benar", "23(1)"), "the first, as of one that lacks nothing else"
    told = {(e["field"], e["pasal"]) for e in refused.body["errors"]}
    assert told == {
        ("benar", "23(1)"),
        ("butir[0].indikator", "7(1)"),
        ("butir[0].induk_id", "8(1)"),
        ("butir[1].bulanan", "17 b"),
        ("butir[2].sk.tanggal", "9(2)b"),
        ("butir[2].sk.pemberi_id", "6(2), 9(2)a"),
    }
    assert await kuan.service.told(SkpSubmitted) == []
    fixed = kuan.content(butir(induk), butir(induk, bulanan=[10] * 12), extra(KEPALA))
    assert (await kuan.edit(made, fixed, STAF)).status == 200
    assert (await kuan.good("POST", f"/sasaran/{made}/submit", who=STAF))["state"] == "submitted"


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kon_p15_2_a_draft_is_for_this_year_or_the_next(skp: Hosted, tenant: str) -> None:
    office = await open_planning(skp, tenant)
    body = {"isi": office.content(butir())}
    for far in (2028, 2100):
        refused = await office.ask("POST", "/sasaran", body | {"tahun": far}, who=KEPALA)
        assert refused.problem()[:2] == (422, "tahun") and "2027" in refused.body["detail"]
    for near in (2026, 2027):
        await office.good("POST", "/sasaran", body | {"tahun": near}, who=KEPALA)


async def test_kon_p15_2_the_next_year_is_that_of_the_pemda(kon: Planning) -> None:
    body = {"tahun": 2028, "isi": kon.content(butir())}
    await kon.at("2026-12-31T23:59")
    assert (await kon.ask("POST", "/sasaran", body, who=KEPALA)).status == 422
    await kon.at("2027-01-01T00:01")  # in UTC still 2026
    await kon.good("POST", "/sasaran", body, who=KEPALA)
