"""The sweep of the automatic approval: each entry once, whatever stops it, whoever shares it (KUAN P23(7))."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from chassis.clock import set_clock
from chassis.deadlines import Deadlines
from chassis.drain import Drain
from chassis.setaside import SetAside
from contracts.activity import ActivityApproved, ActivityEscalated
from services.activity.lapse import sweep
from services.activity.store import lapsing
from tests.service.dinas import Office
from tests.service.people import KABID, KASI, STAF, STAF2

DUE, AFTER = "2026-03-10", "2026-03-11T00:00"
ENTRIES = 3000
FILL = """
INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas, mulai,
    selesai, submitted_at, due_on, late, lapse_on, viewed_at)
SELECT 'kuansing', gen_random_uuid(), $1, date '2026-02-26' + n % 5, 'utama', gen_random_uuid(), 'Menyusun', '1', n,
    '08:00', '09:00', '2026-03-02 09:00+07', $2::text::date, false, $2::text::date,
    CASE WHEN $3 THEN timestamptz '2026-03-03 09:00+07' END
FROM generate_series(1, $4::int) n
"""


async def fill(office: Office, count: int = ENTRIES, due: str = DUE, seen: bool = False, who: UUID = STAF) -> None:
    """Entries that wait for the end of a day; its deadline stands."""
    await office.service.rows(FILL, who, due, seen, count)
    await office.service.rows(
        "INSERT INTO deadline (id, tenant, kind, subject, due_at) VALUES (gen_random_uuid(), 'kuansing',"
        " 'approval_lapse', $1::text, ($1::text::date + 1)::timestamp AT TIME ZONE 'Asia/Jakarta') ON CONFLICT DO NOTHING",
        due,
    )


async def proved(office: Office, count: int = ENTRIES) -> list[Any]:
    """Every entry is approved by the system in its second version, and that is told once."""
    rows = await office.service.rows(
        "SELECT activity_id::text AS id, kuantitas FROM activity WHERE state = 'approved' AND cara = 'auto' AND version = 2"
        " AND decided_at IS NOT NULL AND penilai_id IS NULL AND viewed_at IS NULL"
    )
    told = await office.service.told(ActivityApproved)
    assert len(rows) == count
    assert Counter((t["activity_id"], t["kuantitas"]) for t in told) == Counter((r["id"], r["kuantitas"]) for r in rows)
    assert not await office.service.rows(
        "SELECT FROM deadline WHERE kind LIKE 'approval_lapse%' AND due_at < '2026-03-12'"
    )
    return told


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of three pages."""
    monkeypatch.setattr(sweep, "PAGES", 3)


async def test_kuan_p23_7_many_entries_are_approved_in_batches_each_once(kuansing: Office, small: None) -> None:
    await fill(kuansing)
    await kuansing.at(AFTER)
    told = await proved(kuansing)
    assert {(t["cara"], t["verified"], t["penilai_id"], t["asn_id"]) for t in told} == {
        ("auto", False, None, str(STAF))
    }
    assert {t["effective_at"] for t in told} == {f"{DUE}T16:59:59.999999Z"}, "the last instant of the day in WIB"
    assert {t["tanggal"] for t in told} == {"2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"}
    runs = await kuansing.service.rows("SELECT version FROM outbox WHERE key = ''")
    assert sum(r["version"] for r in runs) == ENTRIES and len(runs) > 20


async def test_kuan_p23_7_entries_of_several_last_days_are_told_with_their_own(kuansing: Office, small: None) -> None:
    """The system was down on the day before: its entries were approved at the end of that day all the same."""
    await fill(kuansing, 500, "2026-03-09")
    await fill(kuansing, 500)
    await kuansing.service.rows("DELETE FROM deadline WHERE subject = '2026-03-09'")
    await kuansing.at(AFTER)
    told = await proved(kuansing, 1000)
    assert Counter(t["effective_at"] for t in told) == {
        "2026-03-09T16:59:59.999999Z": 500,
        "2026-03-10T16:59:59.999999Z": 500,
    }


async def test_kuan_p23_7_a_sweep_killed_again_and_again_approves_each_once(kuansing: Office, small: None) -> None:
    await fill(kuansing)
    dice, killed = random.Random(7), 0
    for _ in range(25):
        sweeping = asyncio.create_task(kuansing.at(AFTER))
        await asyncio.sleep(dice.uniform(0.02, 0.09))
        killed += not sweeping.done()
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
    assert killed > 3
    await kuansing.at(AFTER)
    await proved(kuansing)


