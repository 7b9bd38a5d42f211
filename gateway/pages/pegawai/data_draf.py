"""A draft of an entry as it is kept, and what one is told when it was taken."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.outcome import Trouble
from gateway.pages.pegawai.data_catatan import Entry
from gateway.pages.visit import Visit

NO_DRAFT = "Draf ini tidak ada lagi: sudah dikirim, atau dihapus."


class Isi(msgspec.Struct):
    """What a draft has so far."""

    tanggal: date | None = None
    kategori: str | None = None
    butir_id: UUID | None = None
    uraian: str | None = None
    output: str | None = None
    kuantitas: int | None = None
    mulai: time | None = None
    selesai: time | None = None
    bukti: str | None = None


class Draft(msgspec.Struct):
    """A draft as it is kept."""

    draf_id: UUID
    versi: int
    isi: Isi
    disimpan_at: datetime


class Receipt(msgspec.Struct):
    """What one is told when an entry was taken."""

    activity_id: UUID
    trace: str = ""


def members_of(draft: Draft) -> dict[str, Any]:
    """What a draft has and has not, by the names that the service has for it."""
    return {name: getattr(draft.isi, name) for name in draft.isi.__struct_fields__}


async def last_entry(visit: Visit, today: date) -> Entry | None:
    """The latest entry of this month, else of the one before."""
    for day in (today, today.replace(day=1) - timedelta(days=1)):
        found: list[Entry] = await visit.read("activity", "/activities", list[Entry], periode=f"{day:%Y-%m}")
        if found:
            return max(found, key=lambda one: (one.tanggal, one.mulai))
    return None


async def draft_of(visit: Visit, ident: str) -> Draft | None:
    """The draft that an address or a form names; Trouble 404 when it is gone."""
    if not ident:
        return None
    drafts: list[Draft] = await visit.read("activity", "/drafts", list[Draft])
    found = next((one for one in drafts if str(one.draf_id) == ident), None)
    if found is None:
        raise Trouble(404, NO_DRAFT)
    return found
