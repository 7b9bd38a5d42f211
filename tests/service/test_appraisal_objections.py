"""An objection from its filing to the decision that replaces the result, and to TPP (KON P48; B7, B27, B40)."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from typing import Any

from contracts.activity import MonthMeasured
from contracts.appraisal import AppraisalFinalized, KeberatanDecided, KeberatanFiled, TindakLanjutOpened
from tests.service.judging import FOUR, KASI2, ONE, Judging, measured, planned
from tests.service.people import KABID, KASI, KEPALA, SEKDA, STAF, STAF2
from tests.service.test_appraisal_paper import BODY, ready, signed

REASON = {"alasan": "Capaian bulan Juni tidak dihitung.", "bukti": ["Laporan 6/2026"]}
UPHELD = {"hasil": "dikuatkan", "pertimbangan": "Sesuai bukti."}


async def received(kon: Judging, skp: str = "60", perilaku: str = "60") -> str:
    """A low result of STAF2, received on 3 February 2027."""
    path = await ready(kon, skp=skp)
    await kon.at("2027-01-20T09:00")
    assert (await kon.sign(STAF2, KASI, perilaku)).status == 200
    await kon.at("2027-02-03T09:00")
    await kon.good("POST", f"{path}/acknowledge", who=STAF2)
    return path


async def filed(kon: Judging, **more: Any) -> tuple[str, str]:
    path = await received(kon, **more)
    made = await kon.good("POST", f"{path}/objection", REASON, who=STAF2)
    return path, f"/objections/{made['keberatan_id']}"


async def heard(kon: Judging, objection: str) -> None:
    await kon.good("POST", f"{objection}/ask", {}, who=KABID)
    for who in (KASI, STAF2):
        await kon.good("POST", f"{objection}/explain", {"penjelasan": "Penjelasan."}, who=who)


async def test_kon_p48_1_in_time_with_reasons_once_and_by_the_appraised(kon_judging: Judging) -> None:
    path = await received(kon_judging)
    assert (await kon_judging.ask("POST", f"{path}/objection", {"alasan": " "}, who=STAF2)).status in (400, 422)
    assert (await kon_judging.ask("POST", f"{path}/objection", REASON, who=KASI)).status == 403
    await kon_judging.at("2027-02-17T23:59")
    await kon_judging.good("POST", f"{path}/objection", REASON, who=STAF2)
    again = await kon_judging.ask("POST", f"{path}/objection", REASON, who=STAF2)
    assert again.problem() == (409, "", "48(4)")
    assert len(await kon_judging.service.told(KeberatanFiled)) == 1


async def test_kon_p48_1_the_day_after_the_last_it_is_too_late(kon_judging: Judging) -> None:
    path = await received(kon_judging)
    await kon_judging.at("2027-02-18T00:00")
    late = await kon_judging.ask("POST", f"{path}/objection", REASON, who=STAF2)
    assert late.problem() == (409, "", "48(1)") and "2027-02-17" in late.body["detail"]


async def test_kon_p48_1_reading_b36_also_after_the_signature(kon_judging: Judging) -> None:
    path = await received(kon_judging)
    await kon_judging.good("POST", f"{path}/receive", who=STAF2)
    await kon_judging.good("POST", f"{path}/objection", REASON, who=STAF2)
    await kon_judging.at("2027-02-18T00:01")
    assert (await kon_judging.of(STAF2))["state"] == "returned", "not final while the objection is open"


async def test_kon_reading_b7_an_objection_suspends_the_superiors_term(kon_judging: Judging) -> None:
    path, _ = await filed(kon_judging)
    await kon_judging.at("2027-03-10T09:00")
    asked = await kon_judging.ask("POST", f"{path}/set-unreturned", who=KABID)
    assert asked.problem() == (409, "", "39, 48(1)")
    mine = await kon_judging.of(STAF2)
    assert (mine["state"], mine["objected"], mine["lapsed"]) == ("received", True, "")


async def test_kon_p48_3_both_are_asked_and_heard_before_the_superior_decides(kon_judging: Judging) -> None:
    _, objection = await filed(kon_judging)
    for who in (KASI, STAF2, KEPALA):
        assert (await kon_judging.ask("POST", f"{objection}/ask", {}, who=who)).status == 403
        assert (await kon_judging.ask("POST", f"{objection}/decide", UPHELD, who=who)).status == 403
    assert (await kon_judging.ask("POST", f"{objection}/decide", UPHELD, who=KABID)).problem() == (409, "", "48(3)")
    said = {"penjelasan": "Sudah dihitung."}
    assert (await kon_judging.ask("POST", f"{objection}/explain", said, who=KASI)).problem() == (409, "", "48(3)")
    await kon_judging.good("POST", f"{objection}/ask", {"dari": ["pegawai"]}, who=KABID)
    assert (await kon_judging.ask("POST", f"{objection}/decide", UPHELD, who=KABID)).status == 409
    await kon_judging.good("POST", f"{objection}/ask", {"dari": ["penilai"]}, who=KABID)
    (waits,) = await kon_judging.good("GET", "/waiting?tahun=2026", who=KASI)
    assert waits["menunggu"] == "penjelasan"
    await kon_judging.good("POST", f"{objection}/explain", said, who=STAF2)
    waiting = await kon_judging.ask("POST", f"{objection}/decide", UPHELD, who=KABID)
    assert waiting.status == 409 and "2027-02-10" in waiting.body["detail"]
    await kon_judging.at("2027-02-11T09:00")  # KASI stayed silent
    await kon_judging.good("POST", f"{objection}/decide", UPHELD, who=KABID)
    shown = await kon_judging.good("GET", objection, who=STAF2)
    assert (shown["hasil"], set(shown["penjelasan"])) == ("dikuatkan", {"pegawai"})


async def test_kon_p48_4_the_decision_replaces_the_result_which_is_final_and_told(kon_judging: Judging) -> None:
    path, objection = await filed(kon_judging)
    await heard(kon_judging, objection)
    changed = {
        "hasil": "diubah", "pertimbangan": "Juni terbukti.", "nilai_skp": "95", "perilaku": dict.fromkeys(FOUR, "90"),
    }  # fmt: skip
    for wrong in (
        {**changed, "nilai_skp": "121"},
        {**UPHELD, "nilai_skp": "95"},
        {"hasil": "diubah", "pertimbangan": "x"},
    ):
        assert (await kon_judging.ask("POST", f"{objection}/decide", wrong, who=KABID)).status == 422, wrong
    await kon_judging.good("POST", f"{objection}/decide", changed, who=KABID)
    told = await kon_judging.service.told()
    (final,) = [t for t in told if "dimensi" in t]
    assert (final["nilai_skp"], final["nilai_perilaku"], final["predikat"]) == ("95", "90", "Baik")
    assert float(final["nilai_kinerja"]) == 0.7 * 95 + 0.3 * 90
    assert [t["hasil"] for t in told if "decided_on" in t] == ["diubah"]
    mine = await kon_judging.of(STAF2)
    assert (mine["state"], mine["predikat"], mine["objected"]) == ("final", "Baik", False)
    assert (await kon_judging.ask("POST", f"{path}/objection", REASON, who=STAF2)).problem() == (409, "", "48(4)")
    assert (await kon_judging.ask("POST", f"{objection}/decide", UPHELD, who=KABID)).problem() == (409, "", "48(4)")
    await kon_judging.at("2027-03-20T09:00")
    assert await kon_judging.service.told(AppraisalFinalized) == [], "no second result comes of an old deadline"


async def test_kon_reading_b20_the_time_to_improve_begins_with_the_decision(kon_judging: Judging) -> None:
    _, objection = await filed(kon_judging)
    await heard(kon_judging, objection)
    await kon_judging.at("2027-02-12T09:00")
    assert await kon_judging.service.told(TindakLanjutOpened) == []
    await kon_judging.good("POST", f"{objection}/decide", UPHELD, who=KABID)
    told = await kon_judging.service.told()
    assert [t["review_on"] for t in told if "review_on" in t] == ["2027-08-12"]
    assert [t["predikat"] for t in told if "dimensi" in t] == ["Kurang"]


async def test_kon_reading_b40_where_the_superior_had_set_it_the_next_one_decides(kon_judging: Judging) -> None:
    path = await ready(kon_judging)
    await kon_judging.at("2027-02-15T09:00")
    await kon_judging.good("POST", f"{path}/set-unsigned", BODY, who=KABID)
    await kon_judging.good("POST", f"{path}/acknowledge", who=STAF2)
    made = await kon_judging.good("POST", f"{path}/objection", REASON, who=STAF2)
    objection = f"/objections/{made['keberatan_id']}"
    assert (await kon_judging.ask("POST", f"{objection}/ask", {}, who=KABID)).status == 403
    await kon_judging.good("POST", f"{objection}/ask", {}, who=KEPALA)
    await kon_judging.good("POST", f"{objection}/explain", {"penjelasan": "x"}, who=KABID)


async def test_kon_reading_b27_an_objection_to_the_bupatis_own_result_goes_to_the_bupati(kon_judging: Judging) -> None:
    from uuid import UUID

    bupati = UUID(int=0xB0)
    await kon_judging.hear(planned(ONE, asn=SEKDA, penilai=None), measured(ONE, "60", asn=SEKDA))
    path = f"/appraisals/{(await kon_judging.of(SEKDA))['appraisal_id']}"
    body = {**BODY, "perilaku": dict.fromkeys((*FOUR, "kepemimpinan"), "60")}
    done = await kon_judging.ask("POST", f"{path}/sign", body, who=bupati, peran=("bupati",))
    assert done.status == 200, done.body
    await kon_judging.good("POST", f"{path}/acknowledge", who=SEKDA)
    made = await kon_judging.good("POST", f"{path}/objection", REASON, who=SEKDA)
    asked = await kon_judging.ask("POST", f"/objections/{made['keberatan_id']}/ask", {}, who=bupati, peran=("bupati",))
    assert asked.status == 200
    listed = await kon_judging.ask("GET", "/waiting?tahun=2026", who=bupati, peran=("bupati",))
    assert {w["menunggu"] for w in listed.body} == {"penjelasan"}


async def test_kon_p48_2_the_evidence_is_frozen_when_it_is_filed(kon_judging: Judging) -> None:
    _, objection = await filed(kon_judging)
    (told,) = await kon_judging.service.told(KeberatanFiled)
    month = MonthMeasured(
        month_id=f"{STAF2}/2026-06", asn_id=STAF2, periode="2026-06", hari_kerja=20, hari_terisi=20, hari_kosong=(),
        submitted=9, approved_by_penilai=9, approved_auto=0, rejected=0, pending=0, kuantitas_approved=9,
        kuantitas_target=10, pack="konsel-67-2024",
    )  # fmt: skip
    await kon_judging.hear(month)  # comes later, and changes nothing of what was frozen
    for who, status in ((STAF2, 200), (KASI, 200), (KABID, 200), (STAF, 403), (KASI2, 403), (KEPALA, 403)):
        assert (await kon_judging.ask("GET", f"{objection}/bundle", who=who)).status == status, who
    answer = await kon_judging.ask("GET", f"{objection}/bundle", who=STAF2)
    with zipfile.ZipFile(BytesIO(answer.body)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = files.pop("manifest.sha256")
    assert hashlib.sha256(manifest).hexdigest() == told["manifest_sha256"]
    lines = dict(reversed(line.split("  ")) for line in manifest.decode().splitlines())
    assert lines == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert json.loads(files["bulan.json"]) == [] and json.loads(files["keberatan.json"])["alasan"] == REASON["alasan"]
    assert json.loads(files["penilaian.json"])["scores"]["nilai_skp"] == "60"
    kept = await kon_judging.service.rows("SELECT DISTINCT actor FROM audit WHERE act = 'objection.read'")
    assert {r["actor"] for r in kept} == {str(KASI), str(KABID)}


async def test_kuan_p4_an_objection_sets_words_anew(kuan_judging: Judging) -> None:
    path = await signed(kuan_judging)
    await kuan_judging.good("POST", f"{path}/acknowledge", who=STAF2)
    made = await kuan_judging.good("POST", f"{path}/objection", REASON, who=STAF2)
    objection = f"/objections/{made['keberatan_id']}"
    await heard(kuan_judging, objection)
    number = {"hasil": "diubah", "pertimbangan": "x", "nilai_skp": "90"}
    assert (await kuan_judging.ask("POST", f"{objection}/decide", number, who=KABID)).problem() == (
        422,
        "perilaku",
        "4",
    )
    words = {"hasil": "diubah", "pertimbangan": "x", "hasil_kerja": "Laporan Juni diakui."}
    await kuan_judging.good("POST", f"{objection}/decide", words, who=KABID)
    (final,) = await kuan_judging.service.told(AppraisalFinalized)
    assert final["dimensi"]["hasil"] == "Laporan Juni diakui." and final["nilai_kinerja"] is None
    assert KeberatanDecided.type_name() == "ekinerja.appraisal.KeberatanDecided"
