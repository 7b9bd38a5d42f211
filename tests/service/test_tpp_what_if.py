"""What a slip would be if more were approved, computed as the run would and kept nowhere; and what its facts are called.

By the example policy, class 7: each of ten outputs is 3,920,964 x 60 % / 10; nine 2,117,320.56 -> 2,117,321; ten
2,352,578.4 -> 2,352,578; the part for discipline 1,568,386.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from contracts.vocabulary import Jenis
from tests.service.hosted import Hosted
from tests.service.people import KASI, STAF, STAF2, pegawai
from tests.service.test_tpp_again import MISSED, PENGELOLA, judged, measured, written

NINE, WHOLE = 3_685_707, 3_920_964


@pytest.fixture
async def tpp(tpp_process: Hosted) -> AsyncIterator[Hosted]:
    """Two PNS, one with seven of ten outputs approved and two waiting; who runs the TPP."""
    await tpp_process.clear()
    await tpp_process.at("2026-01-20T09:00")
    await tpp_process.hear(
        pegawai(STAF, KASI), pegawai(STAF2, KASI),
        pegawai(PENGELOLA, KASI, jenis=Jenis.PPPK, peran=("pengelola_tpp",)),
    )  # fmt: skip
    await tpp_process.hear(measured(STAF, 7, pending=2))
    yield tpp_process


async def what_if(tpp: Hosted, asked: str = "", who: UUID = STAF, periode: str = "2025-12") -> Any:
    return await tpp.get(f"/slips/what-if?periode={periode}{asked}", actor=who)


async def test_x2_what_if_all_that_waits_were_approved_is_what_the_run_would_pay(tpp: Hosted) -> None:
    before = await written(tpp)
    found = await what_if(tpp)
    # 7 of 10: 3,920,964 x 60 % x 0.7 = 1,646,804.88 -> 1,646,805; with discipline 3,215,191
    assert (found["terukur"], found["disetujui"], found["target"], found["tambah"]) == (True, 7, 10, 2)
    assert (found["kini"], found["total"], found["selisih"], found["sisa"]) == (3_215_191, NINE, 470_516, 1)
    assert found["contoh"] and found["dasar"].startswith("CONTOH")
    assert await written(tpp) == before, "nothing is kept"
    await tpp.hear(measured(STAF, 9))
    await tpp.post("/runs", {"periode": "2025-12"}, actor=PENGELOLA)
    assert (await tpp.get("/slips/mine?periode=2025-12", actor=STAF))["total"] == found["total"]


@pytest.mark.parametrize(("tambah", "total", "sisa"), [(0, 3_215_191, 3), (2, NINE, 1), (3, WHOLE, 0), (50, WHOLE, 0)])
async def test_x2_what_if_more_than_the_target_pays_no_more(tpp: Hosted, tambah: int, total: int, sisa: int) -> None:
    found = await what_if(tpp, f"&tambah={tambah}")
    assert (found["total"], found["sisa"], found["selisih"]) == (total, sisa, total - 3_215_191)


async def test_kuan_p1_5_what_if_of_a_month_that_is_not_measured_needs_what_is_supposed(tpp: Hosted) -> None:
    refused = await tpp.ask("GET", "/slips/what-if?periode=2026-01", actor=STAF)
    assert refused.problem()[:2] == (409, "disetujui")
    found = await what_if(tpp, "&disetujui=9&target=10&tambah=1", periode="2026-01")
    assert (found["terukur"], found["kini"], found["total"], found["selisih"]) == (False, NINE, WHOLE, 235_257)
    strange = await tpp.ask("GET", "/slips/what-if?periode=2025-12", actor=UUID(int=0x9999))
    assert strange.status in (403, 404)
    much = await tpp.ask("GET", "/slips/what-if?periode=2025-12&tambah=1000001", actor=STAF)
    assert much.problem()[:2] == (422, "tambah")


async def test_c1_the_facts_of_a_slip_have_names_dates_and_pages(tpp: Hosted) -> None:
    await tpp.hear(measured(STAF2, 9, kosong=(MISSED,)), judged(MISSED, who=STAF2))
    await tpp.post("/runs", {"periode": "2025-12"}, actor=PENGELOLA)
    slip = await tpp.get("/slips/mine?periode=2025-12", actor=STAF2)
    cited = [ident for line in slip["lines"] for ident in line["sumber"]]
    assert [one["id"] for one in slip["sumber"]] == list(dict.fromkeys(cited))
    assert [(one["nama"], one["tanggal"], one["alamat"]) for one in slip["sumber"]] == [
        ("Data kepegawaian", None, ""), ("Pengukuran aktivitas 2025-12", None, "/aktivitas/2025-12"),
        ("Temuan hari kosong", "2025-12-10", "/pembinaan"),
    ]  # fmt: skip
    await tpp.hear(measured(STAF2, 10, kosong=(MISSED,)))
    again = await tpp.get("/slips/mine?periode=2025-12", actor=STAF2)
    assert again == slip, "measured anew since: the slip names what it was computed from"
    assert (await tpp.get(f"/slips/{slip['slip_id']}/pdf", actor=STAF2)).startswith(b"%PDF")
