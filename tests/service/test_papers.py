"""Every kind of paper comes, whatever characters people wrote; and a file that people name is no path."""

from __future__ import annotations

import zipfile
from io import BytesIO
from urllib.parse import quote
from uuid import UUID

from python_calamine import CalamineWorkbook

from contracts.identity import OpdRecorded
from tests.service.hosted import Hosted
from tests.service.pdfa import check_pdf_a
from tests.service.people import KASI, STAF, pegawai
from tests.service.planning import Planning, butir, extra
from tests.service.test_tpp_again import measured

HARD = "\uf0b7 ✅ 中国 → é — \u202eterbalik 👨\u200d👩 עברית #let *x* $y$ =HYPERLINK(1)"


async def test_an_skp_and_its_measurement_come_on_paper(kuan: Planning) -> None:
    await kuan.service.hear(pegawai(KASI, None, nama=f"Kasi {HARD}"), pegawai(STAF, KASI, nama=HARD, jabatan=HARD))
    first = butir(str(STAF), uraian=HARD, indikator=HARD, target={"kuantitas": 12, "satuan": "中国 ✅"})
    first |= {"induk_id": None, "sasaran_unit": HARD}
    skp = await kuan.draft(STAF, first, extra(KASI, nomor=HARD))
    check_pdf_a((await kuan.ask("GET", f"/sasaran/{skp}/pdf", who=STAF)).body)
    await kuan.service.rows("UPDATE skp SET state = 'set', set_at = now() WHERE skp_id = $1", UUID(skp))
    await kuan.measure(STAF, skp, "2026", 3, HARD)
    paper = await kuan.ask("GET", f"/sasaran/{skp}/measurements/pdf?masa=2026", who=STAF)
    assert paper.status == 200
    check_pdf_a(paper.body)


async def test_a_slip_comes_on_paper(tpp_process: Hosted) -> None:
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    runner = UUID(int=0x5100)
    await tpp_process.hear(
        pegawai(STAF, KASI, nama=HARD, jabatan=HARD), pegawai(runner, KASI, peran=("pengelola_tpp",))
    )
    await tpp_process.hear(measured(STAF, 9))
    await tpp_process.post("/runs", {"periode": "2025-12"}, actor=runner)
    slip = (await tpp_process.get("/slips/mine?periode=2025-12", actor=STAF))["slip_id"]
    check_pdf_a((await tpp_process.ask("GET", f"/slips/{slip}/pdf", actor=STAF)).body)


async def test_an_opd_whose_name_begins_like_a_formula_is_a_text_in_the_recap(reporting_process: Hosted) -> None:
    await reporting_process.clear()
    await reporting_process.at("2026-01-20T09:00")
    name = '=HYPERLINK("http://x.id";"Dinas") \x01\ufffe ✅'
    reader = pegawai(STAF, KASI, peran=("inspektorat",))
    await reporting_process.hear(OpdRecorded(kode="DINKES", nama=name, induk="", jenis="dinas"), reader)
    book = (await reporting_process.ask("GET", "/recap.xlsx?periode=2026-01", actor=STAF)).body
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert str(rows[3][1]).startswith('=HYPERLINK("http') and rows[3][2] == 1
    assert b"<f>" not in _sheet(book).replace(b"<f>SUM(", b"")


def _sheet(book: bytes) -> bytes:
    return zipfile.ZipFile(BytesIO(book)).read("xl/worksheets/sheet1.xml")


async def test_a_document_is_stored_by_a_name_that_is_no_path(kuan: Planning) -> None:
    for given, kept in (("../../../surat.pdf", "surat.pdf"), ("C:\\SK\u202efdp.exe", "SK fdp.exe")):
        answer = await kuan.upload(STAF, nama=quote(given))
        assert (answer.status, answer.body["nama"]) == (201, kept)
    assert (await kuan.upload(STAF, nama="..")).problem()[:2] == (422, "nama")
