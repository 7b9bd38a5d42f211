"""The imports of staffing data: kept as they come, read, prepared, applied."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from chassis.db import Work

_RECEIVE = """
INSERT INTO impor (tenant, impor_id, prepared_by, prepared_at, state, preview, rows, rows_total, unfinished, berkas,
    sebagian)
VALUES (:tenant, :id, :actor, :now, 'reading', '{}', '{}', :total, :held, :berkas, :sebagian)
"""
_LOCK = """
SELECT impor_id, state, prepared_by, rows_read, rows_total, rows_applied, unfinished, sebagian FROM impor
WHERE tenant = :tenant AND impor_id = :id FOR UPDATE
"""
_CONTENT = """
SELECT rows::text AS rows, preview::text AS preview FROM impor WHERE tenant = :tenant AND impor_id = :id
"""
_DISCARD = """
UPDATE impor SET state = 'discarded', berkas = NULL, unfinished = NULL, rows = '{}'
WHERE tenant = :tenant AND impor_id = :id
"""
_READ = """
UPDATE impor SET state = :state, rows_read = coalesce(CAST(:read AS integer), rows_read), alasan = :alasan,
    unfinished = :held WHERE tenant = :tenant AND impor_id = :id
"""
_PREPARE = """
UPDATE impor SET state = 'prepared', preview = CAST(:preview AS jsonb), rows = CAST(:rows AS jsonb),
    rows_read = :count, rows_total = :count, unfinished = NULL WHERE tenant = :tenant AND impor_id = :id
"""
_APPLIED = """
UPDATE impor SET state = :state, rows_applied = :applied, unfinished = :held WHERE tenant = :tenant AND impor_id = :id
"""
_SHOWN = """
SELECT impor_id, state, rows_read, rows_total, rows_applied, alasan, preview::text AS preview FROM impor
WHERE tenant = :tenant AND impor_id = :id
"""


class Impor(Struct, frozen=True):
    """An import, locked. `unfinished`: what was read or applied of it so far, packed."""

    impor_id: UUID
    state: str
    prepared_by: UUID
    rows_read: int
    rows_total: int
    rows_applied: int
    unfinished: bytes | None
    sebagian: bool


class Prepared(Struct, frozen=True):
    """What a prepared import holds and what it showed, both as JSON."""

    rows: str
    preview: str


class Shown(Struct, frozen=True):
    """An import as it stands; `preview` is the JSON of nothing until it is prepared."""

    impor_id: UUID
    state: str
    rows_read: int
    rows_total: int
    rows_applied: int
    alasan: str
    preview: str


async def keep_received(
    work: Work, impor_id: UUID, by: UUID, *, total: int = 0, held: bytes | None = None, berkas: bytes | None = None,
    sebagian: bool = False,
) -> None:  # fmt: skip
    """An import that is being read; `total`: its rows, `berkas`: the file."""
    values = {"actor": by, "now": work.now, "total": total, "held": held, "berkas": berkas, "sebagian": sebagian}
    await work.run(_RECEIVE, {"tenant": work.tenant, "id": impor_id, **values})


async def lock(work: Work, impor_id: UUID) -> Impor | None:
    """None: there is none."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": impor_id})
    return Impor(**row._mapping) if row else None


async def content_of(work: Work, impor_id: UUID) -> Prepared:
    """Of an import that is there."""
    (row,) = await work.all(_CONTENT, {"tenant": work.tenant, "id": impor_id})
    return Prepared(**row._mapping)


async def keep_discarded(work: Work, impor_id: UUID) -> None:
    """The file and its rows are gone."""
    await work.run(_DISCARD, {"tenant": work.tenant, "id": impor_id})


async def keep_read(
    work: Work, impor_id: UUID, state: str, *, read: int | None = None, held: bytes | None = None, alasan: str = ""
) -> None:
    """So many rows are judged; `alasan`: why the whole file is refused."""
    values = {"state": state, "read": read, "held": held, "alasan": alasan}
    await work.run(_READ, {"tenant": work.tenant, "id": impor_id, **values})


async def keep_prepared(work: Work, impor_id: UUID, preview: str, rows: str, count: int) -> None:
    """It can be confirmed from now on; `preview` and `rows`: JSON."""
    values = {"preview": preview, "rows": rows, "count": count}
    await work.run(_PREPARE, {"tenant": work.tenant, "id": impor_id, **values})


async def keep_applied(work: Work, impor_id: UUID, state: str, applied: int, held: bytes | None) -> None:
    """So many rows are applied; `held`: the rest, packed."""
    values = {"state": state, "applied": applied, "held": held}
    await work.run(_APPLIED, {"tenant": work.tenant, "id": impor_id, **values})


async def shown(work: Work, impor_id: UUID) -> Shown | None:
    """None: there is none."""
    row = await work.one(_SHOWN, {"tenant": work.tenant, "id": impor_id})
    return Shown(**row._mapping) if row else None
