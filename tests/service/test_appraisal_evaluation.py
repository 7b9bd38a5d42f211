"""The evaluation sheet of a year on paper: who may have it, when, and what stands on it (KON P38, P48)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from kernel.kode import code_of, spoken
from services.appraisal import printing
from tests.service.judging import Judging
from tests.service.pdfa import check_pdf_a
from tests.service.people import KABID, KASI, STAF, STAF2
from tests.service.test_appraisal_objections import REASON, UPHELD, heard, received
from tests.service.test_appraisal_paper import ready


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What was laid out on each paper; the papers are made all the same."""
    laid, pdf = [], printing.paper.pdf

    async def kept(template: Any, data: Any) -> bytes:
        laid.append(data)
        return await pdf(template, data)

    monkeypatch.setattr(printing.paper, "pdf", kept)
    yield laid


async def test_kon_p38_it_comes_to_its_parties_once_it_is_released(kon_judging: Judging, printed: list[Any]) -> None:
    path = await ready(kon_judging, skp="60")
    early = await kon_judging.ask("GET", f"{path}/pdf", who=KASI)
    assert early.problem()[:2] == (409, ""), "nothing is found yet"
    await kon_judging.at("2027-01-20T09:00")
    assert (await kon_judging.sign(STAF2, KASI, "60")).status == 200
    await kon_judging.at("2027-02-03T09:00")
    await kon_judging.good("POST", f"{path}/acknowledge", who=STAF2)
    for who in (STAF2, KASI, KABID):
        paper = await kon_judging.ask("GET", f"{path}/pdf", who=who)
        assert paper.status == 200
        check_pdf_a(paper.body)
    stranger = await kon_judging.ask("GET", f"{path}/pdf", who=STAF)
    assert stranger.problem() == (403, "", "38")
    sheet = printed[-1]
    assert [sheet[p]["nama"] for p in ("pegawai", "penilai", "atasan")] == [
        f"Pegawai {one.int % 1000}" for one in (STAF2, KASI, KABID)
    ]  # fmt: skip
    assert sheet["pegawai"]["nip"] and sheet["pegawai"]["jabatan"] and sheet["penilai"]["golongan"]
    assert sheet["kode"] == "" and sheet["keberatan"] is None, "it is not final yet"
    assert [(name, part["bobot"]) for name, part in sheet["angka"]] == [
        ("Nilai SKP", "70"), ("Nilai perilaku kerja", "30"),
    ], "KON P31(2)a"  # fmt: skip
    assert sheet["ditandatangani"] == "20-01-2027" and sheet["dikembalikan"] == ""


async def test_kon_p48_an_objection_and_its_decision_stand_on_it(kon_judging: Judging, printed: list[Any]) -> None:
    path = await received(kon_judging)
    made = await kon_judging.good("POST", f"{path}/objection", REASON, who=STAF2)
    objection = f"/objections/{made['keberatan_id']}"
    await heard(kon_judging, objection)
    await kon_judging.good("POST", f"{objection}/decide", UPHELD, who=KABID)
    assert (await kon_judging.ask("GET", f"{path}/pdf", who=STAF2)).status == 200
    said = printed[-1]["keberatan"]
    assert said == {
        "alasan": REASON["alasan"], "penilai": "Penjelasan.", "pegawai": "Penjelasan.", "hasil": "dikuatkan",
        "pertimbangan": "Sesuai bukti.",
    }  # fmt: skip
    if printed[-1]["state"] == "final":
        appraisal = UUID(path.rpartition("/")[2])
        assert printed[-1]["kode"] == spoken(code_of("evaluasi", str(appraisal), 1))
