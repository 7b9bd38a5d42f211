"""What activity tells of a pembinaan: that it is owed, was held, is over; what was said in it stays between the two."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contracts.event import Event
from contracts.vocabulary import Kapasitas


class PembinaanOpened(Event, frozen=True):
    """The penilai found a missed day (`tanggal`) deliberate and owes a pembinaan (KUAN P31(1)).

    Not the training of P30; and what becomes of the TPP does not depend on it (P31(2-3)). A `DayFilled` of the day
    before it is held ends it: nothing is owed any more.
    """

    published_by = "activity"
    aggregate, partition_by = "pembinaan_id", "asn_id"
    pembinaan_id: UUID
    asn_id: UUID
    tanggal: date
    penilai_id: UUID


class PembinaanHeld(Event, frozen=True):
    """The penilai or an acting official sat with the person on `tanggal_sesi` (KUAN P31(1))."""

    published_by = "activity"
    aggregate, partition_by = "pembinaan_id", "asn_id"
    pembinaan_id: UUID
    asn_id: UUID
    tanggal_sesi: date
    penilai_id: UUID
    sebagai: Kapasitas = ""


class PembinaanClosed(Event, frozen=True):
    """The penilai or an acting official brought it to its end (KUAN P31(1))."""

    published_by = "activity"
    aggregate, partition_by = "pembinaan_id", "asn_id"
    pembinaan_id: UUID
    asn_id: UUID
    penilai_id: UUID
    sebagai: Kapasitas = ""
