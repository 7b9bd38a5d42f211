"""Plans and reports on their way through the service: who sees what when, and figures that stay as they were sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.service.hosted import Answer, Hosted
from tests.service.people import KEPALA, office, pegawai
from tests.service.test_reporting_releases import begin, opened, take

PENGELOLA, KA, STAFFING, DISKOMINFO = (UUID(int=0x5300), UUID(int=0x5301), UUID(int=0x5321), UUID(int=0x5322))
BUPATI = UUID(int=0x5323)
MONTH = "2026-02"


@pytest.fixture
async def reporting(reporting_process: Hosted) -> AsyncIterator[Hosted]:
    await begin(reporting_process, "kuansing")
    await reporting_process.hear(
        *office(), pegawai(STAFFING, KEPALA, peran=("pengelola_kepegawaian",)),
        pegawai(DISKOMINFO, None, opd="DISKOMINFO", unit="DISKOMINFO", peran=("ka_diskominfo",)),
    )  # fmt: skip
    yield reporting_process


async def send(service: Hosted, jenis: str, kepada: str, who: UUID = PENGELOLA) -> Answer:
    body = {"jenis": jenis, "periode": MONTH, "judul": "Laporan", "isi": "Isi laporan.", "kepada": kepada}
    return await service.ask("POST", "/letters", body, actor=who)


async def seen(service: Hosted, who: UUID) -> list[str]:
    peran = ("bupati",) if who == BUPATI else ()
    found = await service.get("/letters?tahun=2026", actor=who, peran=peran)
    return [one["jenis"] for one in found["laporan"]]


async def step(service: Hosted, ident: str, what: str, who: UUID, **body: Any) -> Answer:
    peran = ("bupati",) if who == BUPATI else ()
    return await service.ask("POST", f"/letters/{ident}/{what}", body or None, actor=who, peran=peran)


async def test_kuan_p24_3_the_use_of_data_reaches_the_bupati_through_bkpp(reporting: Hosted) -> None:
    released = await opened(reporting)
    assert (await take(reporting, released, "DINKES")).status == 200
    assert (await send(reporting, "pemanfaatan_data", "bupati")).problem() == (409, "kepada", "24(3), 28(2)")
    ident = (await send(reporting, "pemanfaatan_data", "ka_bkpp")).body["laporan_id"]
    assert await seen(reporting, BUPATI) == [] and await seen(reporting, KA) == ["pemanfaatan_data"]
    assert (await reporting.ask("GET", f"/letters/{ident}", actor=BUPATI, peran=("bupati",))).status == 404
    assert (await step(reporting, ident, "receive", KA)).body["diterima"] is True
    assert (await step(reporting, ident, "forward", KA, kepada="bupati")).status == 200
    assert await seen(reporting, BUPATI) == ["pemanfaatan_data"]
    assert (await step(reporting, ident, "receive", BUPATI)).body == {
        "laporan_id": ident, "pada": "bupati", "diterima": True
    }  # fmt: skip
    view = await reporting.get(f"/letters/{ident}", actor=PENGELOLA)
    assert view["angka"]["pemanfaatan"] == [{"pihak": "BPKP", "tujuan": "Audit kinerja 2026", "kali": 1, "baris": 3}]
    assert [one["langkah"] for one in view["langkah"]] == ["dikirim", "diterima", "diteruskan", "diterima"]
    await take(reporting, released, "DISDIK")
    assert (await reporting.get(f"/letters/{ident}", actor=PENGELOLA))["angka"] == view["angka"], "as it was sent"


async def test_kuan_p15_two_plans_go_to_two_heads(reporting: Hosted) -> None:
    assert (await send(reporting, "rencana_kebutuhan", "ka_diskominfo")).problem() == (422, "kepada", "15")
    assert (await send(reporting, "rencana_infrastruktur", "ka_bkpp")).problem() == (422, "kepada", "15")
    await send(reporting, "rencana_kebutuhan", "ka_bkpp")
    await send(reporting, "rencana_infrastruktur", "ka_diskominfo")
    assert (await seen(reporting, KA), await seen(reporting, DISKOMINFO)) == (
        ["rencana_kebutuhan"],
        ["rencana_infrastruktur"],
    )
    (plan,) = (await reporting.get("/letters?tahun=2026", actor=DISKOMINFO))["laporan"]
    # six entries were told: five of January, one of February; a month with entries had three in the middle
    assert (plan["angka"]["catatan_setahun"], plan["angka"]["catatan_sebulan"]) == (6, 3)
    assert plan["angka"]["perkiraan_setahun"] == 36


async def test_kuan_p27_monitoring_by_two_and_on_to_bkpp_after_the_bupati(reporting: Hosted) -> None:
    ident = (await send(reporting, "monev", "bupati", STAFFING)).body["laporan_id"]
    assert await seen(reporting, KA) == []
    assert (await step(reporting, ident, "forward", STAFFING, kepada="ka_bkpp")).problem() == (409, "", "27(3)")
    await step(reporting, ident, "receive", BUPATI)
    offered = await reporting.get(f"/letters/{ident}", actor=STAFFING)
    assert offered["teruskan"] == "ka_bkpp"
    assert (await step(reporting, ident, "forward", STAFFING, kepada="ka_bkpp")).status == 200
    assert await seen(reporting, KA) == ["monev"]


async def test_kuan_p28_diskominfo_by_way_of_the_pengelola(reporting: Hosted) -> None:
    assert (await send(reporting, "monev_infrastruktur", "ka_bkpp", DISKOMINFO)).status == 409
    ident = (await send(reporting, "monev_infrastruktur", "pengelola_e_kinerja", DISKOMINFO)).body["laporan_id"]
    assert (await step(reporting, ident, "receive", KA)).status == 403
    assert (await step(reporting, ident, "forward", PENGELOLA, kepada="ka_bkpp")).status == 200
    assert await seen(reporting, KA) == ["monev_infrastruktur"]
    may = (await reporting.get("/letters?tahun=2026", actor=DISKOMINFO))["susun"]
    assert may == [{"jenis": "monev_infrastruktur", "kepada": "pengelola_e_kinerja"}]
