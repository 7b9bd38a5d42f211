"""The list of a month from the run to the payment, and what becomes known after it was final: differences alone.

Figures by hand from the decreed table of the example policy: class 7 Rp3.920.964; 9 of 10 outputs 2.117.321 + 1.568.386
= 3.685.707; 10 of 10 2.352.578 + 1.568.386 = 3.920.964; the difference is 235.257.
"""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
import python_calamine

from contracts.tpp import TppDaftarFinalized, TppSlipIssued
from contracts.vocabulary import Jenis
from tests.service.hosted import Hosted
from tests.service.people import KASI, KEPALA, STAF, STAF2, pegawai
from tests.service.test_tpp_again import PENGELOLA, measured

KA, KEPALA_BKPP, ORANG_BKPP = UUID(int=0x5200), UUID(int=0x5201), UUID(int=0x5202)
NINE, WHOLE = 3_685_707, 3_920_964
MONTH = "2025-12"


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """Two staff of DINKES and one of BKPP, each with nine of ten outputs; the heads of both PD, and who runs the TPP."""
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    await tpp_process.hear(
        pegawai(STAF, KASI), pegawai(STAF2, KASI), pegawai(ORANG_BKPP, KA, opd="BKPP", unit="BKPP"),
        pegawai(KEPALA, None, peran=("kepala_pd",), jenis=Jenis.PPPK),
        pegawai(KA, None, opd="BKPP", unit="BKPP", peran=("ka_bkpp", "kepala_pd"), jenis=Jenis.PPPK),
        pegawai(PENGELOLA, KASI, jenis=Jenis.PPPK, peran=("pengelola_tpp",)),
    )  # fmt: skip
    await tpp_process.hear(*(measured(who, 9) for who in (STAF, STAF2, ORANG_BKPP)))
    yield tpp_process


async def run(tpp: Hosted) -> Any:
    return await tpp.post("/runs", {"periode": MONTH}, actor=PENGELOLA)


async def lists(tpp: Hosted, who: UUID = PENGELOLA) -> Any:
    return await tpp.get(f"/lists?periode={MONTH}", actor=who)


def part(opd: str, orang: int, jumlah: int, ke: int = 0) -> dict[str, Any]:
    return {"periode": MONTH, "ke": ke, "opd": opd, "orang": orang, "jumlah": jumlah}


async def agree(tpp: Hosted, ke: int = 0) -> None:
    """The heads of the PD agree to what they see."""
    for head, pd in ((KEPALA, "DINKES"), (KA, "BKPP")):
        for one in [p for p in (await lists(tpp, head))[ke]["pd"] if p["opd"] == pd]:
            await tpp.post("/lists/agree", part(one["opd"], one["orang"], one["jumlah"], ke), actor=head)


async def finalize(tpp: Hosted, ke: int = 0) -> Any:
    seen = (await lists(tpp))[ke]
    word = {"periode": MONTH, "ke": ke, "orang": seen["orang"], "jumlah": seen["jumlah"]}
    return await tpp.post("/lists/finalize", word, actor=KA)


async def paid(tpp: Hosted, ke: int = 0) -> list[dict[str, str]]:
    answer = await tpp.ask("GET", f"/lists/payments.csv?periode={MONTH}&ke={ke}&tujuan=pembayaran", actor=PENGELOLA)
    assert answer.status == 200, answer.body
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=";"))


