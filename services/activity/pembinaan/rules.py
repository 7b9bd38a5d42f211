"""A pembinaan, and what is told of it (KUAN P31(1)). Pure."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from contracts.activity import PembinaanClosed, PembinaanHeld, PembinaanOpened
from contracts.vocabulary import Kapasitas


class Pembinaan(Struct, frozen=True, kw_only=True):
    """Owed by `penilai_id` for a missed day; held on `tanggal_sesi` by `dipimpin_oleh`, answered, closed.

    `state` is what was done of it; `now_state` is `lapsed` where nothing is owed any more, else the same.
    """

    pembinaan_id: UUID
    asn_id: UUID
    tanggal: date
    penilai_id: UUID
    version: int
    state: str
    now_state: str
    dibuka_at: datetime
    tanggal_sesi: date | None
    dipimpin_oleh: UUID | None
    ditutup_oleh: UUID | None
    ditutup_at: datetime | None
    alasan: str
    kesepakatan: str | None
    jawaban: str | None
    tanggapan: str | None
    hasil: str | None


def opened(pembinaan_id: UUID, asn_id: UUID, tanggal: date, penilai_id: UUID) -> PembinaanOpened:
    """It is owed."""
    return PembinaanOpened(pembinaan_id=pembinaan_id, asn_id=asn_id, tanggal=tanggal, penilai_id=penilai_id)


def held(one: Pembinaan, on: date, by: UUID, sebagai: Kapasitas) -> PembinaanHeld:
    """A session took place."""
    return PembinaanHeld(
        pembinaan_id=one.pembinaan_id, asn_id=one.asn_id, tanggal_sesi=on, penilai_id=by, sebagai=sebagai
    )


def closed(one: Pembinaan, by: UUID, sebagai: Kapasitas) -> PembinaanClosed:
    """It is over."""
    return PembinaanClosed(pembinaan_id=one.pembinaan_id, asn_id=one.asn_id, penilai_id=by, sebagai=sebagai)