async def test_kuan_p23_7_two_processes_share_a_sweep(kuansing: Office, small: None) -> None:
    await fill(kuansing)
    fired: list[int] = []
    service = kuansing.service
    both_are_there = asyncio.Barrier(2)

    async def process() -> None:
        connection = await asyncpg.connect(service.dsn["plumbing"])
        await both_are_there.wait()
        clockwork = Deadlines(
            service.runtime.database, service.dsn["plumbing"], "activity", service.runtime.service.deadlines
        )
        done = 0
        try:
            while await service.rows("SELECT FROM deadline WHERE due_at < '2026-03-10 17:01Z'"):
                done += await clockwork.fire_due(connection)
        finally:
            await connection.close()
        fired.append(done)

    set_clock(service._clock, datetime.fromisoformat("2026-03-11T00:00+07:00"))
    await asyncio.gather(process(), process())
    await proved(kuansing)
    assert min(fired) > 3, fired


async def test_kuan_p23_7_a_batch_that_fails_leaves_nothing_half_done(
    kuansing: Office, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Approved but not told, or told but not approved: both in one transaction. What the batch left, the rest approves."""
    await fill(kuansing)
    record, tries = lapsing.record_run, []

    async def fails_once(*given: Any) -> int:
        tries.append(await record(*given))
        if len(tries) == 5:
            raise LookupError("between telling and committing")
        return tries[-1]

    monkeypatch.setattr(lapsing, "record_run", fails_once)
    await kuansing.at(AFTER)
    await kuansing.at("2026-03-11T00:30")
    await proved(kuansing)


async def test_kuan_p23_7_where_pages_are_full_the_approved_version_lies_elsewhere_and_is_told(
    kuansing: Office, small: None
) -> None:
    """Pages from before there was room in them: updated rows move behind the end of the sweep."""
    parts = ["activity_part_202602", "activity_part_202603"]
    for part in parts:
        await kuansing.service.rows(f"ALTER TABLE {part} SET (fillfactor = 100)")
    try:
        await fill(kuansing)
        await kuansing.at(AFTER)
    finally:
        for part in parts:
            await kuansing.service.rows(f"ALTER TABLE {part} SET (fillfactor = 45)")
    await proved(kuansing)


async def test_kuan_p23_7_an_entry_that_moved_to_a_swept_page_is_found_by_the_rest(
    kuansing: Office, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batches pass over one entry, as they would over one that has just moved behind them."""
    await fill(kuansing, 300)
    monkeypatch.setattr(lapsing, "_APPROVE", lapsing._APPROVE + " AND a.kuantitas <> 77")
    await kuansing.at(AFTER)
    told = await proved(kuansing, 300)
    singles = await kuansing.service.rows("SELECT FROM outbox WHERE type LIKE '%ActivityApproved' AND key <> ''")
    assert (len(told), len(singles)) == (300, 1)


async def test_kuan_p23_7_reading_a22_seen_entries_of_many_batches_make_one_notice(
    kuansing: Office, small: None
) -> None:
    await fill(kuansing, 800, seen=True)
    await fill(kuansing, 800)
    await kuansing.at(AFTER)
    told = [t for t in await kuansing.service.told() if "activity_id" in t]  # not the close of January
    kinds = Counter("dari" if "due_on" in t else t.get("cara") for t in told)
    assert kinds == {"dari": 800, "auto": 800}
    notices = await kuansing.service.rows("SELECT kepada, isi FROM pesan WHERE jenis = 'penilai_diam'")
    assert [(n["kepada"], n["isi"][:14]) for n in notices] == [(KABID, "800 aktivitas ")]
    states = await kuansing.service.rows("SELECT state, version, count(*) AS n FROM activity GROUP BY 1, 2 ORDER BY 1")
    assert [tuple(s) for s in states] == [("approved", 2, 800), ("escalated", 2, 800)]


async def test_kuan_p23_7_the_month_closes_behind_a_sweep_of_the_same_moment(kuansing: Office, small: None) -> None:
    """One day may end both the clock of an entry and the month before: what lapses by then counts in it."""
    await kuansing.service.rows(FILL, STAF2, DUE, False, 400)
    await fill(kuansing, 0)
    await kuansing.service.rows("DELETE FROM deadline WHERE kind = 'month_close'")  # January's, which comes before
    await kuansing.service.rows(
        "INSERT INTO deadline (id, tenant, kind, subject, due_at) SELECT gen_random_uuid(), 'kuansing', 'month_close',"
        " '2026-02', due_at FROM deadline WHERE kind = 'approval_lapse'"
    )
    await kuansing.at(AFTER)
    told = [t for t in await kuansing.service.told() if t.get("periode") == "2026-02" and t["asn_id"] == str(STAF2)]
    assert [(t["approved_auto"], t["pending"]) for t in told] == [(240, 0)]


async def test_kon_b30_the_end_of_a_day_sweeps_nothing_where_the_law_has_no_automatic_approval(
    konsel: Office, small: None
) -> None:
    await konsel.service.rows(FILL.replace("'kuansing'", "'konsel'"), STAF, DUE, False, 50)
    await konsel.service.rows(
        "INSERT INTO deadline (id, tenant, kind, subject, due_at) VALUES (gen_random_uuid(), 'konsel', 'approval_lapse',"
        " '2026-03-10', '2026-03-10 16:00Z')"
    )
    await konsel.at(AFTER)
    states = await konsel.service.rows("SELECT DISTINCT state, version FROM activity")
    assert [tuple(s) for s in states] == [("submitted", 1)]
    assert await konsel.service.told(ActivityApproved) == await konsel.service.told(ActivityEscalated) == []


async def test_months_of_entries_are_made_ahead_by_the_relay(kuansing: Office) -> None:
    service = kuansing.service
    plumbing = await asyncpg.connect(service.dsn["plumbing"])
    app = await asyncpg.connect(service.dsn["app"])
    try:
        assert await plumbing.fetchval("SELECT tend_own(70)") > 0
        assert await plumbing.fetchval("SELECT tend_own(70)") == 0
        made = await service.rows(
            "SELECT pg_get_expr(relpartbound, oid) AS bound, reloptions FROM pg_class WHERE relname = 'activity_part_203001'"
        )
        assert [tuple(m) for m in made] == [("FOR VALUES FROM ('2030-01-01') TO ('2030-02-01')", ["fillfactor=45"])]
        await service.rows("DROP TABLE activity_part_202702")
        drain = Drain(plumbing, "activity", "ekinerja.activity", None, SetAside("", "activity"))  # type: ignore[arg-type]
        await drain.tend()
        assert await service.rows("SELECT FROM pg_class WHERE relname = 'activity_part_202702'")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.fetchval("SELECT tend_own(24)")
    finally:
        await plumbing.close()
        await app.close()


async def test_a_month_whose_entries_lie_in_the_rest_stays_there(kuansing: Office) -> None:
    await kuansing.service.rows("DROP TABLE activity_part_202703")
    await kuansing.service.rows(FILL.replace("date '2026-02-26'", "date '2027-03-05'"), KASI, DUE, False, 3)
    plumbing = await asyncpg.connect(kuansing.service.dsn["plumbing"])
    try:
        await plumbing.fetchval("SELECT tend_own()")
        assert not await kuansing.service.rows("SELECT FROM pg_class WHERE relname = 'activity_part_202703'")
        await kuansing.service.rows("TRUNCATE activity")
        assert await plumbing.fetchval("SELECT tend_own()") == 1
    finally:
        await plumbing.close()


async def test_x7_ten_thousand_entries_are_approved_once_though_the_database_breaks_every_connection(
    kuansing: Office, small: None
) -> None:
    """What a service sees of a primary that dies in the middle of a batch: it is cut off, and begins anew."""
    await fill(kuansing, 10_000)
    admin = await asyncpg.connect(kuansing.service.dsn["admin"])
    cut, dice = 0, random.Random(11)

    async def sweep_all() -> None:
        left = "SELECT FROM activity WHERE state = 'submitted' LIMIT 1"
        while await kuansing.service.rows(left):
            with suppress(Exception):
                await kuansing.at(AFTER)
            with suppress(Exception):
                await kuansing.at("2026-03-11T00:30")

    sweeping = asyncio.create_task(sweep_all())
    try:
        while not sweeping.done() and cut < 40:
            await asyncio.sleep(dice.uniform(0.05, 0.15))
            cut += await admin.fetchval(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename LIKE 'hosted_activity_%'"
            )
        await sweeping
    finally:
        await admin.close()
    assert cut > 10
    await kuansing.at("2026-03-11T01:00")
    told = await proved(kuansing, 10_000)
    assert len({t["activity_id"] for t in told}) == 10_000