async def test_section_5_tpp_each_pd_agrees_then_the_head_of_bkpp_ends_it_and_then_it_is_paid(tpp: Hosted) -> None:
    await run(tpp)
    (first,) = await lists(tpp)
    assert (first["tahap"], first["orang"], first["jumlah"]) == ("draf", 3, 3 * NINE)
    assert [(p["opd"], p["orang"], p["jumlah"], p["setuju"]) for p in first["pd"]] == [
        ("BKPP", 1, NINE, None), ("DINKES", 2, 2 * NINE, None),
    ]  # fmt: skip
    assert [p["opd"] for p in (await lists(tpp, KEPALA))[0]["pd"]] == ["DINKES"], "the head of a PD sees the own part"
    word = {"periode": MONTH, "ke": 0, "orang": 3, "jumlah": 3 * NINE}
    refused = await tpp.ask("POST", "/lists/finalize", word, actor=KA)
    assert refused.problem() == (409, "ke", "kebijakan")
    assert "BKPP, DINKES" in refused.body["detail"]
    await agree(tpp)
    assert await finalize(tpp) == {"periode": MONTH, "ke": 0, "tahap": "final"}
    (told,) = await tpp.told(TppDaftarFinalized)
    assert (told["orang"], told["jumlah"], told["opd"], told["contoh"]) == (3, 3 * NINE, 2, True)
    assert told["jabatan"] == "Analis" and UUID(told["nomor"]).version == 7
    rows = await paid(tpp)
    assert [int(row["Dibayar dengan daftar ini (Rp)"]) for row in rows] == [NINE] * 3
    assert all(len(row["NIP"]) == 18 for row in rows)
    taken = await tpp.post("/lists/export", {"periode": MONTH, "ke": 0}, actor=PENGELOLA)
    assert taken["tahap"] == "diekspor" and (await lists(tpp))[0]["tahap"] == "diekspor"


async def test_section_5_tpp_nothing_is_paid_from_a_draft(tpp: Hosted) -> None:
    await run(tpp)
    answer = await tpp.ask("GET", f"/lists/payments.csv?periode={MONTH}&ke=0&tujuan=pembayaran", actor=PENGELOLA)
    assert answer.problem()[0] == 409
    assert (await tpp.ask("POST", "/lists/export", {"periode": MONTH, "ke": 0}, actor=PENGELOLA)).problem()[0] == 409
    assert (await tpp.ask("POST", "/lists/export", {"periode": MONTH, "ke": 7}, actor=PENGELOLA)).problem()[0] == 404


async def test_a_part_that_changes_in_the_draft_is_agreed_to_again_and_the_others_stay(tpp: Hosted) -> None:
    await run(tpp)
    await agree(tpp)
    await tpp.hear(measured(STAF, 10))
    await run(tpp)
    (first,) = await lists(tpp)
    assert [(p["opd"], p["jumlah"], p["setuju"]) for p in first["pd"]] == [
        ("BKPP", NINE, True), ("DINKES", NINE + WHOLE, None),
    ]  # fmt: skip
    stale = await tpp.ask("POST", "/lists/agree", part("DINKES", 2, 2 * NINE), actor=KEPALA)
    assert stale.problem()[0] == 409 and "Rp7.606.671" in stale.body["detail"]


async def test_a_head_sends_the_part_back_with_the_reason(tpp: Hosted) -> None:
    await run(tpp)
    await agree(tpp)
    await tpp.post("/lists/return", part("DINKES", 2, 2 * NINE) | {"alasan": "STAF2 pindah tanggal 10"}, actor=KEPALA)
    dinkes = (await lists(tpp))[0]["pd"][1]
    assert (dinkes["setuju"], dinkes["alasan"]) == (False, "STAF2 pindah tanggal 10")
    word = {"periode": MONTH, "ke": 0, "orang": 3, "jumlah": 3 * NINE}
    assert (await tpp.ask("POST", "/lists/finalize", word, actor=KA)).problem()[0] == 409


async def test_reading_b36_what_is_known_after_the_final_word_is_a_list_of_differences(tpp: Hosted) -> None:
    await run(tpp)
    await agree(tpp)
    await finalize(tpp)
    before = await paid(tpp)
    await tpp.told()
    await tpp.hear(measured(STAF, 10), measured(STAF2, 8))
    await run(tpp)
    assert await paid(tpp) == before, "what was final is never rewritten"
    first, second = await lists(tpp)
    # 8 of 10: 2,352,578.4 x 0.8 = 1,882,062.72 -> 1,882,063 + 1,568,386 = 3,450,449; 235,258 less than 3,685,707
    assert (second["ke"], second["tahap"], second["orang"], second["jumlah"]) == (1, "draf", 2, 235_257 - 235_258)
    assert (first["tahap"], first["jumlah"]) == ("final", 3 * NINE)
    told = await tpp.told(TppSlipIssued)
    assert {(event["susulan"], event["versi"]) for event in told} == {(1, 2)}
    await agree(tpp, 1)
    await finalize(tpp, 1)
    rows = await paid(tpp, 1)
    assert [int(r["Dibayar dengan daftar ini (Rp)"]) for r in rows] == [235_257, -235_258]
    assert [int(r["Sudah masuk daftar sebelumnya (Rp)"]) for r in rows] == [NINE, NINE]
    slip = await tpp.get(f"/slips/mine?periode={MONTH}", actor=STAF)
    assert (slip["susulan"], slip["tahap"], slip["total"]) == (1, "final", WHOLE)


