"""The run of a month: one row, locked by who computes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from services.tpp.store.slips import is_example

_OPEN = """
INSERT INTO run (tenant, run_id, periode, state, slips, total, pack, run_by, run_at, version)
VALUES (:tenant, :run_id, :periode, 'finished', 0, 0, '', :actor, :now, 0) ON CONFLICT DO NOTHING
"""
_LOCK = "SELECT run_id, version FROM run WHERE tenant = :tenant AND periode = :periode FOR UPDATE"
_FINISH = """
UPDATE run SET slips = :slips, total = :total, pack = :pack, run_by = :actor, run_at = :now, version = version + 1
WHERE tenant = :tenant AND run_id = :run_id
"""
_RUN = """
SELECT run_id, periode, slips, total, pack, run_at, version AS versi FROM run
WHERE tenant = :tenant AND periode = :periode
"""


class Locked(Struct, frozen=True):
    """The run of a month; version 0 before the first has ended."""

    run_id: UUID
    version: int


class Run(Struct, frozen=True):
    """A run that has ended."""

    run_id: UUID
    periode: str
    slips: int
    total: int
    pack: str
    run_at: datetime
    versi: int


async def lock_run(work: Work, periode: str, actor: Actor | None = None) -> Locked | None:
    """Lock the run of a month; `actor` opens it where there is none. None: nobody has run it."""
    if actor is not None:
        values = {"run_id": new_id(), "periode": periode, "actor": actor.id, "now": work.now}
        await work.run(_OPEN, {"tenant": work.tenant, **values})
    row = await work.one(_LOCK, {"tenant": work.tenant, "periode": periode})
    return Locked(row.run_id, row.version) if row else None


async def finish_run(work: Work, actor: Actor, run_id: UUID, pack: str, slips: int, total: int) -> None:
    """Keep what the run came to."""
    values = {"run_id": run_id, "pack": pack, "slips": slips, "total": total, "actor": actor.id, "now": work.now}
    await work.run(_FINISH, {"tenant": work.tenant, **values})


async def run_of(work: Work, periode: str) -> Run | None:
    """The run of a month that has ended."""
    row = await work.one(_RUN, {"tenant": work.tenant, "periode": periode})
    return Run(**row._mapping) if row and row.versi else None


async def by_example(work: Work, periode: str) -> bool:
    """Whether the run of a month computed by a policy that binds nobody."""
    run = await run_of(work, periode)
    return run is not None and is_example(work, run.pack)
