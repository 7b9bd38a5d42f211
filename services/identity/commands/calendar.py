"""The Pemda's own days: a holiday of its own, or a national one on which it works."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from chassis.db import Work
from services.identity import store
from services.identity.domain import facts


class SetDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day off (`libur`), or a day that is worked after all; `sk` is the decree."""

    tanggal: date
    libur: bool
    nama: Annotated[str, Meta(min_length=1, max_length=200)]
    sk: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=200)]


async def set_day(work: Work, command: SetDay) -> None:
    """Clocks that run already keep their last day; new ones count anew."""
    event = facts.day_set(command.tanggal, command.libur, command.nama)
    await work.record(event, await store.keep_day(work, event))
    await work.audit("calendar.set", command.tanggal.isoformat(), {"sk": command.sk, "libur": command.libur})
