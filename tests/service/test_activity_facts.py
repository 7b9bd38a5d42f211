"""Facts of the law that activity has a place for: capacities, hearings, official travel, references by code and date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.activity import ActivityApproved, ActivityRejected, MissedDayJudged, ReferenceChanged
from contracts.masa import Sebagai
from tests.service.dinas import Office
from tests.service.people import ADMIN, KABID, KASI, KEPALA, SINCE, STAF, STAF2, pegawai, term
from tests.service.test_activity_pembinaan import CLOSED, EMPTY, FOUND

FINDING: dict[str, Any] = {
    "asn_id": str(STAF), "tanggal": EMPTY, "sengaja": False, "tanggapan": "Rapat di Pekanbaru.", "alasan": "Benar.",
    "cara_didengar": "telepon", "didengar_pada": "2026-02-17",
}  # fmt: skip


@pytest.mark.parametrize("sebagai", ["plh", "plt"])
async def test_kuan_reading_a28_kon_p34_5_who_decides_in_anothers_place_says_as_what(
    kuansing: Office, sebagai: str
) -> None:
    acting = term(KABID, date(2026, 1, 5), date(2026, 1, 9), sebagai=Sebagai(sebagai))
    await kuansing.service.hear(pegawai(STAF, KABID, penilai=(term(KASI, SINCE), acting)))
    await kuansing.at("2026-01-05T15:00")
    one, two = await kuansing.enter("2026-01-05"), await kuansing.enter("2026-01-02")
    await kuansing.service.told()
    assert (await kuansing.verify(one, who=KABID)).status == 200
    body = {"dasar": "tidak_sesuai_data", "alasan": "Tidak ada."}
    assert (await kuansing.ask("POST", f"/activities/{two}/reject", body, who=KABID)).status == 200
    assert [(t["penilai_id"], t["sebagai"]) for t in await kuansing.service.told(ActivityApproved)] == [
        (str(KABID), sebagai)
    ]
    mine = await kuansing.mine("2026-01")
    assert [mine[n]["diputus_sebagai"] for n in (one, two)] == [sebagai, sebagai]


async def test_kuan_p1_24_the_penilai_himself_decides_as_nobody_else(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    made = await kuansing.enter("2026-01-05")
    await kuansing.service.told()
    body = {"dasar": "tidak_sesuai_data", "alasan": "Tidak ada."}
    assert (await kuansing.ask("POST", f"/activities/{made}/reject", body, who=KASI)).status == 200
    assert [t["sebagai"] for t in await kuansing.service.told(ActivityRejected)] == [""]


async def _closed(office: Office) -> None:
    await office.at("2026-01-30T17:00")
    await office.enter("2026-01-30")
    await office.at(CLOSED)
    await office.at(FOUND)


async def test_kuan_p31_1_reading_a13_official_travel_is_an_outcome_and_how_he_was_heard_is_kept(
    kuansing: Office,
) -> None:
    await _closed(kuansing)
    await kuansing.service.told()
    for wrong, field in (
        ({"dinas_luar": True}, "surat_tugas"),
        ({"dinas_luar": True, "sengaja": True, "surat_tugas": "ST.9/2026"}, "sengaja"),
        ({"didengar_pada": "2026-01-19"}, "didengar_pada"), ({"didengar_pada": "2026-02-19"}, "didengar_pada"),
    ):  # fmt: skip
        refused = await kuansing.ask("POST", "/missed/judge", FINDING | wrong, who=KASI)
        assert refused.problem() == (422, field, "31(1)"), refused.body
    for lacking in ("cara_didengar", "didengar_pada"):
        less = {name: value for name, value in FINDING.items() if name != lacking}
        assert (await kuansing.ask("POST", "/missed/judge", less, who=KASI)).problem()[:2] == (422, lacking)
    found = FINDING | {"dinas_luar": True, "surat_tugas": "ST.9/2026"}
    assert (await kuansing.ask("POST", "/missed/judge", found, who=KASI)).status == 204
    (told,) = await kuansing.service.told(MissedDayJudged)
    assert (told["dinas_luar"], told["sengaja"], told["cara_didengar"], told["didengar_pada"]) == (
        True, False, "telepon", "2026-02-17",
    )  # fmt: skip
    listed = await kuansing.service.get("/missed?periode=2026-01", actor=KASI)
    (day,) = [d for d in listed if d["asn_id"] == str(STAF) and d["tanggal"] == EMPTY]
    assert (day["dinas_luar"], day["didengar_pada"]) == (True, "2026-02-17")
    said = [m["isi"] for m in await kuansing.service.get("/messages", actor=STAF) if m["jenis"] == "hari_kosong"]
    assert said and "dinas luar" in said[0]
    assert await kuansing.service.rows("SELECT 1 FROM pembinaan") == [], "nothing was deliberate"


ITEM = {"nama": "Penyuluhan", "satuan": "kegiatan", "jabatan": "Analis", "mulai": "2026-01-01", "kode": "PK-01"}


async def test_kuan_p16a_a_reference_has_a_code_of_its_own_in_its_pd(kuansing: Office) -> None:
    made = await kuansing.ask("POST", "/references", ITEM, who=ADMIN)
    assert made.body["kode"] == "PK-01"
    taken = await kuansing.ask("POST", "/references", ITEM | {"nama": "Lain"}, who=ADMIN)
    assert taken.problem() == (409, "kode", "16 a")
    again = ITEM | {"rujukan_id": made.body["rujukan_id"], "satuan": "berkas"}
    assert (await kuansing.ask("POST", "/references", again, who=ADMIN)).status < 300
    assert [t["kode"] for t in await kuansing.service.told(ReferenceChanged)] == ["PK-01", "PK-01"]
    await kuansing.service.hear(pegawai(STAF2, KEPALA, opd="SETDA", unit="SETDA", peran=("admin_pd",)))
    assert (await kuansing.ask("POST", "/references", ITEM, who=STAF2)).status < 300, "another PD's is another list"


async def test_kuan_p21_2_a_note_keeps_the_name_that_its_tupoksi_bore_on_its_date(kuansing: Office) -> None:
    await kuansing.service.hear(pegawai(STAF, KASI, jabatan="Analis"))
    await kuansing.at("2026-01-05T15:00")
    item = (await kuansing.ask("POST", "/references", ITEM, who=ADMIN)).body["rujukan_id"]
    butir = await kuansing.service.get("/butir?tanggal=2026-01-05", actor=STAF)
    (served,) = [b["butir_id"] for b in butir if b["uraian"] == "Penyuluhan"]
    first = await kuansing.enter("2026-01-05", butir_id=served)
    await kuansing.at("2026-01-06T08:00")
    renamed = ITEM | {"rujukan_id": item, "nama": "Penyuluhan kesehatan"}
    assert (await kuansing.ask("POST", "/references", renamed, who=ADMIN)).status < 300
    late = await kuansing.enter("2026-01-05", butir_id=served, mulai="10:00", selesai="11:00")
    after = await kuansing.enter("2026-01-06", butir_id=served, mulai="07:30", selesai="08:00")
    other = await kuansing.enter("2026-01-06", mulai="07:00", selesai="07:30")
    mine = await kuansing.mine("2026-01")
    assert [mine[n]["kinerja"] for n in (first, late, after, other)] == [
        "Penyuluhan", "Penyuluhan", "Penyuluhan kesehatan", "Menyusun laporan",
    ]  # fmt: skip
