"""The papers of a payment: SIPD's sheet cell by cell, the SPJ bundle with its sums, after a list of differences too.

The policy: class 7 Rp4.000.000, 70 % by 9 of 10 outputs 2,520,000, 30 % for discipline 1,200,000: 3,720,000; PPh 21 by
golongan III 5 % 186,000, IWP 1 % 37,200: 3,496,800 is paid.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import msgspec
import pytest
import python_calamine

from contracts.identity import Penempatan
from contracts.tpp import TppDaftarFinalized
from contracts.vocabulary import Jenis, JenisJabatan
from kernel.kode import code_of, spoken
from services.tpp.sptjm import USUAL
from tests.service.hosted import Answer, Hosted
from tests.service.pdfa import check_pdf_a
from tests.service.people import KASI, KEPALA, SINCE, STAF, STAF2, pegawai
from tests.service.test_tpp_again import PENGELOLA, measured
from tests.service.test_tpp_lists import KA, agree, finalize, run
from tests.service.test_tpp_policies import EKINERJA, FILE, NAMED, SUPER, confirm, loaded

TAXES = """
[tpp.deductions]
pph21 = { value = { nama = "PPh 21", by_golongan = { III = "0.05", IV = "0.15" } }, pasal = "PP 80/2010 4" }
iwp1 = { value = { nama = "IWP 1%", share = "0.01" }, pasal = "Perpres 59/2024" }
"""
GROSS, PPH, IWP, NET = 3_720_000, 186_000, 37_200, 3_496_800
WHOLE = 4_000_000  # and 200,000 and 40,000 of it: 3,760,000 is paid
MONTH = "2025-12"


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """Two staff with nine of ten outputs, a head of the PD as PPPK who gets none, and a policy with taxes in force."""
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    roles = {SUPER: ("super_admin",), EKINERJA: ("pengelola_e_kinerja",), PENGELOLA: ("pengelola_tpp",)}
    post = Penempatan(
        mulai=SINCE, jabatan="Analis", jenis_jabatan=JenisJabatan.PELAKSANA, opd="DINKES", unit="DINKES",
        kelas_jabatan=7,
    )  # fmt: skip
    await tpp_process.hear(
        pegawai(STAF, KASI, penempatan=(post,), nama="=Ani"), pegawai(STAF2, KASI, golongan="IV/a", nama="Budi"),
        pegawai(KEPALA, None, peran=("kepala_pd",), jenis=Jenis.PPPK),
        pegawai(KA, None, opd="BKPP", unit="BKPP", peran=("ka_bkpp", "kepala_pd"), jenis=Jenis.PPPK),
        *(pegawai(who, KASI, jenis=Jenis.PPPK, peran=peran) for who, peran in roles.items()),
    )  # fmt: skip
    await tpp_process.hear(measured(STAF, 9), measured(STAF2, 9))
    assert (await confirm(tpp_process, await loaded(tpp_process, FILE + TAXES))).status == 200
    await run(tpp_process)
    yield tpp_process


async def paper(tpp: Hosted, what: str, ke: int = 0, who: UUID = PENGELOLA) -> Answer:
    return await tpp.ask("GET", f"/lists/{what}?periode={MONTH}&ke={ke}&tujuan=pembayaran", actor=who)


def rows_of(content: Any) -> list[tuple[Any, ...]]:
    """The cells of the first sheet: text as text, rupiah as whole numbers."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [tuple(int(cell) if isinstance(cell, float) else cell for cell in row) for row in sheet.to_python()]


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


async def test_sipd_every_cell_of_the_sheet(tpp: Hosted) -> None:
    assert (await paper(tpp, "sipd.xlsx")).problem()[0] == 409, "nothing leaves from a draft"
    await agree(tpp)
    await finalize(tpp)
    answer = await paper(tpp, "sipd.xlsx")
    assert answer.status == 200, answer.body
    titles, first, second, last = rows_of(answer.body)
    assert len(titles) == 34
    nip = pegawai(STAF, KASI).nip
    assert first == (
        nip, "=Ani", "", "", "01-01-1980", "Pelaksana", "Analis", "00", "1", "III/c", "", "", "", "", "-",
        GROSS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, IWP, PPH, 0, 0, GROSS, IWP + PPH, NET,
    )  # fmt: skip
    assert second[0] == pegawai(STAF2, KASI).nip and second[28] == 558_000, "15 % of golongan IV"
    assert second[33] == GROSS - 558_000 - IWP
    assert last[0] == "JUMLAH" and last[1] == "2 pegawai"
    for column in range(15, 34):
        assert last[column] == first[column] + second[column]


