"""The Pemda's own days."""

from __future__ import annotations

from msgspec import structs

from chassis.db import Work
from contracts.identity import CalendarDaySet

_SET = """
INSERT INTO hari_libur AS h (tenant, tanggal, libur, nama, version) VALUES (:tenant, :tanggal, :libur, :nama, 1)
ON CONFLICT (tenant, tanggal) DO UPDATE SET libur = EXCLUDED.libur, nama = EXCLUDED.nama, version = h.version + 1
RETURNING version
"""


_FIRST = """
INSERT INTO hari_libur (tenant, tanggal, libur, nama, version) VALUES (:tenant, :tanggal, :libur, :nama, 1)
ON CONFLICT DO NOTHING RETURNING tanggal
"""


async def keep_day_unless_set(work: Work, event: CalendarDaySet) -> bool:
    """What a day is, where nobody has said anything of it; whether that is so."""
    return await work.one(_FIRST, {"tenant": work.tenant, **structs.asdict(event)}) is not None


async def keep_day(work: Work, event: CalendarDaySet) -> int:
    """What a day is from now on; the version of its fact."""
    row = await work.one(_SET, {"tenant": work.tenant, **structs.asdict(event)})
    return int(row.version) if row else 1
