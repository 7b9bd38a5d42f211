"""The audit trail: a chain that shows where somebody changed, removed or added a line behind our back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest

from chassis.audit import broken_links, shard_of
from chassis.db import Who
from ekinerja.chains import Head, walk
from tests.delivery.world import World

SUBJECT = "11111111-aaaa-7bbb-8ccc-000000000001"
SHARD = shard_of(SUBJECT)
Touch = Callable[[str], Awaitable[None]]


@pytest.fixture
async def chain(world: World) -> AsyncIterator[tuple[str, Touch]]:
    """A Pemda whose chain has seven lines, written at once from many sides, and a hand that bypasses the rights."""
    tenant = f"audit-{id(world) % 997}"
    connection = await asyncpg.connect(world.stack.admin_dsn("ekinerja_alpha"))
    for table in ("audit", "audit_head"):
        await connection.execute(f"DELETE FROM {table} WHERE tenant = $1", tenant)

    async def line(n: int) -> None:
        async with world.alpha.work(Who(tenant=tenant, actor="test")) as work:
            await work.audit("tested", SUBJECT, {"n": n})

    await asyncio.gather(*(line(n) for n in range(7)))

    async def touch(statement: str) -> None:
        await connection.execute(statement, tenant, SHARD)

    yield tenant, touch
    await connection.close()


async def _broken(world: World, tenant: str) -> list[tuple[int, int]]:
    async with world.alpha.work(Who(tenant=tenant, actor="test"), read_only=True) as work:
        return await broken_links(work.connection, tenant)


async def test_an_honest_chain_holds_although_many_wrote_at_once(world: World, chain: tuple[str, Touch]) -> None:
    assert await _broken(world, chain[0]) == []


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        ("UPDATE audit SET detail = '{\"n\":9}' WHERE tenant = $1 AND shard = $2 AND seq = 3", [(SHARD, 3)]),
        ("UPDATE audit SET actor = 'someone' WHERE tenant = $1 AND shard = $2 AND seq = 7", [(SHARD, 7)]),
        ("DELETE FROM audit WHERE tenant = $1 AND shard = $2 AND seq = 4", [(SHARD, 5)]),
        ("DELETE FROM audit WHERE tenant = $1 AND shard = $2 AND seq = 7", [(SHARD, 7)]),
        (
            "INSERT INTO audit SELECT tenant, shard, 8, at, actor, act, subject, detail, trace, hash FROM audit"
            " WHERE tenant = $1 AND shard = $2 AND seq = 7",
            [(SHARD, 8)],
        ),
    ],
    ids=["changed", "last changed", "removed", "last removed", "added"],
)
async def test_a_touched_chain_shows_where(
    world: World, chain: tuple[str, Touch], deed: str, found: list[tuple[int, int]]
) -> None:
    await chain[1](deed)
    assert await _broken(world, chain[0]) == found


async def test_a_chain_taken_away_whole_shows_against_the_heads_kept_elsewhere(
    world: World, chain: tuple[str, Touch]
) -> None:
    tenant, touch = chain
    before = await walk(world.alpha, tenant)
    assert (before.lines, before.broken, before.lost) == (7, (), ()) and before.holds()
    assert [(head.shard, head.seq, len(head.hash)) for head in before.heads] == [(SHARD, 7, 64)]
    async with world.alpha.work(Who(tenant=tenant, actor="test")) as work:
        await work.audit("tested", SUBJECT, {"n": 8})
    assert (await walk(world.alpha, tenant, before.heads)).holds(), "what has grown since is no loss"
    await touch("DELETE FROM audit WHERE tenant = $1 AND shard = $2")
    await touch("DELETE FROM audit_head WHERE tenant = $1 AND shard = $2")
    assert (await walk(world.alpha, tenant)).holds(), "by itself nothing shows"
    assert (await walk(world.alpha, tenant, before.heads)).lost == before.heads
    forged = (Head(SHARD, 7, "0" * 64),)
    assert (await walk(world.alpha, tenant, forged)).lost == forged
