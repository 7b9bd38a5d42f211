"""What appraisal tells of the paper of a result on its way, of an objection to it, and of the report of a year."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from contracts.event import Event
from contracts.vocabulary import KepadaPeran, Tahun


class AppraisalDelivered(Event, frozen=True):
    """The signed paper was released to the appraised (KON P38(2)); `late`: after the days that the law gives."""

    published_by = "appraisal"
    aggregate, partition_by = "appraisal_id", "asn_id"

    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    delivered_on: date
    late: bool


class AppraisalReceived(Event, frozen=True):
    """The appraised has the paper (KON P38(3), reading B25); an objection may be filed until `objection_until`.

    `cara`: tanda_terima (acknowledged), tanda_tangan (with the signature), serah_terima (handed over with a witness).
    """

    published_by = "appraisal"
    aggregate, partition_by = "appraisal_id", "asn_id"

    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    received_on: date
    cara: Annotated[Literal["tanda_terima", "tanda_tangan", "serah_terima"], Meta(title="CaraTerima")]
    objection_until: date


class AppraisalReturned(Event, frozen=True):
    """The paper has its second signature: of the appraised, or (`pengganti`) of the superior (KON P38(3), P39)."""

    published_by = "appraisal"
    aggregate, partition_by = "appraisal_id", "asn_id"

    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    returned_on: date
    oleh: UUID
    pengganti: bool
    late: bool


class AppraisalLapsed(Event, frozen=True):
    """A term of the paper has passed on `due_on` without its act (KON P32(1), P38, P39; reading B39).

    `perkara`: the act that is missing: penandatanganan (of the penilai), penyampaian, penerimaan, pengembalian, or
    penetapan (by the superior). Who is told: `kepada`, or (None) who holds `kepada_peran`. `until`: the last day on
    which the superior sets the paper, where the law gives that task.
    """

    published_by = "appraisal"
    aggregate, partition_by = "appraisal_id", "asn_id"

    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    perkara: Annotated[
        Literal["penandatanganan", "penyampaian", "penerimaan", "pengembalian", "penetapan"],
        Meta(title="PerkaraDokumen"),
    ]
    due_on: date
    kepada: UUID | None
    kepada_peran: KepadaPeran = ""
    until: date | None = None


class KeberatanFiled(Event, frozen=True):
    """The appraised objects to the result, in time and with reasons (KON P48(1)).

    `manifest_sha256`: of the list of hashes of the evidence as it stood at that moment.
    """

    published_by = "appraisal"
    aggregate, partition_by = "keberatan_id", "asn_id"

    keberatan_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    filed_on: date
    manifest_sha256: str


class KeberatanDecided(Event, frozen=True):
    """The superior of the penilai decided, both heard (KON P48(2-4)): dikuatkan, or diubah by a result of their own."""

    published_by = "appraisal"
    aggregate, partition_by = "keberatan_id", "asn_id"

    keberatan_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: Tahun
    hasil: Annotated[Literal["dikuatkan", "diubah"], Meta(title="HasilKeberatan")]
    decided_on: date
    oleh: UUID


class LaporanPenilaianSubmitted(Event, frozen=True):
    """A penilai reported the results of a year, or (`nomor` above 1) supplemented it (KON P40(1-2), reading B5).

    `jumlah_final`: how many results it holds; `pending`: how many are not final yet. `pemegang_id`: the superior who
    passes it on; None: it has arrived with the Tim Penilai and the PyB.
    """

    published_by = "appraisal"
    aggregate, partition_by = "laporan_id", "penilai_id"

    laporan_id: UUID
    penilai_id: UUID
    tahun: Tahun
    nomor: int
    jumlah_final: int
    pending: int
    submitted_on: date
    late: bool
    pemegang_id: UUID | None


class PeringkatSet(Event, frozen=True):
    """The PyB set the ranking of a year, of so many `pegawai`, by a decision (KON P41(1)); places are read there."""

    published_by = "appraisal"
    aggregate, partition_by = "peringkat_id", "peringkat_id"

    peringkat_id: UUID
    tahun: Tahun
    pegawai: int
    keputusan: str
    oleh: UUID


class LaporanPenilaianForwarded(Event, frozen=True):
    """A superior passed the report on, tier by tier (KON P40(1)); `pemegang_id` as above."""

    published_by = "appraisal"
    aggregate, partition_by = "laporan_id", "penilai_id"

    laporan_id: UUID
    penilai_id: UUID
    tahun: Tahun
    oleh: UUID
    pemegang_id: UUID | None
