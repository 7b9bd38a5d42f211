"""The cursor of the outbox: many writers, commits out of order, rollbacks; none lost, none before its time."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import asyncpg
import pytest

from chassis import drain
from chassis.db import Who
from chassis.drain import Drain
from chassis.ids import new_id
from chassis.outbox import Outgoing
from chassis.relay import Relay
from tests.delivery.alpha import Noted
from tests.delivery.world import TENANT, TOPIC, World, until

WRITERS = 12
EACH = 60


class Collects:
    """A publisher that keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    async def publish(self, topic: str, batch: list[Outgoing]) -> None:
        for row in batch:
            head = dict(row.headers)
            self.sent.append((row.key.decode(), int(head["ce_sequence"])))


async def _drained(world: World) -> None:
    """Put the cursor behind all that earlier tests left."""
    relay = asyncio.create_task(Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, Collects()).run())
    await asyncio.sleep(0.5)
    relay.cancel()
    await asyncio.gather(relay, return_exceptions=True)


async def test_twelve_writers_lose_nothing_and_overtake_nobody(world: World) -> None:
    await _drained(world)
    collects, run = Collects(), new_id().hex[:8]
    relay = Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, collects)
    task = asyncio.create_task(relay.run())
    kept = {f"{run}-{w}": 0 for w in range(WRITERS)}

    async def write(sequence: str, dice: random.Random) -> None:
        for _ in range(EACH):
            fails = dice.random() < 0.2
            try:
                async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
                    number = kept[sequence] + 1
                    await work.record(Noted(sequence=sequence, n=number), number)
                    await asyncio.sleep(dice.random() * 0.02)  # holds its ids while others commit
                    if fails:
                        raise LookupError
                kept[sequence] = number
            except LookupError:
                continue

    await asyncio.gather(*(write(s, random.Random(n)) for n, s in enumerate(kept)))
    total = sum(kept.values())

    async def all_sent() -> bool:
        return sum(key in kept for key, _ in collects.sent) >= total

    await until(all_sent, 20, f"{total} rows sent")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    for sequence, last in kept.items():
        assert [n for key, n in collects.sent if key == sequence] == list(range(1, last + 1))


async def test_a_slow_transaction_is_waited_for_behind_the_cursor(world: World) -> None:
    """Its id is lower than one already sent: it must still be sent once it commits."""
    await _drained(world)
    collects, slow, fast = Collects(), f"slow-{new_id().hex[:8]}", f"fast-{new_id().hex[:8]}"
    connection = await asyncpg.connect(world.dsn("alpha", "plumbing"))
    try:
        drain = Drain(connection, "alpha", TOPIC, collects, world.aside())
        await drain.recall()
        async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
            await work.record(Noted(sequence=slow, n=1), 1)
            await world.tell([(Noted(sequence=fast, n=1), 1)])
            await drain.drain()
            assert (fast, 1) in collects.sent and (slow, 1) not in collects.sent
        await drain.drain()
        assert collects.sent.count((slow, 1)) == 1
        again = Drain(connection, "alpha", TOPIC, collects, world.aside())
        await again.recall()
        assert await again.drain() == 0
    finally:
        await connection.close()


async def test_the_next_owner_of_the_outbox_knows_the_gaps(world: World) -> None:
    """The owner dies while a slow transaction is open: its successor sends what that transaction commits."""
    await _drained(world)
    slow, fast = f"slow-{new_id().hex[:8]}", f"fast-{new_id().hex[:8]}"
    first, second = Collects(), Collects()
    connection = await asyncpg.connect(world.dsn("alpha", "plumbing"))
    try:
        async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
            await work.record(Noted(sequence=slow, n=1), 1)
            await world.tell([(Noted(sequence=fast, n=1), 1)])
            dies = Drain(connection, "alpha", TOPIC, first, world.aside())
            await dies.recall()
            await dies.drain()
        heir = Drain(connection, "alpha", TOPIC, second, world.aside())
        await heir.recall()
        await heir.drain()
    finally:
        await connection.close()
    assert first.sent.count((fast, 1)) == 1
    assert second.sent == [(slow, 1)]


async def test_only_one_relay_owns_an_outbox(world: World) -> None:
    one, other = Collects(), Collects()
    relays = [Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, c) for c in (one, other)]
    tasks = [asyncio.create_task(r.run()) for r in relays]
    try:
        await asyncio.sleep(0.5)
        assert sorted(r.owner for r in relays) == [False, True]
        owner = next(n for n, r in enumerate(relays) if r.owner)
        tasks[owner].cancel()
        await asyncio.gather(tasks[owner], return_exceptions=True)

        async def taken_over() -> bool:
            return relays[1 - owner].owner

        await until(taken_over, 5, "the other relay takes over")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("role", ["app", "plumbing"])
async def test_rows_of_another_pemda_are_out_of_reach(world: World, role: str) -> None:
    """The app sees one Pemda; the plumbing role sees the outbox of all, and no business table."""
    await world.tell([(Noted(sequence=f"rls-{new_id().hex[:8]}", n=1), 1)], tenant="konsel")
    connection = await asyncpg.connect(world.dsn("alpha", role))
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.tenant', 'kuansing', true)")
            tenants = {r["tenant"] for r in await connection.fetch("SELECT DISTINCT tenant FROM outbox")}
        assert ("konsel" in tenants) is (role == "plumbing")
        for statement in ("DELETE FROM outbox", "UPDATE outbox SET body = ''", "TRUNCATE outbox", "DROP TABLE outbox"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_what_another_process_commits_wakes_the_owner_at_once(world: World, monkeypatch: Any) -> None:
    """A process that stands by sends a NOTIFY; the owner's own look is a net, far too late here."""
    monkeypatch.setattr(drain, "POLL_SECONDS", 60.0)
    collects = Collects()
    owner = Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, collects)
    stands_by = Relay(world.dsn("alpha", "plumbing"), "alpha", TOPIC, Collects())
    tasks = [asyncio.create_task(owner.run())]
    try:
        await until(lambda: _is(owner.owner), 10, "it owns the outbox")
        tasks.append(asyncio.create_task(stands_by.run()))
        await asyncio.sleep(drain.BUSY_SECONDS + 0.5)  # the owner looks often only while there was something
        sequence = f"{new_id().hex[:8]}-other"
        async with world.alpha.work(Who(tenant=TENANT, actor="test")) as work:
            await work.record(Noted(sequence=sequence, n=1), 1)
        stands_by.wake()
        await until(lambda: _is((sequence, 1) in collects.sent), 10, "the owner sends it")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _is(true: bool) -> bool:
    return true
