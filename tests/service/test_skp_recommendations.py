"""Monitoring recommends that a set SKP be changed; it does not change it (KON P18(1, 5-6))."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.skp import SkpChangeRecommended
from tests.service.people import ADMIN, KABID, KASI, KEPALA, REVIEWER, SEKDA, STAF, STAF2, pegawai, term
from tests.service.planning import SEKDA_REVIEWER, Planning, butir

WHY = {"alasan": "Target tidak lagi sesuai.", "perubahan_lingkungan": "Bidang digabung."}
GROUND = WHY | {"bukti": ["Notula pemantauan semester I"]}


async def _recommend(kon: Planning, skp: str, who: UUID, body: dict[str, Any] | None = None) -> Any:
    return await kon.ask("POST", f"/sasaran/{skp}/recommendations", GROUND if body is None else body, who=who)


async def _stands(kon: Planning, skp: str) -> tuple[Any, int]:
    """Everything of an SKP but the version of its facts, and that version."""
    row = dict((await kon.service.rows("SELECT *, content::text AS content FROM skp WHERE skp_id = $1", UUID(skp)))[0])
    return {k: v for k, v in row.items() if k != "version"}, row["version"]


async def _listed(kon: Planning, who: UUID) -> list[str]:
    return [r["rekomendasi_id"] for r in await kon.good("GET", "/recommendations?tahun=2026", who=who)]


@pytest.mark.parametrize("bukti", [{}, {"bukti": []}, {"bukti": ["", "  "]}, {"bukti": [], "dokumen": []}])
async def test_kon_p18_6_without_evidence_it_is_422(kon: Planning, bukti: dict[str, Any]) -> None:
    found = (await kon.plan())[STAF]
    before = await _stands(kon, found)
    await kon.service.told()
    assert (await _recommend(kon, found, KASI, WHY | bukti)).problem() == (422, "bukti", "18(6)")
    assert await kon.service.told(SkpChangeRecommended) == [] and await _stands(kon, found) == before
    assert await kon.service.rows("SELECT 1 FROM rekomendasi") == []


async def test_kon_p18_6_with_evidence_it_is_told_and_the_skp_stays_as_it_is(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    await kon.at("2026-06-30T09:00")
    paper = (await kon.upload(KASI, jenis="bukti")).body
    stood, version = await _stands(kon, found)
    await kon.service.told()
    made = await _recommend(kon, found, KASI, GROUND | {"dokumen": [paper["dokumen_id"]] * 2})
    assert made.status == 201 and made.body["skp_id"] == found
    told = await kon.service.told(SkpChangeRecommended)
    assert told == [
        {
            "skp_id": found, "asn_id": str(STAF), "rekomendasi_id": made.body["rekomendasi_id"],
            "penilai_id": str(KASI), "recorded_by": str(KASI), **WHY, "bukti": 2,
            "dokumen_sha256": [paper["sha256"]],
        }
    ]  # fmt: skip
    assert await _stands(kon, found) == (stood, version + 1), "only its facts are one more"
    assert [s["skp_id"] for s in await kon.good("GET", "/sasaran?tahun=2026", who=STAF)] == [found], (
        "no change is opened"
    )
    acts = await kon.service.rows("SELECT actor, subject FROM audit WHERE act = 'skp.change_recommended'")
    assert [(a["actor"], a["subject"]) for a in acts] == [(str(KASI), found)]
    assert (await kon.measure(STAF, found, "2026-T1", 30)).status == 200, "the next fact follows"


async def test_kon_p18_6_the_owner_and_the_penilai_read_it_with_its_evidence(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    paper = (await kon.upload(REVIEWER, jenis="bukti")).body["dokumen_id"]
    assert (await kon.ask("GET", f"/documents/{paper}", who=STAF)).status == 403, "not before it is evidence"
    made = await _recommend(kon, found, REVIEWER, WHY | {"dokumen": [paper]})
    one = made.body["rekomendasi_id"]
    assert await _listed(kon, STAF) == await _listed(kon, KASI) == await _listed(kon, REVIEWER) == [one]
    for who in (STAF2, KABID, KEPALA, SEKDA_REVIEWER, ADMIN, kon.bupati):
        assert await _listed(kon, who) == []
        assert (await kon.ask("GET", f"/documents/{paper}", who=who)).status == (200 if who == KABID else 403), who
    seen = (await kon.good("GET", "/recommendations?tahun=2026", who=STAF))[0]
    assert {k: seen[k] for k in ("skp_id", "asn_id", "penilai_id", "recorded_by", "bukti", "dokumen", *WHY)} == {
        "skp_id": found, "asn_id": str(STAF), "penilai_id": str(KASI), "recorded_by": str(REVIEWER), "bukti": [],
        "dokumen": [paper], **WHY,
    }  # fmt: skip
    for who in (STAF, KASI):
        assert (await kon.ask("GET", f"/documents/{paper}", who=who)).status == 200
    assert await kon.good("GET", "/recommendations?tahun=2025", who=STAF) == []
    read = await kon.service.rows("SELECT DISTINCT actor FROM audit WHERE act = 'recommendations.read'")
    assert {r["actor"] for r in read} == {str(KASI), str(REVIEWER)}, "another's is read by name"


async def test_kon_p18_6_the_penilai_recommends_helped_by_the_pengelola_kinerja_of_the_pd_and_nobody_else(
    kon: Planning,
) -> None:
    found = await kon.plan()
    for who in (STAF, STAF2, KABID, SEKDA, SEKDA_REVIEWER, ADMIN, kon.bupati):
        assert (await _recommend(kon, found[STAF], who)).problem() == (403, "", "18(1), 18(5)"), who
        assert (await _recommend(kon, found[STAF], who, {})).status == 403, "whatever is in it"
    await kon.service.told()
    assert (await _recommend(kon, found[STAF], KASI)).status == 201
    assert (await _recommend(kon, found[STAF], REVIEWER)).status == 201
    assert (await _recommend(kon, found[SEKDA], kon.bupati)).status == 201
    told = await kon.service.told(SkpChangeRecommended)
    assert [(t["penilai_id"], t["recorded_by"]) for t in told] == [
        (str(KASI), str(KASI)), (str(KASI), str(REVIEWER)), (None, str(kon.bupati)),
    ]  # fmt: skip
    assert len(await _listed(kon, kon.bupati)) == 1


async def test_kon_p18_6_reading_a22_without_a_penilai_nobody_monitors(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    await kon.service.hear(pegawai(STAF, None, penilai=(term(None, sebagai="kosong"),)), tenant="konsel")
    assert (await _recommend(kon, found, REVIEWER)).problem() == (403, "", "18(1), A22")


async def test_kon_p18_6_only_of_a_set_skp_in_its_year(kon: Planning) -> None:
    found = await kon.plan_down_to(KASI)
    draft = await kon.draft(STAF, butir(await kon.first(KASI)))
    assert (await _recommend(kon, draft, KASI)).problem() == (409, "", "18(6)")
    assert (await _recommend(kon, str(uuid4()), KASI)).status == 404
    await kon.at("2027-01-01T00:01")
    assert (await _recommend(kon, found[KASI], KABID)).problem() == (409, "", "18(1)")


async def test_kon_p18_6_evidence_is_a_document_of_the_owner_or_ones_own(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    his, foreign = [(await kon.upload(who, jenis="bukti")).body["dokumen_id"] for who in (STAF, STAF2)]
    for strange in (foreign, str(uuid4())):
        refused = await _recommend(kon, found, KASI, GROUND | {"dokumen": [his, strange]})
        assert refused.problem() == (422, "dokumen[1]", "18(6)")
    assert (await _recommend(kon, found, KASI, WHY | {"dokumen": [his]})).status == 201
    for field in WHY:
        assert (await _recommend(kon, found, KASI, GROUND | {field: "  "})).problem() == (422, field, "18(6)")


async def test_kon_p18_6_a_recommendation_is_no_cause_of_a_change(kon: Planning) -> None:
    found = (await kon.plan())[STAF]
    assert (await _recommend(kon, found, KASI)).status == 201
    refused = await kon.ask("POST", f"/sasaran/{found}/changes", {"sebab": "rekomendasi"}, who=KASI)
    assert refused.problem()[:2] == (422, "sebab"), "one of the six of P19 is still asked for"


async def test_kuan_has_no_such_text(kuan: Planning) -> None:
    found = (await kuan.plan())[STAF]
    for answer in (
        await _recommend(kuan, found, KASI), await kuan.ask("GET", "/recommendations?tahun=2026", who=KASI),
    ):  # fmt: skip
        assert answer.status == 403 and answer.body["detail"].startswith("Hanya untuk: ")
