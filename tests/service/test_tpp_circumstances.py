"""What about a person changes the pay: recorded by its decree, in the slip of each month it lasts, ended, taken back.

By the example policy: 9 of 10 outputs 2,117,321 + 1,568,386 = 3,685,707; 25 % of it 921,426.75, half up 921,427.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.vocabulary import Jenis
from tests.service.hosted import Answer, Hosted
from tests.service.people import KASI, STAF, STAF2, pegawai
from tests.service.test_tpp_again import PENGELOLA, measured

CLERK = UUID(int=0x5500)
NINE, CUT = 3_685_707, 921_427
NIP = str(pegawai(STAF, KASI).nip)
SANCTION = {
    "nip": NIP, "kode": "hukuman_sedang_6", "mulai": "2025-12", "nomor": "KPTS.800/12/2025", "tanggal": "2025-11-28",
}  # fmt: skip


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """Two PNS with nine of ten outputs in December and June; the clerk who records, and who runs the TPP."""
    await tpp_process.clear()
    await tpp_process.at("2026-07-20T09:00")
    await tpp_process.hear(
        pegawai(STAF, KASI), pegawai(STAF2, KASI),
        pegawai(CLERK, KASI, jenis=Jenis.PPPK, peran=("pengelola_kepegawaian",)),
        pegawai(PENGELOLA, KASI, jenis=Jenis.PPPK, peran=("pengelola_tpp",)),
    )  # fmt: skip
    for periode in ("2025-12", "2026-05", "2026-06"):
        for who in (STAF, STAF2):
            await tpp_process.hear(
                msgspec.structs.replace(measured(who, 9), month_id=f"{who}:{periode}", periode=periode)
            )
    yield tpp_process


async def record(tpp: Hosted, who: UUID = CLERK, **change: Any) -> Answer:
    return await tpp.ask("POST", "/circumstances", SANCTION | change, actor=who)


async def recorded(tpp: Hosted, **change: Any) -> str:
    answer = await record(tpp, **change)
    assert answer.status == 201, answer.body
    return str(answer.body["keadaan_id"])


async def end(tpp: Hosted, ident: str, who: UUID = CLERK, **said: Any) -> Answer:
    body = {"alasan": "Keputusannya dibatalkan"} | said
    return await tpp.ask("POST", f"/circumstances/{ident}/end", body, actor=who)


async def slip(tpp: Hosted, periode: str = "2025-12", who: UUID = STAF) -> Any:
    await tpp.post("/runs", {"periode": periode}, actor=PENGELOLA)
    return await tpp.get(f"/slips/mine?periode={periode}", actor=who)


async def test_pp_94_2021_a_sanction_cuts_its_months_and_the_slip_names_its_decree(tpp: Hosted) -> None:
    ident = await recorded(tpp)
    december = await slip(tpp)
    assert december["total"] == NINE - CUT
    line = december["lines"][-1]
    assert (line["jumlah"], line["sumber"]) == (-CUT, [ident])
    assert "KPTS.800/12/2025" in line["uraian"] and "PP 94/2021" in line["pasal"]
    totals = [(await slip(tpp, periode))["total"] for periode in ("2026-05", "2026-06")]
    assert totals == [NINE - CUT, NINE], "six months: December to May"
    assert (await slip(tpp, who=STAF2))["total"] == NINE, "nobody else's"
    own = await tpp.get("/own-data?tahun=2026", actor=STAF)
    assert [row["keadaan_id"] for row in own["bagian"]["keadaan_pegawai"]] == [ident]


async def test_c1_what_is_taken_back_is_paid_as_a_difference(tpp: Hosted) -> None:
    ident = await recorded(tpp)
    assert (await slip(tpp))["total"] == NINE - CUT
    answer = await end(tpp, ident)
    assert answer.status == 200 and answer.body["dibatalkan"] is True
    again = await slip(tpp)
    assert (again["total"], again["versi"]) == (NINE, 2)
    assert [change["selisih"] for change in again["selisih"]] == [CUT]
    assert (await end(tpp, ident)).status == 409, "it is over"
    await recorded(tpp)  # what was taken back stands in nobody's way


async def test_a_circumstance_ends_after_a_month_that_is_said(tpp: Hosted) -> None:
    ident = await recorded(tpp, kode="cpns")
    backwards = await end(tpp, ident, selesai="2025-11")
    assert backwards.problem()[:2] == (422, "selesai")
    assert (await end(tpp, ident, selesai="2026-05")).status == 200
    # 3,685,707 x 20 % = 737,141.4
    assert [(await slip(tpp, p))["total"] for p in ("2025-12", "2026-05", "2026-06")] == [
        NINE - 737_141, NINE - 737_141, NINE,
    ]  # fmt: skip


async def test_lhkpn_not_filed_holds_the_slip_and_pays_it_once_filed(tpp: Hosted) -> None:
    ident = await recorded(tpp, kode="lhkpn_belum")
    held = await slip(tpp)
    assert (held["status"], held["total"]) == ("incomplete", 0) and "LHKPN" in held["alasan"]
    assert (await end(tpp, ident)).status == 200
    assert (await slip(tpp))["total"] == NINE


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"kode": "bonus"}, 422, "kode"),
        ({"nip": "1" * 18}, 404, "nip"),
        ({"nip": "x"}, 422, "nip"),
        ({"selesai": "2025-11"}, 422, "selesai"),
        ({"tanggal": "2026-07-21"}, 422, "tanggal"),
        ({"nomor": " "}, 422, "nomor"),
        ({"nip": str(pegawai(CLERK, KASI).nip)}, 403, "nip"),
    ],
)
async def test_a_circumstance_that_makes_no_sense_is_refused(
    tpp: Hosted, change: dict[str, Any], status: int, field: str
) -> None:
    answer = await record(tpp, **change)
    assert answer.problem()[:2] == (status, field), answer.body
    listed = await tpp.get("/circumstances?tujuan=Pemeriksaan", actor=CLERK)
    assert listed["keadaan"] == [] and {"kode": "cpns", "nama": "CPNS"} in listed["jenis"]


async def test_two_who_record_the_same_at_once_record_it_once(tpp: Hosted) -> None:
    answers = await asyncio.gather(record(tpp), record(tpp))
    assert sorted(answer.status for answer in answers) == [201, 409]
    later = await record(tpp, mulai="2026-03", nomor="KPTS.9")
    assert later.problem()[:2] == (409, "mulai"), "the first one covers it"
    assert (await record(tpp, mulai="2026-06", nomor="KPTS.9")).status == 201, "once its six months are over"


async def test_kuan_p26_1_the_list_is_read_with_its_purpose_and_not_by_the_other_pemda(tpp: Hosted) -> None:
    ident = await recorded(tpp)
    found = await tpp.get("/circumstances?tujuan=Pemeriksaan", actor=CLERK)
    assert [(one["nip"], one["kode"], one["selesai"]) for one in found["keadaan"]] == [
        (NIP, SANCTION["kode"], "2026-05")
    ]
    kept = await tpp.rows("SELECT subject, detail FROM audit WHERE act = 'tpp.circumstances_read'")
    assert [row["subject"] for row in kept] == ["*"] and "Pemeriksaan" in str(kept[0]["detail"])
    there = UUID(int=0x5510)
    await tpp.hear(pegawai(there, KASI, peran=("pengelola_kepegawaian",)), tenant="konsel")
    answer = await tpp.ask("POST", f"/circumstances/{ident}/end", {"alasan": "x"}, actor=there, tenant="konsel")
    assert answer.status == 404
