"""The superior of a pejabat penilai, past vacant posts, and the calendar (KON P34(4), P39, P48; B27, B40)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.identity import CalendarDaySet, Penempatan
from contracts.masa import MasaPenilai, Sebagai
from contracts.vocabulary import StatusPegawai
from kernel.garis import Atasan, Find, Orang, above, next_superior
from kernel.kalender import Kalender
from services.appraisal.domain.appraisal import Appraisal, Dinilai
from services.appraisal.domain.paper import Kepada

_ONE = """
SELECT atasan_id, kosong, tmt_jabatan, status, penempatan::text AS penempatan, masa::text AS masa FROM pegawai
WHERE tenant = :tenant AND asn_id = :asn
"""
_LIBUR = """
INSERT INTO hari_libur (tenant, tanggal, libur) VALUES (:tenant, :tanggal, :libur)
ON CONFLICT (tenant, tanggal) DO UPDATE SET libur = EXCLUDED.libur
"""
_POSTS = msgspec.json.Decoder(tuple[Penempatan, ...]).decode
_TERMS = msgspec.json.Decoder(tuple[MasaPenilai, ...]).decode


async def superior_of_penilai(work: Work, one: Appraisal, who: Dinilai) -> Kepada:
    """The superior of the person who signed the appraisal, or, while nobody has, of the present penilai.

    The Bupati where the line above is not known; `beyond` where the penilai is the Bupati.
    """
    if one.signed_by is not None:
        return await superior_of(work, one.signed_by)
    find, today = _finder(work), work.today
    person = await find(who.asn_id)
    late = above(person.masa, today) if person else Atasan(None, Sebagai.KOSONG, today)
    if late.sebagai is Sebagai.BUPATI:
        return Kepada(None, beyond=True)
    return Kepada((await next_superior(late, today, find)).asn_id)


async def superior_of(work: Work, penilai: UUID) -> Kepada:
    """The superior of somebody who acts as penilai today; `beyond` above the Bupati."""
    find, today = _finder(work), work.today
    if await find(penilai) is None:  # the Bupati's office has no staffing data
        return Kepada(None, beyond=True)
    return Kepada((await next_superior(Atasan(penilai, Sebagai.DEFINITIF, today), today, find)).asn_id)


def _finder(work: Work) -> Find:
    async def find(asn_id: UUID) -> Orang | None:
        row = await work.one(_ONE, {"tenant": work.tenant, "asn": asn_id})
        return _orang(row) if row else None

    return find


def _orang(row: Row[Any]) -> Orang:
    sebagai = Sebagai.DEFINITIF if row.atasan_id else Sebagai.KOSONG if row.kosong else Sebagai.BUPATI
    # known from before terms were kept
    now = MasaPenilai(mulai=row.tmt_jabatan, selesai=None, penilai_id=row.atasan_id, sebagai=sebagai)
    return Orang(_TERMS(row.masa) or (now,), _POSTS(row.penempatan), StatusPegawai(row.status))


async def know_days(work: Work, days: Sequence[CalendarDaySet]) -> None:
    """Keep which days of the Pemda are free, and which are worked although they were holidays."""
    rows = [{"tenant": work.tenant, "tanggal": day.tanggal, "libur": day.libur} for day in days]
    await work.many(_LIBUR, rows)


async def kalender(work: Work, hari_kerja: int = 5) -> Kalender:
    """The working days of a unit with so many of them a week."""
    rows = await work.all("SELECT tanggal, libur FROM hari_libur WHERE tenant = :tenant", {"tenant": work.tenant})
    return Kalender({row.tanggal: row.libur for row in rows}, hari_kerja)
