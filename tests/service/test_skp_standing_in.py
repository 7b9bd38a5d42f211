"""Who sets an SKP while the superior is absent, as identity tells it (KON P34(4-5))."""

from __future__ import annotations

from datetime import date

from tests.service.people import KABID, KASI, KEPALA, SINCE, STAF, pegawai, term
from tests.service.planning import REVIEW, REVIEWER, Planning, butir

LEAVE, BACK = date(2026, 1, 12), date(2026, 1, 16)


async def _reviewed(kon: Planning) -> str:
    """An SKP of STAF up to his own agreement; his penilai KASI is away from now on."""
    await kon.plan_down_to(KASI)
    skp = await kon.draft(STAF, butir(await kon.first(KASI)))
    await kon.good("POST", f"/sasaran/{skp}/submit", who=STAF)
    await kon.good("POST", f"/sasaran/{skp}/review", REVIEW, who=REVIEWER)
    await kon.good("POST", f"/sasaran/{skp}/agree", who=STAF)
    return skp


def _ends() -> tuple[object, object]:
    return term(KASI, SINCE, date(2026, 1, 11)), term(KASI, date(2026, 1, 17))


async def test_kon_p34_4_the_bupati_sets_where_everyone_up_the_line_is_absent(kon: Planning) -> None:
    skp = await _reviewed(kon)
    before, after = _ends()
    told = (before, term(None, LEAVE, BACK, "bupati"), after)
    await kon.service.hear(pegawai(STAF, None, penilai=told), tenant="konsel")
    assert skp in [s["skp_id"] for s in await kon.good("GET", "/waiting?tahun=2026", who=kon.bupati)]
    assert (await kon.ask("POST", f"/sasaran/{skp}/agree", who=KASI)).status == 403
    await kon.good("POST", f"/sasaran/{skp}/agree", who=kon.bupati)
    assert (await kon.good("POST", f"/sasaran/{skp}/set", who=kon.bupati))["state"] == "set"


async def test_kon_p34_4_where_the_bupati_is_absent_too_nobody_sets(kon: Planning) -> None:
    skp = await _reviewed(kon)
    before, after = _ends()
    told = (before, term(None, LEAVE, BACK, "kosong"), after)
    await kon.service.hear(pegawai(STAF, None, penilai=told), tenant="konsel")
    for who in (kon.bupati, KASI, KABID):
        assert (await kon.ask("POST", f"/sasaran/{skp}/agree", who=who)).status == 403


async def test_kon_p34_5_the_plh_of_the_next_superior_sets_for_the_absent_penilai(kon: Planning) -> None:
    skp = await _reviewed(kon)
    told = (term(KASI), term(KEPALA, LEAVE, BACK, "atasan"))
    await kon.service.hear(pegawai(STAF, KEPALA, penilai=told), tenant="konsel")
    assert (await kon.ask("POST", f"/sasaran/{skp}/agree", who=KABID)).status == 403
    await kon.good("POST", f"/sasaran/{skp}/agree", who=KEPALA)
    assert (await kon.good("POST", f"/sasaran/{skp}/set", who=KEPALA))["state"] == "set"
