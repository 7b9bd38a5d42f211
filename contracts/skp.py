"""What skp tells: the plan of a year, from the moment it binds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from contracts.butir import ButirKinerja
from contracts.event import Event
from contracts.pemutakhiran import (
    PemutakhiranMoved,
    PemutakhiranOverdue,
    PemutakhiranRequested,
    SalinanDelivered,
    SalinanOverdue,
)
from contracts.perubahan import SkpChangeOpened, SkpChangeRecommended
from contracts.vocabulary import Desimal, Kapasitas, KarenaGangguan, Saat, Tahun

__all__ = [
    "PemutakhiranMoved", "PemutakhiranOverdue", "PemutakhiranRequested", "SalinanDelivered", "SalinanOverdue",
    "SkpChangeOpened", "SkpChangeRecommended",
]  # fmt: skip


class Pembahas(Struct, frozen=True, kw_only=True):
    """Who took part in a discussion in an office; `asn_id` None: the Bupati."""

    peran: Annotated[Literal["pejabat_penilai", "pengelola_kinerja"], Meta(title="PeranPembahas")]
    asn_id: UUID | None


class SkpSubmitted(Event, frozen=True):
    """An SKP was declared complete by its owner and waits for review (KUAN P5, KON P6)."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    tahun: Tahun


class SkpReviewed(Event, frozen=True):
    """The pengelola kinerja of the PD has reviewed it (KUAN P5(4), KON P6(3)).

    `pembahas`: with whom it was discussed (KUAN P8(2), KON P8(2)).
    """

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    reviewer_id: UUID
    pembahas: tuple[Pembahas, ...] = ()


class SkpAgreed(Event, frozen=True):
    """Pegawai and pejabat penilai agree (KUAN P5(4), KON P6(3))."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID


class SkpSet(Event, frozen=True):
    """The SKP is set: from `mulai` to `selesai` it is what the person is measured by (KUAN P5, KON P15).

    `sebagai`, `atas_nama`: in what capacity the penilai signed, and for whom. `ditetapkan_pada`: on which day
    it was set under the law before (KON P51-52, reading B29).
    """

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    tahun: Tahun
    mulai: date
    selesai: date
    late: bool
    set_at: Saat
    butir: tuple[ButirKinerja, ...]
    pack: str
    karena_gangguan: KarenaGangguan = False
    sebagai: Kapasitas = ""
    atas_nama: UUID | None = None
    ditetapkan_pada: date | None = None


class RealisasiMeasured(Event, frozen=True):
    """The owner measured: realisation of the year so far beside target, with evidence (KON P20).

    `masa`: what was measured now (2026-03, 2026-T1, 2026-S1; 2026 or empty: the whole year). `realisasi` and `capaian`:
    of the SKP so far, the masa added up. From `mulai` to `selesai` the SKP is a segment of its year (KON P26); when it
    has ended, `capaian` is against what was due in it, and `belum` names the masa still to be measured.
    """

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    tahun: Tahun
    realisasi: Annotated[dict[str, int], Meta(title="RealisasiButir")]
    capaian: Desimal
    masa: str = ""
    mulai: date | None = None
    selesai: date | None = None
    belum: tuple[str, ...] = ()
    measured_on: date | None = None


class RealisasiConfirmed(Event, frozen=True):
    """The penilai of its last day closed a segment with what was measured of it (KON P26); measuring reopens it.

    `sebagai`: in what capacity `oleh` was penilai on that day.
    """

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    mulai: date
    selesai: date
    capaian: Desimal
    oleh: UUID
    sebagai: Kapasitas = ""


class SkpReturned(Event, frozen=True):
    """Sent back to its owner to be worked on; the steps begin again."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    oleh: UUID
    alasan: str


class SkpWithdrawn(Event, frozen=True):
    """Its owner took it back before the review; a draft again, it waits for nobody else."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID


class SkpDiscarded(Event, frozen=True):
    """A draft was discarded, of a year or (`perubahan_dari`) of a change: nothing comes of it."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    tahun: Tahun
    perubahan_dari: UUID | None = None


class SkpCommented(Event, frozen=True):
    """The penilai or the pengelola kinerja said something of a plan that waits; it stays where it is."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    oleh: UUID
    catatan: str


class SkpApproved(Event, frozen=True):
    """The penilai approved the SKP of a JPT Pratama; the Bupati ratifies it (KON P10(3)).

    `sebagai`, `atas_nama`: in what capacity the penilai signed, and for whom.
    """

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    penilai_id: UUID
    sebagai: Kapasitas = ""
    atas_nama: UUID | None = None


class SkpClosed(Event, frozen=True):
    """It ends on `selesai`, by `sebab`: versi_baru, mutasi, bebas_skp (KON P14, P15(3)); `penilai_id`: of that day."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    selesai: date
    sebab: Annotated[str, Meta(examples=["versi_baru", "mutasi", "bebas_skp"])]
    tahun: Tahun | None = None
    mulai: date | None = None
    penilai_id: UUID | None = None


class SkpAmended(Event, frozen=True):
    """A tugas tambahan given later joined as an addendum (reading B11); it counts from `mulai`."""

    aggregate, partition_by = "skp_id", "asn_id"
    skp_id: UUID
    asn_id: UUID
    mulai: date
    selesai: date
    butir: ButirKinerja


class AddendumProposed(Event, frozen=True):
    """The owner brought a tugas tambahan given later, with its SK; it waits for the pejabat penilai (reading B11)."""

    aggregate, partition_by = "addendum_id", "asn_id"
    addendum_id: UUID
    skp_id: UUID
    asn_id: UUID
    penilai_id: UUID | None
    butir: ButirKinerja


class AddendumRefused(Event, frozen=True):
    """The pejabat penilai does not agree to it (KUAN P9(2)a, KON P9(2)a); the owner may bring another."""

    aggregate, partition_by = "addendum_id", "asn_id"
    addendum_id: UUID
    skp_id: UUID
    asn_id: UUID
    oleh: UUID
    alasan: str


class BreachExcused(Event, frozen=True):
    """An outage of a last day was confirmed after the breach had been recorded: it is excused from now on (X8)."""

    aggregate, partition_by = "perkara_id", "asn_id"
    perkara_id: UUID
    perkara: Annotated[Literal["skp", "pemutakhiran", "salinan"], Meta(title="PerkaraTenggat")]
    asn_id: UUID
    due_on: date
