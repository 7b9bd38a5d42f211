"""The lists of priority over two years (KON P42; reading B12)."""

from __future__ import annotations

from uuid import UUID

from tests.service.judging import Judging
from tests.service.people import KASI, STAF2, pegawai
from tests.service.test_appraisal_followup import BKPSDM, _people

NAMES = ("SB SB", "B B", "SB B", "B SB", "SB -", "SB C", "SB SB?")
PREDIKAT = {"SB": "Sangat Baik", "B": "Baik", "C": "Cukup"}


async def test_kon_p42_final_results_of_this_year_and_the_one_before(kon_judging: Judging) -> None:
    """`-`: no result that year; `?`: not final yet. A result two years before counts for nothing."""
    await _people(kon_judging)
    async with kon_judging.service.administrator() as admin:
        for n, name in enumerate(NAMES):
            asn = UUID(int=0x5600 + n)
            await kon_judging.hear(pegawai(asn, KASI, nama=name))
            before, now = name.split()
            for year, cell in ((2025, before), (2026, now), (2024 if now == "-" else 2023, before)):
                if cell != "-":
                    state = "returned" if cell.endswith("?") else "final"
                    await admin.execute(
                        "INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, pack, version, predikat)"
                        " VALUES ('konsel', gen_random_uuid(), $1, $2, $3, '', 'konsel-67-2024', 1, $4)",
                        asn, year, state, PREDIKAT[cell.rstrip("?")],
                    )  # fmt: skip
    found = await kon_judging.good("GET", "/priorities?tahun=2026", who=BKPSDM)
    assert {one["nama"]: one["daftar"] for one in found} == {
        "SB SB": "talent_pool", "B B": "kompetensi", "SB B": "nyaris", "B SB": "nyaris",
    }  # fmt: skip
    assert (await kon_judging.ask("GET", "/priorities?tahun=2026", who=STAF2)).status == 403
    kept = await kon_judging.service.rows("SELECT actor FROM audit WHERE act = 'priorities.read'")
    assert [r["actor"] for r in kept] == [str(BKPSDM)]
