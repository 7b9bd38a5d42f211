"""What reporting tells: that a report was drawn up, and which data are let out to whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from contracts.event import Event
from contracts.vocabulary import Kode, Periode

# Kinds of data that may be let out: daily entries (without their words), counts of a month, results, slips.
DataLepas = Annotated[Literal["catatan", "bulan", "nilai", "tpp"], Meta(title="DataLepas")]
TopikLepas = Annotated[
    Literal["identity", "skp", "activity", "appraisal", "tpp", "reporting"], Meta(title="TopikLepas")
]


class RecapPublished(Event, frozen=True):
    """The monthly OPD recap was drawn up (KUAN P24(3), P27): counts and totals, no person."""

    aggregate = "recap_id"
    partition_by = "recap_id"

    recap_id: UUID
    periode: Periode
    opd: int
    asn: int
    activities: int
    tpp_total: int


class PelepasanRecorded(Event, frozen=True):
    """A release of data to an outside party as it stands now (KUAN P26(2)): asked for, open PD by PD, or ended.

    `opd`: whose data are asked for. `opd_terbuka`: whose may go now, for consent is given and the head of BKPP and of
    that PD have coordinated. `keadaan`: menunggu (nothing goes yet), terbuka, dicabut (for good), berakhir (its last
    day is over). `topik`: the services whose events a system of the party reads while all PD of the Pemda are open.
    """

    aggregate = "pelepasan_id"
    partition_by = "pelepasan_id"

    pelepasan_id: UUID
    pihak: Annotated[str, Meta(max_length=200)]
    tujuan: Annotated[str, Meta(max_length=1000)]
    dasar: Annotated[str, Meta(max_length=200)]
    data: tuple[DataLepas, ...]
    dari: date
    sampai: date
    opd: tuple[Kode, ...]
    opd_terbuka: tuple[Kode, ...]
    keadaan: Annotated[Literal["menunggu", "terbuka", "dicabut", "berakhir"], Meta(title="KeadaanPelepasan")]
    berlaku_sampai: date
    topik: tuple[TopikLepas, ...] = ()
