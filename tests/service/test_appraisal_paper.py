"""The paper from the signature to its end: released, received, returned, set by the superior (KON P38, P39)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.appraisal import AppraisalFinalized, AppraisalLapsed, AppraisalReturned, AppraisalSigned
from tests.service.judging import FOUR, KASI2, ONE, Judging, measured, planned
from tests.service.people import (
    ADMIN,
    KABID,
    KASI,
    KEPALA,
    REVIEWER,
    SEKDA,
    SINCE,
    STAF,
    STAF2,
    calendar,
    pegawai,
    term,
)

BODY = {"perilaku": dict.fromkeys(FOUR, "90"), "hasil": "Laporan selesai.", "manfaat": "Layanan tepat waktu."}


async def ready(judging: Judging, asn: Any = STAF2, penilai: Any = KASI, skp: str = "100") -> str:
    """Measured and waiting for the signature; the path of the appraisal."""
    await judging.hear(*calendar(), planned(ONE, asn=asn, penilai=penilai), measured(ONE, skp, asn=asn))
    return f"/appraisals/{(await judging.of(asn))['appraisal_id']}"


async def signed(judging: Judging, when: str = "2027-01-20T09:00", **more: Any) -> str:
    path = await ready(judging)
    await judging.at(when)
    answer = await judging.sign(STAF2, KASI, **more)
    assert answer.status == 200, answer.body
    return path


async def state(judging: Judging) -> str:
    return str((await judging.of(STAF2))["state"])


async def lapsed(judging: Judging) -> list[tuple[str, str, str | None, str | None]]:
    told = await judging.service.told(AppraisalLapsed)
    return [(t["perkara"], t["due_on"], t["kepada"] or t["kepada_peran"], t["until"]) for t in told]


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kon_p38_delivered_with_the_signature_received_and_returned_in_one_act_or_two(
    tenant: str, kon_judging: Judging
) -> None:
    judging = kon_judging
    if tenant == "kuansing":
        from tests.service.judging import open_judging

        await judging.service.clear()
        judging = await open_judging(judging.service, "kuansing")
    path = await signed(judging)
    assert await state(judging) == "delivered"
    await judging.at("2027-02-03T09:00")
    assert (await judging.ask("POST", f"{path}/acknowledge", who=KASI)).status == 403
    told = await judging.good("POST", f"{path}/acknowledge", who=STAF2)
    assert (told["state"], told["objection_until"]) == ("received", "2027-02-17")
    assert (await judging.ask("POST", f"{path}/acknowledge", who=STAF2)).status == 409
    await judging.at("2027-02-10T09:00")
    assert (await judging.good("POST", f"{path}/receive", who=STAF2))["state"] == "returned"
    assert (await judging.ask("POST", f"{path}/receive", who=STAF2)).status == 409
    await judging.at("2027-02-17T23:59")
    assert await state(judging) == "returned"
    await judging.at("2027-02-18T00:01")
    assert await state(judging) == "final"
    (final,) = await judging.service.told(AppraisalFinalized)
    assert final["asn_id"] == str(STAF2)


async def test_kon_p38_2_a_paper_that_is_kept_back_is_not_shown_and_the_penilai_is_told(kon_judging: Judging) -> None:
    path = await signed(kon_judging, sampaikan=False)
    mine = await kon_judging.of(STAF2)
    assert (mine["state"], mine["nilai_kinerja"], mine["predikat"], mine["hasil"]) == ("signed", None, None, "")
    assert (await kon_judging.ask("POST", f"{path}/receive", who=STAF2)).problem() == (409, "", "38")
    await kon_judging.at("2027-02-03T23:59")
    assert await lapsed(kon_judging) == []
    await kon_judging.at("2027-02-04T00:01")
    assert await lapsed(kon_judging) == [("penyampaian", "2027-02-03", str(KASI), None)]
    (waits,) = await kon_judging.good("GET", "/waiting?tahun=2026", who=KASI)
    assert (waits["menunggu"], waits["asn_id"]) == ("penyampaian", str(STAF2))
    assert (await kon_judging.ask("POST", f"{path}/deliver", who=KABID)).status == 403
    assert (await kon_judging.good("POST", f"{path}/deliver", who=KASI))["state"] == "delivered"
    assert (await kon_judging.of(STAF2))["predikat"] == "Baik"


async def test_kon_p38_2_reading_b39_never_received_an_alarm_and_a_handover_with_a_witness(
    kon_judging: Judging,
) -> None:
    path = await signed(kon_judging)
    await kon_judging.at("2027-02-04T00:01")
    assert await lapsed(kon_judging) == [("penerimaan", "2027-02-03", str(KASI), None)]
    assert await state(kon_judging) == "delivered", "nothing starts by itself"
    record = {"berita_acara": "BA.7/2027", "saksi": "Kepala TU"}
    for who in (KASI, ADMIN):
        assert (await kon_judging.ask("POST", f"{path}/hand-over", record, who=who)).status == 403
    (waits,) = await kon_judging.good("GET", "/waiting?tahun=2026", who=REVIEWER)
    assert waits["menunggu"] == "serah_terima"
    told = await kon_judging.good("POST", f"{path}/hand-over", record, who=REVIEWER)
    assert (told["state"], told["objection_until"]) == ("received", "2027-02-18")
    unsaid = await kon_judging.ask("POST", f"{path}/hand-over", {"berita_acara": " ", "saksi": "x"}, who=REVIEWER)
    assert unsaid.status in (400, 422)


async def test_kon_p39_not_returned_the_superior_of_the_penilai_signs_in_seven_working_days(
    kon_judging: Judging,
) -> None:
    path = await signed(kon_judging)
    await kon_judging.at("2027-02-03T09:00")
    await kon_judging.good("POST", f"{path}/acknowledge", who=STAF2)
    early = await kon_judging.ask("POST", f"{path}/set-unreturned", who=KABID)
    assert early.problem() == (409, "", "39") and "2027-02-17" in early.body["detail"]
    await kon_judging.at("2027-02-18T00:01")
    # 18, 19, 22, 23, 24, 25, 26 February 2027
    assert await lapsed(kon_judging) == [("pengembalian", "2027-02-17", str(KABID), "2027-02-26")]
    assert await state(kon_judging) == "received", "not final before it is signed"
    (waits,) = await kon_judging.good("GET", "/waiting?tahun=2026", who=KABID)
    assert (waits["menunggu"], waits["until"]) == ("penetapan", "2027-02-26") and waits["jenis_jabatan"]
    for who in (KASI, KEPALA, STAF2):
        assert (await kon_judging.ask("POST", f"{path}/set-unreturned", who=who)).status == 403
    assert (await kon_judging.good("POST", f"{path}/set-unreturned", who=KABID))["state"] == "final"
    (returned,) = [t for t in await kon_judging.service.told() if t.get("pengganti") is not None]
    assert (returned["oleh"], returned["pengganti"]) == (str(KABID), True)
    assert (await kon_judging.of(STAF2))["ditetapkan_atasan"] is True


async def test_kon_p39_the_superior_who_is_late_too_is_named_and_may_still_sign(kon_judging: Judging) -> None:
    path = await signed(kon_judging)
    await kon_judging.at("2027-02-03T09:00")
    await kon_judging.good("POST", f"{path}/acknowledge", who=STAF2)
    await kon_judging.at("2027-02-27T00:01")
    assert [one[0] for one in await lapsed(kon_judging)] == ["pengembalian", "penetapan"]
    assert (await kon_judging.good("POST", f"{path}/set-unreturned", who=KABID))["state"] == "final"


async def test_kon_p38_3_a_late_return_is_accepted_flagged_and_final_at_once(kon_judging: Judging) -> None:
    path = await signed(kon_judging)
    await kon_judging.at("2027-02-03T09:00")
    await kon_judging.good("POST", f"{path}/acknowledge", who=STAF2)
    await kon_judging.at("2027-02-20T09:00")
    assert (await kon_judging.good("POST", f"{path}/receive", who=STAF2))["state"] == "final"
    assert [t["late"] for t in await kon_judging.service.told(AppraisalReturned)] == [True]


async def test_kon_p39_reading_b26_not_signed_by_fourteen_february_the_superior_sets_it(kon_judging: Judging) -> None:
    path = await ready(kon_judging)
    await kon_judging.at("2027-02-14T23:59")
    assert (await kon_judging.ask("POST", f"{path}/set-unsigned", BODY, who=KABID)).problem() == (409, "", "39")
    await kon_judging.at("2027-02-15T00:01")
    assert await lapsed(kon_judging) == [("penandatanganan", "2027-02-14", str(KABID), "2027-02-23")]
    assert (await kon_judging.ask("POST", f"{path}/set-unsigned", BODY, who=KASI)).status == 403
    told = await kon_judging.good("POST", f"{path}/set-unsigned", BODY, who=KABID)
    assert (told["state"], told["predikat"], told["late"]) == ("delivered", "Baik", True)
    (event,) = await kon_judging.service.told(AppraisalSigned)
    assert (event["sebagai"], event["penilai_id"]) == ("pengganti", str(KABID))
    assert (await kon_judging.of(STAF2))["signed_as"] == "pengganti"
    assert (await kon_judging.sign(STAF2, KASI)).status == 409


async def test_kon_p34_5_what_is_told_of_a_signature_says_in_what_capacity(kon_judging: Judging) -> None:
    path = await ready(kon_judging)
    await kon_judging.at("2027-01-05T09:00")
    acting = term(KABID, date(2027, 1, 1), date(2027, 1, 31), sebagai="plh")
    await kon_judging.hear(pegawai(STAF2, KABID, penilai=(term(KASI, SINCE), acting)))
    assert (await kon_judging.sign(STAF2, KABID)).status == 200, path
    (event,) = await kon_judging.service.told(AppraisalSigned)
    assert (event["penilai_id"], event["sebagai"], event["kapasitas"]) == (str(KABID), "penilai", "plh")


async def test_kon_p39_signed_late_by_the_penilai_nothing_is_left_to_the_superior(kon_judging: Judging) -> None:
    path = await ready(kon_judging)
    await kon_judging.at("2027-02-15T09:00")
    assert (await kon_judging.sign(STAF2, KASI)).body["late"] is True
    assert (await kon_judging.ask("POST", f"{path}/set-unsigned", BODY, who=KABID)).status == 409
    await kon_judging.at("2027-02-24T00:01")
    assert [one[0] for one in await lapsed(kon_judging)] == ["penandatanganan"]


async def test_kon_p39_reading_b27_above_the_bupati_there_is_nobody(kon_judging: Judging) -> None:
    path = await ready(kon_judging, SEKDA, None)
    await kon_judging.at("2027-02-15T00:01")
    assert await lapsed(kon_judging) == [("penandatanganan", "2027-02-14", "pengelola_e_kinerja", None)]
    five = {**BODY, "perilaku": dict.fromkeys((*FOUR, "kepemimpinan"), "90")}
    asked = await kon_judging.ask("POST", f"{path}/set-unsigned", five, who=KABID, peran=("bupati",))
    assert asked.problem() == (409, "", "39")


async def test_kon_p39_of_two_who_sign_at_once_one_is_refused(kon_judging: Judging) -> None:
    import asyncio

    path = await ready(kon_judging)
    await kon_judging.at("2027-01-20T09:00")
    answers = await asyncio.gather(*[kon_judging.ask("POST", f"{path}/sign", BODY, who=KASI) for _ in range(3)])
    assert sorted(a.status for a in answers) == [200, 409, 409]
    answers = await asyncio.gather(*[kon_judging.ask("POST", f"{path}/receive", who=STAF2) for _ in range(3)])
    assert sorted(a.status for a in answers) == [200, 409, 409]


async def test_kon_p32_1_p40_1_the_days_of_a_year_are_shown(kon_judging: Judging) -> None:
    await ready(kon_judging)
    terms = await kon_judging.good("GET", "/terms?tahun=2025", who=STAF)
    assert terms == {
        "opens_on": "2025-12-31", "sign_until": "2026-01-31", "safe_until": "2026-01-21",
        "substitute_from": "2026-02-15", "substitute_until": "2026-02-26", "report_by": "2026-02-28",
    }  # fmt: skip


async def test_kon_p34_4_the_superior_past_a_vacant_post(kon_judging: Judging) -> None:
    """KABID left: the next above him who is there sets what KASI has not signed."""
    path = await ready(kon_judging)
    await kon_judging.hear(pegawai(KABID, KEPALA, status="pensiun", masa_status=()))
    await kon_judging.at("2027-02-15T00:01")
    assert [one[2] for one in await lapsed(kon_judging)] == [str(KEPALA)]
    assert (await kon_judging.good("POST", f"{path}/set-unsigned", BODY, who=KEPALA))["state"] == "delivered"
    assert KASI2 != KASI
