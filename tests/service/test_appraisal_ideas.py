"""A new idea from its recommendation to the predikat, and the predikat for BKN beside it (KON P31(5-6); B14, B19)."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.appraisal import AppraisalFinalized, IdeDecided, IdeRecommended
from tests.service.judging import FOUR, KASI2, ONE, Judging, measured, planned
from tests.service.people import KABID, KASI, KEPALA, SEKDA, STAF, STAF2, pegawai

IDEA = {"uraian": "Antrean daring", "manfaat": "Waktu tunggu turun 40 %.", "dokumen": "Nota dinas 3/2026"}


async def ready(kon: Judging, **more: Any) -> str:
    """STAF2 at the end of 2026: 120 % of the target; the path of the appraisal."""
    await kon.hear(planned(ONE, asn=STAF2), measured(ONE, "120", asn=STAF2), pegawai(STAF2, KASI, **more))
    return f"/appraisals/{(await kon.of(STAF2))['appraisal_id']}"


async def test_kon_p31_5_a_sangat_baik_only_with_an_idea_that_was_set(kon_judging: Judging) -> None:
    path = await ready(kon_judging)
    refused = await kon_judging.ask("POST", f"{path}/idea/decide", {"diterima": True}, who=KASI)
    assert refused.problem() == (409, "", "31(6)"), "nothing was recommended"
    assert (await kon_judging.ask("POST", f"{path}/idea/recommend", IDEA, who=KABID)).status == 403
    await kon_judging.good("POST", f"{path}/idea/recommend", IDEA, who=KASI)
    assert (await kon_judging.ask("POST", f"{path}/idea/recommend", IDEA, who=KASI)).status == 409
    assert (await kon_judging.ask("POST", f"{path}/idea/decide", {"diterima": True}, who=KABID)).status == 403
    listed = await kon_judging.good("GET", "/ideas?tahun=2026", who=KASI)
    assert [(i["asn_id"], i["state"], i["menunggu_anda"]) for i in listed] == [(str(STAF2), "recommended", True)]
    assert await kon_judging.good("GET", "/ideas?tahun=2026", who=KEPALA) == []
    await kon_judging.good("POST", f"{path}/idea/decide", {"diterima": True}, who=KASI)
    told = await kon_judging.service.told()
    assert [t["diterima"] for t in told if "diterima" in t] == [True]
    assert (await kon_judging.sign(STAF2, KASI, "118")).body["predikat"] == "Sangat Baik"
    assert (await kon_judging.of(STAF2))["ide_baru"] is True
    late = await kon_judging.ask("POST", f"{path}/idea/recommend", IDEA, who=KASI)
    assert late.status == 409
    await kon_judging.finalize(STAF2)
    assert [t["ide_baru"] for t in await kon_judging.service.told(AppraisalFinalized)] == [True]


async def test_kon_p31_6_a_recommendation_alone_and_a_refusal_are_no_idea(kon_judging: Judging) -> None:
    path = await ready(kon_judging)
    await kon_judging.good("POST", f"{path}/idea/recommend", IDEA, who=KASI)
    unsaid = await kon_judging.ask("POST", f"{path}/idea/decide", {"diterima": False}, who=KASI)
    assert unsaid.problem() == (422, "alasan", "31(6)")
    body = {"diterima": False, "alasan": "Sudah dipakai sejak 2024."}
    await kon_judging.good("POST", f"{path}/idea/decide", body, who=KASI)
    await kon_judging.good("POST", f"{path}/idea/recommend", IDEA | {"dokumen": "Nota 4/2026"}, who=KASI)
    signed = await kon_judging.sign(STAF2, KASI, "118")
    assert (signed.body["predikat"], (await kon_judging.of(STAF2))["ide_baru"]) == ("Baik", False)
    assert len(await kon_judging.service.told(IdeRecommended)) == 2


async def test_kon_reading_b19_of_a_head_the_next_superior_decides(kon_judging: Judging) -> None:
    await kon_judging.hear(planned(ONE, penilai=SEKDA, asn=KEPALA), measured(ONE, "120", asn=KEPALA))
    path = f"/appraisals/{(await kon_judging.of(KEPALA))['appraisal_id']}"
    await kon_judging.good("POST", f"{path}/idea/recommend", IDEA, who=SEKDA)
    assert (await kon_judging.ask("POST", f"{path}/idea/decide", {"diterima": True}, who=KEPALA)).status == 403
    await kon_judging.good("POST", f"{path}/idea/decide", {"diterima": True}, who=SEKDA)
    assert [t["oleh"] for t in await kon_judging.service.told(IdeDecided)] == [str(SEKDA)]


async def test_kuan_p4_no_predikat_turns_on_an_idea(kuan_judging: Judging) -> None:
    path = await ready(kuan_judging)
    assert (await kuan_judging.ask("POST", f"{path}/idea/recommend", IDEA, who=KASI)).status == 403


@pytest.mark.parametrize("tenant", ["kuansing", "konsel"])
async def test_kon_reading_b14_the_predikat_for_bkn_stands_beside_and_changes_no_number(
    tenant: str, request: pytest.FixtureRequest, kon_judging: Judging
) -> None:
    judging = kon_judging
    if tenant == "kuansing":
        from tests.service.judging import open_judging

        await kon_judging.service.clear()
        judging = await open_judging(kon_judging.service, "kuansing")
    await ready(judging)
    ratings = {"hasil_kerja": "di_bawah", "perilaku": "sesuai", "umpan_balik": "Perbaiki ketepatan waktu."}
    levels = {"tingkat": dict.fromkeys(FOUR, 3)} if tenant == "konsel" else {}
    signed = await judging.sign(STAF2, KASI, "100", bkn=ratings, **levels)
    assert signed.body["predikat"] == ("Baik" if tenant == "konsel" else None), signed.body
    mine = await judging.of(STAF2)
    assert mine["bkn"]["predikat"] == "Butuh Perbaikan" and mine["bkn"]["umpan_balik"] == ratings["umpan_balik"]
    assert mine["banding"] == (dict.fromkeys(FOUR, "di_atas") if tenant == "konsel" else {})
    await judging.finalize(STAF2)
    (told,) = await judging.service.told(AppraisalFinalized)
    assert (told["bkn"]["predikat"], told["bkn"]["kuadran_kode"]) == ("Butuh Perbaikan", 3)
    assert "umpan_balik" not in told["bkn"]


async def test_kon_p16_4_without_a_standard_nothing_is_judged(kon_judging: Judging) -> None:
    await ready(kon_judging)
    with kon_judging.service.law("appraisal", "konsel", behaviour_standard={}):
        assert (await kon_judging.sign(STAF2, KASI)).problem() == (409, "", "16(4), 27(1)")
    wrong = await kon_judging.sign(STAF2, KASI, tingkat={"komitmen": 3})
    assert wrong.problem() == (422, "tingkat", "16(4), 27(1)")


async def test_kon_p31_4_reading_b6_a_pemda_that_asks_peers_weighs_sixty_forty(kon_judging: Judging) -> None:
    await kon_judging.hear(planned(ONE, asn=STAF2), measured(ONE, "102.8", asn=STAF2))
    with kon_judging.service.law("appraisal", "konsel", peer_input=True):
        signed = await kon_judging.sign(STAF2, KASI)
    assert float(signed.body["nilai_kinerja"]) == 99.68


async def test_an_idea_is_read_by_those_whom_it_concerns(kon_judging: Judging) -> None:
    path = await ready(kon_judging)
    await kon_judging.good("POST", f"{path}/idea/recommend", IDEA, who=KASI)
    for who, seen in ((STAF2, 1), (STAF, 0), (KASI2, 0), (KASI, 1)):
        assert len(await kon_judging.good("GET", "/ideas?tahun=2026", who=who)) == seen, who
    kept = await kon_judging.service.rows("SELECT actor FROM audit WHERE act = 'ideas.read'")
    assert [r["actor"] for r in kept] == [str(KASI)]
