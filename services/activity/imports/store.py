"""Files: what is prepared, how far it is written, and the lines that were not taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.db import Work
from services.activity.domain.isian import Baris, Tolakan

_KEEP = """
INSERT INTO impor_tolakan (tenant, impor_id, baris, kolom, alasan, pasal, ganda)
SELECT :tenant, CAST(:id AS uuid), * FROM unnest(CAST(:baris AS int[]), CAST(:kolom AS text[]),
    CAST(:alasan AS text[]), CAST(:pasal AS text[]), CAST(:ganda AS bool[]))
"""
_LIST = """
SELECT baris, kolom, alasan, pasal, ganda FROM impor_tolakan WHERE tenant = :tenant AND impor_id = :id
  AND baris > :after ORDER BY baris LIMIT :limit
"""
_PREPARE = """
INSERT INTO impor (tenant, impor_id, oleh, bagi, state, accepted, refused, duplicate, prepared_at)
VALUES (:tenant, :id, :actor, :bagi, 'prepared', :accepted, :refused, :duplicate, :now)
"""
_PART = "INSERT INTO impor_bagian (tenant, impor_id, nomor, isi) VALUES (:tenant, :id, :nomor, :isi)"
_FORGET = "DELETE FROM impor WHERE tenant = :tenant AND oleh = :actor AND state = 'prepared' RETURNING impor_id"
_FORGET_PARTS = "DELETE FROM impor_bagian WHERE tenant = :tenant AND impor_id = ANY(:ids)"
_FORGET_REFUSED = "DELETE FROM impor_tolakan WHERE tenant = :tenant AND impor_id = ANY(:ids)"
_COLUMNS = """
impor_id, oleh, bagi, state, alasan, accepted, written, refused, duplicate, prepared_at, confirmed_at
"""
_ONE = f"SELECT {_COLUMNS} FROM impor WHERE tenant = :tenant AND impor_id = :id"
_OF = f"SELECT {_COLUMNS} FROM impor WHERE tenant = :tenant AND oleh = :actor ORDER BY prepared_at DESC LIMIT 100"
_BEGIN = f"""
UPDATE impor SET state = 'running', alasan = :alasan, confirmed_at = :now WHERE tenant = :tenant AND impor_id = :id
RETURNING {_COLUMNS}
"""
_TAKE = """
DELETE FROM impor_bagian WHERE tenant = :tenant AND impor_id = :id AND nomor = (SELECT min(nomor) FROM impor_bagian
    WHERE tenant = :tenant AND impor_id = :id) RETURNING isi
"""
_COUNT = f"""
UPDATE impor SET written = written + :written, refused = refused + :refused, duplicate = duplicate + :duplicate,
    state = CASE WHEN EXISTS (SELECT FROM impor_bagian b WHERE b.tenant = :tenant AND b.impor_id = :id)
        THEN 'running' ELSE 'done' END
WHERE tenant = :tenant AND impor_id = :id RETURNING {_COLUMNS}
"""
_lines = msgspec.json.Decoder(list[Baris]).decode


class Impor(Struct, frozen=True, kw_only=True):
    """A file of `oleh`, for themselves or (`bagi` pd) for people of their PD: `written` of the `accepted` lines."""

    impor_id: UUID
    oleh: UUID
    bagi: str
    state: str
    alasan: str
    accepted: int
    written: int
    refused: int
    duplicate: int
    prepared_at: datetime
    confirmed_at: datetime | None


class Counts(Struct, frozen=True, kw_only=True):
    """How many lines: accepted by the preview or written, refused, there already."""

    taken: int
    refused: int
    duplicate: int


async def find_import(work: Work, impor_id: UUID, *, lock: bool = False) -> Impor | None:
    """A file; None where there is none of that id."""
    row = await work.one(f"{_ONE} FOR UPDATE" if lock else _ONE, {"tenant": work.tenant, "id": impor_id})
    return Impor(**row._mapping) if row else None


async def imports_of(work: Work, actor: UUID) -> list[Impor]:
    """Somebody's files, newest first."""
    return [Impor(**row._mapping) for row in await work.all(_OF, {"tenant": work.tenant, "actor": actor})]


async def keep_prepared(
    work: Work, impor_id: UUID, actor: UUID, bagi: str, counts: Counts, parts: Iterable[Sequence[Baris]]
) -> None:
    """A file waits for its confirmation, with the lines that it may write, by parts."""
    values = {"tenant": work.tenant, "id": impor_id}
    counted = {"accepted": counts.taken, "refused": counts.refused, "duplicate": counts.duplicate}
    await work.run(_PREPARE, {**values, **counted, "actor": actor, "bagi": bagi, "now": work.now})
    await work.many(_PART, [{**values, "nomor": n, "isi": msgspec.json.encode(p)} for n, p in enumerate(parts)])


async def forget_prepared(work: Work, actor: UUID) -> None:
    """What somebody prepared and did not confirm is gone."""
    rows = await work.all(_FORGET, {"tenant": work.tenant, "actor": actor})
    gone = {"tenant": work.tenant, "ids": [row.impor_id for row in rows]}
    await work.run(_FORGET_PARTS, gone)
    await work.run(_FORGET_REFUSED, gone)


async def begin(work: Work, impor_id: UUID, alasan: str) -> Impor:
    """A file is confirmed; the caller holds its lock."""
    row = await work.one(_BEGIN, {"tenant": work.tenant, "id": impor_id, "alasan": alasan, "now": work.now})
    assert row is not None
    return Impor(**row._mapping)


async def take_part(work: Work, impor_id: UUID) -> list[Baris]:
    """The lines of the next part, which is taken away."""
    row = await work.one(_TAKE, {"tenant": work.tenant, "id": impor_id})
    return _lines(row.isi) if row else []


async def count_part(work: Work, impor_id: UUID, counts: Counts) -> Impor:
    """What became of a part; the file is done with the last one. The caller holds its lock."""
    counted = {"written": counts.taken, "refused": counts.refused, "duplicate": counts.duplicate}
    row = await work.one(_COUNT, {"tenant": work.tenant, "id": impor_id, **counted})
    assert row is not None
    return Impor(**row._mapping)


async def keep_refused(work: Work, impor_id: UUID, refused: Sequence[Tolakan]) -> None:
    """Keep why lines were not taken; each line of a file is refused once."""
    if not refused:
        return
    columns = {name: [getattr(t, name) for t in refused] for name in Tolakan.__struct_fields__}
    await work.run(_KEEP, {"tenant": work.tenant, "id": impor_id, **columns})


async def refused_of(work: Work, impor_id: UUID, after: int, limit: int) -> list[Tolakan]:
    """The refused lines of a file after a row of it, in its order."""
    rows = await work.all(_LIST, {"tenant": work.tenant, "id": impor_id, "after": after, "limit": limit})
    return [Tolakan(**row._mapping) for row in rows]
