"""Who reads the recap of a Pemda, and who publishes it (KUAN P1(22), P24(1), P27(1), P29)."""

from __future__ import annotations

import pytest

from tests.service.hosted import Hosted
from tests.service.people import KASI, STAF, pegawai

READ = "/recap?periode=2025-12"


@pytest.mark.parametrize(
    ("peran", "read", "published"),
    [
        ("administrator_bidang", 200, 403), ("inspektorat", 200, 403), ("sekda", 200, 403), ("pengelola_tpp", 200, 403),
        ("pengelola_e_kinerja", 200, 201), ("pengelola_kepegawaian", 200, 201), ("ka_bkpp", 200, 201),
        ("admin_pd", 403, 403),
    ],
)  # fmt: skip
async def test_kuan_p1_22_who_reads_the_recap_and_who_publishes_it(
    reporting_process: Hosted, peran: str, read: int, published: int
) -> None:
    await reporting_process.clear()
    await reporting_process.at("2026-01-20T09:00")
    await reporting_process.hear(pegawai(STAF, KASI, peran=(peran,)))
    assert (await reporting_process.ask("GET", READ, actor=STAF)).status == read
    answer = await reporting_process.ask("POST", "/recap", {"periode": "2025-12"}, actor=STAF)
    assert answer.status == published
