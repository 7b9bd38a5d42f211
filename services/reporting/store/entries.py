"""Daily entries as their facts tell of them: when, how much and what became of each, without a word of their text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.db import Work, json_of

# `kategori` empty: the fact does not say it, and what is kept stays.
_KEEP = """
INSERT INTO catatan AS c (tenant, activity_id, asn_id, tanggal, kategori, kuantitas, keadaan, masuk, diputus,
    penilai_id)
SELECT :tenant, m.activity_id, m.asn_id, m.tanggal, m.kategori, coalesce(m.kuantitas, 0), m.keadaan, m.masuk, m.diputus,
    m.penilai_id
FROM json_to_recordset(CAST(:entries AS json)) AS m (activity_id uuid, asn_id uuid, tanggal date, kategori text,
    kuantitas int, keadaan text, masuk timestamptz, diputus timestamptz, penilai_id uuid)
ON CONFLICT (tenant, activity_id) DO UPDATE SET tanggal = EXCLUDED.tanggal, keadaan = EXCLUDED.keadaan,
    kategori = CASE WHEN EXCLUDED.kategori = '' THEN c.kategori ELSE EXCLUDED.kategori END,
    kuantitas = CASE WHEN CAST(:amount AS boolean) THEN EXCLUDED.kuantitas ELSE c.kuantitas END,
    masuk = coalesce(EXCLUDED.masuk, c.masuk), diputus = EXCLUDED.diputus,
    penilai_id = EXCLUDED.penilai_id
"""


class Entry(Struct, frozen=True):
    """An entry after a fact. `masuk`: since when it waits (None: as before); `diputus`: since when it is decided."""

    activity_id: UUID
    asn_id: UUID
    tanggal: date
    keadaan: str
    kategori: str = ""
    kuantitas: int | None = None
    masuk: datetime | None = None
    diputus: datetime | None = None
    penilai_id: UUID | None = None


async def keep_entries(work: Work, entries: Sequence[Entry], *, amount: bool) -> None:
    """One statement a batch; the last of each entry holds. `amount`: whether these facts say a quantity."""
    last = {entry.activity_id: entry for entry in entries}
    ordered = [last[ident] for ident in sorted(last)]
    await work.run(_KEEP, {"tenant": work.tenant, "entries": json_of(ordered), "amount": amount})
