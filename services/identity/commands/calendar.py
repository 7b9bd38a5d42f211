"""The Pemda's own days: a holiday of its own, or a national one on which it works."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, structs

from chassis.db import Work
from contracts.identity import CalendarDaySet

_SET = """
INSERT INTO hari_libur AS h (tenant, tanggal, libur, nama, version) VALUES (:tenant, :tanggal, :libur, :nama, 1)
ON CONFLICT (tenant, tanggal) DO UPDATE SET libur = EXCLUDED.libur, nama = EXCLUDED.nama, version = h.version + 1
RETURNING version
"""


class SetDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day off (`libur`), or a day that is worked after all; `sk` is the decree."""

    tanggal: date
    libur: bool
    nama: Annotated[str, Meta(min_length=1, max_length=200)]
    sk: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=200)]


async def set_day(work: Work, command: SetDay) -> None:
    """Clocks that run already keep their last day; new ones count anew."""
    event = CalendarDaySet(tanggal=command.tanggal, libur=command.libur, nama=command.nama)
    row = await work.one(_SET, {"tenant": work.tenant, **structs.asdict(event)})
    await work.record(event, row.version if row else 1)
    await work.audit("calendar.set", command.tanggal.isoformat(), {"sk": command.sk, "libur": command.libur})
