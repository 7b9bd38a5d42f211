"""What skp tells: the plan of a year, from the moment it binds."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from contracts.event import Event
from contracts.vocabulary import Kategori, Tahun, Uraian


class ButirKinerja(Struct, frozen=True, kw_only=True):
    """One kinerja utama or tambahan of a set SKP with its yearly target quantity."""

    butir_id: UUID
    kategori: Kategori
    uraian: Uraian
    indikator: Uraian
    target: int
    satuan: str


class SkpSubmitted(Event, frozen=True):
    """An SKP was declared complete by its owner and waits for review (KUAN P5, KON P6)."""

    aggregate = "skp_id"
    partition_by = "asn_id"

    skp_id: UUID
    asn_id: UUID
    tahun: Tahun


class SkpReviewed(Event, frozen=True):
    """The pengelola kinerja of the PD has reviewed it (KUAN P5(4), KON P6(3))."""

    aggregate = "skp_id"
    partition_by = "asn_id"

    skp_id: UUID
    asn_id: UUID
    reviewer_id: UUID


class SkpAgreed(Event, frozen=True):
    """Pegawai and pejabat penilai agree (KUAN P5(4), KON P6(3))."""

    aggregate = "skp_id"
    partition_by = "asn_id"

    skp_id: UUID
    asn_id: UUID


class SkpSet(Event, frozen=True):
    """The SKP is set: from `mulai` to `selesai` it is what the person is measured by (KUAN P5, KON P15)."""

    aggregate = "skp_id"
    partition_by = "asn_id"

    skp_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    tahun: Tahun
    mulai: date
    selesai: date
    late: bool
    set_at: datetime
    butir: tuple[ButirKinerja, ...]
    pack: str


class RealisasiMeasured(Event, frozen=True):
    """The owner measured the year: realisation beside target for every butir, with evidence (KON P20)."""

    aggregate = "skp_id"
    partition_by = "asn_id"

    skp_id: UUID
    asn_id: UUID
    tahun: Tahun
    realisasi: dict[str, int]
    capaian: str
