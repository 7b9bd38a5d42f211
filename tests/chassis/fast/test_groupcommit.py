"""Group commit: together where possible, alone where to blame, one key at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import asyncpg
import pytest

from chassis.fast.groupcommit import MOST, GroupCommit

Item = tuple[str, int]


class Table:
    """Writes batches; a batch that holds a bad number fails as a whole, as a statement does."""

    def __init__(self, bad: Sequence[int] = (), refuse: Sequence[int] = (), away: bool = False) -> None:
        self.bad, self.refuse, self.away = set(bad), set(refuse), away
        self.batches: list[list[Item]] = []
        self.rows: list[int] = []
        self.at_work: list[str] = []

    async def write(self, batch: Sequence[Item]) -> list[int | Exception]:
        assert not set(self.at_work) & {k for k, _ in batch}, "two items of one key in flight"
        self.at_work += [k for k, _ in batch]
        await asyncio.sleep(0.001)
        self.at_work = [k for k in self.at_work if k not in {k for k, _ in batch}]
        self.batches.append(list(batch))
        if self.away:
            raise asyncpg.ConnectionDoesNotExistError("away")
        if self.bad & {n for _, n in batch}:
            raise asyncpg.CheckViolationError("a bad row")
        self.rows += [n for _, n in batch if n not in self.refuse]
        return [ValueError(n) if n in self.refuse else n * 10 for _, n in batch]


async def _submit(table: Table, items: Sequence[Item]) -> list[int | BaseException]:
    group: GroupCommit[Item, int] = GroupCommit(table.write, lambda item: item[0])
    return await asyncio.gather(*(group.submit(i) for i in items), return_exceptions=True)


async def test_what_waits_together_is_written_together_and_nothing_twice() -> None:
    table = Table()
    told = await _submit(table, [(f"p{n}", n) for n in range(1000)])
    assert told == [n * 10 for n in range(1000)]
    assert sorted(table.rows) == list(range(1000))
    assert len(table.batches) < 20 and max(map(len, table.batches)) <= MOST


async def test_one_bad_row_fails_alone() -> None:
    table = Table(bad=[37, 151])
    told = await _submit(table, [(f"p{n}", n) for n in range(200)])
    assert {n for n, t in enumerate(told) if isinstance(t, BaseException)} == {37, 151}
    assert sorted(table.rows) == [n for n in range(200) if n not in {37, 151}]


async def test_a_refused_item_is_told_so_and_the_rest_stand() -> None:
    table = Table(refuse=[3])
    told = await _submit(table, [(f"p{n}", n) for n in range(8)])
    assert isinstance(told[3], ValueError) and sorted(table.rows) == [0, 1, 2, 4, 5, 6, 7]


async def test_items_of_one_person_never_meet() -> None:
    table = Table()
    told = await _submit(table, [("same", n) for n in range(20)] + [(f"p{n}", n) for n in range(20, 40)])
    assert told == [n * 10 for n in range(40)]
    assert [n for n in table.rows if n < 20] == list(range(20)), "a person's own come in order"


async def test_a_database_that_is_away_is_not_asked_row_by_row() -> None:
    table = Table(away=True)
    told = await _submit(table, [(f"p{n}", n) for n in range(100)])
    assert all(isinstance(t, asyncpg.PostgresError) for t in told) and len(table.batches) <= 3


async def test_who_has_gone_does_not_stop_the_others() -> None:
    table = Table()
    group: GroupCommit[Item, int] = GroupCommit(table.write, lambda item: item[0])
    gone = asyncio.create_task(group.submit(("a", 1)))
    stays = asyncio.create_task(group.submit(("b", 2)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 20
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert await group.submit(("a", 3)) == 30
