"""Penilai and pengelola kinerja comment on a plan that waits, without sending it back (KUAN P5(3-4), KON P6(2-4))."""

from __future__ import annotations

from contracts.skp import SkpCommented
from tests.service.people import ADMIN, KABID, KASI, REVIEWER, STAF, STAF2
from tests.service.planning import Planning, butir


async def test_kon_p6_a_comment_is_kept_and_told_and_the_plan_stays_where_it_is(kon: Planning) -> None:
    await kon.plan_down_to(KASI)
    made = await kon.draft(STAF, butir(await kon.first(KASI)))
    path, said = f"/sasaran/{made}/comments", {"catatan": "Indikator dapat dipertajam."}
    assert (await kon.ask("POST", path, said, who=KASI)).status == 409, "a draft is its owner's"
    await kon.good("POST", f"/sasaran/{made}/submit", who=STAF)
    for who in (STAF, STAF2, KABID, ADMIN):
        assert (await kon.ask("POST", path, said, who=who)).problem() == (403, "", "6(2)")
    assert (await kon.ask("POST", path, {"catatan": " "}, who=KASI)).status == 422
    await kon.service.told()
    await kon.good("POST", path, said, who=KASI)
    await kon.good("POST", path, {"catatan": "Sumber sudah lengkap."}, who=REVIEWER)
    told = await kon.service.told(SkpCommented)
    assert [(t["oleh"], t["catatan"]) for t in told] == [
        (str(KASI), "Indikator dapat dipertajam."), (str(REVIEWER), "Sumber sudah lengkap."),
    ]  # fmt: skip
    mine = await kon.good("GET", "/sasaran?tahun=2026", who=STAF)
    assert mine[-1]["state"] == "submitted", "nothing was sent back"
    await kon.good("POST", f"/sasaran/{made}/return", {"alasan": "Belum terukur."}, who=KASI)
    listed = await kon.good("GET", path, who=STAF)
    assert [(c["oleh"], c["catatan"]) for c in listed] == [(t["oleh"], t["catatan"]) for t in told], "they stay"
    assert (await kon.ask("GET", path, who=STAF2)).status == 403