async def test_a_difference_that_goes_away_again_leaves_nobody_in_the_list(tpp: Hosted) -> None:
    await run(tpp)
    await agree(tpp)
    await finalize(tpp)
    await tpp.hear(measured(STAF, 10))
    await run(tpp)
    await tpp.hear(measured(STAF, 9, pending=1))
    await run(tpp)
    second = (await lists(tpp))[1]
    assert (second["orang"], second["jumlah"]) == (0, 0)
    word = {"periode": MONTH, "ke": 1, "orang": 0, "jumlah": 0}
    assert (await tpp.ask("POST", "/lists/finalize", word, actor=KA)).problem()[0] == 409


async def test_the_part_of_a_pd_names_its_people_and_who_is_paid_nothing_and_why(tpp: Hosted) -> None:
    await run(tpp)
    view = await tpp.get(f"/lists/people?periode={MONTH}&ke=0&opd=DINKES&tujuan=memeriksa", actor=KEPALA)
    assert [row["dibayar"] for row in view["dibayar"]] == [NINE, NINE]
    assert all("tidak berhak TPP" in one["alasan"] for one in view["tidak_dibayar"])
    assert (
        await tpp.ask("GET", f"/lists/people?periode={MONTH}&ke=0&opd=BKPP&tujuan=ingin+tahu", actor=KEPALA)
    ).problem()[0] == 403
    (line,) = await tpp.rows("SELECT detail::text FROM audit WHERE act = 'tpp.list_read'")
    assert "memeriksa" in line[0]


async def test_the_sheet_adds_up_to_the_rupiah_and_bears_no_formula(tpp: Hosted) -> None:
    await tpp.hear(pegawai(STAF, KASI, nama="=HYPERLINK(1)"))
    await run(tpp)
    await agree(tpp)
    await finalize(tpp)
    answer = await tpp.ask("GET", f"/lists/payments.xlsx?periode={MONTH}&ke=0&tujuan=pembayaran", actor=PENGELOLA)
    assert answer.status == 200
    content = answer.body
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    people, recap = (book.get_sheet_by_name(name).to_python() for name in ("DAFTAR", "REKAP PD"))
    assert "CONTOH" in str(people[0][0])
    assert [row[8] for row in people[2:]] == [NINE, NINE, NINE, 3 * NINE]
    assert [row[:3] for row in recap[2:]] == [["BKPP", 1, NINE], ["DINKES", 2, 2 * NINE], ["Jumlah", 3, 3 * NINE]]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert any(row["Nama"] == "'=HYPERLINK(1)" for row in await paid(tpp))


async def test_two_who_end_it_at_once_end_it_once(tpp: Hosted) -> None:
    await run(tpp)
    await agree(tpp)
    word = {"periode": MONTH, "ke": 0, "orang": 3, "jumlah": 3 * NINE}
    told = await asyncio.gather(*(tpp.ask("POST", "/lists/finalize", word, actor=KA) for _ in range(2)))
    assert sorted(answer.status for answer in told) == [200, 409]
    assert len(await tpp.told(TppDaftarFinalized)) == 1


async def test_a_slip_says_what_differs_from_the_month_before(tpp: Hosted) -> None:
    await run(tpp)
    january = measured(STAF, 10)
    await tpp.hear(
        type(january)(
            **{
                **{f: getattr(january, f) for f in january.__struct_fields__},
                "month_id": f"{STAF}:2026-01",
                "periode": "2026-01",
            }
        )
    )
    await tpp.at("2026-02-20T09:00")
    await tpp.post("/runs", {"periode": "2026-01"}, actor=PENGELOLA)
    slip = await tpp.get("/slips/mine?periode=2026-01", actor=STAF)
    assert slip["total_bulan_lalu"] == NINE
    assert [(d["kode"], d["selisih"]) for d in slip["selisih_bulan_lalu"]] == [("produktivitas", 235_257)]
