"""The reads that are made for pages: they say what waits, and none of them is a look at an entry (KUAN P23(7), A2)."""

from __future__ import annotations

from typing import Any

from tests.service.dinas import Office
from tests.service.people import ADMIN, KASI, STAF, STAF2


async def _get(office: Office, path: str, who: Any = STAF) -> Any:
    answer = await office.ask("GET", path, who=who)
    assert answer.status == 200, answer.body
    return answer.body


async def test_kuan_p23_7_a_glance_and_the_opened_queue_open_nothing(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    glance = await _get(kuansing, "/glance", KASI)
    assert (glance["hari_ini"], glance["antrean"], glance["paling_lambat"]) == ("2026-01-05", 1, "2026-01-14")
    assert glance["hari_kerja"][:2] == ["2026-01-05", "2026-01-06"] and glance["hari_memutus"] == 7
    assert await _get(kuansing, "/queue", KASI) == [], "nothing was opened yet"
    await kuansing.at("2026-01-15T00:01")
    assert (await kuansing.mine("2026-01"))[made]["cara"] == "auto", "and so the system approves it"


async def test_kuan_p23_7_what_was_opened_is_read_again_and_marks_nothing(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    first = await kuansing.enter("2026-01-05")
    await kuansing.look()
    second = await kuansing.enter("2026-01-05", mulai="13:00:00", selesai="14:00:00")
    assert [one["activity_id"] for one in await _get(kuansing, "/queue", KASI)] == [first]
    assert (await kuansing.ask("POST", f"/activities/{second}/open", who=KASI)).status == 200
    assert len(await _get(kuansing, "/queue", KASI)) == 2
    assert (await kuansing.ask("GET", f"/activities/{first}", who=STAF2)).status == 403
    await kuansing.at("2026-01-15T00:01")
    mine = await kuansing.mine("2026-01")
    assert {mine[one]["state"] for one in (first, second)} == {"escalated"}


async def test_a_month_is_told_day_by_day(kuansing: Office) -> None:
    await kuansing.at("2026-01-06T15:00")
    made = await kuansing.enter("2026-01-06")
    month = await _get(kuansing, "/month?periode=2026-01")
    days = {day["tanggal"]: (day["wajib"], day["catatan"], day["keadaan"]) for day in month["hari"]}
    assert len(days) == 31 and month["keadaan"] == "open" and month["ditutup"] == "2026-02-13"
    assert days["2026-01-05"] == (True, 0, "kosong") and days["2026-01-06"] == (True, 1, "menunggu")
    assert days["2026-01-07"] == (True, 0, "akan") and days["2026-01-10"] == (False, 0, "bebas")
    await kuansing.look()
    assert (await kuansing.verify(made)).status == 200
    month = await _get(kuansing, "/month?periode=2026-01")
    assert {day["tanggal"]: day["keadaan"] for day in month["hari"]}["2026-01-06"] == "disetujui"


async def test_home_says_what_is_to_do_and_until_when(kuansing: Office) -> None:
    await kuansing.at("2026-01-06T15:00")
    made = await kuansing.enter("2026-01-06")
    home = await _get(kuansing, "/home")
    assert (home["menunggu"], home["diputus_sampai"], home["tepat_sampai"]) == (1, "2026-01-15", "2026-01-07")
    await kuansing.look()
    said = {"dasar": "tidak_sesuai_data", "alasan": "Jumlah berbeda."}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", said, who=KASI)).status == 200
    assert (await kuansing.ask("POST", "/drafts", {"uraian": "Rapat"}, who=STAF)).status == 201
    home = await _get(kuansing, "/home")
    assert [(one["jenis"], one["uraian"] or one["alasan"]) for one in home["perlu"]][1:] == [("draf", "Rapat")]
    assert (home["perlu"][0]["jenis"], home["perlu"][0]["alasan"]) == ("dikembalikan", "Jumlah berbeda.")
    assert home["bulan"]["periode"] == "2026-01" and home["menunggu"] == 0


async def test_konsel_has_no_clock_and_who_has_nobody_below_has_no_queue(konsel: Office) -> None:
    await konsel.at("2026-01-06T15:00")
    glance = await _get(konsel, "/glance", ADMIN)
    assert (glance["hari_memutus"], glance["antrean"], glance["bawahan"]) == (None, 0, 0)
    assert glance["sekarang"].endswith("+08:00"), "the Pemda's own clock"
