"""An activity rests on the SKP or on the tupoksi of the post held on its date (KUAN P1(31), P16(a), P23(6))."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.activity import MonthMeasured, ReferenceChanged
from contracts.identity import Penempatan
from contracts.vocabulary import JenisJabatan
from tests.service.dinas import Office, entry
from tests.service.importing import confirm, csv_of, prepare, row
from tests.service.people import ADMIN, KASI, REVIEWER, SEKDA, SINCE, STAF2, pegawai
from tests.service.test_exports import rows_of

ITEM = {"nama": "Melayani pengaduan", "satuan": "pengaduan", "jabatan": "Analis", "mulai": "2026-01-05"}


def post(mulai: date, jabatan: str, opd: str = "DINKES") -> Penempatan:
    return Penempatan(mulai=mulai, jabatan=jabatan, jenis_jabatan=JenisJabatan.PELAKSANA, opd=opd, unit=f"{opd}.P2P")


async def _kept(office: Office, **more: Any) -> dict[str, Any]:
    made = await office.ask("POST", "/references", ITEM | more, who=ADMIN)
    assert made.status == 201, made.body
    return dict(made.body)


async def _offered(office: Office, day: str, who: UUID = STAF2) -> list[str]:
    rows = (await office.ask("GET", f"/butir?tanggal={day}", who=who)).body
    return [r["butir_id"] for r in rows if r["uraian"] == ITEM["nama"]]


async def _enter(office: Office, day: str, butir: str, **more: Any) -> Any:
    return await office.ask("POST", "/activities", entry(day, butir_id=butir, **more), who=STAF2)


async def test_kuan_p1_31_p23_6_who_has_no_skp_yet_refers_to_the_tupoksi_of_his_post(kuansing: Office) -> None:
    """STAF2 is Analis and has no SKP: the superior who is late with it stops nobody's notes."""
    await kuansing.at("2026-01-09T15:45")
    item = await _kept(kuansing)
    told = await kuansing.service.told(ReferenceChanged)
    assert [(t["jabatan"], t["mulai"], t["selesai"]) for t in told] == [("Analis", "2026-01-05", None)]
    (butir,) = await _offered(kuansing, "2026-01-05")
    assert await _offered(kuansing, "2026-01-02") == [] == await _offered(kuansing, "2026-01-05", SEKDA)
    assert (await _enter(kuansing, "2026-01-05", butir)).status == 201
    assert (await _enter(kuansing, "2026-01-02", butir)).problem() == (422, "butir_id", "1(31), 23(6)")
    assert (await _enter(kuansing, "2026-01-06", butir, kategori="tambahan")).problem()[:2] == (422, "butir_id")
    assert (await _enter(kuansing, "2026-01-06", str(item["rujukan_id"]))).status == 422, "it is of nobody's post"
    file = await prepare(
        kuansing, csv_of(row("2026-01-06", KINERJA=ITEM["nama"]), row("2026-01-02", KINERJA=butir)), STAF2
    )
    assert (file.body["accepted"], file.body["refused"]) == (1, 1)
    assert (await confirm(kuansing, file.body["impor_id"], STAF2)).body["written"] == 1
    shown = rows_of(await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=ADMIN))
    assert [(r["TANGGAL"], r["TUPOKSI"]) for r in shown] == [(f"2026-01-0{d}", ITEM["nama"]) for d in (5, 6)]
    await kuansing.at("2026-02-14T00:01")
    month = next(m for m in await kuansing.service.told(MonthMeasured) if m["asn_id"] == str(STAF2))
    counts = [month[n] for n in ("submitted", "approved_auto", "kuantitas_approved", "kuantitas_target")]
    assert counts == [2, 2, 0, 0], "a tupoksi has no target: its outputs make up for none"


async def test_kuan_p1_31_the_tupoksi_is_of_the_post_held_on_the_date(kuansing: Office) -> None:
    await kuansing.at("2026-01-16T15:00")
    await _kept(kuansing)
    moved = (post(SINCE, "Analis"), post(date(2026, 1, 12), "Arsiparis"))
    await kuansing.service.hear(pegawai(STAF2, KASI, penempatan=moved, jabatan="Arsiparis"))
    (butir,) = await _offered(kuansing, "2026-01-09")
    assert await _offered(kuansing, "2026-01-12") == []
    assert (await _enter(kuansing, "2026-01-09", butir)).status == 201
    assert (await _enter(kuansing, "2026-01-12", butir)).status == 422
    await kuansing.service.hear(pegawai(STAF2, KASI, penempatan=(post(SINCE, "Arsiparis"),), jabatan="Arsiparis"))
    assert await _offered(kuansing, "2026-01-09") == [], "as if he had never held it"
    assert len(rows_of(await kuansing.ask("GET", "/export?periode=2026-01&tujuan=Laporan", who=ADMIN))) == 1, (
        "what was said stays"
    )


async def test_kuan_p16a_who_comes_later_or_from_elsewhere_has_the_tupoksi_of_the_post(kuansing: Office) -> None:
    await kuansing.at("2026-01-16T15:00")
    item = await _kept(kuansing)
    there = (post(SINCE, "Analis", "SETDA"), post(date(2026, 1, 14), "Analis"))
    await kuansing.service.hear(pegawai(SEKDA, KASI, penempatan=there, jabatan="Analis"))
    assert await _offered(kuansing, "2026-01-13", SEKDA) == []
    (butir,) = await _offered(kuansing, "2026-01-14", SEKDA)
    assert butir not in await _offered(kuansing, "2026-01-14", STAF2), "each has his own"
    await _kept(kuansing, rujukan_id=item["rujukan_id"], aktif=False)
    await kuansing.at("2026-01-19T15:00")
    await kuansing.service.hear(pegawai(SEKDA, KASI, penempatan=there, jabatan="Analis"))
    assert (
        await _offered(kuansing, "2026-01-16", SEKDA) == [butir] and await _offered(kuansing, "2026-01-19", SEKDA) == []
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [({"mulai": None}, "mulai"), ({"selesai": "2026-01-04"}, "selesai"), ({"jabatan": ""}, "jabatan")],
)
async def test_kuan_p16a_a_tupoksi_says_from_when_it_holds(
    kuansing: Office, change: dict[str, Any], field: str
) -> None:
    refused = await kuansing.ask("POST", "/references", ITEM | change, who=ADMIN)
    assert refused.problem()[:2] == (422, field)
    assert (await kuansing.ask("POST", "/references", ITEM, who=REVIEWER)).problem() == (403, "", "16 a")


async def test_kon_activities_serve_the_skp_and_no_tupoksi_of_the_other_law(konsel: Office) -> None:
    refused = await konsel.ask("POST", "/references", ITEM, who=ADMIN)
    assert refused.problem() == (422, "jabatan", "kebijakan")
    plain = {"nama": ITEM["nama"], "satuan": ITEM["satuan"]}
    assert (await konsel.ask("POST", "/references", plain, who=ADMIN)).status == 201