async def test_spj_the_bundle_reconciles_to_the_rupiah(tpp: Hosted) -> None:
    await agree(tpp)
    await finalize(tpp)
    answer = await paper(tpp, "spj.zip")
    assert answer.status == 200, answer.body
    with ZipFile(io.BytesIO(answer.body)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(files.pop("manifest.json"))
    check_pdf_a(files["sptjm.pdf"])
    assert {f["nama"]: f["sha256"] for f in told["berkas"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    (final,) = await tpp.told(TppDaftarFinalized)
    assert told["kode"] == spoken(code_of("daftar", final["nomor"], 1))
    assert told["halaman"].endswith(f"/cek/{code_of('daftar', final['nomor'], 1)}?pemda=kuansing")
    cells = [cell for row in rows_of(files["daftar-pembayaran.xlsx"]) for cell in row]
    assert f"Periksa: {told['kode']}" in cells and f"Periksa: {told['halaman']}" in cells
    second = GROSS - 558_000 - IWP
    assert (told["sebelum_potongan"], told["potongan"], told["dibayar"]) == (
        2 * GROSS, {"iwp1": 2 * IWP, "pph21": PPH + 558_000}, NET + second,
    )  # fmt: skip
    assert (told["orang"], told["tidak_dibayar"], told["dasar"], told["contoh"]) == (2, 5, [NAMED], False)
    assert table(files["rekap-golongan.csv"])[1:] == [
        ["PNS III/c", "1", str(GROSS), str(IWP), str(PPH), str(NET)],
        ["PNS IV/a", "1", str(GROSS), str(IWP), "558000", str(second)],
        ["Jumlah", "2", str(2 * GROSS), str(2 * IWP), str(PPH + 558_000), str(NET + second)],
    ]
    assert table(files["rekap-perangkat-daerah.csv"])[1][:3] == ["DINKES", "2", str(2 * GROSS)]
    assert table(files["rekap-potongan.csv"])[3:] == [
        ["pph21", "DINKES", "2", str(PPH + 558_000)], ["pph21", "Jumlah", "2", str(PPH + 558_000)],
    ]  # fmt: skip
    assert len(table(files["tidak-dibayar.csv"])) == 6
    assert rows_of(files["sipd-tpp.xlsx"])[-1][33] == NET + second
    again = (await paper(tpp, "spj.zip")).body
    with ZipFile(io.BytesIO(again)) as archive:
        assert json.loads(archive.read("manifest.json"))["dibayar"] == told["dibayar"]
        assert archive.read("sptjm.pdf") == files["sptjm.pdf"], "the same list, the same bytes"
    kept = await tpp.rows("SELECT detail::text AS d FROM audit WHERE act = 'tpp.list_read'")
    assert len(kept) == 2 and all("pembayaran" in row["d"] for row in kept)


async def test_b36_the_papers_of_a_list_of_differences_hold_the_differences(tpp: Hosted) -> None:
    await agree(tpp)
    await finalize(tpp)
    await tpp.hear(measured(STAF, 10))
    await run(tpp)
    await agree(tpp, 1)
    await finalize(tpp, 1)
    _, only, last = rows_of((await paper(tpp, "sipd.xlsx", 1)).body)
    more = WHOLE - GROSS
    assert (only[15], only[28], only[27], only[33]) == (more, 14_000, 2_800, 263_200)
    assert last[33] == 263_200
    first = rows_of((await paper(tpp, "sipd.xlsx", 0)).body)
    assert first[1][33] == NET, "the first list stays what it was"


async def test_sipd_a_deduction_that_has_no_column_is_named(tpp: Hosted) -> None:
    odd = FILE.replace("2025-12-01", "2025-11-01") + TAXES.replace("iwp1", "koperasi")
    await tpp.hear(*(_in(who, "2025-11") for who in (STAF, STAF2)))
    assert (await confirm(tpp, await loaded(tpp, odd))).status == 200
    await tpp.post("/runs", {"periode": "2025-11"}, actor=PENGELOLA)
    async with tpp.administrator() as connection:
        await connection.execute("UPDATE daftar SET tahap = 'final'")
    path = "?periode=2025-11&ke=0&tujuan=pembayaran"
    answer = await tpp.ask("GET", f"/lists/sipd.xlsx{path}", actor=PENGELOLA)
    assert answer.problem()[:2] == (409, "periode") and "koperasi" in answer.body["detail"]
    bundle = await tpp.ask("GET", f"/lists/spj.zip{path}", actor=PENGELOLA)
    with ZipFile(io.BytesIO(bundle.body)) as archive:
        told = json.loads(archive.read("manifest.json"))
        assert "sipd-tpp.xlsx" not in archive.namelist() and "koperasi" in told["tidak_ada"]["sipd-tpp.xlsx"]


def _in(who: UUID, periode: str) -> Any:
    return msgspec.structs.replace(measured(who, 9), month_id=f"{who}:{periode}", periode=periode)


async def test_spj_each_head_states_the_sums_of_the_pd_in_figures_and_words(tpp: Hosted) -> None:
    """NET 3,496,800 and 3,720,000 - 558,000 - 37,200 = 3,124,800: 6,621,600; of the other PD nobody is paid."""
    await agree(tpp)
    await finalize(tpp)
    seen: list[Any] = []

    async def told(said: Any) -> bytes:
        seen.append(said)
        return b"%PDF"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.tpp.printing.sptjm", told)
        assert (await paper(tpp, "spj.zip")).status == 200
    [said] = seen
    [sheet] = said["pd"]
    assert (sheet["opd"], sheet["orang"], sheet["bruto"], sheet["dibayar"]) == (
        "DINKES", 2, "Rp7.440.000", "Rp6.621.600",
    )  # fmt: skip
    assert sheet["terbilang"] == "enam juta enam ratus dua puluh satu ribu enam ratus"
    assert [k["jumlah"] for k in sheet["potongan"]] == ["Rp74.400", "Rp744.000"]
    assert said["pernyataan"] == list(USUAL) and said["contoh"] is False and said["dasar"] == [NAMED]
