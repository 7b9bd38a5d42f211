"""Runs: many facts in one row of the outbox, each told once, in order, and as a row of its own would tell it."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest

from chassis.db import Who, Work
from chassis.drain import Drain
from chassis.ids import new_id
from chassis.inbox import Record
from chassis.outbox import Outgoing, partition_of, unpack_headers
from chassis.relay import Relay
from chassis.runs import PIECE, Form, expand, record_run
from contracts.envelope import body_of, headers_of
from tests.delivery.alpha import Noted
from tests.delivery.conftest import Bus
from tests.delivery.world import TENANT, TOPIC, World

FORM = Form(sequence="uuid", n="int")
RECORD = FORM.record({"sequence": "a.sequence", "n": "a.n"})
ROWS = "unnest(CAST(:sequences AS uuid[]), CAST(:numbers AS int[])) AS a(sequence, n)"


async def tell_run(work: Work, sequences: list[UUID], n: int) -> int:
    """Step n of each sequence, in one row."""
    pattern = Noted(sequence=str(FORM.marks["sequence"]), n=FORM.marks["n"])
    values = {"sequences": sequences, "numbers": [n] * len(sequences)}
    return await record_run(work, FORM, pattern, FORM.marks["n"], RECORD, ROWS, values)


async def run_of(world: World, sequences: list[UUID], n: int) -> None:
    async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
        assert await tell_run(work, sequences, n) == len(sequences)


async def the_run(world: World) -> Any:
    connection = await asyncpg.connect(world.dsn("alpha", "plumbing"))
    try:
        return await connection.fetchrow("SELECT * FROM outbox WHERE key = '' ORDER BY id DESC LIMIT 1")
    finally:
        await connection.close()


def written_out(row: Any) -> list[Outgoing]:
    pieces = list(expand(row["id"], unpack_headers(row["headers"]), row["body"]))
    assert all(len({partition_of(fact.key) for fact in piece}) == 1 for piece in pieces if piece)
    return sorted((fact for piece in pieces for fact in piece), key=lambda fact: fact.header("ce_id"))


@pytest.mark.parametrize("causation", [None, str(new_id())])
async def test_each_fact_is_told_as_a_row_of_its_own_would_tell_it(world: World, causation: str | None) -> None:
    sequences = [new_id() for _ in range(PIECE * 2 + 7)]
    who = Who(tenant=TENANT, actor="system:deadline", correlation="100%s of %b", causation=causation)
    async with world.alpha.work(who) as work:
        await tell_run(work, sequences, 4)
        like = work.fact(Noted(sequence="x", n=4), 4)
    row = await the_run(world)
    assert (row["version"], row["subject"], row["type"]) == (len(sequences), "", Noted.type_name())
    told = written_out(row)
    assert len(told) == len(sequences)
    for count, (sequence, out) in enumerate(zip(sequences, told, strict=True)):
        fact = msgspec.structs.replace(
            like, id=UUID(int=row["event_id"].int + count), subject=str(sequence), key=str(sequence),
            event=Noted(sequence=str(sequence), n=4),
        )  # fmt: skip
        assert (out.key, out.headers, out.body) == (fact.key.encode(), headers_of(fact), body_of(fact.event))
    assert [out.header("ce_id") for out in written_out(row)] == [out.header("ce_id") for out in told], "the same again"


async def test_a_pattern_that_leaves_a_column_out_is_refused(world: World) -> None:
    form = Form(sequence="uuid", tanggal="date", n="int")
    async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
        with pytest.raises(ValueError, match="tanggal"):
            pattern = Noted(sequence=str(form.marks["sequence"]), n=form.marks["n"])
            await record_run(work, form, pattern, 1, "''", ROWS, {"sequences": [], "numbers": []})


async def test_what_no_row_answers_to_is_not_told(world: World) -> None:
    async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
        assert await tell_run(work, [], 1) == 0
        assert work.recorded == 0


async def test_runs_and_single_rows_of_the_same_keys_arrive_once_and_in_order(world: World, bus: Bus) -> None:
    sequences = [new_id() for _ in range(40)]
    for n in range(1, 13):
        if n % 3 == 0:
            await run_of(world, sequences, n)
        else:
            await world.tell([(Noted(sequence=str(s), n=n), n) for s in sequences])
    for sequence in sequences:
        await world.arrive(str(sequence), 12)
    await asyncio.sleep(0.3)
    for sequence in sequences:
        assert await world.noted(str(sequence)) == list(range(1, 13))
        assert await world.parked(str(sequence)) == []


class Dies:
    """A publisher that hands on to the inbox, and stops in the middle of a run, twice."""

    def __init__(self, world: World, own: set[bytes]) -> None:
        self._world = world
        self._own = own
        self.given: list[Outgoing] = []
        self.deaths = 0

    async def publish(self, topic: str, batch: list[Outgoing]) -> None:
        own = [row for row in batch if row.key in self._own]
        if own and self.deaths < 2 and len(self.given) > PIECE * (self.deaths + 1):
            self.deaths += 1
            own = own[: len(own) // 2]
        self.given += own
        await self._world.inbox.receive([Record(TOPIC, 0, 0, row.key, row.headers, row.body) for row in own])
        if len(own) < len(batch) and own:
            raise OSError("killed")


async def test_a_relay_killed_in_the_middle_of_a_run_tells_it_again_under_the_same_ids(world: World) -> None:
    sequences = [new_id() for _ in range(PIECE * 4)]
    await run_of(world, sequences, 1)
    dies = Dies(world, {str(s).encode() for s in sequences})
    relay = asyncio.create_task(Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, dies).run())
    await run_of(world, sequences, 2)
    try:
        for sequence in sequences:
            await world.arrive(str(sequence), 2)
    finally:
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)
    assert dies.deaths == 2
    assert len(dies.given) > len(sequences) * 2, "some were sent again"
    assert len({row.header("ce_id") for row in dies.given}) == len(sequences) * 2
    async with world.beta.work(Who(tenant=TENANT, actor="test"), read_only=True) as work:
        rows = await work.all(
            "SELECT sequence, array_agg(n ORDER BY at) AS steps FROM note WHERE sequence = ANY(:ids) GROUP BY 1",
            {"ids": [str(s) for s in sequences]},
        )
    assert len(rows) == len(sequences)
    assert {tuple(row.steps) for row in rows} == {(1, 2)}


async def test_a_run_of_a_slow_transaction_is_told_behind_the_cursor_by_the_next_owner(world: World) -> None:
    """Its id is lower than one already sent, and the relay that saw the gap is gone."""
    slow, fast = [new_id() for _ in range(PIECE + 1)], f"fast-{new_id().hex[:8]}"
    collected: list[tuple[str, str]] = []

    class Collects:
        async def publish(self, topic: str, batch: list[Outgoing]) -> None:
            collected.extend((row.key.decode(), row.header("ce_sequence")) for row in batch)

    connection = await asyncpg.connect(world.dsn("alpha", "plumbing"))
    try:
        first = Drain(connection, "alpha", TOPIC, Collects(), world.aside())
        await first.recall()
        await first.drain()
        async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
            await work.record(Noted(sequence=str(slow[0]), n=1), 1)
            await tell_run(work, slow[1:], 1)
            await world.tell([(Noted(sequence=fast, n=1), 1)])
            collected.clear()
            await first.drain()
            assert collected == [(fast, "1")]
        heir = Drain(connection, "alpha", TOPIC, Collects(), world.aside())
        await heir.recall()
        assert await heir.drain() == len(slow)
        assert await heir.drain() == 0
    finally:
        await connection.close()
    assert collected[:2] == [(fast, "1"), (str(slow[0]), "1")]
    assert sorted(collected[2:]) == sorted((str(s), "1") for s in slow[1:])


def test_facts_are_packed_two_narrow_columns_a_call() -> None:
    form = Form(a="uuid", b="date", c="int", d="int", e="uuid")
    sql = form.record({name: name for name in "abcde"})
    assert sql == (
        "uuid_send((a)) || int8send(CAST(((b) - date '2000-01-01') AS bigint) << 32 | (c)) || int4send((d)) || uuid_send((e))"
    )
    assert isinstance(form.marks["a"], UUID) and form.kinds == ("uuid", "date", "int", "int", "uuid")
