"""A plan comes down from the superior's: it is drafted before his is set, says for what it waits, and is set after (P8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from tests.service.people import KABID, KASI, REVIEWER, STAF
from tests.service.planning import REVIEW, Planning, butir


async def _seen(planning: Planning, who: UUID = STAF) -> list[dict[str, Any]]:
    """What somebody's own plan of the year waits for, without its ids."""
    mine = (await planning.good("GET", "/sasaran?tahun=2026", who=who))[-1]
    ids = {b["butir_id"] for b in mine["isi"]["butir"]}
    assert all(one.pop("butir_id") in ids for one in mine["parent_pending"])
    return list(mine["parent_pending"])


async def test_kon_p8_a_draft_names_the_kinerja_of_the_superior_for_which_it_waits(kon: Planning) -> None:
    await kon.plan_down_to(KABID)
    above = await kon.draft(KASI, butir(await kon.first(KABID), uraian="Mengawasi penyusunan laporan"))
    induk = await kon.first(KASI)
    body = {"tahun": 2026, "isi": kon.content(butir(induk))}
    made = await kon.good("POST", "/sasaran", body, who=STAF)
    waits = {"induk_id": induk, "uraian": "Mengawasi penyusunan laporan", "atasan": "Pegawai 483", "state": "draft"}
    assert [{k: v for k, v in one.items() if k != "butir_id"} for one in made["parent_pending"]] == [waits]
    assert await _seen(kon) == [waits]
    path = f"/sasaran/{made['skp_id']}"
    submitted = await kon.good("POST", f"{path}/submit", who=STAF)
    assert [one["induk_id"] for one in submitted["parent_pending"]] == [induk]
    await kon.good("POST", f"{path}/review", REVIEW, who=REVIEWER)
    for who in (STAF, KASI):
        await kon.good("POST", f"{path}/agree", who=who)
    refused = await kon.ask("POST", f"{path}/set", who=KASI)
    assert refused.problem() == (409, "", "8")
    assert "Pegawai 483: Mengawasi penyusunan laporan" in refused.body["detail"]
    waiting = (await kon.good("GET", "/waiting?tahun=2026", who=KASI))[0]
    assert [one["state"] for one in waiting["parent_pending"]] == ["draft"], "so the penilai sees it"
    await kon.through(above, KASI, KABID)
    assert await _seen(kon) == []
    assert (await kon.good("POST", f"{path}/set", who=KASI))["state"] == "set"
    assert await _seen(kon) == []


async def test_kon_p8_a_draft_under_a_superior_without_a_plan_waits_for_him(kon: Planning) -> None:
    await kon.draft(STAF, butir(), butir(str(uuid4()), uraian="Lain"))
    nothing = {"uraian": "", "atasan": "Pegawai 483", "state": ""}
    seen = await _seen(kon)
    assert [{k: v for k, v in one.items() if k != "induk_id"} for one in seen] == [nothing, nothing]
    assert seen[0]["induk_id"] is None and seen[1]["induk_id"]


async def test_kuan_p8_1_nobody_waits_where_the_law_does_not_say_so(kuan: Planning) -> None:
    await kuan.plan_down_to(KABID)
    await kuan.draft(KASI, butir(await kuan.first(KABID)))
    made = await kuan.draft(STAF, butir(await kuan.first(KASI)))
    assert await _seen(kuan) == []
    assert (await kuan.through(made, STAF, KASI))["state"] == "set"
