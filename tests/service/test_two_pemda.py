"""Facts delivered twice, and the same input under two laws (X1, X5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.identity import CalendarDaySet
from tests.service.dinas import open_office, skp
from tests.service.hosted import Hosted
from tests.service.people import KASI, office, pegawai
from tests.service.planning import butir, open_planning


async def _checksum(hosted: Hosted) -> dict[str, Any]:
    """Every table of the service but its plumbing's own clock of what was heard again."""
    names = await hosted.rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition ORDER BY relname"
    )
    found = {}
    for name in (str(n["relname"]) for n in names):
        rows = await hosted.rows(
            f"SELECT count(*) AS n, md5(string_agg(t::text, '|' ORDER BY t::text)) AS md5 FROM {name} t"
        )
        found[name] = (rows[0]["n"], rows[0]["md5"])
    return found


@pytest.mark.parametrize("service", ["skp", "activity"])
async def test_x1_a_thousand_facts_delivered_twice_change_nothing(
    skp_activity: dict[str, Hosted], service: str
) -> None:
    hosted = skp_activity[service]
    await hosted.at("2026-01-05T09:00")
    days = [
        CalendarDaySet(tanggal=date(2026, 1, 1) + timedelta(days=n), libur=n % 7 == 0, nama="x") for n in range(300)
    ]
    people = [pegawai(UUID(int=0x9000 + n), KASI, jabatan=f"Analis {n}") for n in range(600)]
    plans = [skp(UUID(int=0x9000 + n), UUID(int=0xA000 + n)) for n in range(92)] if service == "activity" else []
    again = [pegawai(UUID(int=0x9000 + n), KASI, jabatan="Analis Madya") for n in range(92 if not plans else 0)]
    facts = [*days, *office(), *people, *plans, *again]
    assert len(facts) == 1000
    records = await hosted.hear(*facts)
    before = await _checksum(hosted)
    assert sum(n for n, _ in before.values()) > 900
    await hosted.deliver(records)
    assert await _checksum(hosted) == before


@pytest.fixture
async def skp_activity(skp_process: Hosted, activity_process: Hosted) -> dict[str, Hosted]:
    for hosted in (skp_process, activity_process):
        await hosted.clear()
    return {"skp": skp_process, "activity": activity_process}


@pytest.mark.parametrize(
    ("tenant", "due", "state"), [("kuansing", "2025-04-09", "approved"), ("konsel", None, "submitted")]
)
async def test_x5_the_same_entry_in_two_pemda(activity: Hosted, tenant: str, due: str | None, state: str) -> None:
    """KUAN P23(5), (7) have a clock and an approval by the system; Konawe Selatan has neither (B30)."""
    here = await open_office(activity, tenant)
    await here.at("2025-03-20T15:45")
    made = await here.enter("2025-03-20")
    assert (await here.mine("2025-03"))[made]["due_on"] == due
    await here.at("2025-04-10T00:01")
    assert (await here.mine("2025-03"))[made]["state"] == state


@pytest.mark.parametrize(("tenant", "status"), [("kuansing", 200), ("konsel", 422)])
async def test_x5_the_same_plan_in_two_pemda(skp: Hosted, tenant: str, status: int) -> None:
    """A head of a unit whose indicators leave out the budget: KON P10(4) refuses what KUAN takes."""
    from tests.service.people import KEPALA

    here = await open_planning(skp, tenant)
    made = await here.draft(KEPALA, *[butir(jenis_indikator="tupoksi", uraian=f"Kinerja {n}") for n in range(4)])
    answer = await here.ask("POST", f"/sasaran/{made}/submit", who=KEPALA)
    assert answer.status == status and (status == 200 or answer.body["pasal"] == "10(4)")
