"""Monitoring from its record to what is done about it, the alarm of a semester, and bimbingan (KON P18, P21-22, P24)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.appraisal import PemantauanMissed
from contracts.vocabulary import StatusPegawai
from tests.service.judging import KASI2, ONE, TWO, Judging, planned
from tests.service.people import KABID, KASI, KEPALA, REVIEWER, STAF2, pegawai

OTHER, TRAINER, INSPECTOR = UUID(int=0x5300), UUID(int=0x5301), UUID(int=0x5302)


@pytest.fixture
async def kon(kon_judging: Judging) -> Judging:
    await kon_judging.at("2026-01-12T09:00")
    people = [
        pegawai(OTHER, KASI),
        pegawai(TRAINER, KABID),
        pegawai(INSPECTOR, None, opd="INSP", peran=("inspektorat",)),
    ]
    await kon_judging.hear(*people, planned(ONE, asn=STAF2), planned(TWO, asn=OTHER))
    return kon_judging


def seen(asn: UUID = STAF2, **more: Any) -> dict[str, Any]:
    return {"asn_id": asn, "tanggal": "2026-06-29", "rencana": 50, "capaian": 50, "catatan": "Sesuai jadwal."} | more


async def listed(kon: Judging, who: UUID, what: str = "monitoring") -> list[Any]:
    return list(await kon.good("GET", f"/{what}?tahun=2026", who=who))


async def test_kon_p18_1_who_was_not_monitored_in_a_semester_is_listed_and_told_once(kon: Judging) -> None:
    await kon.at("2026-06-30T10:00")
    await kon.good("POST", "/monitoring", seen(), who=REVIEWER)
    for who in (OTHER, KASI2, TRAINER):
        assert (await kon.ask("POST", "/monitoring", seen(), who=who)).problem() == (403, "", "18(1, 5)")
    await kon.service.told()
    await kon.at("2026-07-01T00:01")
    told = await kon.service.told(PemantauanMissed)
    assert [(t["asn_id"], t["semester"], t["kepada"]) for t in told] == [(str(OTHER), 1, str(KASI))]
    states = {(m["asn_id"], m["state"]) for m in await listed(kon, KASI)}
    assert states == {(str(STAF2), "on_track"), (str(OTHER), "missed")}
    late = await kon.ask("POST", "/monitoring", seen(OTHER), who=KASI)
    assert late.status == 201, "it was held, and recorded late"
    assert {m["state"] for m in await listed(kon, KASI)} == {"on_track"}
    await kon.at("2027-01-01T00:01")
    told = await kon.service.told(PemantauanMissed)
    assert {(t["asn_id"], t["semester"]) for t in told} == {(str(STAF2), 2), (str(OTHER), 2)}


async def test_kon_p18_1_who_is_exempt_or_came_later_is_owed_none_for_it(kon: Judging) -> None:

    await kon.hear(pegawai(OTHER, KASI, status=StatusPegawai.CLTN))
    await kon.at("2026-08-03T09:00")
    came = UUID(int=0x5310)
    await kon.hear(pegawai(came, KASI), planned(UUID(int=0x7009), mulai=date(2026, 8, 1), asn=came))
    assert {t["asn_id"] for t in await kon.service.told(PemantauanMissed)} == {str(STAF2)}
    await kon.at("2027-01-01T00:01")
    assert {t["asn_id"] for t in await kon.service.told(PemantauanMissed)} == {str(STAF2), str(came)}


async def test_kon_p18_4_a_deviation_is_open_until_its_cause_and_action_are_said(kon: Judging) -> None:
    await kon.at("2026-06-30T10:00")
    made = await kon.good("POST", "/monitoring", seen(capaian=20), who=KASI)
    assert made["state"] == "deviating"
    path = f"/monitoring/{made['pemantauan_id']}/handle"
    body = {"sebab": "Anggaran terlambat", "tindakan": "Jadwal ulang", "percepatan": "2026-08-01"}
    for lacking in body:
        said = {k: v for k, v in body.items() if k != lacking}
        assert (await kon.ask("POST", path, said, who=STAF2)).status in (400, 422), lacking
    assert (await kon.ask("POST", path, body, who=OTHER)).status == 403
    assert (await kon.good("POST", path, body, who=STAF2))["state"] == "handled"
    assert (await kon.ask("POST", path, body, who=KASI)).problem() == (409, "", "18(4)")
    assert [(m["sebab"], m["anda_penilai"]) for m in await listed(kon, STAF2)] == [("Anggaran terlambat", False)]
    assert len(await listed(kon, INSPECTOR)) == 1 and await listed(kon, OTHER) == []


@pytest.mark.parametrize(("more", "field", "pasal"), [
    ({"tanggal": "2026-07-01"}, "tanggal", "18(1)"), ({"tanggal": "2025-12-31"}, "tanggal", "18(1)"),
    ({"cara": "non_elektronik"}, "dokumen", "18(2)"),
])  # fmt: skip
async def test_kon_p18_2_bad_monitorings_are_named(kon: Judging, more: dict[str, Any], field: str, pasal: str) -> None:
    await kon.at("2026-06-30T10:00")
    assert (await kon.ask("POST", "/monitoring", seen(**more), who=KASI)).problem() == (422, field, pasal)


async def test_kon_p22_p24_1_a_group_by_a_trainer_with_a_letter_and_the_report_to_the_superior(kon: Judging) -> None:
    await kon.at("2026-06-30T10:00")
    seen_ids = {a: (await kon.good("POST", "/monitoring", seen(a, capaian=20), who=KASI))["pemantauan_id"]
        for a in (STAF2, OTHER)}  # fmt: skip
    people = [{"asn_id": a, "pemantauan_id": m, "kompetensi": "Cukup"} for a, m in seen_ids.items()]
    session = {"tanggal": "2026-06-30", "proses": "Diskusi kasus", "peserta": people}
    assert (await kon.ask("POST", "/guidance", session, who=TRAINER)).problem() == (403, "", "22(1)")
    letter = {"pembimbing": TRAINER, "surat_tugas": "ST.4/2026"}
    for n, found in enumerate(seen_ids.values()):
        assert (await kon.ask("POST", f"/monitoring/{found}/assign", letter, who=KABID)).status == 403
        await kon.good("POST", f"/monitoring/{found}/assign", letter, who=KASI)
        refused = await kon.ask("POST", "/guidance", session, who=TRAINER)
        assert refused.status == (403, 201)[n], "a letter for each of them"
    assert [len(await listed(kon, who, "guidance")) for who in (TRAINER, KASI, STAF2, KABID)] == [2, 2, 1, 0]
    one = next(g for g in await listed(kon, KASI, "guidance") if g["asn_id"] == str(STAF2))
    assert (one["bentuk"], one["surat_tugas"], one["kompetensi"]) == ("kelompok", "ST.4/2026", "Cukup")
    path = f"/guidance/{one['bimbingan_id']}/report"
    assert (await kon.ask("POST", path, {"hasil": "Meningkat"}, who=TRAINER)).status == 403
    await kon.good("POST", path, {"hasil": "Meningkat"}, who=KASI)
    assert (await kon.ask("POST", path, {"hasil": "Meningkat"}, who=KASI)).problem() == (409, "", "24(1)")
    assert [g["hasil"] for g in await listed(kon, KABID, "guidance")] == ["Meningkat"]
    assert await listed(kon, KEPALA, "guidance") == []


async def test_kon_p22_records_lack_nothing(kon: Judging) -> None:
    await kon.at("2026-06-30T10:00")
    found = (await kon.good("POST", "/monitoring", seen(), who=KASI))["pemantauan_id"]
    person = {"asn_id": STAF2, "pemantauan_id": found, "kompetensi": "Baik"}
    body = {"tanggal": "2026-06-30", "proses": "x", "peserta": [person]}
    for wrong in ({"kompetensi": " "}, {"pemantauan_id": ""}):
        assert (await kon.ask("POST", "/guidance", body | {"peserta": [person | wrong]}, who=KASI)).status in (400, 422)
    assert (await kon.ask("POST", "/guidance", body | {"peserta": []}, who=KASI)).status in (400, 422)
    strange = await kon.ask("POST", "/guidance", body | {"peserta": [person | {"asn_id": OTHER}]}, who=KASI)
    assert strange.problem() == (422, "peserta[0].pemantauan_id", "21(3)")
    assert (await kon.ask("POST", "/guidance", body | {"peserta": [person, person]}, who=KASI)).status == 422
    await kon.good("POST", "/guidance", body, who=KASI)
    assert [g["bentuk"] for g in await listed(kon, STAF2, "guidance")] == ["individual"]


async def test_kuan_has_no_monitoring_by_semester(kuan_judging: Judging) -> None:
    await kuan_judging.hear(planned(ONE, asn=STAF2))
    assert (await kuan_judging.ask("POST", "/monitoring", seen(), who=KASI)).status == 403
    await kuan_judging.at("2027-01-01T00:01")
    assert await kuan_judging.service.told(PemantauanMissed) == []
