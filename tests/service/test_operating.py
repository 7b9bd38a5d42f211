"""What an operator sees of a service and does: parked facts delivered again, deadlines due, a receipt traced."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.service.dinas import Office, entry
from tests.service.people import KASI, STAF, pegawai

OPERATOR = UUID(int=0x0B)
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


async def operate(office: Office, method: str, path: str, body: Any = None, tenant: str = "") -> Any:
    asked = {"actor": OPERATOR, "tenant": tenant or office.tenant, "peran": ("operator",)}
    return await office.service.ask(method, f"/operations{path}", body, **asked)


async def park(office: Office) -> None:
    """A fact about STAF that comes before the one it follows."""
    event = pegawai(STAF, KASI)
    office.service.lose(event)
    with pytest.raises(AssertionError, match="gap"):
        await office.service.hear(event, tenant=office.tenant)


async def test_a_parked_fact_is_seen_and_delivered_again_once_its_cause_is_mended(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    assert (await operate(kuansing, "GET", "")).body["parkir"] == []
    await park(kuansing)
    (one,) = (await operate(kuansing, "GET", "")).body["parkir"]
    assert (one["jenis"], one["sebab"], one["banyak"], one["subject"]) == (
        "ekinerja.identity.PegawaiRecorded",
        "gap",
        1,
        str(STAF),
    )
    wanted = {"topic": one["topic"], "subject": one["subject"]}
    still = await operate(kuansing, "POST", "/replay", wanted)
    assert still.status == 409 and "1 masih gagal" in still.body["detail"]
    async with kuansing.service.administrator() as admin:
        await admin.execute("UPDATE inbox_head SET version = version + 1 WHERE subject = $1", str(STAF))
    done = await operate(kuansing, "POST", "/replay", wanted)
    assert (done.status, done.body) == (200, {"terkirim": 1, "lama": 0})
    assert (await operate(kuansing, "GET", "")).body["parkir"] == []
    assert (await operate(kuansing, "POST", "/replay", wanted)).status == 404
    kept = await kuansing.service.rows("SELECT actor, subject FROM audit WHERE act = 'parked.replayed'")
    assert [tuple(row) for row in kept] == [(str(OPERATOR), str(STAF))]


async def test_deadlines_are_counted_by_their_kind_and_those_past_apart(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    await kuansing.enter("2026-01-05")
    due = {one["jenis"]: one for one in (await operate(kuansing, "GET", "")).body["tenggat"]}
    assert due and all(one["banyak"] >= 1 and one["lewat"] == 0 for one in due.values())
    kuansing.service.stand_at("2026-03-05T15:00")
    late = (await operate(kuansing, "GET", "")).body["tenggat"]
    assert sum(one["lewat"] for one in late) >= 1


async def test_a_receipt_is_traced_on_its_day_and_in_its_pemda_alone(kuansing: Office) -> None:
    await kuansing.at("2026-01-05T15:00")
    traced = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    made = await kuansing.service.ask("POST", "/activities", entry("2026-01-05"), actor=STAF, headers=traced)
    assert made.status == 201, made.body
    number = made.body["trace"][:12]
    path = f"/trace?resi={number[:4]}-{number[4:8]}-{number[8:]}&tanggal="
    async with kuansing.service.administrator() as admin:
        day = await admin.fetchval("SELECT (max(recorded_at) AT TIME ZONE 'Asia/Jakarta')::date::text FROM outbox")
    told = (await operate(kuansing, "GET", path + day)).body
    assert [(step["jenis"], step["apa"]) for step in told] == [("fakta", "ekinerja.activity.ActivitySubmitted")]
    assert (await operate(kuansing, "GET", path + "2020-01-01")).body == []
    assert (await operate(kuansing, "GET", path + day, tenant="konsel")).body == []
    assert (await operate(kuansing, "GET", "/trace?resi=zz&tanggal=2026-01-05")).status in (400, 422)
